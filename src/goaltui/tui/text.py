"""The one place where user text becomes something to paint: never markup, always measured in cells."""

from rich.cells import cell_len, chop_cells, set_cell_size
from textual.content import Content

_FINAL = "…"


def plain(text: str) -> Content:
    """User text as it is, whatever brackets it holds."""
    return Content(text)


def cut(text: str, width: int) -> str:
    """The text in at most `width` cells, with an ellipsis where something was left out."""
    if width <= 0:
        return ""
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
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = chop_cells(word, max(width, 2)) or [""]
        lines.extend(whole)
    return [*lines, line] if line else lines
