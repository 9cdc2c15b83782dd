"""The lock on the renewal of a prompt status: of one database one process at a time reckons it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def is_renewed_elsewhere(file: Path) -> bool:
    """Return whether another process is at this status file; False where the system has no such locks."""
    try:
        import fcntl

        handle = os.open(_lock(file), os.O_RDWR)
    except (ImportError, OSError):
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


@contextmanager
def renewing(file: Path) -> Iterator[bool]:
    """Yield whether this process may reckon this status file, and hold the lock on it while it does."""
    try:
        import fcntl
    except ImportError:
        yield True
        return
    lock = _lock(file)
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(lock, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError:
        # What cannot be locked cannot be kept either.
        yield False
        return
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True
        with suppress(OSError):
            lock.unlink()
    finally:
        os.close(handle)


def _lock(file: Path) -> Path:
    return file.with_suffix(".lock")
