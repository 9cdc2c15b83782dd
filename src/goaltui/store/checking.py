"""What a file has to be before it is opened; whatever it is not is said in one sentence, the file left untouched."""

import os
import struct
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from goaltui.model.errors import DatabaseDamaged, DatabaseRefused
from goaltui.store.connection import damaged, quick_check
from goaltui.store.tables import JOURNAL, PROJECTIONS

APPLICATION_ID = 0x474F414C
SCHEMA_VERSION = 5
_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100
_LARGEST_PAGE = 65_536
_WHOLE_CHECK_BYTES = 64 * 1024 * 1024
_COLUMNS = """
    SELECT item.type, item.name, item.rootpage, part.name
    FROM sqlite_schema AS item LEFT JOIN pragma_table_info(item.name) AS part ON item.type = 'table'
    WHERE item.type <> 'index'
"""
_COUNTERS = """
    SELECT typeof(id), typeof(workspace), typeof(home), typeof(seq), typeof(hlc), typeof(ahead) FROM replica LIMIT 2
"""


class Header(NamedTuple):
    """What the first hundred bytes say (sqlite.org/fileformat2.html, section 1.3)."""

    version: int
    write_ahead: bool


def check_header(path: Path) -> Header:
    """Raises DatabaseRefused, having read a hundred bytes and touched nothing, for what is not ours or too new."""
    if path.is_dir():
        raise DatabaseRefused(f"{path} is a folder; name a file.")
    try:
        size = path.stat().st_size
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
    _check_size(path, header, size)
    return Header(version, header[18:20] == b"\x02\x02")


def check_contents(connection: Connection, path: Path) -> bool:
    """Whether the projections are those of this version; raises DatabaseRefused for what was damaged or forged.

    goaltui makes no triggers, views or virtual tables, and all of them run code of whoever made them. A large file is
    read whole by `goaltui doctor` alone: at every start it would cost seconds, and its header was checked already.
    """
    columns: dict[str, set[str]] = {}
    for kind, name, root, column in connection.exec_driver_sql(_COLUMNS):
        if kind != "table" or not root:
            what = kind if kind != "table" else "virtual table"
            raise DatabaseDamaged(
                f"{path} holds a {what} that goaltui did not make, so it was not opened; restore a backup."
            )
        columns.setdefault(name, set()).add(column)
    for table in JOURNAL:
        if not columns.get(table.name, set()) >= set(table.columns.keys()):
            raise damaged(path, f"its table '{table.name}' is not whole")
    counters = connection.exec_driver_sql(_COUNTERS).all()
    if counters != [("text", "text", "text", "integer", "integer", "integer")]:
        raise damaged(path, "its table 'replica' is not whole")
    faults = quick_check(connection) if path.stat().st_size <= _WHOLE_CHECK_BYTES else ()
    if faults:
        raise damaged(path, faults[0])
    return all(columns.get(table.name, set()) == set(table.columns.keys()) for table in PROJECTIONS.values())


def why_read_only(path: Path) -> str | None:
    """Why the file or its folder cannot be written, in a sentence; none where they can."""
    if path.exists() and not os.access(path, os.W_OK):
        return f"{path} may not be written by you, so this is for looking only."
    if not os.access(path.parent, os.W_OK):
        return f"The folder {path.parent} may not be written by you, so this is for looking only."
    return None


def refuse_missing(path: Path) -> None:
    """Raises DatabaseRefused where there is nothing to open."""
    refuse_missing_folder(path)
    if not path.exists():
        raise DatabaseRefused(f"{path} does not exist; make it with goaltui init.")


def refuse_missing_folder(path: Path) -> None:
    """Raises DatabaseRefused where the file's folder is none."""
    if not path.parent.is_dir():
        raise DatabaseRefused(f"The folder {path.parent} does not exist; make it first.")


def _check_size(path: Path, header: bytes, size: int) -> None:
    """Raises DatabaseRefused for a file shorter than its header says, as a broken copy leaves it."""
    page, changed, pages, valid_for = struct.unpack(">H6xII", header[16:32]) + struct.unpack(">I", header[92:96])
    page = _LARGEST_PAGE if page == 1 else page
    # The page count is to be believed only where the two counters agree (file format, section 1.3.8).
    if changed == valid_for and size < page * pages and not path.with_name(f"{path.name}-journal").exists():
        raise damaged(path, f"{size} bytes of {page * pages}")
