"""The Markdown of the manual as blocks: headings, paragraphs, list items, code and tables, and no more than that."""

import re
from collections.abc import Iterator
from enum import StrEnum

from goaltui.model.quick_dataclass import dataclass

_COMMENT = re.compile(r"^<!--.*?-->\n", re.MULTILINE)
_HEADING = re.compile(r"(#+) (.+)")
_ITEM = re.compile(r"(-|\d+\.) (.+)", re.DOTALL)
_ITEM_BEGINS = re.compile(r"\n(?=(?:-|\d+\.) )")
_FENCE = "```"
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[|\- :]+")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


class BlockKind(StrEnum):
    """The kind of a block."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CODE = "code"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page; `level` belongs to a heading, `marker` to an item, `rows` to a table."""

    kind: BlockKind
    text: str = ""
    level: int = 0
    marker: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def without_comments(text: str) -> str:
    """Return Markdown without the comments that mark generated parts."""
    return _COMMENT.sub("", text)


def without_links(text: str) -> str:
    """Return a line of Markdown with only the words of its links."""
    return _LINK.sub(r"\1", text)


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a page in their order."""
    for number, part in enumerate(without_comments(text).split(_FENCE)):
        if number % 2:
            yield Block(BlockKind.CODE, part.partition("\n")[2].rstrip("\n"))
        else:
            for piece in filter(None, (piece.strip("\n") for piece in part.split("\n\n"))):
                yield from _blocks_of(piece)


def _blocks_of(piece: str) -> Iterator[Block]:
    if heading := _HEADING.fullmatch(piece):
        yield Block(BlockKind.HEADING, heading[2], level=len(heading[1]))
    elif piece.startswith("|"):
        rows = tuple(_cells(line) for line in piece.splitlines() if not _RULE.fullmatch(line))
        yield Block(BlockKind.TABLE, rows=rows)
    elif _ITEM.match(piece):
        for item in _ITEM_BEGINS.split(piece):
            if read := _ITEM.fullmatch(item):
                yield Block(BlockKind.ITEM, _one_line(read[2]), marker=read[1])
    else:
        yield Block(BlockKind.PARAGRAPH, _one_line(piece))


def _cells(line: str) -> tuple[str, ...]:
    inside = line.removeprefix("|").removesuffix("|")
    return tuple(without_links(cell.strip().replace("\\|", "|")) for cell in _BETWEEN_CELLS.split(inside))


def _one_line(text: str) -> str:
    return without_links(" ".join(text.split()))
