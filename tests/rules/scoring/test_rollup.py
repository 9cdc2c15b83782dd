"""What is expected of a whole: the mean of what its parts expect, and the straight line where these go along it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goaltui.rules.progress.pace import expected, expected_by_phases
from goaltui.rules.scoring import rollup
from goaltui.rules.scoring.rollup import Part, Scored

WINDOW = (date(2026, 7, 1), date(2026, 9, 30))
DAYS = st.dates(*WINDOW)
SHARES = st.floats(0, 1)
WEIGHTS = st.floats(0, 1_000, allow_subnormal=False)
FIXED = st.integers(0, 100).map(lambda percent: percent / 100)
PARTS = st.lists(st.builds(Part, WEIGHTS, st.none() | SHARES, st.none() | FIXED, st.none() | SHARES), max_size=8)
PHASES = st.dictionaries(DAYS, SHARES, max_size=4)


@given(st.lists(st.tuples(WEIGHTS, st.none() | SHARES, st.none() | FIXED), max_size=8), DAYS)
def test_what_goes_straight_along_a_cycle_expects_its_straight_line_to_the_last_digit(
    parts: list[tuple[float, float | None, float | None]], day: date
) -> None:
    straight = expected(*WINDOW, day)
    assert rollup.expected([Part(*part, expected=straight) for part in parts], straight) == straight


@given(PARTS, st.none() | SHARES)
def test_it_lies_among_what_the_parts_expect_that_have_a_value(parts: list[Part], straight: float | None) -> None:
    found = rollup.expected(parts, straight)
    asked = [straight if part.expected is None else part.expected for part in parts if part.progress is not None]
    known = [share for share in asked if share is not None]
    if found is None:
        assert straight is None
    else:
        assert found == straight or min(known) - 1e-9 <= found <= max(known) + 1e-9


@given(PARTS, SHARES, SHARES, SHARES)
def test_what_has_no_value_is_asked_nothing(parts: list[Part], one: float, other: float, straight: float) -> None:
    silent = [Part(1, None, expected=share) for share in (one, other)]
    assert rollup.expected([*parts, silent[0]], straight) == rollup.expected([*parts, silent[1]], straight)
    assert rollup.expected(silent, straight) == straight
    assert rollup.expected(silent, None) is None


@given(PARTS, SHARES)
def test_parts_that_stand_where_they_should_make_a_whole_that_does(parts: list[Part], straight: float) -> None:
    there = [Part(part.weight, part.expected, part.share, part.expected) for part in parts]
    progress = rollup.progress(there)
    if progress is not None:
        assert rollup.expected(there, straight) == pytest.approx(progress, abs=1e-9)


@given(st.lists(st.tuples(st.floats(0.01, 1_000), PHASES), min_size=1, max_size=5), DAYS, DAYS)
def test_what_rises_expects_no_less_later(bets: list[tuple[float, dict[date, float]]], one: date, other: date) -> None:
    def on(day: date) -> float:
        parts = [
            Part(weight, 0.0, expected=expected_by_phases(0, 1, rising(phases), WINDOW, day)) for weight, phases in bets
        ]
        return rollup.expected(parts, expected(*WINDOW, day)) or 0.0

    assert on(min(one, other)) <= on(max(one, other)) + 1e-9


def rising(phases: dict[date, float]) -> list[tuple[date, float]]:
    return list(zip(sorted(phases), sorted(phases.values()), strict=True))


def test_a_worked_number() -> None:
    """One fixed at half is to be at 20 %, two that follow at 50 % and at 80 %: 10 + 12.5 + 20."""
    parts = [Part(1, 0.0, share=0.5, expected=0.2), Part(1, 0.0, expected=0.5), Part(1, 0.0, expected=0.8)]
    assert rollup.expected(parts, 0.5) == pytest.approx(0.425)
    assert rollup.expected([parts[0], Part(1, 0.0), parts[2]], 0.6) == pytest.approx(0.1 + 0.15 + 0.2)


def test_a_change_of_score_is_none_of_what_was_measured() -> None:
    stayed = (Scored(1.0, 50.0, 1.0), Scored(1.0, 40.0, 1.0))
    came, went = (Scored(3.0, 0.0, 1.0), Scored(3.0, None, 0.0)), (Scored(1.0, None, 0.0), Scored(1.0, 90.0, 1.0))
    assert rollup.change(*rollup.alike([stayed, came, went])) == 10
    assert rollup.change(*rollup.alike([came, went])) is None
