"""Periods of the calendar: days, weeks from Monday, months, tertials, quarters, half-years and years tile it.

Tertials are those of Stratsys and of Swedish public reports; grace after a period's end follows Stratsys.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from goaltui.model.enums import Aggregation, Frequency
from goaltui.model.quick_dataclass import dataclass

GRACE_DAYS = 5
"""Days after a period's end before its value is owed."""

CADENCE_GRACE_DAYS = 3
"""Days after a check-in was planned before a key result is outdated (Operately)."""

CLOSING_DAYS = 14
"""Days after a cycle's end in which its key results still ask for a last value; from then on it is to be closed."""

MONTHS = {
    Frequency.MONTH: 1,
    Frequency.QUARTER: 3,
    Frequency.TERTIAL: 4,
    Frequency.HALF_YEAR: 6,
    Frequency.YEAR: 12,
}
"""Months of a period, where it is made of months."""

_LETTERS = {Frequency.QUARTER: "Q", Frequency.TERTIAL: "T", Frequency.HALF_YEAR: "H"}
_LAST_YEAR = 9999


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day and a name such as `2026-08`, `2026-Q3`, `2026-W34`."""

    start: date
    end: date
    label: str


@dataclass(frozen=True, slots=True)
class Elapsed:
    """The elapsed part of a period; its first day is day 1."""

    day: int
    days: int

    @property
    def share(self) -> float:
        """The part of the period that is over, 0 to 1."""
        return self.day / self.days


def elapsed(period: Period, today: date) -> Elapsed | None:
    """Return how far a period has run, None once its last day has come or before its first."""
    if not period.start <= today < period.end:
        return None
    return Elapsed((today - period.start).days + 1, (period.end - period.start).days + 1)


def owed_from(period: Period) -> date:
    """Return the day on which the value of a period is due: a grace after its end."""
    grace = timedelta(days=GRACE_DAYS)
    return period.end + grace if period.end <= date.max - grace else date.max


def period_of(day: date, frequency: Frequency) -> Period:
    """Return the period a day falls in; for an irregular measure the day itself."""
    if frequency in (Frequency.DAY, Frequency.IRREGULAR):
        return Period(day, day, day.isoformat())
    if frequency is Frequency.WEEK:
        return _week(day)
    months = MONTHS[frequency]
    place = (day.month - 1) // months
    start = date(day.year, place * months + 1, 1)
    return Period(start, month_end(day.year, place * months + months), _label(start, place, frequency))


def before(period: Period, frequency: Frequency, count: int = 1) -> Period:
    """Return the period `count` earlier."""
    for _ in range(count):
        if period.start <= date.min:
            return period
        period = period_of(period.start - timedelta(days=1), frequency)
    return period


def after(period: Period, frequency: Frequency, count: int = 1) -> Period:
    """Return the period `count` later."""
    for _ in range(count):
        if period.end >= date.max:
            return period
        period = period_of(period.end + timedelta(days=1), frequency)
    return period


def last_periods(day: date, frequency: Frequency, count: int) -> tuple[Period, ...]:
    """Return the `count` periods up to that of `day`, oldest first."""
    found = [period_of(day, frequency)]
    while len(found) < count and found[-1].start > date.min:
        found.append(before(found[-1], frequency))
    return tuple(reversed(found))


def aggregate(values: Sequence[tuple[date, float]], aggregation: Aggregation) -> float:
    """Return the one value of several, in check-in order; there has to be one at least."""
    numbers = [value for _, value in values]
    match aggregation:
        case Aggregation.SUM:
            return sum(numbers)
        case Aggregation.MEAN:
            return sum(numbers) / len(numbers)
        case Aggregation.MIN:
            return min(numbers)
        case Aggregation.MAX:
            return max(numbers)
    return numbers[-1]


def add(day: date, frequency: Frequency) -> date | None:
    """Return the day one period after `day`; none where nothing is ever due."""
    if frequency is Frequency.IRREGULAR:
        return None
    if frequency in (Frequency.DAY, Frequency.WEEK):
        step = timedelta(days=1 if frequency is Frequency.DAY else 7)
        return day + step if day <= date.max - step else date.max
    month = day.month - 1 + MONTHS[frequency]
    year = day.year + month // 12
    if year > _LAST_YEAR:
        return date.max
    return min(date(year, month % 12 + 1, 1) + timedelta(days=day.day - 1), month_end(year, month % 12 + 1))


def next_due(last: date | None, start: date | None, cadence: Frequency) -> date | None:
    """Return the day of the next check-in: one cadence after the last one, or after the start."""
    since = last or start
    return add(since, cadence) if since is not None else None


def _week(day: date) -> Period:
    year, week, weekday = day.isocalendar()
    first, last = day.toordinal() - weekday + 1, day.toordinal() - weekday + 7
    start = date.fromordinal(max(first, date.min.toordinal()))
    end = date.fromordinal(min(last, date.max.toordinal()))
    return Period(start, end, f"{year}-W{week:02}")


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def _label(start: date, place: int, frequency: Frequency) -> str:
    if frequency is Frequency.MONTH:
        return f"{start.year}-{start.month:02}"
    if frequency is Frequency.YEAR:
        return str(start.year)
    return f"{start.year}-{_LETTERS[frequency]}{place + 1}"
