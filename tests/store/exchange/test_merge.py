"""Merging: in whatever order copies meet they end up the same, and nothing that was ever said is lost."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField, Refused
from goaltui.model.refs import new_id
from goaltui.store.causality import digest
from goaltui.store.clock import first_at
from goaltui.store.database import Database
from goaltui.store.time_travel import known_at
from tests.store.stories import (
    MEASURE,
    OBJECTIVES,
    SKEWS,
    STEP,
    Meet,
    Said,
    Stranger,
    Undo,
    Write,
    diverged,
    take,
    whole,
)
from tests.store.support import DAY, START, check_in, key_result, later, objective, state, write


@settings(max_examples=40, deadline=None)
@given(
    steps=st.lists(STEP, min_size=4, max_size=14),
    skews=st.lists(SKEWS, min_size=2, max_size=4),
    meetings=st.data(),
)
def test_copies_end_up_the_same_whatever_the_order(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[Write | Meet | Undo | Stranger],
    skews: list[float],
    meetings: st.DataObject,
) -> None:
    copies = diverged(tmp_path_factory.mktemp("merge"), len(skews))
    said = Said()
    for number, step in enumerate(steps):
        take(copies, skews, said, step, number)
    pairs = meetings.draw(st.permutations(list(permutations(range(len(copies)), 2))))
    for one, other in pairs:
        copies[one].exchange.merge(copies[other].journal.changes(), now=later(200))
    states = [state(copy.path) for copy in copies]
    journals = [set(map(whole, copy.journal.changes())) for copy in copies]
    for other_state, journal in zip(states[1:], journals[1:], strict=True):
        assert other_state == states[0]
        assert journal == journals[0]
    ids = {str(row) for row in states[0]["check_in"]}
    assert all(any(identity in row for row in ids) for identity in said.check_ins)
    assert {(change.replica, change.seq) for change in said.strangers} <= {
        (entry[0], entry[1]) for entry in journals[0]
    }
    for copy in copies:
        again = copy.exchange.merge(copies[0].journal.changes(), now=later(300))
        assert again.touched == frozenset()
    copies[0].upkeep.rebuild()
    assert state(copies[0].path) == states[0]
    for copy in copies:
        copy.close()


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Database, Database]:
    """Two copies of one workspace."""
    one, other = diverged(tmp_path, 2)
    return one, other


def test_two_check_ins_at_once_are_two_check_ins(pair: tuple[Database, Database]) -> None:
    one, other = pair
    write(one, check_in(MEASURE, 1), author="anna", minutes=5)
    write(other, check_in(MEASURE, 2), author="ben", minutes=5)
    one.exchange.merge(other.journal.changes(), now=later(6))
    assert {item.value for item in one.series.all_check_ins()} == {1, 2}


def test_the_later_edit_wins_and_the_other_is_marked_replaced(pair: tuple[Database, Database]) -> None:
    one, other = pair
    write(one, objective(OBJECTIVES[0], title="by anna"), author="anna", minutes=5)
    write(other, objective(OBJECTIVES[0], title="by ben"), author="ben", minutes=6)
    for copy, from_other in ((one, other), (other, one)):
        copy.exchange.merge(from_other.journal.changes(), now=later(7))
        assert copy.records(DAY).objectives[0].title == "by ben"
        titles = [
            (item.new, item.old, item.replaced) for item in copy.journal.history(OBJECTIVES[0]) if item.field == "title"
        ]
        assert titles == [("by ben", "by anna", False), ("by anna", "base", True), ("base", None, True)][: len(titles)]
        assert titles[:2] == [("by ben", "by anna", False), ("by anna", "base", True)]


_TICKS: tuple[dict[str, Value], ...] = (
    {"done": True, "done_on": "2026-09-03"},
    {"done": True, "done_on": "2026-09-05"},
    {"done": True, "done_on": None},
    {"done": False, "done_on": None},
)


@pytest.mark.parametrize("first", _TICKS)
@pytest.mark.parametrize("earlier", _TICKS)
@pytest.mark.parametrize("later_one", _TICKS)
def test_a_milestone_ticked_in_two_copies_is_done_on_the_day_of_the_later(
    pair: tuple[Database, Database], first: dict[str, Value], earlier: dict[str, Value], later_one: dict[str, Value]
) -> None:
    one, other = pair
    bet = key_result(OBJECTIVES[0])
    step = Operation(EntityKind.MILESTONE, new_id(), {"key_result": bet[1].entity_id, "title": "Draft", **first})
    write(one, *bet, step, minutes=1)
    other.exchange.merge(one.journal.changes(), now=later(2))
    write(one, replace(step, fields=earlier), minutes=5)
    write(other, replace(step, fields=later_one), author="ben", minutes=6)
    one.exchange.merge(other.journal.changes(), now=later(7))
    other.exchange.merge(one.journal.changes(), now=later(7))
    assert one.things.milestones(bet[1].entity_id) == other.things.milestones(bet[1].entity_id)
    (found,) = one.things.milestones(bet[1].entity_id)
    # What a copy had as the other wrote it is not written again, so there the earlier one stands.
    told = {**earlier, **{name: value for name, value in later_one.items() if value != first[name]}}
    assert found.done == told["done"]
    assert (found.done_on and found.done_on.isoformat()) == (told["done_on"] if found.done else None)


@settings(max_examples=40, deadline=None)
@given(
    steps=st.lists(STEP, min_size=2, max_size=12),
    skews=st.lists(SKEWS, min_size=3, max_size=3),
    field=st.sampled_from([("title", "by who saw it"), ("weight", 9), ("deleted", True), ("owner", OBJECTIVES[1])]),
)
def test_who_saw_a_value_replaces_it_after_any_history_whatever_the_clocks(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[Write | Meet | Undo | Stranger],
    skews: list[float],
    field: tuple[str, Value],
) -> None:
    copies = diverged(tmp_path_factory.mktemp("seen"), len(skews))
    said = Said()
    for number, step in enumerate(steps):
        take(copies, skews, said, step, number)
    for copy in copies[1:]:
        copies[0].exchange.merge(copy.journal.changes(), now=later(200))
    name, value = field
    copies[0].apply([objective(OBJECTIVES[0], **{name: value})], author="anna", now=later(201 + skews[0]))
    for copy in copies:
        copy.exchange.merge(copies[0].journal.changes(), now=later(202))
        found = copy.things.get(EntityKind.OBJECTIVE, OBJECTIVES[0])
        assert getattr(found, name) == value
        assert state(copy.path) == state(copies[0].path)
    before = state(copies[0].path)
    copies[0].upkeep.rebuild()
    assert state(copies[0].path) == before
    for copy in copies:
        copy.close()


@pytest.mark.parametrize("clock", [first_at(START + timedelta(days=365)), first_at(START) << 1, 2**63 - 1])
def test_no_forged_clock_locks_a_field(pair: tuple[Database, Database], clock: int) -> None:
    one, other = pair
    made = next(change for change in one.journal.changes() if change.entity_id == OBJECTIVES[0])
    forged = [replace(made, replica=new_id(), hlc=clock, fields={"title": text}) for text in ("forged", "again")]
    one.exchange.merge(forged, now=later(1))
    assert one.records(DAY).objectives[0].title in {"forged", "again"}
    for number, title in enumerate(("mine", "and mine", "still mine")):
        write(one, objective(OBJECTIVES[0], title=title), minutes=2 + number)
        assert one.records(DAY).objectives[0].title == title
    one.undo(author="anna", now=later(9))
    other.exchange.merge(one.journal.changes(), now=later(10))
    assert {copy.records(DAY).objectives[0].title for copy in pair} == {"and mine"}
    write(other, objective(OBJECTIVES[0], title="by ben"), author="ben", minutes=11)
    one.exchange.merge(other.journal.changes(), now=later(12))
    assert {copy.records(DAY).objectives[0].title for copy in pair} == {"by ben"}


def test_a_claim_to_have_seen_what_was_not_there_yet_locks_nothing(pair: tuple[Database, Database]) -> None:
    one, other = pair
    write(other, objective(OBJECTIVES[0], title="by ben"), author="ben", minutes=1)
    (after,) = (digest(change) for change in other.journal.changes() if change.fields.get("title") == "by ben")
    made = next(change for change in one.journal.changes() if change.entity_id == OBJECTIVES[0])
    claims = replace(made, replica=new_id(), hlc=0, fields={"title": "claims"}, follows=(after, "f" * 32))
    one.exchange.merge([claims], now=later(2))
    one.exchange.merge(other.journal.changes(), now=later(2))
    assert one.records(DAY).objectives[0].title == "claims"
    write(other, objective(OBJECTIVES[0], title="concurrent and later"), author="ben", minutes=3)
    one.exchange.merge(other.journal.changes(), now=later(4))
    other.exchange.merge(one.journal.changes(), now=later(4))
    assert [copy.records(DAY).objectives[0].title for copy in pair] == ["concurrent and later"] * 2


@pytest.mark.parametrize("follows", [("x",), ("0" * 31,), ("f" * 32,) * 10_001, (5,)])
def test_a_claim_that_no_journal_can_hold_is_left_out(pair: tuple[Database, Database], follows: tuple[str]) -> None:
    one, _ = pair
    made = next(change for change in one.journal.changes() if change.entity_id == OBJECTIVES[0])
    assert one.exchange.merge([replace(made, replica=new_id(), follows=follows)], now=later(2)).refused == 1


def test_a_clock_that_was_set_right_is_followed_again(pair: tuple[Database, Database]) -> None:
    one, other = pair
    one.apply([objective(OBJECTIVES[1], title="next year")], author="anna", now=START + timedelta(days=365))
    write(one, objective(OBJECTIVES[0], title="set right, but first"), minutes=5)
    write(other, objective(OBJECTIVES[0], title="second"), author="ben", minutes=6)
    one.exchange.merge(other.journal.changes(), now=later(7))
    assert one.records(DAY).objectives[0].title == "second"


def test_what_stands_in_the_way_of_an_undo_came_after_or_did_not_see_it(pair: tuple[Database, Database]) -> None:
    one, other = pair
    year = START + timedelta(days=365)
    other.apply([objective(OBJECTIVES[0], title="from next year")], author="ben", now=year)
    one.exchange.merge(other.journal.changes(), now=later(1))
    write(one, objective(OBJECTIVES[0], title="after it"), minutes=2)
    assert one.undo(author="anna", now=later(3)).touched == {OBJECTIVES[0]}
    assert one.records(DAY).objectives[0].title == "from next year"
    write(one, objective(OBJECTIVES[0], title="mine"), minutes=4)
    other.apply([objective(OBJECTIVES[0], title="meanwhile")], author="ben", now=year)
    one.exchange.merge(other.journal.changes(), now=later(5))
    with pytest.raises(Refused, match=r"ben changed the title of 'meanwhile' on .*, not having seen yours"):
        one.undo(author="anna", now=later(6))


def test_what_was_seen_at_a_moment_was_known_then(pair: tuple[Database, Database]) -> None:
    one, other = pair
    year = START + timedelta(days=365)
    other.apply([objective(OBJECTIVES[0], title="from next year", why="told then")], author="ben", now=year)
    one.exchange.merge(other.journal.changes(), now=later(1))
    write(one, objective(OBJECTIVES[0], title="after it"), minutes=2)
    write(one, objective(OBJECTIVES[0], title="later still", why="later"), minutes=9)
    known = known_at(one, later(5))
    (found,) = known.records(DAY).objectives
    assert (found.title, found.why) == ("after it", "told then")
    known.close()


def test_a_clock_far_ahead_is_believed_but_not_followed(pair: tuple[Database, Database]) -> None:
    one, other = pair
    year = START + timedelta(days=365)
    other.apply([objective(OBJECTIVES[0], title="from next year")], author="ben", now=year)
    one.exchange.merge(other.journal.changes(), now=later(1))
    assert one.records(DAY).objectives[0].title == "from next year"
    write(one, objective(OBJECTIVES[1], title="today"), minutes=2)
    ours = [change for change in one.journal.changes() if change.author == "anna"][-1]
    assert ours.hlc < (int((START + timedelta(hours=25)).timestamp() * 1000) << 16)
    write(one, objective(OBJECTIVES[0], title="seen and replaced"), minutes=3)
    before = state(one.path)
    assert one.records(DAY).objectives[0].title == "seen and replaced"
    one.upkeep.rebuild()
    assert state(one.path) == before


def test_a_clock_a_little_ahead_is_followed(pair: tuple[Database, Database]) -> None:
    one, other = pair
    write(other, objective(OBJECTIVES[0], title="by ben, an hour fast"), author="ben", minutes=60)
    one.exchange.merge(other.journal.changes(), now=later(1))
    write(one, objective(OBJECTIVES[0], title="by anna, who saw it"), minutes=2)
    other.exchange.merge(one.journal.changes(), now=later(61))
    assert other.records(DAY).objectives[0].title == "by anna, who saw it"


def test_a_file_put_back_to_an_earlier_state_gives_no_number_twice(pair: tuple[Database, Database]) -> None:
    one, other = pair
    before = one.path.read_bytes()
    write(one, check_in(MEASURE, 1), minutes=1)
    other.exchange.merge(one.journal.changes(), now=later(2))
    one.close()
    one.path.write_bytes(before)
    again = Database.open(one.path)
    write(again, check_in(MEASURE, 2), minutes=3)
    for _ in range(2):
        again.exchange.merge(other.journal.changes(), now=later(4))
        other.exchange.merge(again.journal.changes(), now=later(4))
    assert {item.value for item in again.series.all_check_ins()} == {1, 2}
    assert state(again.path) == state(other.path)
    write(again, check_in(MEASURE, 3), minutes=5)
    other.exchange.merge(again.journal.changes(), now=later(6))
    assert {item.value for item in other.series.all_check_ins()} == {1, 2, 3}


def test_what_no_journal_can_hold_is_counted_and_left_out(pair: tuple[Database, Database]) -> None:
    one, other = pair
    write(other, check_in(MEASURE, 1), minutes=1)
    good = next(change for change in other.journal.changes() if change.entity == EntityKind.CHECK_IN)
    wrong = [
        replace(good, replica="x"),
        replace(good, seq=0),
        replace(good, seq=2**70),
        replace(good, hlc=2**70),
        replace(good, hlc=-1),
        replace(good, batch="'; DROP TABLE change;--"),
        replace(good, entity="Robert'); DROP"),
        replace(good, entity_id="../../etc/passwd"),
        replace(good, author="x" * 5_000),
        replace(good, at=datetime(2026, 9, 1)),
        replace(good, at=START - timedelta(days=365 * 100)),
        replace(good, fields={"note": "x" * 2_000_000}),
        replace(good, fields={"x" * 200: 1}),
        replace(good, fields=[1]),  # type: ignore[arg-type]
        replace(good, fields={"note": {1, 2}}),  # type: ignore[dict-item]
    ]
    before = state(one.path)
    applied = one.exchange.merge(wrong, now=later(2))
    assert applied.refused == len(wrong)
    assert applied.touched == frozenset()
    assert state(one.path) == before
    assert one.exchange.merge([*wrong, good], now=later(2)).touched == {good.entity_id}


def test_a_lone_surrogate_is_passed_on(pair: tuple[Database, Database]) -> None:
    one, other = pair
    write(other, check_in(MEASURE, 1), minutes=1)
    good = next(change for change in other.journal.changes() if change.entity == EntityKind.CHECK_IN)
    odd = replace(good, replica=new_id(), fields={**good.fields, "mood": "\ud83d"})
    one.exchange.merge([odd], now=later(2))
    assert odd in list(one.journal.changes())
    assert [item.value for item in one.series.all_check_ins()] == [1]


def test_a_wrong_value_leaves_the_last_good_one(pair: tuple[Database, Database]) -> None:
    one, _ = pair
    change = replace(list(one.journal.changes())[-1], replica=new_id(), hlc=int(later(9).timestamp() * 1000) << 16)
    one.exchange.merge([replace(change, fields={"title": "\x00", "why": "still read"})], now=later(10))
    (record,) = one.records(DAY).objectives
    assert (record.title, record.why) == ("base", "still read")


def test_writing_goes_on_what_waits_in_the_journal(pair: tuple[Database, Database]) -> None:
    one, other = pair
    above = objective(title="o")
    measure, bet = key_result(above.entity_id)
    write(other, above, measure, bet, minutes=1)
    made = next(change for change in other.journal.changes() if change.entity_id == bet.entity_id)
    half = replace(made, replica=new_id(), entity_id=new_id(), fields={"title": "half", "weight": 7})
    one.exchange.merge([half], now=later(2))
    assert one.things.get(EntityKind.KEY_RESULT, half.entity_id) is None
    with pytest.raises(InvalidField):
        write(one, Operation(EntityKind.KEY_RESULT, half.entity_id, {"objective": above.entity_id}), minutes=3)
    told: dict[str, Value] = {"title": "whole", "objective": above.entity_id, "measure": measure.entity_id}
    write(one, Operation(EntityKind.KEY_RESULT, half.entity_id, told), minutes=4)
    (record,) = one.records(DAY).key_results
    assert (record.title, record.weight) == ("whole", 7)
    before = state(one.path)
    one.upkeep.rebuild()
    assert state(one.path) == before
