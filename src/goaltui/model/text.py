"""User text made safe once, on the way in: NFC, no control characters, no bidirectional overrides, bounded length."""

import unicodedata

from goaltui.model.errors import InvalidField

TITLE_LIMIT = 1_000
NOTE_LIMIT = 20_000

# Overrides and isolates can make a line read differently from what is stored; marks such as LRM and RLM cannot.
_BIDI_CONTROLS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_LINE_BREAKS = frozenset("\n\r\t\v\f\x85\u2028\u2029")


def clean_line(text: str, limit: int = TITLE_LIMIT) -> str:
    """One line of text: breaks and runs of blanks become one blank; raises InvalidField past `limit` characters."""
    spaced = "".join(" " if character in _LINE_BREAKS else character for character in text)
    return _bounded(" ".join(_visible(spaced).split()), limit)


def clean_text(text: str, limit: int = NOTE_LIMIT) -> str:
    """Text of several lines: line breaks become newlines, other control characters go."""
    lines = text.replace("\r\n", "\n").replace("\t", " ").splitlines()
    return _bounded("\n".join(_visible(line).rstrip() for line in lines).strip(), limit)


def fold(text: str) -> str:
    """The form in which two spellings of a name are the same one."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _visible(text: str) -> str:
    # Composed last: an invisible character between a letter and its accent would leave them apart otherwise.
    return unicodedata.normalize("NFC", "".join(character for character in text if _is_visible(character)))


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cs") and character not in _BIDI_CONTROLS


def _bounded(text: str, limit: int) -> str:
    if len(text) > limit:
        raise InvalidField(f"The text has {len(text)} characters; {limit} is the limit, so shorten it.")
    return text
