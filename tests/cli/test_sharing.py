"""A team's file worked on from shells: two homes, one folder."""

import json
import os
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Said, Shell


class Member:
    """One of the team: a home folder of their own, the team's file forced to exchange."""

    def __init__(self, shell: Shell, name: str, hub: Path) -> None:
        self.name = name
        self._shell = Shell(shell.home.parent / name, shell.read)
        self._shell.home.mkdir()
        self._hub = hub

    def __call__(self, *words: str) -> Said:
        """Run a command in a process of its own."""
        return self._shell.process("--exchange", "--db", str(self._hub), "--as", self.name, *words)


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """Where the team's file shall be."""
    folder = tmp_path / "drive"
    folder.mkdir()
    return folder / "team.goaltui"


@pytest.fixture
def team(empty: Shell, hub: Path) -> tuple[Member, Member]:
    """Anna, who made the file, and Bo, who has not been there yet."""
    anna, bo = Member(empty, "anna", hub), Member(empty, "bo", hub)
    assert anna("init").code == 0
    return anna, bo


def titles(said: Said) -> list[str]:
    """The objectives of a tree as JSON."""
    return sorted(item["title"] for item in json.loads(said.out)["objectives"])


def notes(hub: Path) -> int:
    """How many changes the team's file holds."""
    connection = sqlite3.connect(f"{hub.as_uri()}?mode=ro", uri=True)
    number: int = connection.execute("SELECT count(*) FROM change").fetchone()[0]
    connection.close()
    return number


def test_what_one_adds_the_other_sees(team: tuple[Member, Member], hub: Path) -> None:
    anna, bo = team
    before = notes(hub)
    said = anna("add", "objective", "Ship it")
    assert said.code == 0
    assert notes(hub) > before
    assert titles(bo("tree", "--json")) == ["Ship it"]
    assert bo("add", "objective", "Listen").code == 0
    assert titles(anna("tree", "--json")) == ["Listen", "Ship it"]
    assert [path.name for path in hub.parent.iterdir()] == [hub.name]


def test_init_does_not_take_what_is_there(team: tuple[Member, Member]) -> None:
    anna, bo = team
    for member in (anna, bo):
        said = member("init")
        assert said.code == 1
        assert "is there already" in said.err


def test_without_the_drive_the_work_is_saved_and_the_exit_code_is_3(team: tuple[Member, Member], hub: Path) -> None:
    anna, bo = team
    away = hub.parent.with_name("away")
    hub.parent.rename(away)
    said = anna("add", "objective", "Ship it")
    assert said.code == 3
    assert "is its drive connected" in said.err
    assert titles(anna("tree", "--json")) == ["Ship it"]
    assert anna("tree").code == 0
    nobody = bo("tree")
    assert nobody.code == 3
    assert "Traceback" not in nobody.err
    away.rename(hub.parent)
    assert anna("add", "objective", "Listen").code == 0
    assert titles(bo("tree", "--json")) == ["Listen", "Ship it"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written(team: tuple[Member, Member], hub: Path) -> None:
    anna, bo = team
    hub.parent.chmod(0o500)
    try:
        said = bo("add", "objective", "Ship it")
        assert said.code == 3
        assert "may not be written" in said.err
    finally:
        hub.parent.chmod(0o700)
    assert bo("add", "objective", "Listen").code == 0
    assert titles(anna("tree", "--json")) == ["Listen", "Ship it"]


def test_no_workspace_there(empty: Shell, hub: Path) -> None:
    said = Member(empty, "anna", hub)("tree")
    assert said.code == 1
    assert "goaltui init" in said.err


def test_a_path_that_was_shared_once_stays_so(team: tuple[Member, Member], hub: Path) -> None:
    anna, _ = team
    away = hub.with_name("away")
    hub.rename(away)
    said = anna._shell.process("--db", str(hub), "add", "objective", "Ship it")
    assert said.code == 0
    assert notes(hub) > 0
