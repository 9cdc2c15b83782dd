"""The computation of the prompt status from an opened workspace."""

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta

from goaltui.model.enums import Status
from goaltui.model.errors import GoaltuiError
from goaltui.rules.progress.periods import CLOSING_DAYS
from goaltui.services.core.workspace import Workspace
from goaltui.services.prompt.status import (
    BadStatusCount,
    DueCount,
    KeptCycle,
    KeptPerson,
    KeptTeam,
    PromptStatus,
    text_of,
)
from goaltui.services.sync.strange_values import named_where_strange
from goaltui.services.views.cycles import cycle_rows
from goaltui.services.views.today import owed_until

_AHEAD = timedelta(days=366)
"""The time for which a prompt counts on by itself where nobody starts the program."""

_CLOSING = timedelta(days=CLOSING_DAYS)


def reckoned(workspace: Workspace) -> str:
    """Return the text to keep of a workspace, empty where it cannot be reckoned."""
    with suppress(GoaltuiError), named_where_strange(workspace):
        return text_of(prompt_status(workspace))
    return ""


def prompt_status(workspace: Workspace) -> PromptStatus:
    """Return what a prompt may show of the day looked at, and of those that follow."""
    look = workspace.look
    records, tree, measured, header, day = look.records(), look.outline(), look.measured(), look.header(), look.day
    running = records.all_running(day)
    at_work = (row for row in tree.key_results.values() if tree.objectives[row.objective].is_at_work(running))
    return PromptStatus(
        as_of=day,
        workspace=records.workspace.name,
        owed=tuple(_owed(workspace)),
        at_risk=_counted(row.owner for row in at_work if header.method.uses_okr and row.status is Status.AT_RISK),
        red=_counted(item.row.owner for item in measured.values() if header.method.uses_scorecard and item.row.is_red),
        cycles=tuple(_cycles(workspace)) if header.method.uses_okr else (),
        people=tuple(KeptPerson(person.key, person.name, person.team) for person in records.people),
        teams=tuple(KeptTeam(team.id, team.parent) for team in records.teams),
    )


def _owed(workspace: Workspace) -> Iterable[DueCount]:
    look = workspace.look
    tree, ends = look.outline(), {cycle.name: cycle.end for cycle in look.records().cycles}
    until = min(look.day, date.max - _AHEAD) + _AHEAD
    due, work = owed_until(look.records(), tree, look.measured(), look.header(), workspace.author, until)
    found: Counter[tuple[str | None, date, date | None]] = Counter()
    for row in due:
        end = ends.get(tree.key_results[row.id].cycle or "") if row.id in tree.key_results else None
        found[row.owner, row.due, None if end is None else min(end, date.max - _CLOSING) + _CLOSING] += 1
    for item in work:
        if item.row.owed is not None:
            found[item.row.owner, item.row.owed, None] += 1
    return (DueCount(*row, number) for row, number in found.items())


def _cycles(workspace: Workspace) -> Iterable[KeptCycle]:
    for row in reversed(cycle_rows(workspace.look)):
        if row.end >= workspace.today:
            yield KeptCycle(row.name, row.start, row.end, row.progress, row.expected)


def _counted(owners: Iterable[str | None]) -> tuple[BadStatusCount, ...]:
    return tuple(BadStatusCount(owner, number) for owner, number in Counter(owners).items())
