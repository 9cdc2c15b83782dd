"""People by team as lines and as JSON."""

from collections.abc import Iterator

import typer

from goaltui.cli import table
from goaltui.cli.marks import Cell
from goaltui.cli.output import Json
from goaltui.cli.session import Session
from goaltui.cli.shapes import FORMAT
from goaltui.cli.table import Column
from goaltui.services import words
from goaltui.services.team import PersonRow, TeamView, team_view

_COLUMNS = (
    Column("team"),
    Column("name", gives_way=True),
    Column("objectives", right=True),
    Column("key results", right=True),
    Column("measures", right=True),
    Column("updates", right=True),
    Column("owes", right=True),
    Column("late", right=True),
    Column("checked in", right=True),
)


def people(ctx: typer.Context) -> None:
    """Show who is in which team, what they own and who owes a check-in."""
    session: Session = ctx.obj
    with session.reading() as workspace:
        view = team_view(workspace)
        if session.out.as_json:
            session.out.json(_shape(view))
            return
        for line in table.lines(_COLUMNS, list(_cells(view)), session.out):
            session.out.line(line)
        if not view.people:
            session.out.say("Nobody is named yet; an owner of an objective or a measure is.")


def _cells(view: TeamView) -> Iterator[list[Cell]]:
    for team in view.teams:
        for row in team.people:
            counts = (row.objectives, row.key_results, row.measures, row.updates)
            yield [
                Cell(team.name or words.NOTHING, "dim"),
                Cell(row.name),
                *(Cell(str(count) if count else "") for count in counts),
                Cell(str(row.due) if row.due else "", "yellow"),
                Cell(words.counted(row.late, "day") if row.late else ""),
                Cell(words.day(row.checked_in, view.as_of)),
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
    }
