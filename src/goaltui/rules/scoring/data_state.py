"""The data state of a measure in the period of a day: measured, estimate, carried, missing, never, not applicable.

Missing is never zero: the value of the last closed period is carried, marked, until the next one is due, and after that
there is none (Spider Impact leaves grey items out; the five states kept apart are goaltui's own). A sum that runs is
held against the elapsed share of its period, or left out until the period ends.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from goaltui.model.enums import Aggregation, DataState, Frequency, RunningPeriod, ScoringPreset
from goaltui.model.quick_dataclass import dataclass, replace
from goaltui.model.records import Point
from goaltui.model.scoring import Scoring
from goaltui.rules.progress.periods import Elapsed, Period, aggregate, before, elapsed, owed_from, period_of


@dataclass(frozen=True, slots=True)
class MeasureReading:
    """The reading of a measure: its value that counts on a day, or none. `on` is the day of its latest value. `elapsed`
    tells how far the period of a sum has run, none once it is over. A reading that is not `judged` waits for its
    period's end.
    """

    value: float | None
    state: DataState
    period: Period
    on: date | None
    elapsed: Elapsed | None = None
    judged: bool = True


def reading(
    points: Sequence[Point],
    frequency: Frequency,
    aggregation: Aggregation,
    today: date,
    *,
    applies: bool = True,
    running: RunningPeriod = RunningPeriod.ELAPSED,
) -> MeasureReading:
    """Return the reading of a series, oldest first, on `today`; later values are not there yet."""
    period = period_of(today, frequency)
    known = [point for point in points if point.date <= today]
    on = known[-1].date if known else None
    if not applies:
        return MeasureReading(None, DataState.NOT_APPLICABLE, period, on)
    if not known:
        return MeasureReading(None, DataState.NEVER, period, None)
    if frequency is Frequency.IRREGULAR:
        return MeasureReading(known[-1].value, _kind(known[-1:]), period_of(known[-1].date, frequency), on)
    current = _current(known, period, aggregation, today)
    if current is not None and not (current.elapsed and running is RunningPeriod.LEFT_OUT):
        return current
    carried = _carried(known, period, frequency, aggregation, today)
    if carried is not None:
        return carried
    return (
        replace(current, judged=False) if current is not None else MeasureReading(None, DataState.MISSING, period, on)
    )


def judging(scoring: Scoring | None, found: MeasureReading) -> Scoring | None:
    """Return the scoring that judges a reading, its numbers cut to the elapsed share of a period that runs; None where
    nothing does."""
    if scoring is None or not found.judged:
        return None
    return scoring if found.elapsed is None else to_date(scoring, found.elapsed)


def to_date(scoring: Scoring, so_far: Elapsed) -> Scoring:
    """Return the scoring of a sum with the numbers of its whole period cut to the elapsed share."""
    if scoring.preset is ScoringPreset.YES_NO:
        return scoring
    return replace(scoring, numbers=tuple(number * so_far.share for number in scoring.numbers))


def _current(known: Sequence[Point], period: Period, aggregation: Aggregation, today: date) -> MeasureReading | None:
    inside = _inside(known, period)
    if not inside:
        return None
    so_far = elapsed(period, today) if aggregation is Aggregation.SUM else None
    return MeasureReading(_value(inside, aggregation), _kind(inside), period, known[-1].date, so_far)


def _carried(
    known: Sequence[Point], period: Period, frequency: Frequency, aggregation: Aggregation, today: date
) -> MeasureReading | None:
    """Return the value of the last closed period that has one, as long as the next period's is not overdue."""
    following, closed = period, before(period, frequency)
    while today <= owed_from(following) and closed.start < following.start:
        inside = _inside(known, closed)
        if inside:
            return MeasureReading(_value(inside, aggregation), DataState.CARRIED, closed, known[-1].date)
        following, closed = closed, before(closed, frequency)
    return None


def _inside(known: Sequence[Point], period: Period) -> list[Point]:
    return [point for point in known if period.start <= point.date <= period.end]


def _value(inside: Sequence[Point], aggregation: Aggregation) -> float:
    return aggregate([(point.date, point.value) for point in inside], aggregation)


def _kind(points: Iterable[Point]) -> DataState:
    return DataState.ESTIMATE if any(point.estimate for point in points) else DataState.MEASURED
