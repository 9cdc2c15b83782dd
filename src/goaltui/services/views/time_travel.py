"""Other days than today: a week back or forth, or the day that is typed."""

from datetime import date, timedelta

from goaltui.model.bounds import FIRST_DAY
from goaltui.model.errors import WrongUsage
from goaltui.model.quick.translation import _
from goaltui.model.text import fold
from goaltui.rules import dates
from goaltui.services.core.workspace import Workspace
from goaltui.services.parsing.looking_back import day_looked_at
from goaltui.services.parsing.past_date import find_day

WEEK = 7


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
    found = day_looked_at(text, today)
    if found is None:
        # A day beyond the calendar is refused for that.
        find_day(text, today)
        raise WrongUsage(
            _(
                "'{text}' is not a day that can be read; write 2026-08-15, 15 Aug, -3w, last month or a cycle's name.",
                text=text,
            )
        )
    if found > today:
        raise WrongUsage(_("{day} has not come yet; look at today or an earlier day.", day=dates.day(found, today)))
    return found
