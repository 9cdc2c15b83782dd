"""How SQLite is opened: pragmas, explicit transactions, and its errors in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from goaltui.model.errors import DatabaseDamaged, Refused

_PRAGMAS = (
    "busy_timeout = 10000",
    "synchronous = EXTRA",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "temp_store = MEMORY",
)
_PRIMARY_CODE = 0xFF
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_FROM_THE_DISK = frozenset(
    {
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)


class Replaced(Refused):
    """Another file took the place of the one that was being written; what was asked for can be done again on it."""


def connect(path: Path, *, read_only: bool) -> Connection:
    """An open connection in autocommit: transactions begin where `writing` and `reading` say so."""
    mode = "ro" if read_only else "rwc"
    return _engine(f"{path.absolute().as_uri()}?mode={mode}", path).connect()


def connect_memory() -> Connection:
    """A database in memory."""
    return _engine(":memory:", Path(":memory:")).connect()


def copied(connection: Connection, path: Path) -> Connection:
    """A copy in memory of all that a connection to a file reads at this moment."""
    target = connect_memory()
    try:
        # Within a transaction: SQLite would wait without end for a program that is writing, we wait ten seconds.
        with reading(connection):
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema")
            _raw(connection).backup(_raw(target))
    except sqlite3.Error as error:
        target.close()
        raise _sentence(error, path) or damaged(path, str(error)) from error
    except BaseException:
        target.close()
        raise
    return target


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """One transaction that takes the write lock at once; rolled back on any error, also one of committing."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        yield
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        _roll_back(connection)
        raise


@contextmanager
def reading(connection: Connection) -> Iterator[None]:
    """One transaction in which several reads see the same state."""
    connection.exec_driver_sql("BEGIN")
    try:
        yield
    finally:
        _roll_back(connection)


def quick_check(connection: Connection) -> tuple[str, ...]:
    """What SQLite finds wrong with the file; nothing where it is whole."""
    found = connection.exec_driver_sql("PRAGMA quick_check(5)").scalars().all()
    return tuple(str(line) for line in found if line != "ok")


def damaged(path: Path, fault: str) -> DatabaseDamaged:
    """What to say of a file that SQLite cannot make sense of."""
    return DatabaseDamaged(f"{path} is damaged ({fault}), so it was left alone; restore a backup of it.")


def _roll_back(connection: Connection) -> None:
    # Some errors end the transaction by themselves; a second end would hide the first error.
    raw = _raw(connection)
    if raw is not None and raw.in_transaction:
        raw.execute("ROLLBACK")


def _raw(connection: Connection) -> Any:
    return connection.connection.dbapi_connection


def _engine(uri: str, path: Path) -> Engine:
    def open_raw() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)

    def in_words(context: ExceptionContext) -> None:
        error = context.original_exception
        sentence = _sentence(error, path) if isinstance(error, sqlite3.Error) else None
        if sentence is not None:
            raise sentence from error

    engine = create_engine("sqlite://", creator=open_raw, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "handle_error", in_words)
    return engine


def _set_pragmas(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _sentence(error: sqlite3.Error, path: Path) -> Refused | None:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    primary = code & _PRIMARY_CODE
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return Replaced(f"{path} was replaced by another file just now; nothing was saved, so try again.")
    if primary in _BUSY:
        return Refused(f"Another program has been busy with {path} for ten seconds; nothing was saved, so try again.")
    if primary in _BROKEN:
        return damaged(path, str(error))
    if primary in _FROM_THE_DISK:
        return Refused(f"{path} could not be read or written ({error}); nothing was saved, so mend that and try again.")
    return None
