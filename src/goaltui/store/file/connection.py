"""Connections to SQLite: pragmas, explicit transactions, and errors in words."""

import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from goaltui.model.errors import DatabaseDamaged, Refused
from goaltui.model.quick.translation import N_, _
from goaltui.store.statements.statement import PreparedStatement, bound

if TYPE_CHECKING:
    from sqlalchemy import Connection as Core
    from sqlalchemy import CursorResult, Executable

    Result: TypeAlias = CursorResult[*tuple[Any, ...]]

_PRAGMAS = (
    "busy_timeout = 10000",
    "synchronous = EXTRA",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "temp_store = MEMORY",
)
BROKEN = (sqlite3.Error, UnicodeDecodeError, OverflowError)
"""Errors of SQLite's library over a file that is not as it should be; it also trips over its own message, where that
names what is no text, and over numbers that have no room."""

_GARBLED = N_("what should be text is not")
_PRIMARY_CODE = 0xFF
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_FROM_THE_DISK = frozenset(
    {
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
_READING = frozenset({sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ})

WHAT_TO_DO = N_("restore a backup of it, or save what can be read with goaltui doctor --rebuild")
"""Advice for a damaged file."""


class Replaced(Refused):
    """Another file took the place of the one that was being written; the request can be repeated on it."""


class Rows:
    """The rows of a statement, to be read once."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Generator[Any]) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[Any]:
        return self._rows

    def close(self) -> None:
        """Release the rows that were not read."""
        self._rows.close()

    def all(self) -> list[Any]:
        """Return every row."""
        return list(self._rows)

    def first(self) -> Any:
        """Return the first row, or none."""
        row = next(self._rows, None)
        self._rows.close()
        return row

    def scalars(self) -> list[Any]:
        """Return the first value of every row."""
        return [row[0] for row in self._rows]

    def scalar(self) -> Any:
        """Return the first value of the first row, or none."""
        row = self.first()
        return None if row is None else row[0]


class Connection:
    """A connection to SQLite in autocommit: `writing` and `reading` begin the transactions.

    What is asked at every start is prepared text for the standard library; SQLAlchemy reaches the same
    connection once something else is asked.
    """

    def __init__(self, path: Path, uri: str) -> None:
        self._path = path
        with self._in_words():
            self.raw = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
            for pragma in _PRAGMAS:
                self.raw.execute(f"PRAGMA {pragma}")
        self._core: Core | None = None

    @property
    def core(self) -> "Core":
        """This connection as a connection of SQLAlchemy."""
        if self._core is None:
            from goaltui.store.file.core import core_of

            self._core = core_of(self.raw, self._said)
        return self._core

    def execute(self, statement: "Executable", parameters: Any = None) -> "Result":
        """Run a statement of SQLAlchemy's."""
        return self.core.execute(statement, parameters)

    def sql(self, text: str, parameters: Sequence[Any] = ()) -> Rows:
        """Run a text with parameters, or with each of a list of them."""
        with self._in_words():
            if isinstance(parameters, list):
                return Rows(self._rows(self.raw.executemany(text, parameters)))
            return Rows(self._rows(self.raw.execute(text, parameters)))

    def run(self, statement: PreparedStatement, **values: Any) -> Rows:
        """Run a prepared statement; a list fills as many parameters as it has values."""
        text, named = statement.filled(values)
        with self._in_words():
            return Rows(self._rows(self.raw.execute(text, named), statement.reader()))

    def run_each(self, statement: PreparedStatement, rows: Iterable[Sequence[Any]]) -> None:
        """Run a prepared insert once for each row of values, in the order of the table's columns."""
        with self._in_words():
            self.raw.executemany(statement.text, map(bound, rows))

    def copy_into(self, path: Path) -> None:
        """Write the whole database into an empty file; what is wrong with the writing is said of that file."""
        try:
            self.raw.execute("VACUUM INTO ?", (str(path),))
        except BROKEN as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
            is_writing = code & _PRIMARY_CODE in _FROM_THE_DISK and code not in _READING
            sentence = _sentence(error, path if is_writing else self._path)
            if sentence is None:
                raise
            raise sentence from error

    def close(self) -> None:
        """Close the file."""
        if self._core is not None:
            self._core.close()
        self.raw.close()

    def _rows(
        self, cursor: sqlite3.Cursor, read: Callable[[Sequence[Any]], Sequence[Any]] | None = None
    ) -> Generator[Any]:
        """Yield the rows; a reader who stops early releases what the statement holds."""
        try:
            with self._in_words():
                yield from cursor if read is None else map(read, cursor)
        finally:
            # Where the connection is closed already, it has let go of everything.
            with suppress(sqlite3.ProgrammingError):
                cursor.close()

    def _said(self, error: BaseException) -> Refused | None:
        return _sentence(error, self._path) if isinstance(error, BROKEN) else None

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except BROKEN as error:
            sentence = _sentence(error, self._path)
            if sentence is None:
                raise
            raise sentence from error


def connect(path: Path, *, read_only: bool) -> Connection:
    """Return an open connection to a file."""
    return Connection(path, f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}")


def connect_memory() -> Connection:
    """Return a database in memory."""
    return Connection(Path(":memory:"), ":memory:")


def copied(connection: Connection, path: Path) -> Connection:
    """Return a copy in memory of all that a connection to a file reads at this moment."""
    target = connect_memory()
    try:
        # Within a transaction: SQLite would wait without end for a program that is writing, we wait ten seconds.
        with reading(connection):
            connection.sql("SELECT count(*) FROM sqlite_schema")
            connection.raw.backup(target.raw)
    except BROKEN as error:
        target.close()
        raise _sentence(error, path) or damaged(path, str(error)) from error
    except BaseException:
        target.close()
        raise
    return target


def beside(connection: Connection, path: Path) -> Connection:
    """Return another connection to the database of a connection: to its file, or to a copy where it is in memory."""
    files = {row[1]: row[2] for row in connection.sql("PRAGMA database_list")}
    return connect(path, read_only=True) if files.get("main") else copied(connection, path)


def identity_of(path: Path) -> tuple[int, int] | None:
    """Return the identity that tells this file from another with its path; none where there is no file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """Run the block in one transaction that takes the write lock at once; roll back on any
    error, also one of committing.
    """
    connection.sql("BEGIN IMMEDIATE")
    try:
        yield
        connection.sql("COMMIT")
    except BaseException:
        _roll_back(connection)
        raise


@contextmanager
def trying(connection: Connection) -> Iterator[Connection]:
    """Run the block in one transaction that is always rolled back, to see what a write would do."""
    connection.sql("BEGIN IMMEDIATE")
    try:
        yield connection
    finally:
        _roll_back(connection)


@contextmanager
def reading(connection: Connection) -> Iterator[None]:
    """Run the block in one transaction, so that several reads see the same state."""
    connection.sql("BEGIN")
    try:
        yield
    finally:
        _roll_back(connection)


def quick_check(connection: Connection) -> tuple[str, ...]:
    """Return SQLite's findings on the pages of the file; empty where they are whole."""
    return _checked(connection, "PRAGMA quick_check(5)")


def integrity_check(connection: Connection) -> tuple[str, ...]:
    """Return SQLite's findings on the file, indexes against tables too. It takes several times as long."""
    return _checked(connection, "PRAGMA integrity_check(20)")


def damaged(path: Path, fault: str) -> DatabaseDamaged:
    """Return the error for a file that SQLite cannot make sense of."""
    reason = _("is damaged ({fault})", fault=_one_line(fault))
    return DatabaseDamaged(
        _("{path} {reason}, so it was left alone; {advice}.", path=path, reason=reason, advice=_(WHAT_TO_DO)), reason
    )


def _checked(connection: Connection, pragma: str) -> tuple[str, ...]:
    found = connection.sql(pragma).scalars()
    lines = [line for text in found for line in str(text).splitlines()]
    return tuple(line for line in lines if line != "ok" and not line.startswith("***"))


def _one_line(fault: str) -> str:
    return " ".join(fault.split())


def _roll_back(connection: Connection) -> None:
    # Some errors end the transaction by themselves; a second end would hide the first error.
    if connection.raw.in_transaction:
        connection.raw.execute("ROLLBACK")


def _sentence(error: BaseException, path: Path) -> Refused | None:
    """Return the error in words; none for one that only a mistake in this program makes."""
    if isinstance(error, UnicodeDecodeError):
        return damaged(path, _(_GARBLED))
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    primary = code & _PRIMARY_CODE
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return Replaced(_("{path} was replaced by another file just now; nothing was saved, so try again.", path=path))
    if primary in _BUSY:
        return Refused(
            _("Another program has been busy with {path} for ten seconds; nothing was saved, so try again.", path=path)
        )
    if primary in _FROM_THE_DISK:
        return Refused(
            _(
                "{path} could not be read or written ({error}); nothing was saved, so fix that and try again.",
                path=path,
                error=error,
            )
        )
    if isinstance(error, sqlite3.InterfaceError | sqlite3.ProgrammingError):
        return None
    # Every statement is ours and fits the tables that we make: what SQLite cannot do with them is the file's fault.
    return damaged(path, str(error))
