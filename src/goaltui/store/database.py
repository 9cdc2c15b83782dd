"""One database: what may be asked of it, with SQL and files kept behind."""

import platform
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from uuid import UUID, uuid5

from sqlalchemy import Connection, select

from goaltui.model.changes import Change, Draft
from goaltui.model.entities import ENTITIES, Entity
from goaltui.model.enums import EntityKind
from goaltui.model.errors import DatabaseRefused, Refused
from goaltui.model.records import CheckInRecord, KeyResultRecord, MeasureRecord, MilestoneRecord, Point, Records
from goaltui.store import (
    finding,
    held,
    history,
    holdings,
    merging,
    opening,
    reads,
    rebuilding,
    restoring,
    undoing,
    writing,
)
from goaltui.store.backup import back_up
from goaltui.store.clock import last_at
from goaltui.store.connection import Replaced, copied, quick_check
from goaltui.store.connection import reading as reading_from
from goaltui.store.connection import writing as writing_to
from goaltui.store.history import Batch
from goaltui.store.holdings import Holding, Waiting
from goaltui.store.journal import change_of
from goaltui.store.tables import CHANGE, projection
from goaltui.store.undoing import Reversal, Undone
from goaltui.store.writing import Applied

_FILES = UUID("b0f6a0de-3f0c-5a0e-8f0e-6c2f54cf6a36")
_WITH_REFS = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE, EntityKind.INITIATIVE)


class Database:
    """An open database; every call belongs on the thread that uses it, one at a time."""

    def __init__(self, path: Path, opened: opening.Opened, *, in_memory: bool = False) -> None:
        self.path = path
        self.read_only = opened.read_only
        self._connection = opened.connection
        self._identity = None if in_memory else _identity(path)
        self._in_memory = in_memory

    @classmethod
    def open(cls, path: Path, *, create: bool = False, workspace: str | None = None) -> "Database":
        """Open a file, making it first where `create` allows; raises DatabaseRefused, having touched nothing.

        What is made is a copy of the `workspace` with this id, where one is given.
        """
        return cls(path, opening.open_file(path, create=create, workspace=workspace))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @property
    def uuid(self) -> str:
        """The id that all copies of this workspace share."""
        return writing.read_replica(self._current()).workspace

    @property
    def replica(self) -> str:
        """The id under which this copy counts its changes."""
        return writing.read_replica(self._current()).id

    def apply(self, drafts: Sequence[Draft], *, author: str, now: datetime, batch: str = "") -> Applied:
        """Write the drafts as one batch, or as more of `batch`; raises Refused or InvalidField, nothing written."""
        return self._write(lambda connection: self._append(connection, drafts, author, now, batch))

    def merge(self, changes: Iterable[Change], *, now: datetime) -> Applied:
        """Take in changes of other copies, each once."""
        offered = list(changes)
        return self._write(lambda connection: merging.merge(connection, offered, now))

    def undo(self, *, author: str, now: datetime, batch: str | None = None) -> Undone:
        """Take back the author's latest batch, or the one named, whoever wrote it; raises Refused where there is none
        or a later change is in the way."""
        if batch is None:
            return self._reverse(undoing.undoing, author, now)
        return self._reverse(lambda connection, _replica, _author: undoing.undoing_of(connection, batch), author, now)

    def refuse_undo(self, batch: str) -> None:
        """Raises Refused where `undo` of this batch would."""
        undoing.undoing_of(self._current(), batch)

    def redo(self, *, author: str, now: datetime) -> Undone:
        """Apply the author's latest undone batch again; raises Refused as undoing does."""
        return self._reverse(undoing.redoing, author, now)

    def records(self, day: date) -> Records:
        """Everything that stands, with the values that were there on `day` and the milestones as they stood then."""
        with self._believing() as connection, reading_from(connection):
            return reads.records(connection, day)

    def key_result(self, identity: str, day: date) -> KeyResultRecord | None:
        """One key result on a day."""
        with self._believing() as connection:
            return next(iter(reads.key_results(connection, day, identity)), None)

    def measure(self, identity: str) -> MeasureRecord | None:
        """One lasting measure."""
        return next(iter(reads.measures(self._current(), identity)), None)

    def milestones(self, key_result: str) -> tuple[MilestoneRecord, ...]:
        """The steps of one key result as they stand, whatever the day on which they were done."""
        return reads.milestones(self._current(), key_result)

    def scoring_on(self, measure: str, day: date) -> str | None:
        """The scoring of a measure in force on a day: its latest target begun by then, else its own."""
        begun = [target for target in reads.targets(self._current(), measure) if target.start <= day]
        found = self.measure(measure)
        return begun[-1].scoring if begun else found.scoring if found else None

    def points(
        self, measures: Collection[str] | None, since: date | None, until: date | None
    ) -> dict[str, tuple[Point, ...]]:
        """The values of some measures, or of all, in check-in order."""
        with self._believing() as connection:
            return reads.points(connection, measures, since, until)

    def check_in_counts(self, since: date, until: date) -> dict[str, int]:
        """How many check-ins each measure had between two days, both included."""
        return reads.check_in_counts(self._current(), since, until)

    def first_day(self) -> date | None:
        """The day of the earliest check-in; none where there is none."""
        return reads.first_day(self._current())

    def noted(self, until: date) -> dict[str, date]:
        """The day of each measure's latest check-in with a note."""
        return reads.noted(self._current(), until)

    def check_ins(
        self,
        *,
        measure: str | None = None,
        key_result: str | None = None,
        until: date | None = None,
        limit: int | None = None,
    ) -> tuple[CheckInRecord, ...]:
        """Check-ins of a measure or in a key result's context, newest first."""
        with self._believing() as connection:
            return reads.check_ins(connection, measure=measure, key_result=key_result, until=until, limit=limit)

    def last_check_ins(self, until: date) -> dict[str, date]:
        """The day of the latest check-in of each author up to a day."""
        with self._believing() as connection:
            return reads.last_check_ins(connection, until)

    def all_check_ins(self) -> Iterator[CheckInRecord]:
        """Every check-in, oldest first."""
        with self._believing() as connection:
            yield from reads.all_check_ins(connection)

    def get(self, kind: EntityKind, identity: str) -> Entity | None:
        """One entity as it stands, deleted or not."""
        table = projection(kind)
        with self._believing() as connection:
            row = connection.execute(select(table).where(table.c.id == identity)).mappings().first()
            if row is None:
                return None
            return ENTITIES[kind].model_validate({name: value for name, value in row.items() if name != "created"})

    def find(self, text: str, kinds: Sequence[EntityKind]) -> tuple[finding.Match, ...]:
        """What a ref, an id, a key or a part of a title can mean."""
        return finding.find(self._current(), text, kinds)

    def ids(self) -> list[str]:
        """The ids of everything that has a ref."""
        tables = [projection(kind) for kind in _WITH_REFS]
        return [identity for table in tables for identity in self._current().execute(select(table.c.id)).scalars()]

    def history(
        self, identity: str | None = None, *, limit: int = 200, since: datetime | None = None, author: str = ""
    ) -> tuple[history.Recorded, ...]:
        """The latest fields that were set, newest first; of one entity with its check-ins, by one author."""
        return history.recorded(self._current(), identity, limit=limit, since=since, author=author)

    def batches(self, *, limit: int, shown: int, about: str | None = None) -> tuple[tuple[Batch, ...], bool]:
        """The latest batches, newest first, with `shown` changes of each at most; whether there are older ones."""
        return history.batches(self._current(), limit=limit, shown=shown, about=about)

    def names(self, ids: Iterable[str]) -> dict[str, str]:
        """What things are called, or were when they were deleted, by id."""
        return history.names(self._current(), ids)

    def latest(self, author: str) -> tuple[Change, ...]:
        """The changes of the batch written last here; empty where another author, an undo or a redo wrote it."""
        return history.latest(self._current(), author)

    def change_at(self, batch: str, hlc: int) -> Change | None:
        """The change of a batch that has this clock, as it was written."""
        return history.change_at(self._current(), batch, hlc)

    def changes(self) -> Iterator[Change]:
        """The whole journal, replica by replica in order."""
        for row in self._current().execute(select(CHANGE).order_by(CHANGE.c.replica, CHANGE.c.seq)):
            yield change_of(row)

    def holdings(self) -> dict[str, Holding]:
        """What the journal holds, by replica."""
        return holdings.holdings(self._current())

    def missing(self, theirs: Mapping[str, Holding]) -> Iterator[Change]:
        """The changes that a journal with these holdings lacks; take in what that journal has first."""
        return holdings.missing(self._current(), theirs)

    def acknowledge(self, seen: Mapping[str, Holding]) -> None:
        """Remember what the hub was seen to hold; what it lost since the last visit waits again."""
        if held.read(self.path) != seen:
            held.write(self.path, seen)

    def acknowledged(self) -> dict[str, Holding]:
        """What the hub was last seen to hold; nothing before the first visit."""
        return held.read(self.path)

    def waiting(self) -> Waiting:
        """What the hub has not been seen to hold yet; everything before the first visit."""
        return holdings.waiting(self._current(), held.read(self.path))

    def become_hub(self) -> None:
        """Belong to nobody: whoever opens a copy of this file goes on under a replica id of their own."""

        def leave(connection: Connection) -> Applied:
            writing.leave_home(connection)
            return Applied("", frozenset())

        self._write(leave)

    @property
    def moved(self) -> str:
        """Where the team went that had this file as its hub; empty where it did not."""
        _, is_moved, to = writing.read_replica(self._current()).home.partition(writing.MOVED)
        return to if is_moved else ""

    def mark_moved(self, to: str) -> None:
        """Say where the team went; empty takes it back."""

        def mark(connection: Connection) -> Applied:
            writing.mark_moved(connection, to)
            return Applied("", frozenset())

        self._write(mark)

    def came_in(self, before: Mapping[str, Holding]) -> dict[str, int]:
        """How many changes of each author were taken in since the journal held `before`."""
        return holdings.authors_of(self._current(), before)

    def set_in_both(self, before: Mapping[str, Holding], theirs: Mapping[str, Holding]) -> int:
        """How many fields were set differently here, which held `before`, and in a copy taken in that held `theirs`."""
        return history.set_in_both(self._current(), before, theirs)

    def known_at(self, moment: datetime, until: int | None = None) -> "Database":
        """The workspace as it was stored at a moment, a copy in memory; for looking only.

        With `until`, the clock of a change, exactly that change is the last one known.
        """
        target = copied(self._current(), self.path)
        rebuilding.rewind(target, last_at(moment) if until is None else until)
        sentence = f"This is what was known on {moment.astimezone():%Y-%m-%d %H:%M}; it is for looking only."
        return Database(self.path, opening.Opened(target, sentence), in_memory=True)

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Make the projections anew from the journal, telling (done, all) on the way."""

        def renew(connection: Connection) -> Applied:
            rebuilding.renew(connection, progress)
            return Applied("", frozenset())

        self._write(renew)

    def data_version(self) -> int:
        """A number that changes when another program has written to the file or replaced it."""
        connection = self._current()
        version: int = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
        return hash((version, self._identity))

    def quick_check(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the file, nothing where it is whole; reads all of it."""
        return quick_check(self._current())

    def drafts_towards(self, wanted: "Database") -> list[Draft]:
        """The changes that make this database say what another says."""
        with self._believing() as connection:
            return list(restoring.drafts_towards(connection, wanted._current()))

    def backup(self, to: Path) -> None:
        """A checked copy of the whole database in a new file; raises Refused where it exists or cannot be made."""
        back_up(self._current(), to)

    @contextmanager
    def _believing(self) -> Iterator[Connection]:
        """For reads of the projections, which other programs may have written to."""
        try:
            yield self._current()
        except (TypeError, ValueError) as error:
            raise DatabaseRefused(
                f"{self.path} holds values that goaltui did not write; goaltui doctor --rebuild makes them anew."
            ) from error

    def _append(
        self, connection: Connection, drafts: Sequence[Draft], author: str, now: datetime, batch: str = ""
    ) -> Applied:
        return writing.apply(connection, drafts, author=author, now=now, home=self._home(), batch=batch)

    def _reverse(self, find: Callable[[Connection, str, str], Reversal], author: str, now: datetime) -> Undone:
        found: list[Reversal] = []

        def reverse(connection: Connection) -> Applied:
            found.append(find(connection, writing.read_replica(connection).id, author))
            return self._append(connection, found[-1].drafts, author, now)

        applied = self._write(reverse)
        return Undone(applied.batch, found[-1].drafts, applied.touched, found[-1].described)

    def _write(self, work: Callable[[Connection], Applied]) -> Applied:
        if self.read_only:
            raise Refused(self.read_only)
        try:
            return self._in_transaction(work)
        except Replaced:
            # Found by SQLite at the first write, so nothing of it is in either file.
            return self._in_transaction(work)

    def _in_transaction(self, work: Callable[[Connection], Applied]) -> Applied:
        connection = self._current()
        with writing_to(connection):
            return work(connection)

    def _current(self) -> Connection:
        """The connection to the file that has the path now; a sync tool may have put another one there."""
        if self._in_memory:
            return self._connection
        identity = _identity(self.path)
        if identity is None or identity != self._identity:
            self._connection.close()
            self._identity = None
            opened = opening.open_file(self.path, create=False)
            self._connection, self.read_only, self._identity = opened.connection, opened.read_only, identity
        return self._connection

    def _home(self) -> str:
        """Tells this file from a copy of it, here or on another machine."""
        number = self._identity[1] if self._identity else 0
        return str(uuid5(_FILES, f"{platform.node()}/{number}"))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
