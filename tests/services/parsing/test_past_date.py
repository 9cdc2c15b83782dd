"""Days that have come, as they are typed into a check-in line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goaltui.model.bounds import FIRST_DAY
from goaltui.model.errors import WrongUsage
from goaltui.services.parsing.past_date import read_day

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("igår", "2026-11-23"),
        ("i går efter mötet", "2026-11-23"),
        ("i dag", "2026-11-24"),
        ("I morgon", "2026-11-25"),
        ("mån", "2026-11-23"),
        ("fredagen", "2026-11-20"),
        ("förra fredagen", "2026-11-20"),
        ("förra tisdag", "2026-11-17"),
        ("i tisdags kväll", "2026-11-17"),
        ("i söndags", "2026-11-22"),
        ("20 okt", "2026-10-20"),
        ("v47", "2026-11-22"),
        ("v48", "2026-11-24"),
        ("w48 2026", "2026-11-24"),
        ("vecka 47 enligt rapporten", "2026-11-22"),
        ("week 1", "2026-01-04"),
        ("v50", "2026-12-13"),
        ("2026-w46", "2026-11-15"),
        ("-2w", "2026-11-10"),
        ("-1m efter mötet", "2026-10-24"),
        ("2 weeks ago before the fair", "2026-11-10"),
        ("Two weeks ago", "2026-11-10"),
        ("a month ago", "2026-10-24"),
        ("3d ago", "2026-11-21"),
        ("för två veckor sedan", "2026-11-10"),
        ("3 månader sedan", "2026-08-24"),
        ("end of last month", "2026-10-31"),
        ("the start of the year", "2026-01-01"),
        ("beginning of previous quarter", "2026-07-01"),
        ("slutet av förra månaden", "2026-10-31"),
        ("i början av veckan", "2026-11-23"),
        ("eom", "2026-11-30"),
        ("end of October", "2026-10-31"),
        ("start of oct 2025", "2025-10-01"),
        ("end of Feb 2024", "2024-02-29"),
        ("slutet av oktober", "2026-10-31"),
    ],
)
def test_a_day_is_read_in_both_languages(text: str, day: str) -> None:
    assert read_day(text, TUESDAY)[0].isoformat() == day


def test_a_week_of_the_autumn_is_that_of_last_year_in_january() -> None:
    assert read_day("v51", date(2027, 1, 12))[0] == date(2026, 12, 20)


@pytest.mark.parametrize(
    "text",
    [
        "v54",
        "week 53 2027",
        "i vardags",
        "förra gången",
        "vecka",
        "v1x",
        "2w",
        "last month",
        "9999 years ago",
        "end of it",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(WrongUsage):
        read_day(text, TUESDAY)


@given(st.integers(1, 52), st.dates(min_value=FIRST_DAY.replace(year=1902), max_value=date(2190, 1, 1)))
def test_a_week_ends_on_a_sunday_or_today_in_any_year(week: int, today: date) -> None:
    day = read_day(f"v{week}", today)[0]
    assert day.isocalendar().week == week
    assert day == today or day.weekday() == 6
