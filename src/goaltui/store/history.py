"""The journal as a history: each field that was set, from what to what, newest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from goaltui.model.changes import Change, Value
from goaltui.model.enums import EntityKind
from goaltui.store.clock import first_at
from goaltui.store.journal import BATCH, change_of
from goaltui.store.tables import ChangeRow, projection, table_of
from goaltui.store.writing import changes_about, chunks


@dataclass(frozen=True, slots=True)
class Recorded:
    """One field that a change set; `replaced` where a change of another replica came to stand over it."""

    change: Change
    field: str
    old: Value
    new: Value
    replaced: bool


def recorded(
    connection: Connection, identity: str | None, *, limit: int, since: datetime | None
) -> tuple[Recorded, ...]:
    """The latest `limit` fields that were set, of everything or of one entity with its check-ins."""
    table = table_of(ChangeRow)
    query = (
        select(table).where(table.c.entity != BATCH).order_by(table.c.hlc.desc(), table.c.replica, table.c.seq.desc())
    )
    if since is not None:
        query = query.where(table.c.hlc >= first_at(since))
    if identity is None:
        latest = [change_of(row) for row in connection.execute(query.limit(limit))]
    else:
        ids = [identity, *_check_ins_of(connection, identity)]
        latest = []
        for chunk in chunks(ids):
            latest += [
                change_of(row) for row in connection.execute(query.where(table.c.entity_id.in_(chunk)).limit(limit))
            ]
        latest.sort(key=lambda change: change.order, reverse=True)
    about: list[Change] = []
    for chunk in chunks(sorted({change.entity_id for change in latest})):
        about += changes_about(connection, chunk)
    found = {(item.change.order, item.field): item for item in _with_old(about)}
    ordered = (found[change.order, name] for change in latest for name in change.fields)
    return tuple(item for item, _ in zip(ordered, range(limit), strict=False))


def _check_ins_of(connection: Connection, identity: str) -> Sequence[str]:
    table = projection(EntityKind.CHECK_IN)
    by_key_result = select(table.c.id).where(table.c.key_result == identity)
    by_measure = select(table.c.id).where(table.c.measure == identity)
    return connection.execute(by_key_result.union(by_measure)).scalars().all()


def _with_old(changes: Sequence[Change]) -> Iterator[Recorded]:
    last: dict[tuple[str, str], tuple[Change, Value]] = {}
    ordered = sorted(changes, key=lambda change: change.order)
    winner = {(change.entity_id, name): change for change in ordered for name in change.fields}
    for change in ordered:
        for name, value in change.fields.items():
            key = (change.entity_id, name)
            before = last.get(key)
            replaced = winner[key].order != change.order and winner[key].replica != change.replica
            yield Recorded(change, name, before[1] if before else None, value, replaced)
            last[key] = (change, value)
