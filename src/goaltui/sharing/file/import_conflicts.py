"""The import of conflicted copies beside a hub, and their removal to the local backups
once the hub has their changes.
"""

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.model.errors import DatabaseRefused, HubUnreachable
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import N_, _, _n
from goaltui.sharing.file import drive
from goaltui.sharing.file.conflicted_copies import CopyCandidate, conflicted, others
from goaltui.sharing.file.drive import Beat
from goaltui.sharing.file.drive_errors import no_folder, unreachable
from goaltui.sharing.file.hub_copy import Copy, copied, opened
from goaltui.sharing.file.visit_cache import Note, Seen
from goaltui.sharing.hub import Visit, both, in_time
from goaltui.store.database import Database

if TYPE_CHECKING:
    from goaltui.store.exchange.copies import ImportedCopy

AUTHOR = "a sync tool"
"""Whose doing it is, in the journal, that a conflicted copy was there to be taken in."""

_NAMING_SECONDS = 3.0
_REMEMBERED = 200
_TOLD = 10


@dataclass(frozen=True, slots=True)
class _ImportedConflict:
    candidate: CopyCandidate
    copy: Copy
    said: str


class ConflictImport:
    """The copies beside one hub during one visit; `folder` is the visit's own on the local disk."""

    def __init__(self, hub: Path, backups: Path, folder: Path) -> None:
        self._hub = hub
        self._backups = backups
        self._folder = folder
        self._taken: list[_ImportedConflict] = []
        self._others: dict[str, Seen] = {}
        self._named: list[str] = []

    def take_in(self, replica: Database, note: Note, *, now: datetime, deadline: float) -> Visit:
        """Merge every conflicted copy of this workspace into the replica, which is backed up before the first."""
        visit = Visit()
        try:
            found = list(conflicted(self._hub, note))
        except FileNotFoundError:
            raise no_folder(self._hub) from None
        except OSError as error:
            raise unreachable(self._hub, error) from error
        for number, candidate in enumerate(found):
            in_time(deadline, str(self._hub))
            visit = both(visit, self._merged(replica, candidate, self._folder / f"copy-{number}.db", now, deadline))
        return visit

    def move_away(self, beat: Beat) -> tuple[str, ...]:
        """Move what was taken in from beside the hub to the local backups; return a sentence for each."""
        said = []
        for taken in self._taken:
            beat()
            path = taken.candidate.path
            kept = self._backups / "conflicted" / path.name
            try:
                kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                shutil.copyfile(taken.copy.file, kept)
                if drive.glimpse(path) == taken.copy.pulled.glimpse:
                    path.unlink()
            except OSError as error:
                said.append(f"{taken.said} {_('It could not be moved away ({reason}).', reason=reason_of(error))}")
            else:
                said.append(f"{taken.said} {_('It is in the local backups now.')}")
        return tuple(said)

    def name_others(self, replica: Database, note: Note, deadline: float) -> tuple[str, ...]:
        """Return sentences on the other copies of this workspace beside the hub, which stay as they are;
        none where all were named before.
        """
        until = min(deadline, time.monotonic() + _NAMING_SECONDS)
        file = self._folder / "other.db"
        with suppress(OSError, HubUnreachable):
            for candidate in others(self._hub, note):
                # What takes too long is passed over from then on: it is worth a sentence, but no waiting.
                self._others[candidate.path.name] = candidate.seen
                if self._workspace(candidate, file, until) == replica.uuid:
                    self._named.append(candidate.path.name)
                file.unlink(missing_ok=True)
        return tuple(_left_alone(sorted(self._named))) if self._named else ()

    def remembered(self, note: Note) -> Note:
        """Return the note with the files that are no copies of this workspace, and those that were named,
        so that neither is read again.
        """
        others = tuple(sorted({**dict(note.others), **self._others}.items()))[-_REMEMBERED:]
        return replace(note, others=others, named=(*note.named, *self._named)[-_REMEMBERED:])

    def _merged(self, replica: Database, candidate: CopyCandidate, to: Path, now: datetime, deadline: float) -> Visit:
        try:
            copy = copied(candidate.path, to, lambda: in_time(deadline, str(self._hub)), deadline)
            if copy is None:
                return Visit()
            with opened(copy, candidate.path) as database:
                if database.uuid != replica.uuid:
                    self._others[candidate.path.name] = candidate.seen
                    return Visit()
                backup_first(replica, self._backups, now)
                missing = database.exchange.missing(replica.exchange.holdings())
                taken = replica.copies.take(missing, candidate.path.name, author=AUTHOR, now=now)
        except DatabaseRefused:
            # Half written still, or no workspace at all; in the first case its size or time will change.
            self._others[candidate.path.name] = candidate.seen
            return Visit()
        self._taken.append(_ImportedConflict(candidate, copy, _sentence(candidate.path.name, taken)))
        return Visit(received=taken.number, authors=taken.authors)

    def _workspace(self, candidate: CopyCandidate, to: Path, deadline: float) -> str | None:
        """Return the workspace in a file; none where it is no database of goaltui that can be opened."""
        in_time(deadline, str(self._hub))
        try:
            if not drive.is_database(candidate.path):
                return None
            copy = copied(candidate.path, to, lambda: in_time(deadline, str(self._hub)), deadline)
            if copy is None:
                return None
            with opened(copy, candidate.path) as database:
                return database.uuid
        except DatabaseRefused:
            return None


def _sentence(name: str, taken: "ImportedCopy") -> str:
    """Return a sentence on what a conflicted copy brought and took away."""
    if not taken.number:
        return _("{name} was a conflicted copy with nothing new in it.", name=name)
    changes = _n("{count} change", "{count} changes", taken.number)
    said = (
        N_("{name} was a conflicted copy; {changes} of it came in: {words}; undo reverts it.")
        if taken.effect.weighs
        else N_("{name} was a conflicted copy; {changes} of it came in: {words}.")
    )
    return _(said, name=name, changes=changes, words=taken.effect.words)


def _left_alone(names: Sequence[str]) -> Iterator[str]:
    if len(names) == 1:
        yield (
            _(
                "{name} beside the team's file is another copy of this workspace, so it stays as it "
                "is; goaltui merge merges it, and first says what would change.",
                name=names[0],
            )
        )
        return
    told = ", ".join(names[:_TOLD])
    if len(names) > _TOLD:
        told = _("{names} and {count} more", names=told, count=len(names) - _TOLD)
    yield (
        _(
            "{count} files beside the team's file are other copies of this workspace, so they stay as they are"
            " ({told}); goaltui merge merges one, and first says what would change.",
            count=len(names),
            told=told,
        )
    )


def backup_first(replica: Database, backups: Path, now: datetime) -> None:
    """Back the replica up before something is merged into it, unless that was done this second."""
    to = backups / f"before-merge-{now:%Y%m%d-%H%M%S}.db"
    if not to.exists():
        with suppress(OSError):
            backups.mkdir(parents=True, mode=0o700, exist_ok=True)
        replica.upkeep.backup(to)
