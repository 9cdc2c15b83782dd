"""The cycles as lines and as JSON, and closing one without being asked."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from goaltui.cli import table
from goaltui.cli.marks import Cell
from goaltui.cli.output import Json
from goaltui.cli.session import Session
from goaltui.cli.shapes import FORMAT
from goaltui.cli.table import Column
from goaltui.model.enums import EntityKind
from goaltui.model.errors import NotFound, WrongUsage
from goaltui.model.text import fold
from goaltui.services import words
from goaltui.services.cycles import CycleRow, CyclesView, Reached, cycles_view

if TYPE_CHECKING:
    from goaltui.rules.grade import Grade
    from goaltui.services.carrying import Destination
    from goaltui.services.closing import Answers, Closing, Stop
    from goaltui.services.workspace import Workspace

_COLUMNS = (
    Column("cycle", gives_way=True),
    Column("phase"),
    Column("from"),
    Column("to"),
    Column("objectives", right=True),
    Column("open", right=True),
    Column("progress", right=True),
    Column("grade", right=True),
    Column("reached", right=True),
)
_TEAMS = (Column("team", gives_way=True), Column("grade", right=True), Column("reached", right=True))

Name = Annotated[str, typer.Argument(metavar="CYCLE", help="Its name.")]
Grades = Annotated[
    list[str] | None,
    typer.Option("--grade", metavar="REF=GRADE", help="Instead of the grade suggested; as often as needed."),
]
To = Annotated[str, typer.Option("--to", metavar="CYCLE", help="Where what was missed goes on; made where it is next.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]


def cycles(ctx: typer.Context) -> None:
    """Show every cycle: where it stands and what was reached, and the teams over the years."""
    session: Session = ctx.obj
    with session.reading() as workspace:
        view = cycles_view(workspace)
    if session.out.as_json:
        session.out.json(_shape(view))
        return
    for line in table.lines(_COLUMNS, [_cells(row) for row in view.cycles], session.out):
        session.out.line(line)
    if view.teams:
        session.out.line()
        told = [[Cell(team.name or "no team"), *_reached(team.reached)] for team in view.teams]
        for line in table.lines(_TEAMS, told, session.out):
            session.out.line(line)
    if not view.cycles:
        session.out.say("No cycle yet; goaltui add objective TITLE --cycle NAME makes one.")


def close(ctx: typer.Context, name: Name, grade: Grades = None, to: To = "", dry_run: Dry = False) -> None:
    """Close what is open in a cycle with the grades suggested.

    With --to what fell short of its promise goes on there, each key result from where it stands. One undo takes all of
    it back.
    """
    from goaltui.services import closing

    session: Session = ctx.obj
    with session.reading() if dry_run else session.writing() as workspace:
        book = closing.closing(workspace, _cycle(workspace, name))
        goes = _destination(book, to)
        grades = _grades(workspace, book, grade or [])
        told: list[tuple[Stop, Answers]] = []
        batch = book.batch
        if not dry_run:
            workspace.refuse_looking()
        for identity in book.open:
            found = closing.stop(workspace, identity)
            said = closing.suggested(found, goes)
            if identity in grades:
                said = closing.suggested(replace(found, suggested=grades[identity]), goes)
            told.append((found, said))
            if not dry_run:
                batch = closing.save(workspace, found, said, batch).batch or batch
        _tell(session, workspace, book, told, dry_run=dry_run)


def _cycle(workspace: "Workspace", name: str) -> str:
    records = workspace.look.records().cycles
    same = [item.id for item in records if fold(item.name) == fold(name.strip())]
    if same:
        return same[0]
    known = words.listed(item.name for item in sorted(records, key=lambda item: item.start, reverse=True)[:5])
    raise NotFound(f"No cycle is called {words.quoted(name)}; the latest are {known or 'none'}.")


def _destination(book: "Closing", to: str) -> "Destination | None":
    from goaltui.services.carrying import destination_of

    return destination_of(book.destinations, to) if to else None


def _grades(workspace: "Workspace", book: "Closing", given: Sequence[str]) -> "Mapping[str, Grade]":
    from goaltui.rules.grade import grade
    from goaltui.services.closing import read_grade

    found = {}
    for word in given:
        ref, equals, text = word.rpartition("=")
        if not equals or not ref.strip() or not text.strip():
            raise WrongUsage(f"--grade {word} is no grade for an objective; write --grade REF=0.7.")
        identity, title = _objective(workspace, ref)
        if identity not in book.open:
            raise WrongUsage(f"{words.quoted(title)} is not open in {book.cycle.name}, so it cannot be graded.")
        value = read_grade(text, None)
        if value is None:
            raise WrongUsage(f"--grade {word} is no grade; write one from 0.0 to 1.0.")
        found[identity] = grade(value)
    return found


def _objective(workspace: "Workspace", ref: str) -> tuple[str, str]:
    """Id and title of the objective that is meant; raises WrongUsage, naming what a key result stands under."""
    try:
        match = workspace.resolve(ref, EntityKind.OBJECTIVE)
    except NotFound:
        with suppress(NotFound):
            found = workspace.resolve(ref, EntityKind.KEY_RESULT)
            above = workspace.look.outline().key_results[found.id].objective
            title = workspace.look.outline().objectives[above].title
            raise WrongUsage(
                f"{words.quoted(found.title)} is a key result, and grades are given to objectives; grade"
                f" {words.quoted(title)}, which it stands under: --grade {workspace.ref(above)}=0.7."
            ) from None
        raise
    return match.id, match.title


def _tell(
    session: Session,
    workspace: "Workspace",
    book: "Closing",
    told: "Sequence[tuple[Stop, Answers]]",
    *,
    dry_run: bool,
) -> None:
    from goaltui.services.closing import told as sentence

    if session.out.as_json:
        rows: list[Json] = [_closed(workspace, found, said) for found, said in told]
        session.out.json({"format": FORMAT, "cycle": book.cycle.name, "dry_run": dry_run, "objectives": rows})
        return
    for found, said in told:
        session.out.line(f"{workspace.ref(found.record.id)}  {sentence(found, said)}")
    if not told:
        session.out.say(f"Everything in {book.cycle.name} is closed already.")
    elif dry_run:
        session.out.say("Nothing was written; leave --dry-run out to do it.")
    else:
        session.out.say(f"Closed {words.counted(len(told), 'objective')}; goaltui undo takes it back.")


def _closed(workspace: "Workspace", found: "Stop", said: "Answers") -> Json:
    from goaltui.services.closing import carried, goes_on

    going = goes_on(found, said)
    onward = said.to.name if said.to is not None and (carried(said) or going) else None
    return {
        "ref": workspace.ref(found.record.id),
        "id": found.record.id,
        "title": found.record.title,
        "ambition": found.ambition.value,
        "progress": found.progress,
        "suggested": found.suggested.value if found.suggested is not None else None,
        "suggested_by_first_targets": found.first.value if found.first is not None else None,
        "grade": said.grade,
        "reached": found.met(said.grade),
        "fate": said.fate.value if said.fate is not None else None,
        "to": onward,
        "key_results": [row.title for row in going] if onward else [],
        "handed_back": {
            final.measure: said.handed[final.row.id].value for final in found.bound if final.row.id in said.handed
        },
    }


def _cells(row: CycleRow) -> list[Cell]:
    unclosed = row.objectives - row.closed
    return [
        Cell(row.name),
        Cell(row.phase.value, "yellow" if row.phase.value == "ended" else ""),
        Cell(row.start.isoformat(), "dim"),
        Cell(row.end.isoformat(), "dim"),
        Cell(str(row.objectives) if row.objectives else ""),
        Cell(str(unclosed) if unclosed else ""),
        Cell(words.percent(row.progress)),
        *_reached(row.reached),
    ]


def _reached(reached: Reached) -> Iterator[Cell]:
    yield Cell("" if reached.grade is None else f"{reached.grade:.2f}")
    yield Cell(f"{reached.reached} of {reached.graded}" if reached.graded else "")


def _shape(view: CyclesView) -> Json:
    return {
        "format": FORMAT,
        "as_of": view.as_of.isoformat(),
        "cycles": [
            {
                "id": row.id,
                "name": row.name,
                "start": row.start.isoformat(),
                "end": row.end.isoformat(),
                "parent": row.within,
                "phase": row.phase.value,
                "objectives": row.objectives,
                "drafts": row.drafts,
                "closed": row.closed,
                "key_results": row.key_results,
                "progress": row.progress,
                "expected": row.expected,
                **_counts(row.reached),
            }
            for row in view.cycles
        ],
        "graded_cycles": list(view.closing),
        "teams": [
            {"name": team.name or None, **_counts(team.reached), "grades": list(team.grades)} for team in view.teams
        ],
    }


def _counts(reached: Reached) -> dict[str, Json]:
    return {"graded": reached.graded, "reached": reached.reached, "grade": reached.grade}
