"""Any one of the first bytes of a file may be lost: the changes behind them are still read."""

from pathlib import Path

import pytest

from goaltui.store.database import Database
from goaltui.store.file.salvage import salvage
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
