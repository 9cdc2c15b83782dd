"""Killed at any moment: what was acknowledged is there, no batch is half there, and the file opens."""

import os
import random
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.model.refs import new_id
from goaltui.store.database import Database
from tests.store.support import beside, check_in, later, make, objective, write

KILLS = 200
_ID_LENGTH = len(new_id())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_nothing_acknowledged_is_lost_to_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "team.goaltui"
    goal = objective(title="batch 0")
    database = make(path)
    write(database, goal)
    database.close()
    chance = random.Random(20260901)
    acknowledged: set[str] = set()
    interrupted = 0
    for _ in range(KILLS):
        acknowledged |= _write_until_killed(path, goal.entity_id, chance)
        interrupted += path.with_name(f"{path.name}-journal").exists()
        opened = Database.open(path)
        assert opened.upkeep.faults() == ()
        opened.close()
    stored, sizes = _stored(path)
    assert acknowledged <= stored
    assert len(acknowledged) > KILLS
    assert set(sizes.values()) == {4}, "a batch is whole or not there"
    assert interrupted > 0, "no kill came in the middle of a write"
    opened = Database.open(path)
    (record,) = opened.records(later(0).date()).objectives
    assert record.title == f"batch {len(sizes)}"
    assert len(list(opened.series.all_check_ins())) == 3 * len(sizes)
    write(opened, objective(title="after it all"))
    opened.close()
    assert beside(path) == [path.name]


def _write_until_killed(path: Path, goal: str, chance: random.Random) -> set[str]:
    """Kill a writer after some acknowledgements and a moment; the ids of the batches it acknowledged."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            _write_forever(path, goal, writer)
        finally:
            os._exit(1)
    os.close(writer)
    heard = b""
    for _ in range(chance.randint(0, 4)):
        heard += os.read(reader, _ID_LENGTH)
    # No condition to wait for: the moment of the kill is to be any.
    time.sleep(chance.uniform(0, 0.006))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reader, 65_536):
        heard += more
    os.close(reader)
    return {heard[place : place + _ID_LENGTH].decode() for place in range(0, len(heard), _ID_LENGTH)}


def _write_forever(path: Path, goal: str, acknowledge: int) -> None:
    database = Database.open(path)
    number = (len(list(database.journal.changes())) - 1) // 4
    measure = new_id()
    while True:
        number += 1
        drafts = [objective(goal, title=f"batch {number}"), *(check_in(measure, number) for _ in range(3))]
        applied = database.apply(drafts, author="anna", now=later(number))
        os.write(acknowledge, applied.batch.encode())


def _stored(path: Path) -> tuple[set[str], dict[str, int]]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT batch, count(*) FROM change WHERE seq > 1 GROUP BY batch").fetchall()
    check_ins = connection.execute(f"SELECT count(*) FROM {EntityKind.CHECK_IN}").fetchone()
    journal = connection.execute("SELECT count(*) FROM change WHERE entity = 'check_in'").fetchone()
    numbers = [row[0] for row in connection.execute("SELECT seq FROM change ORDER BY seq")]
    connection.close()
    assert check_ins == journal
    assert numbers == list(range(1, len(numbers) + 1))
    sizes = dict(rows)
    return set(sizes), sizes
