"""Validation of stored values: any other program may have written into the file."""

from collections.abc import Iterator

from goaltui.store.file.connection import Connection
from goaltui.store.statements.texts import PROJECTED, STATEMENTS


def strange_tables(connection: Connection) -> Iterator[str]:
    """Yield the names of projections that hold a value that goaltui cannot have written; one statement asks for all."""
    found = connection.run(STATEMENTS["strange"]).first()
    yield from (name for name, is_strange in zip(PROJECTED, found, strict=True) if is_strange)


def is_journal_strange(connection: Connection) -> bool:
    """Return whether the journal lacks a required value, or holds something other than a number for a number.

    No file of goaltui's takes that in, so its writer did more than add rows. Bytes that are no text do not
    count: only their row is left out.
    """
    from goaltui.store.columns import JournalNumber
    from goaltui.store.tables import CHANGE

    numbers = [column.name for column in CHANGE.columns if isinstance(column.type, JournalNumber)]
    texts = [column.name for column in CHANGE.columns if column.name not in numbers]
    strange = [
        *(f"typeof({name}) <> 'integer'" for name in numbers),
        *(f"{name} IS NULL" for name in texts),
    ]
    query = f"SELECT EXISTS (SELECT 1 FROM change WHERE {' OR '.join(strange)})"
    return bool(connection.sql(query).scalar())
