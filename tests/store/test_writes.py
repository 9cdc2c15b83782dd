"""The single write path: validated, numbered, all or nothing, few statements whatever the size."""

import json
import os
import sqlite3
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goaltui.model.bounds import FIRST_DAY, LAST_DAY
from goaltui.model.changes import Operation
from goaltui.model.entities import ENTITIES, Objective
from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField
from goaltui.model.refs import new_id
from goaltui.model.text import clean_line, clean_text
from goaltui.model.validation import validated
from goaltui.store.database import Database
from tests.store.support import DAY, HOSTILE, START, check_in, heard, key_result, later, make, objective, state, write


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A new database."""
    return make(tmp_path / "team.goaltui")


@pytest.mark.parametrize("size", [10, 2_000])
def test_a_check_in_takes_few_statements_whatever_the_size(database: Database, size: int) -> None:
    above = objective(title="o")
    bets = [draft for _ in range(size) for draft in key_result(above.entity_id)]
    measures = [draft.entity_id for draft in bets if draft.entity == EntityKind.MEASURE]
    write(database, above, *bets, *(check_in(measure, 1) for measure in measures))
    with heard(database) as statements:
        write(database, check_in(measures[-1], 5))
    assert 4 <= len(statements) <= 12, statements
    assert database.records(DAY).key_results[-1].value == 5


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_survives_unchanged_after_cleaning(database: Database, text: str) -> None:
    item = objective(title=text, why=f"{text}\n\n{text}")
    write(database, item, author=text)
    (record,) = database.records(DAY).objectives
    assert record.title == clean_line(text)
    assert record.why == clean_text(f"{text}\n\n{text}")
    assert database.things.find(text, [EntityKind.OBJECTIVE])[0].id == item.entity_id
    assert {entry.change.author for entry in database.journal.history()} == {clean_line(text)}
    before = state(database.path)
    database.upkeep.rebuild()
    assert state(database.path) == before


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40) | st.text("e\0\u0301 \n\u202e\u00a0Å\u2028\x1c", max_size=8))
def test_cleaned_text_is_clean(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_text(clean_text(text)) == clean_text(text)


_ANYTHING = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.just(10**400)
    | st.just("[" * 5_000)
    | st.just(f'{{"goal": {"9" * 400}, "red_flag": 1}}')
    | st.just("2026-09-01")
    | st.builds(new_id)
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(list(EntityKind)), data=st.data())
def test_whatever_is_typed_is_stored_or_refused_in_a_sentence(
    database: Database, kind: EntityKind, data: st.DataObject
) -> None:
    names = st.sampled_from(sorted(set(ENTITIES[kind].model_fields) - {"id"}))
    fields = data.draw(st.dictionaries(names, _ANYTHING))
    identity = new_id()
    try:
        database.apply([Operation(kind, identity, fields)], author="anna", now=START)
    except InvalidField as error:
        assert "\n" not in str(error)
        assert database.things.get(kind, identity) is None
    else:
        stored = database.things.get(kind, identity)
        assert stored is not None
        assert stored == validated(kind, {**fields, "id": identity})


def test_a_batch_is_all_or_nothing(database: Database) -> None:
    before = state(database.path)
    with pytest.raises(InvalidField):
        write(database, objective(title="good"), objective(title=""))
    assert state(database.path) == before
    assert list(database.journal.changes()) == []


def test_only_what_differs_enters_the_journal(database: Database) -> None:
    item = objective(title="Ship", weight=2)
    write(database, item)
    applied = database.apply(
        [objective(item.entity_id, title=" Ship ", weight=2.0, why="calm")], author="anna", now=later(1)
    )
    assert applied.touched == {item.entity_id}
    assert [change.fields for change in database.journal.changes()] == [
        {"title": "Ship", "weight": 2.0},
        {"why": "calm"},
    ]
    again = database.apply([objective(item.entity_id, title="Ship")], author="anna", now=later(2))
    assert again.batch == ""
    assert again.touched == frozenset()
    assert len(list(database.journal.changes())) == 2


def test_one_entity_set_twice_in_a_batch_takes_the_later(database: Database) -> None:
    item = objective(title="first", why="because")
    write(database, item, objective(item.entity_id, title="second"))
    (record,) = database.records(DAY).objectives
    assert (record.title, record.why) == ("second", "because")


def test_a_check_in_moved_to_another_time_of_the_year_lies_within_its_day(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "Europe/Stockholm")
    time.tzset()
    try:
        made = check_in(new_id(), 5)
        moved = [replace(made, fields={"date": day}) for day in ("2026-07-01", "2026-02-01", "2026-08-01")]
        write(database, made, *moved[:2])
        _lies_as_its_journal_says(database)
        write(database, replace(made, fields={"value": 6}), minutes=1)
        _lies_as_its_journal_says(database)
        write(database, moved[2], replace(made, fields={"note": "late"}), minutes=2)
        _lies_as_its_journal_says(database)
    finally:
        monkeypatch.setenv("TZ", before) if before else monkeypatch.delenv("TZ")
        time.tzset()


def _lies_as_its_journal_says(database: Database) -> None:
    """Assert that all stands as the rebuilt projections have it."""
    before = state(database.path)
    database.upkeep.rebuild()
    assert state(database.path) == before


def test_an_update_is_validated_with_what_stands(database: Database) -> None:
    with pytest.raises(InvalidField, match="title"):
        write(database, objective(new_id(), why="no title was ever given"))
    item = objective(title="t")
    write(database, item)
    write(database, objective(item.entity_id, why="now it is fine"))
    found = database.things.get(EntityKind.OBJECTIVE, item.entity_id)
    assert isinstance(found, Objective)
    assert (found.title, found.why) == ("t", "now it is fine")


def test_numbers_and_clocks_never_go_back(database: Database) -> None:
    for minutes in (10, 10, -60, 0, 11):
        write(database, objective(title="x"), objective(title="y"), minutes=minutes)
    changes = list(database.journal.changes())
    assert [change.seq for change in changes] == list(range(1, 11))
    clocks = [change.hlc for change in changes]
    assert clocks == sorted(set(clocks))
    assert clocks[0] >> 16 == int(later(10).timestamp() * 1000)
    assert clocks[-1] >> 16 == int(later(11).timestamp() * 1000)
    assert {change.at for change in changes} == {later(minutes) for minutes in (10, -60, 0, 11)}


def test_other_programs_read_words_dates_and_the_journal(database: Database) -> None:
    above = objective(title="o", ambition="committed")
    measure, bet = key_result(above.entity_id)
    write(database, above, measure, bet, check_in(measure.entity_id, 3, 5, note="åäö"))
    raw = sqlite3.connect(database.path)
    assert raw.execute("SELECT ambition, state FROM objective").fetchall() == [("committed", "active")]
    assert raw.execute("SELECT date, value, note FROM check_in").fetchall() == [("2026-09-05", 3.0, "åäö")]
    journal = raw.execute("SELECT seq, author, entity, fields FROM change ORDER BY seq").fetchall()
    raw.close()
    assert [row[2] for row in journal] == ["objective", "measure", "key_result", "check_in"]
    assert json.loads(journal[-1][3])["note"] == "åäö"
    assert "å" in journal[-1][3]


def test_a_copy_of_a_file_counts_as_a_replica_of_its_own(database: Database, tmp_path: Path) -> None:
    write(database, objective(title="before"))
    copy = tmp_path / "copy.goaltui"
    copy.write_bytes(database.path.read_bytes())
    other = Database.open(copy)
    write(other, objective(title="in the copy"), minutes=1)
    write(database, objective(title="in the first"), minutes=1)
    assert other.replica != database.replica
    assert other.uuid == database.uuid
    database.exchange.merge(other.journal.changes(), now=later(2))
    assert {item.title for item in database.records(DAY).objectives} == {"before", "in the copy", "in the first"}


def test_many_changes_at_once(database: Database) -> None:
    drafts = [draft for _ in range(3_000) for draft in key_result(new_id())]
    applied = database.apply(drafts, author="anna", now=START)
    assert len(applied.touched) == 6_000
    assert len(database.records(DAY).key_results) == 3_000
    undone = database.undo(author="anna", now=later(1))
    assert undone.described == "3000 key results"
    assert database.records(DAY).key_results == ()


def test_dates_at_the_ends_of_the_calendar(database: Database) -> None:
    cycle = Operation(
        EntityKind.CYCLE, new_id(), {"name": "all", "start": FIRST_DAY.isoformat(), "end": LAST_DAY.isoformat()}
    )
    write(database, cycle)
    (record,) = database.records(LAST_DAY).cycles
    assert (record.start, record.end) == (FIRST_DAY, LAST_DAY)
    assert database.records(FIRST_DAY).cycles == (record,)


def test_batches_that_are_written_together_stand_all_or_none(database: Database) -> None:
    first, second = objective(title="first"), objective(title="second")
    with pytest.raises(InvalidField), database.together():
        write(database, first)
        write(database, replace(second, fields={"title": ""}))
    assert not database.records(DAY).objectives
    with database.together(), heard(database) as statements:
        write(database, first)
        write(database, second)
    assert not [text for text in statements if text.startswith(("BEGIN", "COMMIT"))]
    assert {item.title for item in database.records(DAY).objectives} == {"first", "second"}
    assert len({item.change.batch for item in database.journal.history()}) == 2
