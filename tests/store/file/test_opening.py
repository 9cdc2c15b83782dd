"""Opening a file: what is refused stays as it was, and the sentence says what to do."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.model.errors import DatabaseRefused, InvalidField, Refused
from goaltui.model.refs import new_id
from goaltui.store.database import Database
from tests.store.support import (
    DAY,
    beside,
    check_in,
    in_child,
    key_result,
    later,
    make,
    objective,
    state,
    went_well,
    write,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with an objective in it, closed."""
    path = tmp_path / "team.goaltui"
    database = make(path)
    write(database, objective(title="Ship safely"))
    database.close()
    return path


def _with_sql(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def _text(path: Path) -> None:
    path.write_text("Our goals for the autumn: " * 40)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def _of_another_program(path: Path) -> None:
    path.unlink()
    _with_sql(path, "CREATE TABLE song (title)")


def _newer(path: Path) -> None:
    _with_sql(path, "PRAGMA user_version = 99")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 4096 * 5])


def _scribbled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for place in range(4096, len(content), 4096):
        content[place : place + 64] = os.urandom(64)
    path.write_bytes(bytes(content))


def _with_trigger(path: Path) -> None:
    _with_sql(path, "CREATE TRIGGER t AFTER INSERT ON change BEGIN DELETE FROM check_in; END")


def _with_view(path: Path) -> None:
    _with_sql(path, "CREATE VIEW extra AS SELECT * FROM objective")


def _with_view_for_table(path: Path) -> None:
    _with_sql(path, "DROP TABLE objective", "CREATE VIEW objective AS SELECT * FROM team")


def _with_virtual_table(path: Path) -> None:
    _with_sql(path, "CREATE VIRTUAL TABLE extra USING fts5(title)")


def _without_journal(path: Path) -> None:
    _with_sql(path, "DROP TABLE change")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_text, "not a SQLite file"),
        (_empty, "is empty; make a workspace of it"),
        (_short, "not a SQLite file"),
        (_of_another_program, "another program"),
        (_newer, "newer goaltui (format 99"),
        (_cut, "is damaged"),
        (_scribbled, "is damaged"),
        (_with_trigger, "holds a trigger"),
        (_with_view, "holds a view"),
        (_with_view_for_table, "holds a view"),
        (_with_virtual_table, "holds a virtual table"),
        (_without_journal, "is damaged"),
    ],
)
def test_refuses_in_one_sentence_and_leaves_the_file_as_it_was(
    path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(DatabaseRefused) as refusal:
        Database.open(path)
    assert said in str(refusal.value)
    assert str(path) in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert path.read_bytes() == before
    assert beside(path) == [path.name]


@pytest.mark.parametrize("create", [False, True])
def test_refuses_a_folder_and_a_missing_one(tmp_path: Path, create: bool) -> None:
    with pytest.raises(DatabaseRefused, match="is a folder"):
        Database.open(tmp_path, create=create)
    with pytest.raises(DatabaseRefused, match="does not exist; make it first"):
        Database.open(tmp_path / "nowhere" / "team.goaltui", create=create)
    assert list(tmp_path.iterdir()) == []


def test_refuses_what_is_not_there_without_making_it(tmp_path: Path) -> None:
    with pytest.raises(DatabaseRefused, match="does not exist"):
        Database.open(tmp_path / "team.goaltui")
    assert list(tmp_path.iterdir()) == []


def test_creating_does_not_overwrite_what_is_there(path: Path) -> None:
    before = path.read_bytes()
    database = Database.open(path, create=True)
    assert [item.title for item in database.records(DAY).objectives] == ["Ship safely"]
    database.close()
    assert path.read_bytes() == before


def test_a_file_says_what_it_is(path: Path) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (0x474F414C,)
    assert connection.execute("PRAGMA user_version").fetchone() == (9,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()


def test_reading_alone_changes_no_byte(path: Path) -> None:
    before = path.read_bytes()
    database = Database.open(path)
    database.records(DAY)
    database.journal.history()
    database.things.find("ship", ())
    assert database.upkeep.faults() == ()
    database.close()
    assert path.read_bytes() == before


def test_projections_of_an_older_version_are_made_anew(path: Path) -> None:
    before = state(path)
    _with_sql(path, "DROP TABLE objective", "ALTER TABLE team ADD COLUMN motto", "PRAGMA user_version = 0")
    database = Database.open(path)
    assert [item.title for item in database.records(DAY).objectives] == ["Ship safely"]
    database.close()
    assert state(path) == before
    test_a_file_says_what_it_is(path)


def test_a_file_from_before_things_could_be_put_in_order_keeps_what_it_holds(path: Path) -> None:
    before = state(path)
    tables = ("objective", "key_result", "measure")
    older = [f"ALTER TABLE {table} DROP COLUMN {column}" for table in tables for column in ("position", "share")]
    _with_sql(path, *older, "PRAGMA user_version = 2")
    database = Database.open(path)
    assert [(item.title, item.position) for item in database.records(DAY).objectives] == [("Ship safely", None)]
    database.close()
    assert state(path) == before


def test_a_file_from_before_milestones_had_a_day_keeps_what_is_done(path: Path) -> None:
    database = Database.open(path)
    made = key_result(database.records(DAY).objectives[0].id, condition="milestones")
    steps = [
        Operation(EntityKind.MILESTONE, new_id(), {"key_result": made[1].entity_id, "title": title, "done": done})
        for title, done in (("Draft", True), ("Ship", False))
    ]
    write(database, *made, *steps)
    database.close()
    before = state(path)
    _with_sql(path, "ALTER TABLE milestone DROP COLUMN done_on", "PRAGMA user_version = 4")
    database = Database.open(path)
    shown = [(step.title, step.done, step.done_on) for step in database.records(DAY - timedelta(days=99)).milestones]
    assert shown == [("Draft", True, None), ("Ship", False, None)]
    database.close()
    assert state(path) == before
    test_a_file_says_what_it_is(path)


def test_a_file_from_before_changes_told_what_they_follow_opens_and_is_written_to(path: Path) -> None:
    older = "CREATE TABLE replica (id VARCHAR NOT NULL, workspace VARCHAR NOT NULL, home VARCHAR NOT NULL, "
    older += "seq BIGINT NOT NULL, hlc BIGINT NOT NULL, ahead BIGINT NOT NULL, PRIMARY KEY (id))"
    take = "INSERT INTO replica SELECT id, workspace, home, seq, hlc, 0 FROM newer"
    _with_sql(path, "ALTER TABLE replica RENAME TO newer", older, take, "DROP TABLE newer", "PRAGMA user_version = 5")
    for number in range(2):
        database = Database.open(path)
        write(database, objective(title=f"more {number}"))
        assert len(database.records(DAY).objectives) == 2 + number
        assert database.upkeep.faults() == ()
        database.close()


def test_a_log_left_by_another_tool_is_taken_in(path: Path) -> None:
    _with_sql(path, "PRAGMA journal_mode = WAL")
    database = Database.open(path)
    write(database, objective(title="More"))
    database.close()
    assert beside(path) == [path.name]
    assert len(state(path)["objective"]) == 2
    test_a_file_says_what_it_is(path)


def test_a_file_that_was_replaced_is_opened_anew(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.goaltui"
    shutil.copy(path, other)
    changed = Database.open(other)
    write(changed, objective(title="From the other copy"))
    changed.close()
    database = Database.open(path)
    version = database.data_version()
    other.replace(path)
    assert database.data_version() != version
    assert len(database.records(DAY).objectives) == 2
    write(database, objective(title="And one more"))
    database.close()
    assert len(state(path)["objective"]) == 3


def test_a_file_replaced_in_the_middle_of_a_write_gets_the_write(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.goaltui"
    shutil.copy(path, other)

    class Meanwhile(list[Operation]):
        """Drafts during whose reading a sync tool swaps the file."""

        def __iter__(self) -> Iterator[Operation]:
            if other.exists():
                other.replace(path)
            return super().__iter__()

    database = Database.open(path)
    database.apply(Meanwhile([objective(title="not lost")]), author="anna", now=later(1))
    database.close()
    again = Database.open(path)
    assert [item.title for item in again.records(DAY).objectives] == ["Ship safely", "not lost"]
    again.close()


def test_a_file_that_vanished_is_named_and_used_again_when_it_is_back(path: Path, tmp_path: Path) -> None:
    database = Database.open(path)
    away = path.rename(tmp_path / "away")
    for _ in range(2):
        with pytest.raises(DatabaseRefused, match="does not exist"):
            database.records(DAY)
    away.rename(path)
    assert len(database.records(DAY).objectives) == 1
    database.close()


def test_a_file_replaced_by_something_else_is_refused(path: Path, tmp_path: Path) -> None:
    database = Database.open(path)
    other = tmp_path / "other"
    other.write_text("not a database at all")
    other.replace(path)
    with pytest.raises(DatabaseRefused, match="not a SQLite file"):
        write(database, objective(title="x"))
    assert path.read_text() == "not a database at all"
    database.close()


def test_damage_under_an_open_file_is_said_in_a_sentence(path: Path) -> None:
    database = Database.open(path)
    content = path.read_bytes()
    with path.open("rb+") as file:
        file.seek(4096)
        file.write(os.urandom(len(content) - 4096))
        # The counter that tells readers to forget what they know.
        file.seek(24)
        file.write(b"\xff\xff\xff\xf0")
    with pytest.raises(Refused, match="is damaged"):
        database.records(DAY)
    database.close()


def test_backup_is_whole_and_never_overwrites(path: Path, tmp_path: Path) -> None:
    database = Database.open(path)
    copy = tmp_path / "copy.goaltui"
    database.upkeep.backup(copy)
    assert state(copy) == state(path)
    with pytest.raises(Refused, match="exists already"):
        database.upkeep.backup(copy)
    with pytest.raises(Refused, match="does not exist; make it first"):
        database.upkeep.backup(tmp_path / "nowhere" / "copy.goaltui")
    database.close()
    assert beside(path) == ["copy.goaltui", "team.goaltui"]


def _give_up_rights() -> None:
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)


@pytest.fixture
def shared(path: Path) -> Iterator[Path]:
    """The database in a folder that everybody may enter: those of pytest are for their owner alone, however many there
    are above each other, and a pytest that starts meanwhile makes them so again."""
    with TemporaryDirectory(prefix="goaltui-shared-") as folder:
        yield Path(shutil.copy(path, folder))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("older", [False, True])
def test_what_may_not_be_written_is_for_looking_only(shared: Path, older: bool) -> None:
    if older:
        _with_sql(shared, "DROP TABLE objective", "PRAGMA user_version = 0")
    before = shared.read_bytes()
    shared.chmod(0o444)
    shared.parent.chmod(0o555)

    def look() -> None:
        _give_up_rights()
        database = Database.open(shared)
        assert database.read_only
        assert "read-only" in database.read_only
        assert [item.title for item in database.records(DAY).objectives] == ["Ship safely"]
        with pytest.raises(Refused, match="read-only"):
            write(database, objective(title="x"))
        with pytest.raises(Refused, match="nothing can be made there"):
            Database.open(shared.with_name("new.goaltui"), create=True)
        database.close()

    try:
        went_well(in_child(look))
    finally:
        shared.parent.chmod(0o755)
    assert shared.read_bytes() == before
    assert beside(shared) == [shared.name]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_full_disk_is_said_and_loses_nothing(path: Path) -> None:
    import resource
    import signal

    before = state(path)

    def fill() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        size = path.stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        database = Database.open(path)
        with pytest.raises(Refused, match="could not be read or written"):
            write(database, *(objective(title="x" * 500) for _ in range(200)))
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        assert state(path) == before
        write(database, objective(title="after"))

    went_well(in_child(fill))
    assert len(state(path)["objective"]) == 2


def test_a_mistake_writes_nothing(path: Path) -> None:
    before = state(path)
    database = Database.open(path)
    measure, bet = key_result("00000000-0000-4000-8000-000000000000")
    for wrong in (
        check_in(measure.entity_id, 3, confidence=11),
        check_in(measure.entity_id, float("nan")),
        check_in("not an id", 3),
        objective(title=""),
        objective(title="x", colour="red"),
        objective(title="x", weight=-1),
    ):
        with pytest.raises(InvalidField):
            write(database, measure, bet, wrong)
    with pytest.raises(InvalidField, match="nothing called 'wish'"):
        database.apply([type(bet)("wish", bet.entity_id, {"title": "x"})], author="anna", now=later(1))
    assert database.replica
    database.close()
    assert state(path) == before
