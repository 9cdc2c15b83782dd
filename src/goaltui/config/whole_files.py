"""Atomic writing of files that users name: a new file is written beside the old one and renamed over it."""

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from goaltui.config.processes import has_ended
from goaltui.model.errors import GoaltuiError
from goaltui.model.quick.digests import sha256_of
from goaltui.model.quick.host_name import host_name
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import _

_PART = lazy(r"\.goaltui-[0-9a-f]{12}-(?P<process>\d+)-[0-9a-f]{8}\.part(?:-journal)?")
_NEW = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
_HOUR = 3600.0


@contextmanager
def written_beside(path: Path, *, private: bool = False, only_new: bool = False) -> Iterator[Path]:
    """Yield an empty file beside `path`, which takes its name once the block ends well and all is on disk.

    Links are followed. The permissions of a file that is replaced are kept; a new `private` one is the user's alone.
    Parts that an earlier process left half written are removed. Raises OSError, and FileExistsError where something is
    there and `only_new` is asked for. On an error the old file stays as it was, and what the block raises is said of
    `path`, for nobody knows the part.
    """
    target = Path(os.path.realpath(path))
    if only_new and os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, _("it is a folder"), str(path))
    _remove_left(target)
    part = target.with_name(f"{_begins(target)}{os.getpid()}-{os.urandom(4).hex()}.part")
    os.close(os.open(part, _NEW, 0o600 if private else 0o666))
    try:
        yield part
        _flush(part, os.O_RDWR)
        _keep_permissions(target, part)
        if only_new:
            _link(part, target)
        else:
            part.replace(target)
    except BaseException as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        if isinstance(error, GoaltuiError):
            error.args = (str(error).replace(str(part), str(path)),)
        raise
    with suppress(OSError):
        _flush(target.parent, os.O_RDONLY)


def write_whole(path: Path, text: str, *, only_new: bool = False) -> None:
    """Write a text as UTF-8, all of it or nothing; raises OSError. A device or a pipe takes it as it comes."""
    content = text.encode()
    if path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(content)
        return
    with written_beside(path, only_new=only_new) as part:
        part.write_bytes(content)


def _begins(target: Path) -> str:
    """Return the beginning of the names of all parts that this computer makes for a file."""
    digest = sha256_of(os.fsencode(f"{host_name()}/{target.name}"))[:12]
    return f".goaltui-{digest}-"


def _link(part: Path, target: Path) -> None:
    """Give a file a name that nothing has; on a disk without links something could get it at the last moment."""
    try:
        target.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(target):
            raise
        part.rename(target)
    part.unlink(missing_ok=True)


def _remove_left(target: Path) -> None:
    with suppress(OSError):
        for path in target.parent.glob(f"{_begins(target)}*.part*"):
            found = _PART.fullmatch(path.name)
            if found is not None and _is_left(path, int(found["process"])):
                path.unlink(missing_ok=True)


def _is_left(part: Path, process: int) -> bool:
    """Return whether the process that wrote a part is gone; Windows tells by its age, as asking would end the
    process.
    """
    if os.name == "nt":
        return time.time() - part.stat().st_mtime > _HOUR
    return has_ended(process)


def _keep_permissions(old: Path, part: Path) -> None:
    """Give the new file the owner and the permissions of the old one, where the disk knows of such things."""
    with suppress(FileNotFoundError):
        known = old.stat()
        if hasattr(os, "chown"):
            with suppress(OSError):
                os.chown(part, known.st_uid, known.st_gid)
        with suppress(OSError):
            part.chmod(stat.S_IMODE(known.st_mode))


def _flush(path: Path, mode: int) -> None:
    handle = os.open(path, mode)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
