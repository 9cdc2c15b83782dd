"""Diagnosis of a database file, and a new file from what can still be read of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from goaltui.model.errors import DatabaseDamaged
from goaltui.model.listing import counted
from goaltui.model.quick.translation import _
from goaltui.store.database import Database
from goaltui.store.file.backup import free_name, in_place_of
from goaltui.store.file.salvage import salvage, workspace_of


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The faults of a file, a line each, and the number of rows of its journal that are not believed."""

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
        rows = counted(self.left_out, "row", "rows")
        return (
            *self.faults,
            _("The journal holds {rows} that goaltui cannot have written; they are left out.", rows=rows),
        )


def examined(database: Database) -> Diagnosis:
    """Return the diagnosis of a file that opens; raises DatabaseDamaged where it cannot be read to its end."""
    return Diagnosis(database.upkeep.faults(), database.upkeep.unbelieved())


def left_of(path: Path) -> Diagnosis | None:
    """Return the diagnosis of a file that does not bear the mark of goaltui and holds a workspace though; else None."""
    if workspace_of(path) is None:
        return None
    return Diagnosis((_("{path} has lost the mark of goaltui, but holds a workspace.", path=path),))


def rebuilt(database: Database, progress: Callable[[int, int], None]) -> Diagnosis:
    """Make the tables and indexes of a file anew from its journal; what is wrong with it even then."""
    database.upkeep.rebuild(progress)
    return examined(database)


def rescued(path: Path, now: datetime) -> str:
    """Put a new file of all changes that a damaged one still yields in its place; a sentence that says so.

    The damaged one stays beside it. Raises DatabaseDamaged, everything as it was, where nothing can be read of it.
    """
    changes = salvage(path)
    if not changes:
        raise DatabaseDamaged(
            _("Nothing of {path} can be read; restore a backup with goaltui backup --restore FILE.", path=path)
        )
    aside = free_name(path.with_name(f"{path.stem}.damaged-{now:%Y%m%d-%H%M%S}{path.suffix}"))
    with in_place_of(path, aside) as part:
        database = Database.open(part, create=True, workspace=workspace_of(path))
        try:
            refused = database.exchange.merge(changes, now=now).refused
        finally:
            database.close()
    read = counted(len(changes) - refused, "change", "changes")
    return _(
        "Rebuilt {name} from the {changes} that could be read; the old file is kept as {aside}.",
        name=path.name,
        changes=read,
        aside=aside.name,
    )
