"""Bounded reading of files: no endless wait and no endless memory where they are something else."""

import errno
import json
import math
import os
import select
import stat
from pathlib import Path
from typing import BinaryIO

from goaltui.model.quick.translation import _

LIMIT = 1024 * 1024
LARGEST_TEXT = 128 * LIMIT
"""Bytes of the largest text that somebody may name: many times those of a large workspace."""
_BEGINNING = 4096
_MARKED = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
"""Beginnings of texts that say themselves that their characters are wider than a byte."""


def read_small(path: Path, limit: int = LIMIT) -> bytes:
    """Return all of a file; raises OSError also where it is no plain file, or larger than `limit` bytes.

    FileNotFoundError means that nothing at all has this name: a link that leads nowhere is another error.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError(errno.EINVAL, _("it is not a regular file"), str(path))
        # What became a pipe since would be waited for without an end.
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            found = file.read(limit + 1)
    except FileNotFoundError:
        if path.is_symlink():
            raise OSError(errno.ELOOP, _("it is a link that leads nowhere"), str(path)) from None
        raise
    if len(found) > limit:
        raise OSError(errno.EFBIG, _("it is larger than {limit} kB", limit=limit // 1024), str(path))
    return found


def read_given(path: Path, seconds: float) -> bytes:
    """Return all of a text in a file or pipe that somebody named; raises OSError also for what never ends, as a device,
    does not begin within so many seconds, or does not begin as a text.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, _("it is a folder"), str(path))
    if stat.S_ISREG(mode):
        with path.open("rb") as file:
            return read_whole(file, path)
    if not stat.S_ISFIFO(mode):
        raise OSError(errno.EINVAL, _("it is not a regular file"), str(path))
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as pipe:
        if not select.select([handle], [], [], seconds)[0]:
            raise TimeoutError(
                errno.ETIMEDOUT, _("it gave nothing within {seconds} s", seconds=f"{seconds:g}"), str(path)
            )
        os.set_blocking(handle, True)
        return read_whole(pipe, path)


def read_whole(file: BinaryIO, path: Path) -> bytes:
    """Return all of a text, the path being its name; raises OSError where its beginning shows that it is none, the rest
    unread, or where it is too large."""
    beginning = file.read(_BEGINNING)
    if b"\0" in beginning and not beginning.startswith(_MARKED):
        raise OSError(errno.EINVAL, _("it is no text"), str(path))
    found = beginning + file.read(LARGEST_TEXT + 1 - len(beginning))
    if len(found) > LARGEST_TEXT:
        raise OSError(errno.EFBIG, _("it is larger than {limit} MB", limit=LARGEST_TEXT // LIMIT), str(path))
    return found


def read_json(path: Path, limit: int = LIMIT) -> object:
    """Return the contents of a small JSON file; raises OSError, or ValueError where the program did not write it."""
    try:
        return json.loads(read_small(path, limit), parse_float=_finite, parse_constant=_finite)
    except RecursionError as error:
        raise ValueError(_("{path} is nested too deep", path=path)) from error


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(_("{text} is no number that is written", text=text))
    return number
