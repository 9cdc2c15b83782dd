"""User text made safe once, on the way in: NFC, no control characters, no bidirectional overrides, bounded length."""

import re
import unicodedata

from goaltui.model.errors import InvalidField
from goaltui.model.quick.translation import _

TITLE_LIMIT = 1_000
NOTE_LIMIT = 20_000

# Overrides and isolates can make a line read differently from what is stored; marks such as LRM and RLM cannot.
_BIDI_CONTROLS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_LINE_BREAKS = frozenset("\n\r\t\v\f\x85\u2028\u2029")

HARMFUL = re.compile("[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Signs that no file may bring to a terminal: controls, line breaks, signs that turn the direction, halves of signs."""


def clean_line(text: str, limit: int = TITLE_LIMIT) -> str:
    """Return text as one line, breaks and runs of blanks as one blank; raises InvalidField past `limit` characters."""
    spaced = (
        text if text.isprintable() else "".join(" " if character in _LINE_BREAKS else character for character in text)
    )
    return _bounded(" ".join(_visible(spaced).split()), limit)


def clean_title(text: str) -> str:
    """Return text as one line that says something; raises ValueError where it says nothing."""
    line = clean_line(text)
    if not line:
        raise ValueError(_("is empty"))
    return line


def clean_text(text: str, limit: int = NOTE_LIMIT) -> str:
    """Return a text of several lines: line breaks become newlines, other control characters are removed."""
    lines = text.replace("\r\n", "\n").replace("\t", " ").splitlines()
    return _bounded("\n".join(_visible(line).rstrip() for line in lines).strip(), limit)


def shown(text: str) -> str:
    """Return text of several lines as a terminal may get it: newlines stay, other breaks are blanks, the rest goes."""
    return text if text.isascii() and text.isprintable() else HARMFUL.sub(_harmless, text)


def escaped(text: str) -> str:
    r"""Return a document in JSON or TOML with what a terminal would obey written as \uXXXX; it reads back as it was."""
    return HARMFUL.sub(_as_code, text)


def fold(text: str) -> str:
    """Return the form in which two spellings of a name are the same one."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _harmless(found: re.Match[str]) -> str:
    character = found[0]
    return character if character == "\n" else " " if character in _LINE_BREAKS else ""


def _as_code(found: re.Match[str]) -> str:
    return found[0] if found[0] == "\n" else f"\\u{ord(found[0]):04x}"


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    # Composed last: an invisible character between a letter and its accent would leave them apart otherwise.
    return unicodedata.normalize("NFC", "".join(character for character in text if _is_visible(character)))


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cs") and character not in _BIDI_CONTROLS


def _bounded(text: str, limit: int) -> str:
    if len(text) > limit:
        raise InvalidField(
            _("The text has {count} characters; {limit} is the limit, so shorten it.", count=len(text), limit=limit)
        )
    return text
