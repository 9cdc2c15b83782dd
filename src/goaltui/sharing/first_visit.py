"""The first visit to a hub, which makes the replica; the next visit continues one that was cut off."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from goaltui.model.errors import Refused
from goaltui.model.quick.translation import _
from goaltui.sharing.progress import Tell, lasting
from goaltui.store.database import Database

_PART = "first.part"
_LOCK = "first.lock"
_LEFT_SECONDS = 3_600.0
_PAUSE = 0.2


@contextmanager
def begun(replica: Path, workspace: str, tell: Tell) -> Iterator[Path | None]:
    """Yield the file to take changes in to, which becomes the replica: the one begun before. Wait for another program
    of this machine that is at it, and yield none where that one has made the replica.
    """
    lock = replica.with_name(_LOCK)
    part = replica.with_name(_PART)
    with _alone(lock, part, tell):
        if replica.exists():
            yield None
            return
        with lasting(tell, _("checking what was begun")):
            _remove_unless_of(part, workspace)
        yield part
        lock.unlink(missing_ok=True)


@contextmanager
def _alone(lock: Path, part: Path, tell: Tell) -> Iterator[None]:
    """Hold the lock while the replica is made; wait for another holder, and report its progress."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(lock, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        grown = 0
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                size = part.stat().st_size if part.exists() else 0
                if size > grown:
                    tell(_("{size} MiB read by another goaltui", size=size >> 20))
                grown = size
                time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)


def remove_left(folder: Path) -> None:
    """Remove the parts of replicas that killed programs left and nobody goes on with."""
    before = time.time() - _LEFT_SECONDS
    with suppress(OSError):
        for left in folder.glob("*.part*"):
            if not left.name.startswith(_PART) and left.stat().st_mtime < before:
                left.unlink()


def _remove_unless_of(part: Path, workspace: str) -> None:
    """Remove a part that cannot be continued: a damaged one, or one of another workspace."""
    if not part.exists():
        return
    try:
        database = Database.open(part)
        try:
            whole = database.uuid == workspace and not database.upkeep.faults()
        finally:
            database.close()
    except Refused:
        whole = False
    if not whole:
        _remove(part)


def _remove(part: Path) -> None:
    for name in (part.name, f"{part.name}-journal", f"{part.name}.held"):
        with suppress(OSError):
            part.with_name(name).unlink(missing_ok=True)
