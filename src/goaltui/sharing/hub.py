"""The interface of every hub, and the result of a visit: what stands between replicas and the team's place."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Protocol

from goaltui.model.changes import Change
from goaltui.model.errors import HubUnreachable
from goaltui.model.quick.translation import _
from goaltui.sharing.progress import Tell, silent
from goaltui.store.database import Database
from goaltui.store.version_vector import AckedVersion
from goaltui.store.writes import Applied

PIECE = 2_000
"""Changes taken in within one transaction, so that whoever writes on the screen meanwhile never waits for long."""


@dataclass(frozen=True, slots=True)
class Visit:
    """The result of a visit.

    `received` changes were taken in, by `authors` (name, how many). The hub was given `sent` changes that it lacked.
    `returned` is the number of changes that it had lost since it was seen to hold them. `problems` are sentences that
    the user should read though the visit went on. `ahead` is the lead of this machine's clock over the hub's in
    seconds, where known.
    """

    received: int = 0
    sent: int = 0
    returned: int = 0
    authors: tuple[tuple[str, int], ...] = ()
    problems: tuple[str, ...] = ()
    ahead: float | None = None


class Hub(Protocol):
    """The team's copy of a workspace, wherever it is; everything here may block and belongs in the visiting process.

    `deadline` is a moment of `time.monotonic`: what is not done by then is left to the next visit.
    """

    @property
    def where(self) -> str:
        """The hub's name in a sentence: its path, or its address without the password."""

    def workspace(self, *, deadline: float) -> str | None:
        """Return the id of its workspace, none where nothing is there yet; raises HubUnreachable, DatabaseRefused."""

    def look(self, replica: Database, *, now: datetime, deadline: float) -> Visit:
        """Take in what the replica lacks and acknowledge what the hub was seen to hold, leaving the hub as it is."""

    def visit(self, replica: Database, *, now: datetime, deadline: float) -> Visit:
        """Take in what the replica lacks, give what the hub lacks, and acknowledge in the replica what the hub was
        seen to hold afterwards (`Exchange.acknowledge`).

        Makes the hub where nothing is there yet. Raises HubUnreachable where it could not be reached or not be written
        in time, DatabaseRefused where what is there is not this workspace or too new; the replica is then as it was,
        or has taken in a part, which is no harm.
        """

    def mark_moved(self, replica: Database, to: str, *, deadline: float) -> None:
        """Mark the hub with the place that the team moved to, for all who come from now
        on; empty takes the mark back.

        Nothing happens where nothing is there yet.
        """


class Journal(Protocol):
    """The journal of a hub, opened: a file's copy on the local disk, or tables on a server."""

    def holdings(self) -> dict[str, AckedVersion]:
        """Return its holdings, by replica."""

    def missing(self, theirs: Mapping[str, AckedVersion]) -> Iterator[Change]:
        """Return the changes that a journal with these holdings lacks."""

    def merge(self, changes: Iterable[Change], *, now: datetime) -> Applied:
        """Take in changes, each once."""


def take_in(replica: Database, hub: Journal, *, now: datetime, deadline: float, tell: Tell = silent) -> Visit:
    """Give the replica what the hub holds and it lacks; return the visit. Equal
    holdings cost one query on each side.
    """
    before = replica.exchange.holdings()
    theirs = hub.holdings()
    if before == theirs:
        return Visit()
    told = partial(_tell_share, tell, _count(before), _count(theirs))
    refused = _pour(hub.missing(before), replica.exchange, now, deadline, told)
    authors = sorted(replica.exchange.came_in(before).items())
    problems = [_("Entries there that are not valid were left out: {count}.", count=refused)] if refused else []
    if before:
        # To those who begin here it is no news.
        problems.extend(told_deletions(replica, before))
    return Visit(received=sum(number for _, number in authors), authors=tuple(authors), problems=tuple(problems))


def told_deletions(replica: Database, before: Mapping[str, AckedVersion]) -> Iterator[str]:
    """Yield sentences on what came in since `before` and took something away: by copies
    as a whole, or else by others.
    """
    copies = replica.copies.taken_since(before)
    yield from (_("Merged: {told}; undo reverts it.", told=told) for told in copies)
    if not copies and (told := replica.exchange.deletions_since(before)):
        yield _("By others: {told}; goaltui log says by whom.", told=told)


def give(replica: Database, hub: Journal, *, now: datetime, deadline: float) -> int:
    """Give the hub what the replica holds and it lacks; return the number of changes
    that it holds more. Take in first.
    """
    theirs = hub.holdings()
    if theirs == replica.exchange.holdings():
        return 0
    _pour(replica.exchange.missing(theirs), hub, now, deadline)
    return _count(hub.holdings()) - _count(theirs)


def both(first: Visit, second: Visit) -> Visit:
    """Return the sum of two parts of a visit."""
    authors = Counter(dict(first.authors))
    authors.update(dict(second.authors))
    return Visit(
        received=first.received + second.received,
        sent=first.sent + second.sent,
        returned=first.returned + second.returned,
        authors=tuple(sorted(authors.items())),
        problems=(*first.problems, *second.problems),
        ahead=first.ahead if second.ahead is None else second.ahead,
    )


def lost_by(hub: Mapping[str, AckedVersion], seen: Mapping[str, AckedVersion]) -> int:
    """Return the number of changes that a hub was seen to hold and has lost."""
    return sum(max(item.number - (hub[name].number if name in hub else 0), 0) for name, item in seen.items())


def in_time(deadline: float, where: str) -> None:
    """Raise HubUnreachable once the deadline is past."""
    if time.monotonic() >= deadline:
        raise HubUnreachable(_("{where} took too long to answer; the work is saved here and waits.", where=where))


def _tell_share(tell: Tell, before: int, total: int, done: int) -> None:
    tell(
        _("{done} of {all} changes read", done=_grouped(min(before + done, total)), all=_grouped(total)),
    )


def _pour(
    changes: Iterator[Change], into: Journal, now: datetime, deadline: float, told: Callable[[int], None] | None = None
) -> int:
    refused = done = 0
    while piece := list(islice(changes, PIECE)):
        in_time(deadline, _("The shared database"))
        refused += into.merge(piece, now=now).refused
        done += len(piece)
        if told is not None:
            told(done)
    return refused


def _count(held: Mapping[str, AckedVersion]) -> int:
    return sum(item.number for item in held.values())


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", " ")
