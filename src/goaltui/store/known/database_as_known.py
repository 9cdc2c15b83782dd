"""The part of a database that an export knows, and the database as an export knew it."""

from sqlalchemy import select

from goaltui.store.database import Database
from goaltui.store.file.connection import copied
from goaltui.store.file.opening import Opened
from goaltui.store.known.changes_known import Known, beyond, known
from goaltui.store.rebuild import forget
from goaltui.store.tables import CHANGE


def known_now(database: Database) -> Known:
    """What an export of now knows, by which it can be told later what came after it."""
    return known(database._current())


def as_known(database: Database, told: Known) -> Database | None:
    """The workspace as an export knew it that tells this, the same one where nothing came since; none where that is of
    another workspace. It is for looking only, and to be closed where it is not the same."""
    connection = database._current()
    later = beyond(connection, told)
    if later is None:
        return None
    if connection.execute(select(CHANGE.c.seq).where(later).limit(1)).first() is None:
        return database
    target = copied(connection, database.path)
    forget(target, later)
    return Database(database.path, Opened(target, "This is what a file knew."), in_memory=True)
