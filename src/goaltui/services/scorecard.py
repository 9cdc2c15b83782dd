"""The scorecard as view rows: measures, objectives, perspectives and the total, each score with its coverage."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from goaltui.model.enums import AT_WORK, Aggregation, Band, DataState, Frequency, InitiativeState, ObjectiveState
from goaltui.model.records import InitiativeRecord, MeasureRecord, PerspectiveRecord, Point, Records, TargetRecord
from goaltui.model.scoring import Scoring
from goaltui.rules import data_state, periods, rollup, scoring
from goaltui.rules.shares import Weighed, by_weight, parts_of_whole
from goaltui.services import balance, gaps
from goaltui.services.outline import Outline
from goaltui.services.rows import (
    Header,
    InitiativeRow,
    KeyResultRow,
    MeasureRow,
    ObjectiveRow,
    PerspectiveRow,
    ScorecardObjectiveRow,
    ScorecardView,
    objectives_in,
)

SPARK_PERIODS = 12
NO_PERSPECTIVE = "No perspective"


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure's row beside what its parents need of it and what it was one period before."""

    row: MeasureRow
    part: rollup.Scored
    before: rollup.Scored


@dataclass(frozen=True, slots=True)
class _Node:
    """An objective or a perspective under way to its parent."""

    part: rollup.Scored
    before: rollup.Scored


@dataclass(frozen=True, slots=True)
class _Content:
    """What stands where: measures by objective and by perspective, objectives by perspective, work by objective."""

    by_objective: Mapping[str, list[Measured]]
    by_perspective: Mapping[str, list[Measured]]
    standing: Mapping[str, list[ObjectiveRow]]
    work: Mapping[str, list[InitiativeRow]]


def scorecard(
    records: Records, tree: Outline, measured: Mapping[str, Measured], recent: Mapping[str, int], header: Header
) -> ScorecardView:
    """The whole scorecard on a day; `recent` counts the check-ins of the last thirty days by measure."""
    content = _content(records, tree, measured, header.as_of)
    ordered = records.ordered_perspectives
    parts = parts_of_whole(ordered)
    built = [_perspective(record, part, content, header.as_of) for record, part in zip(ordered, parts, strict=True)]
    rows = [row for row, _ in built]
    if content.standing.get("") or content.by_perspective.get(""):
        nowhere = PerspectiveRecord(id="", key="", name=NO_PERSPECTIVE, position=0, weight=0.0)
        rows.append(_perspective(nowhere, 0.0, content, header.as_of)[0])
    total = rollup.score([node.part for _, node in built])
    before = rollup.score([node.before for _, node in built])
    return ScorecardView(
        header=header,
        period=f"{header.as_of:%Y-%m}",
        score=total.score,
        band=band_of(total.score),
        trend=_change(total.score, before.score),
        coverage=total.coverage if total.applies else None,
        perspectives=tuple(rows),
        balance=balance.balance_rows(records, tree, recent, header.as_of),
    )


def _content(records: Records, tree: Outline, measured: Mapping[str, Measured], today: date) -> _Content:
    by_objective: defaultdict[str, list[Measured]] = defaultdict(list)
    by_perspective: defaultdict[str, list[Measured]] = defaultdict(list)
    for record in records.measures:
        if record.objective in tree.objectives:
            by_objective[record.objective or ""].append(measured[record.id])
        else:
            by_perspective[record.perspective or ""].append(measured[record.id])
    ids = {perspective.key: perspective.id for perspective in records.perspectives}
    standing: defaultdict[str, list[ObjectiveRow]] = defaultdict(list)
    for created in records.objectives:
        objective = tree.objectives[created.id]
        if objective.id in by_objective or (objective.cycle is None and objective.state != ObjectiveState.DROPPED):
            standing[ids.get(objective.perspective or "", "")].append(objective)
    return _Content(by_objective, by_perspective, standing, _work_by_objective(records, tree, today))


def measure_rows(records: Records, points: Mapping[str, tuple[Point, ...]], today: date) -> dict[str, Measured]:
    """Every lasting measure with its value, score and state of data on a day."""
    targets: defaultdict[str, list[TargetRecord]] = defaultdict(list)
    for target in records.targets:
        targets[target.measure].append(target)
    owners = {person.id: person.name for person in records.people}
    return {
        record.id: measure_row(record, targets.get(record.id, []), points.get(record.id, ()), owners, today)
        for record in records.measures
    }


def measure_row(
    record: MeasureRecord,
    targets: Sequence[TargetRecord],
    points: Sequence[Point],
    owners: Mapping[str, str],
    today: date,
) -> Measured:
    """One measure on a day, with its score one period earlier for the trend."""
    frequency, aggregation = Frequency(record.frequency), Aggregation(record.aggregation)
    in_force = scoring_on(record, targets, today)
    reading = data_state.reading(points, frequency, aggregation, today, applies=record.applies)
    part = _part(record, in_force, reading)
    earlier = periods.before(periods.period_of(today, frequency), frequency).end
    past = data_state.reading(points, frequency, aggregation, earlier, applies=record.applies)
    before = _part(record, scoring_on(record, targets, earlier), past)
    row = MeasureRow(
        id=record.id,
        objective=record.objective,
        title=record.title,
        unit=record.unit,
        value=reading.value,
        target=scoring.goal_of(in_force) if in_force else None,
        goal_text=scoring.goal_text(in_force) if in_force else "",
        score=part.score,
        band=band_of(part.score),
        trend=_change(part.score, before.score),
        data=reading.state,
        period=reading.period.label,
        measured_on=reading.on,
        spark=spark(points, frequency, aggregation, today),
        owner=owners.get(record.owner or ""),
        kind=record.kind,
        frequency=record.frequency,
        weight=record.weight,
        share=record.share,
    )
    return Measured(row, part, before)


def scoring_on(record: MeasureRecord, targets: Iterable[TargetRecord], day: date) -> Scoring | None:
    """The scoring in force on a day: the latest target that began by then, else the measure's own."""
    begun = [target for target in targets if target.start <= day]
    text = max(begun, key=lambda target: target.start).scoring if begun else record.scoring
    return Scoring.from_json(text) if text else None


def spark(
    points: Sequence[Point], frequency: Frequency, aggregation: Aggregation, today: date
) -> tuple[float | None, ...]:
    """One value per period up to today's, oldest first; for an irregular measure its last values."""
    if frequency is Frequency.IRREGULAR:
        return tuple(point.value for point in points if point.date <= today)[-SPARK_PERIODS:]
    spans = periods.last_periods(today, frequency, SPARK_PERIODS)
    inside: list[list[tuple[date, float]]] = [[] for _ in spans]
    starts = {span.start: place for place, span in enumerate(spans)}
    for point in points:
        if spans[0].start <= point.date <= today:
            inside[starts[periods.period_of(point.date, frequency).start]].append((point.date, point.value))
    return tuple(periods.aggregate(values, aggregation) if values else None for values in inside)


def band_of(score: float | None) -> Band | None:
    """The colour of a score, none for none."""
    return None if score is None else scoring.band(score)


def _part(record: MeasureRecord, in_force: Scoring | None, reading: data_state.Reading) -> rollup.Scored:
    applies = reading.state is not DataState.NOT_APPLICABLE
    if in_force is None or reading.value is None:
        return rollup.Scored(record.weight, None, 0.0, applies, record.share)
    return rollup.Scored(record.weight, scoring.score(in_force, reading.value), 1.0, applies, record.share)


def _change(now: float | None, before: float | None) -> float | None:
    return None if now is None or before is None else now - before


def _objective(
    objective: ObjectiveRow, measured: Sequence[Measured], work: Sequence[InitiativeRow]
) -> tuple[ScorecardObjectiveRow, _Node]:
    part = rollup.score([item.part for item in measured])
    before = rollup.score([item.before for item in measured])
    from_key_results = False
    if not measured:
        done = rollup.progress([rollup.Part.of(row, row.progress) for row in objective.key_results])
        from_key_results = done is not None
        part = rollup.Scored(1.0, None if done is None else done * 100, 0.0 if done is None else 1.0)
        before = part
    weighing = objective if objective.parent is None and objective.cycle is None else by_weight(objective)
    node = _Node(_weighted(part, weighing), _weighted(before, weighing))
    row = ScorecardObjectiveRow(
        id=objective.id,
        title=objective.title,
        owner=objective.owner,
        score=part.score,
        band=band_of(part.score),
        coverage=part.coverage if part.applies else None,
        from_key_results=from_key_results,
        weight=objective.weight,
        measures=tuple(item.row for item in measured),
        bets=tuple(active_key_results(objective)),
        work=tuple(work),
        share=weighing.share,
    )
    return row, node


def active_key_results(objective: ObjectiveRow) -> Iterable[KeyResultRow]:
    """The key results of this objective and of those below it that are still running."""
    for node in objectives_in([objective]):
        if node.state in (ObjectiveState.ACTIVE, ObjectiveState.DRAFT):
            yield from node.key_results


def _perspective(
    record: PerspectiveRecord, part_of_whole: float, content: _Content, today: date
) -> tuple[PerspectiveRow, _Node]:
    direct = content.by_perspective.get(record.id, [])
    built = [
        _objective(row, content.by_objective.get(row.id, []), content.work.get(row.id, ()))
        for row in content.standing.get(record.id, ())
    ]
    part = rollup.score([node.part for _, node in built] + [item.part for item in direct])
    before = rollup.score([node.before for _, node in built] + [item.before for item in direct])
    rows = tuple(row for row, _ in built)
    measures = tuple(item.row for item in direct)
    row = PerspectiveRow(
        id=record.id,
        key=record.key,
        name=record.name,
        weight=record.weight,
        share=record.share,
        part=part_of_whole,
        score=part.score,
        band=band_of(part.score),
        trend=_change(part.score, before.score),
        coverage=part.coverage if part.applies else None,
        objectives=rows,
        gap=gaps.gap(rows, measures, today),
        measures=measures,
    )
    return row, _Node(_weighted(part, record), _weighted(before, record))


def _weighted(part: rollup.Scored, item: Weighed) -> rollup.Scored:
    return replace(part, weight=item.weight, share=item.share)


def _work_by_objective(records: Records, tree: Outline, today: date) -> dict[str, list[InitiativeRow]]:
    owners = {person.id: person.name for person in records.people}
    found: defaultdict[str, list[InitiativeRow]] = defaultdict(list)
    for record in records.initiatives:
        row = _initiative(record, owners, today)
        key_result = tree.key_results.get(record.key_result or "")
        objective = record.objective or (key_result.objective if key_result else None)
        while objective in tree.objectives:
            found[objective or ""].append(row)
            objective = tree.objectives[objective or ""].parent
    return dict(found)


def _initiative(record: InitiativeRecord, owners: Mapping[str, str], today: date) -> InitiativeRow:
    state = InitiativeState(record.state)
    late = state in AT_WORK and record.due is not None and record.due < today
    owner = owners.get(record.owner or "")
    return InitiativeRow(record.id, record.title, owner, record.due, state, record.percent, late)
