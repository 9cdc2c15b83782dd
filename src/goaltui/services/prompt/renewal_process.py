"""The process that renews the prompt status of a large database.

Run as `python -m goaltui.services.prompt.renewal_process DB FILE AUTHOR`.
"""

import sys
from contextlib import suppress
from pathlib import Path

from goaltui.config.remembered import remember
from goaltui.model.errors import GoaltuiError
from goaltui.services.core.clock import SystemClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.prompt.reckoning import reckoned
from goaltui.services.prompt.renewal import changed
from goaltui.services.prompt.renewal_lock import renewing


def renew(database: Path, file: Path, author: str) -> None:
    """Store the status of a database as the last write left it; the stored one stays where the database cannot be
    opened. Nothing is done where another process is at it: that one sees to every write until it ends.
    """
    seen: int | None = None
    # A write that comes while the lock is let go leaves the work to this process.
    while changed(database) != seen:
        with renewing(file) as is_ours:
            if not is_ours:
                return
            while (latest := changed(database)) != seen:
                seen = latest
                _store(database, file, author)


def _store(database: Path, file: Path, author: str) -> None:
    with suppress(GoaltuiError):
        workspace = Workspace.open(database, author=author, clock=SystemClock())
        text = reckoned(workspace)
        workspace.close()
        remember(file, text)


if __name__ == "__main__":
    renew(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
