"""Marks on items of all views: the next command acts on all marked items."""

from collections.abc import Callable

from goaltui.model.quick.translation import _n
from goaltui.tui.views.selection import Selection


class Marks:
    """The marked items in the order in which they were marked; tells when that changes."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._marked: dict[str, Selection] = {}
        self._changed = changed

    def __len__(self) -> int:
        return len(self._marked)

    @property
    def items(self) -> tuple[Selection, ...]:
        """The marked items."""
        return tuple(self._marked.values())

    @property
    def keys(self) -> frozenset[str]:
        """The ids of the marked items."""
        return frozenset(self._marked)

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """The words on the marks in the bar above; empty where nothing is marked."""
        return ((str(len(self)), _n("marked", "marked", len(self))),) if self else ()

    def turn(self, item: Selection) -> None:
        """Mark an item, or unmark it."""
        if self._marked.pop(item.id, None) is None:
            self._marked[item.id] = item
        self._changed()

    def clear(self) -> None:
        """Unmark everything."""
        self._marked = {}
        self._changed()
