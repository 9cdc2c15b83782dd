"""Conflicted copies: what sync tools make of a file that changed in two places. The name only nominates, the id of the
workspace inside decides."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from goaltui.sharing.notes import Note, Seen

_SURE = re.compile(
    r"""
    \.sync-conflict-\d{8}-\d{6}.*           # Syncthing
    | .*\(.*\).*                            # Dropbox, Nextcloud, Google Drive, pCloud, in any language
    | _conflict-\d{8}-\d{6}.*               # ownCloud before 2.5
    | \.Conflict\d*                         # Resilio
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DAMAGED = ".damaged-"


class Nominee(NamedTuple):
    """A file beside the hub whose name could be that of a conflicted copy; `sure` where only sync tools name so.

    OneDrive (`NAME-COMPUTER`) and iCloud (`NAME 2`) name their copies as people do.
    """

    path: Path
    seen: Seen
    sure: bool


def nominees(hub: Path, note: Note) -> Iterator[Nominee]:
    """The files beside the hub that are to be looked into; raises OSError where the folder cannot be listed."""
    known = dict(note.others)
    with os.scandir(hub.parent) as entries:
        for entry in entries:
            extra = _beyond(entry.name, hub)
            if not extra or extra.startswith(_DAMAGED) or not entry.is_file(follow_symlinks=False):
                continue
            status = entry.stat(follow_symlinks=False)
            seen = (status.st_size, status.st_ino, status.st_mtime_ns)
            if known.get(entry.name) != seen:
                yield Nominee(hub.with_name(entry.name), seen, _SURE.fullmatch(extra) is not None)


def _beyond(name: str, hub: Path) -> str:
    """What a name has beyond the hub's before the extension; empty where it is no such name."""
    stem, dot, suffix = name.rpartition(".")
    if name == hub.name or not name.startswith(hub.stem) or f"{dot}{suffix}" != hub.suffix:
        return ""
    return stem[len(hub.stem) :]
