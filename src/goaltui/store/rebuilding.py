"""The projections made anew from the journal, entity by entity, without holding the journal in memory."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select

from goaltui.model.changes import Change
from goaltui.store.connection import writing
from goaltui.store.journal import change_of, projected
from goaltui.store.tables import CHANGE, PROJECTIONS
from goaltui.store.writing import project, store

STEP = 10_000
"""Changes folded at a time, and between two reports of progress."""

_LATER = "CREATE TEMP TABLE later AS SELECT DISTINCT entity_id AS id FROM change WHERE hlc > ?"
_KNOWN = """
    SELECT id FROM later WHERE typeof(id) = 'text' AND EXISTS (SELECT 1 FROM change WHERE entity_id = later.id)
"""


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


def rewind(connection: Connection, until: int) -> None:
    """Forget the changes after a clock and fold anew only what they were about; the rest stands as it did then."""
    with writing(connection):
        connection.exec_driver_sql(_LATER, (until,))
        connection.execute(delete(CHANGE).where(CHANGE.c.hlc > until))
        for table in PROJECTIONS.values():
            connection.exec_driver_sql(f'DELETE FROM "{table.name}" WHERE id IN later')
        known = connection.exec_driver_sql(_KNOWN).scalars().all()
        project(connection, known)
        connection.exec_driver_sql("DROP TABLE temp.later")


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
