"""Backups: a checked copy of the whole journal, kept as long as it may be wanted, and going back to one."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import chain, count
from pathlib import Path

from goaltui.model.errors import DatabaseRefused, Refused
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import _, _n
from goaltui.model.quick_dataclass import dataclass
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace
from goaltui.store.database import Database

LATEST = 10
DAILY = 14
MONTHLY = 12
_NAMED = lazy(r".*-(\d{8}-\d{6})\.db")
_STAMP = "%Y%m%d-%H%M%S"
_NAMED_AHEAD = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup and when it was made."""

    path: Path
    at: datetime


def listed(folder: Path) -> tuple[Backup, ...]:
    """Return the backups in a folder, the latest first."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            match = _NAMED.fullmatch(path.name)
            if match:
                with suppress(ValueError):
                    found.append(Backup(path, datetime.fromisoformat(match[1].replace("-", "T")).replace(tzinfo=UTC)))
    return tuple(sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True))


def made_by(now: datetime, folder: Path) -> tuple[Backup, ...]:
    """Return the backups made up to a moment, the latest first. One dated ahead, by a clock that was wrong, neither
    counts as today's nor pushes others out. Those of one second have names some seconds apart.
    """
    return tuple(backup for backup in listed(folder) if backup.at <= now + _NAMED_AHEAD)


def make(workspace: Workspace, folder: Path, now: datetime) -> Path:
    """Make a verified backup in the folder and remove superfluous ones; return its path."""
    try:
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    except OSError as error:
        raise Refused(
            _("{folder} cannot be made ({reason}); name another place.", folder=folder, reason=reason_of(error))
        ) from error
    path = next(name for name in _names(folder, now) if not name.exists())
    workspace.database.upkeep.backup(path)
    path.chmod(0o600)
    for backup in superfluous(made_by(now, folder)):
        with suppress(OSError):
            backup.path.unlink()
    return path


def _names(folder: Path, now: datetime) -> Iterator[Path]:
    """Yield file names by the second; a second backup of one second has the next second's name."""
    for later in count():
        stamp = (now.astimezone(UTC) + timedelta(seconds=later)).strftime(_STAMP)
        yield folder / f"{folder.name.rpartition('-')[0]}-{stamp}.db"


def make_first_today(workspace: Workspace, folder: Path, now: datetime) -> Path | None:
    """Make the day's first backup; none where there is one already, or where it cannot
    be made: work goes on without.
    """
    latest = next(iter(made_by(now, folder)), None)
    if latest is not None and latest.at.astimezone().date() == now.astimezone().date():
        return None
    try:
        return make(workspace, folder, now)
    except (Refused, OSError):
        return None


def superfluous(backups: Iterable[Backup]) -> tuple[Backup, ...]:
    """Return the backups that are neither of the 10 latest, nor the latest of one of the 14
    latest days or 12 latest months.
    """
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
    source = _opened(backup)
    try:
        if source.uuid != workspace.database.uuid:
            raise DatabaseRefused(
                _("{backup} is of another workspace, so it was not restored; open it with --db.", backup=backup)
            )
        exchange = workspace.database.exchange
        exchange.merge(source.exchange.missing(exchange.holdings()), now=workspace.clock.now())
        drafts = workspace.database.drafts_towards(source)
    finally:
        source.close()
    if not drafts:
        return Outcome(_("The workspace is the same as {name} already.", name=backup.name), frozenset())
    return workspace.write(
        drafts,
        _n(
            "The workspace is now as in {name}: {count} item changed; undo reverts it.",
            "The workspace is now as in {name}: {count} items changed; undo reverts it.",
            len(drafts),
            name=backup.name,
        ),
    )


def put_back(backup: Path, path: Path, now: datetime, *, begins_well: bool = True) -> Path | None:
    """Put a backup in the place of a file that cannot be opened any more; where that lies now, none where none was.

    Raises Refused, everything as it was, where the backup is of another workspace or cannot be written there. A file
    that does not begin as one of goaltui has to name the workspace, so that nothing else is ever taken for one.
    """
    from goaltui.store.file.salvage import has_trace_of, workspace_of

    source = _opened(backup)
    try:
        if not path.exists():
            source.upkeep.backup(path)
            return None
        if workspace_of(path) not in (None, source.uuid):
            raise DatabaseRefused(
                _("{backup} is of another workspace than {path}, so nothing was restored.", backup=backup, path=path)
            )
        if not begins_well and not has_trace_of(path, source.uuid):
            raise DatabaseRefused(
                _(
                    "{path} holds nothing of the workspace in {backup}, so it was left alone; if it was that "
                    "workspace, move it away and restore the backup again.",
                    path=path,
                    backup=backup,
                )
            )
        aside = _free(path.with_name(f"{path.stem}.damaged-{now:%Y%m%d-%H%M%S}{path.suffix}"))
        source.upkeep.replace_damaged(path, aside)
    finally:
        source.close()
    return aside


def _opened(backup: Path) -> Database:
    if not backup.exists():
        raise Refused(_("{backup} does not exist; goaltui backup --list names those that do.", backup=backup))
    return Database.open(backup)


def _free(path: Path) -> Path:
    """Return a name like this that no file has yet."""
    names = chain((path,), (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2)))
    return next(name for name in names if not os.path.lexists(name))
