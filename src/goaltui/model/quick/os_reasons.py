"""Reasons of the operating system in the reader's language: the common ones; of others its own words, in quotes."""

import errno
import os

from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import N_, _

_NAME_UNKNOWN, _TIMED_OUT = N_("Name or service not known"), N_("Connection timed out")
_SAID = {
    errno.ENOENT: N_("No such file or directory"),
    errno.EACCES: N_("Permission denied"),
    errno.EPERM: N_("Operation not permitted"),
    errno.EEXIST: N_("File exists"),
    errno.EISDIR: N_("Is a directory"),
    errno.ENOTDIR: N_("Not a directory"),
    errno.ENOTEMPTY: N_("Directory not empty"),
    errno.ENOSPC: N_("No space left on device"),
    getattr(errno, "EDQUOT", -1): N_("Disk quota exceeded"),
    errno.EFBIG: N_("File too large"),
    errno.EROFS: N_("Read-only file system"),
    errno.EIO: N_("Input/output error"),
    errno.EBUSY: N_("Device or resource busy"),
    errno.EMFILE: N_("Too many open files"),
    errno.ENFILE: N_("Too many open files in system"),
    errno.ENAMETOOLONG: N_("File name too long"),
    errno.ELOOP: N_("Too many levels of symbolic links"),
    getattr(errno, "ESTALE", -2): N_("Stale file handle"),
    errno.EPIPE: N_("Broken pipe"),
    errno.ECONNREFUSED: N_("Connection refused"),
    errno.ECONNRESET: N_("Connection reset by peer"),
    errno.ETIMEDOUT: _TIMED_OUT,
    errno.EHOSTUNREACH: N_("No route to host"),
    errno.ENETUNREACH: N_("Network is unreachable"),
}
"""What Linux says, by number: another system says the same in other words."""
_ALSO = {
    "timeout expired": _TIMED_OUT,
    "timed out": _TIMED_OUT,
    "nodename nor servname provided, or not known": _NAME_UNKNOWN,
    "temporary failure in name resolution": N_("Temporary failure in name resolution"),
    _NAME_UNKNOWN.lower(): _NAME_UNKNOWN,
}
"""Other words of other systems and of libraries, in small letters."""
_BY_WORDS = {**{said.lower(): said for said in _SAID.values()}, **_ALSO}
_NUMBERED = lazy(r"^\[[A-Za-z]+ -?\d+\]\s*")


def reason_of(error: OSError) -> str:
    """Return why the system refused something, in the reader's language; words of the program's own as they are."""
    words = error.strerror or str(error)
    if error.errno and (words == os.strerror(error.errno) or getattr(error, "winerror", None)):
        said = _SAID.get(error.errno)
        return _(said) if said is not None else f"'{words}'"
    return known_reason(words) or words or (_(_TIMED_OUT) if isinstance(error, TimeoutError) else type(error).__name__)


def known_reason(words: str) -> str:
    """Return the reason at the end of a library's words, in the reader's language; empty where it is not a known one.

    >>> known_reason("connection to server failed: Connection refused")
    'Connection refused'
    """
    for part in (words, words.rpartition(": ")[2]):
        said = _BY_WORDS.get(_NUMBERED.sub("", part).strip().rstrip(".").lower())
        if said is not None:
            return _(said)
    return ""
