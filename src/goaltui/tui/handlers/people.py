"""Who is in which team, and whose things to look at."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from goaltui.tui.commands import View
from goaltui.tui.handlers.handler import Handler
from goaltui.tui.handlers.renewing import renewing

if TYPE_CHECKING:
    from goaltui.services.workspace import Workspace
    from goaltui.tui.app import GoaltuiApp


async def people(app: "GoaltuiApp") -> None:
    """Everybody by team; whoever is chosen, their things are shown."""
    from goaltui.services.team import team_view
    from goaltui.tui.screens.people import PeopleFlow

    view = await app.ask(team_view)
    if view is not None:
        flow = PeopleFlow(view, app.main.glyphs)
        renewing(app, flow, team_view, flow.show)
        await app.open_dialog(flow, lambda query: _narrow(app, query))


async def _narrow(app: "GoaltuiApp", query: str) -> None:
    """To where something of theirs is listed: the view one came from if it lists goals, else the first that does."""
    from goaltui.services.query import parse_query
    from goaltui.tui.screens.reads import Asked, lists_something, read

    asked = Asked(parse_query(query))
    order = sorted(_GOALS, key=lambda view: view is not app.main.view)

    def listing(workspace: "Workspace") -> View:
        return next((view for view in order if lists_something(read(view, asked, workspace))), order[0])

    view = await app.ask(listing)
    if view is None:
        return
    app.main.narrow(asked.query)
    await app.main.show_view(view)
    app.say(f"Only {query}; f and Enter on nothing shows everything again.")


_GOALS = (View.OBJECTIVES, View.SCORECARD)
"""The views that list what somebody owns, whether it is due or not."""


HANDLERS: Mapping[str, Handler] = {"people": people}
