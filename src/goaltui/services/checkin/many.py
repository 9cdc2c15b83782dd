"""Many check-ins at once, a line each: a ref, then the line of a check-in."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind, ManualStatus
from goaltui.model.errors import Doubtful, GoaltuiError, WrongUsage
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass, replace
from goaltui.services.checkin import recording
from goaltui.services.checkin.grammar import CheckInLine, parse
from goaltui.services.checkin.preview import preview
from goaltui.services.checkin.surprises import surprise
from goaltui.services.checkin.target import CheckInTarget
from goaltui.services.checkin.writing import check_in_target
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.parsing.naming import resolve_to_write

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace

_QUOTES = "\"'"


@dataclass(frozen=True, slots=True)
class CheckInEntry:
    """A line of the text: its number, what it is on, and the line of the check-in."""

    number: int
    ref: str
    line: str


@dataclass(frozen=True, slots=True)
class EntryReport:
    """The result of a line: the check-in that it wrote, or the reason why it wrote none."""

    entry: CheckInEntry
    outcome: Outcome | None
    problem: GoaltuiError | None = None


@dataclass(frozen=True, slots=True)
class _Ready:
    entry: CheckInEntry
    target: CheckInTarget
    parsed: CheckInLine
    draft: Operation
    outcome: Outcome


def entries(text: str) -> Iterator[CheckInEntry]:
    """Yield the lines that say something; a ref with blanks stands in quotes or before a tab, # begins a comment."""
    for number, line in enumerate(text.splitlines(), 1):
        said = line.strip()
        if said and not said.startswith("#"):
            ref, rest = _parted(said)
            yield CheckInEntry(number, ref, rest)


def _parted(line: str) -> tuple[str, str]:
    if line[0] in _QUOTES and line.find(line[0], 1) > 0:
        ref, _, rest = line[1:].partition(line[0])
    elif "\t" in line:
        ref, _, rest = line.partition("\t")
    else:
        ref, _, rest = line.partition(" ")
    return ref.strip(), rest.strip()


def write_each(workspace: "Workspace", found: Sequence[CheckInEntry], again: str) -> Iterator[EntryReport]:
    """Write line by line what can be written, all of it one undo; `again` says how to insist on what surprises."""
    batch = ""
    for entry in found:
        try:
            ready = _ready(workspace, entry, again, ())
            done = workspace.write([ready.draft], ready.outcome.sentence, batch=batch)
        except GoaltuiError as error:
            yield EntryReport(entry, None, error)
            continue
        batch = done.batch
        yield EntryReport(entry, replace(done, recorded=ready.outcome.recorded))


def write_all(workspace: "Workspace", found: Sequence[CheckInEntry], again: str) -> tuple[EntryReport, ...]:
    """Write all lines as one change, or none where one of them cannot be written."""
    ready: list[_Ready] = []
    problems: dict[int, GoaltuiError] = {}
    for entry in found:
        try:
            ready.append(_ready(workspace, entry, again, ready))
        except GoaltuiError as error:
            problems[entry.number] = error
    if problems:
        return tuple(EntryReport(entry, None, problems.get(entry.number)) for entry in found)
    done = workspace.write([item.draft for item in ready], "")
    return tuple(
        EntryReport(item.entry, replace(item.outcome, touched=frozenset({item.draft.entity_id}), batch=done.batch))
        for item in ready
    )


def _ready(workspace: "Workspace", entry: CheckInEntry, again: str, before: Sequence[_Ready]) -> _Ready:
    """Return a line as it will be written after those `before`; raises a GoaltuiError that says why it cannot be."""
    workspace.refuse_looking()
    if "," in entry.ref + entry.line[:1] and (not entry.line or entry.line[0] == ","):
        raise WrongUsage(_("A comma parts no ref from its value; put a blank or a tab there, as TSV has it."))
    if not entry.line:
        raise WrongUsage(_("There is no value; write one such as 42, or same if nothing changed."))
    match = resolve_to_write(workspace.database, entry.ref, EntityKind.KEY_RESULT, EntityKind.MEASURE)
    target = check_in_target(workspace, match.id)
    for earlier in before:
        if earlier.target.measure == target.measure:
            target = _after(target, earlier.parsed, workspace.today)
    today = workspace.today
    parsed = parse(entry.line, target, today)
    question = surprise(target, parsed, today) if again else ""
    if question:
        raise Doubtful(f"{question} {again}")
    after = preview(target, entry.line, today)
    outcome = Outcome(
        recording.sentence(target, parsed, after, today),
        frozenset(),
        recorded=recording.recorded(target, parsed, after),
    )
    return _Ready(entry, target, parsed, recording.draft_of(target, parsed, workspace.author), outcome)


def _after(target: CheckInTarget, line: CheckInLine, today: date) -> CheckInTarget:
    """Return the target as the next line is read against it, once this line stands."""
    if target.in_words and line.status is not None and line.date <= today:
        is_latest = target.value_on is None or line.date >= target.value_on
        word = None if line.status is ManualStatus.AUTO else line.status
        return replace(target, manual=word, value_on=line.date) if is_latest else target
    if line.value is None or line.date > today:
        return target
    points = sorted([*target.points, (line.date, line.value)], key=lambda point: point[0])
    counts = not target.is_past_end(line.date) and (target.value_on is None or line.date >= target.value_on)
    advanced = replace(target, points=tuple(points))
    return replace(advanced, value=line.value, value_on=line.date) if counts else advanced
