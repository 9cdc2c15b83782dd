"""Where a cycle stands, and the span that follows it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goaltui.rules.progress.cycle import CyclePhase, following, name_of, phase, span_of

DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("span", "after", "name"),
    [
        (("2026-10-01", "2026-12-31"), ("2027-01-01", "2027-03-31"), "2027-Q1"),
        (("2026-07-01", "2026-09-30"), ("2026-10-01", "2026-12-31"), "2026-Q4"),
        (("2026-05-01", "2026-08-31"), ("2026-09-01", "2026-12-31"), "2026-T3"),
        (("2026-01-01", "2026-06-30"), ("2026-07-01", "2026-12-31"), "2026-H2"),
        (("2026-01-01", "2026-12-31"), ("2027-01-01", "2027-12-31"), "2027"),
        (("2026-12-01", "2026-12-31"), ("2027-01-01", "2027-01-31"), "2027-01"),
        (("2026-02-01", "2026-04-30"), ("2026-05-01", "2026-07-31"), "2026-05-01 to 2026-07-31"),
        (("2026-03-02", "2026-03-15"), ("2026-03-16", "2026-03-29"), "2026-03-16 to 2026-03-29"),
    ],
)
def test_the_span_that_follows_and_what_it_is_called(span: tuple[str, str], after: tuple[str, str], name: str) -> None:
    start, end = following(*map(date.fromisoformat, span))
    assert (start.isoformat(), end.isoformat()) == after
    assert name_of(start, end) == name


@given(DAYS, st.integers(0, 4000))
def test_a_span_follows_without_a_gap_and_is_no_shorter_than_a_day(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    first, last = following(start, end)
    assert first == end + timedelta(days=1)
    assert last >= first
    assert abs((last - first).days - days) <= 4 * (days // 28 + 1)
    assert name_of(first, last)


@given(DAYS, st.integers(0, 400), DAYS, st.integers(0, 9), st.integers(0, 9))
def test_a_cycle_is_in_one_phase(start: date, days: int, today: date, objectives: int, unclosed: int) -> None:
    end = start + timedelta(days=days)
    unclosed = min(unclosed, objectives)
    found = phase(start, end, today, objectives, unclosed)
    assert (found is CyclePhase.CLOSED) == (objectives > 0 and unclosed == 0)
    if found is not CyclePhase.CLOSED:
        assert (found is CyclePhase.RUNNING) == (start <= today <= end)
        assert (found is CyclePhase.UPCOMING) == (today < start)


@given(st.integers(1, 9998), st.sampled_from([1, 3, 4, 6, 12]), st.integers(0, 11))
def test_a_usual_name_tells_its_days(year: int, months: int, number: int) -> None:
    first = number % (12 // months) * months + 1
    start = date(year, first, 1)
    end = date(year + (first + months > 12), (first + months - 1) % 12 + 1, 1) - timedelta(days=1)
    name = name_of(start, end)
    if year >= 1000:
        assert span_of(name) == (start, end)


@pytest.mark.parametrize(
    "name", ["", "Winter", "2027-Q5", "2027-Q0", "2027-13", "0000", "2027-Q", "２０２７", "2027-H3 x"]
)
def test_another_name_tells_none(name: str) -> None:
    assert span_of(name) is None
