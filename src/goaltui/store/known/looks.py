"""The state of a database when somebody last looked."""

from goaltui.model.changes import Looked
from goaltui.store.database import Database
from goaltui.store.known.order_of_looks import replicas
from goaltui.store.statements.texts import STATEMENTS


def looked_now(database: Database) -> Looked:
    """Return the state of the journal now, to be told from later changes."""
    connection = database._current()
    _, _, _, _, clock = connection.run(STATEMENTS["replica"]).first()
    tops = ((name, connection.run(STATEMENTS["top"], replica=name).scalar()) for name in replicas(connection))
    return Looked(clock, tuple(tops))
