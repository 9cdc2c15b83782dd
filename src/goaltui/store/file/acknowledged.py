"""The last known holdings of the hub, in a small file beside the replica.

Not in the replica itself, where every visit would look like news to the programs that have it open. Losing the file is
no harm: everything waits again until the next visit.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from goaltui.config.small_files import read_json
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
