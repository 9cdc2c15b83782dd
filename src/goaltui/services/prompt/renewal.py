"""The renewal of the status that a prompt shows: computed from an opened workspace, kept in a small file."""

import sys
import time
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.config.remembered import remember

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace

LARGE = 8 * 1024 * 1024
"""From this size of the file on, in bytes, the status takes long enough to be noticed."""

_AGAIN_SECONDS = 60.0


class StatusRenewal:
    """The renewal of one status file, computed again only where the database or the day is another."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seen: tuple[int, date] | None = None
        self._begun = -_AGAIN_SECONDS

    def renew(self, workspace: "Workspace") -> None:
        """Keep what is right now."""
        text = self.text(workspace)
        if text is not None:
            self.keep(text)

    def text(self, workspace: "Workspace") -> str | None:
        """Return the text to keep, empty where it cannot be reckoned; None where nothing is to be kept here: what is
        kept is still right, an earlier day is looked at, or another process sees to it."""
        look, today = workspace.look, workspace.clock.today()
        if look.day != today or look.known_at is not None:
            return None
        seen = (changed(workspace.path), today)
        if seen == self._seen or (self._seen is None and self._is_fresh(seen)):
            self._seen = seen
            return None
        if is_large(workspace.path):
            self._renew_aside(workspace)
            return None
        # Imported here because the stored status is right most of the time.
        from goaltui.services.prompt.reckoning import reckoned

        self._seen = seen
        return reckoned(workspace)

    def keep(self, text: str) -> None:
        """Keep a text for the prompts to come."""
        remember(self._file, text)

    def _renew_aside(self, workspace: "Workspace") -> None:
        if time.monotonic() - self._begun < _AGAIN_SECONDS:
            return
        self._begun = time.monotonic()
        # Imported here because a small database needs no other process.
        import subprocess
        from threading import Thread

        from goaltui.services.prompt.renewal_lock import is_renewed_elsewhere

        if is_renewed_elsewhere(self._file):
            return

        words = (str(workspace.path), str(self._file), workspace.author)
        with suppress(OSError):
            process = subprocess.Popen(
                (sys.executable, "-m", "goaltui.services.prompt.renewal_process", *words),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            # It ends by itself; where this one goes on, its exit is taken note of, and nothing of it is left.
            Thread(target=process.wait, name="status", daemon=True).start()

    def _is_fresh(self, seen: tuple[int, date]) -> bool:
        try:
            kept = self._file.stat().st_mtime_ns
        except OSError:
            return False
        return kept > seen[0] and datetime.fromtimestamp(kept / 1e9).astimezone().date() == seen[1]


def changed(database: Path) -> int:
    """Return the time of the last write to a database."""
    latest = 0
    for path in (database, database.with_name(f"{database.name}-wal")):
        with suppress(OSError):
            latest = max(latest, path.stat().st_mtime_ns)
    return latest


def is_large(database: Path) -> bool:
    """Return whether to look at everything in a database takes long enough to be noticed."""
    with suppress(OSError):
        return database.stat().st_size >= LARGE
    return False
