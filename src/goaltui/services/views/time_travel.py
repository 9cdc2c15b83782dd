"""Other days than today: a week back or forth, or the day that is typed."""

import re
from datetime import date, timedelta

from goaltui.model.bounds import FIRST_DAY
from goaltui.model.errors import WrongUsage
from goaltui.model.text import fold
from goaltui.services.core.workspace import Workspace
from goaltui.services.parsing.past_date import find_day

WEEK = 7
_WEEKS_AGO = re.compile(r"-(\d{1,4})\s*(?:w|weeks?|v|veckor)")


def step_weeks(workspace: Workspace, weeks: int) -> date:
    """Look at the day some weeks from the one looked at, not before the first value and not after today."""
    today = workspace.clock.today()
    first = max(workspace.database.first_day() or today, FIRST_DAY)
    day = workspace.today + timedelta(days=weeks * WEEK)
    if weeks < 0 and workspace.today <= first:
        raise WrongUsage(f"Nothing was measured before {first.isoformat()}; ] goes forward.")
    day = max(day, first) if weeks < 0 else day
    workspace.look_at(None if day >= today else day)
    return workspace.today


def go_to_day(workspace: Workspace, text: str) -> date:
    """Look at the day that is typed: any day that a check-in line takes, `-3w`, or a cycle, which means its last day;
    raises WrongUsage."""
    today = workspace.clock.today()
    workspace.look_at(_day(workspace, text.strip(), today))
    return workspace.today


def _day(workspace: Workspace, text: str, today: date) -> date:
    for cycle in workspace.look.records().cycles:
        if fold(cycle.name) == fold(text):
            return min(cycle.end, today)
    weeks = _WEEKS_AGO.fullmatch(text)
    if weeks:
        return max(today - timedelta(days=WEEK * int(weeks[1])), FIRST_DAY)
    found = find_day(text, today)
    if found is None or text[found[1] :].strip():
        raise WrongUsage(f"'{text}' is no day that could be read; write 2026-08-15, 15 Aug, -3w or a cycle's name.")
    if found[0] > today:
        raise WrongUsage(f"{found[0].isoformat()} has not come yet; look at today or an earlier day.")
    return found[0]
