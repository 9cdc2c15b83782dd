"""Weeks as people type them, `week 47`, `w47 2026`, `2026-W47`, in Swedish `vecka 47`, `v47`: the last day of one.

Weeks are those of ISO 8601: from Monday to Sunday, the first of a year being that with its first Thursday.
"""

from datetime import date, timedelta

from goaltui.model.errors import WrongUsage
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import _

_WEEK = lazy(
    r"(?i:week|vecka|w|v)\.?\s?(?P<week>[0-9]{1,2})(?:\s(?P<year>[0-9]{4}))?(?=\s|$)"
    r"|(?P<iso_year>[0-9]{4})-?[wW](?P<iso_week>[0-9]{2})(?=\s|$)"
)
LAST_YEAR_DAYS = 183
"""Days back in which a past week or day without a year may be of last year."""

JUST_PASSED_DAYS = 31
"""Days back in which a coming week or day without a year may have just passed."""

_YEARS_TO_A_WEEK_53 = 8
_TO_SUNDAY = timedelta(days=6)


def is_week(text: str) -> bool:
    """Return whether a text is a week and nothing else."""
    return _WEEK.fullmatch(text) is not None


def find_week(text: str, today: date, ahead: bool) -> tuple[date, int] | None:
    """Return the last day of the week that `text` begins with and the number of its characters; none where it begins
    with something else. Raises WrongUsage for a week that the year lacks.

    Without `ahead` the week is the latest one within half a year, else that of this year, and the running week ends
    today. With `ahead` it is the next one, unless it ended within the last month.
    """
    found = _WEEK.match(text)
    if found is None:
        return None
    week, year = int(found["week"] or found["iso_week"]), found["year"] or found["iso_year"]
    monday = _monday(int(year), week) if year else _next(week, today) if ahead else _latest(week, today)
    if monday is None:
        raise WrongUsage(_("There is no week {week}; write one of 1 to 52, or a day such as 20 Nov.", week=week))
    sunday = date.fromordinal(min(monday.toordinal() + _TO_SUNDAY.days, date.max.toordinal()))
    return (today if not ahead and monday <= today <= sunday else sunday), found.end()


def _latest(week: int, today: date) -> date | None:
    year = today.isocalendar().year
    this, last = _monday(year, week), _monday(year - 1, week)
    is_close = last is not None and (today - last).days <= LAST_YEAR_DAYS
    return last if is_close and (this is None or this > today) else this


def _next(week: int, today: date) -> date | None:
    year = today.isocalendar().year
    mondays = (_monday(one, week) for one in range(year - 1, year + _YEARS_TO_A_WEEK_53))
    earliest = today.toordinal() - JUST_PASSED_DAYS - _TO_SUNDAY.days
    return next((monday for monday in mondays if monday is not None and monday.toordinal() >= earliest), None)


def _monday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
