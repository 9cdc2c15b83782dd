"""The state of a file as a team's hub: whether it is one, and where the team went."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from goaltui.model.quick.lazy_module import lazy_module
from goaltui.model.quick_dataclass import replace
from goaltui.model.refs import new_id
from goaltui.store.file.connection import Connection
from goaltui.store.file.replica import MOVED, NOBODY, read_replica

if TYPE_CHECKING:
    from goaltui.store import writes
else:
    # Every command asks where the team went, and hardly any records it.
    writes = lazy_module("goaltui.store.writes")


class HubState:
    """One database as a hub."""

    def __init__(
        self, current: Callable[[], Connection], write: Callable[[Callable[[Connection], None]], None]
    ) -> None:
        self._current = current
        self._write = write

    def become_hub(self) -> None:
        """Belong to nobody: whoever opens a copy of this file goes on under a replica id of their own."""
        self._write(_leave_home)

    @property
    def moved_to(self) -> str:
        """The place to which the team moved that had this file as its hub; empty where it did not move."""
        _, is_moved, to = read_replica(self._current()).home.partition(MOVED)
        return to if is_moved else ""

    def mark_moved(self, to: str) -> None:
        """Record the place to which the team moved; empty takes the record back, so that it is a plain hub again."""

        def mark(connection: Connection) -> None:
            _leave_home(connection)
            writes.count(connection, replace(read_replica(connection), home=f"{MOVED}{to}" if to else NOBODY))

        self._write(mark)


def _leave_home(connection: Connection) -> None:
    """Make this copy nobody's: the next writer to it, or to a copy of it, takes a replica id of its own."""
    replica = read_replica(connection)
    if replica.home != NOBODY and not replica.home.startswith(MOVED):
        writes.count(connection, replace(replica, id=new_id(), home=NOBODY, seq=0))
