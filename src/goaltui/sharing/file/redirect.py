"""The mark in a file hub that names the place the team moved to."""

import time
from pathlib import Path

from goaltui.model.errors import DatabaseRefused, HubUnreachable
from goaltui.model.quick.translation import _
from goaltui.sharing.file import drive
from goaltui.sharing.file.drive import Beat, ConcurrentChange
from goaltui.sharing.file.drive_errors import unreachable
from goaltui.sharing.file.hub_copy import copied, scratch
from goaltui.sharing.file.lease import Lease
from goaltui.sharing.hub import in_time
from goaltui.store.database import Database

_ATTEMPTS = 8


def mark_file(path: Path, folder: Path, workspace: str, to: str, deadline: float) -> None:
    """Replace the file by one that names the place the team moved to, and read it back; empty takes the mark back.

    It does nothing where nothing is there. Raises DatabaseRefused where the file is of another workspace,
    HubUnreachable.
    """

    def in_time_for_it() -> None:
        in_time(deadline, str(path))

    with scratch(folder) as place:
        if not _differs(path, place / "before.db", workspace, to, in_time_for_it):
            return
    lease = Lease(path)

    def beat() -> None:
        in_time_for_it()
        lease.beat()

    try:
        lease.acquire((time.monotonic() + deadline) / 2)
        for _attempt in range(_ATTEMPTS):
            with scratch(folder) as place:
                try:
                    _replace(path, place, to, beat)
                except ConcurrentChange:
                    continue
                return
    except OSError as error:
        raise unreachable(path, error) from error
    finally:
        lease.release()
    raise HubUnreachable(_("Others replace {path} all the time; try again.", path=path))


def _differs(path: Path, to_file: Path, workspace: str, to: str, beat: Beat) -> bool:
    copy = copied(path, to_file, beat)
    if copy is None:
        return False
    hub = Database.open(copy.file)
    try:
        if hub.uuid != workspace:
            raise DatabaseRefused(_("{path} holds another workspace; name a place where nothing is yet.", path=path))
        return hub.hub_state.moved_to != to
    finally:
        hub.close()


def _replace(path: Path, folder: Path, to: str, beat: Beat) -> None:
    copy = copied(path, folder / "hub.db", beat)
    if copy is None:
        return
    hub = Database.open(copy.file)
    try:
        hub.hub_state.mark_moved(to)
    finally:
        hub.close()
    drive.stamped(copy.file)
    digest = drive.push(copy.file, path, copy.pulled.glimpse, beat)
    back = drive.pull(path, folder / "back.db", beat)
    if back is None or back.digest != digest:
        raise ConcurrentChange
