"""Undo and redo: the inverse of a batch, or the batch again, as changes that are appended like any other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from goaltui.model.changes import Change, Draft, Value
from goaltui.model.entities import ENTITIES
from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.model.text import clean_line
from goaltui.store.journal import BATCH, UNDONE, State, change_of, fold, kind_of
from goaltui.store.tables import ChangeRow, table_of
from goaltui.store.writing import CHUNK, changes_about, chunks


@dataclass(frozen=True, slots=True)
class Reversal:
    """The drafts that take a batch back or apply it again, and what the batch was in a few words."""

    drafts: tuple[Draft, ...]
    described: str


@dataclass(slots=True)
class _Batch:
    id: str
    author: str
    changes: list[Change] = field(default_factory=list)

    def marks(self) -> dict[str, bool]:
        """The batches that this one takes back (true) or applies again (false)."""
        return {change.entity_id: bool(change.fields.get(UNDONE)) for change in self.changes if change.entity == BATCH}


def undoing(connection: Connection, replica: str, author: str) -> Reversal:
    """The inverse of the author's latest batch that stands; raises Refused where there is none or it is in the way."""
    marks: dict[str, bool] = {}
    for batch in _newest_first(connection, replica):
        for target, undone in batch.marks().items():
            marks.setdefault(target, undone)
        if batch.author == author and not batch.marks() and not marks.get(batch.id, False):
            drafts = _inverse(connection, batch)
            return Reversal((_mark(batch, undone=True), *drafts), described(batch.changes, connection))
    raise Refused("There is nothing of yours to undo.")


def redoing(connection: Connection, replica: str, author: str) -> Reversal:
    """The author's latest undone batch again; raises Refused where there is none, or something newer was done."""
    marks: dict[str, bool] = {}
    wanted = ""
    for batch in _newest_first(connection, replica):
        if batch.author != author:
            continue
        for target, undone in batch.marks().items():
            if marks.setdefault(target, undone) and undone and not wanted:
                wanted = target
        if batch.id == wanted:
            drafts = [Draft(item.entity, item.entity_id, _again(item)) for item in batch.changes]
            return Reversal((_mark(batch, undone=False), *drafts), described(batch.changes, connection))
        if not batch.marks() and not marks.get(batch.id, False) and not wanted:
            break
    raise Refused("There is nothing of yours to redo.")


def described(changes: Sequence[Change], connection: Connection) -> str:
    """A batch in a few words: `check-in`, `objective 'Ship safely'`, `3 measures and 12 check-ins`."""
    counts: dict[str, int] = {}
    seen: set[str] = set()
    for change in changes:
        if change.entity_id not in seen:
            seen.add(change.entity_id)
            counts[change.entity] = counts.get(change.entity, 0) + 1
    if len(seen) == 1:
        change = changes[0]
        states = fold(changes_about(connection, [change.entity_id]))
        fields = states[change.entity, change.entity_id].fields
        title = clean_line(str(fields.get("title") or fields.get("name") or ""))[:60]
        return f"{_word(change.entity)} '{title}'" if title else f"a {_word(change.entity)}"
    parts = [f"{count} {_word(entity)}{'s' if count > 1 else ''}" for entity, count in counts.items()]
    return " and ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else parts[0]


def _word(entity: str) -> str:
    return "check-in" if entity == EntityKind.CHECK_IN else entity.replace("_", " ")


def _mark(batch: _Batch, *, undone: bool) -> Draft:
    return Draft(BATCH, batch.id, {UNDONE: undone})


def _again(change: Change) -> dict[str, Value]:
    return {"deleted": False, **change.fields}


def _newest_first(connection: Connection, replica: str) -> Iterator[_Batch]:
    """The batches of a replica with their changes in order, read a piece at a time."""
    table = table_of(ChangeRow)
    batch: _Batch | None = None
    below: int | None = None
    while True:
        query = select(table).where(table.c.replica == replica).order_by(table.c.seq.desc()).limit(CHUNK)
        rows = connection.execute(query if below is None else query.where(table.c.seq < below)).all()
        for row in rows:
            change = change_of(row)
            if batch is None or batch.id != change.batch:
                if batch is not None:
                    yield batch
                batch = _Batch(change.batch, change.author)
            batch.changes.insert(0, change)
        if not rows:
            break
        below = rows[-1].seq
    if batch is not None:
        yield batch


def _inverse(connection: Connection, batch: _Batch) -> list[Draft]:
    drafts: list[Draft] = []
    ids = list(dict.fromkeys(change.entity_id for change in batch.changes))
    first = batch.changes[0].order
    for chunk in chunks(ids):
        about = changes_about(connection, chunk)
        now = fold(about)
        before = fold(change for change in about if change.order < first)
        for key, state in now.items():
            touched = {
                name for change in batch.changes if (change.entity, change.entity_id) == key for name in change.fields
            }
            if touched:
                _refuse_in_the_way(state, touched, batch)
                drafts.append(Draft(*key, _earlier(before.get(key), touched, key[0])))
    return drafts[::-1]


def _earlier(before: State | None, touched: set[str], entity: str) -> dict[str, Value]:
    kind = kind_of(entity)
    if before is None or kind is None:
        return {"deleted": True}
    return {name: before.fields[name] if name in before.fields else _default(kind, name) for name in sorted(touched)}


def _default(kind: EntityKind, name: str) -> Value:
    default: Value = ENTITIES[kind].model_fields[name].get_default()
    return default


def _refuse_in_the_way(state: State, touched: set[str], batch: _Batch) -> None:
    for name in sorted(touched):
        winner = state.winners[name]
        if winner.batch != batch.id and winner.author != batch.author:
            title = clean_line(str(state.fields.get("title") or state.fields.get("name") or ""))[:60]
            what = f"{name.replace('_', ' ')} of '{title}'" if title else name.replace("_", " ")
            day = winner.at.astimezone().strftime("%d %b %H:%M")
            raise Refused(f"{winner.author} changed the {what} on {day}, after you; edit it instead of undoing.")
