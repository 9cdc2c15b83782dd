"""A list with the names of its columns above: a click on one sorts by it, or the key that asks for a column."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, TypeAlias, TypeVar

from rich.segment import Segment

from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import N_
from goaltui.services.filters.sorting import Sorting, ordered_by
from goaltui.tui.appearance.text import left, right
from goaltui.tui.components.column_heads import arrow, column_at, painted
from goaltui.tui.components.painted_rows import Row
from goaltui.tui.components.row_list import GoalList

UP_FROM_A = (N_("from A to Z"), N_("from Z to A"))
UP_FROM_LOW = (N_("lowest first"), N_("highest first"))
UP_FROM_EARLY = (N_("earliest first"), N_("latest first"))
"""The directions of words, numbers and days."""

_Item = TypeVar("_Item")
Keys: TypeAlias = Mapping[str, Callable[[Any], Any]]
"""By column what a thing is sorted by; none for what has no such value."""


class SortColumn(NamedTuple):
    """A column that can be sorted by: its id, its `key` in the choice, its name, and its two directions in words."""

    id: str
    key: str
    name: str
    directions: tuple[str, str]


class SortedList(GoalList[Row]):
    """Rows under the names of their columns, sorted until the list is closed."""

    HEAD: ClassVar[int] = 1
    COLUMNS: ClassVar[tuple[SortColumn, ...]] = ()
    sorting = Sorting()

    def heads(self, width: int) -> Sequence[tuple[str, str]]:
        """Return the column and the words that stand above each, empty for one that nothing is sorted by."""
        raise NotImplementedError

    def reflow(self) -> None:
        """Fill again, in the order that is asked for now."""
        raise NotImplementedError

    def sort(self, sorting: Sorting) -> None:
        """Show the rows in another order."""
        self.sorting = sorting
        self.reflow()
        self.refresh()

    def in_order(self, rows: Sequence[_Item], keys: Keys) -> Sequence[_Item]:
        """Return things in the order that is asked for; as they are where they have no such column."""
        key = keys.get(self.sorting.column)
        return rows if key is None else ordered_by(rows, key, self.sorting)

    def head(self, width: int) -> list[Segment]:
        """Return the names of the columns; nothing above an empty list."""
        if not self.rows:
            return []
        return [*painted(self.heads(width), self.sorting, (self.style("dim"), self.style("accent")))]

    def head_clicked(self, x: int) -> None:
        """A click on the name of a column sorts by it, then the other way, then not."""
        column = column_at(self.heads(self.scrollable_content_region.width), x)
        if column:
            self.sort(self.sorting.turned(column))

    def named(self, column: str, name: str, width: int, *, at_right: bool = False) -> tuple[str, str]:
        """Return the head of a column, with the sign of its direction."""
        place = right if at_right else left
        return column, place(f"{name} {arrow(self.sorting, column, self.glyphs)}".rstrip(), width)
