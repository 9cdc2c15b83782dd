"""Undo and redo: appended, across restarts, per author, and never over somebody else's later change."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.model.refs import new_id
from goaltui.store.database import Database
from goaltui.store.writes import PIECE
from tests.store.support import DAY, check_in, key_result, later, make, objective, state, write

State = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A new database."""
    return make(tmp_path / "team.goaltui")


def _undo(database: Database, author: str = "anna") -> str:
    return database.undo(author=author, now=later(60)).described


def _redo(database: Database, author: str = "anna") -> str:
    return database.redo(author=author, now=later(60)).described


def _titles(database: Database) -> list[str]:
    return [item.title for item in database.records(DAY).objectives]


def test_undo_takes_back_and_redo_restores(database: Database) -> None:
    item = objective(title="Ship", why="calm")
    write(database, item)
    write(database, objective(item.entity_id, title="Ship safely", weight=3))
    assert _undo(database) == "the title and weight of objective 'Ship safely'"
    (record,) = database.records(DAY).objectives
    assert (record.title, record.why, record.weight) == ("Ship", "calm", 1)
    assert _undo(database) == "objective 'Ship'"
    assert _titles(database) == []
    with pytest.raises(Refused, match="nothing to undo"):
        _undo(database)
    assert _redo(database) == "objective 'Ship'"
    assert _redo(database) == "the title and weight of objective 'Ship safely'"
    (record,) = database.records(DAY).objectives
    assert (record.title, record.weight) == ("Ship safely", 3)
    with pytest.raises(Refused, match="nothing to redo"):
        _redo(database)


def test_undo_of_a_deletion_brings_it_back(database: Database) -> None:
    item = objective(title="Ship")
    write(database, item)
    write(database, objective(item.entity_id, deleted=True))
    assert _titles(database) == []
    _undo(database)
    assert _titles(database) == ["Ship"]


def test_undo_and_redo_outlive_a_restart(database: Database) -> None:
    write(database, objective(title="one"))
    write(database, objective(title="two"))
    _undo(database)
    database.close()
    again = Database.open(database.path)
    _redo(again)
    assert _titles(again) == ["one", "two"]
    again.close()
    again = Database.open(database.path)
    _undo(again)
    _undo(again)
    assert _titles(again) == []


def test_a_new_write_clears_what_could_be_redone(database: Database) -> None:
    write(database, objective(title="one"))
    _undo(database)
    write(database, objective(title="two"))
    with pytest.raises(Refused, match="nothing to redo"):
        _redo(database)
    _undo(database)
    _redo(database)
    assert _titles(database) == ["two"]


def test_everybody_undoes_their_own(database: Database) -> None:
    write(database, objective(title="of anna"), author="anna")
    write(database, objective(title="of ben"), author="ben")
    _undo(database, "anna")
    assert _titles(database) == ["of ben"]
    write(database, objective(title="of ben too"), author="ben")
    _redo(database, "anna")
    assert _titles(database) == ["of anna", "of ben", "of ben too"]
    with pytest.raises(Refused):
        _undo(database, "carl")


def test_what_was_taken_back_of_somebody_else_is_done_again_and_taken_back_again(database: Database) -> None:
    item = objective(title="first")
    write(database, item, author="ben", minutes=1)
    changed = database.apply([objective(item.entity_id, title="second")], author="ben", now=later(2))
    for _ in range(2):
        database.undo(author="anna", now=later(60), batch=changed.batch)
        assert _titles(database) == ["first"]
        _redo(database, "anna")
        assert _titles(database) == ["second"]
    database.undo(author="anna", now=later(60), batch=changed.batch)
    write(database, objective(item.entity_id, title="third"), author="ben", minutes=70)
    with pytest.raises(Refused, match="ben changed the title"):
        _redo(database, "anna")


def test_undo_refuses_over_a_later_change_of_somebody_else(database: Database) -> None:
    item = objective(title="Ship")
    write(database, item, author="ben")
    write(database, objective(item.entity_id, title="Ship it"), author="anna")
    write(database, objective(item.entity_id, title="Ship it now"), author="ben")
    before = state(database.path)
    with pytest.raises(Refused, match=r"ben changed the title of 'Ship it now' on .*; edit it instead"):
        _undo(database)
    assert state(database.path) == before


def test_another_field_of_somebody_else_is_not_in_the_way(database: Database) -> None:
    item = objective(title="Ship")
    write(database, item, author="ben")
    write(database, objective(item.entity_id, title="Ship it"), author="anna")
    write(database, objective(item.entity_id, weight=4), author="ben")
    _undo(database)
    (record,) = database.records(DAY).objectives
    assert (record.title, record.weight) == ("Ship", 4)


def test_what_others_worked_on_since_is_not_taken_away_whole(database: Database) -> None:
    item = objective(title="Ship")
    write(database, item, author="anna")
    write(database, objective(item.entity_id, why="because"), author="ben")
    with pytest.raises(Refused, match="ben changed the why of 'Ship'"):
        _undo(database, "anna")


def test_what_was_taken_back_itself_is_not_in_the_way(database: Database) -> None:
    item = objective(title="Ship")
    made = database.apply([item], author="anna", now=later(1))
    changed = database.apply([objective(item.entity_id, title="Ship it", why="now")], author="ben", now=later(2))
    with pytest.raises(Refused, match="ben changed the title"):
        database.undo(author="anna", now=later(3), batch=made.batch)
    database.undo(author="ben", now=later(4), batch=changed.batch)
    database.undo(author="anna", now=later(5), batch=made.batch)
    assert _titles(database) == []


def test_redo_refuses_over_a_later_change_of_somebody_else(database: Database) -> None:
    item = objective(title="Ship")
    write(database, item, author="ben")
    write(database, objective(item.entity_id, title="Ship it"), author="anna")
    _undo(database)
    write(database, objective(item.entity_id, title="Sail"), author="ben")
    with pytest.raises(Refused, match="ben changed the title of 'Sail'"):
        _redo(database)
    assert _titles(database) == ["Sail"]


def test_a_round_of_check_ins_is_one_undo(database: Database) -> None:
    above = objective(title="o")
    bets = [key_result(above.entity_id) for _ in range(3)]
    write(database, above, *(draft for pair in bets for draft in pair))
    write(database, *(check_in(measure.entity_id, 5) for measure, _ in bets))
    assert [item.value for item in database.records(DAY).key_results] == [5, 5, 5]
    assert _undo(database) == "3 check-ins"
    assert [item.value for item in database.records(DAY).key_results] == [None] * 3
    _redo(database)
    assert [item.value for item in database.records(DAY).key_results] == [5, 5, 5]


def test_the_journal_only_grows_and_says_what_was_undone(database: Database) -> None:
    write(database, objective(title="one"))
    (first,) = database.journal.changes()
    _undo(database)
    _redo(database)
    changes = list(database.journal.changes())
    assert changes[0] == first
    marks = [(change.entity_id, dict(change.fields)) for change in changes if change.entity == "batch"]
    assert marks == [(first.batch, {"undone": True}), (first.batch, {"undone": False})]
    assert changes[1].entity == "batch"
    assert changes[3].entity == "batch"


_IDS = [new_id() for _ in range(3)]
_TEAM = new_id()
_DRAFTS = st.one_of(
    st.builds(
        lambda identity, title, weight: objective(identity, title=title, weight=weight),
        st.sampled_from(_IDS),
        st.sampled_from(["a", "b", "c"]),
        st.integers(0, 3),
    ),
    st.builds(lambda identity: objective(identity, title="x", deleted=True), st.sampled_from(_IDS)),
    st.builds(lambda identity, parent: objective(identity, title="y", parent=parent), *[st.sampled_from(_IDS)] * 2),
    st.builds(lambda name: Operation(EntityKind.TEAM, _TEAM, {"key": "t", "name": name}), st.sampled_from(["t", "u"])),
    st.builds(lambda value: check_in(_IDS[0], value), st.integers(0, 9)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    batches=st.lists(st.lists(_DRAFTS, min_size=1, max_size=3), min_size=1, max_size=5),
    back=st.integers(1, 5),
)
def test_undoing_returns_to_the_state_before_and_redoing_to_the_state_after(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[Operation]], back: int
) -> None:
    database = make(tmp_path_factory.mktemp("undo") / "team.goaltui")
    seen = [_visible(database)]
    for minutes, drafts in enumerate(batches):
        applied = database.apply(drafts, author="anna", now=later(minutes))
        if applied.batch:
            seen.append(_visible(database))
    steps = min(back, len(seen) - 1)
    for step in range(steps):
        _undo(database)
        assert _visible(database) == seen[len(seen) - 2 - step]
    for step in range(steps):
        _redo(database)
        assert _visible(database) == seen[len(seen) - steps + step]
    before = state(database.path)
    database.upkeep.rebuild()
    assert state(database.path) == before
    database.close()


def _visible(database: Database) -> tuple[object, ...]:
    return (database.records(DAY), tuple(database.series.all_check_ins()))


def test_a_batch_of_several_pieces_goes_and_comes_back_as_one(database: Database) -> None:
    measure = new_id()
    write(database, *(check_in(measure, number) for number in range(PIECE + 7)))
    whole = state(database.path)
    undone = database.undo(author="anna", now=later(1))
    assert undone.described == f"{PIECE + 7} check-ins"
    assert len(undone.touched) == PIECE + 7
    assert list(database.series.all_check_ins()) == []
    (last, *_), _ = database.journal.batches(limit=1, shown=1)
    assert last.fields == PIECE + 7
    database.redo(author="anna", now=later(2))
    assert state(database.path) == whole


def test_a_large_undo_with_something_in_its_way_at_the_end_takes_nothing_back(database: Database) -> None:
    drafts = [objective(title=f"goal {number}") for number in range(1_200)]
    write(database, *drafts)
    write(database, objective(drafts[0].entity_id, title="Bo's"), author="bo", minutes=1)
    before = state(database.path)
    with pytest.raises(Refused, match="edit it instead"):
        database.undo(author="anna", now=later(2))
    assert state(database.path) == before


_STANDING = [new_id() for _ in range(4)]
_ENTERED = [new_id() for _ in range(4)]
_STEPS = st.one_of(
    st.builds(
        lambda identity, fields: objective(identity, **fields),
        st.sampled_from(_STANDING) | st.uuids(version=4).map(str),
        st.fixed_dictionaries(
            {"title": st.sampled_from(["a", "b"])},
            optional={"weight": st.integers(0, 3), "why": st.sampled_from(["", "x"]), "deleted": st.booleans()},
        ),
    ),
    st.builds(
        lambda identity, fields: Operation(EntityKind.CHECK_IN, identity, {"measure": _TEAM, **fields}),
        st.sampled_from(_ENTERED) | st.uuids(version=4).map(str),
        st.fixed_dictionaries(
            {"date": st.sampled_from(["2026-07-01", "2026-09-01"]), "value": st.integers(0, 3)},
            optional={"note": st.sampled_from(["", "x"]), "deleted": st.booleans()},
        ),
    ),
    st.builds(lambda identity, gone: objective(identity, deleted=gone), st.sampled_from(_STANDING), st.booleans()),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.lists(_STEPS.filter(lambda draft: len(draft.fields) > 1), max_size=8),
    drafts=st.lists(_STEPS, min_size=1, max_size=8, unique_by=lambda draft: draft.entity_id),
)
def test_undoing_a_batch_does_what_undoing_its_parts_one_by_one_does(
    tmp_path_factory: pytest.TempPathFactory, before: list[Operation], drafts: list[Operation]
) -> None:
    databases = [make(tmp_path_factory.mktemp(name) / "team.goaltui") for name in ("whole", "parts")]
    for database in databases:
        write(database, *(objective(identity, title="o") for identity in _STANDING), *before)
    whole, parts = databases
    write(whole, *drafts, minutes=1)
    written = [parts.apply([draft], author="anna", now=later(1)).batch for draft in drafts]
    steps = sum(map(bool, written))
    assume(steps)
    for reverse in (Database.undo, Database.redo):
        starts = [len(_said(database)) for database in databases]
        reverse(whole, author="anna", now=later(2))
        for _ in range(steps):
            reverse(parts, author="anna", now=later(2))
        one, each = (_said(database)[start:] for database, start in zip(databases, starts, strict=True))
        assert one == each
        for database in databases:
            standing = state(database.path)
            database.upkeep.rebuild()
            assert state(database.path) == standing
    for database in databases:
        database.close()


def _said(database: Database) -> list[tuple[str, str, dict[str, Value]]]:
    """What each change of the journal set, without marks of what was taken back."""
    changes = database.journal.changes()
    return [(change.entity, change.entity_id, dict(change.fields)) for change in changes if change.entity != "batch"]
