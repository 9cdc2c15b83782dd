"""The projections made anew from the journal, entity by entity, without holding the journal in memory."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from goaltui.model.changes import Change
from goaltui.store.journal import change_of, projected
from goaltui.store.tables import CHANGE, PROJECTIONS
from goaltui.store.writing import store

STEP = 10_000
"""Changes folded at a time, and between two reports of progress."""


def renew(connection: Connection, progress: Callable[[int, int], None] | None = None) -> None:
    """Drop the projections and make those of this version, within the caller's transaction."""
    for table in PROJECTIONS.values():
        connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{table.name}"')
    create_projections(connection)
    rebuild(connection, connection, progress)


def create_projections(connection: Connection) -> None:
    """Make the empty tables."""
    for table in PROJECTIONS.values():
        table.create(connection, checkfirst=False)


def copy_journal(source: Connection, target: Connection, until: int) -> None:
    """Put the changes up to a clock into the empty journal of another database."""
    query = select(CHANGE).where(CHANGE.c.hlc <= until).execution_options(yield_per=STEP)
    for rows in source.execute(query).mappings().partitions():
        target.execute(insert(CHANGE), [dict(row) for row in rows])


def rebuild(source: Connection, target: Connection, progress: Callable[[int, int], None] | None = None) -> None:
    """Fold the journal of `source` into the empty projections of `target`."""
    total = source.execute(select(func.count()).select_from(CHANGE)).scalar_one()
    done = 0
    waiting: list[Change] = []
    for changes in _by_entity(source):
        waiting += changes
        if len(waiting) >= STEP:
            store(target, projected(waiting))
            done += len(waiting)
            waiting = []
            if progress is not None:
                progress(done, total)
    store(target, projected(waiting))
    if progress is not None:
        progress(total, total)


def _by_entity(source: Connection) -> Iterator[list[Change]]:
    rows = source.execute(select(CHANGE).order_by(CHANGE.c.entity_id).execution_options(yield_per=STEP))
    for _, group in groupby(rows, key=_entity_id):
        yield [change_of(row) for row in group]


def _entity_id(row: Row[Any]) -> str:
    return str(row.entity_id)
