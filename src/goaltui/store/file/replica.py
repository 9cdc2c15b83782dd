"""The counters of one copy of a workspace, and the file that it belongs to."""

from goaltui.model.quick_dataclass import dataclass
from goaltui.store.file.connection import Connection
from goaltui.store.statements.texts import STATEMENTS

NOBODY = "nobody"
"""The home of a file that is a hub."""

MOVED = "moved:"
"""The beginning of the home of a hub that the team has left; the new place follows."""


@dataclass(frozen=True, slots=True)
class Replica:
    """This copy's own counters."""

    id: str
    workspace: str
    home: str
    seq: int
    hlc: int


def read_replica(connection: Connection) -> Replica:
    """Return the counters."""
    return Replica(*connection.run(STATEMENTS["replica"]).first())
