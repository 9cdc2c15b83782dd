"""The path of the status file for a prompt."""

from pathlib import Path

from goaltui.config.remembered import remembered_file


def status_file(state: Path, database: Path) -> Path:
    """Return the path of a database's status file in the state folder; the file need not exist."""
    return remembered_file(state, database, "status")
