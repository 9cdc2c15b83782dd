"""The projections made anew from the journal, entity by entity, without the whole journal in memory."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, column, delete, func, insert, select
from sqlalchemy import table as named_table

from goaltui.model.changes import Change
from goaltui.store.causality import lines
from goaltui.store.file.connection import Connection, writing
from goaltui.store.journal import change_of, projected
from goaltui.store.statements.chunks import chunks
from goaltui.store.statements.texts import CREATIONS, PROJECTED
from goaltui.store.tables import CHANGE, PROJECTIONS
from goaltui.store.writes import changes_about, project, store

STEP = 10_000
"""Changes folded at a time, and between two reports of progress."""

_LATER = "CREATE TEMP TABLE later AS SELECT DISTINCT entity_id AS id FROM change WHERE hlc > ?"
_TOLD = """
    SELECT DISTINCT entity_id FROM change
    WHERE hlc <= ? AND entity_id IN later AND typeof(entity_id) = 'text' AND instr(fields, '"_follows"')
"""
_SEEN = "CREATE TEMP TABLE seen (replica, seq, PRIMARY KEY (replica, seq))"
_FORGET = "DELETE FROM change WHERE hlc > ? AND (replica, seq) NOT IN seen"
_KNOWN = """
    SELECT id FROM later WHERE typeof(id) = 'text' AND EXISTS (SELECT 1 FROM change WHERE entity_id = later.id)
"""


def renew(connection: Connection, progress: Callable[[int, int], None] | None = None) -> None:
    """Drop the projections and make those of this version, within the caller's transaction."""
    for table in PROJECTIONS.values():
        connection.sql(f'DROP TABLE IF EXISTS "{table.name}"')
    create_projections(connection)
    rebuild(connection, connection, progress)


def make_anew(connection: Connection, progress: Callable[[int, int], None] | None = None) -> None:
    """Make everything anew that derives from the journal, its own indexes too, within the caller's transaction."""
    renew(connection, progress)
    connection.sql(f"REINDEX {CHANGE.name}")


def create_projections(connection: Connection) -> None:
    """Make the empty tables."""
    for text in (text for name in PROJECTED for text in CREATIONS[name]):
        connection.sql(text)


@contextmanager
def _rewriting(copy: Connection) -> Iterator[None]:
    """Run the block in one transaction on a copy in memory that is thrown away where that fails: no page of it is kept
    for a way back.
    """
    copy.sql("PRAGMA journal_mode = OFF")
    with writing(copy):
        yield
    copy.sql("PRAGMA journal_mode = MEMORY")


def rewind(connection: Connection, until: int) -> None:
    """Forget the changes of a copy after a clock and fold their entities anew; the rest stays as it is.

    A change that an author had seen by then was known by then, though a clock ahead wrote it.
    """
    with _rewriting(connection):
        connection.sql(_LATER, (until,))
        connection.sql(_SEEN)
        for piece in chunks(_seen_by(connection, until)):
            connection.sql("INSERT INTO seen VALUES (?, ?)", piece)
        connection.sql(_FORGET, (until,))
        for table in PROJECTIONS.values():
            connection.sql(f'DELETE FROM "{table.name}" WHERE id IN later')
        known = connection.sql(_KNOWN).scalars()
        project(connection, known)
        connection.sql("DROP TABLE temp.later")
        connection.sql("DROP TABLE temp.seen")


def forget(connection: Connection, later: ColumnElement[bool]) -> None:
    """Remove these changes from the journal of a copy and fold their entities anew."""
    with _rewriting(connection):
        connection.sql("CREATE TEMP TABLE later (id)")
        about = select(CHANGE.c.entity_id).where(later).distinct()
        connection.execute(insert(named_table("later", column("id"))).from_select(["id"], about))
        connection.execute(delete(CHANGE).where(later))
        for table in PROJECTIONS.values():
            connection.sql(f'DELETE FROM "{table.name}" WHERE id IN later')
        project(connection, connection.sql(_KNOWN).scalars())
        connection.sql("DROP TABLE temp.later")


def _seen_by(connection: Connection, until: int) -> Iterator[tuple[str, int]]:
    """Yield replica and number of each change after a clock that an author had seen who wrote up to it."""
    told = connection.sql(_TOLD, (until,)).scalars()
    for piece in chunks(told):
        for line in lines(changes_about(connection, piece)).values():
            known = [place for place, change in enumerate(line.changes) if change.hlc <= until and change.follows]
            seen = (line.changes[place] for place in line.seen_from(known))
            yield from ((change.replica, change.seq) for change in seen if change.hlc > until)


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
    for _id, group in groupby(rows, key=_entity_id):
        yield [change_of(row) for row in group]


def _entity_id(row: Row[Any]) -> str:
    return str(row.entity_id)
