"""The single write path: changes into the journal and what they make of the projections, in one transaction."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import Connection, Table, insert, select, update

from goaltui.model.changes import Change, Draft, Value
from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField
from goaltui.model.validation import journal_fields, validated
from goaltui.store.clock import followed, tick
from goaltui.store.connection import writing
from goaltui.store.journal import BATCH, change_of, fold, kind_of, projected, row_of
from goaltui.store.tables import ChangeRow, ReplicaRow, projection, table_of

CHUNK = 500
"""Ids in one IN list and rows in one executemany, well under SQLite's limit of variables."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Applied:
    """What a write put into the journal: its batch (empty where nothing changed) and the entities it touched."""

    batch: str
    touched: frozenset[str]


@dataclass(frozen=True, slots=True)
class Replica:
    """This copy's own counters."""

    id: str
    workspace: str
    seq: int
    hlc: int
    ahead: int


def read_replica(connection: Connection) -> Replica:
    """The counters as they stand."""
    row = connection.execute(select(table_of(ReplicaRow))).one()
    return Replica(row.id, row.workspace, row.seq, row.hlc, row.ahead)


def apply(connection: Connection, drafts: Sequence[Draft], *, author: str, now: datetime) -> Applied:
    """Validate, number and store the drafts as one batch; raises InvalidField, nothing written, where one is wrong."""
    with writing(connection):
        replica = read_replica(connection)
        standing = _standing(connection, drafts)
        accepted = _accepted(drafts, standing)
        if not accepted:
            return Applied("", frozenset())
        batch = str(uuid4())
        changes = _numbered(replica, batch, author, now, accepted)
        _append(connection, changes)
        ids = frozenset(change.entity_id for change in changes if change.entity != BATCH)
        if replica.ahead >= changes[0].hlc:
            # A foreign clock is ahead of ours, so its values win over what was just written.
            project(connection, ids)
        else:
            _upsert(connection, changes, standing)
        _count(connection, replace(replica, seq=changes[-1].seq, hlc=changes[-1].hlc))
        return Applied(batch, ids)


def merge(connection: Connection, changes: Iterable[Change], now: datetime) -> Applied:
    """Take in changes of other copies: known ones are passed over, the rest is kept, understood or not."""
    with writing(connection):
        replica = read_replica(connection)
        fresh = _unknown(connection, {(change.replica, change.seq): change for change in changes})
        _append(connection, fresh)
        touched = frozenset(change.entity_id for change in fresh)
        project(connection, touched)
        highest = max((change.hlc for change in fresh), default=0)
        clock = followed(replica.hlc, highest, now)
        own = max((change.seq for change in fresh if change.replica == replica.id), default=0)
        _count(
            connection,
            replace(replica, hlc=clock, ahead=max(replica.ahead, highest), seq=max(replica.seq, own)),
        )
        return Applied("", touched)


def project(connection: Connection, ids: Iterable[str]) -> None:
    """Fold these entities anew from the journal into their projections."""
    for chunk in chunks(sorted(ids)):
        _replace(connection, fold(changes_about(connection, chunk)).values())


def changes_about(connection: Connection, ids: Sequence[str]) -> list[Change]:
    """All changes of some entities, in no order."""
    table = table_of(ChangeRow)
    return [change_of(row) for row in connection.execute(select(table).where(table.c.entity_id.in_(ids)))]


def store_states(connection: Connection, states: Iterable[Any]) -> None:
    """Write folded states into the projections; used by rebuilding too."""
    _replace(connection, states)


def chunks(items: Iterable[Item]) -> Iterable[list[Item]]:
    """Lists of at most `CHUNK` items."""
    iterator = iter(items)
    while piece := list(islice(iterator, CHUNK)):
        yield piece


Standing = dict[tuple[str, str], dict[str, Value]]
"""The projected fields by entity and id, `created` among them."""


def _accepted(drafts: Sequence[Draft], standing: Standing) -> list[Draft]:
    """The drafts with their values validated and normalised, without what stands already; `standing` follows."""
    accepted: list[Draft] = []
    for draft in drafts:
        kind = kind_of(draft.entity)
        if kind is None:
            if draft.entity != BATCH:
                raise InvalidField(f"There is nothing called '{draft.entity}'; nothing was saved.")
            accepted.append(draft)
            continue
        key = (draft.entity, draft.entity_id)
        before = standing.get(key, {})
        known = {name: value for name, value in before.items() if name != "created"}
        entity = validated(kind, {**known, **draft.fields, "id": draft.entity_id})
        fields = journal_fields(entity, frozenset(draft.fields))
        changed = {name: value for name, value in fields.items() if name not in before or before[name] != value}
        standing[key] = {**before, **journal_fields(entity)}
        if changed:
            accepted.append(Draft(draft.entity, draft.entity_id, changed))
    return accepted


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
                found[kind, row["id"]] = {name: _plain(value) for name, value in row.items() if name != "id"}
    return found


def _plain(value: Any) -> Value:
    return value.isoformat() if isinstance(value, date) else value


def _numbered(replica: Replica, batch: str, author: str, now: datetime, drafts: Sequence[Draft]) -> list[Change]:
    changes: list[Change] = []
    clock = replica.hlc
    for seq, draft in enumerate(drafts, replica.seq + 1):
        clock = tick(clock, now)
        changes.append(Change(replica.id, seq, clock, batch, author, now, draft.entity, draft.entity_id, draft.fields))
    return changes


def _append(connection: Connection, changes: Sequence[Change]) -> None:
    for chunk in chunks(changes):
        connection.execute(insert(table_of(ChangeRow)), [row_of(change) for change in chunk])


def _upsert(connection: Connection, changes: Sequence[Change], standing: Standing) -> None:
    """Put validated changes, newer than all that stands, into the projections."""
    rows: defaultdict[EntityKind, dict[str, dict[str, Any]]] = defaultdict(dict)
    for change in changes:
        kind = kind_of(change.entity)
        if kind is not None and change.entity_id not in rows[kind]:
            fields = {"created": change.hlc, **standing[change.entity, change.entity_id]}
            rows[kind][change.entity_id] = _whole(kind, change.entity_id, fields)
    for kind, found in rows.items():
        _write(connection, projection(kind), list(found.values()))


def _whole(kind: EntityKind, identity: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    known = {name: value for name, value in fields.items() if name not in ("created", "id")}
    entity = validated(kind, {**known, "id": identity})
    return {**entity.model_dump(), "created": fields["created"]}


def _replace(connection: Connection, states: Iterable[Any]) -> None:
    rows: defaultdict[EntityKind, list[dict[str, Any]]] = defaultdict(list)
    for state in states:
        kind = kind_of(state.entity)
        fields = projected(state)
        if kind is not None and fields is not None:
            rows[kind].append(_whole(kind, state.entity_id, fields))
    for kind, found in rows.items():
        _write(connection, projection(kind), found)


def _write(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    for chunk in chunks(rows):
        connection.execute(insert(table).prefix_with("OR REPLACE"), chunk)


def _unknown(connection: Connection, offered: Mapping[tuple[str, int], Change]) -> list[Change]:
    table = table_of(ChangeRow)
    by_replica: defaultdict[str, list[int]] = defaultdict(list)
    for replica, seq in offered:
        by_replica[replica].append(seq)
    known: set[tuple[str, int]] = set()
    for replica, numbers in by_replica.items():
        for chunk in chunks(numbers):
            query = select(table.c.seq).where(table.c.replica == replica, table.c.seq.in_(chunk))
            known.update((replica, seq) for seq in connection.execute(query).scalars())
    return [change for key, change in offered.items() if key not in known]


def _count(connection: Connection, replica: Replica) -> None:
    connection.execute(update(table_of(ReplicaRow)).values(seq=replica.seq, hlc=replica.hlc, ahead=replica.ahead))
