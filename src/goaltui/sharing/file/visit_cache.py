"""The cache between visits to a shared file, in a small file beside the replica."""

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias, cast

from goaltui.config.small_files import read_json
from goaltui.sharing.file.drive import FileStat

KEPT = 10
"""Losses of the hub that are remembered."""

Seen: TypeAlias = tuple[int, int, int]
"""Size, file number and time of change of a file beside the hub."""


@dataclass(frozen=True, slots=True)
class Note:
    """The contents of the cache. `kind` is the file system that the hub was last seen on. `others` are files beside it
    that are no copies of this workspace, `named` those that the user was told are copies. `returned` (when, how many)
    records the changes that the hub had lost and was given again.
    """

    hub: str
    kind: str = ""
    glimpse: FileStat | None = None
    others: tuple[tuple[str, Seen], ...] = ()
    returned: tuple[tuple[datetime, int], ...] = ()
    named: tuple[str, ...] = ()

    def with_returned(self, now: datetime, number: int) -> "Note":
        """Return the note after changes were given again."""
        return replace(self, returned=(*self.returned, (now, number))[-KEPT:]) if number else self


def read_note(path: Path, hub: str) -> Note:
    """Return the note in a file; an empty one where there is none that can be understood."""
    try:
        told = cast("Mapping[str, Any]", read_json(path))
        seen = told["glimpse"]
        return Note(
            hub,
            str(told["kind"]),
            FileStat(bytes.fromhex(seen[0]), int(seen[1]), int(seen[2]), int(seen[3])) if seen else None,
            tuple((str(name), (int(size), int(file), int(at))) for name, (size, file, at) in told["others"]),
            tuple((datetime.fromisoformat(at), int(number)) for at, number in told["returned"]),
            tuple(str(name) for name in told.get("named", ())),
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return Note(hub)


def write_note(path: Path, note: Note) -> None:
    """Replace the note in one step; without it the next visit only reads more than it needs."""
    seen = note.glimpse
    told = {
        "hub": note.hub,
        "kind": note.kind,
        "glimpse": [seen.header.hex(), seen.size, seen.file, seen.modified] if seen else None,
        "others": note.others,
        "returned": [(at.isoformat(), number) for at, number in note.returned],
        "named": note.named,
    }
    with suppress(OSError):
        handle, name = tempfile.mkstemp(prefix=".hub-", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(told, file)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
