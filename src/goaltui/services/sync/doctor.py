"""Diagnosis of a database file, and a new file from what can still be read of it."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from goaltui.model.errors import DatabaseDamaged
from goaltui.services.core.formatting import counted
from goaltui.store.database import Database
from goaltui.store.file.salvage import salvage, workspace_of

_COMPANIONS = ("-journal", "-wal")


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is wrong with a file, a line each, and how many rows of its journal nobody believes."""

    faults: tuple[str, ...]
    left_out: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether there is nothing to say."""
        return not self.faults and not self.left_out

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it."""
        if not self.left_out:
            return self.faults
        rows = counted(self.left_out, "row")
        return (*self.faults, f"The journal holds {rows} that goaltui cannot have written; they are left out.")


def examined(database: Database) -> Diagnosis:
    """What is wrong with a file that opens; raises DatabaseDamaged where it cannot be read to its end."""
    return Diagnosis(database.faults(), database.unbelieved())


def rebuilt(database: Database, progress: Callable[[int, int], None]) -> Diagnosis:
    """Make the tables and indexes of a file anew from its journal; what is wrong with it even then."""
    database.rebuild(progress)
    return examined(database)


def rescued(path: Path, now: datetime) -> str:
    """Put a new file of all changes that a damaged one still yields in its place; a sentence that says so.

    The damaged one stays beside it. Raises DatabaseDamaged, everything as it was, where nothing can be read of it.
    """
    changes = salvage(path)
    if not changes:
        raise DatabaseDamaged(f"Nothing can be read of {path}; go back to a backup with goaltui backup --restore FILE.")
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        database = Database.open(part, create=True, workspace=workspace_of(path))
        try:
            refused = database.merge(changes, now=now).refused
        finally:
            database.close()
        shutil.copymode(path, part)
        aside = _set_aside(path, now)
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
    read = counted(len(changes) - refused, "change")
    return f"Made {path.name} anew of the {read} that could be read; what was there lies beside it as {aside.name}."


def _set_aside(path: Path, now: datetime) -> Path:
    aside = path.with_name(f"{path.stem}.damaged-{now:%Y%m%d-%H%M%S}{path.suffix}")
    path.rename(aside)
    for ending in _COMPANIONS:
        # Left beside the new file it would be taken for the new file's own.
        with suppress(FileNotFoundError):
            path.with_name(f"{path.name}{ending}").rename(aside.with_name(f"{aside.name}{ending}"))
    return aside
