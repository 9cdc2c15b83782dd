"""What can still be read of a damaged journal, row by row, from both ends."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from goaltui.model.changes import Change
from goaltui.store.journal import change_of

_COLUMNS = "replica, seq, hlc, batch, author, at, entity, entity_id, fields"


class _Row(NamedTuple):
    replica: object
    seq: object
    hlc: object
    batch: object
    author: object
    at: object
    entity: object
    entity_id: object
    fields: object


def salvage(path: Path) -> list[Change]:
    """The changes that a damaged local file still yields, each to be checked before it is believed.

    Nothing of the file runs: it is read only, and a journal that is no plain table is not read at all.
    """
    found: dict[tuple[object, object], Change] = {}
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as opened:
        opened.execute("PRAGMA trusted_schema = OFF")
        opened.execute("PRAGMA cell_size_check = ON")
        plain = "SELECT 1 FROM sqlite_schema WHERE name = 'change' AND type = 'table' AND rootpage > 0"
        if opened.execute(plain).fetchone() is None:
            return []
        for direction in ("", " DESC"):
            for row in _until_broken(
                opened, f"SELECT {_COLUMNS} FROM change ORDER BY replica{direction}, seq{direction}"
            ):
                found.setdefault((row.replica, row.seq), change_of(row))
    return list(found.values())


def workspace_of(path: Path) -> str | None:
    """The workspace that a damaged local file says it is of; none where that cannot be read."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as opened:
        row = opened.execute("SELECT workspace FROM replica").fetchone()
        return str(row[0]) if row else None
    return None


def _until_broken(opened: sqlite3.Connection, query: str) -> Iterator[_Row]:
    with suppress(sqlite3.Error):
        for row in opened.execute(query):
            yield _Row(*row)
