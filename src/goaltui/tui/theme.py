"""The program's two themes, and the colours that themes of others lack."""

from collections.abc import Mapping

from textual.theme import Theme

DARK = "goaltui-dark"
LIGHT = "goaltui-light"

_PERSPECTIVES_DARK = ("#6cb6ff", "#c792ea", "#56c2b6", "#e6a15c")
_PERSPECTIVES_LIGHT = ("#1f6fc2", "#8a3fb5", "#12796f", "#b0621a")


def themes() -> tuple[Theme, ...]:
    """Dark and light, in that order."""
    dark = Theme(
        name=DARK,
        primary="#7aa2f7",
        accent="#7aa2f7",
        foreground="#d6dbe5",
        background="#0f1218",
        surface="#0f1218",
        panel="#141923",
        success="#7fc98f",
        warning="#e0b45c",
        error="#ef6f6c",
        dark=True,
        variables=_own("#7a8499", "#3b4458", "#2a3242", "#1f2a40", "#d6dbe5", _PERSPECTIVES_DARK),
    )
    light = Theme(
        name=LIGHT,
        primary="#2f5bd0",
        accent="#2f5bd0",
        foreground="#2b2f38",
        background="#fbfaf7",
        surface="#fbfaf7",
        panel="#f3f1ec",
        success="#23733d",
        warning="#8f5c00",
        error="#c23a36",
        dark=False,
        variables=_own("#676d79", "#cfcabd", "#d9d4c8", "#e3e9f6", "#2b2f38", _PERSPECTIVES_LIGHT),
    )
    return (dark, light)


def defaults(*, dark: bool) -> Mapping[str, str]:
    """The program's own variables for themes that do not set them."""
    return themes()[0 if dark else 1].variables


def _own(
    dim: str, unfilled: str, line: str, chosen: str, today: str, perspectives: tuple[str, str, str, str]
) -> dict[str, str]:
    colours = {"dim": dim, "unfilled": unfilled, "hairline": line, "chosen": chosen, "today": today}
    colours.update({f"perspective-{place}": colour for place, colour in enumerate(perspectives, 1)})
    colours["input-cursor-text-style"] = "none"
    colours["block-cursor-text-style"] = "none"
    return colours
