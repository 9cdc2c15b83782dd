"""Cycles that are meant by a word."""

from datetime import date

import pytest

from goaltui.model.errors import WrongUsage
from goaltui.services.parsing.cycle_words import CycleDays, cycle_meant

TODAY = date(2026, 11, 24)


def quarter(year: int, number: int) -> tuple[date, date]:
    ends = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}
    return date(year, number * 3 - 2, 1), date(year, *ends[number])


YEAR = (date(2026, 1, 1), date(2026, 12, 31))
CYCLES: CycleDays = {
    "2026": YEAR,
    "2027": (date(2027, 1, 1), date(2027, 12, 31)),
    "2025-Q4": quarter(2025, 4),
    "2026-Q3": quarter(2026, 3),
    "2026-Q4": quarter(2026, 4),
    "2027-Q1": quarter(2027, 1),
}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2026-q4", "2026-Q4"),
        ("current", "2026-Q4"),
        (" Now ", "2026-Q4"),
        ("nuvarande", "2026-Q4"),
        ("next", "2027-Q1"),
        ("last", "2026-Q3"),
        ("previous", "2026-Q3"),
        ("förra", "2026-Q3"),
        ("q4", "2026-Q4"),
        ("Q1", "2027-Q1"),
        ("4", None),
        ("Q2", None),
        ("", None),
    ],
)
def test_a_word_means_the_cycle_that_a_person_would_say(text: str, name: str | None) -> None:
    assert cycle_meant(CYCLES, text, TODAY) == name


def test_a_cycle_that_is_called_so_wins() -> None:
    assert cycle_meant({**CYCLES, "Next": YEAR, "Q4": quarter(2025, 4)}, "next", TODAY) == "Next"
    assert cycle_meant({**CYCLES, "Q4": quarter(2025, 4)}, "q4", TODAY) == "Q4"


def test_without_a_running_cycle_the_nearest_ones_are_next_and_last() -> None:
    between = date(2027, 4, 15)
    cycles = {name: span for name, span in CYCLES.items() if name != "2027"}
    assert cycle_meant(cycles, "current", between) is None
    assert cycle_meant(cycles, "last", between) == "2027-Q1"
    assert cycle_meant({**cycles, "2027-Q3": quarter(2027, 3)}, "next", between) == "2027-Q3"
    assert cycle_meant(cycles, "next", between) is None


def test_a_quarter_is_followed_by_no_year() -> None:
    assert cycle_meant({name: CYCLES[name] for name in ("2026-Q4", "2027")}, "next", TODAY) is None


@pytest.mark.parametrize("text", ["current", "next", "q4"])
def test_where_it_could_be_two_both_are_named(text: str) -> None:
    cycles = {"A Q4": quarter(2026, 4), "B Q4": quarter(2026, 4)}
    with pytest.raises(WrongUsage, match="A Q4 or B Q4"):
        cycle_meant(cycles, text, TODAY)
