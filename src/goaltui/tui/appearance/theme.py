"""The program's own themes, and default colours for other themes."""

from collections.abc import Collection, Mapping

from textual.theme import Theme

from goaltui.model.quick.translation import _

DARK = "goaltui-dark"
LIGHT = "goaltui-light"
ANSI = "goaltui-ansi"
MONO = "goaltui-mono"

_PERSPECTIVES_DARK = ("#6cb6ff", "#c792ea", "#56c2b6", "#e6a15c")
_PERSPECTIVES_ANSI = ("ansi_magenta", "ansi_cyan", "ansi_yellow")
_SIXTEEN = ("ansi_blue", "ansi_green", "ansi_yellow", "ansi_red", "ansi_bright_black")
_DEFAULT = "ansi_default"
_PLAIN = (
    *("block-cursor-foreground", "block-cursor-background", "input-cursor-foreground", "input-cursor-background"),
    *("border", "border-blurred", "ansi-background", "ansi-foreground"),
    *("scrollbar", "scrollbar-hover", "scrollbar-active", "scrollbar-corner-color"),
    *(f"scrollbar-background{when}" for when in ("", "-hover", "-active")),
)
_PERSPECTIVES_LIGHT = ("#1f6fc2", "#8a3fb5", "#12796f", "#b0621a")


def themes() -> tuple[Theme, ...]:
    """Return the themes: dark, light, the terminal's own sixteen colours, and none, in that order."""
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
    return (dark, light, _of_terminal(ANSI, *_SIXTEEN), _of_terminal(MONO, *[_DEFAULT] * 5))


def chosen(wanted: str, available: Collection[str], *, no_color: bool) -> str:
    """Return the theme to start with: one by its name, or by its last word for one of the program's own."""
    if no_color:
        return MONO
    return _named(wanted, available) or DARK


def problems(wanted: str, available: Collection[str]) -> tuple[str, ...]:
    """Return a sentence where the theme that the settings ask for is none of those there are."""
    if not wanted or _named(wanted, available):
        return ()
    return (_("No theme is called '{wanted}'; dark, light, ansi and mono come with the program.", wanted=wanted),)


def _named(wanted: str, available: Collection[str]) -> str | None:
    return next((name for name in (wanted, f"goaltui-{wanted}") if name in available), None)


def defaults(*, dark: bool) -> Mapping[str, str]:
    """Return the program's own variables for themes that do not set them."""
    return themes()[0 if dark else 1].variables


def _of_terminal(name: str, accent: str, success: str, warning: str, error: str, dim: str) -> Theme:
    # The cursor is reversed: no colour of the sixteen is sure to stand out from the terminal's own ground.
    places = (accent, *(_DEFAULT if accent == _DEFAULT else colour for colour in _PERSPECTIVES_ANSI))
    variables = _own(dim, dim, dim, _DEFAULT, _DEFAULT, (places[0], places[1], places[2], places[3]))
    variables.update({f"{where}-cursor-text-style": "reverse" for where in ("input", "block")})
    variables.update(dict.fromkeys(_PLAIN, _DEFAULT))
    variables["button-focus-text-style"] = "bold reverse"
    variables["foreground-muted"] = dim
    return Theme(
        name=name,
        ansi=True,
        primary=accent,
        accent=accent,
        foreground=_DEFAULT,
        background=_DEFAULT,
        surface=_DEFAULT,
        panel=_DEFAULT,
        success=success,
        warning=warning,
        error=error,
        variables=variables,
    )


def _own(
    dim: str, unfilled: str, line: str, chosen: str, today: str, perspectives: tuple[str, str, str, str]
) -> dict[str, str]:
    colours = {"dim": dim, "unfilled": unfilled, "hairline": line, "chosen": chosen, "today": today}
    colours.update({f"perspective-{place}": colour for place, colour in enumerate(perspectives, 1)})
    colours["input-cursor-text-style"] = "none"
    colours["block-cursor-text-style"] = "none"
    colours["button-focus-text-style"] = "bold"
    # Bars of every list and dialog alike, with nothing behind them.
    colours.update({"scrollbar": line, "scrollbar-hover": dim, "scrollbar-active": dim})
    colours.update({f"scrollbar-background{when}": "#00000000" for when in ("", "-hover", "-active")})
    # As the cursor in the program's own lists, on which what is dim stays readable.
    colours.update({f"block-cursor{when}-background": chosen for when in ("", "-blurred")})
    colours["block-cursor-foreground"] = today
    return colours
