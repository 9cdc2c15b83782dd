"""What is known of a measure in the period of a day: measured, estimate, carried, missing, never, not applicable.

Missing is never zero: a value is carried for one period, marked, and after that there is none (Spider Impact leaves
grey items out; the five states kept apart are goaltui's own).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from goaltui.model.enums import Aggregation, DataState, Frequency
from goaltui.model.records import Point
from goaltui.rules.periods import Period, aggregate, before, period_of

CARRIED_PERIODS = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """A measure's value that counts on a day, none where none does; `on` is the day of its latest value."""

    value: float | None
    state: DataState
    period: Period
    on: date | None


def reading(
    points: Sequence[Point], frequency: Frequency, aggregation: Aggregation, today: date, *, applies: bool = True
) -> Reading:
    """The reading of a series, oldest first, on `today`; later values are not there yet."""
    period = period_of(today, frequency)
    known = [point for point in points if point.date <= today]
    on = known[-1].date if known else None
    if not applies:
        return Reading(None, DataState.NOT_APPLICABLE, period, on)
    if not known:
        return Reading(None, DataState.NEVER, period, None)
    if frequency is Frequency.IRREGULAR:
        return Reading(known[-1].value, _kind(known[-1:]), period_of(known[-1].date, frequency), on)
    for age in range(CARRIED_PERIODS + 1):
        candidate = before(period, frequency, age)
        inside = [point for point in known if candidate.start <= point.date <= candidate.end]
        if inside:
            value = aggregate([(point.date, point.value) for point in inside], aggregation)
            return Reading(value, DataState.CARRIED if age else _kind(inside), candidate, on)
    return Reading(None, DataState.MISSING, period, on)


def _kind(points: Iterable[Point]) -> DataState:
    return DataState.ESTIMATE if any(point.estimate for point in points) else DataState.MEASURED
