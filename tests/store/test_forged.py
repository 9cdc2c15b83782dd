"""A file whose rows somebody wrote by hand: read as far as it makes sense, never a traceback."""

import sqlite3
from pathlib import Path

import pytest

from goaltui.model.errors import DatabaseDamaged, GoaltuiError
from goaltui.model.refs import new_id
from goaltui.services.sync.doctor import rescued
from goaltui.store.database import Database
from goaltui.store.file.connection import connect
from goaltui.store.schema import Schema, read_schema
from goaltui.store.time_travel import known_at
from tests.store.support import DAY, check_in, later, make, objective, state, write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with an objective and a check-in, closed."""
    path = tmp_path / "team.goaltui"
    database = make(path)
    write(database, objective(title="Ship"), check_in(new_id(), 3))
    database.close()
    return path


def _forge(path: Path, statement: str, *values: object) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement, values)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "forged",
    [
        (new_id(), 9, 1, new_id(), "eve", 1, "objective", new_id(), "not json"),
        (new_id(), 9, 1, new_id(), "eve", 1, "objective", new_id(), "[1, 2]"),
        (new_id(), 9, 1, new_id(), "eve", 1, "objective", new_id(), "[" * 100_000),
        (new_id(), 9, 1, new_id(), "eve", 1, "objective", new_id(), '{"title": {"deep": [1]}}'),
        (new_id(), 9, "soon", new_id(), "eve", "then", "objective", new_id(), '{"title": "x"}'),
        (new_id(), 9, 1, new_id(), "eve", 2**62, "objective", new_id(), '{"title": "x"}'),
        ("x", 9, 1, "y", b"\x00\xff", 1, "", "z", '{"title": "x"}'),
        (new_id(), 9, 2**70 * 1.0, new_id(), "eve", 1, "objective", new_id(), '{"title": "x"}'),
        (new_id(), 9, 1, b"\xff", "eve", 1, "objective", new_id(), '{"title": "x"}'),
        (b"\xff", 9, 1, new_id(), "eve", 1, "objective", new_id(), '{"title": "x"}'),
        (new_id(), 9, 1, new_id(), "eve", 1, "objective", new_id(), b'{"title": "x"}'),
        (new_id(), 9, 1, new_id(), "eve", 1, "batch", "z", '{"undone": 7}'),
        (new_id(), 9, 1, new_id(), "eve", 1, "measure", new_id(), '{"title": "m", "scoring": "[[[["}'),
        (new_id(), 9, 1, new_id(), "eve", 1, "check_in", new_id(), '{"value": 1e999, "date": "2026-99-99"}'),
    ],
)
def test_forged_changes_are_passed_over(path: Path, forged: tuple[object, ...]) -> None:
    _forge(path, f"INSERT INTO change VALUES ({', '.join('?' * 9)})", *forged)
    before = state(path)
    database = Database.open(path)
    assert len(list(database.journal.changes())) == 3
    assert database.journal.history()
    assert database.undo(author="anna", now=later(1)).described == "objective 'Ship' and a check-in"
    database.redo(author="anna", now=later(2))
    database.upkeep.rebuild()
    assert [item.title for item in database.records(DAY).objectives if item.title != "x"] == ["Ship"]
    assert [row[:3] for row in state(path)["check_in"]] == [row[:3] for row in before["check_in"]]
    known_at(database, later(5)).close()
    database.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE check_in SET date = 'yesterday'",
        "UPDATE check_in SET created = 'x', value = 'many'",
        "UPDATE objective SET weight = x'00ff', counts = 'maybe'",
        "INSERT INTO objective (id, title) VALUES (NULL, 'no id')",
        "UPDATE replica SET seq = 'x'",
        "DELETE FROM replica",
        "INSERT INTO replica (id, workspace) VALUES ('a', 'b')",
    ],
)
def test_forged_tables_are_refused_in_a_sentence_or_made_anew(path: Path, statement: str) -> None:
    try:
        _forge(path, statement)
    except sqlite3.IntegrityError:
        return
    try:
        database = Database.open(path)
        database.records(DAY)
        list(database.series.all_check_ins())
        write(database, objective(title="more"))
    except GoaltuiError as error:
        assert str(path) in str(error)
        assert "\n" not in str(error)


def _as_no_text(path: Path, table: str, column: str) -> None:
    """Make bytes that are no UTF-8 of what stands in a column, text as far as SQLite knows."""
    _forge(path, f"UPDATE {table} SET {column} = CAST(x'616cff' || CAST({column} AS BLOB) AS TEXT)")


@pytest.mark.parametrize("column", ["replica", "batch", "author", "entity", "entity_id", "fields"])
def test_bytes_that_are_no_text_are_left_out_of_the_journal_and_counted(path: Path, column: str) -> None:
    forged = (new_id(), 9, 1, new_id(), "eve", 1, "objective", new_id(), '{"title": "x"}')
    _forge(path, f"INSERT INTO change VALUES ({', '.join('?' * 9)})", *forged)
    _forge(path, f"UPDATE change SET {column} = CAST(x'ff' || CAST({column} AS BLOB) AS TEXT) WHERE seq = 9")
    database = Database.open(path)
    assert database.upkeep.unbelieved() == 1
    assert {item.change.author for item in database.journal.history()} == {"anna"}
    batches, more = database.journal.batches(limit=9, shown=9)
    assert (len(batches), more) == (1, False)
    assert database.undo(author="anna", now=later(1)).described == "objective 'Ship' and a check-in"
    database.upkeep.rebuild()
    assert database.upkeep.unbelieved() == 1
    assert all(title != "x" for title in (item.title for item in database.records(DAY).objectives))
    assert len(database.exchange.holdings()) == 2
    assert len(list(database.exchange.missing({}))) == 6
    database.exchange.waiting()
    database.close()


@pytest.mark.parametrize(
    "table, column", [("objective", "title"), ("check_in", "note"), ("check_in", "date"), ("replica", "home")]
)
def test_bytes_that_are_no_text_in_a_table_are_said_in_a_sentence(path: Path, table: str, column: str) -> None:
    _as_no_text(path, table, column)
    with pytest.raises(DatabaseDamaged, match="doctor --rebuild"):
        database = Database.open(path)
        database.records(DAY)
        list(database.series.all_check_ins())
        write(database, objective(title="more"))


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE INDEX late ON change (abs(hlc))",
        "CREATE INDEX extra ON check_in (note)",
        "CREATE TABLE extra (id)",
        "CREATE TRIGGER t AFTER INSERT ON change BEGIN DELETE FROM check_in; END",
        "ALTER TABLE change ADD COLUMN double AS (hlc * 2)",
        "ALTER TABLE change ADD COLUMN more TEXT DEFAULT 'x'",
        "ALTER TABLE replica ADD COLUMN more CHECK (more < 7)",
        "DROP INDEX change_by_clock",
    ],
)
def test_a_schema_that_is_not_ours_is_refused_or_made_ours_and_never_run(path: Path, statement: str) -> None:
    before = state(path)
    _forge(path, statement)
    try:
        Database.open(path).close()
    except DatabaseDamaged as error:
        assert str(path) in str(error)
        assert rescued(path, later(1)).count("2 changes") == 1
    assert read_schema_of(path) == ("", "", True)
    assert state(path) == before


def read_schema_of(path: Path) -> Schema:
    """What stands in a file that has to open."""
    database = Database.open(path)
    database.close()
    connection = connect(path, read_only=True)
    try:
        return read_schema(connection)
    finally:
        connection.close()
