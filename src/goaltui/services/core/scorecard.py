"""The scorecard as view rows: measures, objectives, perspectives and the total, each score with its coverage."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import nan

from goaltui.model.enums import (
    CLOSED,
    Aggregation,
    Band,
    DataState,
    Frequency,
    ManualStatus,
    Method,
    ObjectiveState,
    RunningPeriod,
)
from goaltui.model.quick.translation import N_, _
from goaltui.model.quick_dataclass import dataclass, replace
from goaltui.model.records import CheckInRecord, MeasureRecord, PerspectiveRecord, Point, Records, TargetRecord
from goaltui.model.scoring import Scoring
from goaltui.rules.progress import periods
from goaltui.rules.scoring import data_state, measure_score, rollup
from goaltui.rules.scoring.in_force import lacks_target, scoring_on
from goaltui.rules.scoring.weight_shares import Weighed, by_weight, parts_of_whole
from goaltui.services.core import balance, top_issue
from goaltui.services.core.objective_tree import Outline
from goaltui.services.core.rows.header import ViewHeader
from goaltui.services.core.rows.initiatives import InitiativeRow, initiatives_by_place
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow, objectives_in
from goaltui.services.core.rows.scorecard import (
    Judgement,
    MeasuredScore,
    MeasureRow,
    PerspectiveRow,
    ScorecardObjectiveRow,
    ScorecardView,
)
from goaltui.services.core.shown_by_method import kept, without_okr

SPARK_PERIODS = 12
NO_PERSPECTIVE = N_("No perspective")


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure's row beside what its parents need of it and what it was one period before."""

    row: MeasureRow
    part: rollup.Scored
    before: rollup.Scored

    @property
    def moved(self) -> tuple[rollup.Scored, rollup.Scored]:
        """Its score now, and its score before."""
        return self.part, self.before


@dataclass(frozen=True, slots=True)
class _Node:
    """An objective or a perspective under way to its parent; `moved` is what it is now and was one period before, over
    what was measured both times."""

    part: rollup.Scored
    moved: tuple[rollup.Scored, rollup.Scored]


@dataclass(frozen=True, slots=True)
class _Content:
    """The contents of the scorecard: measures by objective and by perspective, objectives by perspective, work by
    objective; and the `method` of the workspace.
    """

    by_objective: Mapping[str, list[Measured]]
    by_perspective: Mapping[str, list[Measured]]
    standing: Mapping[str, list[ObjectiveRow]]
    work: Mapping[str, list[InitiativeRow]]
    method: Method


def scorecard(
    records: Records, tree: Outline, measured: Mapping[str, Measured], recent: Mapping[str, int], header: ViewHeader
) -> ScorecardView:
    """Return the whole scorecard on a day; `recent` counts the check-ins of the last thirty days by measure."""
    content = _content(records, tree, measured)
    ordered = records.ordered_perspectives
    parts = parts_of_whole(ordered)
    built = [_perspective(record, part, content, header.as_of) for record, part in zip(ordered, parts, strict=True)]
    rows = [row for row, _ in built]
    if content.standing.get("") or content.by_perspective.get(""):
        nowhere = PerspectiveRecord(id="", key="", name=_(NO_PERSPECTIVE), position=0, weight=0.0)
        rows.append(_perspective(nowhere, 0.0, content, header.as_of)[0])
    total = rollup.score([node.part for _, node in built])
    moved = rollup.alike(node.moved for _, node in built)
    return ScorecardView(
        header=header,
        period=f"{header.as_of:%Y-%m}",
        score=total.score,
        band=band_of(total.score),
        trend=rollup.change(*moved),
        coverage=total.coverage if total.applies else None,
        perspectives=tuple(rows),
        balance=balance.balance_rows(records, tree, recent, header.as_of),
        kept=kept(records, header.method),
    )


def _content(records: Records, tree: Outline, measured: Mapping[str, Measured]) -> _Content:
    method = Method(records.workspace.method)
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
        if not method.uses_okr:
            objective = without_okr(objective)
        if objective.id in by_objective or (objective.cycle is None and objective.state != ObjectiveState.DROPPED):
            standing[ids.get(objective.perspective or "", "")].append(objective)
    return _Content(by_objective, by_perspective, standing, _work_by_objective(tree), method)


def measure_rows(
    records: Records,
    points: Mapping[str, tuple[Point, ...]],
    today: date,
    judged: Mapping[str, Sequence[CheckInRecord]],
) -> dict[str, Measured]:
    """Return every lasting measure with its value, score and state of data on a day; `judged` has the judgements of
    those in words, newest first.
    """
    targets: defaultdict[str, list[TargetRecord]] = defaultdict(list)
    for target in records.targets:
        targets[target.measure].append(target)
    owners = {person.id: person.name for person in records.people}
    teams = {team.id: team.name for team in records.teams}
    work = initiatives_by_place(records, today)
    found = {
        record.id: measure_row(
            record, targets.get(record.id, []), points.get(record.id, ()), owners, today, judged.get(record.id, ())
        )
        for record in records.measures
    }
    for record in records.measures:
        if record.team in teams:
            item = found[record.id]
            found[record.id] = replace(item, row=replace(item.row, team=teams[record.team or ""]))
    for identity in found.keys() & work.keys():
        item = found[identity]
        found[identity] = replace(item, row=replace(item.row, initiatives=work[identity]))
    return found


def scored_by_measures(records: Records, tree: Outline, measured: Mapping[str, Measured]) -> dict[str, MeasuredScore]:
    """Return what the measures of a strategic objective come to, by its id, where nothing counts in its progress."""
    parts: defaultdict[str, list[rollup.Scored]] = defaultdict(list)
    for record in records.measures:
        row = tree.objectives.get(record.objective or "")
        if row is not None and row.cycle is None and row.state not in CLOSED and not row.counting:
            parts[row.id].append(measured[record.id].part)
    whole = {identity: rollup.score(items) for identity, items in parts.items()}
    return {
        identity: MeasuredScore(part.score, band_of(part.score), part.coverage if part.applies else None)
        for identity, part in whole.items()
    }


def measure_row(
    record: MeasureRecord,
    targets: Sequence[TargetRecord],
    points: Sequence[Point],
    owners: Mapping[str, str],
    today: date,
    judged: Sequence[CheckInRecord] = (),
) -> Measured:
    """Return one measure on a day, with its score one period earlier for the trend."""
    if record.in_words:
        # A judgement has a day, so its data is as fresh as that; it has no number, so it never scores.
        points = [Point(item.date, nan, False) for item in reversed(judged)]
    frequency, aggregation = Frequency(record.frequency), Aggregation(record.aggregation)
    in_force = scoring_on(record, targets, today)
    running = RunningPeriod(record.running)
    reading = data_state.reading(points, frequency, aggregation, today, applies=record.applies, running=running)
    if record.in_words:
        reading = replace(reading, value=None, elapsed=None)
    part = _part(record, in_force, reading)
    earlier = periods.before(periods.period_of(today, frequency), frequency).end
    past = data_state.reading(points, frequency, aggregation, earlier, applies=record.applies, running=running)
    before = _part(record, None if record.in_words else scoring_on(record, targets, earlier), past)
    row = MeasureRow(
        record=record,
        id=record.id,
        objective=record.objective,
        title=record.title,
        unit=record.unit,
        value=reading.value,
        target=measure_score.goal_of(in_force) if in_force else None,
        goal_text=measure_score.goal_text(in_force) if in_force else "",
        score=part.score,
        band=band_of(part.score),
        trend=rollup.change(part, before),
        data=reading.state,
        period=reading.period.label,
        measured_on=reading.on,
        spark=() if record.in_words else spark(points, frequency, aggregation, today),
        owner=owners.get(record.owner or ""),
        weight=record.weight,
        share=record.share,
        elapsed=reading.elapsed,
        judged=reading.judged,
        target_to_date=_target_to_date(in_force, reading),
        baseline=record.baseline_until if record.is_baseline_on(today) else None,
        judgement=_judgement(judged[0]) if judged else None,
        lacks_target=lacks_target(record, targets, today),
    )
    return Measured(row, part, before)


def _judgement(record: CheckInRecord) -> Judgement:
    return Judgement(ManualStatus(record.status or ManualStatus.AUTO), record.date, record.note)


def spark(
    points: Sequence[Point], frequency: Frequency, aggregation: Aggregation, today: date
) -> tuple[float | None, ...]:
    """Return one value per period up to today's, oldest first; for an irregular measure its last values."""
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
    """Return the colour of a score, none for none."""
    return None if score is None else measure_score.band(score)


def _target_to_date(in_force: Scoring | None, reading: data_state.MeasureReading) -> float | None:
    judging = data_state.judging(in_force, reading) if reading.elapsed else None
    return measure_score.goal_of(judging) if judging else None


def _part(record: MeasureRecord, in_force: Scoring | None, reading: data_state.MeasureReading) -> rollup.Scored:
    in_force = data_state.judging(in_force, reading)
    applies = reading.state is not DataState.NOT_APPLICABLE
    if in_force is None or reading.value is None:
        return rollup.Scored(record.weight, None, 0.0, applies, record.share)
    return rollup.Scored(record.weight, measure_score.score(in_force, reading.value), 1.0, applies, record.share)


def _objective(
    objective: ObjectiveRow, measured: Sequence[Measured], work: Sequence[InitiativeRow]
) -> tuple[ScorecardObjectiveRow, _Node]:
    part = rollup.score([item.part for item in measured])
    now, before = rollup.alike(item.moved for item in measured)
    from_key_results = False
    if not measured:
        parts = [rollup.Part.of(row, row.progress) for row in objective.key_results]
        done, coverage = rollup.progress(parts, over=objective.over), rollup.coverage(parts)
        from_key_results = done is not None
        # What key results were before is not known here, so it moves no trend.
        part = rollup.Scored(1.0, None if done is None else done * 100, coverage or 0.0)
    weighing = objective if objective.parent is None and objective.cycle is None else by_weight(objective)
    node = _Node(_weighted(part, weighing), (_weighted(now, weighing), _weighted(before, weighing)))
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
        key_results=tuple(active_key_results(objective)),
        work=tuple(work),
        share=weighing.share,
    )
    return row, node


def active_key_results(objective: ObjectiveRow) -> Iterable[KeyResultRow]:
    """Yield the key results of this objective and of those below it that are still running."""
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
    now, before = rollup.alike([*(node.moved for _, node in built), *(item.moved for item in direct)])
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
        trend=rollup.change(now, before),
        coverage=part.coverage if part.applies else None,
        objectives=rows,
        gap=top_issue.gap(rows, measures, today, content.method),
        measures=measures,
    )
    return row, _Node(_weighted(part, record), (_weighted(now, record), _weighted(before, record)))


def _weighted(part: rollup.Scored, item: Weighed) -> rollup.Scored:
    return replace(part, weight=item.weight, share=item.share)


def _work_by_objective(tree: Outline) -> dict[str, list[InitiativeRow]]:
    found: defaultdict[str, list[InitiativeRow]] = defaultdict(list)
    for row in tree.objectives.values():
        own = [*row.initiatives, *(work for key_result in row.key_results for work in key_result.initiatives)]
        above: str | None = row.id if own else None
        while above is not None:
            found[above] += own
            above = tree.objectives[above].parent
    return found
