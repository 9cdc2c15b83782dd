"""The tree of objectives as view rows: what each key result and objective stands at on a day.

Rows whose record did not change since the previous outline of the same day are taken over, so that one check-in in a
large workspace costs little.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal, TypeAlias

from goaltui.model.enums import (
    CLOSED,
    Ambition,
    Condition,
    ManualStatus,
    ObjectiveState,
    Status,
    StatusPreset,
)
from goaltui.model.id_lists import ids_of
from goaltui.model.interim_targets import phases_of
from goaltui.model.pauses import Pause
from goaltui.model.quick.made_on_demand import MadeOnDemand
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import N_, _
from goaltui.model.quick_dataclass import dataclass, field, replace
from goaltui.model.records import CycleRecord, KeyResultRecord, MilestoneRecord, ObjectiveRecord, Records
from goaltui.rules.progress import pace, periods, progress
from goaltui.rules.progress.rhythm import Rhythm, after_pauses, paused, pauses_by_owner
from goaltui.rules.scoring import rollup, status
from goaltui.rules.scoring.weight_shares import Weighed, by_weight
from goaltui.rules.structure import tree_repair
from goaltui.services.core.initiative_rows import InitiativeRow, initiatives_by_place
from goaltui.services.core.rows import KeyResultRow, ObjectiveRow

NOT_BEGUN = N_("its cycle has not begun")
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
class RowNames:
    """The readable names behind ids, and the pauses of owners by id."""

    cycles: Mapping[str, CycleRecord]
    teams: Mapping[str, str]
    people: Mapping[str, str]
    perspectives: Mapping[str, str]
    themes: Mapping[str, str]
    pauses: Mapping[str, Sequence[Pause]]

    @classmethod
    def of(cls, records: Records) -> "RowNames":
        """Return the names in these records; perspectives by key, as TOML and JSON name them."""
        return cls(
            {cycle.id: cycle for cycle in records.cycles},
            {team.id: team.name for team in records.teams},
            {person.id: person.name for person in records.people},
            {perspective.id: perspective.key for perspective in records.perspectives},
            {theme.id: theme.name for theme in records.themes},
            pauses_by_owner(records.workspace, records.people),
        )


Counting: TypeAlias = KeyResultRow | ObjectiveRow
"""What counts in an objective."""


class KeyResultSource(NamedTuple):
    """The sources of a key result's row, beside names and the day."""

    record: KeyResultRecord
    objective: ObjectiveRecord
    steps: tuple[MilestoneRecord, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """Rows by id, each made when it is asked for; `tops` are the ids of the top objectives in order, `moved` the
    objectives that stand at the top because their parent cannot.
    """

    day: date
    objectives: MadeOnDemand[ObjectiveRow]
    key_results: MadeOnDemand[KeyResultRow]
    tops: tuple[str, ...]
    moved: frozenset[str]
    names: RowNames = field(repr=False)
    preset: StatusPreset
    sources: MadeOnDemand[KeyResultSource] = field(repr=False)

    @property
    def roots(self) -> tuple[ObjectiveRow, ...]:
        """The top objectives in order."""
        return tuple(self.objectives[identity] for identity in self.tops)

    def due_by(self, day: date) -> Iterator[tuple[KeyResultRow, date]]:
        """Yield the key results whose check-in is owed by a day, with their due days; no other rows are made."""
        first_due: dict[tuple[Any, ...], date | None] = {}
        for source in self.sources.values():
            record, objective, _ = source
            if objective.state != ObjectiveState.ACTIVE:
                continue
            cycle = self.names.cycles.get(objective.cycle or "")
            start = cycle.start if cycle else None
            rhythm = (record.cadence, record.own_measure, record.frequency, record.weeks, record.weekday)
            key = (*rhythm, record.checked_in, start)
            if key not in first_due:
                first_due[key] = Rhythm.of(record).due_after(record.checked_in, start)
            due = first_due[key]
            # A pause only moves it to a later day.
            if due is None or due > day:
                continue
            row = self.key_results[record.id]
            if row.next_due is not None and row.next_due <= day:
                yield row, row.next_due


Then = Callable[[date], Outline]
"""The outline of an earlier day."""


def outline(records: Records, today: date, previous: Outline | None = None, then: Then | None = None) -> Outline:
    """Return every objective and key result as it stands on `today`; one of a cycle that is over as on its last day.

    What goes on under an objective of such a cycle counts there as it stood `then`, on the last day.
    """
    names = RowNames.of(records)
    preset = StatusPreset(records.workspace.status_preset)
    mended = sound_tree(records)
    children = _children(records, mended)
    ordered = _parents_first(children)
    work = initiatives_by_place(records, today)
    sources = _sources(records, names, today)
    kept = previous if previous and (previous.day, previous.names, previous.preset) == (today, names, preset) else None
    before = (kept.sources.made, kept.key_results.made) if kept else ({}, {})
    below: defaultdict[str, list[str]] = defaultdict(list)
    given: dict[str, KeyResultRecord] = {}
    for key_result in records.key_results:
        if key_result.id in sources:
            given[key_result.id] = key_result
            below[key_result.objective].append(key_result.id)

    def row_of(record: KeyResultRecord) -> KeyResultRow:
        source = sources[record.id]
        is_as_before = before[0].get(record.id) == source and record.id in before[1]
        row = before[1][record.id] if is_as_before else key_result_row(source, names, today, preset)
        return _with_work(row, work.get(record.id, ()))

    key_results = MadeOnDemand(given, row_of)
    perspectives = _inherited(ordered, mended.parents, "perspective")
    themes = _inherited(ordered, mended.parents, "theme")
    serving = _serving(ordered)

    def made(record: ObjectiveRecord) -> ObjectiveRow:
        parts = children.get(record.id, ())
        placed = record._replace(
            parent=mended.parents[record.id], perspective=perspectives[record.id], theme=themes[record.id]
        )
        tree = _ChildRows(
            tuple(key_results[identity] for identity in below.get(record.id, ())),
            tuple(objectives.made[child.id] for child in parts),
            tuple(_going_on(record, parts, names)),
            then,
        )
        row = _objective_row(placed, tree, names, today, preset)
        more = {"initiatives": work.get(record.id, ()), "contributing": tuple(serving.get(record.id, ()))}
        return replace(row, **more) if any(more.values()) else row

    def with_children(record: ObjectiveRecord) -> ObjectiveRow:
        for item in reversed(_parents_first(children, record)):
            if item.id not in objectives.made:
                objectives.made[item.id] = made(item)
        return objectives.made[record.id]

    objectives = MadeOnDemand({record.id: record for record in reversed(ordered)}, with_children)
    tops = tuple(record.id for record in children.get(None, ()))
    return Outline(today, objectives, key_results, tops, frozenset(mended.moved), names, preset, sources)


def _serving(ordered: Sequence[ObjectiveRecord]) -> Mapping[str, Sequence[str]]:
    """Return the ids of the objectives that contribute to each one."""
    serving: defaultdict[str, list[str]] = defaultdict(list)
    for record in ordered:
        for above in ids_of(record.contributes):
            serving[above].append(record.id)
    return serving


def _with_work(row: KeyResultRow, work: tuple[InitiativeRow, ...]) -> KeyResultRow:
    return row if row.initiatives == work else replace(row, initiatives=work)


def perspectives_of(records: Records) -> dict[str, str | None]:
    """Return the id of each objective's perspective: its own, else that of the objective it stands under."""
    sound = sound_tree(records)
    return _inherited(_parents_first(_children(records, sound)), sound.parents, "perspective")


def cycle_window(objective: ObjectiveRecord, names: RowNames) -> tuple[date, date] | None:
    """Return the first and last day of the objective's cycle, none for a strategic one."""
    cycle = names.cycles.get(objective.cycle or "")
    return (cycle.start, cycle.end) if cycle else None


def expected_of(
    record: KeyResultRecord, window: tuple[date, date] | None, steps: Sequence[MilestoneRecord], today: date
) -> float | None:
    """Return the expected progress of a key result, from its first day on: along its dated milestones or
    phases, else straight to its due day.
    """
    if window is None:
        return None
    first, last = own_window(record, window)
    along = steps_along(record, window, steps)
    if along is not None:
        return pace.expected_by_milestones(along, today)
    if record.phases and record.condition == Condition.REACH and record.target is not None:
        points = [(phase.day, phase.value) for phase in phases_of(record.phases)]
        return pace.expected_by_phases(record.start or 0.0, record.target, points, (first, last), today)
    return pace.expected(first, last, today)


def own_window(record: KeyResultRecord, window: tuple[date, date]) -> tuple[date, date]:
    """Return the first and last day of a key result in its cycle; a due day before the first, which
    only a file brings, is ignored.
    """
    first = pace.first_day(record.first_day, window)
    return first, record.due if record.due and record.due > first else window[1]


def steps_along(
    record: KeyResultRecord, window: tuple[date, date], steps: Sequence[MilestoneRecord]
) -> tuple[tuple[date, float], ...] | None:
    """Return the points along the milestones of a key result; none where none of their days says anything."""
    if record.condition != Condition.MILESTONES:
        return None
    return pace.along_steps(*own_window(record, window), [(step.due, step.weight) for step in steps])


def turns_of(source: KeyResultSource, window: tuple[date, date]) -> frozenset[date]:
    """Return the days on which the expectation of a key result may turn; none where it
    goes straight along its cycle.
    """
    record = source.record
    found = {phase.day for phase in phases_of(record.phases)} | {step.due for step in source.steps if step.due}
    own = {day for day, of_cycle in zip(own_window(record, window), window, strict=True) if day != of_cycle}
    return frozenset(found | own)


def last_look(window: tuple[date, date] | None, today: date) -> date:
    """Return the day on which the goals of a cycle are looked at: the cycle's last one where that is past."""
    return today if window is None else min(today, window[1])


def _sources(records: Records, names: RowNames, today: date) -> MadeOnDemand[KeyResultSource]:
    steps: defaultdict[str, list[MilestoneRecord]] = defaultdict(list)
    for step in records.milestones:
        steps[step.key_result].append(step)
    objectives = {objective.id: objective for objective in records.objectives}

    def source_of(record: KeyResultRecord) -> KeyResultSource:
        objective = objectives[record.objective]
        if record.id not in steps:
            return KeyResultSource(record, objective, ())
        day = last_look(cycle_window(objective, names), today)
        return KeyResultSource(record, objective, tuple(step.on(day) for step in steps[record.id]))

    given = {record.id: record for record in records.key_results if record.objective in objectives}
    return MadeOnDemand(given, source_of)


def _raw(record: KeyResultRecord, steps: Sequence[MilestoneRecord]) -> float | None:
    if record.unbound:
        return None
    return progress.progress_of(
        Condition(record.condition),
        start=record.start,
        target=record.target,
        low=record.low,
        high=record.high,
        value=record.value,
        milestones=[(step.weight, step.done) for step in steps],
    )


def key_result_row(source: KeyResultSource, names: RowNames, today: date, preset: StatusPreset) -> KeyResultRow:
    """Return one key result on a day."""
    record, objective, steps = source
    window = cycle_window(objective, names)
    condition = Condition(record.condition)
    day = last_look(window, today)
    raw = _raw(record, steps)
    expected = expected_of(record, window, steps, day)
    began = pace.first_day(record.first_day, window) if window else None
    pauses = paused(names.pauses, record.owner or objective.owner)
    found = _standing(source, raw, expected, day, preset, began, pauses)
    cycle = names.cycles.get(objective.cycle or "")
    return KeyResultRow(
        record=record,
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
        next_due=_next_due(record, objective, window, raw, today, pauses),
        phases=phases_of(record.phases) if condition is Condition.REACH else (),
        share=record.share,
        first_day=began,
        stretch=record.stretch if condition in (Condition.REACH, Condition.AT_LEAST, Condition.AT_MOST) else None,
        partners=_named(record.partners, names.people),
        rhythm=Rhythm.of(record),
    )


def _named(ids: str | None, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of these ids, in alphabetical order."""
    return tuple(sorted(names[identity] for identity in ids_of(ids) if identity in names))


def _standing(
    source: KeyResultSource,
    raw: float | None,
    expected: float | None,
    today: date,
    preset: StatusPreset,
    began: date | None,
    pauses: Sequence[Pause],
) -> status.JudgedStatus:
    record, objective, _parts = source
    if record.unbound:
        return status.JudgedStatus(Status.PENDING, _("its measure was deleted"))
    # What is done needs no further check-in, so it does not grow old.
    done = progress.is_done(Condition(record.condition), raw)
    grace = record.checked_in and not done and Rhythm.of(record).up_to_date_until(record.checked_in, pauses, today)
    return status.standing(
        closed=objective.state in CLOSED,
        checked_in=record.checked_in,
        grace_until=grace or None,
        today=today,
        manual=ManualStatus(record.manual_status) if record.manual_status else None,
        progress=None if raw is None else progress.clamp01(raw),
        expected=expected,
        preset=preset,
        began=began if record.first_day else None,
    )


def _next_due(
    record: KeyResultRecord,
    objective: ObjectiveRecord,
    window: tuple[date, date] | None,
    raw: float | None,
    today: date,
    pauses: Sequence[Pause],
) -> date | None:
    reached = progress.is_done(Condition(record.condition), raw)
    if objective.state != ObjectiveState.ACTIVE or window is None or reached or record.unbound:
        return None
    if today - timedelta(days=periods.CLOSING_DAYS) > window[1]:
        return None
    due = Rhythm.of(record).due_after(record.checked_in, window[0])
    return after_pauses(due, pauses, today) if due is not None and due <= window[1] else None


def sound_tree(records: Records) -> tree_repair.RepairedTree:
    """Return the repaired tree of objectives, the same in every copy."""
    order = {objective.id: objective.created for objective in records.objectives}
    return tree_repair.mend({objective.id: objective.parent for objective in records.objectives}, order)


def _children(records: Records, mended: tree_repair.RepairedTree) -> dict[str | None, list[ObjectiveRecord]]:
    children: defaultdict[str | None, list[ObjectiveRecord]] = defaultdict(list)
    for objective in records.objectives:
        children[mended.parents[objective.id]].append(objective)
    return dict(children)


def _parents_first(
    children: Mapping[str | None, list[ObjectiveRecord]], top: ObjectiveRecord | None = None
) -> list[ObjectiveRecord]:
    """Return an objective and all that is under it, or all objectives, each before its children."""
    found: list[ObjectiveRecord] = []
    waiting = [top] if top is not None else list(children.get(None, ()))
    while waiting:
        record = waiting.pop()
        found.append(record)
        waiting.extend(children.get(record.id, ()))
    return found


def _inherited(
    parents_first: Sequence[ObjectiveRecord], parents: Mapping[str, str | None], field: Literal["perspective", "theme"]
) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for record in parents_first:
        parent, own = parents[record.id], record.perspective if field == "perspective" else record.theme
        found[record.id] = own or (found[parent] if parent is not None else None)
    return found


class _ChildRows(NamedTuple):
    """Children of an objective: key results, objectives, those that go on after its cycle, and an earlier outline."""

    key_results: tuple[KeyResultRow, ...]
    children: tuple[ObjectiveRow, ...]
    going_on: tuple[ObjectiveRecord, ...]
    then: Then | None

    def counting(self, window: tuple[date, date] | None, today: date) -> Sequence[Counting]:
        """Return the parts that count, each as it stood on the last day where that is past."""
        day = last_look(window, today)
        earlier = self.then(day).objectives if self.then is not None and day < today and self.going_on else {}
        going_on = {record.id for record in self.going_on}
        children = (earlier.get(child.id, child) if child.id in going_on else child for child in self.children)
        return (*self.key_results, *(child for child in children if child.counts))


def _going_on(
    record: ObjectiveRecord, children: Sequence[ObjectiveRecord], names: RowNames
) -> Iterator[ObjectiveRecord]:
    window = cycle_window(record, names)
    if window is not None:
        yield from (child for child in children if not ends_by(cycle_window(child, names), window[1]))


def ends_by(window: tuple[date, date] | None, day: date) -> bool:
    """Return whether the goals of a cycle stay as they are after a day."""
    return window is not None and window[1] <= day


def is_over(window: tuple[date, date] | None, today: date, *, closed: bool) -> bool:
    """Return whether nothing is to come any more: it is closed, or its cycle has ended."""
    return closed or (window is not None and today > window[1])


def _objective_row(
    record: ObjectiveRecord, below: _ChildRows, names: RowNames, today: date, preset: StatusPreset
) -> ObjectiveRow:
    window = cycle_window(record, names)
    counting = below.counting(window, today)
    parts = [rollup.Part.of(part, part.progress, part.expected, part.coverage) for part in counting]
    closed = record.state in CLOSED
    over = is_over(window, today, closed=closed)
    straight = pace.expected(*window, today) if window else None
    whole = status.whole(parts, straight, closed=closed, over=over, preset=preset)
    begun = closed or window is None or window[0] <= today
    found = whole.standing if begun else status.JudgedStatus(Status.PENDING, _(NOT_BEGUN))
    cycle = names.cycles.get(record.cycle or "")
    return ObjectiveRow(
        record=record,
        id=record.id,
        parent=record.parent,
        title=record.title,
        cycle=cycle.name if cycle else None,
        perspective=names.perspectives.get(record.perspective or ""),
        team=names.teams.get(record.team or ""),
        owner=names.people.get(record.owner or ""),
        ambition=Ambition(record.ambition),
        state=ObjectiveState(record.state),
        weight=record.weight,
        counts=record.counts and begun,
        progress=whole.progress,
        expected=whole.expected,
        status=found.status,
        reason=found.reason,
        worst=_worst(counting),
        grade=record.grade,
        key_results=below.key_results,
        children=below.children,
        counting=tuple(counting),
        share=record.share,
        coverage=whole.coverage,
        over=over,
        theme=names.themes.get(record.theme or ""),
        partners=_named(record.partners, names.people),
        contributes=ids_of(record.contributes),
    )


def _worst(counting: Sequence[Counting]) -> str | None:
    late = [child for child in counting if _BADNESS[child.status] > _BADNESS[Status.ON_TRACK]]
    if not late:
        return None
    return max(late, key=lambda child: (_BADNESS[child.status], -(child.progress or 0.0))).title


def top_of(objectives: Sequence[ObjectiveRow]) -> list[ObjectiveRow]:
    """Return the objectives of a cycle that make up its progress; those under another
    one of them are in that already.
    """
    inside = {item.id for item in objectives}
    return [item for item in objectives if item.parent not in inside]


def at_the_top(row: ObjectiveRow) -> Weighed:
    """Return the weight of an objective at the top of a cycle; a share that it has under an
    objective of elsewhere is left out.
    """
    return row if row.parent is None else by_weight(row)
