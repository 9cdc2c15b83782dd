"""Numbers and standings in words."""

from datetime import date

import pytest

from goaltui.model.listing import listed
from goaltui.services.core import formatting


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        (0.0, "0"),
        (-0.0, "0"),
        (12600.0, "12 600"),
        (1274.5, "1 274.5"),
        (2.4, "2.4"),
        (0.1 + 0.2, "0.3"),
        (61.25, "61.25"),
        (-3.0, "-3"),
        (0.0004, "0.0004"),
        (1e21, "1·10^21"),
        (142174.0, "142 174"),
    ],
)
def test_number(value: float | None, shown: str) -> None:
    assert formatting.number(value) == shown


def test_number_carries_its_unit() -> None:
    assert formatting.number(2.4, "%/month") == "2.4 %/month"
    assert formatting.number(2.4, "") == "2.4"


@pytest.mark.parametrize(
    ("share", "shown"), [(None, "–"), (0.35, "35 %"), (0.125, "13 %"), (1.25, "125 %"), (-0.25, "-25 %")]
)
def test_percent_rounds_half_away_from_zero(share: float | None, shown: str) -> None:
    assert formatting.percent(share) == shown


def test_day_names_the_year_only_where_it_is_another() -> None:
    assert formatting.day(date(2026, 11, 16), date(2026, 12, 1)) == "16 Nov"
    assert formatting.day(date(2025, 11, 16), date(2026, 12, 1)) == "16 Nov 2025"


def test_quoted_cuts_what_would_drown_a_sentence() -> None:
    assert formatting.quoted("x" * 100, 10) == "'xxxxxxxxx…'"


def test_listed() -> None:
    assert [listed(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "due today"),
        (1, "1 day late"),
        (89, "89 days late"),
        (90, "3 months late"),
        (700, "23 months late"),
        (2696, "7 years late"),
    ],
)
def test_late_is_said_in_the_unit_that_can_be_felt(days: int, said: str) -> None:
    assert formatting.late(days) == said
