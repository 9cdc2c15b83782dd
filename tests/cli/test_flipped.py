"""Files in which bits have flipped: every command goes on or says a sentence, and `doctor --rebuild` mends."""

import io
import random
import sqlite3
from pathlib import Path

import pytest

from tests.cli import sample
from tests.cli.conftest import Said, Shell

SEED = 20260901
FILES = 24
_HEADER = 100
_SCHEMA = 6_000
_READING = (
    *(("tree", "--json"), ("scorecard",), ("due",), ("map",), ("balance",), ("people",), ("cycles",), ("records",)),
    *(("review",), ("check",), ("log",), ("log", sample.OKR), ("why", sample.REFERENCES), ("export",)),
    *(("chart", sample.REFERENCES), ("chart", "2026-Q3"), ("tree", "--known-at", "2026-08-01T00:00")),
)
_WRITING = (("undo",), ("redo",), ("checkin", sample.REFERENCES, "13"), ("round",), ("backup",))


@pytest.fixture(scope="module")
def dense(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sample in small pages, so that most flips hit something."""
    path = tmp_path_factory.mktemp("dense") / "dense.db"
    path.write_bytes(sample_file.read_bytes())
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA page_size = 512")
    connection.execute("VACUUM")
    connection.close()
    return path.read_bytes()


def _flipped(content: bytes, chance: random.Random) -> bytes:
    """The file with one or a few bits flipped, or bytes overwritten, anywhere or in the schema."""
    spoilt = bytearray(content)
    end = chance.choice((_SCHEMA, len(content)))
    for _ in range(chance.choice((1, 4))):
        place = chance.randrange(_HEADER, end)
        if chance.random() < 0.5:
            spoilt[place] ^= 1 << chance.randrange(8)
        else:
            spoilt[place : place + 6] = chance.randbytes(6)
    return bytes(spoilt)


@pytest.mark.parametrize("number", range(FILES))
def test_no_flipped_bit_ends_a_command_in_a_traceback(
    shell: Shell, dense: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, number: int
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    chance = random.Random(SEED + number)
    shell.database.write_bytes(_flipped(dense, chance))
    for words in (*chance.sample(_READING, 5), *chance.sample(_WRITING, 1)):
        # Whatever is raised and is no sentence fails here.
        _is_said(shell(*words))
    found = shell("doctor")
    assert found.code in (0, 1)
    rebuilt = shell("doctor", "--rebuild")
    _is_said(rebuilt)
    if rebuilt.code == 0:
        assert shell("doctor").code == 0
        assert shell("tree").code == 0
    other = tmp_path / "whole.db"
    sample.make(other)
    _is_said(shell("merge", str(shell.database), "--db", str(other)))


def _is_said(said: Said) -> None:
    assert said.code in (0, 1), said
    assert said.code == 0 or said.err, said
    assert "Traceback" not in said.err
