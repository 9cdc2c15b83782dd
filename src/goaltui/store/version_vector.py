"""Version vectors of journals, and the changes that another journal lacks: a visit costs what changed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import repeat
from typing import Any

from goaltui.model.changes import Change
from goaltui.model.enums import EntityKind
from goaltui.model.quick_dataclass import dataclass
from goaltui.store.causality import line
from goaltui.store.clock import moment_of
from goaltui.store.file.connection import Connection
from goaltui.store.journal import NO_CHANGE, change_of, kind_of
from goaltui.store.statements.texts import STATEMENTS

_NAMELESS = ""


@dataclass(frozen=True, slots=True)
class AckedVersion:
    """The changes of one replica that a journal holds: their number, the highest
    number, and a sum over their clocks.

    Two journals with the same holding hold the same changes: the sum also tells apart two changes under one number, as
    they come from a file that was put back to an earlier state.
    """

    number: int
    top: int
    total: int


@dataclass(frozen=True, slots=True)
class PendingChanges:
    """The number of changes that the hub has not been seen to hold, and since when the first of them waits."""

    number: int
    since: datetime | None


def holdings(connection: Connection) -> dict[str, AckedVersion]:
    """Return the holdings of a journal, by replica. They are read from an index; the
    changes themselves stay untouched.
    """
    found: dict[str, AckedVersion] = {}
    for row in connection.run(STATEMENTS["holdings"]):
        # Rows under no name at all are one replica, so that they are counted once.
        name, own = row[0] or _NAMELESS, _holding(row)
        other = found.get(name, AckedVersion(0, 0, 0))
        found[name] = AckedVersion(own.number + other.number, max(own.top, other.top), own.total + other.total)
    return found


def missing(connection: Connection, held: Mapping[str, AckedVersion]) -> Iterator[Change]:
    """Yield the changes of this journal that a journal with these holdings lacks, each replica's in order.

    Where the other holds more of a replica, or something else, all of that replica is told: taking in knows what is
    known. So take in first, and ask afterwards for what is still missing over there.
    """
    for replica, own in holdings(connection).items():
        other = held.get(replica)
        if other == own:
            continue
        if replica == _NAMELESS:
            yield from repeat(NO_CHANGE, own.number)
            continue
        after = other.top if other is not None and _begins_with(connection, replica, other) else 0
        yield from map(change_of, connection.run(STATEMENTS["after"], replica=replica, seq=after))


def waiting(connection: Connection, seen: Mapping[str, AckedVersion]) -> PendingChanges:
    """Return the changes of this journal that a hub with these holdings lacks."""
    number = 0
    since: list[int] = []
    for replica, own in holdings(connection).items():
        other = seen.get(replica)
        has_all = other is not None and other.number >= own.number and other.top >= own.top
        if other == own or has_all or replica == _NAMELESS:
            continue
        after = other.top if other is not None and _begins_with(connection, replica, other) else 0
        number += own.number - (other.number if after and other is not None else 0)
        since.append(connection.run(STATEMENTS["first_after"], replica=replica, seq=after).scalar() or 0)
    return PendingChanges(number, moment_of(min(since)) if since else None)


def authors_of(connection: Connection, before: Mapping[str, AckedVersion]) -> dict[str, int]:
    """Return the number of changes of each author that came in since a journal held `before`, as its replicas count."""
    found: dict[str, int] = {}
    for replica, own in holdings(connection).items():
        other = before.get(replica)
        if other == own:
            continue
        after = other.top if other is not None else 0
        for author, number in connection.run(STATEMENTS["authors_after"], replica=replica, seq=after):
            if author is not None:
                found[author] = found.get(author, 0) + number
    return found


def deleted_since(
    connection: Connection, before: Mapping[str, AckedVersion], own: str
) -> dict[EntityKind, frozenset[str]]:
    """Return the ids, by kind, of things that a journal that held `before` knew and other
    replicas than one's own deleted since.

    What is under a deleted thing goes with it and is not named: nothing says so in the journal.
    """
    found: dict[EntityKind, frozenset[str]] = {}
    for replica, held in holdings(connection).items():
        known = before.get(replica)
        if held == known or replica == own:
            continue
        after = known.top if known is not None else 0
        for change in map(change_of, connection.run(STATEMENTS["after"], replica=replica, seq=after)):
            kind = kind_of(change.entity)
            if kind is not None and change.fields.get("deleted") is True and _knew(connection, before, change):
                found[kind] = found.get(kind, frozenset()) | {change.entity_id}
    return found


def _knew(connection: Connection, before: Mapping[str, AckedVersion], change: Change) -> bool:
    """Return whether a journal that held `before` held changes of a change's entity,
    and the entity is still deleted.
    """
    about = list(map(change_of, connection.run(STATEMENTS["changes_about"], ids=[change.entity_id])))
    known = any(one.replica in before and one.seq <= before[one.replica].top for one in about)
    said = [one.fields["deleted"] for one in line(about).changes if "deleted" in one.fields] if known else []
    return bool(said) and said[-1] is True


def _begins_with(connection: Connection, replica: str, other: AckedVersion) -> bool:
    """Return whether this journal's changes of a replica up to the other's last are exactly those of the other."""
    first = connection.run(STATEMENTS["holdings until"], replica=replica, seq=other.top).first()
    return first is not None and _holding(first) == other


def _holding(row: Sequence[Any]) -> AckedVersion:
    _, number, top, total = row
    return AckedVersion(number, top or 0, total or 0)
