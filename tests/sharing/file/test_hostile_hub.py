"""A hub that strangers have written to: nothing of it runs or is believed unchecked."""

import os
import random
import sqlite3
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.model.errors import DatabaseDamaged, DatabaseRefused, HubUnreachable
from goaltui.model.refs import new_id
from goaltui.sharing.file.drive_errors import kept_by_its_owner
from goaltui.sharing.file.file_hub import FileHub
from goaltui.store.database import Database
from tests.sharing.team import Machine, machine
from tests.store.support import DAY, HOSTILE, check_in, later, objective, state, write

_NOBODY = 65_534

FUTURE = (2_000_000_000_000 * 60) << 16


@pytest.fixture
def anna(tmp_path: Path, hub: Path) -> Iterator[Machine]:
    """Anna, who made the hub."""
    made = machine(tmp_path, "anna", hub)
    write(made.replica, objective(title="Ship"), author="anna")
    made.visit()
    yield made
    made.replica.close()


def forge(hub: Path, *rows: tuple[object, ...]) -> None:
    connection = sqlite3.connect(hub)
    connection.executemany(f"INSERT INTO change VALUES ({', '.join('?' * 9)})", rows)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "row",
    [
        ("x", 1, 1, new_id(), "eve", 1, "objective", new_id(), '{"title": "x"}'),
        (new_id(), -1, 1, new_id(), "eve", 1, "objective", new_id(), '{"title": "x"}'),
        (new_id(), 1, "soon", new_id(), "eve", 1, "objective", new_id(), '{"title": "x"}'),
        (new_id(), 1, 1, new_id(), b"\x00\xff", 1, "objective", new_id(), "[" * 100_000),
        (new_id(), 1, 1, new_id(), "eve", 2**62, "objective", new_id(), '{"title": {"deep": [1]}}'),
        (new_id(), 1, 1, new_id(), "eve", 1, "Robert'); --", new_id(), '{"title": "x"}'),
        (new_id(), 1, 1, new_id(), "eve", 1, "objective", "../../etc/passwd", '{"title": "x"}'),
        (new_id(), 1, 1, new_id(), "e" * 100_000, 1, "check_in", new_id(), '{"value": 1e999, "date": "2026-99-99"}'),
        (new_id(), 1, 1, new_id(), "eve", 1, "objective", new_id(), '{"title": "' + "x" * 2_000_000 + '"}'),
    ],
)
def test_forged_changes_do_no_harm(anna: Machine, hub: Path, row: tuple[object, ...]) -> None:
    forge(hub, row)
    write(anna.replica, objective(title="Listen"), minutes=1)
    anna.visit()
    anna.visit()
    assert {"Listen", "Ship"} <= {item.title for item in anna.replica.records(DAY).objectives}
    assert anna.replica.exchange.waiting().number == 0


@pytest.mark.parametrize("column", ["replica", "batch", "author", "entity", "entity_id", "fields"])
@pytest.mark.parametrize("made", ["CAST(x'61ff' AS TEXT)", "x'616263'"])
def test_bytes_that_are_no_text_are_left_out_and_counted_and_the_visits_go_on(
    anna: Machine, hub: Path, tmp_path: Path, column: str, made: str
) -> None:
    forge(hub, (new_id(), 1, 1, new_id(), "eve", 1, "objective", new_id(), '{"title": "x"}'))
    sql(hub, f"UPDATE change SET {column} = {made} WHERE author = 'eve'")
    write(anna.replica, objective(title="Listen"), minutes=1)
    assert any("not valid were left out: 1" in problem for problem in anna.visit().problems)
    bo = machine(tmp_path, "bo", hub, anna.replica.uuid)
    for member in (bo, anna, bo):
        member.visit()
        assert sorted(item.title for item in member.replica.records(DAY).objectives) == ["Listen", "Ship"]
        assert member.replica.exchange.waiting().number == 0
        assert member.replica.upkeep.unbelieved() == 0
    bo.replica.close()


@pytest.mark.parametrize(
    "spoil",
    [
        "CREATE INDEX late ON change (abs(hlc))",
        "CREATE TRIGGER t AFTER INSERT ON change BEGIN DELETE FROM check_in; END",
        "CREATE VIEW extra AS SELECT * FROM change",
        "CREATE VIRTUAL TABLE extra USING fts5(title)",
        "CREATE TABLE extra (id)",
        "ALTER TABLE change ADD COLUMN double AS (hlc * 2)",
        "ALTER TABLE change RENAME COLUMN author TO authos",
        "UPDATE change SET hlc = 'soon'",
        "UPDATE change SET hlc = 9223372036854775808 WHERE seq = 1",
        "UPDATE replica SET hlc = 9223372036854775808",
        "UPDATE objective SET weight = 'heavy'",
        "UPDATE objective SET title = CAST(x'ff' AS TEXT), created = -5",
    ],
)
def test_a_hub_with_what_goaltui_never_makes_is_set_aside_and_filled_again(
    anna: Machine, hub: Path, tmp_path: Path, spoil: str
) -> None:
    sql(hub, spoil)
    write(anna.replica, objective(title="Listen"), minutes=1)
    problems = anna.visit().problems
    assert any("it is kept as" in problem and "a new one was written" in problem for problem in problems)
    bo = machine(tmp_path, "bo", hub, anna.replica.uuid)
    bo.visit()
    assert sorted(item.title for item in bo.replica.records(DAY).objectives) == ["Listen", "Ship"]
    assert state(bo.replica.path) == state(hub)
    bo.replica.close()


@pytest.mark.parametrize("place", [0, 3, 15, 17, 22, 61, 70])
def test_a_hub_whose_first_bytes_are_damaged_is_seen_at_once_and_filled_again(
    anna: Machine, hub: Path, tmp_path: Path, place: int
) -> None:
    bo = machine(tmp_path, "bo", hub, anna.replica.uuid)
    bo.visit()
    write(bo.replica, objective(title="From bo"), author="bo", minutes=1)
    bo.visit()
    flipped = bytearray(hub.read_bytes())
    flipped[place] ^= 0x15
    hub.write_bytes(flipped)
    with pytest.raises(DatabaseRefused):
        FileHub(hub, tmp_path / "new", tmp_path, "ext4").workspace(deadline=time.monotonic() + 2)
    # A reading command waits no longer than this.
    anna.look(seconds=2)
    problems = anna.visit().problems
    assert any("The team's file is " in problem and "a new one was written" in problem for problem in problems)
    (kept,) = hub.parent.glob("*.damaged-*")
    assert kept.read_bytes() == flipped
    # Also what nobody but bo had seen.
    assert sorted(item.title for item in anna.replica.records(DAY).objectives) == ["From bo", "Ship"]
    assert state(hub) == state(anna.replica.path)
    bo.replica.close()


@pytest.mark.parametrize("cut", [50, 5000])
def test_half_a_hub_is_taken_for_damaged_before_a_short_look_is_over(anna: Machine, hub: Path, cut: int) -> None:
    hub.write_bytes(hub.read_bytes()[:cut])
    assert anna.look(seconds=2).received == 0
    (problem,) = anna.visit().problems
    assert "a new one was written" in problem
    assert state(hub) == state(anna.replica.path)


def test_a_newcomer_is_told_who_can_fill_a_damaged_hub_again(anna: Machine, hub: Path, tmp_path: Path) -> None:
    hub.write_bytes(b"X" + hub.read_bytes()[1:])
    told = r"team\.goaltui is damaged \(.*\); the next visit of somebody who has a copy of it fills it again"
    with pytest.raises(DatabaseDamaged, match=told):
        FileHub(hub, tmp_path / "new", tmp_path, "ext4").workspace(deadline=time.monotonic() + 60)


def test_a_hub_with_nothing_where_something_has_to_be_is_set_aside(anna: Machine, hub: Path) -> None:
    connection = sqlite3.connect(hub)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_schema SET sql = replace(sql, 'author VARCHAR NOT NULL', 'author VARCHAR')")
    connection.commit()
    connection.close()
    sql(hub, "UPDATE change SET author = NULL")
    sql(
        hub,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, 'author VARCHAR,', 'author VARCHAR NOT NULL,')",
    )
    write(anna.replica, objective(title="Listen"), minutes=1)
    assert any("a new one was written" in problem for problem in anna.visit().problems)


def sql(hub: Path, *statements: str) -> None:
    connection = sqlite3.connect(hub)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_any_bit_of_a_hub_may_flip_and_the_visits_go_on(anna: Machine, hub: Path) -> None:
    write(anna.replica, *(objective(title=f"goal {number}") for number in range(20)), minutes=1)
    anna.visit()
    chance = random.Random(20260901)
    for number in range(20):
        content = bytearray(hub.read_bytes())
        # Among the first pages lie the schema and the roots of all tables.
        for _ in range(3):
            content[chance.randrange(100, 20_000)] ^= 1 << chance.randrange(8)
        hub.write_bytes(content)
        write(anna.replica, objective(title=f"flip {number}"), minutes=2 + number)
        anna.visit()
        assert anna.replica.exchange.waiting().number == 0
    database = Database.open(hub)
    assert database.upkeep.faults() == ()
    assert len(database.records(DAY).objectives) == 41
    database.close()


def test_a_clock_far_in_the_future_does_not_carry_ours_away(anna: Machine, hub: Path) -> None:
    forge(hub, (new_id(), 1, FUTURE, new_id(), "eve", 1, "objective", new_id(), '{"title": "tomorrow"}'))
    anna.visit()
    write(anna.replica, objective(title="Listen"), minutes=1)
    newest = max(change.hlc for change in anna.replica.journal.changes() if change.author == "anna")
    assert newest < FUTURE // 2


def test_a_loop_of_parents_is_read_by_all_alike(anna: Machine, hub: Path, tmp_path: Path) -> None:
    first, second = new_id(), new_id()
    forge(
        hub,
        (new_id(), 1, 1, new_id(), "eve", 1, "objective", first, f'{{"title": "a", "parent": "{second}"}}'),
        (new_id(), 1, 2, new_id(), "eve", 1, "objective", second, f'{{"title": "b", "parent": "{first}"}}'),
    )
    bo = machine(tmp_path, "bo", hub, anna.replica.uuid)
    anna.visit()
    bo.visit()
    assert state(anna.replica.path) == state(bo.replica.path)
    assert len(anna.replica.records(DAY).objectives) == 3
    bo.replica.close()


def test_what_this_version_does_not_know_is_passed_on(anna: Machine, hub: Path, tmp_path: Path) -> None:
    later_kind = (new_id(), 1, 5, new_id(), "eve", 1, "horoscope", new_id(), '{"sign": "ox"}')
    forge(hub, later_kind)
    anna.visit()
    hub.unlink()
    write(anna.replica, objective(title="Listen"), minutes=1)
    anna.visit()
    found = [change for change in Database.open(hub).journal.changes() if change.entity == "horoscope"]
    assert [dict(change.fields) for change in found] == [{"sign": "ox"}]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_goes_there_and_back(anna: Machine, hub: Path, tmp_path: Path, text: str) -> None:
    write(anna.replica, objective(title=text), author=text, minutes=1)
    anna.visit()
    bo = machine(tmp_path, "bo", hub, anna.replica.uuid)
    visit = bo.visit()
    assert state(anna.replica.path) == state(bo.replica.path)
    assert len(visit.authors) == 2
    bo.replica.close()


def test_five_thousand_foreign_changes_come_in_within_a_second_or_two(anna: Machine, hub: Path, tmp_path: Path) -> None:
    bo = machine(tmp_path, "bo", hub, anna.replica.uuid)
    bo.visit()
    measure = new_id()
    write(bo.replica, *(check_in(measure, number) for number in range(5_000)), author="bo", minutes=1)
    bo.visit()
    begun = time.perf_counter()
    assert anna.visit().received == 5_000
    # The bench says how long it takes; here only that it is not of another order.
    assert time.perf_counter() - begun < 20
    bo.replica.close()


@pytest.mark.skipif(os.name == "nt", reason="needs modes")
def test_the_hub_keeps_its_rights_and_what_is_local_is_ones_own(anna: Machine, hub: Path) -> None:
    hub.chmod(0o660)
    write(anna.replica, objective(title="Listen"), minutes=1)
    anna.visit()
    assert stat.S_IMODE(hub.stat().st_mode) == 0o660
    assert stat.S_IMODE((anna.replica.path.parent / "visits").stat().st_mode) == 0o700


def test_names_of_ours_that_are_taken_are_not_written_through(anna: Machine, hub: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine", encoding="utf-8")
    for name in (f".~{hub.name}.000000000000.tmp", f"{hub.name}.goaltui-lock"):
        hub.with_name(name).symlink_to(precious)
    write(anna.replica, objective(title="Listen"), minutes=1)
    anna.visit()
    assert precious.read_text(encoding="utf-8") == "mine"
    assert len(Database.open(hub).records(DAY).objectives) == 2


def test_a_lease_whose_holder_died_is_taken_over(anna: Machine, hub: Path) -> None:
    child = os.fork() if hasattr(os, "fork") else -1
    if child == 0:
        os._exit(0)
    if child < 0:
        pytest.skip("needs fork")
    os.waitpid(child, 0)
    import platform

    lock = hub.with_name(f"{hub.name}.goaltui-lock")
    lock.write_text(f'{{"token": "x", "host": "{platform.node()[:80]}", "pid": {child}}}'.ljust(256), encoding="utf-8")
    write(anna.replica, objective(title="Listen"), minutes=1)
    begun = time.monotonic()
    assert anna.visit().sent == 1
    assert time.monotonic() - begun < 8
    assert not lock.exists()


def test_a_lease_that_somebody_keeps_is_waited_for_and_then_done_without(anna: Machine, hub: Path) -> None:
    lock = hub.with_name(f"{hub.name}.goaltui-lock")
    lock.write_text('{"token": "x", "host": "elsewhere", "pid": 1}'.ljust(256), encoding="utf-8")
    write(anna.replica, objective(title="Listen"), minutes=1)
    assert anna.visit(seconds=4).sent == 1
    assert lock.exists(), "it is not ours to remove"


@pytest.fixture
def small_drive(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of 400 kB."""
    folder = tmp_path / "small"
    folder.mkdir()
    if (
        os.geteuid()
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "none", folder], check=False).returncode
    ):
        pytest.skip("no small disk can be mounted")
    yield folder
    subprocess.run(["umount", "-l", folder], check=False)


def test_a_full_drive_is_said_and_nothing_is_lost(tmp_path: Path, small_drive: Path) -> None:
    hub = small_drive / "team.goaltui"
    anna = machine(tmp_path, "anna", hub)
    write(anna.replica, objective(title="Ship"))
    anna.visit()
    before = hub.read_bytes()
    write(anna.replica, *(check_in(new_id(), 1, note="x" * 900) for _ in range(300)), minutes=1)
    with pytest.raises(HubUnreachable, match="no room left"):
        anna.visit()
    assert hub.read_bytes() == before
    assert sorted(path.name for path in small_drive.iterdir()) == [hub.name]
    subprocess.run(["mount", "-o", "remount,size=8m", small_drive], check=True)
    assert anna.visit().sent == 300
    anna.replica.close()


def test_a_full_disk_under_the_replica_is_said_and_nothing_is_lost(tmp_path: Path, small_drive: Path) -> None:
    anna = machine(tmp_path, "anna", tmp_path / "team.goaltui")
    write(anna.replica, objective(title="Ship"))
    anna.visit()
    bo = machine(small_drive, "bo", tmp_path / "team.goaltui", anna.replica.uuid)
    write(anna.replica, *(check_in(new_id(), 1, note="x" * 900) for _ in range(600)), minutes=1)
    anna.visit()
    before = (tmp_path / "team.goaltui").read_bytes()
    with pytest.raises(HubUnreachable, match="no room"):
        bo.visit()
    assert (tmp_path / "team.goaltui").read_bytes() == before
    subprocess.run(["mount", "-o", "remount,size=16m", small_drive], check=True)
    bo.visit()
    assert state(bo.replica.path) == state(anna.replica.path)
    bo.replica.close()
    anna.replica.close()


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """A folder of root's that everybody may enter, visited by a user who is not root."""
    if os.geteuid():
        pytest.skip("only root may become somebody else")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        os.setresuid(0, 0, 0)


@pytest.mark.parametrize(("mode", "said"), [(0o555, "You may not write in the folder"), (0o1777, "sticky bit")])
def test_a_folder_in_which_the_file_may_not_be_replaced_is_told_and_the_work_waits(
    as_nobody: Path, mode: int, said: str
) -> None:
    drive, home = as_nobody / "drive", as_nobody / "home"
    drive.mkdir()
    home.mkdir()
    home.chmod(0o777)
    hub = drive / "team.goaltui"
    anna = machine(as_nobody, "anna", hub)
    write(anna.replica, objective(title="Ship"))
    anna.visit()
    hub.chmod(0o666)
    drive.chmod(mode)
    before = hub.read_bytes()
    os.setresuid(_NOBODY, _NOBODY, 0)
    bo = machine(home, "bo", hub, anna.replica.uuid)
    bo.look()
    write(bo.replica, objective(title="Listen"), minutes=1)
    with pytest.raises(HubUnreachable, match=said):
        bo.visit(seconds=10)
    assert bo.replica.exchange.waiting().number == 1
    # Whoever only tries out the place is told too.
    assert ("sticky bit" in kept_by_its_owner(hub)) == (said == "sticky bit")
    os.setresuid(0, 0, 0)
    assert hub.read_bytes() == before
    assert [path.name for path in drive.iterdir()] == [hub.name]
    drive.chmod(0o777)
    os.setresuid(_NOBODY, _NOBODY, 0)
    assert bo.visit().sent == 1
    os.setresuid(0, 0, 0)
    anna.visit()
    assert state(bo.replica.path) == state(anna.replica.path)
    bo.replica.close()
    anna.replica.close()


def test_a_damaged_hub_stays_at_its_place_until_a_whole_one_takes_it(tmp_path: Path, small_drive: Path) -> None:
    hub = small_drive / "team.goaltui"
    anna = machine(tmp_path, "anna", hub)
    write(anna.replica, objective(title="Ship"))
    anna.visit()
    hub.write_bytes(hub.read_bytes()[:5000])
    damaged = hub.read_bytes()
    write(anna.replica, *(check_in(new_id(), 1, note="x" * 900) for _ in range(500)), minutes=1)
    with pytest.raises(HubUnreachable, match="no room left"):
        anna.visit()
    assert hub.read_bytes() == damaged
    assert sorted(path.name for path in small_drive.iterdir()) == [hub.name]
    subprocess.run(["mount", "-o", "remount,size=8m", small_drive], check=True)
    (problem,) = anna.visit().problems
    assert "is damaged" in problem
    (kept,) = small_drive.glob("*.damaged-*")
    assert kept.read_bytes() == damaged
    assert state(hub) == state(anna.replica.path)
    anna.replica.close()


def test_a_conflict_shows_the_newer_and_keeps_the_other(anna: Machine, hub: Path, tmp_path: Path) -> None:
    goal = next(iter(anna.replica.records(DAY).objectives)).id
    bo = machine(tmp_path, "bo", hub, anna.replica.uuid)
    bo.visit()
    write(anna.replica, objective(goal, title="Anna's"), author="anna", minutes=1)
    write(bo.replica, objective(goal, title="Bo's"), author="bo", minutes=2)
    for member in (anna, bo, anna):
        member.visit()
    for member in (anna, bo):
        entity = member.replica.things.get(EntityKind.OBJECTIVE, goal)
        assert entity is not None
        assert entity.model_dump()["title"] == "Bo's"
        replaced = {
            str(item.new): item.replaced for item in member.replica.journal.history(goal) if item.field == "title"
        }
        assert replaced["Anna's"]
        assert not replaced["Bo's"]
    write(anna.replica, objective(goal, title="Anna's"), author="anna", minutes=3)
    anna.visit()
    bo.visit()
    restored = bo.replica.things.get(EntityKind.OBJECTIVE, goal)
    assert restored is not None
    assert restored.model_dump()["title"] == "Anna's"
    assert later(3) > later(2)
    bo.replica.close()
