"""A copy of a database that is known to open."""

import os
from pathlib import Path

from sqlalchemy import Connection

from goaltui.model.errors import Refused
from goaltui.store.connection import connect, quick_check


def back_up(connection: Connection, to: Path) -> None:
    """Write the whole database into a new file, on disk and checked; raises Refused where that cannot be done."""
    if not to.parent.is_dir():
        raise Refused(f"The folder {to.parent} does not exist; make it first.")
    if to.exists():
        raise Refused(f"{to} exists already; name a file that does not.")
    part = to.with_name(f"{to.name}.part")
    part.unlink(missing_ok=True)
    try:
        connection.exec_driver_sql("VACUUM INTO ?", (str(part),))
        _flush(part)
        _check(part)
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)


def _check(path: Path) -> None:
    copy = connect(path, read_only=True)
    try:
        faults = quick_check(copy)
    finally:
        copy.close()
    if faults:
        raise Refused(f"The copy came out damaged ({faults[0]}), so it was not kept; try another disk.")


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
