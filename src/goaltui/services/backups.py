"""Backups: a checked copy of the whole journal, kept as long as it may be wanted, and going back to one."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from goaltui.model.errors import DatabaseRefused, Refused
from goaltui.services import words
from goaltui.services.rows import Outcome
from goaltui.services.workspace import Workspace
from goaltui.store.database import Database

LATEST = 10
DAILY = 14
MONTHLY = 12
_NAMED = re.compile(r".*-(\d{8}-\d{6})\.db")
_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup and when it was made."""

    path: Path
    at: datetime


def listed(folder: Path) -> tuple[Backup, ...]:
    """The backups in a folder, the latest first."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            match = _NAMED.fullmatch(path.name)
            if match:
                with suppress(ValueError):
                    found.append(Backup(path, datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)))
    return tuple(sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True))


def make(workspace: Workspace, folder: Path, now: datetime) -> Path:
    """A new backup in the folder, verified; those that nobody will want any more are removed."""
    try:
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    except OSError as error:
        raise Refused(f"{folder} cannot be made ({error.strerror}); name another place.") from error
    path = folder / f"{folder.name.rpartition('-')[0]}-{now.astimezone(UTC).strftime(_STAMP)}.db"
    if not path.exists():
        workspace.database.backup(path)
        path.chmod(0o600)
    for backup in superfluous(listed(folder)):
        with suppress(OSError):
            backup.path.unlink()
    return path


def make_first_today(workspace: Workspace, folder: Path, now: datetime) -> Path | None:
    """The day's first backup; none where there is one already, or where it cannot be made: work goes on without."""
    latest = next(iter(listed(folder)), None)
    if latest is not None and latest.at.astimezone().date() == now.astimezone().date():
        return None
    try:
        return make(workspace, folder, now)
    except (Refused, OSError):
        return None


def superfluous(backups: Iterable[Backup]) -> tuple[Backup, ...]:
    """Those that are neither of the 10 latest, nor the latest of one of the 14 latest days or 12 latest months."""
    ordered = sorted(backups, key=lambda backup: backup.at, reverse=True)
    kept = set(ordered[:LATEST])
    for form, number in (("%Y%m%d", DAILY), ("%Y%m", MONTHLY)):
        first: dict[str, Backup] = {}
        for backup in ordered:
            first.setdefault(backup.at.strftime(form), backup)
        kept.update(list(first.values())[:number])
    return tuple(backup for backup in ordered if backup not in kept)


def restore(workspace: Workspace, backup: Path) -> Outcome:
    """Make the workspace what it was in a backup: one batch, so one undo; changes that only the backup has come back.

    Raises DatabaseRefused where the file is none of this workspace's.
    """
    if not backup.exists():
        raise Refused(f"{backup} does not exist; goaltui backup --list names those that do.")
    source = Database.open(backup)
    try:
        if source.uuid != workspace.database.uuid:
            raise DatabaseRefused(f"{backup} is of another workspace, so it was not restored; open it with --db.")
        workspace.database.merge(source.missing(workspace.database.holdings()), now=workspace.clock.now())
        drafts = workspace.database.drafts_towards(source)
    finally:
        source.close()
    if not drafts:
        return Outcome(f"The workspace says what {backup.name} says already.", frozenset())
    changed = f"{words.counted(len(drafts), 'item')} changed; undo takes it back"
    return workspace.write(drafts, f"The workspace is what it was in {backup.name}: {changed}.")


def put_back(backup: Path, path: Path, now: datetime) -> Path | None:
    """Put a backup in the place of a file that cannot be opened any more; where that lies now, none where none was."""
    source = Database.open(backup)
    try:
        aside = path.with_name(f"{path.stem}.damaged-{now:%Y%m%d-%H%M%S}{path.suffix}")
        moved = path.exists()
        if moved:
            path.rename(aside)
        source.backup(path)
    finally:
        source.close()
    return aside if moved else None
