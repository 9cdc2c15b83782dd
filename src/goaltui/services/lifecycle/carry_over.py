"""The carry-over at a close: the objective in a later cycle with the rest of its work, lasting measures handed back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import AT_WORK, Better, Condition, EntityKind, ObjectiveState, RemarkKind, RemarkState
from goaltui.model.errors import NotFound
from goaltui.model.fields import carried_values
from goaltui.model.listing import listed
from goaltui.model.quick.translation import _
from goaltui.model.records import CycleRecord, KeyResultRecord, ObjectiveRecord, Records
from goaltui.model.refs import natural_id
from goaltui.model.scoring import Scoring
from goaltui.model.text import fold
from goaltui.rules.progress import carry_over
from goaltui.rules.progress.carry_over import Disposition, MeasureHandover
from goaltui.rules.progress.cycle_names import next_named
from goaltui.services.core import formatting
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.workspace import Workspace
from goaltui.services.parsing.cycle_words import cycle_meant, is_next


@dataclass(frozen=True, slots=True)
class NextCycle:
    """A cycle that an objective can go on in; `made` where it is yet to be made."""

    id: str
    name: str
    start: date
    end: date
    made: bool = False


def destinations(records: Records, cycle: CycleRecord, today: date) -> tuple[NextCycle, ...]:
    """Return the cycles after this one that are not over, the one that follows first, made where it is not there."""
    name, start, end = next_named(cycle.name, cycle.start, cycle.end)
    while end < today:
        name, start, end = next_named(name, start, end)
    later = sorted((item.start, item.end, item.name, item.id) for item in records.cycles if item.start > cycle.start)
    found = [NextCycle(item[3], item[2], item[0], item[1]) for item in later if item[1] >= today]
    same = [item for item in found if (item.start, item.end) == (start, end)]
    if not same and all(item.name != name for item in records.cycles):
        same = [NextCycle(natural_id(EntityKind.CYCLE, name), name, start, end, made=True)]
    return (*same, *(item for item in found if item not in same))


def destination_of(found: tuple[NextCycle, ...], name: str, today: date) -> NextCycle:
    """Return the cycle of that name or meant by that word, the next one being the first; raises NotFound, naming the
    known ones, and WrongUsage where a word could mean several.
    """
    if found and is_next(name) and all(fold(item.name) != fold(name) for item in found):
        return found[0]
    meant = cycle_meant({item.name: (item.start, item.end) for item in found}, name, today)
    for item in found:
        if item.name == meant:
            return item
    known = listed(item.name for item in found) or _("none")
    raise NotFound(_("No later cycle is called {name}; it can be {known}.", name=formatting.quoted(name), known=known))


def carried_id(objective: str, cycle: str) -> str:
    """Return the id of an objective where it goes on in a cycle: carrying it over twice is carrying it over once."""
    return natural_id(EntityKind.OBJECTIVE, "carried", objective, cycle)


def carry(
    workspace: Workspace,
    objective: ObjectiveRecord,
    disposition: Disposition,
    going: tuple[KeyResultRow, ...],
    to: NextCycle,
) -> list[Operation]:
    """Return the operations that carry an objective into another cycle, with the key results
    that go on, each from its value.
    """
    records = workspace.look.records()
    identity = carried_id(objective.id, to.id)
    drafts: list[Operation] = []
    if to.made:
        span: dict[str, Value] = {"name": to.name, "start": to.start.isoformat(), "end": to.end.isoformat()}
        drafts.append(_again(workspace, EntityKind.CYCLE, to.id, span))
    state = ObjectiveState.DRAFT if disposition is Disposition.CHANGE else ObjectiveState.ACTIVE
    fields = carried_values(EntityKind.OBJECTIVE, objective)
    fields |= {"parent": _parent(workspace, records, objective, to), "cycle": to.id, "state": state.value}
    drafts.append(_again(workspace, EntityKind.OBJECTIVE, identity, fields))
    drafts.append(_again(workspace, *_history(workspace, records, objective, identity)))
    known = {record.id: record for record in records.key_results}
    for row in going:
        for kind, made, values in _key_result(records, known[row.id], row, identity, to):
            drafts.append(_again(workspace, kind, made, values))
    return [*drafts, *_work(records, objective.id, going, to)]


def _work(records: Records, objective: str, going: tuple[KeyResultRow, ...], to: NextCycle) -> Iterator[Operation]:
    """Yield the initiatives that are not done, for the goals that go on: they stay the same pieces of work."""
    key_results = {row.id for row in going}
    for item in records.initiatives:
        if item.state not in AT_WORK:
            continue
        if item.key_result in key_results:
            yield Operation(
                EntityKind.INITIATIVE, item.id, {"key_result": _carried_key_result(item.key_result or "", to)}
            )
        elif item.objective == objective:
            yield Operation(EntityKind.INITIATIVE, item.id, {"objective": carried_id(objective, to.id)})


def _carried_key_result(key_result: str, to: NextCycle) -> str:
    return natural_id(EntityKind.KEY_RESULT, "carried", key_result, to.id)


def hand_back(workspace: Workspace, row: KeyResultRow, choice: MeasureHandover, end: date) -> list[Operation]:
    """Return the operations for the lasting measure that a key result read: a target in force from the day after the
    cycle, or from today where that is past, so that no earlier score changes.
    """
    if choice is MeasureHandover.DROP:
        return [Operation(EntityKind.MEASURE, row.measure, {"applies": False})]
    level = row.value if choice is MeasureHandover.LEVEL else row.target
    before = workspace.database.things.scoring_on(row.measure, workspace.today)
    # The old goal needs no word where there is one.
    if level is None or choice is MeasureHandover.CONTINUE or (choice is MeasureHandover.OLD and before is not None):
        return []
    after = carry_over.retarget(Scoring.from_json(before) if before else None, level, _better(row))
    if after is None:
        return []
    start = max(workspace.today, end + timedelta(days=1)).isoformat()
    identity = natural_id(EntityKind.TARGET, row.measure, start)
    fields: dict[str, Value] = {"measure": row.measure, "start": start, "scoring": after.to_json()}
    return [_again(workspace, EntityKind.TARGET, identity, fields)]


def _better(row: KeyResultRow) -> Better:
    falls = row.target is not None and row.target < (row.start or 0.0)
    limit = row.condition is Condition.AT_MOST
    return Better.LOWER if limit or (row.condition is Condition.REACH and falls) else Better.HIGHER


def _again(workspace: Workspace, kind: EntityKind, identity: str, fields: Mapping[str, Value]) -> Operation:
    """Return a draft of a thing that may have been made and taken back before."""
    again: dict[str, Value] = {"deleted": False} if workspace.database.things.get(kind, identity) is not None else {}
    return Operation(kind, identity, {**again, **fields})


def _parent(workspace: Workspace, records: Records, objective: ObjectiveRecord, to: NextCycle) -> str | None:
    """Return the parent in the other cycle: the one that its parent became there, else the one above this cycle."""
    above = {record.id: record for record in records.objectives}
    parent, seen = above.get(objective.parent or ""), {objective.id}
    while parent is not None and parent.id not in seen:
        if parent.cycle != objective.cycle:
            return parent.id
        if carried_id(parent.id, to.id) in above:
            return carried_id(parent.id, to.id)
        seen.add(parent.id)
        parent = above.get(parent.parent or "")
    return None


def _history(
    workspace: Workspace, records: Records, objective: ObjectiveRecord, identity: str
) -> tuple[EntityKind, str, dict[str, Value]]:
    cycle = next((item.name for item in records.cycles if item.id == objective.cycle), "")
    told = _("Carried over from {cycle}.", cycle=cycle)
    if objective.grade is not None:
        grade = formatting.grade(objective.grade)
        told = _("Carried over from {cycle}, where it closed at {grade}.", cycle=cycle, grade=grade)
    fields: dict[str, Value] = {
        "kind": RemarkKind.COMMENT.value,
        "subject_kind": EntityKind.OBJECTIVE.value,
        "subject": identity,
        "text": told,
        "state": RemarkState.DONE.value,
        "author": workspace.author,
    }
    return EntityKind.REMARK, natural_id(EntityKind.REMARK, "carried", identity), fields


def _key_result(
    records: Records, record: KeyResultRecord, row: KeyResultRow, objective: str, to: NextCycle
) -> Iterator[tuple[EntityKind, str, dict[str, Value]]]:
    identity = _carried_key_result(record.id, to)
    measure = record.measure
    if record.own_measure:
        measure = natural_id(EntityKind.MEASURE, "carried", record.id, to.id)
        own: dict[str, Value] = {"title": record.title, "unit": record.unit, "key_result": identity}
        yield EntityKind.MEASURE, measure, {**own, "frequency": record.rhythm.value}
    start = carry_over.carried_start(row.condition, row.start, row.target, row.value)
    fields = carried_values(EntityKind.KEY_RESULT, record)
    fields |= {"objective": objective, "measure": measure, "start": start}
    yield EntityKind.KEY_RESULT, identity, fields
    for step in records.milestones:
        if step.key_result == record.id and not step.done:
            made = natural_id(EntityKind.MILESTONE, "carried", step.id, to.id)
            yield EntityKind.MILESTONE, made, {"key_result": identity, "title": step.title, "weight": step.weight}
