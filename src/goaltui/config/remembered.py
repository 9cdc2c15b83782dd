"""The state file of each database: one text kept from one start to the next, replaced whole."""

import os
from contextlib import suppress
from pathlib import Path

from goaltui.config.small_files import read_small
from goaltui.model.quick.digests import sha256_of

_NEW = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
_LIMIT = 16 * 1024 * 1024
KEPT = 20
"""Databases that are remembered, the latest ones."""


def remembered_file(state: Path, database: Path, folder: str = "remembered") -> Path:
    """Return the path of the text for a database, inside the state folder; the file need not exist."""
    digest = sha256_of(os.fsencode(database.absolute()))[:12]
    return state / folder / f"{database.stem[:40]}-{digest}.json"


def remember(path: Path, text: str) -> bool:
    """Keep a text for `recall`, replacing what was there in one step; False where it could not be written."""
    content = text.encode()
    if not replace_whole(path, _seal(content) + b"\n" + content):
        return False
    _forget_oldest(path.parent)
    return True


def recall(path: Path) -> str:
    """Return the text that was remembered; empty where there is none, or where the program did not write the file."""
    try:
        seal, _, content = read_small(path, _LIMIT).partition(b"\n")
        return content.decode() if seal == _seal(content) else ""
    except (OSError, ValueError):
        return ""


def first_time(state: Path, what: str) -> bool:
    """Return whether `what` was never told with this state folder before, and mark it as told."""
    path = state / f"told-{what}"
    return not path.exists() and replace_whole(path, b"")


def _seal(content: bytes) -> bytes:
    return sha256_of(content).encode()


def replace_whole(path: Path, content: bytes) -> bool:
    """Replace a file in one step, so that a reader sees the old or the new; False where it could not be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    except OSError:
        # The state file only makes the next start quicker; a full or read-only disk must not stop the work.
        return False
    return True


def _replace(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{os.urandom(8).hex()}.tmp")
    handle = os.open(temporary, _NEW, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _forget_oldest(folder: Path) -> None:
    with suppress(OSError):
        newest_first = sorted(folder.glob("*.json"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        for file in newest_first[KEPT:]:
            file.unlink(missing_ok=True)
