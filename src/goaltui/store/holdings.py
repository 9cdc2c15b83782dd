"""What a journal holds of each replica, and which changes another journal lacks: a visit costs what changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from goaltui.model.changes import Change
from goaltui.store.clock import moment_of
from goaltui.store.journal import change_of
from goaltui.store.tables import CHANGE

STEP = 2_000
"""Changes read at a time."""

_MODULUS = 2_147_483_647
_SUMMED = select(
    CHANGE.c.replica,
    func.count().label("number"),
    func.max(CHANGE.c.seq).label("top"),
    func.sum(CHANGE.c.hlc % _MODULUS).label("total"),
)


@dataclass(frozen=True, slots=True)
class Holding:
    """The changes of one replica that a journal holds: how many, the highest number, and a sum over their clocks.

    Two journals with the same holding hold the same changes: the sum also tells apart two changes under one number,
    as they come from a file that was put back to an earlier state.
    """

    number: int
    top: int
    total: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many changes the hub has not shown to hold yet, and since when the first of them waits."""

    number: int
    since: datetime | None


def holdings(connection: Connection) -> dict[str, Holding]:
    """What a journal holds, by replica; read from an index, the changes themselves stay untouched."""
    return {row.replica: _holding(row) for row in connection.execute(_SUMMED.group_by(CHANGE.c.replica))}


def missing(connection: Connection, held: Mapping[str, Holding]) -> Iterator[Change]:
    """The changes of this journal that a journal with these holdings lacks, each replica's in order.

    Where the other holds more of a replica, or something else, all of that replica is told: taking in knows what is
    known. So take in first, and ask afterwards for what is still missing over there.
    """
    for replica, own in holdings(connection).items():
        other = held.get(replica)
        if other == own:
            continue
        after = other.top if other is not None and _begins_with(connection, replica, other) else 0
        query = select(CHANGE).where(CHANGE.c.replica == replica, CHANGE.c.seq > after).order_by(CHANGE.c.seq)
        yield from map(change_of, connection.execute(query.execution_options(yield_per=STEP)))


def waiting(connection: Connection, seen: Mapping[str, Holding]) -> Waiting:
    """What of this journal a hub that was seen to hold this has not."""
    number = 0
    since: list[int] = []
    for replica, own in holdings(connection).items():
        other = seen.get(replica)
        if other == own or (other is not None and other.number >= own.number and other.top >= own.top):
            continue
        after = other.top if other is not None and _begins_with(connection, replica, other) else 0
        number += own.number - (other.number if after and other is not None else 0)
        query = select(func.min(CHANGE.c.at)).where(CHANGE.c.replica == replica, CHANGE.c.seq > after)
        since.append(connection.execute(query).scalar_one())
    return Waiting(number, moment_of(min(since)) if since else None)


def authors_of(connection: Connection, before: Mapping[str, Holding]) -> dict[str, int]:
    """How many changes of each author came in since a journal held `before`, as its replicas count."""
    found: dict[str, int] = {}
    for replica, own in holdings(connection).items():
        other = before.get(replica)
        if other == own:
            continue
        after = other.top if other is not None else 0
        query = select(CHANGE.c.author, func.count()).where(CHANGE.c.replica == replica, CHANGE.c.seq > after)
        for author, number in connection.execute(query.group_by(CHANGE.c.author)):
            found[author] = found.get(author, 0) + number
    return found


def _begins_with(connection: Connection, replica: str, other: Holding) -> bool:
    """Whether this journal's changes of a replica up to the other's last are exactly those of the other."""
    query = _SUMMED.where(CHANGE.c.replica == replica, CHANGE.c.seq <= other.top).group_by(CHANGE.c.replica)
    first = connection.execute(query).first()
    return first is not None and _holding(first) == other


def _holding(row: Row[Any]) -> Holding:
    return Holding(int(row.number), int(row.top), int(row.total))
