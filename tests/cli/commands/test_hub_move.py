"""A team taken from a file to a server and back, from shells."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import PATIENT, Said, Shell
from tests.sharing.server import PASSWORD, Proxy, Server, served


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The server."""
    with served() as running:
        yield running


class Member:
    """One of the team with a home folder of their own."""

    def __init__(self, shell: Shell, name: str) -> None:
        self._shell = Shell(shell.home.parent / name, shell.read)
        self._shell.home.mkdir()
        self._name = name

    def plain(self, *words: str) -> Said:
        """Run a command without forcing anything."""
        return self._shell.process(*words)

    def killed(self, after: float, *words: str) -> None:
        """Begin a command and kill it after some seconds."""
        command = [sys.executable, "-m", "goaltui", "--exchange", *PATIENT, *words]
        process = subprocess.Popen(
            command, env=self._shell.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def __call__(self, place: str, *words: str) -> Said:
        """Run a command in a process of its own."""
        return self._shell.process("--exchange", *PATIENT, "--db", place, "--as", self._name, *words)


def titles(said: Said) -> list[str]:
    """The objectives of a tree as JSON."""
    return sorted(item["title"] for item in json.loads(said.out)["objectives"])


def test_a_team_goes_to_a_server_and_back(
    empty: Shell, tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    anna, bo = Member(empty, "anna"), Member(empty, "bo")
    drive = tmp_path / "drive"
    drive.mkdir()
    file, url = str(drive / "team.goaltui"), server.url(server.database())
    anna(file, "init")
    bo(file, "add", "objective", "From bo")
    moved = anna(file, "hub", "move", url)
    assert moved.code == 0 and "read back" in moved.err
    assert titles(anna(url, "tree", "--json")) == ["From bo"]

    # Bo did not know; what was written meanwhile is saved, told of, and comes along.
    wrote = bo(file, "add", "objective", "Too late")
    assert wrote.code == 3 and f"to {url}" in wrote.err
    assert bo(file, "hub", "move", url).code == 0
    assert titles(bo(url, "tree", "--json")) == titles(anna(url, "tree", "--json")) == ["From bo", "Too late"]
    assert Path(file).exists()

    back = anna(url, "hub", "move", file)
    assert back.code == 0
    assert titles(anna(file, "tree", "--json")) == ["From bo", "Too late"]
    assert f"to {file}" in bo(url, "tree").err


def test_another_workspace_is_not_overwritten(empty: Shell, tmp_path: Path) -> None:
    anna = Member(empty, "anna")
    here, there = str(tmp_path / "here.goaltui"), str(tmp_path / "there.goaltui")
    anna(here, "init")
    anna(there, "init")
    said = anna(here, "hub", "move", there)
    assert said.code == 1 and "another workspace" in said.err
    assert anna(here, "add", "objective", "Stays").code == 0


def test_a_local_file_says_where_its_team_went(empty: Shell, tmp_path: Path) -> None:
    anna, bo = Member(empty, "anna"), Member(empty, "bo")
    here, there = str(tmp_path / "here.goaltui"), str(tmp_path / "there.goaltui")
    anna(here, "init")
    assert anna(here, "hub", "move", there).code == 0
    said = bo.plain("--db", here, "tree")
    assert said.code == 1 and f"to {there}" in said.err


@pytest.mark.parametrize("after", [0.3, 0.6, 0.9, 1.2])
def test_killed_in_the_middle_it_is_run_again(
    empty: Shell, tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch, after: float
) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    anna, bo = Member(empty, "anna"), Member(empty, "bo")
    file, url = str(tmp_path / "team.goaltui"), server.url(server.database())
    anna(file, "init")
    anna(file, "add", "objective", "Before")
    anna.killed(after, "--db", file, "hub", "move", url)
    between = bo(file, "add", "objective", "Between")
    assert anna(file, "hub", "move", url).code == 0
    if between.code == 3:
        assert bo(file, "hub", "move", url).code == 0
    # Where nobody had told bo of the file yet, bo had nothing to write to.
    expected = ["Before"] if between.code == 1 else ["Before", "Between"]
    assert titles(anna(url, "tree", "--json")) == expected


def test_a_server_that_hangs_costs_seconds_and_loses_nothing(
    empty: Shell, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    anna, bo = Member(empty, "anna"), Member(empty, "bo")
    proxy = Proxy(server.port)
    database = server.database()
    through = server.url(database, port=proxy.port)
    anna(through, "init")
    proxy.hang()
    began = time.monotonic()
    said = anna(through, "add", "objective", "Meanwhile")
    assert said.code == 3 and said.out.strip()
    assert "does not answer" in said.err or "could not be reached" in said.err
    assert time.monotonic() - began < 30
    assert titles(anna(through, "tree", "--json")) == ["Meanwhile"]
    proxy.flow()
    assert anna(through, "sync").code == 0
    assert titles(bo(server.url(database), "tree", "--json")) == ["Meanwhile"]
    proxy.close()
