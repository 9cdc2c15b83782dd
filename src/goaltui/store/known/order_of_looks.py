"""The order in which changes are told: by the clocks, unless it is known what was seen before.

A clock that is ahead of now would keep its changes on top until that day comes, and one that is behind would bury them
below what everybody has read. So a change ahead of now takes the place of the latest that its author is known to have
seen, and one that was not here at the last look comes after what was.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TypeAlias

from goaltui.model.changes import COUNTER_BITS, Change, Looked
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick_dataclass import dataclass
from goaltui.store.causality import lines
from goaltui.store.clock import FARTHEST_AHEAD, last_at
from goaltui.store.file.connection import Connection
from goaltui.store.journal import believed
from goaltui.store.statements.chunks import chunks
from goaltui.store.statements.texts import STATEMENTS

_ID_LENGTH = 36
_COUNTED = (1 << COUNTER_BITS) - 1
_MOST = 2_000
"""The most changes that came late or are ahead of now of which the place is found; more keep their clocks."""

Place: TypeAlias = tuple[int, bool, str, int]
"""The clock a change counts under, whether that is its own, its replica and number, the latest the least."""


class _Number(NamedTuple):
    """The number of a change within its replica."""

    replica: str
    seq: int


@dataclass(frozen=True, slots=True)
class Placing:
    """The changes whose clocks do not give their place, each with the clock of its place."""

    clocks: dict[_Number, int]
    changes: tuple[Change, ...]

    def newest_first(self, rows: Iterable[Change], fits: Callable[[Change], bool]) -> Iterator[Change]:
        """Yield changes that come by their clocks, latest first, with the placed ones
        among them that `fits` lets in.
        """
        if not self.changes:
            yield from rows
            return
        from heapq import heappop, heappush

        waiting: list[tuple[Place, Change]] = []
        for change in filter(fits, self.changes):
            heappush(waiting, (self._upside_down(change), change))
        for change in rows:
            if _Number(change.replica, change.seq) in self.clocks:
                continue
            here = self._upside_down(change)
            while waiting and waiting[0][0] < here:
                yield heappop(waiting)[1]
            yield change
        while waiting:
            yield heappop(waiting)[1]

    def clock(self, change: Change) -> int:
        """Return the clock that gives a change its place."""
        return self.clocks.get(_Number(change.replica, change.seq), change.hlc)

    def _upside_down(self, change: Change) -> Place:
        own = _Number(change.replica, change.seq) not in self.clocks
        return (-self.clock(change), own, change.replica, -change.seq)


def replicas(connection: Connection) -> Iterator[str]:
    """Yield the ids of the replicas whose changes are here."""
    # One by one from the key: to list them all at once the whole journal is read.
    name = connection.run(STATEMENTS["next_replica"], after="").scalar()
    while isinstance(name, str):
        yield name
        name = connection.run(STATEMENTS["next_replica"], after=name).scalar()


def placing(connection: Connection, now: datetime, last: Looked | None) -> Placing:
    """Return the places of changes whose clocks do not give them, for a reader who
    `looked` at `last` where that is told.
    """
    until = last_at(now + FARTHEST_AHEAD)
    ahead = list(believed(connection.run(STATEMENTS["ahead"], until=until, limit=_MOST)))
    clocks = _ahead(connection, ahead, until)
    if last is not None:
        # What was here at the last look is of before it.
        for change in ahead:
            number = _Number(change.replica, change.seq)
            clocks[number] = min(clocks.get(number, change.hlc), last.clock)
        for replica in replicas(connection):
            clocks |= _late(connection, replica, last, clocks)
    kept = {_Number(change.replica, change.seq): change for change in ahead}
    moved = [kept.get(number) or _change(connection, number) for number in clocks]
    return Placing(clocks, tuple(change for change in moved if change is not None))


def _change(connection: Connection, number: _Number) -> Change | None:
    return next(believed(connection.run(STATEMENTS["numbered"], replica=number.replica, seq=number.seq)), None)


def _late(connection: Connection, replica: str, last: Looked, clocks: dict[_Number, int]) -> dict[_Number, int]:
    """Return the places of a replica's changes that were not here at the last look and would stand before it."""
    found: dict[_Number, int] = {}
    rows = connection.run(STATEMENTS["clocks"], replica=replica, seq=last.top(replica), limit=_MOST)
    for seq, clock in rows:
        if type(seq) is not int or type(clock) is not int:
            continue
        number = _Number(replica, seq)
        if clocks.get(number, clock) <= last.clock:
            found[number] = last.clock + 1
    return found


def _ahead(connection: Connection, ahead: Iterable[Change], until: int) -> dict[_Number, int]:
    """Return for each change ahead of now the clock of the latest that its author is known to have seen; changes of
    which nothing is known are left out.
    """
    found: dict[_Number, int] = {}
    ordered = sorted(ahead, key=lambda change: (change.replica, change.seq))
    seen = _seen_by(connection, ordered, until)
    reached: dict[str, int] = {}
    for change in ordered:
        number = _Number(change.replica, change.seq)
        if change.replica not in reached:
            held = {"replica": change.replica, "seq": change.seq, "until": until}
            before = connection.run(STATEMENTS["clock_before"], **held).scalar()
            reached[change.replica] = before if type(before) is int else 0
        reached[change.replica] = max(reached[change.replica], seen.get(number, 0))
        if reached[change.replica]:
            # Not amidst what was written together.
            found[number] = reached[change.replica] | _COUNTED
    return found


def _seen_by(connection: Connection, ahead: Iterable[Change], until: int) -> dict[_Number, int]:
    """Return for each change the clock of the latest change that it followed, or that made a thing it names."""
    named = {(change.replica, change.seq): _named(change) for change in ahead}
    ids = {change.entity_id for change in ahead}.union(*named.values())
    found: dict[_Number, int] = {}
    made: dict[str, int] = {}
    for chunk in chunks(sorted(ids)):
        about = believed(connection.run(STATEMENTS["changes_about"], ids=list(chunk)))
        for (_, identity), line in lines(about).items():
            made[identity] = min((one.hlc for one in line.changes if one.hlc <= until), default=0)
            for place, change in enumerate(line.changes):
                if change.hlc > until and change.follows:
                    before = (line.changes[other].hlc for other in line.before[place])
                    found[_Number(change.replica, change.seq)] = max((one for one in before if one <= until), default=0)
    for (replica, seq), others in named.items():
        number = _Number(replica, seq)
        found[number] = max(found.get(number, 0), max((made.get(other, 0) for other in others), default=0))
    return found


def _named(change: Change) -> frozenset[str]:
    """Return the values of a change that may be ids of other things."""
    return frozenset(value for value in change.fields.values() if isinstance(value, str) and len(value) == _ID_LENGTH)
