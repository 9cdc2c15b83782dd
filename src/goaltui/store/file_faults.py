"""The faults of a database file that still opens, in words."""

from collections.abc import Iterator

from sqlalchemy import select

from goaltui.model.quick.translation import _
from goaltui.store.exchange.merge import acceptable
from goaltui.store.file.connection import Connection, integrity_check
from goaltui.store.journal import change_of
from goaltui.store.tables import CHANGE
from goaltui.store.values import is_journal_strange, strange_tables

STEP = 10_000
"""Changes read at a time."""


def faults(connection: Connection) -> Iterator[str]:
    """Yield the faults, the gravest first: pages and indexes, values in the journal, values in the projections."""
    yield from integrity_check(connection)
    if is_journal_strange(connection):
        yield _("The journal has no number where goaltui writes one.")
    for table in strange_tables(connection):
        yield _("The table '{table}' holds values that goaltui did not write.", table=table)


def unbelieved(connection: Connection) -> int:
    """Return the number of the journal's rows that goaltui cannot have written; they are left out everywhere."""
    rows = connection.execute(select(CHANGE).execution_options(yield_per=STEP))
    return sum(acceptable(change_of(row)) is None for row in rows)
