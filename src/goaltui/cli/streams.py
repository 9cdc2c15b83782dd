"""The standard streams of a command: writing to one never fails, and what stdout did not take is known at the end."""

import errno
import io
import os
import select
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass

_STREAMS = 3


@dataclass(slots=True)
class Delivery:
    """The fate of a command: whether it stored anything, and the reason why stdout did not take all of its output."""

    stored: bool = False
    lost: OSError | None = None

    def lose(self, error: OSError) -> None:
        """Remember why stdout takes no more."""
        self.lost = error


@contextmanager
def streams_kept(delivery: Delivery) -> Iterator[None]:
    """Keep closed, full or unread streams from stopping a command in the block: its
    work is done, whoever hears of it.
    """
    _occupy_closed()
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin = before[0] or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stdout = _kept(before[1], delivery.lose)
    sys.stderr = _kept(before[2], lambda error: None)
    try:
        yield
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        sys.stdin, sys.stdout, sys.stderr = before


class _Taking(io.RawIOBase):
    """A file that takes everything; why the system takes no more of it is told once."""

    def __init__(self, handle: int | None, tell: Callable[[OSError], None]) -> None:
        self._handle = handle
        self._tell = tell
        self._over = False

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._handle is not None and os.isatty(self._handle)

    def fileno(self) -> int:
        if self._handle is None:
            raise io.UnsupportedOperation("this stream is closed")
        return self._handle

    def write(self, data: Any, /) -> int:
        if not self._over:
            try:
                return self._written(data)
            except OSError as error:
                self._over = True
                self._tell(error)
        return len(data)

    def _written(self, data: Any) -> int:
        if self._handle is None:
            raise OSError(errno.EBADF, _("it is closed"))
        while True:
            try:
                return os.write(self._handle, data)
            except BlockingIOError:
                select.select([], [self._handle], [])


def _kept(stream: TextIO | None, tell: Callable[[OSError], None]) -> TextIO:
    """Return a stream like this one that never fails; the stream itself where no file lies behind it."""
    if stream is None:
        return io.TextIOWrapper(io.BufferedWriter(_Taking(None, tell)), encoding="utf-8", errors="replace")
    try:
        handle = stream.fileno()
    except (OSError, ValueError):
        return stream
    if os.name == "nt" and stream.isatty():
        # A console there takes text and no bytes.
        return stream
    return io.TextIOWrapper(
        io.BufferedWriter(_Taking(handle, tell)),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=getattr(stream, "line_buffering", False),
    )


def _occupy_closed() -> None:
    """Give the numbers of closed streams to nothing, so that no file that is opened later is taken for one."""
    for number in range(_STREAMS):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
