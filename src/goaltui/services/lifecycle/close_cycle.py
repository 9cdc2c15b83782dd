"""Closing a cycle: one objective after the other is graded, explained, learnt from and let go or carried over.

Each answer is written at once and all of them are one batch, so one undo; an objective with a disposition is closed,
and what is not closed is where the next opening goes on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import CLOSED, Ambition, EntityKind, ObjectiveState, RemarkKind
from goaltui.model.errors import InvalidField, NotFound, Refused
from goaltui.model.quick.translation import N_, _
from goaltui.model.records import CycleRecord, KeyResultRecord, ObjectiveRecord
from goaltui.model.refs import natural_id
from goaltui.model.text import clean_text
from goaltui.rules.progress import carry_over, grade, progress
from goaltui.rules.progress.carry_over import Disposition, MeasureHandover
from goaltui.rules.progress.grade import Grade
from goaltui.rules.scoring import rollup
from goaltui.services.core import formatting
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace
from goaltui.services.lifecycle.carry_over import NextCycle, carry, destinations, hand_back
from goaltui.services.parsing.numbers import read_number
from goaltui.services.views.cycles import cycle_of


@dataclass(frozen=True, slots=True)
class FinalResult:
    """A key result as it stood on the cycle's last day; `measure` is the title of the lasting measure that it reads,
    empty where it has its own. `first` is its grade by the target it was first given, none where that never moved."""

    row: KeyResultRow
    grade: Grade | None
    measure: str = ""
    first_target: float | None = None
    first: Grade | None = None


@dataclass(frozen=True, slots=True)
class CloseItem:
    """One objective to close; `first` is what its grade would be by the targets that were set first. What has no value
    counts 0 in its progress; `coverage` is the part 0–1 of the weight that has one."""

    cycle: CycleRecord
    record: ObjectiveRecord
    finals: tuple[FinalResult, ...]
    children: tuple[ObjectiveRow, ...]
    owner: str
    team: str
    progress: float | None
    coverage: float | None
    suggested: Grade | None
    first: Grade | None
    learnt: str

    @property
    def unmeasured(self) -> tuple[str, ...]:
        """The titles of the key results that have no value, so that they count 0."""
        return tuple(final.row.title for final in self.finals if final.row.progress is None)

    @property
    def ambition(self) -> Ambition:
        """Its kind."""
        return Ambition(self.record.ambition)

    @property
    def bound(self) -> tuple[FinalResult, ...]:
        """The key results that read a lasting measure, which is to be handed back."""
        return tuple(final for final in self.finals if final.measure)

    def met(self, value: float | None) -> bool:
        """Return whether a grade is what its kind promises."""
        return value is not None and grade.meets(value, self.ambition)


@dataclass(frozen=True, slots=True)
class CloseAnswers:
    """The answers on one objective so far; with a `disposition` it is closed."""

    grade: float | None = None
    cause: str = ""
    learnt: str = ""
    handed: Mapping[str, MeasureHandover] = field(default_factory=dict)
    disposition: Disposition | None = None
    to: NextCycle | None = None


@dataclass(frozen=True, slots=True)
class CloseOutcome:
    """The outcome of one objective's close: its grade, and its end in words."""

    grade: float | None
    became: str


@dataclass(frozen=True, slots=True)
class CycleClose:
    """A cycle being closed: its objectives in the order of the tree, where to go on, which batch goes on, and how many
    days it has still to run."""

    cycle: CycleRecord
    rows: tuple[ObjectiveRow, ...]
    destinations: tuple[NextCycle, ...]
    batch: str = ""
    days_left: int = 0

    @property
    def open(self) -> tuple[str, ...]:
        """The objectives that are not closed."""
        return tuple(row.id for row in self.rows if row.state not in CLOSED)


def closing(workspace: Workspace, cycle: str) -> CycleClose:
    """Return the close of a cycle, begun or continued; raises NotFound, Refused where nothing is in the cycle."""
    records, outline = workspace.look.records(), workspace.look.outline()
    record = cycle_of(records, cycle)
    inside = {item.id for item in records.objectives if item.cycle == cycle}
    rows = tuple(row for row in _in_order(outline.roots) if row.id in inside)
    if not rows:
        raise Refused(
            _("Nothing was set in {cycle}, so there is nothing to close.", cycle=formatting.quoted(record.name))
        )
    last = workspace.database.journal.latest(workspace.author)
    mine = any(
        item.entity == EntityKind.OBJECTIVE and item.entity_id in inside and _closes(item.fields) for item in last
    )
    today = workspace.today
    batch = last[0].batch if mine else ""
    return CycleClose(record, rows, destinations(records, record, today), batch, max((record.end - today).days, 0))


def stop(workspace: Workspace, identity: str) -> CloseItem:
    """Return one objective with everything that its close shows; raises NotFound where it was deleted meanwhile."""
    records, outline = workspace.look.records(), workspace.look.outline()
    row = outline.objectives.get(identity)
    record = next((item for item in records.objectives if item.id == identity), None)
    cycle = next((item for item in records.cycles if record is not None and item.id == record.cycle), None)
    if row is None or record is None or cycle is None:
        raise NotFound(_("That objective is no longer in this cycle; somebody may have changed it."))
    finals = tuple(_final(workspace, item) for item in row.key_results)
    below = [item for item in row.counting if isinstance(item, ObjectiveRow)]
    counting = [rollup.Part.of(child, _settled(child), measured=child.coverage or 0.0) for child in below]
    parts = [*(rollup.Part.of(item.row, item.row.progress) for item in finals), *counting]
    done = rollup.progress(parts, over=True)
    moved = any(item.first for item in finals)
    first = rollup.progress([*(rollup.Part.of(item.row, _first(item)) for item in finals), *counting], over=True)
    learnt = next((item.text for item in records.remarks if item.id == learnt_id(identity)), "")
    return CloseItem(
        cycle,
        record,
        finals,
        row.children,
        row.owner or "",
        row.team or "",
        done,
        rollup.coverage(parts),
        _graded(done),
        _graded(first) if moved else None,
        learnt,
    )


def read_grade(text: str, suggested: Grade | None) -> float | None:
    """Return a typed grade in tenths, as `0.7`, `,7` or `70%`; the suggestion for an
    empty text; raises InvalidField.
    """
    typed = text.strip()
    if not typed or typed in ("-", formatting.NOTHING):
        return suggested.value if suggested is not None and not typed else None
    number = read_number(typed.removesuffix("%"), "grade", N_("0.7"), comma=True) / (100 if typed.endswith("%") else 1)
    if not 0 <= number <= 1:
        raise InvalidField(_("{typed} is not a grade; type one from 0.0 to 1.0, such as 0.7.", typed=typed), "grade")
    return grade.grade(number).value


def save(workspace: Workspace, found: CloseItem, answers: CloseAnswers, batch: str = "") -> Outcome:
    """Write what was said so far; raises Refused where nothing may be written, or it was closed meanwhile."""
    workspace.refuse_looking()
    current = stop(workspace, found.record.id)
    if current.record.state in CLOSED:
        raise Refused(
            _(
                "{title} was closed by somebody meanwhile; go on with the next.",
                title=formatting.quoted(found.record.title),
            )
        )
    return workspace.write(changes(workspace, found, answers), told(found, answers), batch=batch)


def changes(workspace: Workspace, found: CloseItem, answers: CloseAnswers) -> list[Operation]:
    """Return the operations that saving these answers writes."""
    drafts = [Operation(EntityKind.OBJECTIVE, found.record.id, _fields(answers)), *_learning(workspace, found, answers)]
    for final in found.bound:
        choice = answers.handed.get(final.row.id)
        drafts += hand_back(workspace, final.row, choice, found.cycle.end) if choice is not None else []
    going = goes_on(found, answers)
    if answers.disposition is not None and answers.to is not None and (carried(answers) or going):
        graded = found.record._replace(grade=answers.grade)
        drafts += carry(workspace, graded, answers.disposition, going, answers.to)
    return drafts


def goes_on(found: CloseItem, answers: CloseAnswers) -> tuple[KeyResultRow, ...]:
    """Return the key results that go on: unfinished ones of an objective that goes on, and those that are continued on
    their measures.
    """
    rows = []
    for final in found.finals:
        if final.measure:
            stays = answers.handed.get(final.row.id) is MeasureHandover.CONTINUE
        else:
            stays = carried(answers) and not carry_over.is_finished(final.row.condition, final.row.progress)
        if stays:
            rows.append(final.row)
    return tuple(rows)


def carried(answers: CloseAnswers) -> bool:
    """Return whether the objective goes on."""
    return answers.disposition in (Disposition.KEEP, Disposition.CHANGE)


def suggested(found: CloseItem, to: NextCycle | None) -> CloseAnswers:
    """Return the answers where nobody is asked: the suggested grade, and missed goals go on where a cycle is named."""
    value = found.suggested.value if found.suggested is not None else None
    onward = to is not None and not found.met(value)
    handed = {
        final.row.id: MeasureHandover.CONTINUE
        if onward and not carry_over.is_finished(final.row.condition, final.row.progress)
        else carry_over.suggested_hand_back(final.row.progress)
        for final in found.bound
    }
    cause = found.record.closing
    return CloseAnswers(value, cause, found.learnt, handed, Disposition.KEEP if onward else Disposition.END, to)


def told(found: CloseItem, answers: CloseAnswers) -> str:
    """Return a sentence on what the close of one objective does."""
    title = formatting.quoted(found.record.title)
    value = _("no grade") if answers.grade is None else formatting.grade(answers.grade)
    if answers.disposition is None:
        return _("Graded {title} {grade}.", title=title, grade=value)
    dropped, ended = (
        _("Dropped {title} with {grade}", title=title, grade=value),
        _("Closed {title} with {grade}", title=title, grade=value),
    )
    done = dropped if answers.disposition is Disposition.DROP else ended
    going = goes_on(found, answers)
    if answers.to is None or not (carried(answers) or going):
        return f"{done}."
    onward = (
        _("it goes on in {cycle} as a draft", cycle=answers.to.name)
        if answers.disposition is Disposition.CHANGE
        else _("it goes on in {cycle}", cycle=answers.to.name)
    )
    if going:
        taken = EntityKind.KEY_RESULT.counted(len(going))
        onward = _("{goes_on} with {things}", goes_on=onward, things=taken)
    return f"{done}; {onward}."


def closed(found: CloseItem, answers: CloseAnswers) -> CloseOutcome:
    """Return the outcome of closing an objective with these answers."""
    to = answers.to.name if answers.to is not None else ""
    words_of = {
        Disposition.KEEP: _("kept, goes on in {cycle}", cycle=to),
        Disposition.CHANGE: _("to be changed, a draft in {cycle}", cycle=to),
        Disposition.DROP: _("dropped"),
    }
    became = words_of.get(answers.disposition or Disposition.END) or _("ended")
    going = goes_on(found, answers)
    if going and to and not carried(answers):
        became += _(", {things} on in {cycle}", things=EntityKind.KEY_RESULT.counted(len(going)), cycle=to)
    return CloseOutcome(answers.grade, became)


def _fields(answers: CloseAnswers) -> dict[str, Value]:
    said = clean_text(answers.cause) or clean_text(answers.learnt)
    fields: dict[str, Value] = {"grade": answers.grade, "closing": said}
    if answers.disposition is not None:
        state = ObjectiveState.DROPPED if answers.disposition is Disposition.DROP else ObjectiveState.CLOSED
        fields["state"] = state.value
    return fields


def _learning(workspace: Workspace, found: CloseItem, answers: CloseAnswers) -> Iterator[Operation]:
    text = answers.learnt.strip()
    identity = learnt_id(found.record.id)
    stands = workspace.database.things.get(EntityKind.REMARK, identity) is not None
    if not text:
        if stands:
            yield Operation(EntityKind.REMARK, identity, {"deleted": True})
        return
    fields: dict[str, Value] = {
        "kind": RemarkKind.LEARNING.value,
        "subject_kind": EntityKind.OBJECTIVE.value,
        "subject": found.record.id,
        "text": text,
        "author": workspace.author,
    }
    yield Operation(EntityKind.REMARK, identity, {**fields, **({"deleted": False} if stands else {})})


def learnt_id(objective: str) -> str:
    """Return the id of the note on the learnings at the close of an objective."""
    return natural_id(EntityKind.REMARK, "closing", objective)


def _closes(fields: Mapping[str, Value]) -> bool:
    return fields.get("grade") is not None or fields.get("state") in CLOSED


def _in_order(rows: tuple[ObjectiveRow, ...]) -> Iterator[ObjectiveRow]:
    for row in rows:
        yield row
        yield from _in_order(row.children)


def _settled(row: ObjectiveRow) -> float | None:
    """Return the value that an objective below counts: its grade where it has one."""
    return row.progress if row.grade is None else row.grade


def _final(workspace: Workspace, row: KeyResultRow) -> FinalResult:
    record = workspace.look.outline().sources[row.id].record
    measure = "" if record.own_measure else _title(workspace, record)
    found = FinalResult(row, _graded(row.progress), measure)
    first = record.first_target
    if first is None or first == record.target:
        return found
    found = replace(found, first_target=first)
    return replace(found, first=_graded(_first(found)))


def _graded(share: float | None) -> Grade | None:
    return None if share is None else grade.grade(share)


def _title(workspace: Workspace, record: KeyResultRecord) -> str:
    return next((item.title for item in workspace.look.records().measures if item.id == record.measure), "")


def _first(final: FinalResult) -> float | None:
    if final.first_target is None:
        return final.row.progress
    row = final.row
    raw = progress.progress_of(
        row.condition, start=row.start, target=final.first_target, low=row.low, high=row.high, value=row.value
    )
    return None if raw is None else progress.clamp01(raw)
