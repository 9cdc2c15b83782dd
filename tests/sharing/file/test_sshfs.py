"""A real network file system, where one can be mounted: a private server on loopback, two mounts of one folder."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.terminal import Program
from tests.lab.mounts import Drive, Missing, drive

MAY = hasattr(os, "geteuid") and os.geteuid() == 0 and Path("/dev/fuse").exists() and shutil.which("sshfs") is not None
pytestmark = pytest.mark.skipif(not MAY, reason="needs root, FUSE and sshfs")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Drive]:
    """Two machines' mounts of one folder."""
    try:
        with drive("sshfs", tmp_path / "drive") as made:
            yield made
    except (Missing, RuntimeError) as error:
        pytest.skip(f"no sshfs here: {error}")


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "GOALTUI_HOME": str(home), "PYTHONIOENCODING": "utf-8"}


def run(home: Path, db: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "goaltui", "--db", str(db), *words]
    return subprocess.run(command, env=environment(home), capture_output=True, text=True, check=False, timeout=60)


def client(mount: Path) -> int:
    """The process that serves a mount."""
    done = subprocess.run(["pgrep", "-f", f"sshfs .*{mount}"], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[0])


def test_a_team_on_a_network_drive(place: Drive, tmp_path: Path) -> None:
    homes = [tmp_path / name for name in ("anna", "bo")]
    paths = [machine / "team.goaltui" for machine in place.machines]
    assert run(homes[0], paths[0], "init").returncode == 0
    for number in range(4):
        assert run(homes[number % 2], paths[number % 2], "add", "objective", f"goal {number}").returncode == 0
    assert run(homes[0], paths[0], "sync").returncode == 0
    trees = [run(home, path, "export").stdout for home, path in zip(homes, paths, strict=True)]
    assert trees[0] == trees[1]
    assert trees[0].count("goal ") >= 4
    assert [path.name for path in place.server.iterdir()] == ["team.goaltui"]
    assert "sshfs" in run(homes[0], paths[0], "doctor", str(paths[0])).stdout


def test_a_drive_that_hangs_holds_up_nobody(place: Drive, tmp_path: Path) -> None:
    home, path = tmp_path / "anna", place.machines[0] / "team.goaltui"
    assert run(home, path, "init").returncode == 0
    assert run(home, path, "add", "objective", "Ship it").returncode == 0
    process = client(place.machines[0])
    os.kill(process, signal.SIGSTOP)
    try:
        begun = time.monotonic()
        said = run(home, path, "--timeout", "3", "add", "objective", "Meanwhile")
        assert said.returncode == 3
        assert "does not answer" in said.stderr
        assert time.monotonic() - begun < 15
        for machine_home in (home, tmp_path / "carl"):
            program = Program.start((sys.executable, "-m", "goaltui", "--db", str(path)), environment(machine_home))
            program.wait_for("Ship it" if machine_home == home else "opening")
            program.settle(0.5)
            assert program.ends(b"q", timeout=30) < 8
    finally:
        os.kill(process, signal.SIGCONT)
    assert run(home, path, "sync").returncode == 0
    assert "Meanwhile" in run(tmp_path / "bo", place.machines[1] / "team.goaltui", "tree").stdout
