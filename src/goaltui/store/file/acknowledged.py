"""The last known holdings of the hub, in a small file beside the replica.

Not in the replica itself, where every visit would look like news to the programs that have it open. Losing the file is
no harm: everything waits again until the next visit.
"""

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from goaltui.config.small_files import read_json
from goaltui.store import version_vector
from goaltui.store.file.connection import Connection
from goaltui.store.version_vector import AckedVersion

_LIMIT = 64 * 1024 * 1024


def held_file(replica: Path) -> Path:
    """Return the path of that file."""
    return replica.with_name(f"{replica.name}.held")


def in_place(part: Path, replica: Path) -> bool:
    """Give a new replica its name, and its acknowledged holdings with it; False where another program was quicker.

    A link has one winner of many; where the disk knows no links there is a moment in which both could win.
    """
    try:
        try:
            replica.hardlink_to(part)
        except FileExistsError:
            return False
        except OSError:
            if replica.exists():
                return False
            part.rename(replica)
        with suppress(FileNotFoundError):
            held_file(part).replace(held_file(replica))
        return True
    finally:
        for left in (part, held_file(part)):
            left.unlink(missing_ok=True)


def read(replica: Path) -> dict[str, AckedVersion]:
    """Return the holdings; empty before the first visit, or where the file cannot be understood."""
    try:
        told = read_json(held_file(replica), _LIMIT)
        if not isinstance(told, dict):
            return {}
        return {
            str(name): AckedVersion(int(number), int(top), int(total)) for name, (number, top, total) in told.items()
        }
    except (OSError, ValueError, TypeError):
        return {}


def write(replica: Path, held: Mapping[str, AckedVersion]) -> None:
    """Replace the holdings in one step."""
    path = held_file(replica)
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({replica: (item.number, item.top, item.total) for replica, item in held.items()}, file)
        Path(name).replace(path)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise


class Exchange:
    """What one database holds and what the hub was seen to hold."""

    def __init__(self, current: Callable[[], Connection], path: Path) -> None:
        self._current = current
        self._path = path

    def acknowledge(self, seen: Mapping[str, AckedVersion]) -> None:
        """Remember what the hub was seen to hold; changes that it lost since the last visit wait again."""
        if read(self._path) != seen:
            write(self._path, seen)

    def acknowledged(self) -> dict[str, AckedVersion]:
        """Return the last known holdings of the hub; nothing before the first visit."""
        return read(self._path)

    def waiting(self) -> version_vector.PendingChanges:
        """Return the changes that the hub has not been seen to hold yet; everything before the first visit."""
        return version_vector.waiting(self._current(), read(self._path))

    def came_in(self, before: Mapping[str, AckedVersion]) -> dict[str, int]:
        """Return the number of changes of each author taken in since the journal held `before`."""
        return version_vector.authors_of(self._current(), before)
