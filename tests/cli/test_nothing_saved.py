"""Where nothing could be saved nobody is told that the work waits here."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands.test_sync import Member
from tests.cli.conftest import Said, Shell

WITHOUT_RIGHTS = ("setpriv", "--bounding-set=-all", "--inh-caps=-all")


def test_without_the_drive_and_without_a_copy_nothing_is_saved(empty: Shell, tmp_path: Path) -> None:
    member = Member(empty, "anna", tmp_path / "nowhere" / "team.goaltui")
    said = member("add", "objective", "Ship it")
    assert said.code == 1
    assert "nothing was saved" in said.err
    assert "waits" not in said.err
    assert member("tree").code == 3


def test_a_state_folder_that_may_not_be_written(empty: Shell, tmp_path: Path) -> None:
    team = tmp_path / "team.goaltui"
    assert empty("--db", str(team), "init").code == 0
    home = tmp_path / "closed"
    home.mkdir(mode=0o500)
    said = without_rights(home, "--exchange", "--db", str(team), "add", "objective", "Ship it")
    assert said.code == 1, said.err
    assert "nothing was saved" in said.err
    assert list(home.iterdir()) == []


def without_rights(home: Path, *words: str) -> Said:
    """Run a command that may write only what its user may, also where that is root."""
    if os.name == "nt":
        pytest.skip("folders are closed another way there")
    before = WITHOUT_RIGHTS if os.geteuid() == 0 else ()
    done = subprocess.run(
        [*before, sys.executable, "-m", "goaltui", *words],
        capture_output=True,
        env={**os.environ, "GOALTUI_HOME": str(home)},
        timeout=120,
        check=False,
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())
