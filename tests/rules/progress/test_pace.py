"""What phases expect: their own values on their days, and straight lines between them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goaltui.rules.progress.pace import expected, expected_by_phases

FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)
WINDOW = (FIRST, LAST)
DAYS = st.dates(FIRST, LAST)


def test_a_worked_number() -> None:
    """Ally, "Targets": 0 on 1 Jul, 10 by 31 Jul, 30 by 31 Aug, 100 by 30 Sep; on 15 Aug 10 + 20 · 15/31."""
    phases = [(date(2026, 7, 31), 10.0), (date(2026, 8, 31), 30.0)]
    assert expected_by_phases(0, 100, phases, WINDOW, date(2026, 8, 15)) == pytest.approx(0.1 + 0.2 * 15 / 31)


def test_a_phase_on_the_last_day_takes_the_place_of_the_target() -> None:
    assert expected_by_phases(0, 100, [(LAST, 80.0)], WINDOW, LAST) == pytest.approx(0.8)
    assert expected_by_phases(0, 100, [(LAST, 80.0)], WINDOW, LAST + timedelta(days=9)) == pytest.approx(0.8)


@given(DAYS)
def test_without_phases_it_is_the_straight_line(today: date) -> None:
    assert expected_by_phases(0, 100, [], WINDOW, today) == pytest.approx(expected(FIRST, LAST, today))


@given(st.dictionaries(DAYS, st.floats(0, 100), min_size=1, max_size=5), st.booleans(), DAYS)
def test_each_phase_is_met_on_its_day_and_what_rises_expects_no_less_later(
    table: dict[date, float], down: bool, today: date
) -> None:
    days, values = sorted(table), sorted(table.values())
    start, target = (100.0, 0.0) if down else (0.0, 100.0)
    phases = [(day, 100 - value if down else value) for day, value in zip(days, values, strict=True)]
    for day, value in zip(days, values, strict=True):
        if day > FIRST:
            assert expected_by_phases(start, target, phases, WINDOW, day) == pytest.approx(value / 100)
    now = expected_by_phases(start, target, phases, WINDOW, today)
    later = expected_by_phases(start, target, phases, WINDOW, today + timedelta(days=3))
    assert 0 <= now <= later + 1e-9 <= 1 + 1e-8
