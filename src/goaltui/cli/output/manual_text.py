"""A page of the manual as lines of text: wrapped to the terminal, bold where it shows colours."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from goaltui.cli.output.cell_width import width
from goaltui.cli.output.console import Output
from goaltui.manual.blocks import Block, BlockKind, blocks

_WIDTH = 80
_WIDEST = 100
_NARROWEST_CELL = 12
_GAP = 2
_KEPT_BLANK = "\u00a0"
_SPAN = re.compile(r"`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*")


def page_lines(text: str, out: Output) -> Iterator[str]:
    """Yield the lines of a page; code stands indented, as does what belongs to an item."""
    room = min(out.columns or _WIDTH, _WIDEST)
    before: BlockKind | None = None
    for block in blocks(text):
        if before is not None and not (before is block.kind is BlockKind.ITEM):
            yield ""
        yield from _lines_of(block, room, out)
        before = block.kind


def _lines_of(block: Block, room: int, out: Output) -> Iterable[str]:
    if block.kind is BlockKind.HEADING:
        return [out.styled(_plain(block.text), "bold")]
    if block.kind is BlockKind.CODE:
        return [f"    {line}".rstrip() for line in block.text.splitlines()]
    if block.kind is BlockKind.TABLE:
        return _table(block.rows, room, out)
    hanging = f"{block.marker} " if block.marker else ""
    wrapped = _wrapped(block.text, room - len(hanging))
    return [(hanging if place == 0 else " " * len(hanging)) + _styled(line, out) for place, line in enumerate(wrapped)]


def _table(rows: Sequence[Sequence[str]], room: int, out: Output) -> Iterator[str]:
    """Yield a table whose widest columns are wrapped where the terminal is too narrow."""
    sizes = [max(width(_shown(row[place], out)) for row in rows) for place in range(len(rows[0]))]
    _narrow(sizes, room - _GAP * (len(sizes) - 1))
    for number, row in enumerate(rows):
        cells = [_wrapped(cell, size) for cell, size in zip(row, sizes, strict=True)]
        for pieces in zip_longest(*cells, fillvalue=""):
            padded = [
                _styled(piece, out) + " " * (size - width(_shown(piece, out)))
                for piece, size in zip(pieces, sizes, strict=True)
            ]
            line = (" " * _GAP).join(padded).rstrip()
            yield out.styled(line, "dim") if number == 0 else line


def _narrow(sizes: list[int], room: int) -> None:
    """Take from the widest column until all fit, as long as it can be read."""
    while (excess := sum(sizes) - room) > 0 and max(sizes) > _NARROWEST_CELL:
        widest = sizes.index(max(sizes))
        others = max((size for place, size in enumerate(sizes) if place != widest), default=0)
        sizes[widest] = max(_NARROWEST_CELL, sizes[widest] - excess, min(others, sizes[widest] - 1))


def _wrapped(text: str, room: int) -> list[str]:
    """Return lines of a text; a span of code or bold stays on one line where it fits."""
    kept = _SPAN.sub(lambda span: span[0].replace(" ", _KEPT_BLANK) if len(span[0]) <= room else span[0], text)
    lines = textwrap.wrap(kept, max(room, 1), break_long_words=False, break_on_hyphens=False)
    return [line.replace(_KEPT_BLANK, " ") for line in lines]


def _styled(line: str, out: Output) -> str:
    return _SPAN.sub(lambda span: out.styled(_bare(span[0], out), "bold"), line)


def _shown(text: str, out: Output) -> str:
    """Return the part of a text that takes cells."""
    return _SPAN.sub(lambda span: _bare(span[0], out), text)


def _bare(span: str, out: Output) -> str:
    """Return the words of a span; code keeps its quotes where nothing else tells it from the text."""
    return span if span.startswith("`") and not out.color else span.strip("`*")


def _plain(text: str) -> str:
    return _SPAN.sub(lambda span: span[0].strip("`*"), text)
