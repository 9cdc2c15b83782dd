"""The opening of a file: its checks, then its tables, made where they are missing and made anew where they are old."""

import os
from pathlib import Path

from goaltui.model.errors import Refused
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import _
from goaltui.model.refs import new_id
from goaltui.store.file import file_checks
from goaltui.store.file.connection import Connection, connect, connect_memory, writing
from goaltui.store.statements.texts import CREATIONS, STATEMENTS


class Opened(NamedTuple):
    """A connection, the reason why it is for looking only (none where it may write), and
    whether the file was made just now.
    """

    connection: Connection
    read_only: str | None
    is_new: bool = False


def open_file(path: Path, *, create: bool, workspace: str | None = None) -> Opened:
    """Open a file, making it first where `create` allows; raises DatabaseRefused, having touched nothing.

    What is made is a copy of the `workspace` with this id, where one is given.
    """
    if create and _is_nothing(path):
        return _make(path, workspace)
    file_checks.refuse_missing(path)
    header = file_checks.check_header(path)
    read_only = file_checks.why_read_only(path)
    connection = connect(path, read_only=read_only is not None)
    try:
        current = header.version == file_checks.SCHEMA_VERSION
        whole = file_checks.check_contents(connection, path, current=current) and current
        if header.write_ahead and read_only is None:
            # Somebody's tool left it so; the log beside the file would be lost on the first copy.
            connection.sql("PRAGMA journal_mode = DELETE")
        if not whole:
            return _renewed(connection, read_only)
    except BaseException:
        connection.close()
        raise
    return Opened(connection, read_only)


def create_tables(connection: Connection, workspace: str | None = None) -> None:
    """Make the tables, unless another program did so a moment ago."""
    with writing(connection):
        if connection.sql("PRAGMA application_id").scalar() == file_checks.APPLICATION_ID:
            return
        for text in (text for texts in CREATIONS.values() for text in texts):
            connection.sql(text)
        connection.run_each(STATEMENTS["new_replica"], [(new_id(), workspace or new_id(), "", 0, 0)])
        connection.sql(f"PRAGMA application_id = {file_checks.APPLICATION_ID}")
        connection.sql(f"PRAGMA user_version = {file_checks.SCHEMA_VERSION}")


def _is_nothing(path: Path) -> bool:
    return not path.exists() or (path.is_file() and path.stat().st_size == 0)


def refuse_unmakable(path: Path) -> None:
    """Raise Refused where no file can be made, for want of a folder or of rights in it."""
    file_checks.refuse_missing_folder(path)
    if not file_checks.why_read_only(path):
        return
    if path.exists() and not os.access(path, os.W_OK):
        raise Refused(_("You may not write {path}, so nothing can be made there.", path=path))
    raise Refused(_("You may not write in the folder {folder}, so nothing can be made there.", folder=path.parent))


def _make(path: Path, workspace: str | None) -> Opened:
    refuse_unmakable(path)
    connection = connect(path, read_only=False)
    try:
        create_tables(connection, workspace)
    except BaseException:
        connection.close()
        raise
    return Opened(connection, None, is_new=True)


def _renewed(connection: Connection, read_only: str | None) -> Opened:
    """Return the database with projections of this version, in memory where the file cannot be written."""
    from goaltui.store import rebuild

    if read_only is None:
        with writing(connection):
            rebuild.renew(connection)
            connection.sql(f"PRAGMA user_version = {file_checks.SCHEMA_VERSION}")
        return Opened(connection, None)
    target = connect_memory()
    create_tables(target)
    rebuild.rebuild(connection, target)
    connection.close()
    return Opened(target, read_only)
