"""Checking in by many lines at once, from a pipe or a file."""

from collections.abc import Iterable

from goaltui.cli.commands.checkin import again as insist
from goaltui.cli.commands.checkin import told
from goaltui.cli.output import json_output
from goaltui.cli.output.console import FORMAT, Json, Ref
from goaltui.cli.session import Session
from goaltui.cli.text_input import read_text
from goaltui.model.enums import EntityKind
from goaltui.model.errors import SaysNothing
from goaltui.model.quick.translation import N_, _
from goaltui.services.checkin.many import EntryReport, entries, write_all, write_each


def check_in_lines(session: Session, file: str, *, sure: bool, atomic: bool) -> int:
    """Check in by the lines of a file, - being stdin; the exit code is that of the first line which was refused."""
    text, name = read_text(file, session.options.timeout, N_("a file with a line for each check-in"))
    found = tuple(entries(text))
    if not found:
        # The program before the pipe failed, or the wrong file is named: who asked for it would take it for done.
        raise SaysNothing(_("{name} is empty, so nothing was written.", name=name))
    again = "" if sure else insist()
    with session.reading(saves=True) as workspace:
        reports = write_all(workspace, found, again) if atomic else tuple(write_each(workspace, found, again))
        _tell(session, reports, workspace.refs().of, atomic=atomic)
    return next((report.problem.exit_code for report in reports if report.problem), 0)


def _tell(session: Session, reports: Iterable[EntryReport], ref: Ref, *, atomic: bool) -> None:
    """Write a report per line, then the number of those written."""
    reports = tuple(reports)
    written = sum(report.outcome is not None for report in reports)
    refused = sum(report.problem is not None for report in reports)
    out = session.out
    if out.as_json:
        lines = [_line(report, ref) for report in reports]
        out.json({"format": FORMAT, "written": written, "refused": refused, "lines": lines})
    for report in reports:
        number = report.entry.number
        if report.outcome is not None:
            out.say(f"{number}: {told(report.outcome, ref, session.clock.today())}")
        elif report.problem is not None:
            out.say(f"{number}: {report.problem}")
    wrong = _(", {count} refused", count=refused) if refused else ""
    nothing = _("; nothing was written, because all lines have to be right") if atomic and refused else ""
    out.say(
        _(
            "{check_ins} written{wrong}{nothing}.",
            check_ins=EntityKind.CHECK_IN.counted(written),
            wrong=wrong,
            nothing=nothing,
        )
    )


def _line(report: EntryReport, ref: Ref) -> Json:
    shape: dict[str, Json] = {"line": report.entry.number, "given": report.entry.ref}
    done = json_output.written(report.outcome, ref) if report.outcome else None
    return shape | {"written": done, "error": str(report.problem) if report.problem else None}
