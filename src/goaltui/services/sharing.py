"""A shared workspace as both front ends see it: where it lies, how it stands with the team, and going there."""

import os
import re
import threading
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.services import words
from goaltui.services.clock import Clock
from goaltui.sharing.location import Location, locate
from goaltui.sharing.places import Mode

if TYPE_CHECKING:
    from goaltui.sharing.answers import Errand, Report
    from goaltui.sharing.courier import Courier
    from goaltui.sharing.visitor import Standing, Visitor
    from goaltui.store.database import Database

__all__ = ["Location", "Mode", "Sharing", "SharingRow", "locate"]

BACKGROUND_SECONDS = 120.0
_NOT_A_NAME = re.compile(r"[^\w.-]+")
_SKEW_SECONDS = 300.0
_SLOW = "The team's place does not answer just now; the work is saved here and waits."


@dataclass(frozen=True, slots=True)
class SharingRow:
    """How a shared workspace stands: `waiting` changes are saved here and not seen in the hub yet, since `since`;
    `reached` is when the hub was reached last; `failing` why not now, in a sentence.

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
        """Where the data stands, for the bar: at most a handful of words."""
        if self.failing:
            waits = f"{words.counted(self.waiting, 'change')} wait" if self.waiting > 1 else "1 change waits"
            since = f" since {self.since.astimezone():%H:%M}" if self.since else ""
            return f"offline, {waits}{since}" if self.waiting else "offline, nothing waits"
        if self.waiting:
            return (
                "saved here, on the way to the server"
                if self.on_server
                else "saved here, on the way to the team's file"
            )
        where = "on the server" if self.on_server else "in the team's file"
        return f"{where} {_ago(self.reached, now)}" if self.reached else "saved here"


@dataclass(frozen=True, slots=True)
class Synced:
    """What a visit came to; see `sharing.hub.Visit` for the numbers. `waiting` is what still waits after it."""

    received: int
    sent: int
    returned: int
    authors: tuple[tuple[str, int], ...]
    problems: tuple[str, ...]
    waiting: int

    @property
    def sentence(self) -> str:
        """In words."""
        whose = words.listed(f"{name} {number}" for name, number in self.authors)
        came = f"{words.counted(self.received, 'change')} came in ({whose})" if self.received else "Nothing came in"
        again = f", {self.returned} of them again after they were lost there" if self.returned else ""
        went = f"{words.counted(self.sent, 'change')} went out{again}" if self.sent else "nothing had to go out"
        return f"{came}, {went}."


class Sharing:
    """The way between one replica and its hub; may be told of writes from any thread."""

    def __init__(self, location: Location, backups: Path, clock: Clock, courier: "Courier") -> None:
        self.location = location
        self._backups = backups
        self._clock = clock
        self._courier = courier
        self._visitor: Visitor | None = None
        self._counted: tuple[Standing | None, SharingRow] | None = None

    @classmethod
    def beginning(cls, location: Location, backups: Path, clock: Clock) -> "Sharing":
        """With a visiting process of its own: forked where that is safe and therefore quick."""
        from goaltui.sharing.courier import Courier

        quick = hasattr(os, "fork") and threading.active_count() == 1
        return cls(location, folder_of(backups, location), clock, Courier.forked() if quick else Courier.spawned())

    def fetch(self, seconds: float, replica: Path | None = None) -> "Report":
        """Make the replica from the hub; raises HubUnreachable, DatabaseRefused."""
        from goaltui.sharing.answers import Errand

        return self._errand(Errand.FETCH, replica or self.location.file, seconds)

    def mark_moved(self, to: str, seconds: float) -> None:
        """Have the hub say where the team went; empty takes it back. Raises HubUnreachable, DatabaseRefused."""
        from goaltui.sharing.answers import Errand

        self._errand(Errand.MARK, self.location.file, seconds, to)

    def look(self, seconds: float) -> "Report":
        """Take in what others wrote; raises HubUnreachable, DatabaseRefused."""
        from goaltui.sharing.answers import Errand

        return self._errand(Errand.LOOK, self.location.file, seconds)

    def visit(self, seconds: float, replica: Path | None = None) -> "Report":
        """Take in and give; raises HubUnreachable, DatabaseRefused."""
        from goaltui.sharing.answers import Errand

        return self._errand(Errand.VISIT, replica or self.location.file, seconds)

    def sync(self, database: "Database", seconds: float) -> Synced:
        """Visit now; raises HubUnreachable where that does not succeed in time, DatabaseRefused."""
        report = self.visit(seconds)
        skewed = report.ahead is not None and abs(report.ahead) > _SKEW_SECONDS
        problems = (*report.problems, _skewed(report.ahead)) if skewed and report.ahead else report.problems
        waiting = database.waiting().number
        return Synced(report.received, report.sent, report.returned, report.authors, problems, waiting)

    def probe(self, seconds: float) -> tuple[tuple[str, str], ...]:
        """What is worth knowing of the place, as (name, words); raises HubUnreachable."""
        from goaltui.sharing.answers import Errand

        return self._errand(Errand.PROBE, self.location.file, seconds).details

    def start(self) -> None:
        """Visit in the background from now on."""
        from goaltui.sharing.visitor import IDLE, SERVER_IDLE, Visitor

        idle = SERVER_IDLE if self.location.mode is Mode.SERVER else IDLE
        self._visitor = Visitor(lambda: self.visit(BACKGROUND_SECONDS), self._clock.now, idle)
        self._visitor.start()

    def wrote(self) -> None:
        """Something was written to the replica."""
        self._counted = None
        if self._visitor is not None:
            self._visitor.wrote()

    def row(self, database: "Database") -> SharingRow:
        """How it stands; the database is asked only where something may have changed."""
        standing = self._visitor.standing if self._visitor is not None else None
        if self._counted is None or self._counted[0] is not standing:
            on_server = self.location.mode is Mode.SERVER
            self._counted = (standing, replace(_counted(database, standing), on_server=on_server))
        row = self._counted[1]
        slow = self._visitor is not None and self._visitor.is_slow
        return replace(row, failing=_SLOW) if slow and not row.failing else row

    def leave(self, seconds: float) -> None:
        """Make a last visit for what was written, waited for at most so long."""
        if self._visitor is not None:
            self._visitor.leave(seconds)
        self._courier.leave()

    def _errand(self, errand: "Errand", replica: Path, seconds: float, moved: str = "") -> "Report":
        from goaltui.sharing.answers import Errand, Request

        now = self._clock.now()
        named = self.location.named
        # Where nobody waits any more, what was begun is still brought to its end.
        allowed = max(seconds, BACKGROUND_SECONDS) if errand is Errand.VISIT else seconds
        report = self._courier.ask(
            Request(errand, named, str(replica), str(self._backups), now, allowed, moved), seconds
        )
        error = report.raised()
        if error is not None:
            raise error
        return report


def folder_of(backups: Path, location: Location) -> Path:
    """The folder, among all backups, for those of one workspace."""
    digest = sha256(location.shown.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return backups / f"{_NOT_A_NAME.sub('-', location.title)[:40]}-{digest}"


def _counted(database: "Database", standing: "Standing | None") -> SharingRow:
    waiting = database.waiting()
    if standing is None:
        return SharingRow(waiting.number, waiting.since)
    problems = standing.problems
    if standing.ahead is not None and abs(standing.ahead) > _SKEW_SECONDS:
        problems = (*problems, _skewed(standing.ahead))
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
    """What came from others, in a sentence; empty where nothing did."""
    others = ((name, number) for name, number in row.news if name != author)
    return "; ".join(f"{name}: {words.counted(number, 'change')} came in" for name, number in others)


def _ago(moment: datetime, now: datetime) -> str:
    seconds = max(int((now - moment).total_seconds()), 0)
    if seconds < 60:
        return f"{seconds} s ago"
    return f"{seconds // 60} min ago" if seconds < 3600 else f"at {moment.astimezone():%H:%M}"


def _skewed(ahead: float) -> str:
    minutes = round(abs(ahead) / 60)
    return (
        f"This computer's clock is {words.counted(minutes, 'minute')} {'ahead of' if ahead > 0 else 'behind'} the"
        " drive's; set it right, or the wrong one of two edits counts as the newer."
    )
