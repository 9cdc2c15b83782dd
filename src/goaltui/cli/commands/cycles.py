"""The cycles as lines and as JSON, and closing one without being asked."""

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Annotated

from goaltui.cli import declared as typer
from goaltui.cli.asking import confirmed
from goaltui.cli.output import table
from goaltui.cli.output.console import FORMAT, Json, printable
from goaltui.cli.output.status_cells import StyledText
from goaltui.cli.output.table import Column
from goaltui.cli.session import Session
from goaltui.model.enums import EntityKind, Method
from goaltui.model.errors import NotFound, Refused, WrongUsage
from goaltui.model.listing import listed
from goaltui.model.quick.translation import N_, _, _n
from goaltui.model.quick_dataclass import replace
from goaltui.services.core import formatting
from goaltui.services.views.cycles import CycleRow, CyclesView, InnerCycles, Reached, cycles_carried_out

if TYPE_CHECKING:
    from goaltui.rules.progress.grade import Grade
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.lifecycle.carry_over import NextCycle
    from goaltui.services.lifecycle.close_cycle import CloseAnswers, CloseItem, CycleClose

_COLUMNS = (
    Column(N_("cycle"), gives_way=True),
    Column(N_("phase")),
    Column(N_("from")),
    Column(N_("to")),
    Column(N_("objectives"), right=True),
    Column(N_("open"), right=True),
    Column(N_("progress"), right=True),
    Column(N_("grade"), right=True),
    Column(N_("reached"), right=True),
    Column(N_("check-ins"), right=True),
    Column(N_("learnings"), right=True),
)
_TEAMS = (Column(N_("team"), gives_way=True), Column(N_("grade"), right=True), Column(N_("reached"), right=True))

Name = Annotated[str, typer.Argument(metavar="CYCLE", help="Its name, or current, last, Q4.")]
Grades = Annotated[
    list[str] | None,
    typer.Option("--grade", metavar="REF=GRADE", help="A grade instead of the suggested one; repeatable."),
]
To = Annotated[str, typer.Option("--to", metavar="CYCLE", help="The cycle to carry over to; the next one is created.")]
Sure = Annotated[bool, typer.Option("--yes", help="Count missing values as 0, without asking.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")]


def cycles(ctx: typer.Context) -> None:
    """Show every cycle: where it stands and what was reached, and the teams over the years."""
    session: Session = ctx.obj
    with session.reading() as workspace:
        session.tell_off_screen(workspace, Method.OKR)
        view = cycles_carried_out(workspace)
    if session.out.as_json:
        session.out.json(_shape(view))
        return
    cells = [line for row in view.cycles for line in (_cells(row, view.as_of), *_inner_cells(row))]
    for line in table.lines(_COLUMNS, cells, session.out):
        session.out.line(line)
    if view.teams:
        session.out.line()
        told = [[StyledText(team.name or _("no team")), *_reached(team.reached)] for team in view.teams]
        for line in table.lines(_TEAMS, told, session.out):
            session.out.line(line)
    if not view.cycles:
        session.out.say(_("No cycle yet; goaltui add objective TITLE --cycle NAME makes one."))


def close(
    ctx: typer.Context, name: Name, grade: Grades = None, to: To = "", dry_run: Dry = False, yes: Sure = False
) -> None:
    """Close what is open in a cycle with the grades suggested.

    What has no value counts 0, which is asked about first; where there is no terminal, --yes says so. With --to, what
    fell short of its promise goes on there, each key result from where it stands. One undo takes all of it back.
    """
    from goaltui.services.lifecycle import close_cycle

    session: Session = ctx.obj
    with session.reading() if dry_run else session.writing() as workspace:
        book = close_cycle.closing(workspace, _cycle(workspace, name))
        goes = _destination(book, to, workspace.today)
        grades = _grades(workspace, book, grade or [])
        told: list[tuple[CloseItem, CloseAnswers]] = []
        batch = book.batch
        if not dry_run:
            workspace.refuse_looking()
        if not (dry_run or yes or _counts_nothing(workspace, [one for one in book.open if one not in grades])):
            raise Refused(_("Nothing was written; check in on what has no value, then close the cycle."))
        for identity in book.open:
            found = close_cycle.stop(workspace, identity)
            said = close_cycle.suggested(found, goes)
            if identity in grades:
                said = close_cycle.suggested(replace(found, suggested=grades[identity]), goes)
            told.append((found, said))
            if not dry_run:
                batch = close_cycle.save(workspace, found, said, batch).batch or batch
        _tell(session, workspace, book, told, dry_run=dry_run)
        session.tell_off_screen(workspace, Method.OKR)


def _counts_nothing(workspace: "Workspace", suggested: Collection[str]) -> bool:
    """Return whether goals without a value are to count 0 in the `suggested` grades, which a person at a terminal says;
    raises Refused where there is none.
    """
    from goaltui.services.lifecycle import close_cycle

    missing = [title for identity in suggested for title in close_cycle.stop(workspace, identity).unmeasured]
    if not missing:
        return True
    told = _without_value(missing)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise Refused(_("{without_value} Nothing was written; --yes closes it anyway.", without_value=told))
    return confirmed(printable(_("{without_value} Close it anyway?", without_value=told)))


def _without_value(titles: Sequence[str]) -> str:
    return _n(
        "{titles} has no value and counts 0.",
        "{titles} have no value and count 0.",
        len(titles),
        titles=formatting.listed_some(titles),
    )


def _cycle(workspace: "Workspace", name: str) -> str:
    from goaltui.services.parsing.cycle_words import cycle_meant

    records = workspace.look.records()
    meant = cycle_meant(records.cycle_days, name, workspace.today)
    found = next((item.id for item in records.cycles if item.name == meant), None)
    if found is not None:
        return found
    known = listed(item.name for item in sorted(records.cycles, key=lambda item: item.start, reverse=True)[:5])
    raise NotFound(
        _(
            "No cycle is called {quoted}; the latest are {names}.",
            quoted=formatting.quoted(name),
            names=known or _("none"),
        )
    )


def _destination(book: "CycleClose", to: str, today: date) -> "NextCycle | None":
    from goaltui.services.lifecycle.carry_over import destination_of

    return destination_of(book.destinations, to, today) if to else None


def _grades(workspace: "Workspace", book: "CycleClose", given: Sequence[str]) -> "Mapping[str, Grade]":
    from goaltui.rules.progress.grade import grade
    from goaltui.services.lifecycle.close_cycle import read_grade

    found = {}
    for word in given:
        ref, equals, text = word.rpartition("=")
        if not equals or not ref.strip() or not text.strip():
            raise WrongUsage(_("--grade {word} is no grade for an objective; write --grade REF=0.7.", word=word))
        identity, title = _objective(workspace, ref)
        if identity not in book.open:
            raise WrongUsage(
                _(
                    "{title} is not open in {cycle}, so it cannot be graded.",
                    title=formatting.quoted(title),
                    cycle=book.cycle.name,
                )
            )
        value = read_grade(text, None)
        if value is None:
            raise WrongUsage(_("--grade {word} is no grade; write one from 0.0 to 1.0.", word=word))
        found[identity] = grade(value)
    return found


def _objective(workspace: "Workspace", ref: str) -> tuple[str, str]:
    """Id and title of the objective that is meant; raises WrongUsage, naming what a key result stands under."""
    from goaltui.services.parsing.naming import resolve_to_write

    try:
        match = resolve_to_write(workspace.database, ref, EntityKind.OBJECTIVE)
    except NotFound:
        with suppress(NotFound):
            found = resolve_to_write(workspace.database, ref, EntityKind.KEY_RESULT)
            above = workspace.look.outline().key_results[found.id].objective
            title = workspace.look.outline().objectives[above].title
            raise WrongUsage(
                _(
                    "{title} is a key result, and only objectives are graded; grade "
                    "{objective}, its objective: --grade {ref}=0.7.",
                    title=formatting.quoted(found.title),
                    objective=formatting.quoted(title),
                    ref=workspace.refs().of(above),
                )
            ) from None
        raise
    return match.id, match.title


def _tell(
    session: Session,
    workspace: "Workspace",
    book: "CycleClose",
    told: "Sequence[tuple[CloseItem, CloseAnswers]]",
    *,
    dry_run: bool,
) -> None:
    from goaltui.services.lifecycle.close_cycle import told as sentence

    if session.out.as_json:
        rows: list[Json] = [_closed(workspace, found, said) for found, said in told]
        session.out.json({"format": FORMAT, "cycle": book.cycle.name, "dry_run": dry_run, "objectives": rows})
        return
    for found, said in told:
        session.out.line(f"{workspace.refs().of(found.record.id)}  {sentence(found, said)}")
        if found.unmeasured:
            session.out.say(f"  {_without_value(found.unmeasured)}")
    if not told:
        session.out.say(_("Everything in {cycle} is closed already.", cycle=book.cycle.name))
    elif dry_run:
        session.out.say(_("Nothing was written; leave --dry-run out to do it."))
    else:
        session.out.say(
            _(
                "Closed {objectives}; goaltui undo takes it back.",
                objectives=EntityKind.OBJECTIVE.counted(len(told)),
            )
        )


def _closed(workspace: "Workspace", found: "CloseItem", said: "CloseAnswers") -> Json:
    from goaltui.services.lifecycle.close_cycle import carried, goes_on

    going = goes_on(found, said)
    onward = said.to.name if said.to is not None and (carried(said) or going) else None
    return {
        "ref": workspace.refs().of(found.record.id),
        "id": found.record.id,
        "title": found.record.title,
        "ambition": found.ambition.value,
        "progress": found.progress,
        "coverage": found.coverage,
        "unmeasured": list(found.unmeasured),
        "suggested": found.suggested.value if found.suggested is not None else None,
        "suggested_by_first_targets": found.first.value if found.first is not None else None,
        "grade": said.grade,
        "reached": found.met(said.grade),
        "fate": said.disposition.value if said.disposition is not None else None,
        "to": onward,
        "key_results": [row.title for row in going] if onward else [],
        "handed_back": {
            final.measure: said.handed[final.row.id].value for final in found.bound if final.row.id in said.handed
        },
    }


def _cells(row: CycleRow, today: date) -> list[StyledText]:
    unclosed = row.objectives - row.closed
    return [
        StyledText(row.name),
        StyledText(row.phase.word, "yellow" if row.phase.value == "ended" else ""),
        StyledText(formatting.day(row.start, today), "dim"),
        StyledText(formatting.day(row.end, today), "dim"),
        StyledText(str(row.objectives) if row.objectives else ""),
        StyledText(str(unclosed) if unclosed else ""),
        StyledText(formatting.covered(row.progress, row.coverage)),
        *_reached(row.reached),
        StyledText(_("{made} of {due}", made=row.execution.made, due=row.execution.due) if row.execution.due else ""),
        StyledText(
            _("{made} of {due}", made=row.execution.taken_up, due=row.execution.learnt) if row.execution.learnt else ""
        ),
    ]


def _inner_cells(row: CycleRow) -> Iterator[list[StyledText]]:
    """Yield the rows of the cycles inside it with their results, to stand below its own objectives."""
    inside = row.inside
    if inside is not None:
        blank = StyledText("")
        name, told = StyledText(_("  cycles in {cycle}", cycle=row.name), "dim"), StyledText(inside.told, "dim")
        progress = StyledText(formatting.covered(inside.progress, inside.coverage))
        yield [name, told, blank, blank, blank, blank, progress, *_reached(inside.reached), blank, blank]


def _reached(reached: Reached) -> Iterator[StyledText]:
    yield StyledText(formatting.mean(reached.grade))
    yield StyledText(reached.told)


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
                "coverage": row.coverage,
                "expected": row.expected,
                "status": row.status.value if row.status else None,
                "reason": row.reason,
                **_counts(row.reached),
                "inside": _inside(row.inside),
                "check_ins": {"due": row.execution.due, "made": row.execution.made},
                "initiatives": {"due": row.execution.work_due, "done": row.execution.work_done},
                "learnings": {"written": row.execution.learnt, "taken_up": row.execution.taken_up},
            }
            for row in view.cycles
        ],
        "graded_cycles": list(view.closing),
        "teams": [
            {
                "name": team.name or None,
                "closed": team.reached.closed,
                **_counts(team.reached),
                "grades": list(team.grades),
            }
            for team in view.teams
        ],
    }


def _inside(inside: InnerCycles | None) -> Json:
    if inside is None:
        return None
    return {
        "cycles": list(inside.names),
        "begun": inside.begun,
        "progress": inside.progress,
        "coverage": inside.coverage,
        "closed": inside.reached.closed,
        **_counts(inside.reached),
    }


def _counts(reached: Reached) -> dict[str, Json]:
    return {"graded": reached.graded, "reached": reached.reached, "grade": reached.grade}
