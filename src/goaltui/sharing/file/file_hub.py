"""A file as the hub: copied whole, merged here, replaced whole. SQLite never opens it in its place."""

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from goaltui.model.errors import DatabaseDamaged, DatabaseRefused, HubUnreachable
from goaltui.model.quick.translation import _, _n
from goaltui.sharing.file import damaged_hub, drive
from goaltui.sharing.file.drive import Beat, ConcurrentChange, FileStat
from goaltui.sharing.file.drive_errors import unreachable
from goaltui.sharing.file.hub_copy import COMPANIONS, copied, opened, scratch
from goaltui.sharing.file.import_conflicts import ConflictImport
from goaltui.sharing.file.lease import Lease
from goaltui.sharing.file.redirect import mark_file
from goaltui.sharing.file.visit_cache import Note, read_note, write_note
from goaltui.sharing.hub import Visit, both, give, in_time, lost_by, take_in
from goaltui.sharing.location import note_of
from goaltui.sharing.moved_notice import hub_moved
from goaltui.sharing.places import place_of
from goaltui.sharing.progress import Tell, lasting, silent
from goaltui.store.database import Database

ATTEMPTS = 8
_LEASE_WAIT = 10.0


class FileHub:
    """A hub on a drive of a `kind`. `folder` is the replica's, `backups` takes what is moved away from the hub, and
    `tell` reports the progress of a long look.
    """

    def __init__(self, path: Path, folder: Path, backups: Path, kind: str, tell: Tell = silent) -> None:
        self._path = path
        self._folder = folder
        self._backups = backups
        self._kind = kind
        self._tell = tell

    @property
    def where(self) -> str:
        """Its path."""
        return str(self._path)

    def workspace(self, *, deadline: float) -> str | None:
        """Return the id of the workspace in the file; none where there is no file, or an empty one."""
        try:
            with scratch(self._folder) as folder:
                copy = copied(self._path, folder / "hub.db", self._telling(folder / "hub.db", deadline), deadline)
                if copy is None:
                    return None
                with opened(copy, self._path, self._tell) as hub:
                    return hub.uuid
        except DatabaseDamaged as error:
            raise DatabaseDamaged(
                _(
                    "{where} {reason}; the next visit of somebody who has a copy of it fills it again.",
                    where=self.where,
                    reason=error.reason or _("is damaged"),
                )
            ) from error

    def visit(self, replica: Database, *, now: datetime, deadline: float) -> Visit:
        """Visit the hub, see `Hub.visit`; without news on either side it costs a look at
        a hundred bytes and a listing.
        """
        beat = self._beat(deadline)
        before = self._note(replica)
        with scratch(self._folder) as folder:
            taking = ConflictImport(self._path, self._backups, folder)
            visit = taking.take_in(replica, self._note(replica), now=now, deadline=deadline)
            if not replica.exchange.waiting().number:
                visit = both(visit, self._look(replica, folder, now, deadline))
            if replica.exchange.waiting().number or drive.glimpse(self._path) is None:
                visit = both(visit, self._exchange(replica, now, deadline))
            problems = (*taking.move_away(beat), *taking.name_others(replica, before, deadline))
        note = taking.remembered(self._note(replica).with_returned(now, visit.returned))
        write_note(note_of(replica.path), replace(note, kind=self._kind))
        return replace(visit, problems=(*visit.problems, *problems, *_told_once(before, note, self.where)))

    def look(self, replica: Database, *, now: datetime, deadline: float) -> Visit:
        """Take in what the replica lacks, and leave the drive as it is."""
        with scratch(self._folder) as folder:
            return self._look(replica, folder, now, deadline)

    def mark_moved(self, replica: Database, to: str, *, deadline: float) -> None:
        """Mark the hub as moved, see `Hub.mark_moved`."""
        mark_file(self._path, self._folder, replica.uuid, to, deadline)

    def _look(self, replica: Database, folder: Path, now: datetime, deadline: float) -> Visit:
        """Take in what the replica lacks, unless the file is the one seen last; a damaged file is
        left to the holder of the lease.
        """
        seen = drive.glimpse(self._path)
        if seen is None or (seen == self._note(replica).glimpse and _has_all_it_saw(replica)):
            return Visit()
        try:
            copy = copied(self._path, folder / "look.db", self._telling(folder / "look.db", deadline), deadline)
            if copy is None:
                return Visit()
            with opened(copy, self._path, self._tell, replica.uuid) as hub:
                visit = self._taken(replica, hub, now, deadline)
        except DatabaseDamaged:
            # Changes not seen there wait, so the next step repairs it.
            if replica.exchange.acknowledged():
                replica.exchange.acknowledge({})
                return Visit()
            raise
        self._saw(replica, copy.pulled.glimpse)
        return visit

    def _exchange(self, replica: Database, now: datetime, deadline: float) -> Visit:
        """Give the hub what it lacks; start again where somebody else replaced it meanwhile, lease or not."""
        lease = Lease(self._path)
        try:
            begun = time.monotonic()
            lease.acquire(begun + min(_LEASE_WAIT, (deadline - begun) / 2))
            drive.sweep(self._path, lease.ahead)
            for _attempt in range(ATTEMPTS):
                with scratch(self._folder) as folder, suppress(ConcurrentChange):
                    visit = self._attempt(replica, folder, self._beat(deadline, lease), now, deadline)
                    return replace(visit, ahead=lease.ahead)
        except OSError as error:
            raise unreachable(self._path, error) from error
        finally:
            lease.release()
        raise HubUnreachable(
            _("Others replace {where} all the time; the work is saved here and waits.", where=self.where)
        )

    def _attempt(self, replica: Database, folder: Path, beat: Beat, now: datetime, deadline: float) -> Visit:
        file = folder / "hub.db"
        try:
            copy = copied(self._path, file, beat, deadline)
            if copy is None:
                self._refuse_unmounted(replica)
                new = self._new(folder / "new.db", replica)
                return self._given(replica, new, None, Visit(), beat, now, deadline)
            with opened(copy, self._path, workspace=replica.uuid) as hub:
                visit = self._taken(replica, hub, now, deadline)
                if not replica.exchange.waiting().number:
                    return visit
            visit = self._given(replica, copy.file, copy.pulled.glimpse, visit, beat, now, deadline)
            if copy.companions:
                self._remove_companions()
            return visit
        except DatabaseDamaged as error:
            if not self._note(replica).glimpse:
                # Never seen whole, so perhaps never ours.
                raise
            return self._filled_again(replica, folder, error, beat, now, deadline)

    def _filled_again(
        self, replica: Database, folder: Path, error: DatabaseDamaged, beat: Beat, now: datetime, deadline: float
    ) -> Visit:
        """Replace a damaged file; it stays in its place until the new one is whole, and keeps a name of its own."""
        before = drive.glimpse(self._path)
        with damaged_hub.kept_beside(self._path, now) as kept:
            problem = damaged_hub.take_in_rest(self._path, kept, replica, folder / "hub.db", error, now)
            new = self._new(folder / "new.db", replica)
            visit = self._given(replica, new, before, Visit(), beat, now, deadline)
        self._remove_companions()
        return replace(visit, problems=(problem, *visit.problems))

    def _given(
        self,
        replica: Database,
        file: Path,
        before: FileStat | None,
        visit: Visit,
        beat: Beat,
        now: datetime,
        deadline: float,
    ) -> Visit:
        """Put what the hub lacks into the local file, and that file in the hub's place;
        acknowledge it once it is read back.
        """
        hub = Database.open(file)
        try:
            sent = give(replica, hub.exchange, now=now, deadline=deadline)
            hub.hub_state.become_hub()
            held = hub.exchange.holdings()
        finally:
            hub.close()
        drive.stamped(file)
        digest = drive.push(file, self._path, before, beat)
        back = drive.pull(self._path, file.with_name("back.db"), beat)
        if back is None or back.digest != digest:
            raise ConcurrentChange
        replica.exchange.acknowledge(held)
        self._saw(replica, back.glimpse)
        return replace(visit, sent=sent)

    def _new(self, file: Path, replica: Database) -> Path:
        Database.open(file, create=True, workspace=replica.uuid).close()
        return file

    def _refuse_unmounted(self, replica: Database) -> None:
        """Raise HubUnreachable where the file is missing because its drive is: the place is on the local disk now."""
        kind = self._note(replica).kind
        if kind and kind != self._kind and place_of(self._path).local:
            raise HubUnreachable(
                _(
                    "The drive of {where} is not there ({kind}); the work is saved here and waits.",
                    where=self.where,
                    kind=kind,
                )
            )

    def _remove_companions(self) -> None:
        """Remove SQLite's files beside the file that was replaced: they would be taken for those of the new one."""
        for ending in COMPANIONS:
            with suppress(OSError):
                self._path.with_name(f"{self._path.name}{ending}").unlink(missing_ok=True)

    def _taken(self, replica: Database, hub: Database, now: datetime, deadline: float) -> Visit:
        """Take in what the replica lacks, and count what the hub has lost since it was seen last."""
        if hub.uuid != replica.uuid:
            raise DatabaseRefused(
                _(
                    "{where} holds another workspace now, so it was left alone; move it away to have yours there.",
                    where=self.where,
                )
            )
        lost = lost_by(hub.exchange.holdings(), replica.exchange.acknowledged())
        with lasting(self._tell, _("taking it in")) as told:
            visit = take_in(replica, hub.exchange, now=now, deadline=deadline, tell=told)
        replica.exchange.acknowledge(hub.exchange.holdings())
        if hub.hub_state.moved_to:
            raise hub_moved(self.where, hub.hub_state.moved_to)
        return replace(visit, returned=lost)

    def _note(self, replica: Database) -> Note:
        return read_note(note_of(replica.path), self.where)

    def _saw(self, replica: Database, seen: FileStat) -> None:
        write_note(note_of(replica.path), replace(self._note(replica), glimpse=seen, kind=self._kind))

    def _telling(self, to: Path, deadline: float) -> Beat:
        def beat() -> None:
            in_time(deadline, self.where)
            with suppress(OSError):
                self._tell(_("{size} MiB copied", size=to.stat().st_size >> 20))

        return beat

    def _beat(self, deadline: float, lease: Lease | None = None) -> Beat:
        def beat() -> None:
            in_time(deadline, self.where)
            if lease is not None:
                lease.beat()

        return beat


def _told_once(before: Note, after: Note, where: str) -> Iterator[str]:
    """Yield sentences on a place that the user should read, each when its cause first shows."""
    if after.returned and not before.returned:
        lost = after.returned[0][1]
        number = _n("{count} change", "{count} changes", lost)
        yield (
            _(
                "{where} had lost {changes}, now restored from here: locks do not work there, or a sync "
                "tool put an older file back.",
                where=where,
                changes=number,
            )
        )
    size, was = (note.glimpse.size if note.glimpse else 0 for note in (after, before))
    if size > drive.LARGE >= was:
        yield (
            _(
                "{where} has grown to {size} MiB and every visit moves all of it; a PostgreSQL server"
                " serves better (goaltui hub move).",
                where=where,
                size=f"{size / (1 << 20):.0f}",
            )
        )


def _has_all_it_saw(replica: Database) -> bool:
    """Return whether the replica still holds what it saw in the hub; one made anew, or put back, does not."""
    held = replica.exchange.holdings()
    seen = replica.exchange.acknowledged()
    return bool(seen) and all(name in held and held[name].number >= item.number for name, item in seen.items())
