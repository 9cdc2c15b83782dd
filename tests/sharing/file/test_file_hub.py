"""A file as the hub: what goes there and comes from there, and what happens to a hub that others spoil."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from goaltui.model.errors import DatabaseRefused, HubUnreachable
from goaltui.sharing.hub import Visit
from goaltui.store.database import Database
from tests.sharing.team import Machine, machine
from tests.store.support import DAY, beside, later, objective, state, write


@pytest.fixture
def team(tmp_path: Path, hub: Path) -> Iterator[tuple[Machine, Machine]]:
    """Anna and Bo, who have both been at the hub that Anna made."""
    anna = machine(tmp_path, "anna", hub)
    write(anna.replica, objective(title="Ship"), author="anna")
    anna.visit()
    bo = machine(tmp_path, "bo", hub, anna.replica.uuid)
    bo.visit()
    yield anna, bo
    anna.replica.close()
    bo.replica.close()


def titles(database: Database) -> list[str]:
    return sorted(item.title for item in database.records(DAY).objectives)


def test_what_one_writes_the_other_reads(team: tuple[Machine, Machine], hub: Path) -> None:
    anna, bo = team
    assert titles(bo.replica) == ["Ship"]
    write(bo.replica, objective(title="Listen"), author="bo", minutes=1)
    assert bo.replica.exchange.waiting().number == 1
    assert bo.visit().sent == 1
    assert bo.replica.exchange.waiting().number == 0
    visit = anna.visit()
    assert (visit.received, visit.authors, visit.problems) == (1, (("bo", 1),), ())
    assert state(anna.replica.path) == state(bo.replica.path) == state(hub)
    assert beside(hub) == [hub.name]


def test_without_news_a_visit_leaves_the_file_alone(team: tuple[Machine, Machine], hub: Path) -> None:
    anna, _ = team
    before = hub.stat()
    assert anna.visit() == Visit()
    assert hub.stat() == before or hub.stat().st_mtime_ns == before.st_mtime_ns


def test_a_hub_belongs_to_nobody(team: tuple[Machine, Machine], hub: Path) -> None:
    anna, bo = team
    copies = []
    for name in ("one", "two"):
        copy = hub.with_name(f"{name}.db")
        copy.write_bytes(hub.read_bytes())
        database = Database.open(copy)
        write(database, objective(title=name), minutes=3)
        copies.append(database.replica)
        database.close()
    assert len({*copies, anna.replica.replica, bo.replica.replica}) == 4


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"hello"),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
        lambda path: path.write_bytes(path.read_bytes()[:8192] + b"\xff" * 60_000 + path.read_bytes()[68_192:]),
        lambda path: sql(path, "CREATE TRIGGER t AFTER INSERT ON change BEGIN DELETE FROM change; END"),
        lambda path: sql(path, "CREATE VIEW v AS SELECT 1"),
        lambda path: sql(path, "DELETE FROM replica"),
        lambda path: sql(path, "DROP TABLE change"),
    ],
)
def test_a_spoilt_hub_is_filled_again(team: tuple[Machine, Machine], hub: Path, spoil: object) -> None:
    anna, bo = team
    write(anna.replica, objective(title="Listen"), minutes=1)
    anna.visit()
    assert callable(spoil)
    spoil(hub)
    write(bo.replica, objective(title="Grow"), author="bo", minutes=2)
    visit = bo.visit()
    names = beside(hub)
    if len(names) > 1:
        assert any(".damaged-" in name for name in names)
        assert any("damaged" in sentence for sentence in visit.problems)
    anna.visit()
    bo.visit()
    assert titles(anna.replica) == titles(bo.replica) == ["Grow", "Listen", "Ship"]
    assert state(hub) == state(anna.replica.path)
    assert anna.replica.exchange.waiting().number == bo.replica.exchange.waiting().number == 0


def sql(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_what_a_damaged_hub_still_yields_is_taken_in(team: tuple[Machine, Machine], hub: Path) -> None:
    anna, bo = team
    write(anna.replica, *(objective(title=f"goal {number}") for number in range(300)), minutes=1)
    anna.visit()
    sql(hub, "DROP INDEX change_by_clock")
    with hub.open("rb+") as file:
        file.seek(40 * 4096)
        file.write(b"\xee" * 4096)
    visit = bo.visit()
    if visit.problems:
        assert "still read from it" in visit.problems[0]
    assert len(titles(bo.replica)) > 20
    anna.visit()
    bo.visit()
    assert len(titles(bo.replica)) == 301


def test_a_hub_put_back_to_an_earlier_state_gets_what_it_lost(team: tuple[Machine, Machine], hub: Path) -> None:
    anna, bo = team
    early = hub.read_bytes()
    write(anna.replica, objective(title="Listen"), minutes=1)
    anna.visit()
    bo.visit()
    hub.write_bytes(early)
    visit = bo.visit()
    assert (visit.sent, visit.returned) == (1, 1)
    assert "had lost 1 change, now restored from here: locks do not work there" in visit.problems[0]
    assert titles(Database.open(hub)) == ["Listen", "Ship"]
    hub.write_bytes(early)
    again = bo.visit()
    assert (again.returned, again.problems) == (1, ())


def test_a_file_that_has_grown_large_is_said_once(team: tuple[Machine, Machine], hub: Path) -> None:
    anna, bo = team
    long = "x" * 900
    write(anna.replica, *(objective(title=f"{number} {long}", why=long * 4) for number in range(3_000)), minutes=1)
    assert "every visit moves all of it; a PostgreSQL server serves better" in anna.visit().problems[0]
    write(anna.replica, objective(title="One more"), minutes=2)
    assert anna.visit().problems == ()
    assert "every visit moves all of it" in bo.visit().problems[0]


def test_another_workspace_in_its_place_is_left_alone(team: tuple[Machine, Machine], hub: Path, tmp_path: Path) -> None:
    anna, _ = team
    hub.unlink()
    other = Database.open(hub, create=True)
    write(other, objective(title="Not ours"))
    other.close()
    before = hub.read_bytes()
    write(anna.replica, objective(title="Listen"), minutes=1)
    with pytest.raises(DatabaseRefused, match="another workspace"):
        anna.visit()
    assert hub.read_bytes() == before
    assert anna.replica.exchange.waiting().number > 0


def test_a_newer_hub_is_left_alone_and_work_goes_on(team: tuple[Machine, Machine], hub: Path) -> None:
    anna, _ = team
    sql(hub, "PRAGMA user_version = 99")
    before = hub.read_bytes()
    write(anna.replica, objective(title="Listen"), minutes=1)
    with pytest.raises(DatabaseRefused, match="newer goaltui"):
        anna.visit()
    assert hub.read_bytes() == before
    assert titles(anna.replica) == ["Listen", "Ship"]
    assert anna.replica.exchange.waiting().since == later(1)


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_a_link_or_folder_in_its_place_is_not_followed(
    team: tuple[Machine, Machine], hub: Path, tmp_path: Path
) -> None:
    anna, _ = team
    precious = tmp_path / "precious"
    precious.write_text("mine", encoding="utf-8")
    hub.unlink()
    hub.symlink_to(precious)
    lock = hub.with_name(f"{hub.name}.goaltui-lock")
    write(anna.replica, objective(title="Listen"), minutes=1)
    with pytest.raises(DatabaseRefused, match="symbolic link"):
        anna.visit()
    hub.unlink()
    hub.mkdir()
    with pytest.raises(DatabaseRefused, match="is a folder now"):
        anna.visit()
    hub.rmdir()
    lock.symlink_to(precious)
    anna.visit(seconds=3)
    assert precious.read_text(encoding="utf-8") == "mine"
    assert titles(Database.open(hub)) == ["Listen", "Ship"]


def test_a_drive_that_is_gone_is_said_and_nothing_is_made_in_its_place(
    team: tuple[Machine, Machine], hub: Path, tmp_path: Path
) -> None:
    anna, _ = team
    away = tmp_path / "away"
    hub.parent.rename(away)
    write(anna.replica, objective(title="Listen"), minutes=1)
    with pytest.raises(HubUnreachable, match="connect its drive"):
        anna.visit()
    away.rename(hub.parent)
    assert anna.visit().sent == 1


def test_a_drive_that_is_not_mounted_is_not_the_folder_below_it(tmp_path: Path, hub: Path) -> None:
    far = machine(tmp_path, "far", hub, kind="nfs4")
    write(far.replica, objective(title="Ship"))
    far.visit()
    hub.unlink()
    near = machine(tmp_path, "far", hub)
    with pytest.raises(HubUnreachable, match="is not there"):
        near.visit()
    assert beside(hub) == []


def test_a_replica_that_was_put_back_takes_in_what_it_had_seen(
    team: tuple[Machine, Machine], tmp_path: Path, hub: Path
) -> None:
    anna, bo = team
    early = bo.replica.path.read_bytes()
    write(anna.replica, objective(title="Listen"), minutes=1)
    anna.visit()
    bo.visit()
    bo.replica.close()
    bo.replica.path.unlink()
    bo.replica.path.write_bytes(early)
    again = machine(tmp_path, "bo", hub)
    again.visit()
    assert titles(again.replica) == ["Listen", "Ship"]
    again.replica.close()
