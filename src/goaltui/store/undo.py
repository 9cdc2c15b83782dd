"""Undo and redo: the inverse of a batch, or the batch again, as changes that are appended like any other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeAlias

from sqlalchemy import case, literal, select

from goaltui.model.changes import Change, Fields, Operation, Value
from goaltui.model.entities import ENTITIES
from goaltui.model.enums import EntityKind, counted_kind, word_of
from goaltui.model.errors import Refused
from goaltui.model.field_names import field_shown
from goaltui.model.listing import listed
from goaltui.model.quick.translation import N_, _, _n
from goaltui.model.quick_dataclass import dataclass, field, replace
from goaltui.model.text import clean_line
from goaltui.rules import dates
from goaltui.store import undoing_copies
from goaltui.store.causality import EntityHistory, line, lines
from goaltui.store.file.connection import Connection
from goaltui.store.journal import BATCH, COPY, UNDONE, State, believed, folded, kind_of
from goaltui.store.statements.chunks import CHUNK, chunks
from goaltui.store.tables import CHANGE, projection
from goaltui.store.undoing_copies import Record, record_of
from goaltui.store.writes import changes_about

_TITLE_READ = 200
_TITLE_SHOWN = 60
_FIELDS_SHOWN = 2
_PAIR = 2
_GOALS = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE, EntityKind.INITIATIVE)

# What a batch set matters for the one that is meant alone; of a mark and of a copy it says what that is.
_BRIEF = select(
    *(CHANGE.c[name] for name in ("replica", "seq", "hlc", "batch", "author", "at", "entity", "entity_id")),
    case((CHANGE.c.entity.in_((BATCH, COPY)), CHANGE.c.fields), else_=literal("{}")).label("fields"),
)

Key: TypeAlias = tuple[str, str]
"""The kind of an entity and its id."""


@dataclass(frozen=True, slots=True)
class Reversal:
    """The drafts that take a batch back or apply it again, and the batch in a few words.

    The drafts are found a piece at a time, while they are read; that raises Refused where something is in the way.
    """

    drafts: Iterable[Operation]
    described: str


@dataclass(frozen=True, slots=True)
class Undone:
    """The result of an undo or redo: its own batch, the entities touched, and the batch in a few words."""

    batch: str
    touched: frozenset[str]
    described: str


@dataclass(slots=True)
class _Batch:
    """A batch in short, however large it is: its first change, its last clock, the entities that it is about in its
    order, and the batches that it takes back (true) or applies again (false).
    """

    first: Change
    last: int = 0
    keys: dict[Key, None] = field(default_factory=dict)
    marks: dict[str, bool] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.first.batch

    @property
    def author(self) -> str:
        return self.first.author

    def take(self, change: Change) -> None:
        """Count one of its changes."""
        self.first = min(self.first, change, key=lambda item: item.seq)
        self.last = max(self.last, change.hlc)
        if change.entity == BATCH:
            if UNDONE in change.fields:
                self.marks[change.entity_id] = bool(change.fields[UNDONE])
        else:
            self.keys[change.entity, change.entity_id] = None


@dataclass(frozen=True, slots=True)
class _Item:
    """The fields that a batch set on one entity, from the change at `place` of all that are about it, and the entity
    before that; none where the batch made it.
    """

    entity: str
    id: str
    fields: dict[str, Value]
    line: EntityHistory
    place: int

    @property
    def before(self) -> State | None:
        return folded(self.line.changes[: self.place]) if self.place else None

    def is_after(self, change: Change) -> bool:
        """Return whether a change counts after the batch."""
        return self.line.changes.index(change) > self.place

    def was_seen_by(self, change: Change) -> bool:
        """Return whether the author of a change had seen what the batch did."""
        return self.place in self.line.seen_from([self.line.changes.index(change)])

    def inverse(self) -> Operation:
        """Return the operation that takes it back: the earlier values, or the deletion of what was made."""
        kind = kind_of(self.entity)
        if self.before is None or kind is None:
            return Operation(self.entity, self.id, {"deleted": True})
        declared = ENTITIES[kind].model_fields
        earlier = {
            name: self.before.fields[name] if name in self.before.fields else declared[name].get_default()
            for name in self.fields
            if name in self.before.fields or (name in declared and not declared[name].is_required())
        }
        return Operation(self.entity, self.id, earlier)

    def left(self, name: str) -> Value:
        """Return the value that the batch left in a field: the one it set, or the default of a new entity."""
        kind = kind_of(self.entity)
        declared = ENTITIES[kind].model_fields.get(name) if kind else None
        default: Value = declared.get_default() if declared and not declared.is_required() else None
        return self.fields.get(name, default)

    def again(self) -> Operation:
        """Return the operation that applies it again."""
        made = {"deleted": False} if self.before is None else {}
        return Operation(self.entity, self.id, {**made, **self.fields})


def undoing(connection: Connection, replica: str, author: str) -> Reversal:
    """Return the inverse of the author's latest batch that stands, or of a copy taken in after it; raises Refused where
    there is none or something is in the way.

    A copy that took something away may be taken back by everybody, one that only brought something by its importer.
    """
    batch = _latest_of(connection, replica, author)
    last = batch.last if batch is not None else 0
    for record in undoing_copies.standing(connection, last, lambda identity: is_undone(connection, identity)):
        own = (record.change.replica, record.change.author) == (replica, author)
        found = _copy_back(connection, record) if own or record.weighs or batch is None else None
        if found is not None:
            return found
    if batch is None:
        raise Refused(_("You have nothing to undo."))
    return _back(connection, batch)


def _latest_of(connection: Connection, replica: str, author: str) -> _Batch | None:
    """Return the author's latest batch that stands. Copies that were taken in belong to everybody and are left out."""
    marks: dict[str, bool] = {}
    for batch in _newest_first(connection, replica):
        for target, undone in batch.marks.items():
            marks.setdefault(target, undone)
        stands = not batch.marks and not marks.get(batch.id, False)
        if batch.author == author and stands and batch.first.entity != COPY:
            return batch
    return None


def _copy_back(connection: Connection, record: Record) -> Reversal | None:
    """Return the inverse of a copy that was taken in; none where nothing of it stands."""
    _batch, marks = _batch_of(connection, record.change.batch)
    drafts, kept = undoing_copies.back(connection, record, _reversals(marks))
    if not drafts:
        return None
    stays = (
        _n("; {count} that others changed since stays", "; {count} that others changed since stay", kept)
        if kept
        else ""
    )
    said = f"{_came_in(record)}{stays}"
    return Reversal((_mark(record.change.batch, undone=True), *drafts), said)


def is_undone(connection: Connection, identity: str) -> bool:
    """Return whether a batch was taken back, and not applied again since."""
    _, marks = _batch_of(connection, identity)
    return bool(marks) and bool(marks[-1].fields.get(UNDONE))


def undoing_of(connection: Connection, identity: str) -> Reversal:
    """Return the inverse of one batch of any age and author; raises Refused where it is undone."""
    batch, marks = _batch_of(connection, identity)
    if marks and marks[-1].fields.get(UNDONE):
        raise Refused(_("That is undone already."))
    if not batch.keys:
        raise Refused(_("That was itself an undo or a redo; u and U go back and forth."))
    record = record_of(batch.first)
    if record is not None:
        found = _copy_back(connection, record)
        if found is None:
            raise Refused(_("Nothing of it is left to undo."))
        return found
    return _back(connection, batch, _reversals(marks), also_own=True)


def _back(
    connection: Connection, batch: _Batch, reversals: frozenset[str] = frozenset(), *, also_own: bool = False
) -> Reversal:
    """Return the inverse of a batch, its last change first."""
    items = _items(connection, batch, reversed(batch.keys), reversals, also_own=also_own)
    drafts = chain((_mark(batch.id, undone=True),), (item.inverse() for item in items))
    return Reversal(drafts, described(connection, batch))


def redoing(connection: Connection, replica: str, author: str) -> Reversal:
    """Return the batch that the author undid last, whoever wrote it, to be applied again; raises Refused where there is
    none, or the author did something newer.
    """
    marks: dict[str, bool] = {}
    for batch in _newest_first(connection, replica):
        if batch.author != author:
            continue
        for target, undone in batch.marks.items():
            if marks.setdefault(target, undone) and undone:
                return _again(connection, target, author)
        if not batch.marks and not marks.get(batch.id, False):
            break
    raise Refused(_("You have nothing to redo."))


def _again(connection: Connection, identity: str, author: str) -> Reversal:
    batch, marks = _batch_of(connection, identity)
    if not marks[-1].fields.get(UNDONE):
        raise Refused(_("{author} has redone it already.", author=marks[-1].author))
    record = record_of(batch.first)
    if record is not None:
        redone = undoing_copies.again(connection, record, _reversals(marks))
        return Reversal((_mark(batch.id, undone=False), *redone), described(connection, batch))
    foreign = batch.author != author
    items = _items(connection, batch, batch.keys, _reversals(marks), also_own=foreign)
    drafts = chain((_mark(batch.id, undone=False),), (item.again() for item in items))
    return Reversal(drafts, described(connection, batch))


def _batch_of(connection: Connection, identity: str) -> tuple[_Batch, tuple[Change, ...]]:
    """Return a batch by its id, and the changes that took it back or applied it again, oldest first."""
    query = _BRIEF.where(CHANGE.c.batch == identity).order_by(CHANGE.c.replica, CHANGE.c.seq)
    batch: _Batch | None = None
    for change in believed(connection.execute(query.execution_options(yield_per=CHUNK))):
        batch = batch or _Batch(change)
        batch.take(change)
    if batch is None:
        raise Refused(_("That change is not in the journal any more; look at the history again."))
    return batch, line(mark for mark in changes_about(connection, [identity]) if mark.entity == BATCH).changes


def _reversals(marks: Sequence[Change]) -> frozenset[str]:
    """Return the batches that only took another one back or applied it again, so they are not in its way."""
    return frozenset(mark.batch for mark in marks)


def _came_in(record: Record) -> str:
    return _("what came in with {words}", words=record.words)


def described(connection: Connection, batch: _Batch) -> str:
    """Return a batch in a few words: `the check-in on 'Churn'`, `objective 'Ship safely'`,
    `3 measures and 12 check-ins`.
    """
    record = record_of(batch.first)
    if record is not None:
        return _came_in(record)
    keys = _asked_for(connection, batch)
    if len(keys) == 1:
        return _described_one(connection, batch.id, *keys[0])
    if len(keys) == _PAIR:
        first, second = (_described_one(connection, batch.id, *key) for key in sorted(keys, key=_weight))
        return listed((first, second))
    counts = Counter(entity for entity, _ in keys)
    return listed(counted_kind(entity, count) for entity, count in counts.items())


def _weight(key: Key) -> int:
    """Return the rank of an entity in a description: goals come before what came along with them."""
    return _GOALS.index(key[0]) if key[0] in _GOALS else len(_GOALS)


def _asked_for(connection: Connection, batch: _Batch) -> list[tuple[str, str]]:
    """Return the entities that a batch is about, without the measures that its key results
    brought along and without remarks.
    """
    bets = [identity for entity, identity in batch.keys if entity == EntityKind.KEY_RESULT]
    brought = {change.fields.get("measure") for piece in chunks(bets) for change in changes_about(connection, piece)}
    keys = [key for key in batch.keys if key[0] != EntityKind.MEASURE or key[1] not in brought]
    return [key for key in keys if key[0] != EntityKind.REMARK] or keys


def _described_one(connection: Connection, batch: str, entity: str, identity: str) -> str:
    about = [change for change in changes_about(connection, [identity]) if change.entity == entity]
    set_then = _set_by(batch, about)
    fields = {**folded(line(about).changes).fields, **set_then} if about else set_then
    if entity == EntityKind.CHECK_IN:
        return _check_in(fields, connection)
    title = _title(fields)
    what = f"{word_of(entity)} '{title}'" if title else _("a {thing}", thing=word_of(entity))
    made = not about or min(about, key=lambda change: change.order).batch == batch
    return what if made or not title else _fields_of(set_then, what)


def _set_by(batch: str, changes: Iterable[Change]) -> dict[str, Value]:
    """Return the fields that a batch set on the entity of these changes."""
    own = sorted((change for change in changes if change.batch == batch), key=lambda change: change.seq)
    return {name: value for change in own for name, value in change.fields.items()}


def _fields_of(fields: Fields, what: str) -> str:
    """Return the fields of a thing in a few words: `the deletion of …`, `the target and unit of …`, `5 fields of …`."""
    if list(fields) == ["deleted"]:
        return _("the deletion of {what}", what=what) if fields["deleted"] else _("the restoring of {what}", what=what)
    told = (
        _n("{count} field", "{count} fields", len(fields))
        if len(fields) > _FIELDS_SHOWN
        else _("the {fields}", fields=listed(map(field_shown, fields)))
    )
    return _("{fields} of {what}", fields=told, what=what)


def _check_in(fields: Fields, connection: Connection) -> str:
    """Return a check-in in words, by its key result or its measure."""
    kind = EntityKind.KEY_RESULT if fields.get("key_result") else EntityKind.MEASURE
    table = projection(kind)
    found = connection.execute(select(table.c.title).where(table.c.id == fields.get(kind.value))).scalar()
    title = _title({"title": found})
    return _("the check-in on '{title}'", title=title) if title else _("a check-in")


def _title(fields: Fields) -> str:
    text = str(fields.get("title") or fields.get("name") or fields.get("text") or "")
    return clean_line(text[:_TITLE_READ])[:_TITLE_SHOWN]


def _mark(batch: str, *, undone: bool) -> Operation:
    return Operation(BATCH, batch, {UNDONE: undone})


def _newest_first(connection: Connection, replica: str) -> Iterator[_Batch]:
    """Yield the batches of a replica, the latest first, read a piece at a time."""
    batch: _Batch | None = None
    below: int | None = None
    while True:
        query = _BRIEF.where(CHANGE.c.replica == replica).order_by(CHANGE.c.seq.desc()).limit(CHUNK)
        rows = connection.execute(query if below is None else query.where(CHANGE.c.seq < below)).all()
        for change in believed(rows):
            if batch is None or batch.id != change.batch:
                if batch is not None:
                    yield _turned(batch)
                batch = _Batch(change)
            batch.take(change)
        if not rows:
            break
        below = rows[-1].seq
    if batch is not None:
        yield _turned(batch)


def _turned(batch: _Batch) -> _Batch:
    """Return a batch that was read backwards with its entities in their own order."""
    return replace(batch, keys=dict.fromkeys(reversed(batch.keys)))


def _items(
    connection: Connection, batch: _Batch, keys: Iterable[Key], reversals: frozenset[str], *, also_own: bool
) -> Iterator[_Item]:
    """Yield what the batch did to entities, in the order of `keys`; raise Refused where a later change of others is in
    the way, or with `also_own` of anybody. Its `reversals` never are.
    """
    for chunk in chunks(keys):
        about = lines(changes_about(connection, list({identity for _, identity in chunk})))
        for key in (key for key in chunk if key in about):
            found = about[key]
            place = next((at for at, change in enumerate(found.changes) if change.batch == batch.id), None)
            if place is None:
                # What it did cannot be read any more.
                continue
            item = _Item(*key, _set_by(batch.id, found.changes), found, place)
            _refuse_where_in_the_way(connection, item, batch, reversals, also_own=also_own)
            yield item


def _refuse_where_in_the_way(
    connection: Connection, item: _Item, batch: _Batch, reversals: frozenset[str], *, also_own: bool
) -> None:
    """Raise Refused where somebody set a field after the batch."""
    state = folded(item.line.changes)
    # What the batch made goes as a whole, so any field that somebody set since stands for the whole.
    names = set(item.fields) if item.before else set(state.winners)
    for name in sorted(names):
        winner = state.winners.get(name)
        if (
            winner
            and winner.batch not in {batch.id, *reversals}
            and (also_own or winner.author != batch.author)
            and item.is_after(winner)
            and not (state.fields[name] == item.left(name) and _is_reversal(connection, winner.batch))
        ):
            raise _refused(state, item, name, winner, also_own=also_own)


def _is_reversal(connection: Connection, batch: str) -> bool:
    """Return whether a batch took another one back or applied it again, so that it set earlier values."""
    marks = select(CHANGE).where(CHANGE.c.batch == batch, CHANGE.c.entity == BATCH)
    return any(UNDONE in change.fields for change in believed(connection.execute(marks)))


def _refused(state: State, item: _Item, name: str, winner: Change, *, also_own: bool) -> Refused:
    title = _title(state.fields)
    field = field_shown(name)
    what = _("{field} of '{title}'", field=field, title=title) if title else field
    seen = item.was_seen_by(winner)
    if also_own:
        said = (
            N_("{author} changed the {what} on {day}, after that; edit it instead.")
            if seen
            else N_("{author} changed the {what} on {day}, not having seen that; edit it instead.")
        )
    else:
        said = (
            N_("{author} changed the {what} on {day}, after you; edit it instead.")
            if seen
            else N_("{author} changed the {what} on {day}, not having seen yours; edit it instead.")
        )
    return Refused(_(said, author=winner.author, what=what, day=dates.moment(winner.at)))
