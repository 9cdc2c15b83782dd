"""A shared workspace for both front ends: its location, its sync status, and a visit to the hub."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from goaltui.model.listing import listed
from goaltui.model.quick.digests import sha256_of
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import N_, _, _n
from goaltui.model.quick_dataclass import dataclass, replace
from goaltui.services.core.clock import Clock
from goaltui.services.sync.hub_clock import against_the_hub, is_measured, measured, remember
from goaltui.sharing.location import Location, locate
from goaltui.sharing.places import Mode

if TYPE_CHECKING:
    from goaltui.sharing.worker.client import WorkerClient
    from goaltui.sharing.worker.messages import Job, Report
    from goaltui.sharing.worker.sync_loop import SyncLoop, SyncStatus
    from goaltui.store.database import Database

__all__ = ["Location", "Mode", "Sharing", "SharingRow", "locate"]

BACKGROUND_SECONDS = 120.0
FIRST_SECONDS = 86_400.0
"""Seconds that a first visit may take as long as it goes on."""

_Tell: TypeAlias = Callable[[str], None] | None
_NOT_A_NAME = lazy(r"[^\w.-]+")
_SLOW = N_("The hub does not answer; the work is saved here and waits.")


@dataclass(frozen=True, slots=True)
class SharingRow:
    """The status of a shared workspace: `waiting` changes are saved here and not seen in the hub yet, since `since`.
    `reached` is when the hub was reached last, `failing` the reason why it is not now, in a sentence.

    `number` grows with every visit that brought news (author, how many changes) or `problems`.
    """

    waiting: int = 0
    since: datetime | None = None
    reached: datetime | None = None
    failing: str = ""
    number: int = 0
    news: tuple[tuple[str, int], ...] = ()
    problems: tuple[str, ...] = ()
    on_server: bool = False

    def words(self, now: datetime) -> str:
        """Return the place of the data for the bar, in a handful of words at most."""
        if self.failing:
            if not self.waiting:
                return _("offline, nothing waits")
            waits = _n("offline, {count} change waits", "offline, {count} changes wait", self.waiting)
            return _("{waits} since {time}", waits=waits, time=_clock(self.since)) if self.since else waits
        if self.waiting:
            return (
                _("saved here, on the way to the server")
                if self.on_server
                else _("saved here, on the way to the team's file")
            )
        where = _("on the server") if self.on_server else _("in the team's file")
        return f"{where} {_ago(self.reached, now)}" if self.reached else _("saved here")


@dataclass(frozen=True, slots=True)
class Synced:
    """The result of a visit; see `sharing.hub.Visit` for the numbers. `waiting` changes still wait after it."""

    received: int
    sent: int
    returned: int
    authors: tuple[tuple[str, int], ...]
    problems: tuple[str, ...]
    waiting: int

    @property
    def sentence(self) -> str:
        """The result of the visit in words."""
        whose = listed(f"{name} {number}" for name, number in self.authors)
        came = (
            _n("{count} change came in ({whose})", "{count} changes came in ({whose})", self.received, whose=whose)
            if self.received
            else _("Nothing came in")
        )
        if not self.sent:
            return f"{came}, {_('nothing had to go out')}."
        went = _n("{count} change went out", "{count} changes went out", self.sent)
        if not self.returned:
            return f"{came}, {went}."
        return f"{came}, {went}, {_('{count} of them restored after they were lost there', count=self.returned)}."


class Sharing:
    """The way between one replica and its hub; may be told of writes from any thread."""

    def __init__(self, location: Location, backups: Path, clock: Clock, courier: "WorkerClient") -> None:
        self.location = location
        self._backups = backups
        self._clock = clock
        self._courier = courier
        self.at_first: tuple[str, ...] = ()
        """Sentences on what turned up while the replica was made."""
        self._visitor: SyncLoop | None = None
        self._counted: tuple[SyncStatus | None, SharingRow] | None = None

    @classmethod
    def beginning(cls, location: Location, backups: Path, clock: Clock) -> "Sharing":
        """Return one with a visiting process of its own: forked where that is safe and therefore quick."""
        import threading

        from goaltui.sharing.worker.client import WorkerClient

        quick = hasattr(os, "fork") and threading.active_count() == 1
        return cls(
            location, folder_of(backups, location), clock, WorkerClient.forked() if quick else WorkerClient.spawned()
        )

    def fetch(self, seconds: float, replica: Path | None = None, tell: _Tell = None) -> "Report":
        """Make the replica from the hub, which may take as long as something is heard of it at least every so many
        `seconds`; raises HubUnreachable, DatabaseRefused. How far it is, is said to `tell`."""
        from goaltui.sharing.worker.messages import Job

        report = self._errand(Job.FETCH, replica or self.location.file, seconds, tell=tell)
        self.at_first = report.problems
        return report

    def mark_moved(self, to: str, seconds: float) -> None:
        """Have the hub say where the team went; empty takes it back. Raises HubUnreachable, DatabaseRefused."""
        from goaltui.sharing.worker.messages import Job

        self._errand(Job.MARK, self.location.file, seconds, to)

    def look(self, seconds: float, *, measures: bool = False) -> "Report":
        """Take in what others wrote, and see where it `measures` whether the clock is right; raises HubUnreachable,
        DatabaseRefused."""
        from goaltui.sharing.worker.messages import Job

        return self._errand(Job.LOOK, self.location.file, seconds, measures=measures)

    def visit(self, seconds: float, replica: Path | None = None) -> "Report":
        """Take in and give; raises HubUnreachable, DatabaseRefused."""
        from goaltui.sharing.worker.messages import Job

        return self._errand(Job.VISIT, replica or self.location.file, seconds, measures=True)

    def sync(self, database: "Database", seconds: float) -> Synced:
        """Visit now; raises HubUnreachable where that does not succeed in time, DatabaseRefused."""
        report = self.visit(seconds)
        skewed = against_the_hub(report.ahead)
        problems = (*report.problems, skewed) if skewed else report.problems
        waiting = database.exchange.waiting().number
        return Synced(report.received, report.sent, report.returned, report.authors, problems, waiting)

    def probe(self, seconds: float) -> tuple[tuple[str, str], ...]:
        """Return the facts about the place, as (name, words); raises HubUnreachable."""
        from goaltui.sharing.worker.messages import Job

        return self._errand(Job.PROBE, self.location.file, seconds).details

    def start(self) -> None:
        """Visit in the background from now on."""
        from goaltui.sharing.worker.sync_loop import IDLE, SERVER_IDLE, SyncLoop

        idle = SERVER_IDLE if self.location.mode is Mode.SERVER else IDLE
        self._visitor = SyncLoop(lambda: self.visit(BACKGROUND_SECONDS), self._clock.now, idle)
        self._visitor.start()

    def wrote(self) -> None:
        """Something was written to the replica."""
        self._counted = None
        if self._visitor is not None:
            self._visitor.wrote()

    def row(self, database: "Database") -> SharingRow:
        """Return the sync status; the database is asked only where something may have changed."""
        standing = self._visitor.standing if self._visitor is not None else None
        if self._counted is None or self._counted[0] is not standing:
            on_server = self.location.mode is Mode.SERVER
            counted = _counted(database, standing)
            if self.at_first:
                # The first copy counts as a visit that brought news.
                problems = counted.problems if counted.number else self.at_first
                counted = replace(counted, number=counted.number + 1, problems=problems)
            self._counted = (standing, replace(counted, on_server=on_server))
        row = self._counted[1]
        slow = self._visitor is not None and self._visitor.is_slow
        return replace(row, failing=_(_SLOW)) if slow and not row.failing else row

    @property
    def ahead(self) -> float | None:
        """The lead of this computer's clock over the hub's, in seconds, as the latest visit measured it."""
        return measured(self.location.file, self._clock.now())

    def leave(self, seconds: float) -> None:
        """Make a last visit for what was written, waited for at most so long."""
        if self._visitor is not None:
            self._visitor.leave(seconds)
        self._courier.leave()

    def _errand(
        self,
        errand: "Job",
        replica: Path,
        seconds: float,
        moved: str = "",
        tell: Callable[[str], None] | None = None,
        measures: bool = False,
    ) -> "Report":
        from goaltui.sharing.progress import silent
        from goaltui.sharing.worker.messages import Job, Request

        now = self._clock.now()
        named = self.location.named
        # Where nobody waits any more, what was begun is still brought to its end.
        allowed = max(seconds, BACKGROUND_SECONDS) if errand is Job.VISIT else seconds
        allowed = FIRST_SECONDS if errand is Job.FETCH else allowed
        measures = measures and not is_measured(self.location.file, now)
        request = Request(errand, named, str(replica), str(self._backups), now, allowed, moved, measures)
        report = self._courier.ask(request, seconds, tell or silent)
        error = report.raised()
        if error is not None:
            raise error
        if report.ahead is not None:
            remember(self.location.file, report.ahead, now)
        return report


def folder_of(backups: Path, location: Location) -> Path:
    """Return the folder, among all backups, for those of one workspace."""
    digest = sha256_of(location.shown.encode("utf-8", "surrogateescape"))[:8]
    return backups / f"{_NOT_A_NAME.sub('-', location.title)[:40]}-{digest}"


def _counted(database: "Database", standing: "SyncStatus | None") -> SharingRow:
    waiting = database.exchange.waiting()
    if standing is None:
        return SharingRow(waiting.number, waiting.since)
    problems = standing.problems
    if skewed := against_the_hub(standing.ahead):
        problems = (*problems, skewed)
    return SharingRow(
        waiting.number,
        waiting.since,
        standing.reached,
        standing.failing,
        standing.number,
        standing.news,
        problems,
    )


def news(row: SharingRow, author: str) -> str:
    """Return a sentence on changes from others; empty where there are none."""
    others = ((name, number) for name, number in row.news if name != author)
    return "; ".join(
        _n("{name}: {count} change came in", "{name}: {count} changes came in", number, name=name)
        for name, number in others
    )


def _ago(moment: datetime, now: datetime) -> str:
    seconds = max(int((now - moment).total_seconds()), 0)
    if seconds < 60:
        return _("{seconds} s ago", seconds=seconds)
    return _("{minutes} min ago", minutes=seconds // 60) if seconds < 3600 else _("at {time}", time=_clock(moment))


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone():%H:%M}"
