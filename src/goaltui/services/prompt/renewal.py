"""Renewing the status that a prompt shows: reckoned from an opened workspace, kept in a small file.

Where the database is large it is reckoned by a process of its own, so that no command and no key waits for it.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.config.remembered import remember
from goaltui.model.enums import Band, Status
from goaltui.model.errors import GoaltuiError
from goaltui.rules.progress.periods import CLOSING_DAYS
from goaltui.services.prompt.status import BadlyOff, KeptCycle, KeptPerson, KeptTeam, Owed, PromptStatus, text_of

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace

LARGE = 8 * 1024 * 1024
"""From this size of the file on, in bytes, the status takes long enough to be noticed."""

_AGAIN_SECONDS = 60.0
_AHEAD = timedelta(days=366)
"""How long a prompt counts on by itself where nobody starts the program."""

_CLOSING = timedelta(days=CLOSING_DAYS)


class StatusRenewal:
    """What is to be kept for a prompt, reckoned again only where the database or the day is another."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seen: tuple[int, date] | None = None
        self._begun = -_AGAIN_SECONDS

    def renew(self, workspace: "Workspace") -> None:
        """Keep what is right now."""
        text = self.text(workspace)
        if text is not None:
            self.keep(text)

    def text(self, workspace: "Workspace") -> str | None:
        """Return the text to keep, empty where it cannot be reckoned; None where nothing is to be kept here: what is
        kept is still right, an earlier day is looked at, or another process sees to it."""
        look, today = workspace.look, workspace.clock.today()
        if look.day != today or look.known_at is not None:
            return None
        seen = (_changed(workspace.path), today)
        if seen == self._seen or (self._seen is None and self._is_fresh(seen)):
            self._seen = seen
            return None
        if _size(workspace.path) >= LARGE:
            self._renew_aside(workspace)
            return None
        self._seen = seen
        return reckoned(workspace)

    def keep(self, text: str) -> None:
        """Keep a text for the prompts to come."""
        remember(self._file, text)

    def _renew_aside(self, workspace: "Workspace") -> None:
        if time.monotonic() - self._begun < _AGAIN_SECONDS:
            return
        self._begun = time.monotonic()
        import subprocess
        from threading import Thread

        words = (str(workspace.path), str(self._file), workspace.author)
        with suppress(OSError):
            process = subprocess.Popen(
                (sys.executable, "-m", "goaltui.services.prompt.aside", *words),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            # It ends by itself; where this one goes on, its exit is taken note of, and nothing of it is left.
            Thread(target=process.wait, name="status", daemon=True).start()

    def _is_fresh(self, seen: tuple[int, date]) -> bool:
        try:
            kept = self._file.stat().st_mtime_ns
        except OSError:
            return False
        return kept > seen[0] and datetime.fromtimestamp(kept / 1e9).astimezone().date() == seen[1]


def reckoned(workspace: "Workspace") -> str:
    """Return the text to keep of a workspace, empty where it cannot be reckoned."""
    from goaltui.services.sync.strange_values import named_where_strange

    with suppress(GoaltuiError), named_where_strange(workspace):
        return text_of(prompt_status(workspace))
    return ""


def prompt_status(workspace: "Workspace") -> PromptStatus:
    """Return what a prompt may show of the day looked at, and of those that follow."""
    look = workspace.look
    records, tree, measured, header, day = look.records(), look.outline(), look.measured(), look.header(), look.day
    running = records.all_running(day)
    at_work = (row for row in tree.key_results.values() if tree.objectives[row.objective].is_at_work(running))
    return PromptStatus(
        as_of=day,
        workspace=records.workspace.name,
        owed=tuple(_owed(workspace)),
        at_risk=_counted(row.owner for row in at_work if row.status is Status.AT_RISK),
        red=_counted(item.row.owner for item in measured.values() if item.row.band is Band.RED),
        cycles=tuple(_cycles(workspace)) if header.method.uses_okr else (),
        people=tuple(KeptPerson(person.key, person.name, person.team) for person in records.people),
        teams=tuple(KeptTeam(team.id, team.parent) for team in records.teams),
    )


def _owed(workspace: "Workspace") -> Iterable[Owed]:
    # Imported here, as below, because what is kept is right most of the time and needs no views then.
    from goaltui.services.views.today import owed_until

    look = workspace.look
    tree, ends = look.outline(), {cycle.name: cycle.end for cycle in look.records().cycles}
    until = min(look.day, date.max - _AHEAD) + _AHEAD
    due, work = owed_until(look.records(), tree, look.measured(), look.header(), workspace.author, until)
    found: Counter[tuple[str | None, date, date | None]] = Counter()
    for row in due:
        end = ends.get(tree.key_results[row.id].cycle or "") if row.id in tree.key_results else None
        found[row.owner, row.due, None if end is None else min(end, date.max - _CLOSING) + _CLOSING] += 1
    for item in work:
        if item.row.due is not None:
            found[item.row.owner, item.row.due, None] += 1
    return (Owed(*row, number) for row, number in found.items())


def _cycles(workspace: "Workspace") -> Iterable[KeptCycle]:
    from goaltui.services.views.cycles import cycles_view

    for row in cycles_view(workspace).cycles:
        if row.end >= workspace.today:
            yield KeptCycle(row.name, row.start, row.end, row.progress, row.expected)


def _counted(owners: Iterable[str | None]) -> tuple[BadlyOff, ...]:
    return tuple(BadlyOff(owner, number) for owner, number in Counter(owners).items())


def _changed(database: Path) -> int:
    """When a database was written to last."""
    latest = 0
    for path in (database, database.with_name(f"{database.name}-wal")):
        with suppress(OSError):
            latest = max(latest, path.stat().st_mtime_ns)
    return latest


def _size(database: Path) -> int:
    with suppress(OSError):
        return database.stat().st_size
    return 0
