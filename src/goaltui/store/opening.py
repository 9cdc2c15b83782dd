"""Opening a file: checks first, then the tables, made where they are missing and made anew where they are old."""

from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, insert

from goaltui.model.errors import Refused
from goaltui.store import checking, rebuilding
from goaltui.store.connection import connect, connect_memory, writing
from goaltui.store.tables import JOURNAL, REPLICA


class Opened(NamedTuple):
    """A connection, and why it is for looking only; none where it may write."""

    connection: Connection
    read_only: str | None


def open_file(path: Path, *, create: bool, workspace: str | None = None) -> Opened:
    """Open a file, making it first where `create` allows; raises DatabaseRefused, having touched nothing.

    What is made is a copy of the `workspace` with this id, where one is given.
    """
    if create and _is_nothing(path):
        return _make(path, workspace)
    checking.refuse_missing(path)
    header = checking.check_header(path)
    read_only = checking.why_read_only(path)
    connection = connect(path, read_only=read_only is not None)
    try:
        whole = checking.check_contents(connection, path) and header.version == checking.SCHEMA_VERSION
        if header.write_ahead and read_only is None:
            # Somebody's tool left it so; the log beside the file would be lost on the first copy.
            connection.exec_driver_sql("PRAGMA journal_mode = DELETE")
        if not whole:
            return _renewed(connection, read_only)
    except BaseException:
        connection.close()
        raise
    return Opened(connection, read_only)


def create_tables(connection: Connection, workspace: str | None = None) -> None:
    """Make the tables, unless another program did so a moment ago."""
    with writing(connection):
        if connection.exec_driver_sql("PRAGMA application_id").scalar_one() == checking.APPLICATION_ID:
            return
        for table in JOURNAL:
            table.create(connection, checkfirst=False)
        rebuilding.create_projections(connection)
        connection.execute(insert(REPLICA).values(id=str(uuid4()), workspace=workspace or str(uuid4())))
        connection.exec_driver_sql(f"PRAGMA application_id = {checking.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {checking.SCHEMA_VERSION}")


def _is_nothing(path: Path) -> bool:
    return not path.exists() or (path.is_file() and path.stat().st_size == 0)


def _make(path: Path, workspace: str | None) -> Opened:
    checking.refuse_missing_folder(path)
    read_only = checking.why_read_only(path)
    if read_only:
        raise Refused(read_only.replace("so this is for looking only", "so nothing can be made there"))
    connection = connect(path, read_only=False)
    try:
        create_tables(connection, workspace)
    except BaseException:
        connection.close()
        raise
    return Opened(connection, None)


def _renewed(connection: Connection, read_only: str | None) -> Opened:
    """The database with the projections of this version, in memory where the file cannot be written."""
    if read_only is None:
        with writing(connection):
            rebuilding.renew(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {checking.SCHEMA_VERSION}")
        return Opened(connection, None)
    target = connect_memory()
    create_tables(target)
    rebuilding.rebuild(connection, target)
    connection.close()
    return Opened(target, read_only)
