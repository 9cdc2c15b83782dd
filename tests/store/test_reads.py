"""What is read of a day: the aggregate queries against a plain retelling of the rules, check-in by check-in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind, ManualStatus
from goaltui.model.records import KeyResultRecord, Point
from goaltui.model.refs import WORKSPACE_ID, encode, id_range, new_id
from goaltui.store.database import Database
from tests.store.support import check_in, heard, key_result, make, objective, write


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A new database."""
    return make(tmp_path / "team.goaltui")


def _september(day: int) -> date:
    return date(2026, 9, day)


@dataclass(frozen=True)
class Told:
    """A check-in on one of two key results that may share a measure."""

    by: int | None
    measure: int
    day: int
    value: int | None
    confidence: int | None
    status: ManualStatus | None
    deleted: bool


_TOLD = st.builds(
    Told,
    by=st.none() | st.integers(0, 1),
    measure=st.integers(0, 1),
    day=st.integers(1, 6),
    value=st.none() | st.integers(0, 9),
    confidence=st.none() | st.integers(0, 10),
    status=st.none() | st.sampled_from(ManualStatus),
    deleted=st.sampled_from([False, False, False, True]),
)


@settings(max_examples=60, deadline=None)
@given(told=st.lists(_TOLD, max_size=12), shared=st.booleans(), day=st.integers(1, 6))
def test_key_results_stand_where_their_check_ins_leave_them(
    tmp_path_factory: pytest.TempPathFactory, told: list[Told], shared: bool, day: int
) -> None:
    database = make(tmp_path_factory.mktemp("reads") / "team.goaltui")
    measures = [new_id(), new_id()]
    bets = [new_id(), new_id()]
    bound = [measures[0], measures[0 if shared else 1]]
    above = objective(title="o")
    write(
        database,
        above,
        *(Operation(EntityKind.MEASURE, measure, {"title": "m", "unit": "kg"}) for measure in measures),
        *(
            Operation(EntityKind.KEY_RESULT, bet, {"title": "k", "objective": above.entity_id, "measure": measure})
            for bet, measure in zip(bets, bound, strict=True)
        ),
        *(_draft(item, measures, bets) for item in told),
    )
    records = database.records(_september(day)).key_results
    assert [record.id for record in records] == bets
    for number, record in enumerate(records):
        seen = [item for item in told if item.day <= day and not item.deleted]
        ordered = sorted(seen, key=lambda item: item.day)
        _assert_stands(record, number, measures.index(bound[number]), ordered)
        assert database.things.key_result(record.id, _september(day)) == record
    points = database.series.points(measures, None, _september(day))
    for number, measure in enumerate(measures):
        expected = [
            Point(_september(item.day), float(item.value), False)
            for item in sorted(told, key=lambda item: item.day)
            if item.measure == number and item.value is not None and item.day <= day and not item.deleted
        ]
        assert points.get(measure, ()) == tuple(expected)
    database.close()


def _draft(item: Told, measures: Sequence[str], bets: Sequence[str]) -> Operation:
    told: dict[str, Value] = {
        "key_result": bets[item.by] if item.by is not None else None,
        "confidence": item.confidence,
        "status": item.status.value if item.status else None,
        "deleted": item.deleted,
    }
    return check_in(measures[item.measure], item.value, item.day, **told)


def _assert_stands(record: KeyResultRecord, number: int, measure: int, told: list[Told]) -> None:
    valued = [item for item in told if item.measure == measure and item.value is not None]
    in_context = [item for item in told if item.by == number]
    latest = valued[-1] if valued else None
    assert record.value == (latest.value if latest else None)
    assert record.value_on == (_september(latest.day) if latest else None)
    assert record.checked_in == record.value_on
    sure = [item.confidence for item in in_context if item.confidence is not None]
    assert record.confidence == (sure[-1] if sure else None)
    judged = [item for item in in_context if item.status is not None]
    holds = judged and judged[-1].status is not ManualStatus.AUTO
    if holds and latest is not None:
        holds = _last_index(told, judged[-1]) >= _last_index(told, latest)
    assert record.manual_status == (judged[-1].status if holds else None)
    assert record.unit == "kg"
    assert record.own_measure is False


def _last_index(told: list[Told], item: Told) -> int:
    return next(place for place in range(len(told) - 1, -1, -1) if told[place] is item)


def test_a_key_result_on_its_own_has_a_measure_that_stands_nowhere_else(database: Database) -> None:
    above = objective(title="o")
    measure, bet = key_result(above.entity_id)
    write(database, above, measure, bet)
    records = database.records(_september(1))
    assert records.measures == ()
    assert records.key_results[0].own_measure is True
    assert database.things.measure(measure.entity_id) is None
    assert database.things.find("m", [EntityKind.MEASURE]) == ()


def test_values_dated_later_are_not_there_yet(database: Database) -> None:
    measure = Operation(EntityKind.MEASURE, new_id(), {"title": "Churn", "unit": "%"})
    write(database, measure, *(check_in(measure.entity_id, day / 10, day) for day in (3, 1, 9, 5)))
    series = database.series
    assert [point.value for point in series.points(None, None, None)[measure.entity_id]] == [0.1, 0.3, 0.5, 0.9]
    days = [
        point.date.day for point in series.points([measure.entity_id], _september(2), _september(5))[measure.entity_id]
    ]
    assert days == [3, 5]
    assert [item.date.day for item in series.check_ins(measure=measure.entity_id, until=_september(5))] == [5, 3, 1]
    assert [item.date.day for item in series.check_ins(measure=measure.entity_id, limit=1)] == [9]
    assert [item.date.day for item in series.all_check_ins()] == [1, 3, 5, 9]
    assert series.check_in_counts(_september(3), _september(5)) == {measure.entity_id: 2}


def test_the_scoring_in_force_is_the_latest_target_begun(database: Database) -> None:
    measure = Operation(EntityKind.MEASURE, new_id(), {"title": "Churn", "scoring": '{"goal": 2, "red_flag": 3}'})
    stricter: dict[str, Value] = {
        "measure": measure.entity_id,
        "start": "2026-09-10",
        "scoring": '{"goal": 1, "red_flag": 3}',
    }
    write(database, measure, Operation(EntityKind.TARGET, new_id(), stricter))
    before, after = (database.things.scoring_on(measure.entity_id, _september(day)) for day in (9, 10))
    assert before is not None
    assert after is not None
    assert '"goal":2.0' in before
    assert '"goal":1.0' in after


def test_a_workspace_without_a_row_has_its_defaults(database: Database) -> None:
    assert database.records(_september(1)).workspace.method == "both"
    write(database, Operation(EntityKind.WORKSPACE, WORKSPACE_ID, {"name": "Nordvik", "method": "okr"}))
    workspace = database.records(_september(1)).workspace
    assert (workspace.name, workspace.method, workspace.status_preset) == ("Nordvik", "okr", "steady")


def test_what_is_deleted_is_in_no_list_but_still_there(database: Database) -> None:
    item = objective(title="gone")
    write(database, item)
    write(database, objective(item.entity_id, deleted=True))
    assert database.records(_september(1)).objectives == ()
    assert database.things.find("gone", [EntityKind.OBJECTIVE]) == ()
    found = database.things.get(EntityKind.OBJECTIVE, item.entity_id)
    assert found is not None
    assert found.deleted
    assert item.entity_id in database.things.ids()


def test_finding_by_ref_id_key_or_part_of_a_title(database: Database) -> None:
    above = objective(title="Customers stay")
    item = objective(title="Örebro först, STRASSE", parent=above.entity_id, key="o-1")
    other = objective(title="Nothing in common")
    write(database, above, item, other)
    for text in (
        encode(item.entity_id, 6),
        encode(item.entity_id, 6).upper(),
        item.entity_id,
        item.entity_id.upper(),
        "o-1",
        "örebro",
        "ÖREBRO FÖRST",
        "strasse",
        "STRA",
        "  strasse  ",
    ):
        (match,) = database.things.find(text, [EntityKind.OBJECTIVE, EntityKind.KEY_RESULT])
        assert (match.id, match.kind, match.context) == (item.entity_id, EntityKind.OBJECTIVE, "Customers stay"), text
    assert database.things.find("", [EntityKind.OBJECTIVE]) == ()
    assert database.things.find("100%_", [EntityKind.OBJECTIVE]) == ()
    assert len(database.things.find("o", [EntityKind.OBJECTIVE])) == 3


def test_a_ref_that_is_a_word_hides_no_title(database: Database) -> None:
    low, _ = id_range("team") or ("", "")
    by_ref = objective(low, title="Something else")
    by_title = objective(title="One team")
    write(database, by_ref, by_title)
    found = database.things.find("team", [EntityKind.OBJECTIVE])
    assert [match.id for match in found] == [low, by_title.entity_id]
    assert [match.id for match in database.things.find(encode(low, 6), [EntityKind.OBJECTIVE])] == [low]


def test_what_a_ref_of_any_length_begins(database: Database) -> None:
    low, _ = id_range("team") or ("", "")
    write(database, objective(low, title="One"), objective(title="Team"))
    for begun in ("t", "te", "TEA", "team"):
        found = database.things.begun(begun, [EntityKind.OBJECTIVE])
        assert low in [match.id for match in found], begun
    assert database.things.begun("tea ", [EntityKind.OBJECTIVE]) == ()


def test_what_goals_hang_in_is_read_without_goals(database: Database) -> None:
    cycle = Operation(EntityKind.CYCLE, new_id(), {"name": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30"})
    write(database, cycle, objective(title="One"))
    with heard(database) as statements:
        found = database.things.structure()
    assert [item.name for item in found.cycles] == ["2026-Q3"]
    assert not any("FROM objective" in statement for statement in statements)


@pytest.mark.parametrize("size", [2, 200])
def test_a_day_is_read_with_the_same_few_statements_whatever_the_size(database: Database, size: int) -> None:
    above = [objective(title="o") for _ in range(size)]
    bets = [draft for item in above for draft in key_result(item.entity_id)]
    write(database, *above, *bets, *(check_in(draft.entity_id, 1) for draft in bets[::2]))
    with heard(database) as statements:
        records = database.records(_september(9))
    assert [record.value for record in records.key_results] == [1] * size
    assert len(statements) == len(records) + 1, statements


def test_people_perspectives_and_cycles_are_found_by_name(database: Database) -> None:
    person = Operation(EntityKind.PERSON, new_id(), {"key": "anna", "name": "Anna Ärlig"})
    cycle = Operation(EntityKind.CYCLE, new_id(), {"name": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30"})
    write(database, person, cycle)
    assert database.things.find("ärlig", [EntityKind.PERSON])[0].id == person.entity_id
    assert database.things.find("anna", [EntityKind.PERSON])[0].id == person.entity_id
    assert database.things.find("q3", [EntityKind.CYCLE])[0].title == "2026-Q3"
