"""Going from view to view and from thing to thing."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from goaltui.model.enums import EntityKind
from goaltui.tui.commands import View
from goaltui.tui.handlers.handler import Handler

if TYPE_CHECKING:
    from goaltui.tui.app import GoaltuiApp
    from goaltui.tui.dialogs.find import Found


async def view_today(app: "GoaltuiApp") -> None:
    """What is owed."""
    await app.main.show_view(View.TODAY)


async def view_objectives(app: "GoaltuiApp") -> None:
    """The tree."""
    await app.main.show_view(View.OBJECTIVES)


async def view_scorecard(app: "GoaltuiApp") -> None:
    """The perspectives."""
    await app.main.show_view(View.SCORECARD)


async def view_map(app: "GoaltuiApp") -> None:
    """Cause and effect."""
    await app.main.show_view(View.MAP)


async def back(app: "GoaltuiApp") -> None:
    """From an item to its list, or from its history to where it stands."""
    await app.main.back()


async def find(app: "GoaltuiApp") -> None:
    """Find as you type and go there."""
    from goaltui.tui.dialogs.find import FindDialog

    async def search(text: str) -> "Sequence[Found]":
        return await app.gateway.run(lambda workspace: workspace.find(text))

    await app.open_dialog(FindDialog(search), lambda match: go_to(app, match.kind, match.id))


async def go_to(app: "GoaltuiApp", kind: EntityKind, identity: str) -> None:
    """Put the cursor on a thing, in the view that lists its kind."""
    await app.main.show_view(View.SCORECARD if kind in _ON_SCORECARD else View.OBJECTIVES, reveal=identity)


_ON_SCORECARD = frozenset({EntityKind.MEASURE, EntityKind.PERSPECTIVE})


HANDLERS: Mapping[str, Handler] = {
    "view_today": view_today,
    "view_objectives": view_objectives,
    "view_scorecard": view_scorecard,
    "view_map": view_map,
    "back": back,
    "find": find,
}
