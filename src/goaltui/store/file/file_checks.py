"""The checks of a file before it is opened. What fails is said in one sentence, and the file stays untouched."""

import os
from pathlib import Path

from goaltui.model.errors import DatabaseDamaged, DatabaseRefused, NotOurs
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import _
from goaltui.store.file.connection import WHAT_TO_DO, Connection, damaged, quick_check
from goaltui.store.schema import read_schema
from goaltui.store.values import strange_tables

APPLICATION_ID = 0x474F414C
SCHEMA_VERSION = 9
_LAST_FORMAT = 999
"""Above all formats to come: a number beyond it is a damaged one, and no newer goaltui opens the file either."""
MAGIC = b"SQLite format 3\0"
HEADER_BYTES = 100
_LARGEST_PAGE = 65_536
_WHOLE_CHECK_BYTES = 64 * 1024 * 1024
_VALUES_CHECK_BYTES = 16 * 1024 * 1024
_COUNTERS = """
    SELECT typeof(id), typeof(workspace), typeof(home), typeof(seq), typeof(hlc) FROM replica LIMIT 2
"""


class FileHeader(NamedTuple):
    """The contents of the first hundred bytes (sqlite.org/fileformat2.html, section 1.3)."""

    version: int
    write_ahead: bool


def check_header(path: Path) -> FileHeader:
    """Raise DatabaseRefused for a file that is not ours or too new, having read a hundred bytes and touched nothing."""
    if path.is_dir():
        raise DatabaseRefused(_("{path} is a folder; name a file.", path=path))
    if path.exists() and not path.is_file():
        raise DatabaseRefused(
            _("{path} is not a regular file, so it was left alone; name another with --db.", path=path)
        )
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(HEADER_BYTES)
    except OSError as error:
        raise DatabaseRefused(
            _("{path} cannot be read ({reason}); check its permissions.", path=path, reason=reason_of(error))
        ) from error
    if not size:
        raise DatabaseRefused(_("{path} is empty; make a workspace of it with goaltui init.", path=path))
    if bears_our_mark(header) and not header.startswith(MAGIC):
        raise damaged(path, _("it does not begin as a SQLite file does"))
    if len(header) < HEADER_BYTES or not header.startswith(MAGIC):
        raise NotOurs(_("{path} is not a SQLite file, so it was left alone; name another with --db.", path=path))
    version, application = _number(header[60:64]), _number(header[68:72])
    if application != APPLICATION_ID:
        raise NotOurs(_("{path} is a SQLite file of another program, so it was left alone; name another.", path=path))
    if version > _LAST_FORMAT:
        raise damaged(path, _("it says that its format is {version}", version=version))
    if version > SCHEMA_VERSION:
        raise DatabaseRefused(
            _(
                "{path} was written by a newer goaltui (format {version}, this one knows {known});"
                " update goaltui to open it.",
                path=path,
                version=version,
                known=SCHEMA_VERSION,
            )
        )
    _check_size(path, header, size)
    return FileHeader(version, header[18:20] == b"\x02\x02")


def bears_our_mark(header: bytes) -> bool:
    """Return whether the first hundred bytes of a file name this program, whatever else of them is damaged."""
    return _number(header[68:72]) == APPLICATION_ID


def check_contents(connection: Connection, path: Path, *, current: bool) -> bool:
    """Return whether the projections are those of this version; raises DatabaseDamaged for a damaged or forged file.
    The values of small `current` files are checked too.

    goaltui makes plain tables and nothing that runs code of whoever made it. A large file is read whole by `goaltui
    doctor` alone: at every start it would cost seconds, and its header was checked already.
    """
    schema = read_schema(connection)
    if schema.foreign:
        reason = _("holds {thing} that goaltui did not make", thing=_a(schema.foreign))
        raise DatabaseDamaged(
            _("{path} {reason}, so it was not opened; {advice}.", path=path, reason=reason, advice=_(WHAT_TO_DO)),
            reason,
        )
    if schema.broken:
        raise damaged(path, _("its table '{table}' is incomplete", table=schema.broken))
    counters = connection.sql(_COUNTERS).all()
    if counters != [("text", "text", "text", "integer", "integer")]:
        raise damaged(path, _("its table '{table}' is incomplete", table="replica"))
    if path.stat().st_size <= _WHOLE_CHECK_BYTES:
        small = path.stat().st_size <= _VALUES_CHECK_BYTES
        _check_rows(connection, path, values=current and schema.projections and small)
    return schema.projections


def _check_rows(connection: Connection, path: Path, *, values: bool) -> None:
    faults = quick_check(connection)
    if faults:
        raise damaged(path, faults[0])
    if values:
        refuse_strange(connection, path)


def refuse_strange(connection: Connection, path: Path) -> None:
    """Raise DatabaseDamaged where a projection holds values that goaltui cannot have written."""
    strange = next(strange_tables(connection), None)
    if strange is not None:
        reason = _("holds values in its table '{table}' that goaltui did not write", table=strange)
        raise DatabaseDamaged(
            _("{path} {reason}; goaltui doctor --rebuild rebuilds it.", path=path, reason=reason), reason
        )


def _a(word: str) -> str:
    return _("an {thing}", thing=word) if word[0] in "aeiou" else _("a {thing}", thing=word)


def why_read_only(path: Path) -> str | None:
    """Return the reason why the file or its folder cannot be written, in a sentence; none where they can."""
    if path.exists() and not os.access(path, os.W_OK):
        return _("You may not write {path}, so this is read-only.", path=path)
    if not os.access(path.parent, os.W_OK):
        return _("You may not write in the folder {folder}, so this is read-only.", folder=path.parent)
    return None


def refuse_missing(path: Path) -> None:
    """Raise DatabaseRefused where there is nothing to open."""
    refuse_missing_folder(path)
    if not path.exists():
        raise DatabaseRefused(_("{path} does not exist; make it with goaltui init.", path=path))


def refuse_missing_folder(path: Path) -> None:
    """Raise DatabaseRefused where the file's folder is none."""
    if not path.parent.is_dir():
        raise DatabaseRefused(_("The folder {parent} does not exist; make it first.", parent=path.parent))


def _check_size(path: Path, header: bytes, size: int) -> None:
    """Raise DatabaseRefused for a file shorter than its header says, as a broken copy leaves it."""
    page, changed, pages = _number(header[16:18]), _number(header[24:28]), _number(header[28:32])
    valid_for = _number(header[92:96])
    page = _LARGEST_PAGE if page == 1 else page
    # The page count is to be believed only where the two counters agree (file format, section 1.3.8).
    if changed == valid_for and size < page * pages and not path.with_name(f"{path.name}-journal").exists():
        raise damaged(path, _("{size} bytes of {page}", size=size, page=page * pages))


def _number(digits: bytes) -> int:
    return int.from_bytes(digits, "big")
