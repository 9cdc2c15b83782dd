"""Salvage of a damaged journal, row by row, from both ends."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from goaltui.model.changes import Change
from goaltui.model.quick.translation import _
from goaltui.store.file.connection import BROKEN
from goaltui.store.file.file_checks import HEADER_BYTES, MAGIC, bears_our_mark
from goaltui.store.journal import NO_CHANGE, change_of
from goaltui.store.schema import journal_entries

_COLUMNS = "replica, seq, hlc, batch, author, at, entity, entity_id, fields"
_ROOTS = "SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0"
_ENTRY = "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES (?, ?, ?, ?, ?)"
_ROWS = f"SELECT {_COLUMNS} FROM change"
_KEYS = "SELECT replica, seq FROM change INDEXED BY change_by_clock"
_PAGE = 4096
_PAGE_SIZE_AT = 16
_INDEX_LEAF = b"\x0a"
_SIZES = [1 << power for power in range(9, 16)]
_PIECE = 1024 * 1024
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def salvage(path: Path) -> list[Change]:
    """Return the changes that a damaged local file still yields, each to be checked before it is believed.

    Nothing of the file runs, and nothing is written to it.
    """
    return _yielded(path, usual=False) or _yielded(path, usual=True) or _of_leaves(path)


def _yielded(path: Path, *, usual: bool) -> list[Change]:
    found: dict[tuple[object, object], Change] = {}
    with suppress(*BROKEN), _plain(path, usual=usual) as opened:
        for direction in ("", " DESC"):
            for row in _until_broken(opened, f"{_ROWS} ORDER BY replica{direction}, seq{direction}"):
                found.setdefault((row[0], row[1]), change_of(row))
        # What lies between two broken places is found by its number, where the index has that still.
        for key in [key for key in _until_broken(opened, _KEYS) if key not in found]:
            for row in _until_broken(opened, f"{_ROWS} WHERE replica = ? AND seq = ?", key):
                found[key[0], key[1]] = change_of(row)
    return [change for change in found.values() if change is not NO_CHANGE]


def _of_leaves(path: Path) -> list[Change]:
    """Return the changes on the pages that hold some, one page after the other: the one that leads to them is lost."""
    found: dict[tuple[object, object], Change] = {}
    with suppress(*BROKEN), _copied(path) as copy:
        roots = _usual_roots()
        for page in list(_leaves(copy)):
            with suppress(*BROKEN):
                _place(copy, roots | {"change": page})
                with closing(_connected(copy)) as opened:
                    for row in _until_broken(opened, _ROWS):
                        found.setdefault((row[0], row[1]), change_of(row))
    return [change for change in found.values() if change is not NO_CHANGE]


def _leaves(copy: Path) -> Iterator[int]:
    """Yield the numbers of the pages that may be the last of an index, as the journal is stored as one."""
    with copy.open("rb") as file:
        file.seek(_PAGE_SIZE_AT)
        size = int.from_bytes(file.read(2), "big")
        for number in range(2, copy.stat().st_size // size + 1):
            file.seek((number - 1) * size)
            if file.read(1) == _INDEX_LEAF:
                yield number


def workspace_of(path: Path) -> str | None:
    """Return the workspace that a damaged local file says it is of; none where that cannot be read."""
    for usual in (False, True):
        with suppress(*BROKEN), _plain(path, usual=usual) as opened:
            row = opened.execute("SELECT workspace FROM replica").fetchone()
            if row and isinstance(row[0], str) and _ID.fullmatch(row[0]):
                return row[0]
    return None


def has_trace_of(path: Path, workspace: str) -> bool:
    """Return whether a file whose beginning may be lost still names the workspace with this id."""
    wanted, kept = workspace.encode(), b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            if wanted in kept + piece:
                return True
            kept = piece[-len(wanted) :]
    return False


@contextmanager
def _plain(path: Path, *, usual: bool) -> Iterator[sqlite3.Connection]:
    """Yield a copy of a file in which the journal's tables stand as goaltui makes them, whatever its schema says of
    them. Only where they are is its to say, and with `usual` not even that.
    """
    with _copied(path) as copy:
        _place(copy, _usual_roots() | ({} if usual else _told_roots(copy)))
        with closing(_connected(copy)) as opened:
            yield opened


@contextmanager
def _copied(path: Path) -> Iterator[Path]:
    """Yield a copy of a file whose first bytes are such that SQLite reads it."""
    with path.open("rb") as file:
        header = file.read(HEADER_BYTES)
        if not header.startswith(MAGIC) and not bears_our_mark(header):
            # Not worth a copy, however large it is: SQLite makes nothing of it.
            raise sqlite3.DatabaseError(_("no SQLite file"))
    with TemporaryDirectory(prefix="goaltui-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "copy.db"
        for ending in ("", "-journal", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(path.with_name(f"{path.name}{ending}"), copy.with_name(f"{copy.name}{ending}"))
        _begin_well(copy, header)
        yield copy


def _place(copy: Path, roots: dict[str, int]) -> None:
    """Make a schema of the journal's tables alone, which begin on these pages."""
    _empty_schema(copy)
    with closing(_connected(copy)) as opened:
        opened.execute("PRAGMA synchronous = OFF")
        opened.execute("PRAGMA writable_schema = ON")
        for kind, name, table, statement in journal_entries():
            opened.execute(_ENTRY, (kind, name, table, roots[name], statement))
        opened.commit()


def _begin_well(copy: Path, header: bytes) -> None:
    """Write what SQLite asks of the first bytes before it reads anything, and what is the same in every file of ours;
    only what the file says of the size of its pages is kept where it can be. Free pages are left where they are.
    """
    if len(header) < HEADER_BYTES:
        return
    page = int.from_bytes(header[_PAGE_SIZE_AT : _PAGE_SIZE_AT + 2], "big")
    page = page if page in _SIZES else _PAGE
    journal = header[18:20] if header[18:20] in (b"\1\1", b"\2\2") else b"\1\1"
    with copy.open("r+b") as file:
        file.write(MAGIC + page.to_bytes(2, "big") + journal + bytes([0, 64, 32, 32]))
        for place, number in ((28, copy.stat().st_size // page), (32, 0), (36, 0), (44, 4), (52, 0), (56, 1), (64, 0)):
            file.seek(place)
            file.write(number.to_bytes(4, "big"))


def _usual_roots() -> dict[str, int]:
    """Return the first page of each table and index of the journal in every file that goaltui made: they come first
    there and never move."""
    with closing(sqlite3.connect(":memory:")) as made:
        for *_entry, statement in journal_entries():
            made.execute(statement)
        return dict(made.execute(_ROOTS))


def _told_roots(copy: Path) -> dict[str, int]:
    """Return the first page of each table and index that the schema still names."""
    told: dict[str, int] = {}
    with closing(_connected(copy)) as opened:
        # With it SQLite lets the schema be read that it cannot make sense of.
        opened.execute("PRAGMA writable_schema = ON")
        with suppress(*BROKEN):
            # The first statement still fails on it.
            opened.execute(_ROOTS)
        # It lies on several pages, of which any may be broken.
        for direction in ("ASC", "DESC"):
            for name, root in _until_broken(opened, f"{_ROOTS} ORDER BY rowid {direction}"):
                if isinstance(name, str) and isinstance(root, int):
                    told.setdefault(name, root)
    return told


def _empty_schema(copy: Path) -> None:
    """Leave no entry in the schema, which SQLite could only delete one by one from whole pages."""
    with copy.open("r+b") as file:
        file.seek(_PAGE_SIZE_AT)
        size = file.read(2)
        file.seek(HEADER_BYTES)
        # A leaf of a table: no free block, no cell, whose contents would end with the page, and no gap.
        file.write(bytes([13, 0, 0, 0, 0]) + size + b"\0")


def _connected(path: Path) -> sqlite3.Connection:
    opened = sqlite3.connect(path)
    opened.text_factory = _text
    opened.execute("PRAGMA trusted_schema = OFF")
    opened.execute("PRAGMA cell_size_check = ON")
    return opened


def _text(content: bytes) -> str | bytes:
    """Return the bytes as text; bytes that are no text stay bytes, which nobody believes."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content


def _until_broken(
    opened: sqlite3.Connection, query: str, given: tuple[object, ...] = ()
) -> Iterator[tuple[object, ...]]:
    with suppress(*BROKEN):
        yield from opened.execute(query, given)
