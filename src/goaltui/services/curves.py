"""Values over time with what they are held against: of a key result, of a measure, of an objective."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

from goaltui.model.enums import Condition, Frequency
from goaltui.model.phases import phases_of
from goaltui.model.records import MeasureRecord, Point, TargetRecord
from goaltui.model.scoring import NUMBERS
from goaltui.rules import pace, periods, progress, rollup
from goaltui.services.curve_rows import Curve, Days, ForecastRow, Level
from goaltui.services.look import Look
from goaltui.services.outline import expected_of
from goaltui.services.rows import KeyResultRow, ObjectiveRow
from goaltui.services.scorecard import scoring_on

WHOLE = 100.0
"""An objective's curve is in percent."""

_STEPS = 60
_LEVELS = 3


def of_key_result(
    look: Look,
    row: KeyResultRow,
    window: tuple[date, date] | None,
    points: Sequence[Point],
    landing: ForecastRow | None,
) -> Curve:
    """What was checked in against the target and what was expected, along dated milestones where there are any."""
    values = tuple((point.date, point.value) for point in points)
    span = _span([day for day, _ in values], window, look.day)
    named = (("target", row.target), ("lowest", row.low), ("highest", row.high))
    levels = tuple(Level(name, ((span[0], value),)) for name, value in named if value is not None)
    runs = (values,) if values else ()
    return Curve(look.day, span, runs, levels, _expected(look, row.id, window) if window else (), landing)


def of_measure(look: Look, record: MeasureRecord, points: Sequence[Point]) -> Curve:
    """Its values against the numbers that were in force, apart where a period has none."""
    values = tuple((point.date, point.value) for point in points)
    span = _span([day for day, _ in values], None, look.day)
    targets = [item for item in look.records().targets if item.measure == record.id]
    levels = tuple(_in_force(record, targets, span))
    return Curve(look.day, span, tuple(_runs(values, Frequency(record.frequency))), levels)


def of_objective(look: Look, row: ObjectiveRow, series: Mapping[str, Sequence[Point]]) -> Curve:
    """Its progress in percent on the days on which something below was checked in.

    `series` are the values of the measures below. The tree and the milestones are those of now, as in every look at an
    earlier day; what has milestones counts as it stands.
    """
    below = subtree(row)
    known = {kr.measure: series.get(kr.measure, ()) for item in below for kr in item.key_results}
    cycle = next((item for item in look.records().cycles if item.name == row.cycle), None)
    window = (cycle.start, cycle.end) if cycle else None
    checked = sorted({point.date for points in known.values() for point in points})
    span = _span([day for day in checked if window is None or day >= window[0]], window, look.day)
    last = min(span[1], look.day)
    days = [*_thinned([day for day in checked if span[0] <= day < last]), last]
    found = [(day, _progress_on(below, known, day)) for day in days]
    values = tuple((day, share * WHOLE) for day, share in found if share is not None)
    steps = [(day, pace.expected(*window, day)) for day in window] if window else []
    return Curve(
        today=look.day,
        window=span,
        runs=(values,) if values else (),
        levels=(Level("target", ((span[0], WHOLE),)),),
        expected=tuple((day, share * WHOLE) for day, share in steps if share is not None),
    )


def subtree(row: ObjectiveRow) -> tuple[ObjectiveRow, ...]:
    """The objective and all that count below it, what is above first."""
    found, waiting = [], [row]
    while waiting:
        item = waiting.pop()
        found.append(item)
        waiting.extend(child for child in item.children if child.counts)
    return tuple(found)


def measures_below(rows: Collection[ObjectiveRow]) -> set[str]:
    """The measures whose values an objective's curve is made of."""
    return {kr.measure for row in rows for item in subtree(row) for kr in item.key_results}


def _progress_on(below: Sequence[ObjectiveRow], series: Mapping[str, Sequence[Point]], day: date) -> float | None:
    found: dict[str, float | None] = {}
    for item in reversed(below):
        parts = [rollup.Part.of(kr, _shown_on(kr, series.get(kr.measure, ()), day)) for kr in item.key_results]
        parts += [rollup.Part.of(child, found[child.id]) for child in item.children if child.counts]
        found[item.id] = rollup.progress(parts)
    return found[below[0].id]


def _shown_on(row: KeyResultRow, points: Sequence[Point], day: date) -> float | None:
    if row.condition is Condition.MILESTONES:
        return row.progress
    place = bisect_right(points, day, key=lambda point: point.date)
    return progress.progress_of(
        row.condition,
        start=row.start,
        target=row.target,
        low=row.low,
        high=row.high,
        value=points[place - 1].value if place else None,
    )


def _thinned(days: Sequence[date]) -> list[date]:
    if len(days) <= _STEPS:
        return list(days)
    return [days[len(days) * step // _STEPS] for step in range(_STEPS)]


def _span(days: Sequence[date], window: tuple[date, date] | None, today: date) -> tuple[date, date]:
    first, last = window or (min(days, default=today), max(days, default=today))
    return min([first, *days]), max([last, *days])


def _runs(values: Days, frequency: Frequency) -> Iterator[Days]:
    run: list[tuple[date, float]] = []
    for value in values:
        if run and frequency is not Frequency.IRREGULAR:
            period = periods.period_of(run[-1][0], frequency)
            if value[0] > periods.after(period, frequency).end:
                yield tuple(run)
                run = []
        run.append(value)
    if run:
        yield tuple(run)


def _in_force(record: MeasureRecord, targets: Sequence[TargetRecord], span: tuple[date, date]) -> Iterator[Level]:
    """Each number of the scoring that holds now, with the days since which it was another."""
    changes = sorted({span[0], *(item.start for item in targets if span[0] < item.start <= span[1])})
    held = [(day, scoring_on(record, targets, day)) for day in changes]
    now = held[-1][1]
    if now is None:
        return
    for name in [name for name in NUMBERS[now.preset] if name != "tolerance"][:_LEVELS]:
        same = [(day, scoring.number(name)) for day, scoring in held if scoring and name in NUMBERS[scoring.preset]]
        yield Level(name.replace("_", " "), tuple(same))


def _expected(look: Look, identity: str, window: tuple[date, date]) -> Days:
    source = look.outline().sources[identity]
    start, target = source.record.start, source.record.target
    if start is None or target is None:
        return ()
    span = max((window[1] - window[0]).days, 1)
    bends = {phase.day for phase in phases_of(source.record.phases) if window[0] <= phase.day <= window[1]}
    days = sorted(bends | {window[0] + timedelta(days=span * step // _STEPS) for step in range(_STEPS + 1)})
    found = [(day, expected_of(source.record, window, source.steps, day)) for day in days]
    return tuple((day, start + share * (target - start)) for day, share in found if share is not None)
