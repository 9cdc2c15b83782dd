"""The single write path: changes into the journal and what they make of the projections, in one transaction."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from goaltui.model.changes import Change, Draft
from goaltui.model.entities import Entity
from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField
from goaltui.model.text import clean_line
from goaltui.model.validation import journal_fields, validated
from goaltui.store.clock import tick
from goaltui.store.journal import BATCH, Projected, change_of, kind_of, projected, row_of
from goaltui.store.tables import CHANGE, REPLICA, projection

CHUNK = 500
"""Ids in one IN list and rows in one executemany, well under SQLite's limit of variables."""

NOBODY = "nobody"
"""The home of a file that is a hub."""

MOVED = "moved:"
"""How the home of a hub begins that the team has left; where it went follows."""

Item = TypeVar("Item")
Standing = dict[tuple[EntityKind, str], Mapping[str, Any]]
"""The projected rows by kind and id."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What a write put into the journal: its batch (empty where nothing changed) and the entities it touched.

    `refused` counts changes of other copies that no journal can hold.
    """

    batch: str
    touched: frozenset[str]
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Replica:
    """This copy's own counters."""

    id: str
    workspace: str
    home: str
    seq: int
    hlc: int
    ahead: int


def read_replica(connection: Connection) -> Replica:
    """The counters as they stand."""
    row = connection.execute(select(REPLICA)).one()
    return Replica(row.id, row.workspace, row.home, row.seq, row.hlc, row.ahead)


def count(connection: Connection, replica: Replica) -> None:
    """Write the counters."""
    connection.execute(
        update(REPLICA).values(id=replica.id, home=replica.home, seq=replica.seq, hlc=replica.hlc, ahead=replica.ahead)
    )


def leave_home(connection: Connection) -> None:
    """Make this copy nobody's: the next who writes to it, or to a copy of it, takes an id of their own."""
    replica = read_replica(connection)
    if replica.home != NOBODY and not replica.home.startswith(MOVED):
        count(connection, replace(replica, id=str(uuid4()), home=NOBODY, seq=0))


def mark_moved(connection: Connection, to: str) -> None:
    """Make this copy a hub that says where the team went, or a plain one again where that is nowhere."""
    leave_home(connection)
    count(connection, replace(read_replica(connection), home=f"{MOVED}{to}" if to else NOBODY))


def apply(
    connection: Connection, drafts: Sequence[Draft], *, author: str, now: datetime, home: str, batch: str = ""
) -> Applied:
    """Validate, number and store the drafts as one batch, within the caller's transaction.

    `home` says which file this is: a copy of one that has written goes on under a replica id of its own. With `batch`
    the drafts go on with that batch where it is the author's and the last that was written here, so that one undo
    takes back all of it; else they are a batch of their own.
    """
    replica = _at_home(read_replica(connection), home)
    accepted, rows = _accepted(drafts, _standing(connection, drafts))
    if not accepted:
        return Applied("", frozenset())
    name = clean_line(author)
    goes_on = bool(batch) and _is_last(connection, replica, batch, name)
    changes = _numbered(replica, batch if goes_on else str(uuid4()), name, now, accepted)
    ids = frozenset(change.entity_id for change in changes if change.entity != BATCH)
    # A foreign clock may be ahead of ours, so that its values win over what is written now; and of an entity that
    # could not be believed yet the journal may hold more than is known here. Such are folded, the rest is known.
    folded = ids if replica.ahead >= changes[0].hlc else _waiting(connection, rows)
    append(connection, changes)
    _store(connection, _with_created(rows, changes, folded))
    project(connection, folded)
    count(connection, replace(replica, seq=changes[-1].seq, hlc=changes[-1].hlc))
    return Applied(changes[0].batch, ids)


def append(connection: Connection, changes: Iterable[Change]) -> None:
    """Put changes into the journal."""
    for chunk in chunks(changes):
        connection.execute(insert(CHANGE), [row_of(change) for change in chunk])


def project(connection: Connection, ids: Iterable[str]) -> None:
    """Fold these entities anew from the journal into their projections."""
    for chunk in chunks(sorted(ids)):
        store(connection, projected(changes_about(connection, chunk)))


def store(connection: Connection, items: Iterable[Projected]) -> None:
    """Write folded entities into the projections, and take out those that cannot be believed."""
    rows: defaultdict[EntityKind, list[dict[str, Any]]] = defaultdict(list)
    gone: defaultdict[EntityKind, list[str]] = defaultdict(list)
    for item in items:
        if item.row is not None:
            rows[item.kind].append(item.row)
        else:
            gone[item.kind].append(item.id)
    _store(connection, rows)
    for kind, identities in gone.items():
        table = projection(kind)
        for chunk in chunks(identities):
            connection.execute(table.delete().where(table.c.id.in_(chunk)))


def changes_about(connection: Connection, ids: Sequence[str]) -> list[Change]:
    """All changes of some entities, in no order."""
    return [change_of(row) for row in connection.execute(select(CHANGE).where(CHANGE.c.entity_id.in_(ids)))]


def chunks(items: Iterable[Item]) -> Iterable[list[Item]]:
    """Lists of at most `CHUNK` items."""
    iterator = iter(items)
    while piece := list(islice(iterator, CHUNK)):
        yield piece


def _at_home(replica: Replica, home: str) -> Replica:
    if replica.home == home:
        return replica
    if not replica.home:
        return replace(replica, home=home)
    return replace(replica, id=str(uuid4()), home=home, seq=0)


def _accepted(
    drafts: Sequence[Draft], standing: Standing
) -> tuple[list[Draft], dict[tuple[EntityKind, str], dict[str, Any]]]:
    """The drafts with their values validated and normalised, without what stands already, and the rows they make."""
    accepted: list[Draft] = []
    latest: dict[tuple[EntityKind, str], Entity] = {}
    for draft in drafts:
        kind = kind_of(draft.entity)
        if kind is None:
            if draft.entity != BATCH:
                raise InvalidField(f"There is nothing called '{draft.entity}'; nothing was saved.")
            accepted.append(draft)
            continue
        key = (kind, draft.entity_id)
        before = latest.get(key) or _entity(kind, standing.get(key))
        known = before.model_dump() if before else {}
        entity = validated(kind, {**known, **draft.fields, "id": draft.entity_id})
        names = frozenset(draft.fields)
        fields = journal_fields(entity, names)
        if before is not None:
            stands = journal_fields(before, names)
            fields = {name: value for name, value in fields.items() if value != stands[name]}
        if fields or before is None:
            latest[key] = entity
            accepted.append(Draft(draft.entity, draft.entity_id, fields))
    rows = {key: entity.model_dump() for key, entity in latest.items()}
    for key, row in rows.items():
        if key in standing:
            row["created"] = standing[key]["created"]
    return accepted, rows


def _entity(kind: EntityKind, row: Mapping[str, Any] | None) -> Entity | None:
    if row is None:
        return None
    return validated(kind, {name: value for name, value in row.items() if name != "created"})


def _standing(connection: Connection, drafts: Sequence[Draft]) -> Standing:
    wanted: defaultdict[EntityKind, set[str]] = defaultdict(set)
    for draft in drafts:
        kind = kind_of(draft.entity)
        if kind is not None:
            wanted[kind].add(draft.entity_id)
    found: Standing = {}
    for kind, ids in wanted.items():
        table = projection(kind)
        for chunk in chunks(sorted(ids)):
            for row in connection.execute(select(table).where(table.c.id.in_(chunk))).mappings():
                found[kind, row["id"]] = dict(row)
    return found


def _waiting(connection: Connection, rows: Mapping[tuple[EntityKind, str], Mapping[str, Any]]) -> frozenset[str]:
    """Those of the rows to be made new whose entity the journal has heard of already."""
    new = sorted(identity for (_, identity), row in rows.items() if "created" not in row)
    found: set[str] = set()
    for chunk in chunks(new):
        query = select(CHANGE.c.entity_id).where(CHANGE.c.entity_id.in_(chunk)).distinct()
        found.update(connection.execute(query).scalars())
    return frozenset(found)


def _is_last(connection: Connection, replica: Replica, batch: str, author: str) -> bool:
    """Whether a batch is the last of a replica: what undo takes back must stand together in the journal."""
    query = select(CHANGE.c.batch, CHANGE.c.author).where(CHANGE.c.replica == replica.id, CHANGE.c.seq == replica.seq)
    last = connection.execute(query).first()
    return last is not None and (last.batch, last.author) == (batch, author)


def _numbered(replica: Replica, batch: str, author: str, now: datetime, drafts: Sequence[Draft]) -> list[Change]:
    changes: list[Change] = []
    clock = replica.hlc
    for seq, draft in enumerate(drafts, replica.seq + 1):
        clock = tick(clock, now)
        changes.append(Change(replica.id, seq, clock, batch, author, now, draft.entity, draft.entity_id, draft.fields))
    return changes


def _with_created(
    rows: Mapping[tuple[EntityKind, str], dict[str, Any]], changes: Sequence[Change], left_out: frozenset[str]
) -> dict[EntityKind, list[dict[str, Any]]]:
    """The rows by kind; an entity made by these changes is created with its first."""
    by_kind: defaultdict[EntityKind, list[dict[str, Any]]] = defaultdict(list)
    first: dict[tuple[str, str], int] = {}
    for change in changes:
        first.setdefault((change.entity, change.entity_id), change.hlc)
    for (kind, identity), row in rows.items():
        if identity not in left_out:
            by_kind[kind].append({"created": first[kind, identity], **row})
    return by_kind


def _store(connection: Connection, rows: Mapping[EntityKind, Sequence[dict[str, Any]]]) -> None:
    for kind, found in rows.items():
        for chunk in chunks(found):
            connection.execute(insert(projection(kind)).prefix_with("OR REPLACE"), chunk)
