"""The projections made anew from the journal, entity by entity, without holding the journal in memory."""

from collections.abc import Callable, Iterator
from itertools import groupby

from sqlalchemy import Connection, func, select

from goaltui.model.changes import Change
from goaltui.store.journal import State, change_of, fold
from goaltui.store.tables import ChangeRow, table_of
from goaltui.store.writing import CHUNK, store_states

STEP = 10_000
"""Changes between two reports of progress."""


def rebuild(
    source: Connection,
    target: Connection,
    *,
    until: int | None,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Fold the journal of `source` up to a clock into the empty projections of `target`."""
    table = table_of(ChangeRow)
    total = source.execute(select(func.count()).select_from(table)).scalar_one()
    waiting: list[State] = []
    done = 0
    for changes in _by_entity(source, until):
        waiting.extend(fold(changes).values())
        before, done = done, done + len(changes)
        if len(waiting) >= CHUNK:
            store_states(target, waiting)
            waiting = []
        if progress is not None and before // STEP != done // STEP:
            progress(done, total)
    store_states(target, waiting)
    if progress is not None:
        progress(total, total)


def _by_entity(source: Connection, until: int | None) -> Iterator[list[Change]]:
    table = table_of(ChangeRow)
    query = select(table).order_by(table.c.entity_id, table.c.hlc)
    if until is not None:
        query = query.where(table.c.hlc <= until)
    rows = source.execution_options(yield_per=STEP).execute(query)
    for _, group in groupby(rows, key=lambda row: row.entity_id):
        yield [change_of(row) for row in group]
