"""Undo and redo: the inverse of a batch, or the batch again, as changes that are appended like any other."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from goaltui.model.changes import Change, Operation
from goaltui.model.errors import Refused
from goaltui.model.quick.translation import _, _n
from goaltui.model.quick_dataclass import dataclass, field
from goaltui.store.file.connection import Connection
from goaltui.store.journal import BATCH, COPY, UNDONE
from goaltui.store.undo import undoing_copies
from goaltui.store.undo.batch_parts import BatchPart, parts_of
from goaltui.store.undo.batch_wording import came_in, described
from goaltui.store.undo.batches import BatchBrief, batch_of, newest_first
from goaltui.store.undo.undoing_copies import Record, record_of
from goaltui.store.writes import Histories


@dataclass(frozen=True, slots=True)
class Reversal:
    """The drafts that take a batch back or apply it again, and the batch in a few words.

    The drafts are found a piece at a time, while they are read; that raises Refused where something is in the way.
    Reading one adds the history of its entity to `known`, for who writes it.
    """

    drafts: Iterable[Operation]
    described: str
    known: Histories = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Undone:
    """The result of an undo or redo: its own batch, the entities touched, and the batch in a few words."""

    batch: str
    touched: frozenset[str]
    described: str


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


def _latest_of(connection: Connection, replica: str, author: str) -> BatchBrief | None:
    """Return the author's latest batch that stands. Copies that were taken in belong to everybody and are left out."""
    marks: dict[str, bool] = {}
    for batch in newest_first(connection, replica):
        for target, undone in batch.marks.items():
            marks.setdefault(target, undone)
        stands = not batch.marks and not marks.get(batch.id, False)
        if batch.author == author and stands and batch.first.entity != COPY:
            return batch
    return None


def _copy_back(connection: Connection, record: Record) -> Reversal | None:
    """Return the inverse of a copy that was taken in; none where nothing of it stands."""
    _batch, marks = batch_of(connection, record.change.batch)
    drafts, kept = undoing_copies.back(connection, record, _reversals(marks))
    if not drafts:
        return None
    stays = (
        _n("; {count} that others changed since stays", "; {count} that others changed since stay", kept)
        if kept
        else ""
    )
    said = f"{came_in(record)}{stays}"
    return Reversal((_mark(record.change.batch, undone=True), *drafts), said)


def is_undone(connection: Connection, identity: str) -> bool:
    """Return whether a batch was taken back, and not applied again since."""
    _, marks = batch_of(connection, identity)
    return bool(marks) and bool(marks[-1].fields.get(UNDONE))


def undoing_of(connection: Connection, identity: str) -> Reversal:
    """Return the inverse of one batch of any age and author; raises Refused where it is undone."""
    batch, marks = batch_of(connection, identity)
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
    connection: Connection, batch: BatchBrief, reversals: frozenset[str] = frozenset(), *, also_own: bool = False
) -> Reversal:
    """Return the inverse of a batch, its last change first."""
    items = parts_of(connection, batch, reversed(batch.keys), reversals, also_own=also_own)
    known: Histories = {}
    drafts = chain((_mark(batch.id, undone=True),), _found(items, BatchPart.inverse, known))
    return Reversal(drafts, described(connection, batch), known)


def _found(items: Iterable[BatchPart], made: Callable[[BatchPart], Operation], known: Histories) -> Iterator[Operation]:
    """Yield the draft for each part of a batch, the history of its entity being `known` then."""
    for item in items:
        known[item.entity, item.id] = item.line
        yield made(item)


def redoing(connection: Connection, replica: str, author: str) -> Reversal:
    """Return the batch that the author undid last, whoever wrote it, to be applied again; raises Refused where there is
    none, or the author did something newer.
    """
    marks: dict[str, bool] = {}
    for batch in newest_first(connection, replica):
        if batch.author != author:
            continue
        for target, undone in batch.marks.items():
            if marks.setdefault(target, undone) and undone:
                return _again(connection, target, author)
        if not batch.marks and not marks.get(batch.id, False):
            break
    raise Refused(_("You have nothing to redo."))


def _again(connection: Connection, identity: str, author: str) -> Reversal:
    batch, marks = batch_of(connection, identity)
    if not marks[-1].fields.get(UNDONE):
        raise Refused(_("{author} has redone it already.", author=marks[-1].author))
    record = record_of(batch.first)
    if record is not None:
        redone = undoing_copies.again(connection, record, _reversals(marks))
        return Reversal((_mark(batch.id, undone=False), *redone), described(connection, batch))
    foreign = batch.author != author
    items = parts_of(connection, batch, batch.keys, _reversals(marks), also_own=foreign)
    known: Histories = {}
    drafts = chain((_mark(batch.id, undone=False),), _found(items, BatchPart.again, known))
    return Reversal(drafts, described(connection, batch), known)


def _reversals(marks: Sequence[Change]) -> frozenset[str]:
    """Return the batches that only took another one back or applied it again, so they are not in its way."""
    return frozenset(mark.batch for mark in marks)


def _mark(batch: str, *, undone: bool) -> Operation:
    return Operation(BATCH, batch, {UNDONE: undone})
