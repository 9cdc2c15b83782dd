"""The journal as a history: each field that was set, from what to what, newest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, literal, or_, select

from goaltui.model.changes import Change, Value
from goaltui.model.entities import ENTITIES
from goaltui.model.enums import EntityKind
from goaltui.store.clock import first_at
from goaltui.store.journal import BATCH, change_of, kind_of
from goaltui.store.tables import CHANGE, projection
from goaltui.store.writing import changes_about, chunks


@dataclass(frozen=True, slots=True)
class Recorded:
    """One field that a change set; `replaced` where a change made in another copy came to stand over it."""

    change: Change
    field: str
    old: Value
    new: Value
    replaced: bool


def recorded(
    connection: Connection, identity: str | None, *, limit: int, since: datetime | None
) -> tuple[Recorded, ...]:
    """The latest `limit` fields that were set, of everything or of one entity with its check-ins."""
    query = select(CHANGE).where(CHANGE.c.entity != BATCH)
    if since is not None:
        query = query.where(CHANGE.c.hlc >= first_at(since))
    if identity is not None:
        check_in = projection(EntityKind.CHECK_IN)
        within = select(check_in.c.id).where(or_(check_in.c.key_result == identity, check_in.c.measure == identity))
        query = query.where(CHANGE.c.entity_id.in_(within.union_all(select(literal(identity)))))
    query = query.order_by(CHANGE.c.hlc.desc(), CHANGE.c.replica.desc(), CHANGE.c.seq.desc()).limit(limit)
    latest = [change_of(row) for row in connection.execute(query)]
    about: list[Change] = []
    for chunk in chunks(sorted({change.entity_id for change in latest})):
        about += changes_about(connection, chunk)
    found = {(item.change.order, item.field): item for item in _with_old(about)}
    return tuple(islice((found[change.order, name] for change in latest for name in change.fields), limit))


def _with_old(changes: Sequence[Change]) -> Iterator[Recorded]:
    ordered = sorted(changes, key=lambda change: change.order)
    winners = {(change.entity_id, name): change for change in ordered for name in change.fields}
    standing: dict[tuple[str, str], Value] = {}
    begun: set[str] = set()
    for change in ordered:
        for name, value in change.fields.items():
            key = (change.entity_id, name)
            old = standing.get(key, _default(change, name) if change.entity_id in begun else None)
            yield Recorded(change, name, old, value, _is_replaced(change, winners[key]))
            standing[key] = value
        begun.add(change.entity_id)


def _is_replaced(change: Change, winner: Change) -> bool:
    return winner.order != change.order and winner.replica != change.replica


def _default(change: Change, name: str) -> Value:
    """What a field holds before it is set for the first time."""
    kind = kind_of(change.entity)
    declared = ENTITIES[kind].model_fields.get(name) if kind else None
    default: Value = declared.get_default() if declared and not declared.is_required() else None
    return default
