"""The journal as a history, the workspace as it was known, and projections made anew."""

from pathlib import Path

import pytest

from goaltui.model.changes import BatchCount
from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.store.database import Database
from goaltui.store.time_travel import known_at
from tests.store.support import DAY, check_in, key_result, later, make, objective, state, write


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A new database."""
    return make(tmp_path / "team.goaltui")


def test_history_tells_old_and_new_newest_first(database: Database) -> None:
    item = objective(title="Ship")
    write(database, item, author="anna", minutes=1)
    write(database, objective(item.entity_id, title="Sail", weight=2), author="ben", minutes=2)
    told = [
        (entry.change.author, entry.field, entry.old, entry.new) for entry in database.journal.history(item.entity_id)
    ]
    assert told == [
        ("ben", "title", "Ship", "Sail"),
        ("ben", "weight", 1.0, 2.0),
        ("anna", "title", None, "Ship"),
    ]
    assert not any(entry.replaced for entry in database.journal.history())


def test_history_of_a_key_result_has_its_check_ins(database: Database) -> None:
    above = objective(title="o")
    measure, bet = key_result(above.entity_id)
    other_measure, other = key_result(above.entity_id)
    write(database, above, measure, bet, other_measure, other)
    mine = check_in(measure.entity_id, 1, key_result=bet.entity_id)
    write(database, mine, check_in(other_measure.entity_id, 2, key_result=other.entity_id))
    ids = {entry.change.entity_id for entry in database.journal.history(bet.entity_id)}
    assert ids == {bet.entity_id, mine.entity_id}
    assert {entry.change.entity_id for entry in database.journal.history(measure.entity_id)} == {
        measure.entity_id,
        mine.entity_id,
    }


def test_history_is_bounded_and_may_begin_late(database: Database) -> None:
    for minutes in range(10):
        write(database, objective(title=f"o {minutes}"), minutes=minutes)
    assert [entry.new for entry in database.journal.history(limit=3)] == ["o 9", "o 8", "o 7"]
    assert [entry.new for entry in database.journal.history(since=later(8))] == ["o 9", "o 8"]


def test_undoing_is_in_the_history_but_its_mark_is_not(database: Database) -> None:
    item = objective(title="Ship")
    write(database, item)
    database.undo(author="anna", now=later(1))
    told = [(entry.change.entity, entry.field, entry.old, entry.new) for entry in database.journal.history()]
    assert told == [("objective", "deleted", False, True), ("objective", "title", None, "Ship")]


def test_as_known_at_a_moment(database: Database) -> None:
    item = objective(title="Ship")
    write(database, item, minutes=1)
    write(database, objective(item.entity_id, title="Sail"), minutes=2)
    write(database, objective(item.entity_id, deleted=True), objective(title="Fly"), minutes=3)
    before = database.path.read_bytes()
    for minutes, titles in ((0, []), (1, ["Ship"]), (2, ["Sail"]), (2.5, ["Sail"]), (3, ["Fly"]), (99, ["Fly"])):
        past = known_at(database, later(minutes))
        assert [entry.title for entry in past.records(DAY).objectives] == titles
        assert past.read_only
        with pytest.raises(Refused, match="read-only"):
            write(past, objective(title="x"))
        past.close()
    assert database.path.read_bytes() == before
    assert [entry.title for entry in database.records(DAY).objectives] == ["Fly"]


def test_as_known_at_a_moment_stays_so_when_the_file_is_replaced(database: Database) -> None:
    write(database, objective(title="Ship"))
    past = known_at(database, later(5))
    database.close()
    database.path.unlink()
    assert [entry.title for entry in past.records(DAY).objectives] == ["Ship"]
    assert past.data_version() == past.data_version()
    assert [entry.new for entry in past.journal.history()] == ["Ship"]


def test_projections_made_anew_are_the_same_and_say_how_far_they_are(database: Database) -> None:
    above = objective(title="o")
    bets = [draft for _ in range(4_000) for draft in key_result(above.entity_id)]
    write(database, above, *bets)
    write(database, *(check_in(draft.entity_id, 3) for draft in bets if draft.entity == EntityKind.MEASURE), minutes=1)
    write(database, objective(above.entity_id, title="renamed"), minutes=2)
    database.undo(author="anna", now=later(3))
    before = state(database.path)
    journal = list(database.journal.changes())
    told: list[tuple[int, int]] = []
    database.upkeep.rebuild(lambda done, total: told.append((done, total)))
    assert state(database.path) == before
    assert list(database.journal.changes()) == journal
    assert told[-1] == (len(journal), len(journal))
    assert len(told) > 1
    assert told == sorted(told)


def test_a_rebuild_that_is_stopped_leaves_what_was(database: Database) -> None:
    above = objective(title="o")
    write(database, above, *(draft for _ in range(6_000) for draft in key_result(above.entity_id)))
    before = state(database.path)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        database.upkeep.rebuild(stop)
    assert state(database.path) == before
    write(database, objective(title="and on it goes"), minutes=1)


def test_whole_batches_are_told_and_none_is_cut(database: Database) -> None:
    for minutes in range(3):
        write(database, *(objective(title=f"o {minutes} {part}") for part in range(3)), minutes=minutes)
    told = [entry.new for entry in database.journal.history(limit=BatchCount(2)) if entry.field == "title"]
    assert sorted(map(str, told)) == [f"o {minutes} {part}" for minutes in (1, 2) for part in range(3)]
