"""Days and moments from which on something is asked for."""

from datetime import UTC, date, datetime

import pytest

from goaltui.model.errors import WrongUsage
from goaltui.services.parsing.looking_back import day_meant, day_since, moment_meant

TUESDAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2 weeks ago", "2026-11-10"),
        ("2w", "2026-11-10"),
        ("last 7 days", "2026-11-17"),
        ("the past month", None),
        ("de senaste 2 veckorna", "2026-11-10"),
        ("last monday", "2026-11-23"),
        ("October", "2026-10-01"),
        ("2026-10", "2026-10-01"),
        ("december", "2025-12-01"),
        ("this week", "2026-11-23"),
        ("this year", "2026-01-01"),
        ("end of last month", "2026-10-31"),
        ("2026-13", None),
        ("october 0000", None),
        ("9999y", None),
        ("soon", None),
    ],
)
def test_what_is_asked_for_begins_on_the_first_day_of_it(text: str, day: str | None) -> None:
    found = day_since(text, TUESDAY)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize("text", ["last month", "last week", "förra året"])
def test_a_span_before_could_begin_or_end_it(text: str) -> None:
    with pytest.raises(WrongUsage, match=f"start of {text}, end of {text}"):
        day_since(text, TUESDAY)
    assert day_since(f"start of {text}", TUESDAY) is not None


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("now", "2026-11-24T12:30"),
        ("2 hours ago", "2026-11-24T10:30"),
        ("2h", "2026-11-24T10:30"),
        ("30 min ago", "2026-11-24T12:00"),
        ("för en timme sedan", "2026-11-24T11:30"),
        ("today 09:15", "2026-11-24T09:15"),
        ("09:15", "2026-11-24T09:15"),
        ("yesterday at 9:15", "2026-11-23T09:15"),
        ("sun 14:05", "2026-11-22T14:05"),
        ("24 Nov 14:05", "2026-11-24T14:05"),
        ("2 weeks ago", "2026-11-10T00:00"),
        ("today 25:00", None),
        ("soon 12:00", None),
    ],
)
def test_a_moment_is_read_as_it_is_said_and_as_the_history_shows_it(text: str, at: str | None) -> None:
    found = moment_meant(text, NOON, day_meant)
    assert (f"{found:%Y-%m-%dT%H:%M}" if found else None) == at
