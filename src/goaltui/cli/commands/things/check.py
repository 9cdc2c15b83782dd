"""The findings of the checks, in the workspace or in a file, for people, for programs and for GitHub."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated

from goaltui.cli import declared as typer
from goaltui.cli.output import json_output, text_output
from goaltui.cli.output.console import Ref, printable
from goaltui.cli.session import Session
from goaltui.model.enums import Severity
from goaltui.model.errors import WrongUsage
from goaltui.model.findings import Finding
from goaltui.model.listing import counted
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import N_, _
from goaltui.model.text import clean_line
from goaltui.services.core.formatting import quoted

_FORMS = ("text", "github", "json")
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
"""Names of the severities at GitHub."""

_NOTHING_AS_GRAVE = {
    Severity.ERROR: N_("Nothing as grave as an error."),
    Severity.WARNING: N_("Nothing as grave as a warning."),
    Severity.HINT: N_("Nothing as grave as a hint."),
}
_IN_A_MESSAGE = "%\r\n"
_IN_A_PROPERTY = "%\r\n:,"


def check(
    ctx: typer.Context,
    ref: Annotated[
        str,
        typer.Argument(metavar="[REF|FILE]", help="One thing, or a .toml file (- is stdin), instead of everything."),
    ] = "",
    severity: Annotated[
        str, typer.Option("--severity", metavar="SEVERITY", help="This severity or above: error, warning or hint.")
    ] = "",
    form: Annotated[str, typer.Option("--format", metavar="FORM", help="text, github or json.")] = "",
) -> None:
    """Show what the checks find.

    The exit code is 1 where they find anything, with --severity only where anything is as grave as that. A file is
    checked by itself, without being imported.
    """
    session: Session = ctx.obj
    how, least = _form(session, form), _severity(severity)
    told = (_in_file if _is_file(ref) else _in_workspace)(session, ref, least)
    if how == "json":
        session.out.json(json_output.findings(told.findings, told.as_of, told.ref, told.file, told.lines))
    elif how == "github":
        session.out.lines(_for_github(told))
    else:
        session.out.lines(text_output.findings(told.findings, told.name, session.out))
    number = counted(len(told.findings), "finding", "findings")
    grave = _(_NOTHING_AS_GRAVE[least]) if least else ""
    session.out.say(f"{number}." if told.findings else grave or _("No findings."))
    if told.findings:
        raise typer.Exit(1)


class _Told(NamedTuple):
    """The findings; of a file with its name and the lines by the ids of the things, else with refs."""

    findings: Sequence[Finding]
    as_of: date
    refs: Ref | None = None
    file: str = ""
    lines: Mapping[str, int | None] = {}

    def ref(self, identity: str) -> str | None:
        """Return the ref of a thing; None in a file."""
        return self.refs(identity) if self.refs is not None else None

    def name(self, identity: str) -> str:
        """Return the place of a thing: its ref, or its line in the file."""
        line = self.lines.get(identity)
        return self.ref(identity) or (f"{self.file}:{line}" if line else self.file)


def _in_workspace(session: Session, ref: str, least: Severity | None) -> _Told:
    from goaltui.services.parsing.naming import resolve
    from goaltui.services.views.check_input import findings_of

    with session.reading() as workspace:
        found = findings_of(workspace, resolve(workspace.database, ref).id if ref else None)
        return _Told([item for item in found if _counts(item, least)], workspace.today, workspace.refs().of)


def _in_file(session: Session, file: str, least: Severity | None) -> _Told:
    # Imported here because it brings all that importing needs.
    from goaltui.cli.text_input import read_text
    from goaltui.services.transfer.check_file import findings_in

    text, name = read_text(file, session.options.timeout)
    day = session.options.as_of
    found = findings_in(text, name, author=session.author, clock=session.clock, day=day)
    told = [item for item in found if _counts(item.finding, least)]
    lines = {item.finding.id: item.line for item in told}
    return _Told([item.finding for item in told], day or session.clock.today(), None, name, lines)


def _counts(finding: Finding, least: Severity | None) -> bool:
    """Return whether a finding is as grave as was asked for."""
    order = list(Severity)
    return least is None or order.index(finding.severity) <= order.index(least)


def _is_file(ref: str) -> bool:
    return ref == "-" or ref.casefold().endswith(".toml")


def _severity(text: str) -> Severity | None:
    if text and text not in set(Severity):
        raise WrongUsage(
            _("--severity is '{word}'; it can be {known}.", word=clean_line(text), known=", ".join(Severity))
        )
    return Severity(text) if text else None


def _form(session: Session, text: str) -> str:
    if text and text not in _FORMS:
        raise WrongUsage(_("--format is '{word}'; it can be {known}.", word=clean_line(text), known=", ".join(_FORMS)))
    if session.out.as_json and text not in ("", "json"):
        raise WrongUsage(_("--json and --format {form} exclude each other; give one of them.", form=text))
    return "json" if session.out.as_json else text or "text"


def _for_github(told: _Told) -> Iterator[str]:
    """Workflow commands, with which GitHub shows a finding beside the line that it is about."""
    for item in told.findings:
        where = {"file": told.file, "line": str(told.lines.get(item.id) or ""), "title": item.check}
        named = ",".join(f"{key}={_escape(value, _IN_A_PROPERTY)}" for key, value in where.items() if value)
        about = f"{told.ref(item.id) or ''} {quoted(item.title) if item.title else ''}".strip()
        sentence = f"{about}: {item.message} {item.advice}" if about else f"{item.message} {item.advice}"
        yield f"::{_LEVELS[item.severity]} {named}::{_escape(printable(sentence), _IN_A_MESSAGE)}"


def _escape(text: str, signs: str) -> str:
    return "".join(f"%{ord(sign):02X}" if sign in signs else sign for sign in text)
