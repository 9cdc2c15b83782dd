"""Check-ins every so many weeks, on a weekday, and none in a pause."""

from datetime import date

import pytest

from goaltui.model.enums import Frequency, Weekday
from goaltui.model.pauses import Pause
from goaltui.rules.progress.rhythm import Rhythm, after_pauses

FRIDAYS = Rhythm(Frequency.WEEK, 1, Weekday.FRI)
HOLIDAYS = Pause(date(2026, 12, 21), date(2027, 1, 6))


@pytest.mark.parametrize(
    ("rhythm", "last", "due"),
    [
        (Rhythm(Frequency.WEEK), date(2026, 11, 25), date(2026, 12, 2)),
        (Rhythm(Frequency.WEEK, 3), date(2026, 11, 25), date(2026, 12, 16)),
        (FRIDAYS, date(2026, 11, 27), date(2026, 12, 4)),
        (FRIDAYS, date(2026, 11, 25), date(2026, 12, 4)),
        (FRIDAYS, date(2026, 11, 30), date(2026, 12, 4)),
        (Rhythm(Frequency.WEEK, 2, Weekday.FRI), date(2026, 11, 27), date(2026, 12, 11)),
        (Rhythm(Frequency.MONTH), date(2026, 1, 31), date(2026, 2, 28)),
        (Rhythm(Frequency.IRREGULAR), date(2026, 1, 31), None),
    ],
)
def test_the_next_check_in_is_due_on_its_weekday_after_its_weeks(rhythm: Rhythm, last: date, due: date | None) -> None:
    assert rhythm.due_after(last, None) == due


@pytest.mark.parametrize(
    ("due", "today", "wanted"),
    [
        (date(2026, 12, 18), date(2026, 12, 18), date(2026, 12, 18)),
        (date(2026, 12, 25), date(2026, 12, 18), date(2027, 1, 7)),
        (date(2026, 12, 18), date(2026, 12, 28), date(2027, 1, 7)),
        (date(2026, 12, 18), date(2027, 1, 7), date(2026, 12, 18)),
    ],
)
def test_nothing_is_due_in_a_pause(due: date, today: date, wanted: date) -> None:
    assert after_pauses(due, [HOLIDAYS], today) == wanted
