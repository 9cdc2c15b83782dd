"""What the program remembers from one start to the next: one text for each database, replaced whole."""

import os
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

KEPT = 20
"""How many databases are remembered, the latest ones."""


def remembered_file(state: Path, database: Path) -> Path:
    """Where the text for a database lies inside the state folder; the file need not exist."""
    digest = sha256(os.fsencode(database.absolute())).hexdigest()[:12]
    return state / "remembered" / f"{database.stem[:40]}-{digest}.json"


def remember(path: Path, text: str) -> bool:
    """Replace the text in one step, so that a reader sees the old or the new; False where it could not be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, text)
    except OSError:
        # What is remembered only makes the next start quicker; a full or read-only disk must not stop the work.
        return False
    _forget_oldest(path.parent)
    return True


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _forget_oldest(folder: Path) -> None:
    with suppress(OSError):
        newest_first = sorted(folder.glob("*.json"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        for file in newest_first[KEPT:]:
            file.unlink(missing_ok=True)
