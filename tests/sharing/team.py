"""A team for the tests: machines with a replica each, and a folder that they share."""

import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from goaltui.sharing.file.file_hub import FileHub
from goaltui.sharing.hub import Visit
from goaltui.store.database import Database
from tests.store.support import later

SECONDS = 60.0


@dataclass(frozen=True)
class Machine:
    """One computer of the team."""

    name: str
    replica: Database
    hub: FileHub
    backups: Path

    def visit(self, now: datetime | None = None, seconds: float = SECONDS) -> Visit:
        """Go to the hub now."""
        return self.hub.visit(self.replica, now=now or later(900), deadline=time.monotonic() + seconds)

    def look(self, seconds: float = SECONDS) -> Visit:
        """Only take in."""
        return self.hub.look(self.replica, now=later(900), deadline=time.monotonic() + seconds)


def machine(folder: Path, name: str, hub: Path, workspace: str | None = None, kind: str = "ext4") -> Machine:
    """A computer with an empty replica of a workspace, or of a new one."""
    home = folder / name
    home.mkdir(exist_ok=True)
    replica = Database.open(home / "replica.db", create=True, workspace=workspace)
    return Machine(name, replica, FileHub(hub, home, home / "backups", kind), home / "backups")
