"""Checking in from the shell: the one command that has to be quick enough for a habit."""

import re
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from goaltui.cli.global_options import FLAGS, WITH_VALUE
from goaltui.cli.output.console import Ref, printable
from goaltui.cli.session import Session
from goaltui.model.enums import EntityKind, ManualStatus
from goaltui.model.errors import Doubtful, NotFound, WrongUsage
from goaltui.model.quick.translation import N_, _
from goaltui.model.text import clean_line
from goaltui.services.core import formatting
from goaltui.services.core.rows.outcome import Outcome, WrittenCheckIn

_AGAIN = N_("Nothing was written; --yes writes it.")


def again() -> str:
    """Return the sentence on how one insists on what surprises."""
    return _(_AGAIN)


_OPTION = re.compile(r"--[A-Za-z][\w-]*|-[A-Za-z]")
_VALUE = "42"
_SIGNS: Mapping[str, str] = {
    "'a note'": "--note --notes --message --comment --text -m -n",
    "@7": "--confidence --conf -c",
    "^yesterday": "--date --day --on --at --when -d",
    "!risk": "--status -s",
    _VALUE: "--value --val --to --set --progress -v",
}
"""By what the line says in its own words: options by which people know it."""


def check_in(session: Session, ref: str, line: Sequence[str], *, sure: bool = False) -> None:
    """Check in on what `ref` names by the words of a line; where one is not `sure`, what surprises is asked about."""
    from goaltui.services.checkin.writing import write_check_in
    from goaltui.services.parsing.naming import ref_of, resolve_to_write

    _refuse_options((ref, *line))
    text = _line_of(ref, line)
    with session.reading(saves=True) as workspace:
        try:
            match = resolve_to_write(workspace.database, ref, EntityKind.KEY_RESULT, EntityKind.MEASURE)
        except NotFound as error:
            if any(map(str.isalpha, ref)):
                raise
            raise NotFound(_("{error} What it is on comes first: goaltui checkin REF VALUE.", error=error)) from error
        outcome = asked(session, lambda again: write_check_in(workspace, match.id, text, again=again), sure=sure)
        report(session, outcome, partial(ref_of, workspace.database))


def asked(session: Session, write: Callable[[str], Outcome], *, sure: bool) -> Outcome:
    """Return the outcome of `write`, which is told how to insist. Where one is not `sure`,
    surprising values are asked about.
    """
    try:
        return write("" if sure else again())
    except Doubtful as doubt:
        if not _insists(session, str(doubt).removesuffix(again())):
            raise
        return write("")


def _line_of(ref: str, line: Sequence[str]) -> str:
    """Return the words as one line, - being that of stdin; raises WrongUsage for an empty one, which is more often a
    command that said nothing than a check-in without changes.
    """
    text = _piped() if list(line) == ["-"] else " ".join(line)
    if text.strip() or (not line and sys.stdin.isatty()):
        return text
    if line:
        raise WrongUsage(_("The value is empty; write one such as 42, or same if nothing changed."))
    if ref in ("help", "?"):
        raise WrongUsage(_("There is no value; did you mean goaltui help checkin?"))
    name, equals, value = ref.rpartition("=")
    if equals and name.strip() and value.strip():
        raise WrongUsage(
            _(
                "There is no value; it stands behind a blank, as in goaltui checkin {ref} {value}.",
                ref=shlex.quote(clean_line(name)),
                value=shlex.quote(clean_line(value)),
            )
        )
    raise WrongUsage(
        _("There is no value; write one such as 42, same if nothing changed, or - for the line that stdin brings.")
    )


def _piped() -> str:
    """Return the one line of stdin; raises WrongUsage where there are several."""
    lines = [line for line in sys.stdin.read().splitlines() if line.strip()]
    if len(lines) > 1:
        raise WrongUsage(
            _("stdin has {count} lines; for many write the ref in each, and goaltui checkin - alone.", count=len(lines))
        )
    return lines[0] if lines else ""


def _insists(session: Session, question: str) -> bool:
    """Ask a person at a terminal whether what surprises is meant; False where there is nobody to ask."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    session.out.words.write(f"{printable(question)}{_('Write it anyway? [y/N] ')}")
    session.out.words.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "j", "ja")


def report(session: Session, outcome: Outcome, ref: Ref) -> None:
    """Write the ref of what was made as data, and the outcome as words."""
    if session.out.as_json:
        from goaltui.cli.output import json_output

        session.out.json(json_output.outcome(outcome, ref))
    elif outcome.created:
        session.out.line(ref(outcome.created))
    session.out.say(told(outcome, ref, session.clock.today()))


def told(outcome: Outcome, ref: Ref, today: date) -> str:
    """Return the outcome in words; for a check-in with all that was written and on what."""
    row = outcome.recorded
    if row is None:
        return outcome.sentence
    period = f" ({row.period})" if row.period != row.day.isoformat() else ""
    return _(
        "{sentence} Written on {ref}: {value}, {day}{period}{more}.",
        sentence=outcome.sentence,
        ref=ref(row.id),
        value=row.entered or _("no value"),
        day=formatting.day(row.day, today),
        period=period,
        more="".join(f", {part}" for part in _beside_value(row)),
    )


def _beside_value(row: WrittenCheckIn) -> Iterator[str]:
    """Yield what was written beside value and day; the note cut to a line."""
    if row.estimate:
        yield _("estimate")
    if row.confidence is not None:
        yield _("confidence {confidence}", confidence=row.confidence)
    if row.manual is ManualStatus.AUTO:
        yield _("status released")
    elif row.manual is not None and row.kind is EntityKind.KEY_RESULT:
        # On a measure in words it is the value.
        yield _("{status} by hand", status=row.manual.word)
    if row.note:
        yield _("note {note}", note=formatting.quoted(row.note))


def _refuse_options(words: Sequence[str]) -> None:
    """Raise WrongUsage for an option of another program, saying what stands for it in the line of a check-in."""
    for word in words:
        name = word.partition("=")[0]
        if not _OPTION.fullmatch(name):
            continue
        meant = next((sign for sign, names in _SIGNS.items() if name in names.split()), "")
        if meant:
            raise WrongUsage(
                _(
                    "There is no option '{word}' here; write {meant} behind the value, as in {example}.",
                    word=name,
                    meant=meant,
                    example=f"goaltui checkin REF 42 {meant}",
                )
                if meant != _VALUE
                else _(
                    "There is no option '{word}' here; the value stands behind the ref, as in goaltui checkin REF 42.",
                    word=name,
                )
            )
        known = ", ".join((*WITH_VALUE, *FLAGS, "--yes"))
        raise WrongUsage(
            _(
                "There is no option '{word}' here; it knows {known}. Quote a note like that.",
                word=clean_line(word),
                known=known,
            )
        )
