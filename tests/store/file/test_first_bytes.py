"""Any one of the first bytes of a file may be lost, and any page beside the journal: the changes are still read."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from goaltui.model.errors import DatabaseDamaged
from goaltui.store.database import Database
from goaltui.store.file.salvage import salvage, workspace_of
from tests.store.support import later, objective

PLACES = sorted({*range(0, 68, 3), 16, 17, 22, 31, 35, 38, 39, 47, 55, 59, 67, 90, 95, 99})


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a workspace with some goals."""
    path = tmp_path_factory.mktemp("whole") / "goals.db"
    database = Database.open(path, create=True)
    for number in range(20):
        database.apply([objective(title=f"Goal {number}")], author="anna", now=later(number))
    database.close()
    return path.read_bytes()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("bit", [0x01, 0x40])
def test_a_lost_byte_at_the_beginning_costs_no_change(tmp_path: Path, whole: bytes, place: int, bit: int) -> None:
    path = tmp_path / "goals.db"
    path.write_bytes(whole)
    known = {(change.replica, change.seq) for change in salvage(path)}
    flipped = bytearray(whole)
    flipped[place] ^= bit
    path.write_bytes(flipped)
    assert {(change.replica, change.seq) for change in salvage(path)} == known
    assert len(known) >= 20
    assert path.read_bytes() == flipped


def test_a_lost_page_beside_the_journal_costs_no_change(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "goals.db"
    path.write_bytes(whole)
    known, workspace = {(change.replica, change.seq) for change in salvage(path)}, workspace_of(path)
    pages = [whole[start : start + 4096] for start in range(0, len(whole), 4096)]
    with closing(sqlite3.connect(path)) as opened:
        journal = {root for (root,) in opened.execute("SELECT rootpage FROM sqlite_schema WHERE name LIKE 'change%'")}
    for lost in set(range(2, len(pages) + 1)) - journal:
        path.write_bytes(b"".join(bytes(4096) if lost == page else kept for page, kept in enumerate(pages, 1)))
        assert {(change.replica, change.seq) for change in salvage(path)} == known, lost
    # Cut off at the end, where the schema of a young file lies, and led elsewhere by a schema that is damaged.
    path.write_bytes(whole[:-1])
    assert {(change.replica, change.seq) for change in salvage(path)} == known
    path.write_bytes(whole)
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("PRAGMA writable_schema = ON")
        opened.execute("UPDATE sqlite_schema SET rootpage = rootpage + 30 WHERE name IN ('change', 'replica')")
        opened.commit()
    assert {(change.replica, change.seq) for change in salvage(path)} == known
    assert workspace_of(path) == workspace is not None


def test_a_format_that_no_version_has_is_a_damaged_number(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "goals.db"
    flipped = bytearray(whole)
    flipped[61] ^= 4
    path.write_bytes(flipped)
    with pytest.raises(DatabaseDamaged, match=r"it says that its format is 2621.*doctor --rebuild"):
        Database.open(path)


def test_what_is_left_of_the_journal_is_read_though_the_page_that_leads_there_is_lost(
    tmp_path: Path, whole: bytes
) -> None:
    path = tmp_path / "goals.db"
    path.write_bytes(whole)
    database = Database.open(path)
    database.apply([objective(title=f"{number} " + "long " * 60) for number in range(40)], author="anna", now=later(30))
    database.close()
    known = salvage(path)
    flipped = bytearray(path.read_bytes())
    assert flipped[4096] == 2, "the journal has grown beyond its first page"
    flipped[4096] ^= 1
    path.write_bytes(flipped)
    left = {(change.replica, change.seq) for change in salvage(path)}
    # Those on the page itself are gone with it.
    assert 50 <= len(left) < len(known) == 60
    assert left < {(change.replica, change.seq) for change in known}
