"""A file on the drive as an opened database: a whole, checked copy of it on the local disk."""

import math
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from goaltui.config.processes import has_ended
from goaltui.model.errors import DatabaseDamaged, DatabaseRefused, HubUnreachable, NotOurs, Refused
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import _
from goaltui.sharing.file import drive
from goaltui.sharing.file.drive import Beat, IncompleteFile, PulledCopy
from goaltui.sharing.progress import Tell, lasting, silent
from goaltui.store.database import Database
from goaltui.store.file.salvage import has_trace_of

COMPANIONS = ("-journal", "-wal")
"""Endings of files that SQLite leaves beside one opened in place; without them it may be half written."""

_SETTLE_SECONDS = 2.0
_PAUSE = 0.1
_LEFT_SECONDS = 3_600.0


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy on the local disk; `companions` says that SQLite's own files lay beside the original."""

    file: Path
    pulled: PulledCopy
    companions: bool


@contextmanager
def scratch(beside: Path) -> Iterator[Path]:
    """Yield a folder on the local disk for the copies of one visit, beside a replica and private; remove it at the end.
    Folders that killed visits left are removed too.
    """
    folder = beside / "visits"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _remove_left(folder)
        made = tempfile.TemporaryDirectory(prefix=f"{os.getpid()}-", dir=folder, ignore_cleanup_errors=True)
    except OSError as error:
        raise HubUnreachable(
            _("This computer has no room for a visit ({reason}); nothing is lost.", reason=reason_of(error))
        ) from error
    with made as name:
        yield Path(name)


def _remove_left(folder: Path) -> None:
    before = time.time() - _LEFT_SECONDS
    for left in folder.iterdir():
        maker = left.name.partition("-")[0]
        if left.stat().st_mtime < before or (maker.isdecimal() and not _runs(int(maker))):
            shutil.rmtree(left, ignore_errors=True)


def _runs(process: int) -> bool:
    """Return whether a process of this computer is still there; where that cannot be told, it is taken to be."""
    return os.name == "nt" or not has_ended(process)


def copied(path: Path, to: Path, beat: Beat, deadline: float = math.inf) -> Copy | None:
    """Return a whole copy of a file, none where nothing is there; raises DatabaseDamaged where it is no SQLite file, or
    stays half of one for half the time until the deadline.
    """
    begun = time.monotonic()
    until = begun + min(_SETTLE_SECONDS, (deadline - begun) / 2)
    while True:
        beat()
        companions = _copied_companions(path, to, beat)
        try:
            pulled = drive.pull(path, to, beat, whole=not companions)
        except IncompleteFile as error:
            # Somebody may be writing it at this moment.
            if not error.growing or time.monotonic() > until:
                drive.pull_rest(path, to, beat)
                raise _damaged(path, str(error)) from error
            time.sleep(_PAUSE)
        else:
            return Copy(to, pulled, companions) if pulled else None


@contextmanager
def opened(copy: Copy, path: Path, tell: Tell = silent, workspace: str = "") -> Iterator[Database]:
    """Yield the copy as a database; errors name the file that it is a copy of. One that names the `workspace` and has
    lost the mark of this program is damaged, and not another program's.
    """
    try:
        with lasting(tell, _("checking the copy")):
            database = Database.open(copy.file)
            faults = database.upkeep.faults()
    except Refused as error:
        if isinstance(error, NotOurs) and workspace and has_trace_of(copy.file, workspace):
            raise _damaged(path, _("the mark of goaltui is lost")) from error
        sentence = str(error).replace(str(copy.file), str(path))
        if isinstance(error, DatabaseRefused) and not isinstance(error, DatabaseDamaged):
            raise type(error)(sentence) from error
        told = error.reason if isinstance(error, DatabaseDamaged) else sentence.removeprefix(f"{path} ").rstrip(".")
        raise DatabaseDamaged(sentence, told) from error
    try:
        if faults:
            raise _damaged(path, faults[0])
        yield database
    finally:
        database.close()


def _copied_companions(path: Path, to: Path, beat: Beat) -> bool:
    found = False
    for ending in COMPANIONS:
        target = to.with_name(f"{to.name}{ending}")
        target.unlink(missing_ok=True)
        beside = path.with_name(f"{path.name}{ending}")
        if drive.pull(beside, target, beat, whole=False) is not None:
            found = True
        else:
            target.unlink(missing_ok=True)
    return found


def _damaged(path: Path, fault: str) -> DatabaseDamaged:
    reason = _("is damaged ({fault})", fault=fault)
    return DatabaseDamaged(f"{path} {reason}.", reason)
