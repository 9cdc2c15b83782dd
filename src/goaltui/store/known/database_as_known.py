"""The database as an export knew it."""

from sqlalchemy import ColumnElement, and_, func, or_, select

from goaltui.model.quick.translation import _
from goaltui.store.database import Database
from goaltui.store.file.connection import Connection, copied
from goaltui.store.file.opening import Opened
from goaltui.store.journal import BATCH
from goaltui.store.known.changes_known import Known, mark_of, tops
from goaltui.store.rebuild import forget
from goaltui.store.tables import CHANGE


def as_known(database: Database, told: Known) -> Database | None:
    """Return the workspace as an export knew it: the same database where nothing came since, else a copy for looking
    only, to be closed; none where the export is of another workspace.
    """
    connection = database._current()
    later = _beyond(connection, told)
    if later is None:
        return None
    if connection.execute(select(CHANGE.c.seq).where(later).limit(1)).first() is None:
        return database
    target = copied(connection, database.path)
    forget(target, later)
    return Database(database.path, Opened(target, _("This is what a file knew.")), in_memory=True)


def _beyond(connection: Connection, told: Known) -> ColumnElement[bool] | None:
    """Return the condition for changes that were not known; none for a file of another workspace,
    which cannot be looked up here.
    """
    here = tops(connection)
    shared = {replica: number for replica, number in told.items() if replica in here}
    if shared:
        wrote_on = {replica: number for replica, number in shared.items() if number < here[replica]}
        later = [and_(CHANGE.c.replica == replica, CHANGE.c.seq > number) for replica, number in wrote_on.items()]
        return or_(CHANGE.c.replica.not_in(list(shared)), *later)
    batch = select(CHANGE.c.batch).where(CHANGE.c.entity_id == mark_of(told), CHANGE.c.entity == BATCH)
    last = select(func.max(CHANGE.c.hlc)).where(CHANGE.c.batch.in_(batch))
    clock = connection.execute(last).scalar()
    return None if clock is None else CHANGE.c.hlc > clock
