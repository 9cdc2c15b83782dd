"""Rows of cells as aligned lines; where the terminal is too narrow one column gives way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goaltui.cli.cells import cut, pad, width
from goaltui.cli.marks import Cell
from goaltui.cli.output import Output, printable

GAP = 2
_NARROWEST = 12


@dataclass(frozen=True, slots=True)
class Column:
    """A column; the one that `gives_way` is cut first where there is no room, after that the last ones are left out."""

    name: str
    right: bool = False
    gives_way: bool = False


def lines(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], out: Output) -> Iterator[str]:
    """The heading and the rows, as wide as they have to be and no wider than the terminal; empty columns left out."""
    heading = [Cell(column.name, "dim") for column in columns]
    table = [heading, *([_printable(cell) for cell in row] for row in rows)]
    sizes = [max(width(row[place].text) for row in table) for place in range(len(columns))]
    shown = [place for place in range(len(columns)) if any(row[place].text.strip() for row in table[1:])]
    shown = _fit(columns, sizes, shown, out.columns)
    for row in table if shown else ():
        pieces = [_drawn(row[place], sizes[place], columns[place], out) for place in shown]
        yield (" " * GAP).join(pieces).rstrip()


def _drawn(cell: Cell, size: int, column: Column, out: Output) -> str:
    text = cut(cell.text, size, "~" if out.ascii_only else "…")
    padded = pad(text, size, right=column.right)
    return padded.replace(text, out.styled(text, cell.style)) if text.strip() else padded


def _fit(columns: Sequence[Column], sizes: list[int], shown: list[int], room: int | None) -> list[int]:
    """The columns that stay; `sizes` of the one that gives way shrinks."""
    flexible = next((place for place in shown if columns[place].gives_way), None)
    while room is not None and shown:
        excess = sum(sizes[place] for place in shown) + GAP * (len(shown) - 1) - room
        if excess <= 0:
            break
        if flexible is not None and sizes[flexible] - excess >= _NARROWEST:
            sizes[flexible] -= excess
            break
        last = shown[-1]
        if len(shown) == 1 or last == flexible:
            sizes[last] = max(1, sizes[last] - excess)
            break
        shown = shown[:-1]
    return shown


def _printable(cell: Cell) -> Cell:
    indent = len(cell.text) - len(cell.text.lstrip(" "))
    return Cell(" " * indent + printable(cell.text.lstrip(" ")), cell.style)
