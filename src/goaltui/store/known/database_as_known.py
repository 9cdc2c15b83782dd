"""The part of a database that an export knows, and the database as an export knew it."""

from sqlalchemy import select

from goaltui.model.quick.translation import _
from goaltui.store.database import Database
from goaltui.store.file.connection import copied
from goaltui.store.file.opening import Opened
from goaltui.store.known.changes_known import Known, beyond, known
from goaltui.store.rebuild import forget
from goaltui.store.tables import CHANGE


def known_now(database: Database) -> Known:
    """Return what an export of now knows, so that later changes can be told from it."""
    return known(database._current())


def as_known(database: Database, told: Known) -> Database | None:
    """Return the workspace as an export knew it: the same database where nothing came since, else a copy for looking
    only, to be closed; none where the export is of another workspace.
    """
    connection = database._current()
    later = beyond(connection, told)
    if later is None:
        return None
    if connection.execute(select(CHANGE.c.seq).where(later).limit(1)).first() is None:
        return database
    target = copied(connection, database.path)
    forget(target, later)
    return Database(database.path, Opened(target, _("This is what a file knew.")), in_memory=True)
