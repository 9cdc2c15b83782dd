"""A hub that is damaged: set aside under a name that says so, and what can still be read of it taken in."""

from datetime import datetime
from pathlib import Path

from goaltui.model.errors import DatabaseDamaged
from goaltui.sharing import drive
from goaltui.store.database import Database
from goaltui.store.salvage import salvage, workspace_of


def set_aside(path: Path, replica: Database, copy: Path, error: DatabaseDamaged, now: datetime) -> str:
    """Rename the damaged file and take in what its local `copy` still yields; a sentence that says what was done."""
    moved = drive.set_aside(path, f"{path.stem}.damaged-{now:%Y%m%d-%H%M%S}{path.suffix}")
    saved = 0
    if copy.exists() and workspace_of(copy) in (None, replica.uuid):
        before = sum(item.number for item in replica.holdings().values())
        replica.merge(salvage(copy), now=now)
        saved = sum(item.number for item in replica.holdings().values()) - before
    replica.acknowledge({})
    found = f"; {saved} changes that nobody here had seen were still read from it" if saved else ""
    reason = str(error).removeprefix(f"{path} is ").rstrip(".")
    return f"The team's file was damaged, lies now as {moved.name}, and was filled again from here{found} ({reason})."
