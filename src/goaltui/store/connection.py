"""How SQLite is opened: pragmas, explicit transactions, and what a file has to be before it is touched."""

import os
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from goaltui.model.errors import DatabaseRefused, Refused

APPLICATION_ID = 0x474F414C
SCHEMA_VERSION = 1
_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100
_WHOLE_CHECK_BYTES = 64 * 1024 * 1024
_PRAGMAS = (
    "busy_timeout = 10000",
    "synchronous = EXTRA",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "temp_store = MEMORY",
)


def connect(path: Path, *, read_only: bool) -> Connection:
    """An open connection in autocommit: transactions begin where `writing` and `reading` say so."""
    mode = "ro" if read_only else "rwc"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return _engine(uri).connect()


def connect_memory() -> Connection:
    """A database in memory."""
    return _engine(":memory:").connect()


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """One transaction that takes the write lock at once; rolled back on any error."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.exec_driver_sql("ROLLBACK")
        raise
    connection.exec_driver_sql("COMMIT")


@contextmanager
def reading(connection: Connection) -> Iterator[None]:
    """One transaction in which several reads see the same state."""
    connection.exec_driver_sql("BEGIN")
    try:
        yield
    finally:
        connection.exec_driver_sql("COMMIT")


def check_header(path: Path) -> None:
    """Raises DatabaseRefused, having read a hundred bytes and touched nothing, for what is not ours or too new."""
    if path.is_dir():
        raise DatabaseRefused(f"{path} is a folder; name a file.")
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except OSError as error:
        raise DatabaseRefused(f"{path} cannot be read ({error.strerror}); check who may read it.") from error
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise DatabaseRefused(f"{path} is not a SQLite file, so it was left alone; name another with --db.")
    version, application = struct.unpack(">I4xI", header[60:72])
    if application != APPLICATION_ID:
        raise DatabaseRefused(f"{path} is a SQLite file of another program, so it was left alone; name another.")
    if version > SCHEMA_VERSION:
        raise DatabaseRefused(
            f"{path} was written by a newer goaltui (format {version}, this one knows {SCHEMA_VERSION});"
            " update goaltui to open it."
        )


def check_contents(connection: Connection, path: Path) -> None:
    """Raises DatabaseRefused for a damaged file and for one with triggers or views, which goaltui never makes.

    A large file is checked whole by `goaltui doctor` alone: reading hundreds of megabytes would delay every start.
    """
    try:
        foreign = connection.exec_driver_sql(
            "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view') LIMIT 1"
        ).first()
        small = path.stat().st_size <= _WHOLE_CHECK_BYTES
        faults = quick_check(connection) if small else ()
    except DatabaseError as error:
        raise _damaged(path, str(error.orig)) from error
    if foreign is not None:
        raise DatabaseRefused(
            f"{path} holds a {foreign[0]} that goaltui did not make, so it was not opened; restore a backup."
        )
    if faults:
        raise _damaged(path, faults[0])


def quick_check(connection: Connection) -> tuple[str, ...]:
    """What SQLite finds wrong with the file; nothing where it is whole."""
    found = connection.exec_driver_sql("PRAGMA quick_check(5)").scalars().all()
    return tuple(str(line) for line in found if line != "ok")


def why_read_only(path: Path) -> str | None:
    """Why the file or its folder cannot be written, in a sentence; none where they can."""
    if path.exists() and not os.access(path, os.W_OK):
        return f"{path} may not be written by you, so this is for looking only."
    if not os.access(path.parent, os.W_OK):
        return f"The folder {path.parent} may not be written by you, so this is for looking only."
    return None


def refuse_missing(path: Path) -> None:
    """Raises DatabaseRefused where there is nothing to open."""
    if not path.parent.is_dir():
        raise DatabaseRefused(f"The folder {path.parent} does not exist; make it first.")
    if not path.exists():
        raise DatabaseRefused(f"{path} does not exist; make it with goaltui init.")


def busy(path: Path) -> Refused:
    """What to say when another program holds the write lock for too long."""
    return Refused(f"Another program has been writing to {path} for ten seconds; nothing was saved, so try again.")


def _damaged(path: Path, fault: str) -> DatabaseRefused:
    return DatabaseRefused(f"{path} is damaged ({fault}), so it was left alone; restore a backup of it.")


def _engine(uri: str) -> Engine:
    def open_raw() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=open_raw, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
