"""The import of another copy of the workspace as one thing: its effect on what stands, and the record for undo."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias
from uuid import uuid4

from sqlalchemy import select

from goaltui.model.changes import Change, Operation, Value
from goaltui.model.enums import EntityKind, counted_kind
from goaltui.model.listing import listed
from goaltui.model.quick.translation import N_, _
from goaltui.model.quick_dataclass import dataclass
from goaltui.store import writes
from goaltui.store.exchange import merge
from goaltui.store.file.connection import Connection, trying
from goaltui.store.journal import COPY, SPANS, TOOK_IN, WEIGHS, kind_of
from goaltui.store.statements.chunks import chunks
from goaltui.store.tables import PROJECTIONS, projection
from goaltui.store.undo import reversal, undoing_copies
from goaltui.store.version_vector import AckedVersion

_UNDER: Mapping[EntityKind, tuple[EntityKind, str]] = {
    EntityKind.KEY_RESULT: (EntityKind.OBJECTIVE, "objective"),
    EntityKind.MEASURE: (EntityKind.KEY_RESULT, "key_result"),
    EntityKind.MILESTONE: (EntityKind.KEY_RESULT, "key_result"),
    EntityKind.TARGET: (EntityKind.MEASURE, "measure"),
    EntityKind.CHECK_IN: (EntityKind.MEASURE, "measure"),
}
"""Kinds that go out of sight with the thing above them, in an order in which the thing above comes first."""
_IN_ORDER = (*(kind for kind in EntityKind if kind not in _UNDER), *_UNDER)
_FIRST = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE, EntityKind.CHECK_IN)
_TOLD = (*_FIRST, *(kind for kind in EntityKind if kind not in _FIRST))
_NO_VALUES = frozenset({"id", "created", "deleted", "position"})

Shown: TypeAlias = Mapping[EntityKind, frozenset[str]]
Counts: TypeAlias = tuple[tuple[EntityKind, int], ...]


@dataclass(frozen=True, slots=True)
class ImportEffect:
    """The effect of an import on what stands, counted by kind: things made, deleted with all that hangs on them,
    returned, and changed in their values.
    """

    made: Counts = ()
    deleted: Counts = ()
    returned: Counts = ()
    changed: Counts = ()

    @property
    def weighs(self) -> bool:
        """Whether anything that stands is taken away, gets another value, or comes back though it was deleted."""
        return bool(self.deleted or self.changed or self.returned)

    @property
    def words(self) -> str:
        """The effect in words, the worst first: `2 objectives and 3 key results deleted, 4 check-ins added`."""
        done = (
            (self.deleted, N_("{things} deleted")),
            (self.changed, N_("{things} changed")),
            (self.returned, N_("{things} brought back")),
            (self.made, N_("{things} added")),
        )
        said = [_(sentence, things=_counted(counts)) for counts, sentence in done if counts]
        return ", ".join(said) or _("nothing visible changed")


@dataclass(frozen=True, slots=True)
class ImportedCopy:
    """The result of an import: the number of changes of each author, their effect, and the
    number that no journal can hold.
    """

    authors: tuple[tuple[str, int], ...]
    effect: ImportEffect
    refused: int = 0

    @property
    def number(self) -> int:
        """The number of changes."""
        return sum(number for _, number in self.authors)


class CopyImport:
    """The work of one transaction: take in the changes of a file of this name, and write the record of the import."""

    def __init__(self, changes: Sequence[Change], name: str, author: str, now: datetime, home: str) -> None:
        self._changes = changes
        self._name = name
        self._author = author
        self._now = now
        self._home = home
        self.taken = ImportedCopy((), ImportEffect())

    def __call__(self, connection: Connection) -> writes.Applied:
        """Run the import and put its result into `taken`."""
        self.taken, fresh = take(connection, self._changes, self._now)
        if fresh:
            record(connection, self._name, self.taken, fresh, author=self._author, now=self._now, home=self._home)
        return writes.Applied("", frozenset())


class Copies:
    """The copies of the workspace that one database takes in; `home` gives the id of its file."""

    def __init__(
        self,
        current: Callable[[], Connection],
        write: Callable[[Callable[[Connection], writes.Applied]], writes.Applied],
        home: Callable[[], str],
    ) -> None:
        self._current = current
        self._write = write
        self._home = home

    def take(self, changes: Iterable[Change], name: str, *, author: str, now: datetime) -> ImportedCopy:
        """Take in another copy of the workspace, the file of this `name`, as one thing that anybody can take back."""
        taking = CopyImport(list(changes), name, author, now, self._home())
        self._write(taking)
        return taking.taken

    def preview(self, changes: Iterable[Change], *, now: datetime) -> ImportedCopy:
        """Return what taking in another copy would do; write nothing."""
        with trying(self._current()) as connection:
            return take(connection, changes, now)[0]

    def taken_since(self, before: Mapping[str, AckedVersion]) -> tuple[str, ...]:
        """Return the effects, in words, of copies that others took in since the journal held `before` and that took
        something away; those taken back meanwhile are left out.
        """
        connection = self._current()
        found = (record for record in undoing_copies.since(connection, before) if record.weighs)
        return tuple(record.words for record in found if not reversal.is_undone(connection, record.change.batch))


def take(connection: Connection, changes: Iterable[Change], now: datetime) -> tuple[ImportedCopy, list[Change]]:
    """Take in unknown changes, within the caller's transaction; return the result, and the changes that were new."""
    known, before = _shown(connection)
    offered = list(changes)
    believed = merge.believable(offered)
    fresh = merge.fresh(connection, believed)
    touched = _touched(fresh)
    stood = _rows(connection, touched)
    merge.put(connection, fresh, now)
    _, after = _shown(connection)
    effect = ImportEffect(
        made=_counts({kind: ids - known[kind] for kind, ids in after.items()}),
        deleted=_counts({kind: ids - after[kind] for kind, ids in before.items()}),
        returned=_counts({kind: ids & known[kind] - before[kind] for kind, ids in after.items()}),
        changed=_counts(_changed(stood, _rows(connection, touched), before, after)),
    )
    authors = Counter(change.author for change in fresh)
    return ImportedCopy(tuple(sorted(authors.items())), effect, len(offered) - len(believed)), fresh


def record(
    connection: Connection,
    name: str,
    taken: ImportedCopy,
    fresh: Sequence[Change],
    *,
    author: str,
    now: datetime,
    home: str,
) -> None:
    """Write the record of an import from a file of this name into the journal, as a batch of its own."""
    fields: dict[str, Value] = {
        SPANS: json.dumps(_spans(fresh), separators=(",", ":")),
        TOOK_IN: f"{name}: {taken.effect.words}",
        WEIGHS: taken.effect.weighs,
    }
    writes.apply(connection, [Operation(COPY, str(uuid4()), fields)], author=author, now=now, home=home)


def _spans(changes: Sequence[Change]) -> dict[str, list[list[int]]]:
    """Return the numbers of changes by replica, as (first, last) of each run."""
    spans: defaultdict[str, list[list[int]]] = defaultdict(list)
    for replica, number in sorted((change.replica, change.seq) for change in changes):
        runs = spans[replica]
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return dict(spans)


def _touched(changes: Iterable[Change]) -> Mapping[EntityKind, frozenset[str]]:
    found: defaultdict[EntityKind, set[str]] = defaultdict(set)
    for change in changes:
        kind = kind_of(change.entity)
        if kind is not None:
            found[kind].add(change.entity_id)
    return {kind: frozenset(found[kind]) for kind in EntityKind}


def _rows(connection: Connection, ids: Mapping[EntityKind, frozenset[str]]) -> Mapping[EntityKind, dict[str, Any]]:
    rows: dict[EntityKind, dict[str, Any]] = {kind: {} for kind in EntityKind}
    for kind, wanted in ids.items():
        table = projection(kind)
        for chunk in chunks(sorted(wanted)):
            found = connection.execute(select(table).where(table.c.id.in_(chunk))).mappings()
            rows[kind].update((row["id"], row) for row in found)
    return rows


def _changed(
    stood: Mapping[EntityKind, dict[str, Any]], stands: Mapping[EntityKind, dict[str, Any]], before: Shown, after: Shown
) -> Mapping[EntityKind, frozenset[str]]:
    """Return the ids of what is shown before and after, with another value in some field."""
    return {
        kind: frozenset(
            identity
            for identity, row in rows.items()
            if identity in before[kind] & after[kind] and _differ(row, stands[kind][identity])
        )
        for kind, rows in stood.items()
    }


def _differ(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return any(one[name] != other[name] for name in one if name not in _NO_VALUES)


def _shown(connection: Connection) -> tuple[Shown, Shown]:
    """Return the ids of everything known, and of all that is neither deleted nor under anything deleted."""
    known: dict[EntityKind, frozenset[str]] = {}
    shown: dict[EntityKind, frozenset[str]] = {}
    for kind in _IN_ORDER:
        table = PROJECTIONS[kind]
        above, column = _UNDER.get(kind, (None, ""))
        rows = connection.execute(select(table.c.id, table.c.deleted, table.c[column or "id"])).all()
        known[kind] = frozenset(row[0] for row in rows)
        shown[kind] = frozenset(
            identity
            for identity, deleted, over in rows
            if not deleted and (above is None or over is None or over in shown[above])
        )
    return known, shown


def deleted(ids: Mapping[EntityKind, frozenset[str]]) -> str:
    """Return these ids counted in words: `2 objectives and 3 key results deleted`."""
    return ImportEffect(deleted=_counts(ids)).words


def _counts(ids: Mapping[EntityKind, frozenset[str]]) -> Counts:
    return tuple((kind, len(ids[kind])) for kind in _TOLD if ids.get(kind))


def _counted(counts: Counts) -> str:
    return listed(counted_kind(kind, number) for kind, number in counts)
