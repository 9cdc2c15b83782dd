"""The names of columns above a list: painted, and found again under a click."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from goaltui.services.filters.sorting import Sorting
from goaltui.tui.appearance.glyphs import Glyphs


def arrow(sorting: Sorting, column: str, glyphs: Glyphs) -> str:
    """Return the sign behind the name of the column that is sorted by; nothing behind others."""
    if not column or sorting.column != column:
        return ""
    return glyphs.down if sorting.backwards else glyphs.up


def painted(heads: Iterable[tuple[str, str]], sorting: Sorting, styles: tuple[Style, Style]) -> Sequence[Segment]:
    """Return heads, each a column and its text, in the first of two styles where it is not sorted by them."""
    pieces = groupby(heads, lambda head: bool(head[0]) and head[0] == sorting.column)
    return [Segment("".join(text for _, text in piece), styles[chosen]) for chosen, piece in pieces]


def column_at(heads: Iterable[tuple[str, str]], x: int) -> str | None:
    """Return the column whose head is painted over a cell; none beyond the last."""
    for column, text in heads:
        x -= cell_len(text)
        if x < 0:
            return column
    return None
