"""The interface of one database; SQL and files stay behind it."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.model.changes import Change, Operation
from goaltui.model.enums import EntityKind
from goaltui.model.errors import DatabaseDamaged, Refused
from goaltui.model.quick.host_name import host_name
from goaltui.model.quick.late_module import late_module
from goaltui.model.quick.translation import _
from goaltui.model.records import (
    CheckInRecord,
    KeyResultRecord,
    MeasureRecord,
    MilestoneRecord,
    Point,
    Records,
    WorkspaceRecord,
)
from goaltui.model.refs import named_id
from goaltui.rules import dates
from goaltui.rules.scoring.in_force import scoring_text_on
from goaltui.store import reads
from goaltui.store.clock import last_at, refuse_impossible
from goaltui.store.file import opening
from goaltui.store.file.connection import Connection, Replaced, beside, copied, identity_of, trying
from goaltui.store.file.connection import reading as reading_from
from goaltui.store.file.connection import writing as writing_to
from goaltui.store.file.replica import MOVED, read_replica
from goaltui.store.statements.texts import COLUMNS, PLACES, STATEMENTS

if TYPE_CHECKING:
    from goaltui.model.entities import Entity
    from goaltui.store import history, search, version_vector, writes
    from goaltui.store.copies import ImportedCopy
    from goaltui.store.file import acknowledged, backup
    from goaltui.store.undo import Reversal, Undone
    from goaltui.store.version_vector import AckedVersion
    from goaltui.store.writes import Applied
else:
    # Each of them is for a few questions, and none is for showing what stands.
    history, search, version_vector, writes = (
        late_module(f"goaltui.store.{name}") for name in ("history", "search", "version_vector", "writes")
    )
    acknowledged, backup = (late_module(f"goaltui.store.file.{name}") for name in ("acknowledged", "backup"))

_FILES = "b0f6a0de-3f0c-5a0e-8f0e-6c2f54cf6a36"
_WITH_REFS = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE, EntityKind.INITIATIVE)


class Database:
    """An open database; every call belongs on the thread that uses it, one at a time."""

    def __init__(self, path: Path, opened: opening.Opened, *, in_memory: bool = False) -> None:
        self.path = path
        self._barred: str | None = None
        self._unwritable = opened.read_only
        self.is_new = opened.is_new
        self._connection = opened.connection
        self._identity = None if in_memory else identity_of(path)
        self._in_memory = in_memory

    @classmethod
    def open(cls, path: Path, *, create: bool = False, workspace: str | None = None) -> "Database":
        """Return an open file, made first where `create` allows; raises DatabaseRefused, having touched nothing.

        What is made is a copy of the `workspace` with this id, where one is given.
        """
        return cls(path, opening.open_file(path, create=create, workspace=workspace))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @property
    def read_only(self) -> str | None:
        """The reason why nothing can be written, in a sentence; none where it can."""
        return self._unwritable or self._barred

    def look_only(self, reason: str) -> None:
        """Refuse every write from now on, with the reason in a sentence."""
        self._barred = reason

    @property
    def uuid(self) -> str:
        """The id that all copies of this workspace share."""
        return read_replica(self._current()).workspace

    @property
    def replica(self) -> str:
        """The id under which this copy counts its changes."""
        return read_replica(self._current()).id

    def apply(self, drafts: Sequence[Operation], *, author: str, now: datetime, batch: str = "") -> "Applied":
        """Write the drafts as one batch, or as more of `batch`; raises Refused or InvalidField, nothing written."""
        named = {"author": author, "batch": batch}
        return self._write(lambda it: writes.apply(it, drafts, now=now, home=_home(self._identity), **named))

    def merge(self, changes: Iterable[Change], *, now: datetime) -> "Applied":
        """Take in changes of other copies, each once."""
        from goaltui.store import merge

        offered = list(changes)
        return self._write(lambda connection: merge.merge(connection, offered, now))

    def take_copy(self, changes: Iterable[Change], name: str, *, author: str, now: datetime) -> "ImportedCopy":
        """Take in another copy of the workspace, the file of this `name`, as one thing that anybody can take back."""
        from goaltui.store import copies

        taking = copies.CopyImport(list(changes), name, author, now, _home(self._identity))
        self._write(taking)
        return taking.taken

    def try_copy(self, changes: Iterable[Change], *, now: datetime) -> "ImportedCopy":
        """Return what taking in another copy would do; write nothing."""
        from goaltui.store import copies

        with trying(self._current()) as connection:
            return copies.take(connection, changes, now)[0]

    def undo(self, *, author: str, now: datetime, batch: str | None = None) -> "Undone":
        """Take back the author's latest batch, or the one named, whoever wrote it; raises Refused where there is none
        or a later change is in the way."""
        from goaltui.store import undo

        if batch is None:
            return self._reverse(undo.undoing, author, now)
        return self._reverse(lambda connection, _replica, _author: undo.undoing_of(connection, batch), author, now)

    def refuse_undo(self, batch: str) -> None:
        """Raise Refused where `undo` of this batch would."""
        from goaltui.store import undo

        # What is in the way shows while the drafts are found.
        deque(undo.undoing_of(self._current(), batch).drafts, maxlen=0)

    def redo(self, *, author: str, now: datetime) -> "Undone":
        """Apply the author's latest undone batch again; raises Refused as `undo` does."""
        from goaltui.store import undo

        return self._reverse(undo.redoing, author, now)

    def records(self, day: date) -> Records:
        """Return everything that stands, with its values on `day` and the milestones as they stood then."""
        with self._believing() as connection, reading_from(connection):
            return reads.records(connection, day)

    def key_result(self, identity: str, day: date) -> KeyResultRecord | None:
        """Return one key result on a day."""
        with self._believing() as connection:
            return next(iter(reads.key_results(connection, day, identity)), None)

    def measure(self, identity: str) -> MeasureRecord | None:
        """Return one lasting measure."""
        return next(iter(reads.measures(self._current(), identity)), None)

    def milestones(self, key_result: str) -> tuple[MilestoneRecord, ...]:
        """Return the steps of one key result as they stand, whatever the day on which they were done."""
        return reads.milestones(self._current(), key_result)

    def scoring_on(self, measure: str, day: date) -> str | None:
        """Return the scoring of a measure in force on a day."""
        found = self.measure(measure)
        return scoring_text_on(found, reads.targets(self._current(), measure), day) if found else None

    def points(
        self, measures: Collection[str] | None, since: date | None, until: date | None
    ) -> dict[str, tuple[Point, ...]]:
        """Return the values of some measures, or of all, in check-in order."""
        with self._believing() as connection:
            return reads.points(connection, measures, since, until)

    def check_in_counts(self, since: date, until: date) -> dict[str, int]:
        """Return the number of check-ins of each measure between two days, both included."""
        return reads.check_in_counts(self._current(), since, until)

    def first_day(self) -> date | None:
        """Return the day of the earliest check-in; none where there is none."""
        return reads.first_day(self._current())

    def noted(self, until: date) -> dict[str, date]:
        """Return the day of each measure's latest check-in with a note."""
        return reads.noted(self._current(), until)

    def check_ins(
        self,
        *,
        measure: str | None = None,
        key_result: str | None = None,
        until: date | None = None,
        limit: int | None = None,
    ) -> tuple[CheckInRecord, ...]:
        """Return the check-ins of a measure or in a key result's context, newest first."""
        with self._believing() as connection:
            return reads.check_ins(connection, measure=measure, key_result=key_result, until=until, limit=limit)

    def last_check_ins(self, until: date) -> dict[str, date]:
        """Return the day of the latest check-in of each author up to a day."""
        with self._believing() as connection:
            return reads.last_check_ins(connection, until)

    def all_check_ins(self) -> Iterator[CheckInRecord]:
        """Yield every check-in, oldest first."""
        with self._believing() as connection:
            yield from reads.all_check_ins(connection)

    def get(self, kind: EntityKind, identity: str) -> "Entity | None":
        """Return one entity as it stands, deleted or not."""
        from goaltui.model.entities import ENTITIES

        with self._believing() as connection:
            row = connection.run(STATEMENTS[f"standing {kind.value}"], ids=[identity]).first()
            if row is None:
                return None
            named = zip(COLUMNS[kind.value], row, strict=True)
            return ENTITIES[kind].model_validate({name: value for name, value in named if name not in PLACES})

    def workspace(self) -> WorkspaceRecord:
        """Return the workspace's own row, with defaults where it has none."""
        return reads.workspace(self._current())

    def record(self, kind: EntityKind, identity: str, record: type[reads.Record]) -> reads.Record | None:
        """Return one thing as it stands, deleted or not, in the shape of a record."""
        with self._believing() as connection:
            return reads.one(connection, kind, identity, record)

    def find(self, text: str, kinds: Sequence[EntityKind]) -> "tuple[search.Match, ...]":
        """Return the matches for a text: a ref, an id, a key or a part of a title."""
        return search.find(self._current(), text, kinds)

    def is_named(self, text: str, kind: EntityKind, identity: str) -> bool:
        """Return whether an id, a key or a ref names a thing."""
        return search.is_named(self._current(), text, kind, identity)

    def ids(self, beside: str | None = None) -> list[str]:
        """Return the ids of everything with a ref, or those next to the one `beside`, which decide on its ref."""
        named = ("ids",) if beside is None else ("before", "after")
        values = {} if beside is None else {"beside": beside}
        tables = [
            self._current().run(STATEMENTS[f"{name} {kind.value}"], **values) for kind in _WITH_REFS for name in named
        ]
        return [identity for rows in tables for identity in rows.scalars() if identity is not None]

    def holdings(self) -> "dict[str, AckedVersion]":
        """Return the holdings of the journal, by replica."""
        return version_vector.holdings(self._current())

    def missing(self, theirs: "Mapping[str, AckedVersion]") -> Iterator[Change]:
        """Return the changes that a journal with these holdings lacks; take in that journal's own first."""
        return version_vector.missing(self._current(), theirs)

    def become_hub(self) -> None:
        """Belong to nobody: whoever opens a copy of this file goes on under a replica id of their own."""
        self._do(writes.leave_home)

    @property
    def moved(self) -> str:
        """The place to which the team moved that had this file as its hub; empty where it did not move."""
        _, is_moved, to = read_replica(self._current()).home.partition(MOVED)
        return to if is_moved else ""

    def mark_moved(self, to: str) -> None:
        """Record the place to which the team moved; empty takes the record back."""
        self._do(lambda connection: writes.mark_moved(connection, to))

    def copies_since(self, before: "Mapping[str, AckedVersion]") -> tuple[str, ...]:
        """Return the effects, in words, of copies that others took in since the journal held `before` and that took
        something away; those taken back meanwhile are left out.
        """
        from goaltui.store import undo, undoing_copies

        connection = self._current()
        found = (record for record in undoing_copies.since(connection, before) if record.weighs)
        return tuple(record.words for record in found if not undo.is_undone(connection, record.change.batch))

    def known_at(self, moment: datetime, until: int | None = None) -> "Database":
        """Return the workspace as it was stored at a moment: a copy in memory, for looking only.

        With `until`, the clock of a change, exactly that change is the last one known.
        """
        from goaltui.store import rebuild

        target = copied(self._current(), self.path)
        rebuild.rewind(target, last_at(moment) if until is None else until)
        sentence = _("This is what was known on {moment}; it is read-only.", moment=dates.moment(moment))
        return Database(self.path, opening.Opened(target, sentence), in_memory=True)

    def data_version(self) -> int:
        """Return a number that changes when another program has written to the file or replaced it."""
        connection = self._current()
        version: int = connection.sql("PRAGMA data_version").scalar()
        return hash((version, self._identity))

    def drafts_towards(self, wanted: "Database") -> list[Operation]:
        """Return the drafts that make this database equal to another."""
        from goaltui.store import restore

        with self._believing() as connection:
            return list(restore.drafts_towards(connection, wanted._current()))

    @property
    def journal(self) -> "history.JournalView":
        """What was set, by whom and when."""
        return history.JournalView(self._current)

    @property
    def exchange(self) -> "acknowledged.Exchange":
        """What this copy and the hub hold."""
        return acknowledged.Exchange(self._current, self.path)

    @property
    def upkeep(self) -> "backup.Upkeep":
        """The care for the file."""
        return backup.Upkeep(self._current, self._do)

    @contextmanager
    def _believing(self) -> Iterator[Connection]:
        """Yield the connection for reads of projections; raise DatabaseDamaged for
        values that goaltui did not write.
        """
        try:
            yield self._current()
        except (TypeError, ValueError, OverflowError) as error:
            reason = _("holds values that goaltui did not write")
            raise DatabaseDamaged(
                _("{path} {reason}; goaltui doctor --rebuild rebuilds them.", path=self.path, reason=reason), reason
            ) from error

    def _reverse(self, find: "Callable[[Connection, str, str], Reversal]", author: str, now: datetime) -> "Undone":
        refuse_impossible(now)
        found: list[Reversal] = []

        def reverse(connection: Connection) -> "Applied":
            found.append(find(connection, read_replica(connection).id, author))
            return writes.apply(connection, found[-1].drafts, author=author, now=now, home=_home(self._identity))

        from goaltui.store.undo import Undone

        applied = self._write(reverse)
        return Undone(applied.batch, applied.touched, found[-1].described)

    def _do(self, work: Callable[[Connection], None]) -> None:
        def done(connection: Connection) -> "Applied":
            work(connection)
            return writes.Applied("", frozenset())

        self._write(done)

    def _write(self, work: "Callable[[Connection], Applied]") -> "Applied":
        if self.read_only:
            raise Refused(self.read_only)
        try:
            return self._in_transaction(work)
        except Replaced:
            # Found by SQLite at the first write, so nothing of it is in either file.
            return self._in_transaction(work)

    def _in_transaction(self, work: "Callable[[Connection], Applied]") -> "Applied":
        connection = self._current()
        with writing_to(connection):
            return work(connection)

    def _current(self) -> Connection:
        """Return the connection to the file that has the path now; a sync tool may have put another one there."""
        if self._in_memory:
            return self._connection
        identity = identity_of(self.path)
        if identity is None or identity != self._identity:
            self._connection.close()
            self._identity = None
            opened = opening.open_file(self.path, create=False)
            self._connection, self._unwritable, self._identity = opened.connection, opened.read_only, identity
        return self._connection


def as_of(database: Database, day: date) -> Database:
    """Return the workspace as it stood on an earlier day, beside its database; for looking only."""
    from goaltui.store.file import past_day

    target = past_day.standing_on(beside(database._current(), database.path), day)
    return Database(
        database.path, opening.Opened(target, _("This is {day}; it is read-only.", day=day)), in_memory=True
    )


def refuse_strange(database: Database) -> None:
    """Raise DatabaseDamaged for values that goaltui did not write. It takes a second in a large file."""
    from goaltui.store.file.file_checks import refuse_strange

    refuse_strange(database._current(), database.path)


def deletions_since(database: Database, before: "Mapping[str, AckedVersion]") -> str:
    """Return others' deletions of what a journal that held `before` knew, in words; empty for none."""
    ids = version_vector.deleted_since(database._current(), before, database.replica)
    if not ids:
        return ""
    # Imported here because it brings SQLAlchemy, and hardly any visit brings such.
    from goaltui.store import copies

    return copies.deleted(ids)


def _home(identity: tuple[int, int] | None) -> str:
    """Return the id that tells a file from a copy of it, here or on another machine."""
    return named_id(_FILES, f"{host_name()}/{identity[1] if identity else 0}")
