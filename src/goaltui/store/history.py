"""The journal as a history: each field that was set, from what to what, newest first."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from itertools import islice

from goaltui.model.changes import BatchCount, Change, Looked, Value
from goaltui.model.enums import EntityKind
from goaltui.model.plain.values import defaults_of
from goaltui.model.quick_dataclass import dataclass, field
from goaltui.model.text import clean_line
from goaltui.store.causality import lines
from goaltui.store.clock import first_at, last_at
from goaltui.store.file.connection import Connection
from goaltui.store.file.replica import read_replica
from goaltui.store.journal import BATCH, BESIDE, UNDONE, believed, change_of, kind_of
from goaltui.store.known.order_of_looks import placing
from goaltui.store.statements.chunks import chunks
from goaltui.store.statements.texts import NO_LIMIT, STATEMENTS
from goaltui.store.version_vector import AckedVersion
from goaltui.store.writes import changes_about

_ABOUT = {
    EntityKind.CHECK_IN.value: ("measure", "key_result"),
    EntityKind.TARGET.value: ("measure",),
    EntityKind.MEASURE.value: ("key_result",),
}
"""The fields that say what an entity is about that nobody knows by a name of its own, the last one that is set."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One field that a change set. It is `replaced` where a change made in another copy took its place. `about` is the
    id of the thing that people would name: for a check-in its key result or measure, mostly the entity itself.
    """

    change: Change
    field: str
    old: Value
    new: Value
    replaced: bool
    about: str


@dataclass(slots=True)
class Batch:
    """A batch as it was written: its last clock, its entities by kind, the number of its
    fields, and its latest changes.
    """

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


class JournalView:
    """The journal of one database: each field that was set, by whom and when."""

    def __init__(self, current: Callable[[], Connection]) -> None:
        self._current = current

    def history(
        self,
        identity: str | None = None,
        *,
        limit: int | BatchCount = 200,
        since: datetime | None = None,
        author: str = "",
        now: datetime | None = None,
        looked: Looked | None = None,
        kinds: Collection[str] = (),
    ) -> tuple[Recorded, ...]:
        """Return the latest fields that were set, newest first; of one entity with its check-ins, by one author, or of
        entities of these `kinds`.
        With `now` they are in the order for a reader who `looked` then, whatever the clocks say.
        """
        connection = self._current()
        told = {"since": None if since is None else first_at(since), "author": author or None, "about": identity}
        name = " ".join(("recorded", *(word for word, value in told.items() if value is not None)))
        fields = None if isinstance(limit, BatchCount) else limit
        rows = connection.run(STATEMENTS[name], **told, lowered=author.lower(), limit=NO_LIMIT)
        with closing(rows):
            known = (change for change in believed(rows) if not kinds or change.entity in kinds)
            ordered = _in_order(connection, known, now, looked, about=identity, since=since, author=author)
            latest = list(
                _of_batches(islice(ordered, fields), limit.batches if isinstance(limit, BatchCount) else None)
            )
        found = _told(connection, latest)
        return tuple(islice((found[change.order, name] for change in latest for name in change.fields), fields))

    def batches(
        self,
        *,
        limit: int,
        shown: int,
        about: str | None = None,
        now: datetime | None = None,
        looked: Looked | None = None,
    ) -> tuple[tuple[Batch, ...], bool]:
        """Return the latest batches, newest first, with `shown` changes of each at most, and whether there are older
        ones. With `now` they are in the order for a reader who `looked` then, whatever the clocks say.

        With `about` only the changes of that entity and its check-ins count; every other change of
        such a batch adds one to `fields`.
        """
        connection = self._current()
        statement = STATEMENTS["recorded" if about is None else "recorded about"]
        found: dict[str, Batch] = {}
        more = False
        with closing(connection.run(statement, about=about, limit=NO_LIMIT)) as rows:
            for change in _in_order(connection, believed(rows), now, looked, about=about):
                if change.batch not in found and len(found) == limit:
                    more = True
                    break
                found.setdefault(change.batch, Batch(change.batch, change.hlc)).take(change, shown)
        if about is not None:
            for batch in found.values():
                _count_beside(connection, batch)
        told = _told(connection, [change for batch in found.values() for change in batch.changes])
        for batch in found.values():
            batch.recorded = tuple(told[change.order, name] for change in batch.changes for name in change.fields)
        return tuple(found.values()), more

    def names(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the names of things by id; a deleted thing has its last name."""
        connection = self._current()
        found: dict[str, str] = {}
        for chunk in chunks(sorted(set(ids))):
            for kind in EntityKind:
                statement = STATEMENTS.get(f"names {kind.value}")
                if statement is not None:
                    found.update((identity, str(name)) for identity, name in connection.run(statement, ids=chunk))
        return found

    def ticks(self, ids: Iterable[str]) -> frozenset[str]:
        """Return those of these ids that are key results which are done or not, and nothing between."""
        connection = self._current()
        found = (connection.run(STATEMENTS["ticks"], ids=chunk).scalars() for chunk in chunks(sorted(set(ids))))
        return frozenset(identity for chunk in found for identity in chunk)

    def refuse_undo(self, batch: str) -> None:
        """Raise Refused where undoing this batch would."""
        from goaltui.store.undo import reversal

        # A change in the way shows while the drafts are found.
        found = reversal.undoing_of(self._current(), batch)
        for _draft in found.drafts:
            found.known.clear()

    def latest(self, author: str) -> tuple[Change, ...]:
        """Return the changes of the batch written last here; empty where another author, an undo or a redo wrote it."""
        changes = _written_last(self._current())
        own = bool(changes) and changes[0].author == clean_line(author)
        reversal = any(change.entity == BATCH and UNDONE in change.fields for change in changes)
        return tuple(change for change in changes if change.entity not in BESIDE) if own and not reversal else ()

    def recorded_last(self) -> tuple[Recorded, ...]:
        """Return the fields that the batch written last here set."""
        connection = self._current()
        changes = [change for change in _written_last(connection) if change.entity != BATCH]
        told = _told(connection, changes)
        return tuple(told[change.order, name] for change in changes for name in change.fields)

    def latest_elsewhere(self, after: datetime) -> Change | None:
        """Return the change with the latest clock that another copy made after a moment; none where none did."""
        connection = self._current()
        own = read_replica(connection).id
        return next(believed(connection.run(STATEMENTS["elsewhere"], after=last_at(after), replica=own)), None)

    def change_at(self, batch: str, hlc: int) -> Change | None:
        """Return the change of a batch with this clock, as it was written."""
        connection = self._current()
        return next(believed(connection.run(STATEMENTS["change_at"], batch=batch, hlc=hlc)), None)

    def changes(self) -> Iterator[Change]:
        """Yield the whole journal, replica by replica in order."""
        yield from map(change_of, self._current().run(STATEMENTS["changes"]))

    def set_in_both(self, before: Mapping[str, AckedVersion], theirs: Mapping[str, AckedVersion]) -> int:
        """Return the number of fields set differently here, since `before`, and in a copy taken in, since `theirs`."""
        connection = self._current()
        apart = []
        for held in (theirs, before):
            tops = {name: item.top for name, item in held.items()}
            apart.append(dict(_set_beyond(connection, tops)))
        here, there = apart
        return sum(1 for key, value in there.items() if key in here and here[key] != value)


def _written_last(connection: Connection) -> tuple[Change, ...]:
    replica = read_replica(connection)
    return tuple(believed(connection.run(STATEMENTS["last_batch"], replica=replica.id, seq=replica.seq)))


def _count_beside(connection: Connection, batch: Batch) -> None:
    """Count a batch's changes beside those taken, and set its last clock: a batch is one run of rows in the journal."""
    newest, oldest = batch.changes[0], batch.changes[-1]
    held = {"replica": newest.replica, "batch": batch.id}
    after = connection.run(STATEMENTS["next_beside"], **held, seq=newest.seq).scalar()
    before = connection.run(STATEMENTS["last_beside"], **held, seq=oldest.seq).scalar() or 0
    if after is None:
        after = connection.run(STATEMENTS["top"], replica=newest.replica).scalar() + 1
    batch.hlc = connection.run(STATEMENTS["clock_at"], replica=newest.replica, seq=after - 1).scalar()
    batch.fields += after - before - 1 - len(batch.changes)


def _set_beyond(connection: Connection, tops: Mapping[str, int]) -> Iterator[tuple[tuple[str, str], Value]]:
    """Yield (entity, field) and value of each change beyond these numbers, the latest of an entity last."""
    found: list[Change] = []
    for replica in connection.run(STATEMENTS["replicas"]).scalars():
        found += believed(connection.run(STATEMENTS["beyond"], replica=replica, seq=tops.get(replica, 0)))
    for line in lines(found).values():
        for change in line.changes:
            yield from (((change.entity_id, name), value) for name, value in change.fields.items())


def _in_order(
    connection: Connection,
    rows: Iterable[Change],
    now: datetime | None,
    looked: Looked | None,
    *,
    about: str | None = None,
    since: datetime | None = None,
    author: str = "",
) -> Iterable[Change]:
    """Return changes that come by their clocks, in the order in which a reader who
    `looked` then came to know of them.
    """
    if now is None:
        return rows
    placed = placing(connection, now, looked)
    begin = first_at(since) if since is not None else 0
    within = None if about is None else frozenset(connection.run(STATEMENTS["about"], about=about).scalars())

    def fits(change: Change) -> bool:
        written = not author or author.lower() == change.author.lower()
        asked = written and change.entity != BATCH and placed.clock(change) >= begin
        return asked and (within is None or change.entity_id in within)

    return placed.newest_first(rows, fits)


def _of_batches(changes: Iterable[Change], count: int | None) -> Iterator[Change]:
    """Yield the changes of the first `count` batches among these."""
    seen: set[str] = set()
    for change in changes:
        seen.add(change.batch)
        if count is not None and len(seen) > count:
            return
        yield change


def _told(connection: Connection, latest: Sequence[Change]) -> dict[tuple[tuple[int, str, int], str], Recorded]:
    """Return the fields that these changes set, with old values, by the change's order and the field."""
    # The changes themselves too: in a damaged file the index by entity may not lead to them.
    about = {change.order: change for change in latest}
    for chunk in chunks(sorted({change.entity_id for change in latest})):
        about.update((change.order, change) for change in changes_about(connection, chunk, about.keys()))
    return {(item.change.order, item.field): item for item in _with_old(tuple(about.values()))}


def _with_old(changes: Sequence[Change]) -> Iterator[Recorded]:
    ordered = [change for line in lines(changes).values() for change in line.changes]
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
    """Return the value of a field before it is first set."""
    kind = kind_of(change.entity)
    return defaults_of(kind).get(name) if kind else None
