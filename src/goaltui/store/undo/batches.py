"""Batches of the journal in short, however large they are, and what takes them back or applies them again."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from goaltui.model.changes import Change, Value
from goaltui.model.errors import Refused
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass, field, replace
from goaltui.store.causality import line
from goaltui.store.file.connection import Connection
from goaltui.store.journal import BATCH, UNDONE, believed, change_of, is_believed
from goaltui.store.statements.chunks import CHUNK
from goaltui.store.statements.texts import STATEMENTS
from goaltui.store.writes import changes_about

_LAST = (1 << 63) - 1
"""The highest number of a change that the journal can hold."""

_SEQ, _BATCH, _AUTHOR = 1, 3, 4
"""Places in a row of the journal."""

Key: TypeAlias = tuple[str, str]
"""The kind of an entity and its id."""


@dataclass(slots=True)
class BatchBrief:
    """A batch in short, however large it is: the row of its first change, its last clock, the entities that it is about
    in its order, and the batches that it takes back (true) or applies again (false).
    """

    lowest: Sequence[Any]
    last: int = 0
    keys: dict[Key, None] = field(default_factory=dict)
    marks: dict[str, bool] = field(default_factory=dict)

    @property
    def first(self) -> Change:
        return change_of(self.lowest)

    @property
    def id(self) -> str:
        return str(self.lowest[_BATCH])

    @property
    def author(self) -> str:
        return str(self.lowest[_AUTHOR])

    def take(self, row: Sequence[Any]) -> None:
        """Count one of its changes, a believed row of the journal."""
        _, seq, hlc, _, _, _, entity, identity, _ = row
        if seq < self.lowest[_SEQ]:
            self.lowest = row
        if hlc > self.last:
            self.last = hlc
        if entity == BATCH:
            change = change_of(row)
            if UNDONE in change.fields:
                self.marks[identity] = bool(change.fields[UNDONE])
        else:
            self.keys[entity, identity] = None


def batch_of(connection: Connection, identity: str) -> tuple[BatchBrief, tuple[Change, ...]]:
    """Return a batch by its id, and the changes that took it back or applied it again, oldest first."""
    batch: BatchBrief | None = None
    for row in filter(is_believed, connection.run(STATEMENTS["briefs of"], batch=identity)):
        batch = batch or BatchBrief(row)
        batch.take(row)
    if batch is None:
        raise Refused(_("That change is not in the journal any more; look at the history again."))
    return batch, line(mark for mark in changes_about(connection, [identity]) if mark.entity == BATCH).changes


def newest_first(connection: Connection, replica: str) -> Iterator[BatchBrief]:
    """Yield the batches of a replica, the latest first, read a piece at a time."""
    batch: BatchBrief | None = None
    until = _LAST
    while rows := connection.run(STATEMENTS["briefs until"], replica=replica, until=until, limit=CHUNK).all():
        for row in filter(is_believed, rows):
            if batch is None or batch.lowest[_BATCH] != row[_BATCH]:
                if batch is not None:
                    yield _turned(batch)
                batch = BatchBrief(row)
            batch.take(row)
        until = rows[-1][1] - 1
    if batch is not None:
        yield _turned(batch)


def _turned(batch: BatchBrief) -> BatchBrief:
    """Return a batch that was read backwards with its entities in their own order."""
    return replace(batch, keys=dict.fromkeys(reversed(batch.keys)))


def set_by(batch: str, changes: Iterable[Change]) -> dict[str, Value]:
    """Return the fields that a batch set on the entity of these changes."""
    own = [change for change in changes if change.batch == batch]
    own.sort(key=lambda change: change.seq)
    return {name: value for change in own for name, value in change.fields.items()}


def is_reversal(connection: Connection, batch: str) -> bool:
    """Return whether a batch took another one back or applied it again, so that it set earlier values."""
    return any(UNDONE in change.fields for change in believed(connection.run(STATEMENTS["marks of"], batch=batch)))
