"""Errors for a drive that refuses, in a sentence."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from goaltui.model.errors import HubUnreachable
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import _

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_MAY_NOT = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def no_folder(path: Path) -> HubUnreachable:
    """Return the error for a place whose folder is missing."""
    return HubUnreachable(
        _(
            "The folder {folder} is not there; connect its drive, and what is saved here goes there by itself.",
            folder=path.parent,
        )
    )


def unreachable(path: Path, error: OSError) -> HubUnreachable:
    """Return the error for a drive that refuses."""
    if error.errno in NO_ROOM:
        return HubUnreachable(
            _("There is no room left on the drive of {path}; the work is saved here and waits.", path=path)
        )
    if error.errno in _MAY_NOT:
        return HubUnreachable(_("{cause}; the work is saved here and waits.", cause=_what_may_not(path, error)))
    return HubUnreachable(
        _(
            "{path} cannot be reached ({reason}); the work is saved here and waits.",
            path=path,
            reason=reason_of(error),
        )
    )


def _what_may_not(path: Path, error: OSError) -> str:
    """Return what the drive forbids, in words: writing the folder, or only replacing the file in it."""
    with suppress(OSError):
        if error.errno == errno.EPERM and path.parent.stat().st_mode & stat.S_ISVTX:
            return _kept_by_its_owner(path)
        if os.access(path.parent, os.W_OK):
            return _(
                "You may not replace {path} ({reason}), though you may write in its folder",
                path=path,
                reason=reason_of(error),
            )
    return _("You may not write in the folder {folder}", folder=path.parent)


def kept_by_its_owner(path: Path) -> str:
    """Return a sentence where a file is somebody else's in a folder in which only owners replace theirs; else empty."""
    try:
        folder, file = path.parent.stat(), path.stat()
    except OSError:
        return ""
    may = not folder.st_mode & stat.S_ISVTX or os.name == "nt" or os.geteuid() in (0, folder.st_uid, file.st_uid)
    return "" if may else f"{_kept_by_its_owner(path)}."


def _kept_by_its_owner(path: Path) -> str:
    return _(
        "{path} is somebody else's, and in its folder only the owner of a file may replace it (sticky bit);"
        " the owner of the folder can allow it with chmod -t {folder}",
        path=path,
        folder=path.parent,
    )
