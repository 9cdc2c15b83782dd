"""The way to a thing, whatever its kind: in a view, or on the screen that lists its kind."""

from collections.abc import Mapping

from goaltui.model.enums import EntityKind
from goaltui.tui.context import Context, Handler
from goaltui.tui.features.navigation.views import go_to
from goaltui.tui.features.notes.handlers import records
from goaltui.tui.features.people.handlers import people
from goaltui.tui.features.structure.handlers import structure


async def go_where_listed(app: Context, kind: EntityKind, identity: str) -> None:
    """Go to the list in which the thing stands, with the cursor on it."""
    from goaltui.tui.components.row_list import GoalList

    if kind not in _LISTS:
        await go_to(app, kind, identity)
        return
    await _LISTS[kind](app)
    for listing in app.screen.query(GoalList):
        listing.move_to(identity)


_LISTS: Mapping[EntityKind, Handler] = {
    EntityKind.CYCLE: structure,
    EntityKind.PERSON: people,
    EntityKind.TEAM: people,
    EntityKind.REMARK: records,
    EntityKind.THEME: structure,
    EntityKind.WORKSPACE: structure,
}
"""Handlers of kinds that have a list of their own."""
