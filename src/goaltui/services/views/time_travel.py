"""Other days than today: a week back or forth, or the day that is typed."""

import re
from datetime import date, timedelta

from goaltui.model.bounds import FIRST_DAY
from goaltui.model.errors import WrongUsage
from goaltui.model.quick.translation import _
from goaltui.model.text import fold
from goaltui.rules import dates
from goaltui.rules.progress.periods import month_end
from goaltui.services.core.workspace import Workspace
from goaltui.services.parsing.past_date import find_day, month_named

WEEK = 7
_AGO = re.compile(r"(?:för\s+)?-?\s*(\d{1,4}|an?|one|en|ett)\s*(d|w|v|m|y|å)[a-zåäö]*(\s+(?:ago|sedan))?")
_LAST = re.compile(r"(?:last|previous|förra)\s+(?:(week|veckan)|(month|månaden)|(?:year|året))")
_MONTHS_A_YEAR = 12


def step_weeks(workspace: Workspace, weeks: int) -> date:
    """Look at the day some weeks from the one looked at, not before the first value and not after today."""
    today = workspace.clock.today()
    first = max(workspace.database.series.first_day() or today, FIRST_DAY)
    day = workspace.today + timedelta(days=weeks * WEEK)
    if weeks < 0 and workspace.today <= first:
        raise WrongUsage(_("Nothing was measured before {day}; ] goes forward.", day=dates.day(first, today)))
    day = max(day, first) if weeks < 0 else day
    workspace.look_at(None if day >= today else day)
    return workspace.today


def go_to_day(workspace: Workspace, text: str) -> date:
    """Look at the day that is typed: any day that a check-in line takes, `-3w`, `2 months ago`, `last month`, or a
    month or a cycle, which mean their last day; raises WrongUsage."""
    today = workspace.clock.today()
    workspace.look_at(_day(workspace, text.strip(), today))
    return workspace.today


def _day(workspace: Workspace, text: str, today: date) -> date:
    for cycle in workspace.look.records().cycles:
        if fold(cycle.name) == fold(text):
            return min(cycle.end, today)
    told = _ago(fold(text), today) or _last(fold(text), today)
    if told is not None:
        return max(told, FIRST_DAY)
    found = find_day(text, today)
    if found is None or text[found[1] :].strip():
        raise WrongUsage(
            _(
                "'{text}' is not a day that can be read; write 2026-08-15, 15 Aug, -3w, last month or a cycle's name.",
                text=text,
            )
        )
    if found[0] > today:
        raise WrongUsage(_("{day} has not come yet; look at today or an earlier day.", day=dates.day(found[0], today)))
    return found[0]


def _ago(text: str, today: date) -> date | None:
    """`-3w`, `30 days ago`, `a month ago`, `för 2 veckor sedan`."""
    found = _AGO.fullmatch(text)
    if found is None or not (text.startswith("-") or found[3]):
        return None
    count = int(found[1]) if found[1].isdigit() else 1
    if found[2] in "myå":
        return _months_before(today, count * (1 if found[2] == "m" else _MONTHS_A_YEAR))
    days = count * (1 if found[2] == "d" else WEEK)
    return date.fromordinal(max(today.toordinal() - days, FIRST_DAY.toordinal()))


def _months_before(today: date, months: int) -> date:
    place = today.year * _MONTHS_A_YEAR + today.month - 1 - months
    if place < FIRST_DAY.year * _MONTHS_A_YEAR:
        return FIRST_DAY
    last = month_end(place // _MONTHS_A_YEAR, place % _MONTHS_A_YEAR + 1)
    return last.replace(day=min(today.day, last.day))


def _last(text: str, today: date) -> date | None:
    """`last month`, `förra månaden`, `October`: the last day of it, the latest that is not to come."""
    found = _LAST.fullmatch(text)
    if found is not None and found[1]:
        return today - timedelta(days=WEEK)
    if found is not None:
        return (today.replace(day=1) if found[2] else today.replace(month=1, day=1)) - timedelta(days=1)
    month = month_named(text)
    if month is None:
        return None
    return min(month_end(today.year - (month > today.month), month), today)
