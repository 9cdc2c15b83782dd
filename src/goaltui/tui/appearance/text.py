"""The one place where user text becomes something to paint: never markup, always measured in cells."""

import re
from collections.abc import Iterable
from itertools import chain

from rich.cells import cell_len, chop_cells, set_cell_size
from textual.content import Content

from goaltui.model.text import shown

_FINAL = "…"

# What joins or tints emoji: terminals disagree on how many cells such a sequence takes, but not on its parts.
_JOINERS = re.compile("(?<=[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d|[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_COLUMN = re.compile(r" *\S+(?: \S+)*  +")


def plain(text: str) -> Content:
    """User text as it is, whatever brackets it holds."""
    return Content(steady(text))


def steady(text: str) -> str:
    """Return the text without characters that a terminal obeys, or that take another
    number of cells in another terminal.
    """
    if text.isascii() and text.isprintable():
        return text
    return _JOINERS.sub("", shown(text).replace("\n", " "))


def cut(text: str, width: int) -> str:
    """Return the text in at most `width` cells, with an ellipsis where something was left out."""
    if width <= 0:
        return ""
    text = steady(text)
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + _FINAL


def left(text: str, width: int) -> str:
    """Return the text cut and filled up to exactly `width` cells, standing left."""
    short = cut(text, width)
    return short + " " * (width - cell_len(short))


def right(text: str, width: int) -> str:
    """Return the text cut and filled up to exactly `width` cells, standing right."""
    short = cut(text, width)
    return " " * (width - cell_len(short)) + short


def right_whole(texts: Iterable[str], width: int) -> str:
    """Return the first text that fits exactly `width` cells whole, standing right; blanks where none does. Half of a
    number reads as another."""
    return right(next((text for text in texts if cell_len(text) <= width), ""), width)


def wrapped(text: str, width: int, most: int | None = None) -> list[str]:
    """Return the text in lines of at most `width` cells, broken at blanks where there are any. Of more than `most`
    lines the last that is left ends in an ellipsis.
    """
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
    lines += [line] if line else []
    if most is not None and len(lines) > most:
        return [*lines[: most - 1], cut(f"{lines[most - 1]} {lines[most]}", width)]
    return lines


def hanging(text: Content, width: int, hang: int | None = None) -> Content:
    """Return the text as lines of at most `width` cells; a wrapped line is indented by `hang` cells,
    by default to the second column.
    """
    return Content("\n").join(chain.from_iterable(_hung(line, width, hang) for line in text.split("\n")))


def _hung(line: Content, width: int, hang: int | None) -> list[Content]:
    if line.cell_length <= width:
        return [line]
    if hang is None:
        column = _COLUMN.match(line.plain)
        hang = cell_len(column[0]) if column else 0
    if hang > width // 2:
        hang = 2
    first, *_ = line.wrap(max(width, 2))
    rest = line[len(first) :]
    while rest.plain.startswith(" "):
        rest = rest[1:]
    return [first.rstrip(), *(Content(" " * hang) + part.rstrip() for part in rest.wrap(max(width - hang, 2)))]
