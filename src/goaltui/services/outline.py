"""The tree of objectives as view rows: what each key result and objective stands at on a day.

Rows whose record did not change since the previous outline of the same day are taken over, so that one check-in in a
large workspace costs little.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from goaltui.model.enums import (
    CLOSED,
    Ambition,
    Condition,
    Frequency,
    ManualStatus,
    ObjectiveState,
    Status,
    StatusPreset,
)
from goaltui.model.phases import phases_of
from goaltui.model.records import CycleRecord, KeyResultRecord, MilestoneRecord, ObjectiveRecord, Records
from goaltui.rules import mend, pace, periods, progress, rollup, status
from goaltui.services.rows import KeyResultRow, ObjectiveRow

NOT_BEGUN = "its cycle has not begun"
"""Why an objective is pending that is not measured yet, whatever it says: it counts from its first day on."""

_BADNESS = {
    Status.AT_RISK: 4,
    Status.OUTDATED: 3,
    Status.BEHIND: 2,
    Status.PENDING: 1,
    Status.ON_TRACK: 0,
    Status.CLOSED: -1,
}


@dataclass(frozen=True, slots=True)
class Names:
    """The readable names behind ids."""

    cycles: Mapping[str, CycleRecord]
    teams: Mapping[str, str]
    people: Mapping[str, str]
    perspectives: Mapping[str, str]

    @classmethod
    def of(cls, records: Records) -> "Names":
        """The names in these records; perspectives by key, as TOML and JSON name them."""
        return cls(
            {cycle.id: cycle for cycle in records.cycles},
            {team.id: team.name for team in records.teams},
            {person.id: person.name for person in records.people},
            {perspective.id: perspective.key for perspective in records.perspectives},
        )


class Source(NamedTuple):
    """What the row of a key result is made from, beside names and the day."""

    record: KeyResultRecord
    objective: ObjectiveRecord
    steps: tuple[MilestoneRecord, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """Rows by id, top objectives in order, `moved` the objectives that stand at the top because their parent cannot."""

    day: date
    objectives: Mapping[str, ObjectiveRow]
    key_results: Mapping[str, KeyResultRow]
    roots: tuple[ObjectiveRow, ...]
    moved: frozenset[str]
    names: Names = field(repr=False)
    preset: StatusPreset
    sources: Mapping[str, Source] = field(repr=False)


def outline(records: Records, today: date, previous: Outline | None = None) -> Outline:
    """What every objective and key result stands at on `today`."""
    names = Names.of(records)
    preset = StatusPreset(records.workspace.status_preset)
    mended = sound_tree(records)
    children = _children(records, mended)
    sources = _sources(records)
    kept = previous if previous and (previous.day, previous.names, previous.preset) == (today, names, preset) else None
    rows = {
        identity: kept.key_results[identity]
        if kept is not None and kept.sources.get(identity) == source
        else key_result_row(source, names, today, preset)
        for identity, source in sources.items()
    }
    by_objective: defaultdict[str, list[KeyResultRow]] = defaultdict(list)
    for row in rows.values():
        by_objective[row.objective].append(row)
    objectives: dict[str, ObjectiveRow] = {}
    ordered = _parents_first(children)
    perspectives = _inherited(ordered, mended.parents)
    for record in reversed(ordered):
        below = tuple(objectives[child.id] for child in children.get(record.id, ()))
        placed = record._replace(parent=mended.parents[record.id], perspective=perspectives[record.id])
        objectives[record.id] = _objective_row(
            placed, tuple(by_objective.get(record.id, ())), below, names, today, preset
        )
    roots = tuple(objectives[record.id] for record in children.get(None, ()))
    return Outline(today, objectives, rows, roots, frozenset(mended.moved), names, preset, sources)


def perspectives_of(records: Records) -> dict[str, str | None]:
    """The id of the perspective in which each objective stands: its own, else that of what it stands under."""
    sound = sound_tree(records)
    return _inherited(_parents_first(_children(records, sound)), sound.parents)


def cycle_window(objective: ObjectiveRecord, names: Names) -> tuple[date, date] | None:
    """The first and last day of the objective's cycle, none for a strategic one."""
    cycle = names.cycles.get(objective.cycle or "")
    return (cycle.start, cycle.end) if cycle else None


def expected_of(
    record: KeyResultRecord, window: tuple[date, date] | None, steps: Sequence[MilestoneRecord], today: date
) -> float | None:
    """Where a key result should be: along its dated milestones or phases, else straight to its due day."""
    if window and goes_along(record.condition, steps):
        dated = sorted((step.due, step.weight) for step in steps if step.due is not None)
        total = sum(step.weight for step in steps)
        done = 0.0
        curve = [(min(window[0], dated[0][0]), 0.0)]
        for due, weight in dated:
            done += weight
            curve.append((due, done / total))
        return pace.expected_by_milestones(curve, today)
    if window is None:
        return None
    end = record.due if record.due and record.due > window[0] else window[1]
    if record.phases and record.condition == Condition.REACH and record.target is not None:
        points = [(phase.day, phase.value) for phase in phases_of(record.phases)]
        return pace.expected_by_phases(record.start or 0.0, record.target, points, (window[0], end), today)
    return pace.expected(window[0], end, today)


def goes_along(condition: str, steps: Sequence[MilestoneRecord]) -> bool:
    """Whether what is expected goes along the milestones: all of them have a day, and they weigh something."""
    dated = all(step.due is not None for step in steps)
    return condition == Condition.MILESTONES and dated and any(step.weight > 0 for step in steps)


def turns_of(source: Source, window: tuple[date, date]) -> frozenset[date]:
    """The days on which what a key result expects may turn; none where it goes straight along its cycle."""
    record = source.record
    found = {phase.day for phase in phases_of(record.phases)} | {step.due for step in source.steps if step.due}
    return frozenset(found | ({record.due} if record.due and record.due != window[1] else set()))


def _sources(records: Records) -> dict[str, Source]:
    steps: defaultdict[str, list[MilestoneRecord]] = defaultdict(list)
    for step in records.milestones:
        steps[step.key_result].append(step)
    objectives = {objective.id: objective for objective in records.objectives}
    return {
        record.id: Source(record, objectives[record.objective], tuple(steps.get(record.id, ())))
        for record in records.key_results
        if record.objective in objectives
    }


def key_result_row(source: Source, names: Names, today: date, preset: StatusPreset) -> KeyResultRow:
    """One key result on a day."""
    record, objective, steps = source
    window = cycle_window(objective, names)
    condition = Condition(record.condition)
    raw = progress.progress_of(
        condition,
        start=record.start,
        target=record.target,
        low=record.low,
        high=record.high,
        value=record.value,
        milestones=[(step.weight, step.done) for step in steps],
    )
    expected = expected_of(record, window, steps, today)
    found = _standing(source, raw, expected, today, preset)
    cycle = names.cycles.get(objective.cycle or "")
    return KeyResultRow(
        id=record.id,
        objective=record.objective,
        measure=record.measure,
        title=record.title,
        unit=record.unit,
        condition=condition,
        start=record.start,
        target=record.target,
        low=record.low,
        high=record.high,
        value=record.value,
        estimate=record.estimate,
        raw=raw,
        progress=None if raw is None else progress.clamp01(raw),
        expected=expected,
        status=found.status,
        reason=found.reason,
        confidence=record.confidence,
        weight=record.weight,
        owner=names.people.get(record.owner or objective.owner or ""),
        cycle=cycle.name if cycle else None,
        due=record.due,
        checked_in=record.checked_in,
        next_due=_next_due(record, objective, window, raw, today),
        phases=phases_of(record.phases) if condition is Condition.REACH else (),
        share=record.share,
    )


def _standing(
    source: Source, raw: float | None, expected: float | None, today: date, preset: StatusPreset
) -> status.Standing:
    record, objective, _ = source
    if record.unbound:
        return status.Standing(Status.PENDING, "its measure was deleted")
    # What is done needs no further check-in, so it does not grow old.
    done = record.condition == Condition.DONE and raw == 1
    grace = record.checked_in and not done and periods.cadence_end(record.checked_in, Frequency(record.cadence))
    return status.standing(
        closed=objective.state in CLOSED,
        checked_in=record.checked_in,
        grace_until=grace or None,
        today=today,
        manual=ManualStatus(record.manual_status) if record.manual_status else None,
        progress=None if raw is None else progress.clamp01(raw),
        expected=expected,
        preset=preset,
    )


def _next_due(
    record: KeyResultRecord,
    objective: ObjectiveRecord,
    window: tuple[date, date] | None,
    raw: float | None,
    today: date,
) -> date | None:
    reached = record.condition == Condition.DONE and raw == 1
    if objective.state != ObjectiveState.ACTIVE or window is None or reached or record.unbound:
        return None
    if today - timedelta(days=periods.CLOSING_DAYS) > window[1]:
        return None
    due = periods.next_due(record.checked_in, window[0], Frequency(record.cadence))
    return due if due is not None and due <= window[1] else None


def sound_tree(records: Records) -> mend.Mended:
    """The tree of objectives as every copy mends it."""
    order = {objective.id: objective.created for objective in records.objectives}
    return mend.mend({objective.id: objective.parent for objective in records.objectives}, order)


def _children(records: Records, mended: mend.Mended) -> dict[str | None, list[ObjectiveRecord]]:
    children: defaultdict[str | None, list[ObjectiveRecord]] = defaultdict(list)
    for objective in records.objectives:
        children[mended.parents[objective.id]].append(objective)
    return dict(children)


def _parents_first(children: Mapping[str | None, list[ObjectiveRecord]]) -> list[ObjectiveRecord]:
    found: list[ObjectiveRecord] = []
    waiting = list(children.get(None, ()))
    while waiting:
        record = waiting.pop()
        found.append(record)
        waiting.extend(children.get(record.id, ()))
    return found


def _inherited(parents_first: Sequence[ObjectiveRecord], parents: Mapping[str, str | None]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for record in parents_first:
        parent = parents[record.id]
        found[record.id] = record.perspective or (found[parent] if parent is not None else None)
    return found


def _objective_row(
    record: ObjectiveRecord,
    key_results: tuple[KeyResultRow, ...],
    below: tuple[ObjectiveRow, ...],
    names: Names,
    today: date,
    preset: StatusPreset,
) -> ObjectiveRow:
    counting: list[KeyResultRow | ObjectiveRow] = [*key_results, *(child for child in below if child.counts)]
    parts = [rollup.Part.of(child, child.progress, child.expected) for child in counting]
    done = rollup.progress(parts)
    window = cycle_window(record, names)
    expected = rollup.expected(parts, pace.expected(*window, today) if window else None)
    closed = record.state in CLOSED
    begun = closed or window is None or window[0] <= today
    found = (
        _objective_standing(closed, done, expected, today, preset)
        if begun
        else status.Standing(Status.PENDING, NOT_BEGUN)
    )
    cycle = names.cycles.get(record.cycle or "")
    return ObjectiveRow(
        id=record.id,
        parent=record.parent,
        title=record.title,
        why=record.why,
        cycle=cycle.name if cycle else None,
        perspective=names.perspectives.get(record.perspective or ""),
        team=names.teams.get(record.team or ""),
        owner=names.people.get(record.owner or ""),
        ambition=Ambition(record.ambition),
        state=ObjectiveState(record.state),
        weight=record.weight,
        counts=record.counts and begun,
        progress=done,
        expected=expected,
        status=found.status,
        reason=found.reason,
        worst=_worst(counting),
        grade=record.grade,
        key_results=key_results,
        children=below,
        share=record.share,
    )


def _objective_standing(
    closed: bool, done: float | None, expected: float | None, today: date, preset: StatusPreset
) -> status.Standing:
    return status.standing(
        closed=closed,
        checked_in=None,
        grace_until=None,
        today=today,
        manual=None,
        progress=done,
        expected=expected,
        preset=preset,
    )


def _worst(counting: Sequence[KeyResultRow | ObjectiveRow]) -> str | None:
    late = [child for child in counting if _BADNESS[child.status] > _BADNESS[Status.ON_TRACK]]
    if not late:
        return None
    return max(late, key=lambda child: (_BADNESS[child.status], -(child.progress or 0.0))).title
