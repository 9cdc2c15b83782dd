"""What was known at a moment: the copy that forgets what came later says the same as a fold of what came before."""

import sqlite3
from collections import Counter
from pathlib import Path
from threading import Timer

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goaltui.model.changes import Change
from goaltui.store.causality import digest
from goaltui.store.time_travel import known_at
from tests.store.stories import SKEWS, STEP, Meet, Said, Stranger, Undo, Write, diverged, take, whole
from tests.store.support import later, make, objective, state, write


@settings(max_examples=40, deadline=None)
@given(
    steps=st.lists(STEP, min_size=4, max_size=14),
    skews=st.lists(SKEWS, min_size=2, max_size=3),
    chosen=st.data(),
)
def test_it_is_the_same_as_a_fold_of_the_journal_up_to_then(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[Write | Meet | Undo | Stranger],
    skews: list[float],
    chosen: st.DataObject,
) -> None:
    folder = tmp_path_factory.mktemp("rewind")
    copies = diverged(folder, len(skews))
    for number, step in enumerate(steps):
        take(copies, skews, Said(), step, number)
    copies[0].exchange.merge(copies[1].journal.changes(), now=later(200))
    journal = list(copies[0].journal.changes())
    clocks = st.sampled_from(sorted({change.hlc + step for change in journal for step in (-1, 0)}))
    for number, until in enumerate(chosen.draw(st.lists(clocks, min_size=1, max_size=4, unique=True))):
        past = known_at(copies[0], later(0), until)
        known = _known(journal, until)
        assert Counter(map(whole, past.journal.changes())) == Counter(map(whole, known))
        past.upkeep.backup(folder / f"past-{number}")
        past.close()
        assert state(folder / f"past-{number}") == _folded(folder / f"folded-{number}", known)
    for copy in copies:
        copy.close()


def _known(journal: list[Change], until: int) -> list[Change]:
    """The changes up to a clock, and those that the authors of these had seen; what follows nothing that is there has
    seen what the clocks put before it."""
    by_name = {(digest(change), change.entity, change.entity_id): change for change in journal}
    waiting = [change for change in journal if change.hlc <= until]
    known: dict[tuple[str, int], Change] = {}
    while waiting:
        change = waiting.pop()
        if (change.replica, change.seq) not in known:
            known[change.replica, change.seq] = change
            seen = _seen(by_name, change)
            waiting += seen or [
                item
                for item in journal
                if (item.entity, item.entity_id) == (change.entity, change.entity_id)
                and item.order < change.order
                and not _seen(by_name, item)
            ]
    return list(known.values())


def _seen(by_name: dict[tuple[str, str, str], Change], change: Change) -> list[Change]:
    found = (by_name.get((name, change.entity, change.entity_id)) for name in change.follows)
    return [item for item in found if item is not None]


def _folded(path: Path, known: list[Change]) -> dict[str, list[tuple[object, ...]]]:
    database = make(path)
    database.exchange.merge(known, now=later(0))
    database.close()
    return state(path)


def test_a_file_with_a_log_beside_it_is_copied_too(tmp_path: Path) -> None:
    database = make(tmp_path / "a.goaltui")
    write(database, objective(title="Ship"))
    other = sqlite3.connect(database.path)
    other.execute("PRAGMA journal_mode = WAL")
    write(database, objective(title="Sail"), minutes=1)
    assert [entry.title for entry in known_at(database, later(0)).records(later(0).date()).objectives] == ["Ship"]
    other.close()


def test_a_program_that_is_writing_is_waited_for(tmp_path: Path) -> None:
    database = make(tmp_path / "a.goaltui")
    write(database, objective(title="Ship"))
    other = sqlite3.connect(database.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    done = Timer(0.3, other.execute, ["ROLLBACK"])
    done.start()
    past = known_at(database, later(0))
    assert done.finished.is_set()
    assert [entry.title for entry in past.records(later(0).date()).objectives] == ["Ship"]
    done.join()
    other.close()
