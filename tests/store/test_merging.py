"""Merging: in whatever order copies meet they end up the same, and nothing that was ever said is lost."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goaltui.model.changes import Change, Draft, Value
from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField
from goaltui.model.refs import new_id
from goaltui.store.database import Database
from tests.store.support import DAY, START, check_in, key_result, later, make, objective, state, write

_OBJECTIVES = [new_id() for _ in range(3)]
_MEASURE = new_id()
_WISH = new_id()
_LATE_CHECK_IN = new_id()
_STRANGERS = [new_id(), new_id()]
_SKEWS = st.sampled_from([-60.0, -0.0001, 0.0, 0.0001, 60.0])


@dataclass(frozen=True)
class Write:
    """One batch written in one copy."""

    copy: int
    minutes: float
    drafts: Sequence[Draft]


@dataclass(frozen=True)
class Meet:
    """One copy takes in what another one has."""

    copy: int
    other: int


@dataclass(frozen=True)
class Stranger:
    """A change from a version that nobody here knows, or from somebody with bad intentions."""

    copy: int
    who: int
    minutes: float
    entity: str
    entity_id: str
    fields: dict[str, Value | list[int]]


_DRAFT = st.one_of(
    st.builds(
        lambda identity, title: objective(identity, title=title), st.sampled_from(_OBJECTIVES), st.sampled_from("abc")
    ),
    st.builds(
        lambda identity, weight: objective(identity, title="w", weight=weight),
        st.sampled_from(_OBJECTIVES),
        st.integers(0, 5),
    ),
    st.builds(
        lambda identity, gone: objective(identity, title="d", deleted=gone),
        st.sampled_from(_OBJECTIVES),
        st.booleans(),
    ),
    st.builds(
        lambda identity, parent: objective(identity, title="p", parent=parent), *[st.sampled_from(_OBJECTIVES)] * 2
    ),
    st.builds(lambda value, day: check_in(_MEASURE, value, day), st.integers(0, 9), st.integers(1, 28)),
    st.builds(
        lambda value: Draft(
            EntityKind.CHECK_IN, _LATE_CHECK_IN, {"measure": _MEASURE, "date": "2026-09-03", "value": value}
        ),
        st.integers(0, 9),
    ),
)
_COPY = st.integers(0, 3)
_STRANGE: st.SearchStrategy[tuple[str, str, dict[str, Value | list[int]]]] = st.one_of(
    st.tuples(st.just("wish"), st.just(_WISH), st.just({"title": "from the future"})),
    st.tuples(
        st.just("objective"),
        st.sampled_from(_OBJECTIVES),
        st.sampled_from(
            [
                {"colour": "red"},
                {"title": 5},
                {"title": "x" * 2_000, "why": "kept"},
                {"title": "known", "tags": [1, 2]},
                {"weight": "heavy"},
                {"weight": -1},
                {"parent": "nobody"},
                {"title": None},
                {"deleted": "perhaps"},
            ]
        ),
    ),
    st.tuples(
        st.just("check_in"),
        st.just(_LATE_CHECK_IN),
        st.sampled_from([{"value": 3}, {"measure": _MEASURE}, {"date": "2026-09-09"}, {"date": "soon"}]),
    ),
)
_STEP = st.one_of(
    st.builds(Write, _COPY, st.floats(0, 120), st.lists(_DRAFT, min_size=1, max_size=3)),
    st.builds(Write, _COPY, st.floats(0, 120), st.lists(_DRAFT, min_size=1, max_size=3)),
    st.builds(Meet, _COPY, _COPY),
    st.builds(
        lambda copy, who, minutes, told: Stranger(copy, who, minutes, *told),
        _COPY,
        st.integers(0, 1),
        st.floats(0, 120),
        _STRANGE,
    ),
)


@settings(max_examples=40, deadline=None)
@given(
    steps=st.lists(_STEP, min_size=4, max_size=14),
    skews=st.lists(_SKEWS, min_size=2, max_size=4),
    meetings=st.data(),
)
def test_copies_end_up_the_same_whatever_the_order(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[Write | Meet | Stranger],
    skews: list[float],
    meetings: st.DataObject,
) -> None:
    copies = _diverged(tmp_path_factory.mktemp("merge"), len(skews))
    said = _Said()
    for number, step in enumerate(steps):
        _take(copies, skews, said, step, number)
    pairs = meetings.draw(st.permutations(list(permutations(range(len(copies)), 2))))
    for one, other in pairs:
        copies[one].merge(copies[other].changes(), now=later(200))
    states = [state(copy.path) for copy in copies]
    journals = [set(map(_whole, copy.changes())) for copy in copies]
    for other_state, journal in zip(states[1:], journals[1:], strict=True):
        assert other_state == states[0]
        assert journal == journals[0]
    ids = {str(row) for row in states[0]["check_in"]}
    assert all(any(identity in row for row in ids) for identity in said.check_ins)
    assert {(change.replica, change.seq) for change in said.strangers} <= {
        (entry[0], entry[1]) for entry in journals[0]
    }
    for copy in copies:
        again = copy.merge(copies[0].changes(), now=later(300))
        assert again.touched == frozenset()
    copies[0].rebuild()
    assert state(copies[0].path) == states[0]
    for copy in copies:
        copy.close()


class _Said:
    """What must not be lost."""

    def __init__(self) -> None:
        self.check_ins: set[str] = set()
        self.strangers: list[Change] = []


def _take(copies: list[Database], skews: list[float], said: _Said, step: Write | Meet | Stranger, number: int) -> None:
    here = step.copy % len(copies)
    now = later(number * 3)
    if isinstance(step, Meet):
        copies[here].merge(copies[step.other % len(copies)].changes(), now=now)
    elif isinstance(step, Stranger):
        change = _strange(step, number)
        said.strangers.append(change)
        copies[here].merge([change], now=now)
    else:
        moment = later(step.minutes + skews[here])
        applied = copies[here].apply(step.drafts, author=f"author {here}", now=moment)
        ids = {draft.entity_id for draft in step.drafts if draft.entity == EntityKind.CHECK_IN}
        said.check_ins |= ids & applied.touched


def _strange(step: Stranger, number: int) -> Change:
    moment = later(step.minutes)
    return Change(
        replica=_STRANGERS[step.who],
        seq=number + 1,
        hlc=int(moment.timestamp() * 1000) << 16,
        batch=new_id(),
        author="stranger",
        at=moment,
        entity=step.entity,
        entity_id=step.entity_id,
        fields=step.fields,  # type: ignore[arg-type]
    )


def _whole(change: Change) -> tuple[object, ...]:
    return (
        change.replica,
        change.seq,
        change.hlc,
        change.batch,
        change.author,
        change.at,
        change.entity,
        change.entity_id,
        json.dumps(change.fields, sort_keys=True),
    )


def _diverged(folder: Path, count: int) -> list[Database]:
    first = make(folder / "0.goaltui")
    write(first, Draft(EntityKind.MEASURE, _MEASURE, {"title": "m"}), objective(_OBJECTIVES[0], title="base"))
    content = first.path.read_bytes()
    others = [folder / f"{number}.goaltui" for number in range(1, count)]
    for path in others:
        path.write_bytes(content)
    return [first, *map(Database.open, others)]


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Database, Database]:
    """Two copies of one workspace."""
    one, other = _diverged(tmp_path, 2)
    return one, other


def test_two_check_ins_at_once_are_two_check_ins(pair: tuple[Database, Database]) -> None:
    one, other = pair
    write(one, check_in(_MEASURE, 1), author="anna", minutes=5)
    write(other, check_in(_MEASURE, 2), author="ben", minutes=5)
    one.merge(other.changes(), now=later(6))
    assert {item.value for item in one.all_check_ins()} == {1, 2}


def test_the_later_edit_wins_and_the_other_is_marked_replaced(pair: tuple[Database, Database]) -> None:
    one, other = pair
    write(one, objective(_OBJECTIVES[0], title="by anna"), author="anna", minutes=5)
    write(other, objective(_OBJECTIVES[0], title="by ben"), author="ben", minutes=6)
    for copy, from_other in ((one, other), (other, one)):
        copy.merge(from_other.changes(), now=later(7))
        assert copy.records(DAY).objectives[0].title == "by ben"
        titles = [(item.new, item.old, item.replaced) for item in copy.history(_OBJECTIVES[0]) if item.field == "title"]
        assert titles == [("by ben", "by anna", False), ("by anna", "base", True), ("base", None, True)][: len(titles)]
        assert titles[:2] == [("by ben", "by anna", False), ("by anna", "base", True)]


def test_a_clock_far_ahead_is_believed_but_not_followed(pair: tuple[Database, Database]) -> None:
    one, other = pair
    year = START + timedelta(days=365)
    other.apply([objective(_OBJECTIVES[0], title="from next year")], author="ben", now=year)
    one.merge(other.changes(), now=later(1))
    assert one.records(DAY).objectives[0].title == "from next year"
    write(one, objective(_OBJECTIVES[1], title="today"), minutes=2)
    ours = [change for change in one.changes() if change.author == "anna"][-1]
    assert ours.hlc < (int((START + timedelta(hours=25)).timestamp() * 1000) << 16)
    write(one, objective(_OBJECTIVES[0], title="does not win yet"), minutes=3)
    before = state(one.path)
    assert one.records(DAY).objectives[0].title == "from next year"
    one.rebuild()
    assert state(one.path) == before


def test_a_clock_a_little_ahead_is_followed(pair: tuple[Database, Database]) -> None:
    one, other = pair
    write(other, objective(_OBJECTIVES[0], title="by ben, an hour fast"), author="ben", minutes=60)
    one.merge(other.changes(), now=later(1))
    write(one, objective(_OBJECTIVES[0], title="by anna, who saw it"), minutes=2)
    other.merge(one.changes(), now=later(61))
    assert other.records(DAY).objectives[0].title == "by anna, who saw it"


def test_a_file_put_back_to_an_earlier_state_gives_no_number_twice(pair: tuple[Database, Database]) -> None:
    one, other = pair
    before = one.path.read_bytes()
    write(one, check_in(_MEASURE, 1), minutes=1)
    other.merge(one.changes(), now=later(2))
    one.close()
    one.path.write_bytes(before)
    again = Database.open(one.path)
    write(again, check_in(_MEASURE, 2), minutes=3)
    for _ in range(2):
        again.merge(other.changes(), now=later(4))
        other.merge(again.changes(), now=later(4))
    assert {item.value for item in again.all_check_ins()} == {1, 2}
    assert state(again.path) == state(other.path)
    write(again, check_in(_MEASURE, 3), minutes=5)
    other.merge(again.changes(), now=later(6))
    assert {item.value for item in other.all_check_ins()} == {1, 2, 3}


def test_what_no_journal_can_hold_is_counted_and_left_out(pair: tuple[Database, Database]) -> None:
    one, other = pair
    write(other, check_in(_MEASURE, 1), minutes=1)
    good = next(change for change in other.changes() if change.entity == EntityKind.CHECK_IN)
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
    applied = one.merge(wrong, now=later(2))
    assert applied.refused == len(wrong)
    assert applied.touched == frozenset()
    assert state(one.path) == before
    assert one.merge([*wrong, good], now=later(2)).touched == {good.entity_id}


def test_a_lone_surrogate_is_passed_on(pair: tuple[Database, Database]) -> None:
    one, other = pair
    write(other, check_in(_MEASURE, 1), minutes=1)
    good = next(change for change in other.changes() if change.entity == EntityKind.CHECK_IN)
    odd = replace(good, replica=new_id(), fields={**good.fields, "mood": "\ud83d"})
    one.merge([odd], now=later(2))
    assert odd in list(one.changes())
    assert [item.value for item in one.all_check_ins()] == [1]


def test_a_wrong_value_leaves_the_last_good_one(pair: tuple[Database, Database]) -> None:
    one, _ = pair
    change = replace(list(one.changes())[-1], replica=new_id(), hlc=int(later(9).timestamp() * 1000) << 16)
    one.merge([replace(change, fields={"title": "\x00", "why": "still read"})], now=later(10))
    (record,) = one.records(DAY).objectives
    assert (record.title, record.why) == ("base", "still read")


def test_writing_goes_on_what_waits_in_the_journal(pair: tuple[Database, Database]) -> None:
    one, other = pair
    above = objective(title="o")
    measure, bet = key_result(above.entity_id)
    write(other, above, measure, bet, minutes=1)
    made = next(change for change in other.changes() if change.entity_id == bet.entity_id)
    half = replace(made, replica=new_id(), entity_id=new_id(), fields={"title": "half", "weight": 7})
    one.merge([half], now=later(2))
    assert one.get(EntityKind.KEY_RESULT, half.entity_id) is None
    with pytest.raises(InvalidField):
        write(one, Draft(EntityKind.KEY_RESULT, half.entity_id, {"objective": above.entity_id}), minutes=3)
    told: dict[str, Value] = {"title": "whole", "objective": above.entity_id, "measure": measure.entity_id}
    write(one, Draft(EntityKind.KEY_RESULT, half.entity_id, told), minutes=4)
    (record,) = one.records(DAY).key_results
    assert (record.title, record.weight) == ("whole", 7)
    before = state(one.path)
    one.rebuild()
    assert state(one.path) == before
