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


async def back(app: "GoaltuiApp") -> None:
    """From an item to its list."""
    app.main.back()


async def find(app: "GoaltuiApp") -> None:
    """Find as you type and go there."""
    from goaltui.tui.dialogs.find import FindDialog

    async def search(text: str) -> "Sequence[Found]":
        return await app.gateway.run(lambda workspace: workspace.find(text))

    await app.open_dialog(FindDialog(search), lambda match: _go_to(app, match))


async def _go_to(app: "GoaltuiApp", match: "Found") -> None:
    view = View.SCORECARD if match.kind is EntityKind.MEASURE else View.OBJECTIVES
    await app.main.show_view(view)
    await app.main.settled()
    app.main.reveal(match.id)


HANDLERS: Mapping[str, Handler] = {
    "view_today": view_today,
    "view_objectives": view_objectives,
    "view_scorecard": view_scorecard,
    "back": back,
    "find": find,
}
