"""A year that begins in another month is called after the year in which it ends."""

from datetime import date

import pytest

from goaltui.model.enums import Frequency
from goaltui.rules.progress.fiscal import fiscal_after, fiscal_period, fiscal_span_of


@pytest.mark.parametrize(
    ("day", "frequency", "first_month", "label", "start", "end"),
    [
        (date(2026, 11, 30), Frequency.QUARTER, 1, "2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 11, 30), Frequency.QUARTER, 7, "FY27-Q2", date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 11, 30), Frequency.QUARTER, 5, "FY27-Q3", date(2026, 11, 1), date(2027, 1, 31)),
        (date(2027, 1, 31), Frequency.QUARTER, 5, "FY27-Q3", date(2026, 11, 1), date(2027, 1, 31)),
        (date(2027, 4, 30), Frequency.QUARTER, 5, "FY27-Q4", date(2027, 2, 1), date(2027, 4, 30)),
        (date(2026, 11, 30), Frequency.YEAR, 12, "FY26", date(2025, 12, 1), date(2026, 11, 30)),
        (date(2026, 2, 1), Frequency.TERTIAL, 4, "FY26-T3", date(2025, 12, 1), date(2026, 3, 31)),
        (date(2099, 9, 1), Frequency.HALF_YEAR, 9, "FY00-H1", date(2099, 9, 1), date(2100, 2, 28)),
    ],
)
def test_periods_of_a_year_that_begins_in_a_month(
    day: date, frequency: Frequency, first_month: int, label: str, start: date, end: date
) -> None:
    found = fiscal_period(day, frequency, first_month)
    assert (found.label, found.start, found.end) == (label, start, end)
    assert fiscal_after(found, frequency, first_month).start > end
    if first_month != 1:
        assert fiscal_span_of(label, first_month, end.year // 100) == (start, end)


@pytest.mark.parametrize("name", ["FY27-Q5", "FY27-T0", "Fyn", "2027-Q1", ""])
def test_names_that_tell_no_days(name: str) -> None:
    assert fiscal_span_of(name, 7, 20) is None
