"""The kind of place of a file, and the trust in it, found without touching a drive that might hang."""

import os
import re
import sys
from enum import StrEnum
from pathlib import Path

from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import N_, _, _p
from goaltui.model.quick_dataclass import dataclass

MOUNTS = Path("/proc/self/mountinfo")

_LOCAL = frozenset(
    {
        *(
            "ext2",
            "ext3",
            "ext4",
            "xfs",
            "btrfs",
            "zfs",
            "f2fs",
            "bcachefs",
            "jfs",
            "reiserfs",
            "ecryptfs",
            "bcachefs",
            "nilfs2",
        ),
        *("ntfs3", "fuseblk", "vfat", "exfat", "tmpfs", "ramfs", "overlay"),
    }
)
_MARKERS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".sync": "Resilio",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
}
_DATABASES = lazy(r"\._?sync_[0-9a-f]+\.db|\._sync_.*\.db|\.sync_.*\.db")
_NAMES = (
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("box sync", "Box"),
    ("mobile documents", "iCloud"),
    ("cloudstorage", N_("cloud storage")),
)
_LINKS = 40
_DRIVE_FIXED = 3


class Mode(StrEnum):
    """The way of working on a database: in place, or on a replica that visits a file or a server."""

    DIRECT = "direct"
    EXCHANGE = "exchange"
    SERVER = "server"

    @property
    def word(self) -> str:
        """The word that people read."""
        match self:
            case Mode.DIRECT:
                return _p("mode", "direct")
            case Mode.EXCHANGE:
                return _p("mode", "exchange")
        return _p("mode", "server")


@dataclass(frozen=True, slots=True)
class ResolvedPath:
    """A path with its links followed as far as the local disk goes; `kind` is a file system or a sync tool's name."""

    path: Path
    kind: str
    local: bool
    synced: str = ""

    @property
    def mode(self) -> Mode:
        """In place on a local disk outside every synced folder; everything else, also the unknown, by exchange."""
        return Mode.DIRECT if self.local and not self.synced else Mode.EXCHANGE


def place_of(path: Path) -> ResolvedPath:
    """Return the kind of place of a path; of a drive that is not local only its name is looked at."""
    path = path.absolute()
    if sys.platform == "win32":
        return _on_windows(path)
    if not MOUNTS.exists():
        return _by_name(path)
    mounts = _mounts()
    path = _resolved(path, mounts)
    kind = _kind(path, mounts)
    if kind not in _LOCAL:
        return ResolvedPath(path, kind, local=False)
    return ResolvedPath(path, kind, local=True, synced=_synced(path.parent))


def _mounts() -> dict[str, str]:
    """Return the file system type at each mount point; the one mounted last counts."""
    found: dict[str, str] = {}
    for line in MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) > 4 and after:
            point = fields[4]
            if "\\" in point:
                point = re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), point)
            found[point] = after.split(" ")[0]
    return found


def _kind(path: Path, mounts: dict[str, str]) -> str:
    return next((mounts[str(folder)] for folder in (path, *path.parents) if str(folder) in mounts), "unknown")


def _resolved(path: Path, mounts: dict[str, str]) -> Path:
    """Return the path with symbolic links followed, except on a drive that is not local: asking it might hang."""
    done = Path(path.anchor)
    waiting = list(path.parts[1:])
    followed = 0
    while waiting:
        part = waiting.pop(0)
        if part == "..":
            done = done.parent
            continue
        here = done / part
        if followed < _LINKS and _kind(here, mounts) in _LOCAL and here.is_symlink():
            target = here.readlink()
            followed += 1
            done = Path(target.anchor) if target.is_absolute() else done
            waiting = [*target.parts[1 if target.is_absolute() else 0 :], *waiting]
        else:
            done = here
    return done


def _synced(folder: Path) -> str:
    """Return the sync tool of a folder, by its marks in it or above it; empty where none is seen."""
    for above in (folder, *folder.parents):
        named = _named(above.name)
        if named:
            return named
        try:
            names = {entry.name for entry in os.scandir(above)} if above.is_dir() else set()
        except OSError:
            continue
        for marker, tool in _MARKERS.items():
            if marker in names:
                return tool
        if any(_DATABASES.fullmatch(name) for name in names):
            return "Nextcloud"
    return ""


def _named(name: str) -> str:
    folded = name.casefold()
    return next((tool for beginning, tool in _NAMES if folded.startswith(beginning)), "")


def _by_name(path: Path) -> ResolvedPath:
    """Return the kind of place by its name, without a list of mounts (macOS): drives are mounted under /Volumes."""
    path = path if path.is_relative_to("/Volumes") else Path(os.path.realpath(path))
    if path.is_relative_to("/Volumes"):
        return ResolvedPath(path, "volume", local=False)
    return ResolvedPath(path, "disk", local=True, synced=_synced(path.parent))


def _on_windows(path: Path) -> ResolvedPath:
    if path.drive.startswith("\\\\"):
        return ResolvedPath(path, _("network share"), local=False)
    import ctypes

    library = getattr(ctypes, "windll", None)
    drive = library.kernel32.GetDriveTypeW(f"{path.drive}\\") if library else _DRIVE_FIXED
    if drive != _DRIVE_FIXED:
        return ResolvedPath(path, _("network or removable drive"), local=False)
    return ResolvedPath(path, "disk", local=True, synced=_synced(path.parent))
