"""The script that writes `texts.py`: `python -m goaltui.store.statements.make_texts`, after
any change of tables or queries.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Date, Executable, Index, Insert, Table
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

from goaltui.store.columns import JournalText
from goaltui.store.statements import goal_queries, journal_queries, name_queries, projection_queries
from goaltui.store.statements.statement import AS_IT_IS, BOOLEAN, DATE, JOURNAL_TEXT
from goaltui.store.statements.value_checks import strange_text
from goaltui.store.tables import JOURNAL, PLACES, PROJECTIONS

TEXTS = Path(__file__).with_name("texts.py")
_HEAD = '''"""Made by `make_texts.py` of the tables and queries; edit those."""

from collections.abc import Mapping
from typing import Any

from goaltui.store.statements.shape import Shape
from goaltui.store.statements.statement import PreparedStatement
'''


def whole_text() -> str:
    """Return the contents of `texts.py`."""
    shapes = (f"Shape{_shape(table)!r}" for table in (*JOURNAL, *PROJECTIONS.values()))
    statements = (f"{told[0]!r}: PreparedStatement{told[1:]!r}" for told in sorted(_statements(), key=itemgetter(0)))
    pieces = (
        _HEAD,
        "NO_LIMIT = -1",
        '"""The `limit` that is none."""\n',
        f"PROJECTED = {tuple(table.name for table in PROJECTIONS.values())!r}",
        '"""The projections, in the order of their kinds."""\n',
        f"PLACES = {tuple(sorted(PLACES))!r}",
        '"""Columns of the projections beside the fields of their entities: their place in time."""\n',
        f"COLUMNS: Mapping[str, tuple[str, ...]] = {_mapping(_columns())}",
        '"""The columns of the projections, by kind."""\n',
        f"SHAPES: tuple[Shape, ...] = {_lines(shapes, '()')}",
        '"""The tables, the journal\'s first."""\n',
        f"CREATIONS: Mapping[str, tuple[str, ...]] = {_mapping(_creations())}",
        '"""The texts that make a table and its indexes, by its name."""\n',
        f"STATEMENTS: Mapping[str, PreparedStatement] = {_lines(statements, '{}')}",
        '"""Every prepared statement by its name."""\n',
    )
    return "\n".join(pieces)


def _statements() -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    for module in (goal_queries, journal_queries, name_queries, projection_queries):
        for name, query in module.queries():
            yield name, *_compiled(query)
    yield "strange", strange_text(), AS_IT_IS * len(PROJECTIONS), {}


def _compiled(query: Executable) -> tuple[str, str, dict[str, Any]]:
    """Return the text of a query, the kinds of its columns, and its parameters that have a value already."""
    # What is done for each of many rows takes their values by place: SQLite looks names up anew for every row.
    style = "qmark" if isinstance(query, Insert) else "named"
    compiled: Any = query.compile(dialect=SQLiteDialect(paramstyle=style))  # type: ignore[attr-defined]
    constants: dict[str, Any] = {}
    text = str(compiled)
    for name, value in compiled.params.items():
        bound = compiled.binds[name]
        if bound.required or value is None:
            continue
        if bound.expanding:
            listed = {f"{name}_{number}": _plain(item) for number, item in enumerate(sorted(value))}
            text = text.replace(f"__[POSTCOMPILE_{name}]", ", ".join(f":{key}" for key in listed))
            constants |= listed
        else:
            constants[name] = _plain(value)
    return " ".join(text.split()), "".join(map(_kind, getattr(query, "selected_columns", ()))), constants


def _kind(column: Any) -> str:
    if isinstance(column.type, Date):
        return DATE
    if isinstance(column.type, Boolean):
        return BOOLEAN
    return JOURNAL_TEXT if isinstance(column.type, JournalText) else AS_IT_IS


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else value


def _columns() -> dict[str, tuple[str, ...]]:
    return {kind.value: tuple(column.name for column in table.columns) for kind, table in PROJECTIONS.items()}


def _creations() -> dict[str, tuple[str, ...]]:
    return {
        table.name: tuple(str(made.compile(dialect=SQLiteDialect())) for made in _made_by(table))
        for table in (*JOURNAL, *PROJECTIONS.values())
    }


def _made_by(table: Table) -> Iterator[ExecutableDDLElement]:
    yield CreateTable(table)
    yield from map(CreateIndex, sorted(table.indexes, key=lambda index: str(index.name)))


def _shape(table: Table) -> tuple[Any, ...]:
    columns = tuple((column.name, not column.nullable) for column in table.columns)
    rowless = table.dialect_options["sqlite"]["with_rowid"] is False
    indexes = sorted((str(index.name), _index_text(index)) for index in table.indexes)
    return table.name, columns, tuple(column.name for column in table.primary_key), rowless, tuple(indexes)


def _index_text(index: Index) -> str:
    """Return the statement that makes an index, as SQLite keeps it."""
    table = index.table
    columns = ", ".join(column.name for column in index.columns)
    where = index.dialect_options["sqlite"]["where"]
    name = table.name if table is not None else ""
    return f"CREATE INDEX {index.name} ON {name} ({columns})" + (f" WHERE {where}" if where is not None else "")


def _lines(rows: Iterable[str], brackets: str) -> str:
    return "\n".join((brackets[0], *(f"    {row}," for row in rows), brackets[1]))


def _mapping(named: Mapping[str, object]) -> str:
    return _lines((f"{name!r}: {value!r}" for name, value in named.items()), "{}")


if __name__ == "__main__":
    TEXTS.write_text(whole_text(), encoding="utf-8")
