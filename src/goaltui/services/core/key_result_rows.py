"""The rows of key results: value, progress, expectation and status on a day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from goaltui.model.enums import (
    CLOSED,
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
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import CycleRecord, KeyResultRecord, MilestoneRecord, ObjectiveRecord, Records
from goaltui.rules.progress import pace, periods, progress
from goaltui.rules.progress.rhythm import Rhythm, after_pauses, paused, pauses_by_owner, up_to_date_until
from goaltui.rules.scoring import status
from goaltui.services.core.rows.initiatives import InitiativeRow
from goaltui.services.core.rows.key_results import KeyResultRow


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


class KeyResultSource(NamedTuple):
    """The sources of a key result's row, beside names and the day: `work` are the initiatives that serve it."""

    record: KeyResultRecord
    objective: ObjectiveRecord
    steps: tuple[MilestoneRecord, ...]
    work: tuple[InitiativeRow, ...]


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


def sources_of(
    records: Records, names: RowNames, today: date, work: Mapping[str, tuple[InitiativeRow, ...]]
) -> MadeOnDemand[KeyResultSource]:
    """Return the source of every key result that stands under an objective, by id."""
    steps: defaultdict[str, list[MilestoneRecord]] = defaultdict(list)
    for step in records.milestones:
        steps[step.key_result].append(step)
    objectives = {objective.id: objective for objective in records.objectives}

    def source_of(record: KeyResultRecord) -> KeyResultSource:
        objective, serving = objectives[record.objective], work.get(record.id, ())
        if record.id not in steps:
            return KeyResultSource(record, objective, (), serving)
        day = last_look(cycle_window(objective, names), today)
        return KeyResultSource(record, objective, tuple(step.on(day) for step in steps[record.id]), serving)

    given = {record.id: record for record in records.key_results if record.objective in objectives}
    return MadeOnDemand(given, source_of)


def _raw(source: KeyResultSource, condition: Condition) -> float | None:
    if source.record.unbound:
        return None
    done = [(step.weight, step.done) for step in source.steps]
    return progress.towards(condition, source.record, source.record.value, done)


def key_result_row(source: KeyResultSource, names: RowNames, today: date, preset: StatusPreset) -> KeyResultRow:
    """Return one key result on a day."""
    record, objective, steps, work = source
    window = cycle_window(objective, names)
    condition = Condition(record.condition)
    day = last_look(window, today)
    raw = _raw(source, condition)
    expected = expected_of(record, window, steps, day)
    began = pace.first_day(record.first_day, window) if window else None
    rhythm, pauses = Rhythm.of(record), paused(names.pauses, record.owner or objective.owner)
    # A key result that is done needs no further check-in, so it does not grow stale.
    begin = window[0] if window else None
    asked = None if progress.is_done(condition, raw) else rhythm.due_after(record.checked_in, begin)
    found = _standing(source, raw, expected, day, preset, began, asked, pauses)
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
        next_due=_next_due(source, window, asked, pauses, today),
        phases=phases_of(record.phases) if condition is Condition.REACH else (),
        share=record.share,
        initiatives=work,
        first_day=began,
        stretch=record.stretch if condition in (Condition.REACH, Condition.AT_LEAST, Condition.AT_MOST) else None,
        partners=names_of(record.partners, names.people),
        rhythm=rhythm,
    )


def names_of(ids: str | None, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of these ids, in alphabetical order."""
    return tuple(sorted(names[identity] for identity in ids_of(ids) if identity in names)) if ids else ()


def _standing(
    source: KeyResultSource,
    raw: float | None,
    expected: float | None,
    today: date,
    preset: StatusPreset,
    began: date | None,
    asked: date | None,
    pauses: Sequence[Pause],
) -> status.JudgedStatus:
    record, objective = source.record, source.objective
    if record.unbound:
        return status.JudgedStatus(Status.PENDING, _("its measure was deleted"))
    grace = up_to_date_until(asked, pauses, today) if asked and record.checked_in else None
    return status.standing(
        closed=objective.state in CLOSED,
        checked_in=record.checked_in,
        grace_until=grace,
        today=today,
        manual=ManualStatus(record.manual_status) if record.manual_status else None,
        progress=None if raw is None else progress.clamp01(raw),
        expected=expected,
        preset=preset,
        began=began if record.first_day else None,
    )


def due_by_rhythm(record: KeyResultRecord, begin: date | None) -> date | None:
    """Return the day on which the rhythm of a key result asks for its next check-in, from the `begin` of its cycle on,
    whatever the pauses and the end.
    """
    return Rhythm.of(record).due_after(record.checked_in, begin)


def _next_due(
    source: KeyResultSource,
    window: tuple[date, date] | None,
    asked: date | None,
    pauses: Sequence[Pause],
    today: date,
) -> date | None:
    record, objective = source.record, source.objective
    if objective.state != ObjectiveState.ACTIVE or window is None or asked is None or record.unbound:
        return None
    is_past = asked > window[1] or today - timedelta(days=periods.CLOSING_DAYS) > window[1]
    return None if is_past else after_pauses(asked, pauses, today)
