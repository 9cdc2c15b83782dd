"""The real program killed in the middle of visits: nothing acknowledged is lost, and no file is damaged."""

import itertools
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.services.core.clock import SystemClock
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.sync.opening import open_location
from goaltui.services.sync.shared_workspace import locate

pytestmark = pytest.mark.skipif(not hasattr(os, "setsid"), reason="needs process groups")

WRITES = 12
KILLS = 5


def run(home: Path, hub: Path, *words: str) -> "subprocess.Popen[bytes]":
    """Start a command of the real program in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "goaltui", "--exchange", "--db", str(hub), *words],
        env={**os.environ, "GOALTUI_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def visitors(pid: int) -> list[int]:
    """The visiting processes of a command."""
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def test_nothing_acknowledged_is_lost_to_a_kill(tmp_path: Path) -> None:
    folder = tmp_path / "drive"
    folder.mkdir()
    hub = folder / "team.goaltui"
    homes = [tmp_path / name for name in ("anna", "bo")]
    assert run(homes[0], hub, "init").wait(60) == 0
    location = locate(hub, homes[0] / "state", exchange=True)
    workspace = open_location(location, author="anna", clock=SystemClock(), backups=homes[0] / "backups")
    form = open_form(workspace, EntityKind.MEASURE).with_value("title", "Churn").with_value("perspective", "Customer")
    goal = save_form(workspace, form).created or ""
    assert workspace.sharing is not None
    workspace.sharing.visit(30)
    workspace.close()
    chance = random.Random(20261125)
    acknowledged: set[str] = set()
    killed = 0
    for number, home in zip(range(WRITES), itertools.cycle(homes), strict=False):
        started = run(home, hub, "checkin", goal, f"{number} n{number}")
        if number % 2 and killed < KILLS:
            # No condition to wait for: the moment of the kill is to be any.
            time.sleep(chance.uniform(0.2, 0.9))
            for pid in (*visitors(started.pid), started.pid):
                if started.poll() is None:
                    os.kill(pid, signal.SIGKILL)
            killed += 1
        if started.wait(60) in (0, 3):
            acknowledged.add(f"n{number}")
    for home in (*homes, *homes):
        assert run(home, hub, "sync").wait(60) == 0
    connection = sqlite3.connect(f"{hub.as_uri()}?mode=ro", uri=True)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    notes = {row[0] for row in connection.execute("SELECT note FROM check_in")}
    connection.close()
    assert acknowledged <= notes
    assert len(acknowledged) >= WRITES - KILLS
    exports = []
    for home in homes:
        out = home / "out.toml"
        assert run(home, hub, "export", "-o", str(out)).wait(60) == 0
        exports.append(out.read_bytes())
    assert exports[0] == exports[1]
    left = [path.name for path in folder.iterdir() if path != hub and not path.name.endswith(".tmp")]
    assert left == [], "a lease was left behind"


def test_merging_in_any_order_gives_the_same_toml(tmp_path: Path) -> None:
    texts = set()
    for order in itertools.permutations(range(3)):
        folder = tmp_path / "".join(map(str, order))
        folder.mkdir()
        hub = folder / "team.goaltui"
        homes = [folder / f"home-{number}" for number in range(3)]
        texts.add(_merged(hub, homes, order))
    assert len(texts) == 1


def _merged(hub: Path, homes: list[Path], order: tuple[int, ...]) -> str:
    """Three replicas of one file, each with changes of its own, visiting in an order; what the first one exports."""
    source = homes[0].parent.parent / "source.goaltui"
    copies = [homes[0].parent.parent / f"copy-{number}.goaltui" for number in range(3)]
    if not source.exists():
        _made(source, copies)
    hub.write_bytes(source.read_bytes())
    for number in order:
        done = run(homes[number], hub, "merge", str(copies[number])).wait(60)
        assert done == 0
    out = homes[0] / "out.toml"
    assert run(homes[0], hub, "export", "-o", str(out)).wait(60) == 0
    return out.read_text(encoding="utf-8")


def _made(source: Path, copies: list[Path]) -> None:
    def direct(path: Path, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "goaltui", "--db", str(path), *words],
            env={**os.environ, "GOALTUI_HOME": str(source.parent / "maker")},
            capture_output=True,
            check=True,
        )
        return done.stdout.decode()

    direct(source, "init")
    direct(source, "add", "objective", "Customers stay")
    for number, copy in enumerate(copies):
        copy.write_bytes(source.read_bytes())
        title = json.loads(direct(copy, "tree", "--json"))["objectives"][0]["title"]
        assert title == "Customers stay"
        direct(copy, "--as", f"member {number}", "add", "objective", f"From member {number}")
