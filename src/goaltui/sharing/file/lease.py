"""The lease on a hub: a file made by one visitor alone, kept alive by its holder, taken over where that one died.

It keeps visits from doing work twice. It is no fence: a machine that slept wakes up believing it still holds it, so
nothing but effort depends on it (what was overwritten is seen at the next visit and given again).
"""

import errno
import json
import os
import platform
import random
import secrets
import time
from contextlib import suppress
from pathlib import Path

from goaltui.config.processes import has_ended

SIZE = 256
"""Always as long, so that a length that a drive remembers wrongly cuts nothing off."""

LEASE_SECONDS = 30.0
_BEAT_SECONDS = 5.0
_FIRST_NAP = 0.005
_LONGEST_NAP = 0.1
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_WRITE = os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
_TAKEN = frozenset({errno.EEXIST, errno.ELOOP})


class Lease:
    """One holder's lease on a hub; `held` says whether it has it."""

    def __init__(self, hub: Path, seconds: float = LEASE_SECONDS) -> None:
        self._path = hub.with_name(f"{hub.name}.goaltui-lock")
        self._seconds = seconds
        self._token = secrets.token_hex(16)
        self._beats = 0
        self._beaten = 0.0
        self.held = False
        self.ahead: float | None = None

    def acquire(self, until: float) -> bool:
        """Wait for the lease until a moment of `time.monotonic`; False where somebody else keeps it that long.

        Raises OSError where the folder cannot be written.
        """
        seen: tuple[bytes, float] | None = None
        nap = _FIRST_NAP
        while not self._make():
            now = time.monotonic()
            there = self._read()
            if there is not None and (seen is None or seen[0] != there):
                seen = (there, now)
            if there is not None and seen is not None and (_is_dead(there) or now - seen[1] > self._seconds):
                self._take_away(there)
                seen = None
                continue
            if now > until:
                return False
            time.sleep(nap * random.uniform(0.5, 1.5))
            nap = min(nap * 1.5, _LONGEST_NAP)
        return True

    def beat(self) -> None:
        """Renew the lease now and then, as a sign that its holder lives."""
        if not self.held or time.monotonic() - self._beaten < _BEAT_SECONDS:
            return
        self._beats += 1
        with suppress(OSError):
            handle = os.open(self._path, _WRITE)
            try:
                os.write(handle, self._bytes())
            finally:
                os.close(handle)
            self._beaten = time.monotonic()

    def release(self) -> None:
        """Remove the lease, if it is still one's own."""
        there = self._read() if self.held else None
        if there is not None and self._token.encode() in there:
            with suppress(OSError):
                self._path.unlink()
        self.held = False

    def _make(self) -> bool:
        try:
            handle = os.open(self._path, _NEW, 0o666)
        except OSError as error:
            # Windows says so of a file that is just being deleted.
            if error.errno not in _TAKEN and not (os.name == "nt" and error.errno == errno.EACCES):
                raise
            if self._path.is_symlink():
                # goaltui makes no links; this one would keep everybody out.
                self._path.unlink(missing_ok=True)
            return False
        try:
            os.write(handle, self._bytes())
            os.fsync(handle)
            self.ahead = time.time() - os.fstat(handle).st_mtime
        finally:
            os.close(handle)
        self._beaten = time.monotonic()
        self.held = True
        return True

    def _bytes(self) -> bytes:
        told = {"token": self._token, "host": platform.node()[:80], "pid": os.getpid(), "beat": self._beats}
        return json.dumps(told).encode()[: SIZE - 1].ljust(SIZE - 1) + b"\n"

    def _read(self) -> bytes | None:
        try:
            handle = os.open(self._path, _READ)
        except OSError:
            return None
        try:
            return os.read(handle, SIZE)
        except OSError:
            return None
        finally:
            os.close(handle)

    def _take_away(self, there: bytes) -> None:
        """Remove the lease of a dead holder: a rename has one winner, who looks again at what was renamed."""
        mark = self._path.with_name(f"{self._path.name}.{secrets.token_hex(4)}")
        with suppress(OSError):
            self._path.rename(mark)
            handle = os.open(mark, _READ)
            try:
                renamed = os.read(handle, SIZE)
            finally:
                os.close(handle)
            if renamed != there and not os.path.lexists(self._path):
                mark.rename(self._path)
            else:
                mark.unlink()


def _is_dead(there: bytes) -> bool:
    """Return whether a lease was made on this machine by a process that is gone."""
    try:
        told = json.loads(there)
        host, number = told["host"], told["pid"]
    except (ValueError, KeyError, TypeError):
        return False
    if host != platform.node()[:80] or type(number) is not int or number <= 0 or os.name == "nt":
        return False
    return has_ended(number)
