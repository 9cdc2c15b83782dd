"""A file whose rows somebody wrote by hand: read as far as it makes sense, never a traceback."""

import sqlite3
from pathlib import Path

import pytest

from goaltui.model.errors import GoaltuiError
from goaltui.model.refs import new_id
from goaltui.store.database import Database
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
        (new_id(), 9, 1, new_id(), "eve", 1, "batch", "z", '{"undone": 7}'),
        (new_id(), 9, 1, new_id(), "eve", 1, "measure", new_id(), '{"title": "m", "scoring": "[[[["}'),
        (new_id(), 9, 1, new_id(), "eve", 1, "check_in", new_id(), '{"value": 1e999, "date": "2026-99-99"}'),
    ],
)
def test_forged_changes_are_passed_over(path: Path, forged: tuple[object, ...]) -> None:
    _forge(path, f"INSERT INTO change VALUES ({', '.join('?' * 9)})", *forged)
    before = state(path)
    database = Database.open(path)
    assert len(list(database.changes())) == 3
    assert database.history()
    assert database.undo(author="anna", now=later(1)).described == "1 objective and 1 check-in"
    database.redo(author="anna", now=later(2))
    database.rebuild()
    assert [item.title for item in database.records(DAY).objectives if item.title != "x"] == ["Ship"]
    assert [row[:3] for row in state(path)["check_in"]] == [row[:3] for row in before["check_in"]]
    database.known_at(later(5)).close()
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
        list(database.all_check_ins())
        write(database, objective(title="more"))
    except GoaltuiError as error:
        assert str(path) in str(error)
        assert "\n" not in str(error)
