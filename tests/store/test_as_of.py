"""A past day shows titles, structure, targets and states of that day, and values by their own days."""

from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind
from goaltui.model.records import Records
from goaltui.model.refs import new_id
from goaltui.store.database import Database
from goaltui.store.time_travel import as_of

OBJECTIVE, MEASURE, KEY_RESULT, STEP = new_id(), new_id(), new_id(), new_id()


def noon(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


def write(database: Database, moment: datetime, kind: EntityKind, identity: str, **fields: Value) -> str:
    return database.apply([Operation(kind, identity, fields)], author="anna", now=moment).batch


def handbook(path: Path, made: datetime) -> Database:
    database = Database.open(path, create=True)
    write(database, made, EntityKind.OBJECTIVE, OBJECTIVE, title="The handbook")
    write(database, made, EntityKind.MEASURE, MEASURE, title="Pages", key_result=KEY_RESULT)
    bet: dict[str, Value] = {"title": "Pages", "objective": OBJECTIVE, "measure": MEASURE, "start": 0, "target": 10}
    write(database, made, EntityKind.KEY_RESULT, KEY_RESULT, **bet)
    write(database, made, EntityKind.MILESTONE, STEP, key_result=KEY_RESULT, title="Draft")
    return database


def on(database: Database, month: int, day: int) -> Records:
    past = as_of(database, date(2026, month, day))
    try:
        return past.records(date(2026, month, day))
    finally:
        past.close()


def test_what_was_changed_later_stands_as_it_was(tmp_path: Path) -> None:
    database = handbook(tmp_path / "a.db", noon(10, 1))
    write(database, noon(11, 20), EntityKind.KEY_RESULT, KEY_RESULT, target=20, first_target=10, title="More pages")
    write(database, noon(11, 21), EntityKind.OBJECTIVE, OBJECTIVE, state="closed", grade=0.5)
    records = on(database, 10, 15)
    assert (records.key_results[0].target, records.key_results[0].first_target) == (10, None)
    assert (records.objectives[0].state, records.objectives[0].grade) == ("active", None)
    assert on(database, 11, 20).key_results[0].target == 20
    assert on(database, 11, 20).objectives[0].state == "active"
    assert on(database, 11, 21).objectives[0].state == "closed"


def test_what_was_deleted_later_stands_again_and_what_was_taken_back_does_not(tmp_path: Path) -> None:
    database = handbook(tmp_path / "a.db", noon(10, 1))
    write(database, noon(11, 1), EntityKind.OBJECTIVE, OBJECTIVE, deleted=True)
    mistake = write(database, noon(11, 2), EntityKind.OBJECTIVE, new_id(), title="A mistake")
    database.undo(author="anna", now=noon(11, 3), batch=mistake)
    assert [item.title for item in on(database, 10, 15).objectives] == ["The handbook"]
    assert [item.title for item in on(database, 11, 2).objectives] == ["A mistake"]


def test_an_imported_past_is_walked_as_it_was_first_told(tmp_path: Path) -> None:
    database = handbook(tmp_path / "a.db", noon(11, 1))
    write(database, noon(11, 1), EntityKind.CHECK_IN, new_id(), measure=MEASURE, date="2026-10-10", value=5)
    write(database, noon(11, 20), EntityKind.KEY_RESULT, KEY_RESULT, target=20)
    write(database, noon(11, 20), EntityKind.OBJECTIVE, OBJECTIVE, state="closed", why="because")
    records = on(database, 10, 15)
    assert (records.key_results[0].value, records.key_results[0].target) == (5, 10)
    assert (records.objectives[0].state, records.objectives[0].why) == ("active", "because")
    assert on(database, 10, 9).key_results[0].value is None


def test_a_milestone_that_was_ticked_later_for_an_earlier_day_is_ticked(tmp_path: Path) -> None:
    database = handbook(tmp_path / "a.db", noon(10, 1))
    write(database, noon(11, 1), EntityKind.MILESTONE, STEP, done=True)
    assert not on(database, 10, 15).milestones[0].done
    write(database, noon(11, 2), EntityKind.MILESTONE, STEP, done=True, done_on="2026-10-10")
    assert on(database, 10, 15).milestones[0].done
    assert not on(database, 10, 9).milestones[0].done


def test_the_history_of_a_day_ends_with_it(tmp_path: Path) -> None:
    database = handbook(tmp_path / "a.db", noon(10, 1))
    write(database, noon(11, 1), EntityKind.OBJECTIVE, OBJECTIVE, title="Renamed")
    past = as_of(database, date(2026, 10, 15))
    assert "Renamed" not in {item.new for item in past.journal.history()}
    past.close()


@given(titles=st.lists(st.sampled_from("abc"), min_size=1, max_size=5), asked=st.integers(1, 6))
@settings(max_examples=15, deadline=None)
def test_each_day_shows_the_last_title_up_to_it(titles: list[str], asked: int) -> None:
    with TemporaryDirectory() as folder:
        database = Database.open(Path(folder) / "a.db", create=True)
        for place, title in enumerate(titles, 1):
            write(database, noon(10, place), EntityKind.OBJECTIVE, OBJECTIVE, title=title)
        assert on(database, 10, asked).objectives[0].title == titles[min(asked, len(titles)) - 1]
        database.close()
