"""The one place where user text becomes something to paint: never markup, always measured in cells."""

import re

from rich.cells import cell_len, chop_cells, set_cell_size
from textual.content import Content

_FINAL = "…"

# What joins or tints emoji: terminals disagree on how many cells such a sequence takes, but not on its parts.
_JOINERS = re.compile("(?<=[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d|[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_CONTROLS = re.compile("[\0-\x1f\x7f-\x9f]+")


def plain(text: str) -> Content:
    """User text as it is, whatever brackets it holds."""
    return Content(steady(text))


def steady(text: str) -> str:
    """The text without control characters and without what takes another number of cells in the next terminal."""
    if text.isascii() and text.isprintable():
        return text
    return _JOINERS.sub("", _CONTROLS.sub(" ", text))


def cut(text: str, width: int) -> str:
    """The text in at most `width` cells, with an ellipsis where something was left out."""
    if width <= 0:
        return ""
    text = steady(text)
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + _FINAL


def left(text: str, width: int) -> str:
    """The text cut and filled up to exactly `width` cells, standing left."""
    short = cut(text, width)
    return short + " " * (width - cell_len(short))


def right(text: str, width: int) -> str:
    """The text cut and filled up to exactly `width` cells, standing right."""
    short = cut(text, width)
    return " " * (width - cell_len(short)) + short


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, broken at blanks where there are any."""
    lines: list[str] = []
    line = ""
    for word in steady(text).split():
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = chop_cells(word, max(width, 2)) or [""]
        lines.extend(whole)
    return [*lines, line] if line else lines
