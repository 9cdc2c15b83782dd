"""The first visit to a large hub: it says how far it is, and what was cut off is gone on with."""

import sqlite3
import time
from datetime import timedelta
from pathlib import Path

import pytest

from goaltui.model.errors import DatabaseRefused, HubUnreachable
from goaltui.services.core.clock import SystemClock
from goaltui.services.sync.opening import open_location
from goaltui.sharing import hub
from goaltui.sharing.file.hub_copy import scratch
from goaltui.sharing.location import Location
from goaltui.sharing.places import Mode
from goaltui.sharing.worker import jobs
from goaltui.sharing.worker.messages import Job, Report, Request
from goaltui.store.database import Database
from tests.store.support import later, objective

MANY = 300


def filled(path: Path) -> Path:
    """A team's file with some changes in it."""
    database = Database.open(path, create=True)
    for number in range(MANY):
        database.apply([objective(title=f"Goal {number}")], author="anna", now=later(0) + timedelta(seconds=number))
    database.close()
    return path


def request(folder: Path, team: Path) -> Request:
    return Request(Job.FETCH, str(team), str(folder / "a" / "replica.db"), str(folder / "b"), later(900), 60.0)


def fetched(folder: Path, team: Path, told: list[str]) -> Report:
    return jobs.fetch(request(folder, team), time.monotonic() + 60, told.append)


def test_it_goes_on_where_it_was_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    team = filled(tmp_path / "team.goaltui")
    monkeypatch.setattr(hub, "PIECE", 100)
    told: list[str] = []

    def cut(words: str) -> None:
        told.append(words)
        if words.startswith("200 of"):
            raise HubUnreachable("cut off")

    with pytest.raises(HubUnreachable):
        jobs.fetch(request(tmp_path, team), time.monotonic() + 60, cut)
    replica = tmp_path / "a" / "replica.db"
    assert not replica.exists()
    again: list[str] = []
    assert fetched(tmp_path, team, again).received == MANY - 200
    taken = [words for words in again if "changes read" in words]
    assert taken == [f"{MANY} of {MANY} changes read"]
    database = Database.open(replica)
    assert sum(item.number for item in database.exchange.holdings().values()) == MANY
    database.close()
    left = {path.name for path in replica.parent.iterdir()}
    assert left <= {"replica.db", "replica.db.held", "hub.json", "visits"}
    assert not list((replica.parent / "visits").iterdir())


def test_what_was_begun_of_another_workspace_is_not_gone_on_with(tmp_path: Path) -> None:
    team = filled(tmp_path / "team.goaltui")
    (tmp_path / "a").mkdir()
    Database.open(tmp_path / "a" / "first.part", create=True).close()
    assert fetched(tmp_path, team, []).received == MANY
    (tmp_path / "a" / "replica.db").rename(tmp_path / "whole.db")
    (tmp_path / "a" / "first.part").write_bytes(b"cut off while it was made")
    assert fetched(tmp_path, team, []).received == MANY


def test_the_scratch_of_a_killed_visit_goes_with_the_next(tmp_path: Path) -> None:
    left = tmp_path / "visits" / f"{2**22 + 1}-killed"
    left.mkdir(parents=True)
    (left / "look.db").write_bytes(b"large")
    with scratch(tmp_path) as folder:
        assert not left.exists()
        with scratch(tmp_path):
            assert folder.exists()


def test_a_hole_of_many_gigabytes_is_not_copied(tmp_path: Path) -> None:
    team = filled(tmp_path / "team.goaltui")
    with team.open("rb+") as file:
        file.truncate(6 << 30)
    told: list[str] = []
    with pytest.raises(DatabaseRefused, match="damaged"):
        fetched(tmp_path, team, told)
    assert not told


def test_entries_that_nobody_can_have_written_are_counted_to_the_newcomer(tmp_path: Path) -> None:
    team = filled(tmp_path / "team.goaltui")
    connection = sqlite3.connect(team)
    connection.execute("UPDATE change SET batch = 'none' WHERE seq <= 7")
    connection.commit()
    connection.close()
    location = Location(str(team), Mode.EXCHANGE, tmp_path / "home" / "replica.db", "ext4")
    workspace = open_location(location, author="bo", clock=SystemClock(), backups=tmp_path / "backups")
    assert workspace.sharing is not None
    assert workspace.sharing.at_first == ("Entries there that are not valid were left out: 7.",)
    row = workspace.sharing.row(workspace.database)
    assert (row.number, row.problems) == (1, workspace.sharing.at_first)
    workspace.sharing.leave(5)
    workspace.close()
