"""Quarters, tertials, half-years and years of a fiscal year that begins in another month
than January: `FY27-Q3`, `FY27`.

Such a year is called after the calendar year in which it ends, as companies and authorities mostly do.
"""

import re
from datetime import date, timedelta

from goaltui.model.enums import Frequency
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.rules.progress.periods import MONTHS, Period, after, period_of

_LETTERS = {Frequency.QUARTER: "-Q", Frequency.TERTIAL: "-T", Frequency.HALF_YEAR: "-H", Frequency.YEAR: ""}
_CALLED = lazy(r"FY\s?(?:\d\d)?(\d\d)(?:[-\s]?([QTH])(\d))?", re.ASCII)
_YEAR = 12


def fiscal_period(day: date, frequency: Frequency, first_month: int) -> Period:
    """Return the period around a day; that of the calendar where the year begins in January, or for one shorter than a
    quarter."""
    if first_month == 1 or frequency not in _LETTERS:
        return period_of(day, frequency)
    length = MONTHS[frequency]
    place = (day.month - first_month) % _YEAR // length
    year = day.year if day.month >= first_month else day.year - 1
    return _period(year, first_month, frequency, place)


def fiscal_after(period: Period, frequency: Frequency, first_month: int) -> Period:
    """Return the period that follows one."""
    if first_month == 1 or period.end == date.max:
        return after(period, frequency)
    return fiscal_period(period.end + timedelta(days=1), frequency, first_month)


def fiscal_span_of(name: str, first_month: int, century: int) -> tuple[date, date] | None:
    """Return the days of a cycle called `FY27`, `FY27-Q3` or `FY2027 H1`; none where the name tells none."""
    found = _CALLED.fullmatch(name.strip().upper())
    if found is None or first_month == 1:
        return None
    frequency = next((item for item, letter in _LETTERS.items() if letter[1:] == (found[2] or "")), Frequency.YEAR)
    place = int(found[3] or 1) - 1
    if not 0 <= place < _YEAR // MONTHS[frequency]:
        return None
    period = _period(century * 100 + int(found[1]) - 1, first_month, frequency, place)
    return period.start, period.end


def _period(year: int, first_month: int, frequency: Frequency, place: int) -> Period:
    start = _first_of(year, first_month - 1 + place * MONTHS[frequency])
    end = _first_of(year, first_month - 1 + (place + 1) * MONTHS[frequency]) - timedelta(days=1)
    number = f"{_LETTERS[frequency]}{place + 1}" if _LETTERS[frequency] else ""
    return Period(start, end, f"FY{(year + 1) % 100:02}{number}")


def _first_of(year: int, months: int) -> date:
    return date(year + months // _YEAR, months % _YEAR + 1, 1)
