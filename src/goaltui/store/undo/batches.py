"""Batches of the journal in short, however large they are, and what takes them back or applies them again."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from sqlalchemy import case, literal, select

from goaltui.model.changes import Change, Value
from goaltui.model.errors import Refused
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass, field, replace
from goaltui.store.causality import line
from goaltui.store.file.connection import Connection
from goaltui.store.journal import BATCH, COPY, UNDONE, believed
from goaltui.store.statements.chunks import CHUNK
from goaltui.store.tables import CHANGE
from goaltui.store.writes import changes_about

# What a batch set matters for the one that is meant alone; of a mark and of a copy it says what that is.
_BRIEF = select(
    *(CHANGE.c[name] for name in ("replica", "seq", "hlc", "batch", "author", "at", "entity", "entity_id")),
    case((CHANGE.c.entity.in_((BATCH, COPY)), CHANGE.c.fields), else_=literal("{}")).label("fields"),
)

Key: TypeAlias = tuple[str, str]
"""The kind of an entity and its id."""


@dataclass(slots=True)
class BatchBrief:
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


def batch_of(connection: Connection, identity: str) -> tuple[BatchBrief, tuple[Change, ...]]:
    """Return a batch by its id, and the changes that took it back or applied it again, oldest first."""
    query = _BRIEF.where(CHANGE.c.batch == identity).order_by(CHANGE.c.replica, CHANGE.c.seq)
    batch: BatchBrief | None = None
    for change in believed(connection.execute(query.execution_options(yield_per=CHUNK))):
        batch = batch or BatchBrief(change)
        batch.take(change)
    if batch is None:
        raise Refused(_("That change is not in the journal any more; look at the history again."))
    return batch, line(mark for mark in changes_about(connection, [identity]) if mark.entity == BATCH).changes


def newest_first(connection: Connection, replica: str) -> Iterator[BatchBrief]:
    """Yield the batches of a replica, the latest first, read a piece at a time."""
    batch: BatchBrief | None = None
    below: int | None = None
    while True:
        query = _BRIEF.where(CHANGE.c.replica == replica).order_by(CHANGE.c.seq.desc()).limit(CHUNK)
        rows = connection.execute(query if below is None else query.where(CHANGE.c.seq < below)).all()
        for change in believed(rows):
            if batch is None or batch.id != change.batch:
                if batch is not None:
                    yield _turned(batch)
                batch = BatchBrief(change)
            batch.take(change)
        if not rows:
            break
        below = rows[-1].seq
    if batch is not None:
        yield _turned(batch)


def _turned(batch: BatchBrief) -> BatchBrief:
    """Return a batch that was read backwards with its entities in their own order."""
    return replace(batch, keys=dict.fromkeys(reversed(batch.keys)))


def set_by(batch: str, changes: Iterable[Change]) -> dict[str, Value]:
    """Return the fields that a batch set on the entity of these changes."""
    own = sorted((change for change in changes if change.batch == batch), key=lambda change: change.seq)
    return {name: value for change in own for name, value in change.fields.items()}


def is_reversal(connection: Connection, batch: str) -> bool:
    """Return whether a batch took another one back or applied it again, so that it set earlier values."""
    marks = select(CHANGE).where(CHANGE.c.batch == batch, CHANGE.c.entity == BATCH)
    return any(UNDONE in change.fields for change in believed(connection.execute(marks)))
