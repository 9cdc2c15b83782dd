"""Undo and redo: the inverse of a batch, or the batch again, as changes that are appended like any other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from goaltui.model.changes import Change, Draft, Fields, Value
from goaltui.model.entities import ENTITIES
from goaltui.model.enums import EntityKind, word_of
from goaltui.model.errors import Refused
from goaltui.model.text import clean_line
from goaltui.store.journal import BATCH, UNDONE, State, change_of, fold, kind_of
from goaltui.store.tables import CHANGE, projection
from goaltui.store.writing import CHUNK, changes_about, chunks

_TITLE_READ = 200
_TITLE_SHOWN = 60
_FIELDS_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Reversal:
    """The drafts that take a batch back or apply it again, and what the batch was in a few words."""

    drafts: tuple[Draft, ...]
    described: str


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing or redoing wrote: its own batch, the drafts, the entities touched, and the batch in a few words."""

    batch: str
    drafts: tuple[Draft, ...]
    touched: frozenset[str]
    described: str


@dataclass(slots=True)
class _Batch:
    id: str
    author: str
    changes: list[Change] = field(default_factory=list)

    def marks(self) -> dict[str, bool]:
        """The batches that this one takes back (true) or applies again (false)."""
        return {change.entity_id: bool(change.fields.get(UNDONE)) for change in self.changes if change.entity == BATCH}


@dataclass(frozen=True, slots=True)
class _Item:
    """What a batch set on one entity, and the entity as it was before; none where the batch made it."""

    entity: str
    id: str
    fields: dict[str, Value]
    before: State | None

    def inverse(self) -> Draft:
        """What takes it back: the earlier values, or the deletion of what was made."""
        kind = kind_of(self.entity)
        if self.before is None or kind is None:
            return Draft(self.entity, self.id, {"deleted": True})
        declared = ENTITIES[kind].model_fields
        earlier = {
            name: self.before.fields[name] if name in self.before.fields else declared[name].get_default()
            for name in self.fields
            if name in self.before.fields or (name in declared and not declared[name].is_required())
        }
        return Draft(self.entity, self.id, earlier)

    def left(self, name: str) -> Value:
        """What the batch left in a field: what it set, or what a new entity holds there."""
        kind = kind_of(self.entity)
        declared = ENTITIES[kind].model_fields.get(name) if kind else None
        default: Value = declared.get_default() if declared and not declared.is_required() else None
        return self.fields.get(name, default)

    def again(self) -> Draft:
        """What does it again."""
        made = {"deleted": False} if self.before is None else {}
        return Draft(self.entity, self.id, {**made, **self.fields})


def undoing(connection: Connection, replica: str, author: str) -> Reversal:
    """The inverse of the author's latest batch that stands; raises Refused where there is none or it is in the way."""
    marks: dict[str, bool] = {}
    for batch in _newest_first(connection, replica):
        for target, undone in batch.marks().items():
            marks.setdefault(target, undone)
        if batch.author == author and not batch.marks() and not marks.get(batch.id, False):
            drafts = [item.inverse() for item in _items(connection, batch)]
            return Reversal((_mark(batch, undone=True), *reversed(drafts)), described(batch.changes, connection))
    raise Refused("There is nothing of yours to undo.")


def undoing_of(connection: Connection, identity: str) -> Reversal:
    """The inverse of one batch, however old and whoever's; raises Refused where it is undone, or where anything that
    it set was set again since."""
    batch, marks = _batch_of(connection, identity)
    if marks and marks[-1].fields.get(UNDONE):
        raise Refused("That is undone already.")
    if not batch.changes:
        raise Refused("That was an undo or a redo itself; u and U go back and forth.")
    drafts = [item.inverse() for item in _items(connection, batch, _reversals(marks), also_own=True)]
    return Reversal((_mark(batch, undone=True), *reversed(drafts)), described(batch.changes, connection))


def redoing(connection: Connection, replica: str, author: str) -> Reversal:
    """The batch that the author undid last again, whoever's it was; raises Refused where there is none, or the author
    did something newer."""
    marks: dict[str, bool] = {}
    for batch in _newest_first(connection, replica):
        if batch.author != author:
            continue
        for target, undone in batch.marks().items():
            if marks.setdefault(target, undone) and undone:
                return _again(connection, target, author)
        if not batch.marks() and not marks.get(batch.id, False):
            break
    raise Refused("There is nothing of yours to redo.")


def _again(connection: Connection, identity: str, author: str) -> Reversal:
    batch, marks = _batch_of(connection, identity)
    if not marks[-1].fields.get(UNDONE):
        raise Refused(f"{marks[-1].author} did that again already.")
    foreign = batch.author != author
    drafts = [item.again() for item in _items(connection, batch, _reversals(marks), also_own=foreign)]
    return Reversal((_mark(batch, undone=False), *drafts), described(batch.changes, connection))


def _batch_of(connection: Connection, identity: str) -> tuple[_Batch, list[Change]]:
    """A batch by its id with what it did, and the changes that took it back or did it again, oldest first."""
    query = select(CHANGE).where(CHANGE.c.batch == identity).order_by(CHANGE.c.hlc, CHANGE.c.replica, CHANGE.c.seq)
    changes = [change_of(row) for row in connection.execute(query)]
    if not changes:
        raise Refused("That change is not in the journal any more; look at the history again.")
    marks = sorted(changes_about(connection, [identity]), key=lambda change: change.order)
    done = [change for change in changes if change.entity != BATCH]
    return _Batch(identity, changes[0].author, done), [mark for mark in marks if mark.entity == BATCH]


def _reversals(marks: Sequence[Change]) -> frozenset[str]:
    """The batches that only took another one back or did it again, so they are not in its way."""
    return frozenset(mark.batch for mark in marks)


def described(changes: Sequence[Change], connection: Connection) -> str:
    """A batch in a few words: `the check-in on 'Churn'`, `objective 'Ship safely'`, `3 measures and 12 check-ins`."""
    counts: dict[str, int] = {}
    seen: set[str] = set()
    for change in changes:
        if change.entity_id not in seen:
            seen.add(change.entity_id)
            counts[change.entity] = counts.get(change.entity, 0) + 1
    if len(seen) == 1:
        entity, identity = changes[0].entity, changes[0].entity_id
        states = fold(changes_about(connection, [identity]))
        set_then = {name: value for change in changes for name, value in change.fields.items()}
        fields = {**states[entity, identity].fields, **set_then}
        if entity == EntityKind.CHECK_IN:
            return _check_in(fields, connection)
        title = _title(fields)
        what = f"{word_of(entity)} '{title}'" if title else f"a {word_of(entity)}"
        return what if _title(set_then) or not title else f"{_fields_of(set_then)} of {what}"
    parts = [f"{count} {word_of(entity)}{'s' if count > 1 else ''}" for entity, count in counts.items()]
    return " and ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else parts[0]


def _fields_of(fields: Fields) -> str:
    """What was set, in a few words: `the deletion`, `the target and unit`, `5 fields`."""
    names = [name.replace("_", " ") for name in fields]
    if names == ["deleted"]:
        return "the deletion" if fields["deleted"] else "the return"
    return f"the {' and '.join(names)}" if len(names) <= _FIELDS_SHOWN else f"{len(names)} fields"


def _check_in(fields: Fields, connection: Connection) -> str:
    """A check-in by what it is on: the key result, or the measure."""
    kind = EntityKind.KEY_RESULT if fields.get("key_result") else EntityKind.MEASURE
    table = projection(kind)
    found = connection.execute(select(table.c.title).where(table.c.id == fields.get(kind.value))).scalar()
    title = _title({"title": found})
    return f"the check-in on '{title}'" if title else "a check-in"


def _title(fields: Fields) -> str:
    text = str(fields.get("title") or fields.get("name") or "")
    return clean_line(text[:_TITLE_READ])[:_TITLE_SHOWN]


def _mark(batch: _Batch, *, undone: bool) -> Draft:
    return Draft(BATCH, batch.id, {UNDONE: undone})


def _newest_first(connection: Connection, replica: str) -> Iterator[_Batch]:
    """The batches of a replica with their changes in order, read a piece at a time."""
    batch: _Batch | None = None
    below: int | None = None
    while True:
        query = select(CHANGE).where(CHANGE.c.replica == replica).order_by(CHANGE.c.seq.desc()).limit(CHUNK)
        rows = connection.execute(query if below is None else query.where(CHANGE.c.seq < below)).all()
        for row in rows:
            change = change_of(row)
            if batch is None or batch.id != change.batch:
                if batch is not None:
                    batch.changes.reverse()
                    yield batch
                batch = _Batch(change.batch, change.author)
            batch.changes.append(change)
        if not rows:
            break
        below = rows[-1].seq
    if batch is not None:
        batch.changes.reverse()
        yield batch


def _items(
    connection: Connection, batch: _Batch, reversals: frozenset[str] = frozenset(), *, also_own: bool = False
) -> Iterator[_Item]:
    """What the batch did to each entity, in its order; raises Refused where a later change of others is in the way,
    or with `also_own` of anybody; its `reversals` never are."""
    fields: dict[tuple[str, str], dict[str, Value]] = {}
    for change in batch.changes:
        fields.setdefault((change.entity, change.entity_id), {}).update(change.fields)
    first = batch.changes[0].order
    for chunk in chunks(fields):
        about = changes_about(connection, list({identity for _, identity in chunk}))
        now = fold(about)
        before = fold(change for change in about if change.order < first)
        for key in chunk:
            item = _Item(*key, fields[key], before.get(key))
            winner = _in_the_way(connection, now[key], item, batch, reversals, also_own=also_own)
            if winner is not None:
                raise _refused(now[key], *winner, also_own=also_own)
            yield item


def _in_the_way(
    connection: Connection, state: State, item: _Item, batch: _Batch, reversals: frozenset[str], *, also_own: bool
) -> tuple[str, Change] | None:
    """The first field that somebody set after the batch, with the change that did; none where nothing is."""
    # What the batch made goes as a whole, so any field that somebody set since stands for the whole.
    names = set(item.fields) if item.before else set(state.winners)
    for name in sorted(names):
        winner = state.winners.get(name)
        if (
            winner
            and winner.batch not in {batch.id, *reversals}
            and (also_own or winner.author != batch.author)
            and winner.order > batch.changes[0].order
            and not (state.fields[name] == item.left(name) and _is_reversal(connection, winner.batch))
        ):
            return name, winner
    return None


def _is_reversal(connection: Connection, batch: str) -> bool:
    """Whether a batch took another one back or did it again, so that what it set is what stood before."""
    mark = select(CHANGE.c.seq).where(CHANGE.c.batch == batch, CHANGE.c.entity == BATCH).limit(1)
    return connection.execute(mark).first() is not None


def _refused(state: State, name: str, winner: Change, *, also_own: bool) -> Refused:
    title = _title(state.fields)
    what = f"{name.replace('_', ' ')} of '{title}'" if title else name.replace("_", " ")
    day = winner.at.astimezone().strftime("%d %b %H:%M")
    since = "after that" if also_own else "after you"
    return Refused(f"{winner.author} changed the {what} on {day}, {since}; edit it instead.")
