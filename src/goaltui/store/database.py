"""The interface of one database; SQL and files stay behind it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.model.changes import Operation
from goaltui.model.errors import DatabaseDamaged, Refused
from goaltui.model.quick.host_name import host_name
from goaltui.model.quick.lazy_module import lazy_module
from goaltui.model.quick.translation import _
from goaltui.model.records import Records
from goaltui.model.refs import named_id
from goaltui.store import reads
from goaltui.store.clock import refuse_impossible
from goaltui.store.file import opening
from goaltui.store.file.connection import Connection, Replaced, identity_of
from goaltui.store.file.connection import reading as reading_from
from goaltui.store.file.connection import writing as writing_to
from goaltui.store.file.replica import read_replica
from goaltui.store.series import Series
from goaltui.store.things import Things

if TYPE_CHECKING:
    from goaltui.store import history, writes
    from goaltui.store.exchange import copies, exchange, hub_state
    from goaltui.store.file import backup
    from goaltui.store.undo.reversal import Reversal, Undone
    from goaltui.store.writes import Applied
else:
    # Each of them serves a few requests, and none serves showing goals.
    history, writes = (lazy_module(f"goaltui.store.{name}") for name in ("history", "writes"))
    copies, exchange, hub_state = (
        lazy_module(f"goaltui.store.exchange.{name}") for name in ("copies", "exchange", "hub_state")
    )
    backup = lazy_module("goaltui.store.file.backup")

_FILES = "b0f6a0de-3f0c-5a0e-8f0e-6c2f54cf6a36"


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
        self._is_together = False

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

        def apply(connection: Connection) -> "Applied":
            home = _home(self._identity)
            return writes.apply(connection, drafts, author=author, now=now, home=home, batch=batch)

        return self._write(apply)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Write all batches of the block or none of them: the disk is waited for once."""
        if self.read_only:
            raise Refused(self.read_only)
        with writing_to(self._current()):
            self._is_together = True
            try:
                yield
            finally:
                self._is_together = False

    def undo(self, *, author: str, now: datetime, batch: str | None = None) -> "Undone":
        """Take back the author's latest batch, or the one named, whoever wrote it; raises Refused where there is none
        or a later change is in the way."""
        from goaltui.store.undo import reversal

        if batch is None:
            return self._reverse(reversal.undoing, author, now)
        return self._reverse(lambda connection, _replica, _author: reversal.undoing_of(connection, batch), author, now)

    def redo(self, *, author: str, now: datetime) -> "Undone":
        """Apply the author's latest undone batch again; raises Refused as `undo` does."""
        from goaltui.store.undo import reversal

        return self._reverse(reversal.redoing, author, now)

    def records(self, day: date, about: str | None = None, *, owed: bool = False) -> Records:
        """Return everything that stands, with its values on `day` and the milestones as they stood then; with the id of
        what it is `about` only the key results on which a number of that may depend, and of what is `owed` only the
        goals that may owe a check-in.
        """
        with self._believing() as connection, reading_from(connection):
            return reads.owed(connection, day) if owed else reads.records(connection, day, about)

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
    def things(self) -> Things:
        """The things in it, one by one."""
        return Things(self._current, self._believing)

    @property
    def series(self) -> Series:
        """The check-ins, and the values over time."""
        return Series(self._current, self._believing)

    @property
    def journal(self) -> "history.JournalView":
        """The history of all fields: the value set, by whom and when."""
        return history.JournalView(self._current)

    @property
    def exchange(self) -> "exchange.Exchange":
        """Its journal among those of other copies and the hub."""
        return exchange.Exchange(self._current, self._write, self.path)

    @property
    def copies(self) -> "copies.Copies":
        """Copies of the file that are taken in as a whole."""
        return copies.Copies(self._current, self._write, lambda: _home(self._identity))

    @property
    def hub_state(self) -> "hub_state.HubState":
        """The file as a team's hub."""
        return hub_state.HubState(self._current, self._do)

    @property
    def upkeep(self) -> "backup.Upkeep":
        """The care for the file."""
        return backup.Upkeep(self._current, self._do, self.path)

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
            it = find(connection, read_replica(connection).id, author)
            found.append(it)
            home = _home(self._identity)
            return writes.apply(connection, it.drafts, author=author, now=now, home=home, known=it.known)

        from goaltui.store.undo.reversal import Undone

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
        if self._is_together:
            return work(self._connection)
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


def _home(identity: tuple[int, int] | None) -> str:
    """Return the id that tells a file from a copy of it, here or on another machine."""
    return named_id(_FILES, f"{host_name()}/{identity[1] if identity else 0}")
