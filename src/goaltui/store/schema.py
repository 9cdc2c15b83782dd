"""The check of a file's tables: only those that goaltui makes, since others may run code of strangers."""

import re
from collections.abc import Iterable, Iterator, Mapping

from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.store.file.connection import Connection
from goaltui.store.statements.shape import Shape
from goaltui.store.statements.texts import SHAPES

_ENTRIES = "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema"
_TABLE = re.compile(
    r"""
    CREATE\ TABLE\ "?\w+"?\ \(\s*
    (?P<columns>(?:"?\w+"?\ \w+(?:\(\d+\))?(?:\ NOT\ NULL)?,\s*)+)
    PRIMARY\ KEY\ \((?P<key>[\w,\ "]+)\)\s*
    \)\s*(?P<without>WITHOUT\ ROWID)?\s*
    """,
    re.VERBOSE,
)
_COLUMN = re.compile(r'"?(\w+)"? \w+(?:\(\d+\))?( NOT NULL)?,')
_OF_SQLITE = re.compile(r"sqlite_stat\d|sqlite_autoindex_\w+")


_REPLICA = "replica"
_JOURNAL, _PROJECTIONS = SHAPES[:2], SHAPES[2:]


class _Entry(NamedTuple):
    kind: str
    name: str
    table: str
    root: int
    sql: str


class Schema(NamedTuple):
    """The result of the check: the sort of object that goaltui never makes, the journal's table that is not whole (both
    empty where there is none), and whether the projections are those of this version.
    """

    foreign: str
    broken: str
    projections: bool


def read_schema(connection: Connection) -> Schema:
    """Return the state of a file's tables; no code of the file runs."""
    found = [_Entry(*row) for row in connection.sql(_ENTRIES) if not _is_of_sqlite(row)]
    known = {table.name for table in SHAPES}
    foreign = next((_sort(entry) for entry in found if _is_foreign(entry, known)), "")
    texts = {(entry.kind, entry.name): entry.sql for entry in found}
    tables = {table.name for table in _JOURNAL}
    extra = {entry.table for entry in found if entry.kind == "index"} - known
    broken = next((table.name for table in _JOURNAL if not _is_ours(table, texts)), "")
    strange = _strange_indexes(found)
    return Schema(
        foreign or ("index" if extra else ""),
        broken or next((table for table in strange if table in tables), ""),
        all(_is_ours(table, texts) for table in _PROJECTIONS) and not strange,
    )


def journal_entries() -> Iterator[tuple[str, str, str, str]]:
    """Yield SQLite's entries for the journal's tables and indexes: kind, name, table and
    the statement that makes each.
    """
    from sqlalchemy.dialects.sqlite.base import SQLiteDialect
    from sqlalchemy.schema import CreateTable

    from goaltui.store.tables import JOURNAL

    for table, shape in zip(JOURNAL, _JOURNAL, strict=True):
        yield "table", table.name, table.name, str(CreateTable(table).compile(dialect=SQLiteDialect())).strip()
        yield from (("index", name, table.name, text) for name, text in shape.indexes)


def _is_of_sqlite(row: Iterable[object]) -> bool:
    _, name, _, _, sql = row
    return _OF_SQLITE.fullmatch(str(name)) is not None and (sql is None or str(name).startswith("sqlite_stat"))


def _is_foreign(entry: _Entry, known: set[str]) -> bool:
    if entry.kind == "table":
        return not entry.root or entry.name not in known
    return entry.kind != "index"


def _sort(entry: _Entry) -> str:
    return "virtual table" if entry.kind == "table" and not entry.root else str(entry.kind)


def _is_ours(table: Shape, texts: Mapping[tuple[str, str], str]) -> bool:
    """Return whether a table and its indexes are made as ours are: plain columns, without
    checks, defaults or expressions.
    """
    made = _TABLE.fullmatch(str(texts.get(("table", table.name), "")))
    if made is None:
        return False
    found = {(name, bool(needed)) for name, needed in _COLUMN.findall(made["columns"])}
    wanted = set(table.columns)
    key = [name.strip('" ') for name in made["key"].split(",")]
    return (
        # The replica's one row was made by the version that made the file, which may have counted more.
        (found >= wanted if table.name == _REPLICA else found == wanted)
        and key == list(table.key)
        and bool(made["without"]) == table.rowless
        and all(texts.get(("index", name)) == text for name, text in table.indexes)
    )


def _strange_indexes(found: Iterable[_Entry]) -> set[str]:
    """Return the tables with an index that is none of ours."""
    ours = {name for table in SHAPES for name, _ in table.indexes}
    return {entry.table for entry in found if entry.kind == "index" and entry.name not in ours}
