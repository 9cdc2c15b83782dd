"""Who is in which team, and whose things to look at."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from goaltui.tui.commands import View
from goaltui.tui.handlers.handler import Handler
from goaltui.tui.handlers.renewing import renewing

if TYPE_CHECKING:
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
    from goaltui.services.query import parse_query

    app.main.narrow(parse_query(query))
    if app.main.view not in (View.TODAY, View.OBJECTIVES, View.SCORECARD):
        await app.main.show_view(View.OBJECTIVES)
    app.say(f"Only {query}; f and Enter on nothing shows everything again.")


HANDLERS: Mapping[str, Handler] = {"people": people}
