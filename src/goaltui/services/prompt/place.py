"""The place of the status file of a prompt."""

from pathlib import Path

from goaltui.config.remembered import remembered_file


def status_file(state: Path, database: Path) -> Path:
    """Return where the status of a database lies inside the state folder; the file need not exist."""
    return remembered_file(state, database, "status")
