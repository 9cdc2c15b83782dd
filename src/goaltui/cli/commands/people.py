"""People by team as lines and as JSON."""

from collections.abc import Iterator
from typing import Annotated

from goaltui.cli import declared as typer
from goaltui.cli.output import table
from goaltui.cli.output.console import FORMAT, Json, Ref, printable
from goaltui.cli.output.json_output import initiatives
from goaltui.cli.output.json_output import row as shape_of
from goaltui.cli.output.status_cells import StyledText
from goaltui.cli.output.table import Column
from goaltui.cli.session import Session
from goaltui.model.enums import Method
from goaltui.model.listing import counted
from goaltui.model.quick.translation import N_, _
from goaltui.services.core import formatting
from goaltui.services.team.people import PersonRow, TeamView, team_view
from goaltui.services.team.team_page import TeamPage, team_lines, team_named, team_page

_COLUMNS = (
    Column(N_("team")),
    Column(N_("name"), gives_way=True),
    Column(N_("objectives"), right=True),
    Column(N_("key results"), right=True),
    Column(N_("measures"), right=True),
    Column(N_("updates"), right=True),
    Column(N_("owes"), right=True),
    Column(N_("late"), right=True),
    Column(N_("checked in"), right=True),
)


def people(
    ctx: typer.Context,
    team: Annotated[str, typer.Argument(metavar="[TEAM]", help="A team: what it owns, and its own totals.")] = "",
) -> None:
    """Show who is in which team, what they own and who owes a check-in; of a team its page."""
    session: Session = ctx.obj
    with session.reading() as workspace:
        if team:
            _page(session, team_page(workspace, team_named(workspace, team)), workspace.refs().of)
            return
        view = team_view(workspace)
        if session.out.as_json:
            session.out.json(_shape(view))
            return
        method = workspace.look.header().method
        places = [place for place, column in enumerate(_COLUMNS) if column.name not in _unused(method)]
        cells = [[row[place] for place in places] for row in _cells(view)]
        for line in table.lines([_COLUMNS[place] for place in places], cells, session.out):
            session.out.line(line)
        if not view.people:
            session.out.say(_("No people yet; whoever owns an objective or a measure is listed."))


def _unused(method: Method) -> frozenset[str]:
    """Return the columns of what a method does not show."""
    if method.uses_okr and method.uses_scorecard:
        return frozenset()
    return frozenset({"measures", "updates"} if method.uses_okr else {"key results"})


def _page(session: Session, page: TeamPage, ref: Ref) -> None:
    if session.out.as_json:
        session.out.json(_page_shape(page, ref))
        return
    session.out.line(session.out.styled(printable(page.name), "bold"))
    for line in team_lines(page):
        indent = "  " * line.depth
        text = f"{printable(line.label)}: {printable(line.text)}" if line.text else printable(line.label)
        session.out.line(f"{indent}{text}")


def _page_shape(page: TeamPage, ref: Ref) -> Json:
    return {
        "format": FORMAT,
        "id": page.id,
        "team": page.name,
        "part_of": page.above,
        "teams": list(page.below),
        "people": list(page.people),
        "progress": page.progress,
        "coverage": page.coverage,
        "score": page.score,
        "band": page.band.value if page.band else None,
        "measured": page.measured,
        "due": page.due,
        "late": page.late,
        "running": page.running,
        "serving": page.serving,
        "objectives": [shape_of(item, {}, ref) for item in page.objectives],
        "key_results": [shape_of(item, {}, ref) for item in page.elsewhere],
        "measures": [shape_of(item, {}, ref) for item in page.measures],
        "initiatives": initiatives(page.work, ref),
    }


def _cells(view: TeamView) -> Iterator[list[StyledText]]:
    for team in view.teams:
        for row in team.people:
            counts = (row.objectives, row.key_results, row.measures, row.updates)
            yield [
                StyledText(team.name or formatting.NOTHING, "dim"),
                StyledText(row.name),
                *(StyledText(str(count) if count else "") for count in counts),
                StyledText(str(row.due) if row.due else "", "yellow"),
                StyledText(counted(row.late, "day", "days") if row.late else ""),
                StyledText(formatting.day(row.checked_in, view.as_of)),
            ]


def _shape(view: TeamView) -> Json:
    return {
        "format": FORMAT,
        "as_of": view.as_of.isoformat(),
        "teams": [
            {"name": team.name or None, "depth": team.depth, "people": [_person(row) for row in team.people]}
            for team in view.teams
        ],
    }


def _person(row: PersonRow) -> Json:
    return {
        "id": row.id,
        "name": row.name,
        "objectives": row.objectives,
        "key_results": row.key_results,
        "measures": row.measures,
        "updates": row.updates,
        "due": row.due,
        "late": row.late,
        "checked_in": row.checked_in.isoformat() if row.checked_in else None,
        "paused_until": row.paused_until.isoformat() if row.paused_until else None,
    }
