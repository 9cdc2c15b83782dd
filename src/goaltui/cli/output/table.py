"""Rows of cells as aligned lines; where the terminal is too narrow columns give way as they do on the screen."""

from collections.abc import Iterator, Sequence

from goaltui.cli.output.cell_width import cut, width
from goaltui.cli.output.console import Output, printable
from goaltui.cli.output.status_cells import StyledText
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.services.core.column_room import ColumnPriority, title_beside

GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column; where there is no room the one that `gives_way`, a title, is cut, and then others `leave`, the last
    first among equals."""

    name: str
    right: bool = False
    gives_way: bool = False
    leaves: ColumnPriority = ColumnPriority.LAST
    enough: int | None = None
    """Cells that it takes at most where there is no room for everything."""
    is_theirs: bool = False
    """Whether the name is one of the users', which is shown as it is."""


def lines(columns: Sequence[Column], rows: Sequence[Sequence[StyledText]], out: Output) -> Iterator[str]:
    """Yield the heading and the rows, as wide as needed and no wider than the terminal; empty columns are left out."""
    heading = [StyledText(column.name if column.is_theirs else _(column.name), "dim") for column in columns]
    down = list(zip(heading, *([_printable(cell, out) for cell in row] for row in rows), strict=True))
    sizes = [max(width(cell.text) for cell in cells) for cells in down]
    shown = [place for place, cells in enumerate(down) if any(cell.text.strip() for cell in cells[1:])]
    shown = _fit(columns, sizes, shown, out.columns)
    for pieces in zip(*(_drawn(down[place], sizes[place], columns[place], out) for place in shown), strict=True):
        yield (" " * GAP).join(pieces).rstrip()


def _drawn(cells: Sequence[StyledText], size: int, column: Column, out: Output) -> Iterator[str]:
    """Yield the cells of a column, all of one size."""
    ellipsis = "~" if out.ascii_only else "…"
    for cell in cells:
        text = cut(cell.text, size, ellipsis)
        blanks, styled = " " * (size - width(text)), out.styled(text, cell.style)
        yield blanks + styled if column.right else styled + blanks


def _fit(columns: Sequence[Column], sizes: list[int], shown: list[int], room: int | None) -> list[int]:
    """Return the columns that stay; `sizes` of the one that gives way shrinks."""
    needed = tuple(sizes)
    flexible = next((place for place in shown if columns[place].gives_way), None)
    if room is not None and sum(sizes[place] for place in shown) + GAP * (len(shown) - 1) > room:
        sizes[:] = [min(size, column.enough or size) for size, column in zip(sizes, columns, strict=True)]
    while room is not None and shown:
        excess = sum(sizes[place] for place in shown) + GAP * (len(shown) - 1) - room
        if excess <= 0:
            break
        leaving = max(shown, key=lambda place: (place != flexible and place > 0, columns[place].leaves, place))
        if len(shown) == 1 or leaving in (0, flexible):
            last = shown[-1] if flexible is None else flexible
            sizes[last] = max(1, sizes[last] - excess)
            break
        if flexible is not None and sizes[flexible] - excess >= title_beside(columns[leaving].leaves, room):
            sizes[flexible] -= excess
            break
        shown = [place for place in shown if place != leaving]
    if room is not None:
        _give_back(sizes, needed, shown, room)
    return shown


def _give_back(sizes: list[int], needed: Sequence[int], shown: Sequence[int], room: int) -> None:
    """Let columns grow into the room that is left, up to what they need, the first one first."""
    left = room - sum(sizes[place] for place in shown) - GAP * (len(shown) - 1)
    for place in shown:
        more = max(min(left, needed[place] - sizes[place]), 0)
        sizes[place] += more
        left -= more


def _printable(cell: StyledText, out: Output) -> StyledText:
    if cell.text.isascii() and cell.text.isprintable():
        return cell
    indent = len(cell.text) - len(cell.text.lstrip(" "))
    # Spelled before it is measured: some signs take more cells in ASCII.
    return StyledText(" " * indent + out.data.spelled(printable(cell.text.lstrip(" "))), cell.style)
