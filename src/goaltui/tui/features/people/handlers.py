"""Handlers of the people by team, and of the scope."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from goaltui.model.quick.translation import _
from goaltui.tui.commands.view import View
from goaltui.tui.context import Context, Handler
from goaltui.tui.features.refresh import renewing

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace


async def people(app: Context) -> None:
    """Everybody by team; whoever is chosen, their things are shown."""
    from goaltui.services.team.people import team_view
    from goaltui.tui.features.people.screen import PeopleFlow

    view = await app.ask(team_view)
    if view is not None:
        flow = PeopleFlow(view, app.main.glyphs, lambda team: show_team(app, team))
        renewing(app, flow, team_view, flow.show)
        await app.open_dialog(flow, lambda query: narrow_to_theirs(app, query))


async def show_team(app: Context, team: str) -> None:
    """Show the things that a team owns, with its progress, score and coverage over those alone."""
    from textual.content import Content

    from goaltui.services.team.team_page import team_lines, team_page
    from goaltui.tui.appearance.text import steady
    from goaltui.tui.dialogs.text_dialog import ReadingDialog

    page = await app.ask(lambda workspace: team_page(workspace, team))
    if page is None:
        return
    lines = list(team_lines(page))
    column = max((len(line.label) for line in lines if line.text and not line.depth), default=0)
    told: list[Content] = []
    for line in lines:
        if line.depth:
            text = Content.assemble("  " * line.depth, steady(line.label), (f"   {steady(line.text)}", "$dim"))
        elif line.text:
            text = Content.assemble((f"{line.label:{column}}  ", "$dim"), steady(line.text))
        else:
            told.append(Content(""))
            text = Content.styled(line.label, "bold")
        told.append(text)
    await app.push_screen(ReadingDialog(page.name, Content("\n").join(told)))


async def narrow_to_theirs(app: Context, query: str) -> None:
    """Show a view that lists something of theirs: the one before if it lists goals, else the first that does."""
    from goaltui.services.filters.query import parse_query
    from goaltui.tui.views.loading import lists_something
    from goaltui.tui.views.view_spec import ViewRequest

    asked = ViewRequest(parse_query(query))
    order = sorted(_GOALS, key=lambda view: view is not app.main.view)

    def listing(workspace: "Workspace") -> View:
        return next((view for view in order if lists_something(view, asked, workspace)), order[0])

    view = await app.ask(listing)
    if view is None:
        return
    app.main.narrow(asked.query)
    await app.main.show_view(view)
    app.say(_("Showing only {query}. Esc clears the filter.", query=query))


_GOALS = (View.OBJECTIVES, View.SCORECARD)
"""The views that list what somebody owns, whether it is due or not."""


HANDLERS: Mapping[str, Handler] = {"people": people}
