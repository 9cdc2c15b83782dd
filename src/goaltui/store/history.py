"""The journal as a history: each field that was set, from what to what, newest first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from sqlalchemy import ColumnElement, Connection, func, literal, or_, select

from goaltui.model.changes import Change, Value
from goaltui.model.entities import ENTITIES
from goaltui.model.enums import EntityKind
from goaltui.model.text import clean_line
from goaltui.store.clock import first_at
from goaltui.store.holdings import Holding
from goaltui.store.journal import BATCH, change_of, kind_of
from goaltui.store.tables import CHANGE, projection
from goaltui.store.writing import changes_about, chunks, read_replica

_STEP = 500
_ABOUT = {
    EntityKind.CHECK_IN.value: ("measure", "key_result"),
    EntityKind.TARGET.value: ("measure",),
    EntityKind.MEASURE.value: ("key_result",),
}
"""The fields that say what an entity is about that nobody knows by a name of its own, the last one that is set."""
_NEWEST_FIRST = (CHANGE.c.hlc.desc(), CHANGE.c.replica.desc(), CHANGE.c.seq.desc())


@dataclass(frozen=True, slots=True)
class Recorded:
    """One field that a change set; `replaced` where a change made in another copy came to stand over it, `about` the
    id of what a person would say it is about: of a check-in its key result or measure, else mostly itself."""

    change: Change
    field: str
    old: Value
    new: Value
    replaced: bool
    about: str


@dataclass(slots=True)
class Batch:
    """What was written at once: its last clock, how many entities of each kind, how many fields, the latest of them."""

    id: str
    hlc: int
    entities: dict[str, set[str]] = field(default_factory=dict)
    fields: int = 0
    changes: list[Change] = field(default_factory=list)
    recorded: tuple[Recorded, ...] = ()

    def take(self, change: Change, shown: int) -> None:
        """Count a change of the batch, and keep it while fewer than `shown` are kept."""
        self.entities.setdefault(change.entity, set()).add(change.entity_id)
        self.fields += len(change.fields)
        if len(self.changes) < shown:
            self.changes.append(change)


def latest(connection: Connection, author: str) -> tuple[Change, ...]:
    """The changes of the last batch of this replica, where the author wrote it and it is no undo or redo."""
    replica = read_replica(connection)
    last = select(CHANGE.c.batch).where(CHANGE.c.replica == replica.id, CHANGE.c.seq == replica.seq)
    query = select(CHANGE).where(CHANGE.c.batch == last.scalar_subquery()).order_by(CHANGE.c.seq)
    changes = tuple(change_of(row) for row in connection.execute(query))
    own = bool(changes) and changes[0].author == clean_line(author)
    return changes if own and all(change.entity != BATCH for change in changes) else ()


def change_at(connection: Connection, batch: str, hlc: int) -> Change | None:
    """The change of a batch that has this clock; none where the journal has none."""
    row = connection.execute(select(CHANGE).where(CHANGE.c.batch == batch, CHANGE.c.hlc == hlc)).first()
    return change_of(row) if row is not None else None


def batches(
    connection: Connection, *, limit: int, shown: int, about: str | None = None
) -> tuple[tuple[Batch, ...], bool]:
    """The latest `limit` batches, newest first, with `shown` changes of each at most; whether there are older ones.

    With `about` only the changes of that entity and its check-ins; what else such a batch did is counted in `fields`,
    a change as one.
    """
    query = select(CHANGE).where(CHANGE.c.entity != BATCH).execution_options(yield_per=_STEP)
    if about is not None:
        query = query.where(_is_about(about))
    found: dict[str, Batch] = {}
    more = False
    with connection.execute(query.order_by(*_NEWEST_FIRST)) as rows:
        for row in rows:
            if row.batch not in found and len(found) == limit:
                more = True
                break
            change = change_of(row)
            found.setdefault(change.batch, Batch(change.batch, change.hlc)).take(change, shown)
    if about is not None:
        for batch in found.values():
            _count_beside(connection, batch)
    told = _told(connection, [change for batch in found.values() for change in batch.changes])
    for batch in found.values():
        batch.recorded = tuple(told[change.order, name] for change in batch.changes for name in change.fields)
    return tuple(found.values()), more


def _count_beside(connection: Connection, batch: Batch) -> None:
    """Count what a batch did beside the changes taken, and tell its last clock: it stands in one row in the journal."""
    newest, oldest = batch.changes[0], batch.changes[-1]
    others = select(CHANGE.c.seq).where(CHANGE.c.replica == newest.replica, CHANGE.c.batch != batch.id).limit(1)
    after = connection.execute(others.where(CHANGE.c.seq > newest.seq).order_by(CHANGE.c.seq)).scalar()
    before = connection.execute(others.where(CHANGE.c.seq < oldest.seq).order_by(CHANGE.c.seq.desc())).scalar() or 0
    if after is None:
        top = select(func.max(CHANGE.c.seq)).where(CHANGE.c.replica == newest.replica)
        after = connection.execute(top).scalar_one() + 1
    last = select(CHANGE.c.hlc).where(CHANGE.c.replica == newest.replica, CHANGE.c.seq == after - 1)
    batch.hlc = connection.execute(last).scalar_one()
    batch.fields += after - before - 1 - len(batch.changes)


def names(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """What things are called, or were when they were deleted, by id."""
    found: dict[str, str] = {}
    for chunk in chunks(sorted(set(ids))):
        for kind, entity in ENTITIES.items():
            field = next((name for name in ("title", "name") if name in entity.model_fields), None)
            if field is not None:
                table = projection(kind)
                rows = connection.execute(select(table.c.id, table.c[field]).where(table.c.id.in_(chunk)))
                found.update((row[0], str(row[1])) for row in rows)
    return found


def set_in_both(connection: Connection, before: Mapping[str, Holding], theirs: Mapping[str, Holding]) -> int:
    """How many fields two copies had set apart from each other, to different values, before one took the other in.

    `before` is what this one held until then, `theirs` what the other did.
    """
    apart = []
    for held in (theirs, before):
        tops = {name: item.top for name, item in held.items()}
        apart.append(dict(_set_beyond(connection, tops)))
    here, there = apart
    return sum(1 for key, value in there.items() if key in here and here[key] != value)


def _set_beyond(connection: Connection, tops: Mapping[str, int]) -> Iterator[tuple[tuple[str, str], Value]]:
    """What the changes beyond these numbers set, by entity and field, the latest last."""
    found: list[Change] = []
    for replica in connection.execute(select(CHANGE.c.replica).distinct()).scalars().all():
        query = select(CHANGE).where(CHANGE.c.replica == replica, CHANGE.c.seq > tops.get(replica, 0))
        found += map(change_of, connection.execute(query.where(CHANGE.c.entity != BATCH)))
    for change in sorted(found, key=lambda change: change.order):
        yield from (((change.entity_id, name), value) for name, value in change.fields.items())


def recorded(
    connection: Connection, identity: str | None, *, limit: int, since: datetime | None, author: str
) -> tuple[Recorded, ...]:
    """The latest `limit` fields that were set, of everything or of one entity with its check-ins, by one `author`
    (large and small letters alike) where one is named."""
    query = select(CHANGE).where(CHANGE.c.entity != BATCH)
    if since is not None:
        query = query.where(CHANGE.c.hlc >= first_at(since))
    if author:
        query = query.where(or_(CHANGE.c.author == author, func.lower(CHANGE.c.author) == author.lower()))
    if identity is not None:
        query = query.where(_is_about(identity))
    query = query.order_by(*_NEWEST_FIRST).limit(limit)
    latest = [change_of(row) for row in connection.execute(query)]
    found = _told(connection, latest)
    return tuple(islice((found[change.order, name] for change in latest for name in change.fields), limit))


def _is_about(identity: str) -> ColumnElement[bool]:
    """Whether a change is of an entity or one of its check-ins."""
    check_in = projection(EntityKind.CHECK_IN)
    within = select(check_in.c.id).where(or_(check_in.c.key_result == identity, check_in.c.measure == identity))
    return CHANGE.c.entity_id.in_(within.union_all(select(literal(identity))))


def _told(connection: Connection, latest: Sequence[Change]) -> dict[tuple[tuple[int, str, int], str], Recorded]:
    """What the changes and those around them set, by their place in the journal and the field."""
    about: list[Change] = []
    for chunk in chunks(sorted({change.entity_id for change in latest})):
        about += changes_about(connection, chunk)
    return {(item.change.order, item.field): item for item in _with_old(about)}


def _with_old(changes: Sequence[Change]) -> Iterator[Recorded]:
    ordered = sorted(changes, key=lambda change: change.order)
    winners = {(change.entity_id, name): change for change in ordered for name in change.fields}
    standing: dict[tuple[str, str], Value] = {}
    begun: set[str] = set()
    about = {
        change.entity_id: str(change.fields[name])
        for change in ordered
        for name in _ABOUT.get(change.entity, ())
        if change.fields.get(name)
    }
    for change in ordered:
        for name, value in change.fields.items():
            key = (change.entity_id, name)
            old = standing.get(key, _default(change, name) if change.entity_id in begun else None)
            replaced = _is_replaced(change, name, winners[key])
            yield Recorded(change, name, old, value, replaced, about.get(change.entity_id, change.entity_id))
            standing[key] = value
        begun.add(change.entity_id)


def _is_replaced(change: Change, name: str, winner: Change) -> bool:
    return winner.replica != change.replica and winner.fields[name] != change.fields[name]


def _default(change: Change, name: str) -> Value:
    """What a field holds before it is set for the first time."""
    kind = kind_of(change.entity)
    declared = ENTITIES[kind].model_fields.get(name) if kind else None
    default: Value = declared.get_default() if declared and not declared.is_required() else None
    return default
