"""One database: what may be asked of it, with SQL and files kept behind."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel

from goaltui.model.changes import Change, Draft
from goaltui.model.entities import ENTITIES, Entity
from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.model.records import (
    CheckInRecord,
    KeyResultRecord,
    MeasureRecord,
    MilestoneRecord,
    Point,
    Records,
)
from goaltui.store import connection as opening
from goaltui.store import finding, history, reads, rebuilding, undoing, writing
from goaltui.store.clock import last_at
from goaltui.store.journal import change_of
from goaltui.store.tables import ROWS, ChangeRow, ReplicaRow, projection, table_of
from goaltui.store.writing import Applied


class Database:
    """An open database; every call belongs on the thread that uses it, one at a time."""

    def __init__(self, path: Path, connection: Connection, read_only: str | None) -> None:
        self.path = path
        self.read_only = read_only
        self._connection = connection
        self._identity = _identity(path)

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> "Database":
        """Open a file, making it first where `create` allows; raises DatabaseRefused, having touched nothing."""
        fresh = create and (not path.exists() or path.stat().st_size == 0)
        if not fresh:
            opening.refuse_missing(path)
            opening.check_header(path)
        elif not path.parent.is_dir():
            opening.refuse_missing(path)
        read_only = opening.why_read_only(path)
        if fresh and read_only:
            raise Refused(read_only.replace("so this is for looking only", "so nothing can be made there"))
        connection = opening.connect(path, read_only=read_only is not None)
        try:
            if fresh:
                _create(connection)
            else:
                opening.check_contents(connection, path)
        except BaseException:
            connection.close()
            raise
        return cls(path, connection, read_only)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @property
    def replica(self) -> str:
        """The id of this copy."""
        return writing.read_replica(self._connection).id

    @property
    def workspace_id(self) -> str:
        """The id that all copies of this workspace share."""
        return writing.read_replica(self._connection).workspace

    def apply(self, drafts: Sequence[Draft], *, author: str, now: datetime) -> Applied:
        """Write the drafts as one batch; raises Refused or InvalidField, nothing written."""
        return self._write(lambda connection: writing.apply(connection, drafts, author=author, now=now))

    def merge(self, changes: Iterable[Change], *, now: datetime) -> Applied:
        """Take in changes of other copies."""
        return self._write(lambda connection: writing.merge(connection, changes, now))

    def undo(self, *, author: str, now: datetime) -> tuple[Applied, str]:
        """Take back the author's latest batch; with what it was, in a few words."""
        reversal = undoing.undoing(self._current(), self.replica, author)
        return self.apply(reversal.drafts, author=author, now=now), reversal.described

    def redo(self, *, author: str, now: datetime) -> tuple[Applied, str]:
        """Apply the author's latest undone batch again."""
        reversal = undoing.redoing(self._current(), self.replica, author)
        return self.apply(reversal.drafts, author=author, now=now), reversal.described

    def records(self, day: date) -> Records:
        """Everything that stands, with the values that were there on `day`."""
        connection = self._current()
        with opening.reading(connection):
            return reads.records(connection, day)

    def key_result(self, identity: str, day: date) -> KeyResultRecord | None:
        """One key result on a day."""
        return next(iter(reads.key_results(self._current(), day, identity)), None)

    def measure(self, identity: str) -> MeasureRecord | None:
        """One lasting measure."""
        return next(iter(reads.measures(self._current(), identity)), None)

    def milestones(self, key_result: str) -> tuple[MilestoneRecord, ...]:
        """The steps of one key result."""
        return reads.milestones(self._current(), key_result)

    def scoring_on(self, measure: str, day: date) -> str | None:
        """The scoring of a measure in force on a day: its latest target begun by then, else its own."""
        begun = [target for target in reads.targets(self._current(), measure) if target.start <= day]
        found = self.measure(measure)
        return begun[-1].scoring if begun else found.scoring if found else None

    def points(self, measures: Collection[str], since: date | None, until: date) -> dict[str, tuple[Point, ...]]:
        """The values of some measures in check-in order."""
        return reads.points(self._current(), measures, since, until)

    def check_in_counts(self, since: date, until: date) -> dict[str, int]:
        """How many check-ins each measure had between two days."""
        return reads.check_in_counts(self._current(), since, until)

    def check_ins(
        self,
        *,
        measure: str | None = None,
        key_result: str | None = None,
        until: date | None = None,
        limit: int | None = None,
    ) -> tuple[CheckInRecord, ...]:
        """Check-ins of a measure or in a key result's context, newest first."""
        return reads.check_ins(self._current(), measure=measure, key_result=key_result, until=until, limit=limit)

    def all_check_ins(self) -> Iterator[CheckInRecord]:
        """Every check-in, oldest first."""
        return reads.all_check_ins(self._current())

    def get(self, kind: EntityKind, identity: str) -> Entity | None:
        """One entity as it stands, deleted or not."""
        table = projection(kind)
        row = self._current().execute(select(table).where(table.c.id == identity)).mappings().first()
        if row is None:
            return None
        return ENTITIES[kind].model_validate({name: value for name, value in row.items() if name != "created"})

    def find(self, text: str, kinds: Sequence[EntityKind]) -> tuple[finding.Match, ...]:
        """What a ref, an id, a key or a part of a title can mean."""
        return finding.find(self._current(), text, kinds)

    def ids(self) -> list[str]:
        """The ids of everything that has a ref."""
        kinds = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE, EntityKind.INITIATIVE)
        tables = [projection(kind) for kind in kinds]
        return [identity for table in tables for identity in self._current().execute(select(table.c.id)).scalars()]

    def history(
        self, identity: str | None = None, *, limit: int = 200, since: datetime | None = None
    ) -> tuple[history.Recorded, ...]:
        """The latest fields that were set, newest first."""
        return history.recorded(self._current(), identity, limit=limit, since=since)

    def changes(self) -> Iterator[Change]:
        """The whole journal, replica by replica in order."""
        table = table_of(ChangeRow)
        for row in self._current().execute(select(table).order_by(table.c.replica, table.c.seq)):
            yield change_of(row)

    def known_at(self, moment: datetime) -> "Database":
        """The workspace as it was stored at a moment, folded into memory; for looking only."""
        target = opening.connect_memory()
        _create(target)
        rebuilding.rebuild(self._current(), target, until=last_at(moment))
        sentence = f"This is what was known on {moment.astimezone():%Y-%m-%d %H:%M}; it is for looking only."
        return Database(self.path, target, sentence)

    def rebuild(self, progress: Callable[[int, int], None]) -> None:
        """Make the projections anew from the journal, telling (done, all) on the way."""
        connection = self._current()
        with opening.writing(connection):
            for row in ROWS.values():
                connection.execute(table_of(row).delete())
            rebuilding.rebuild(connection, connection, until=None, progress=progress)

    def data_version(self) -> int:
        """A number that changes when another program has written to the file."""
        connection = self._current()
        version: int = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
        return hash((version, self._identity))

    def faults(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the file, nothing where it is whole; reads all of it."""
        return opening.quick_check(self._current())

    def backup(self, to: Path) -> None:
        """A verified copy of the whole database in a new file; raises Refused where it exists or cannot be made."""
        if to.exists():
            raise Refused(f"{to} exists already; name a file that does not.")
        self._current().exec_driver_sql("VACUUM INTO ?", (str(to),))
        Database.open(to).close()

    def _current(self) -> Connection:
        """The connection to the file that has the path now; a sync tool may have put another one there."""
        identity = _identity(self.path)
        if self._identity is not None and identity != self._identity:
            self._connection.close()
            opening.refuse_missing(self.path)
            opening.check_header(self.path)
            self._connection = opening.connect(self.path, read_only=self.read_only is not None)
            opening.check_contents(self._connection, self.path)
            self._identity = identity
        return self._connection

    def _write(self, work: Callable[[Connection], Applied]) -> Applied:
        if self.read_only:
            raise Refused(self.read_only)
        try:
            return work(self._current())
        except OperationalError as error:
            raise _sentence(error, self.path) from error


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _create(connection: Connection) -> None:
    """Make the tables, unless another program did so a moment ago."""
    with opening.writing(connection):
        if connection.exec_driver_sql("PRAGMA application_id").scalar_one() == opening.APPLICATION_ID:
            return
        SQLModel.metadata.create_all(connection, checkfirst=False)
        connection.execute(insert(table_of(ReplicaRow)).values(id=str(uuid4()), workspace=str(uuid4())))
        connection.exec_driver_sql(f"PRAGMA application_id = {opening.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {opening.SCHEMA_VERSION}")


def _sentence(error: OperationalError, path: Path) -> Refused:
    if isinstance(error.orig, sqlite3.OperationalError) and "locked" in str(error.orig):
        return opening.busy(path)
    return Refused(f"{path} could not be written ({error.orig}); nothing was saved, so mend that and try again.")
