"""Taking in the conflicted copies beside a hub, and moving them to the local backups once the hub has what they had."""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from goaltui.model.errors import DatabaseRefused
from goaltui.sharing import drive
from goaltui.sharing.conflicted import Nominee, nominees
from goaltui.sharing.copying import Copy, copied, opened
from goaltui.sharing.drive import Beat
from goaltui.sharing.hub import Visit, both, in_time, take_in
from goaltui.sharing.notes import Note, Seen
from goaltui.store.database import Database


@dataclass(frozen=True, slots=True)
class _Taken:
    nominee: Nominee
    copy: Copy


class Taking:
    """The copies beside one hub during one visit; `folder` is the visit's own on the local disk."""

    def __init__(self, hub: Path, backups: Path, folder: Path) -> None:
        self._hub = hub
        self._backups = backups
        self._folder = folder
        self._taken: list[_Taken] = []
        self._others: dict[str, Seen] = {}

    def take_in(self, replica: Database, note: Note, *, now: datetime, deadline: float) -> Visit:
        """Merge every copy of this workspace into the replica, which is backed up before the first."""
        visit = Visit()
        try:
            found = list(nominees(self._hub, note))
        except FileNotFoundError:
            raise drive.no_folder(self._hub) from None
        except OSError as error:
            raise drive.unreachable(self._hub, error) from error
        for number, nominee in enumerate(found):
            in_time(deadline, str(self._hub))
            visit = both(visit, self._merged(replica, nominee, self._folder / f"copy-{number}.db", now, deadline))
        return visit

    def move_away(self, beat: Beat) -> tuple[str, ...]:
        """Put what was taken in into the local backups and remove it beside the hub; a sentence for each."""
        said = []
        for taken in self._taken:
            beat()
            path = taken.nominee.path
            kept = self._backups / "conflicted" / path.name
            try:
                kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                shutil.copyfile(taken.copy.file, kept)
                if drive.glimpse(path) == taken.copy.pulled.glimpse:
                    path.unlink()
            except OSError as error:
                said.append(f"{path.name} was merged but could not be moved away ({error.strerror}).")
            else:
                said.append(f"{path.name} was a conflicted copy; it was merged and lies in the local backups now.")
        return tuple(said)

    def others(self, note: Note) -> tuple[tuple[str, Seen], ...]:
        """What to remember of the files that are none of this workspace's copies, so that they are not read again."""
        return tuple(sorted({**dict(note.others), **self._others}.items()))[-200:]

    def _merged(self, replica: Database, nominee: Nominee, to: Path, now: datetime, deadline: float) -> Visit:
        try:
            copy = copied(nominee.path, to, lambda: in_time(deadline, str(self._hub)))
            if copy is None:
                return Visit()
            with opened(copy, nominee.path) as database:
                if database.uuid != replica.uuid:
                    self._others[nominee.path.name] = nominee.seen
                    return Visit()
                backup_first(replica, self._backups, now)
                visit = take_in(replica, database, now=now, deadline=deadline)
        except DatabaseRefused:
            # Half written still, or no workspace at all; in the first case its size or time will change.
            self._others[nominee.path.name] = nominee.seen
            return Visit()
        if nominee.sure or visit.received:
            self._taken.append(_Taken(nominee, copy))
        else:
            self._others[nominee.path.name] = nominee.seen
        return visit


def backup_first(replica: Database, backups: Path, now: datetime) -> None:
    """A backup of the replica before something is merged into it, unless one was made this second."""
    to = backups / f"before-merge-{now:%Y%m%d-%H%M%S}.db"
    if not to.exists():
        with suppress(OSError):
            backups.mkdir(parents=True, mode=0o700, exist_ok=True)
        replica.backup(to)
