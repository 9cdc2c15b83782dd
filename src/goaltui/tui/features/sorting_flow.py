"""A screen with one list that is sorted by its columns."""

from typing import Any, ClassVar, TypeVar

from textual.binding import Binding, BindingType

from goaltui.model.quick.translation import N_p, _
from goaltui.services.filters.sorting import Sorting
from goaltui.tui.components.full_screen import Flow
from goaltui.tui.components.sorted_list import SortedList
from goaltui.tui.dialogs.choice import Choice, PickDialog

Result = TypeVar("Result")

SORT = ("O", N_p("key", "sort"))
"""The key that asks for a column, as in the views."""


class SortingFlow(Flow[Result]):
    """Something walked through in a list; its order is for looking, and nothing remembers it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(SORT[0], "sort", show=False)]

    async def action_sort(self) -> None:
        """Ask by which column the list is sorted."""
        listed: SortedList[Any] = self.query_one(SortedList)
        if not listed.rows:
            return
        now, choices, intro = listed.sorting, [], ""
        for column in listed.COLUMNS:
            turn, name = now.turned(column.id), _(column.name)
            if column.id == now.column:
                intro = _("Sorted by {column}.", column=f"{name.lower()}, {_(column.directions[now.backwards])}")
            hint = _(column.directions[turn.backwards]) if turn.column else _("as before")
            choices.append(Choice(turn, column.key, name, hint))
        choices.append(Choice(Sorting(), "w", _("The list's own order")))

        def chosen(sorting: Sorting | None) -> None:
            if sorting is not None:
                listed.sort(sorting)

        await self.app.push_screen(PickDialog(_("Sort by"), choices, intro), chosen)
