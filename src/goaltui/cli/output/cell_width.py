"""Width of text in terminal cells; a table or a package for this would cost more than the command."""

import unicodedata
from functools import lru_cache

_JOINER = "\u200d"
_EMOJI_VARIATION = "\ufe0f"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_JAMO_TAIL = range(0x1160, 0x1200)
_REPEATED = 2_048


def width(text: str) -> int:
    """Return the cells that a text takes: wide characters two, marks and joined emoji none."""
    return len(text) if text.isascii() else _width(text)


@lru_cache(_REPEATED)
def _width(text: str) -> int:
    return sum(widths(text))


def widths(text: str) -> list[int]:
    """Return the cells that each character adds."""
    found: list[int] = []
    base = 0
    joined = False
    for character in text:
        added = _added(character, base, joined=joined)
        joined = character == _JOINER and base == 2
        if added and character != _EMOJI_VARIATION:
            base = added
        elif character == _EMOJI_VARIATION:
            base += added
        found.append(added)
    return found


def cut(text: str, limit: int, ellipsis: str = "…") -> str:
    """Return the text in at most `limit` cells, ending in an ellipsis where something was left out."""
    if width(text) <= limit:
        return text
    taken = 0
    kept: list[str] = []
    for character, added in zip(text, widths(text), strict=True):
        if taken + added > limit - width(ellipsis):
            break
        taken += added
        kept.append(character)
    return ("".join(kept).rstrip() + ellipsis)[:limit] if limit > 0 else ""


def pad(text: str, limit: int, *, right: bool = False) -> str:
    """Return the text filled with blanks to `limit` cells, at the left where `right` aligns it."""
    blanks = " " * max(0, limit - width(text))
    return blanks + text if right else text + blanks


def _added(character: str, base: int, *, joined: bool) -> int:
    code = ord(character)
    if character == _EMOJI_VARIATION:
        return 1 if base == 1 else 0
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc") or code in _JAMO_TAIL:
        return 0
    if joined or (code in _SKIN_TONES and base == 2):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
