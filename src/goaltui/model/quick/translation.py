"""Sentences of the program in the reader's language: looked up in a catalogue of gettext, English where it has none.

The language is chosen once, when a process starts. English, the language of the source, loads no catalogue.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gettext import GNUTranslations

SOURCE = "en"
"""The language that the sentences in the source are written in."""

CATALOGUES = Path(__file__).parents[2] / "locale"
"""The folder with a catalogue for each other language: `sv/LC_MESSAGES/goaltui.mo`."""


class _Reader:
    """The language of this process and its catalogue; the one thing that all of it shares, as with gettext itself."""

    language = SOURCE
    catalogue: "GNUTranslations | None" = None


def speak(language: str) -> None:
    """Say everything from here on in a language such as `sv`; in English where there is no catalogue for it."""
    _Reader.language, _Reader.catalogue = SOURCE, None
    if language == SOURCE or not language.isalpha():
        return
    try:
        with (CATALOGUES / language / "LC_MESSAGES" / "goaltui.mo").open("rb") as file:
            # Imported here because most languages, and the locale `C` of programs, have no catalogue.
            from gettext import GNUTranslations

            _Reader.language, _Reader.catalogue = language, GNUTranslations(file)
    except OSError:
        return


def languages() -> tuple[str, ...]:
    """Return the languages that the program speaks, English first."""
    return (SOURCE, *sorted(path.name for path in CATALOGUES.glob("*") if path.is_dir()))


def spoken() -> str:
    """Return the language that the program speaks, such as `en` or `sv`."""
    return _Reader.language


def in_every_language(message: str) -> tuple[str, ...]:
    """Return the message in each language that the program speaks, for what was written when somebody else spoke."""
    from gettext import translation

    found = (translation("goaltui", CATALOGUES, [language], fallback=True) for language in languages())
    return tuple(catalogue.gettext(message) for catalogue in found)


def N_(message: str) -> str:  # noqa: N802
    """Return the message as it is: it belongs to the catalogue and is looked up where it is shown."""
    return message


def N_p(context: str, message: str) -> str:  # noqa: N802
    """Return the message as it is: it belongs to the catalogue with this context, and is looked up with `_p`."""
    return message


def _(message: str, /, **values: Any) -> str:
    """Return the message in the reader's language, with each `{name}` filled in where values are given."""
    catalogue = _Reader.catalogue
    said = message if catalogue is None or not message else catalogue.gettext(message)
    return said.format(**values) if values else said


def _n(one: str, many: str, count: int, /, **values: Any) -> str:
    """Return the form of a message for a count, filled in; `{count}` is the count unless it is given otherwise."""
    catalogue = _Reader.catalogue
    said = (one if count == 1 else many) if catalogue is None else catalogue.ngettext(one, many, count)
    return said.format(**{"count": count, **values})


def _p(context: str, message: str, /, **values: Any) -> str:
    """Return a message that other places use with another meaning, told apart by a context such as `month`."""
    catalogue = _Reader.catalogue
    said = message if catalogue is None else catalogue.pgettext(context, message)
    return said.format(**values) if values else said
