"""Files on a drive that cannot be trusted: opened without following links, read whole, checked, replaced by rename."""

import errno
import glob
import os
import secrets
import shutil
import stat
import struct
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from goaltui.model.errors import DatabaseRefused, HubUnreachable
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import N_, _
from goaltui.sharing.file.drive_errors import NO_ROOM, no_folder, unreachable

HEADER = 100
CHUNK = 1 << 18
LARGE = 16 << 20
"""Bytes above which a file that is moved whole at every visit should give way to a server."""

APPLICATION = b"GOAL"
"""The application id in the header of a database of goaltui (file format, section 1.3.14)."""

_MAGIC = b"SQLite format 3\0"
_LARGEST_PAGE = 65_536
_PLAIN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_NO_RENAME_OVER = frozenset({errno.EEXIST, errno.EOPNOTSUPP, errno.ENOTSUP})
_RENAME_SECONDS = 5.0
_PAUSE = 0.1
_LEFT_SECONDS = 3_600.0

Beat = Callable[[], None]


class IncompleteFile(Exception):
    """The bytes are no whole database: it is damaged, or somebody is writing the file at this moment where it may be
    `growing`."""

    def __init__(self, reason: str, *, growing: bool) -> None:
        super().__init__(reason)
        self.growing = growing


class ConcurrentChange(Exception):
    """Another program replaced the file meanwhile, so the prepared file must not be put over it."""


@dataclass(frozen=True, slots=True)
class FileStat:
    """The marks that tell two versions of a file apart without reading all of it; goaltui puts
    a new number into each header.
    """

    header: bytes
    size: int
    file: int
    modified: int


@dataclass(frozen=True, slots=True)
class PulledCopy:
    """A whole copy: the marks of the file when it was read, and the hash of its bytes."""

    glimpse: FileStat
    digest: str


def glimpse(path: Path) -> FileStat | None:
    """Return the marks of a file, by its first hundred bytes; none where there is no file, or an empty one."""
    handle = _opened(path)
    if handle is None:
        return None
    try:
        status = os.fstat(handle)
        return _glimpse(os.read(handle, HEADER), status) if status.st_size else None
    except OSError as error:
        raise unreachable(path, error) from error
    finally:
        os.close(handle)


def is_database(path: Path) -> bool:
    """Return whether the first hundred bytes are those of a database of goaltui."""
    seen = glimpse(path)
    return seen is not None and seen.header.startswith(_MAGIC) and seen.header[68:72] == APPLICATION


def pull_rest(path: Path, to: Path, beat: Beat) -> None:
    """Copy what is there of a damaged file that still bears our mark, so that its rest can be read."""
    seen = glimpse(path)
    if seen is not None and seen.header[68:72] == APPLICATION and seen.size <= max(_told_size(seen.header), LARGE):
        pull(path, to, beat, whole=False)


def pull(path: Path, to: Path, beat: Beat, *, whole: bool = True) -> PulledCopy | None:
    """Copy a file whole to the local disk; return none where there is no file, or an empty one.

    Raises IncompleteFile where the bytes are no `whole` SQLite file, HubUnreachable or DatabaseRefused where there is
    nothing to read. `beat` is called between the pieces and may raise.
    """
    handle = _opened(path)
    if handle is None:
        return None
    try:
        status = os.fstat(handle)
        digest, size, header = sha256(), 0, b""
        if whole and status.st_size:
            # Before anything is copied: a file that is none of ours may be endless, or a hole of many gigabytes.
            _check_whole(_read(handle, path, HEADER), status.st_size)
            os.lseek(handle, 0, os.SEEK_SET)
        with to.open("wb") as copy:
            while piece := _read(handle, path):
                header = header or piece[:HEADER]
                digest.update(piece)
                size += len(piece)
                copy.write(piece)
                beat()
    except OSError as error:
        # What the drive refuses was told by _read: this is the local disk.
        said = (
            N_("This computer has no room for a copy of {path} ({reason}); nothing is lost.")
            if error.errno in NO_ROOM
            else N_("This computer could not make a copy of {path} ({reason}); nothing is lost.")
        )
        raise HubUnreachable(_(said, path=path, reason=reason_of(error))) from error
    finally:
        os.close(handle)
    if not size:
        return None
    if whole:
        _check_whole(header, size)
    return PulledCopy(_glimpse(header, status), digest.hexdigest())


def push(copy: Path, path: Path, before: FileStat | None, beat: Beat) -> str:
    """Put a local file in the place of one on the drive, in one step; return the hash of its bytes.

    Raises ConcurrentChange where the file there is not the one that was looked at `before`, HubUnreachable where it
    cannot be written. The new file lies beside it first, is read back and only then renamed.
    """
    part = path.with_name(f".~{path.name}.{secrets.token_hex(6)}.tmp")
    try:
        digest = _write_part(copy, part, path, beat)
        if _digest(part, beat) != digest:
            raise HubUnreachable(
                _("{folder} does not give back what was written to it; the work waits here.", folder=path.parent)
            )
        if glimpse(path) != before:
            raise ConcurrentChange
        _rename(part, path)
    except OSError as error:
        raise unreachable(path, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return digest


def keep_beside(path: Path, name: str) -> Path:
    """Give a file on the drive a second name beside it, one that nothing has yet; return it.

    Where the drive knows no second names it is a copy. The file itself stays where it is.
    """
    target = path.with_name(name)
    number = 1
    while os.path.lexists(target):
        number += 1
        target = path.with_name(f"{Path(name).stem}-{number}{path.suffix}")
    try:
        try:
            os.link(path, target, follow_symlinks=False)
        except OSError:
            _copy_beside(path, target)
    except OSError as error:
        raise unreachable(path, error) from error
    return target


def _copy_beside(path: Path, target: Path) -> None:
    try:
        with path.open("rb") as read, target.open("xb") as written:
            shutil.copyfileobj(read, written)
            written.flush()
            os.fsync(written.fileno())
    except OSError:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        raise


def sweep(path: Path, ahead: float | None) -> None:
    """Remove the files that killed visits left beside a file; `ahead` is the lead of this
    clock over the drive's in seconds.
    """
    before = time.time() - (ahead or 0.0) - _LEFT_SECONDS
    with suppress(OSError):
        for part in path.parent.glob(f".~{glob.escape(path.name)}.*.tmp"):
            if part.lstat().st_mtime < before:
                part.unlink()


def stamped(copy: Path) -> None:
    """Give a local SQLite file a number of its own in its header (its change counter), so that a look at the first
    hundred bytes tells it from every other version (file format, sections 1.3.7 and 1.3.8)."""
    number = secrets.token_bytes(4)
    with copy.open("rb+") as file:
        for place in (24, 92):
            file.seek(place)
            file.write(number)


def _opened(path: Path) -> int | None:
    try:
        handle = os.open(path, _PLAIN)
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise no_folder(path) from None
        return None
    except NotADirectoryError as error:
        raise DatabaseRefused(_("{folder} is not a folder; name another place.", folder=path.parent)) from error
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise DatabaseRefused(
                _("{path} has become a symbolic link; name the file that it leads to.", path=path)
            ) from error
        if error.errno == errno.EACCES:
            raise HubUnreachable(_("You may not read {path}; the work is saved here and waits.", path=path)) from error
        raise unreachable(path, error) from error
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return handle
    os.close(handle)
    said = (
        N_("{path} is a folder now; move that away, and your work goes there again.")
        if stat.S_ISDIR(mode)
        else N_("{path} is not a regular file now; move that away, and your work goes there again.")
    )
    raise DatabaseRefused(_(said, path=path))


def _read(handle: int, path: Path, size: int = CHUNK) -> bytes:
    try:
        return os.read(handle, size)
    except OSError as error:
        raise unreachable(path, error) from error


def _glimpse(header: bytes, status: os.stat_result) -> FileStat:
    return FileStat(header[:HEADER], status.st_size, status.st_ino, status.st_mtime_ns)


def _check_whole(header: bytes, size: int) -> None:
    if len(header) < HEADER or not header.startswith(_MAGIC):
        # Who writes it in its place begins with these bytes, or has made room for them first.
        written = header[: len(_MAGIC)].rstrip(b"\0")
        raise IncompleteFile(_("it does not begin as a SQLite file does"), growing=_MAGIC.startswith(written))
    changed, valid = struct.unpack(">I", header[24:28]) + struct.unpack(">I", header[92:96])
    told = _told_size(header)
    if changed == valid and size != told:
        raise IncompleteFile(_("{size} bytes of {page}", size=size, page=told), growing=True)


def _told_size(header: bytes) -> int:
    page, pages = int.from_bytes(header[16:18], "big"), int.from_bytes(header[28:32], "big")
    return (_LARGEST_PAGE if page == 1 else page) * pages


def _write_part(copy: Path, part: Path, path: Path, beat: Beat) -> str:
    digest = sha256()
    handle = os.open(part, _NEW, 0o666)
    try:
        with copy.open("rb") as source:
            while piece := source.read(CHUNK):
                digest.update(piece)
                view = memoryview(piece)
                while view:
                    view = view[os.write(handle, view) :]
                beat()
        os.fsync(handle)
        _like(path, handle)
    finally:
        os.close(handle)
    return digest.hexdigest()


def _like(path: Path, handle: int) -> None:
    """Give the new file the group and the permissions of the old one, where the drive knows of such things."""
    if not hasattr(os, "fchmod"):
        return
    with suppress(OSError):
        old = path.lstat()
        if stat.S_ISREG(old.st_mode):
            os.fchown(handle, -1, old.st_gid)
            os.fchmod(handle, stat.S_IMODE(old.st_mode) & 0o777)


def _digest(path: Path, beat: Beat) -> str:
    digest = sha256()
    handle = os.open(path, _PLAIN)
    try:
        while piece := os.read(handle, CHUNK):
            digest.update(piece)
            beat()
    finally:
        os.close(handle)
    return digest.hexdigest()


def _rename(part: Path, path: Path) -> None:
    """Rename a file over another; on Windows try for a while, since it refuses while somebody reads the old file."""
    until = time.monotonic() + _RENAME_SECONDS
    while True:
        try:
            part.replace(path)
        except PermissionError:
            if os.name != "nt" or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        except OSError as error:
            if error.errno not in _NO_RENAME_OVER:
                raise
            # Some WebDAV servers do not rename over a file; readers check the header of what they find meanwhile.
            path.write_bytes(part.read_bytes())
            return
        else:
            _flush_folder(path.parent)
            return


def _flush_folder(folder: Path) -> None:
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
