"""What a slow drive costs: `python -m tests.lab.speed`; ten milliseconds for every answer, against the local disk."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.model.refs import new_id
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.clock import SystemClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.demo.sample import load_sample
from goaltui.services.parsing.naming import resolve
from goaltui.services.sync.opening import open_location
from goaltui.services.sync.shared_workspace import locate
from goaltui.sharing.hub import take_in
from goaltui.store.database import Database
from tests.bench.terminal import Program
from tests.lab.mounts import drive

ROUNDS = 7
PRESSES = 25
MERGED = 5_000
_PROGRAM = (sys.executable, "-m", "goaltui")
_DOWN = b"\x1b[B"


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(prefix="goaltui-speed-") as name:
        folder = Path(name)
        with drive("slow", folder / "drive") as place:
            local = folder / "local.goaltui"
            far = place.machines[0] / "team.goaltui"
            workspace = Workspace.open(local, author="anna", clock=SystemClock(), create=True)
            load_sample(workspace)
            workspace.close()
            far.write_bytes(local.read_bytes())
            home = {**os.environ, "GOALTUI_HOME": str(folder / "home")}
            _row("start to first frame", *_pairs(_start(local, home), _start(far, home)))
            near_keys, far_keys = _keys(local, home), _keys(far, home)
            _row("key to screen", near_keys, far_keys)
            _row("check-in to «saved here»", _check_ins(local, folder, "local"), _check_ins(far, folder, "far"))
            _row("check-in in the shell, whole command", *_pairs(_shell(local, home), _shell(far, home)))
        print(f"merge of {MERGED:,} foreign changes: {_merge(folder):.2f} s")


def _row(what: str, near: float, far: float) -> None:
    print(f"| {what} | {near * 1000:.0f} ms | {far * 1000:.0f} ms | {far / near:.2f} × |", flush=True)


def _pairs(near: Callable[[], float], far: Callable[[], float]) -> tuple[float, float]:
    near(), far()
    times = [(near(), far()) for _ in range(ROUNDS)]
    return statistics.median(one for one, _ in times), statistics.median(other for _, other in times)


def _start(path: Path, home: dict[str, str]) -> Callable[[], float]:
    def measure() -> float:
        program = Program.start((*_PROGRAM, "--db", str(path)), home)
        taken = program.wait_for("Grow recurring")
        program.settle(1.0)
        program.ends(b"q")
        return taken

    return measure


def _keys(path: Path, home: dict[str, str]) -> float:
    program = Program.start((*_PROGRAM, "--db", str(path)), home)
    program.wait_for("saved here")
    program.settle(0.8)
    times = [program.press(_DOWN if number % 2 else b"\x1b[A")[0] for number in range(PRESSES)]
    program.kill()
    return statistics.median(times)


def _check_ins(path: Path, folder: Path, name: str) -> float:
    location = locate(path, folder / name / "state")
    workspace = open_location(location, author="anna", clock=SystemClock(), backups=folder / name)
    if workspace.sharing is not None:
        workspace.sharing.start()
    goal = resolve(workspace.database, "Flaky tests").id
    times = []
    for number in range(60):
        begun = time.perf_counter()
        write_check_in(workspace, goal, f"{30 + number % 5}")
        times.append(time.perf_counter() - begun)
        time.sleep(0.05)
    workspace.close()
    return statistics.median(times)


def _shell(path: Path, home: dict[str, str]) -> Callable[[], float]:
    def measure() -> float:
        begun = time.perf_counter()
        command = (*_PROGRAM, "--db", str(path), "checkin", "Flaky tests", "30")
        subprocess.run(command, env=home, check=True, capture_output=True, timeout=120)
        return time.perf_counter() - begun

    return measure


def _merge(folder: Path) -> float:
    now = datetime.now(UTC)
    source = Database.open(folder / "source.db", create=True)
    measure = new_id()
    fields = {"measure": measure, "date": now.date().isoformat()}
    drafts = [Operation(EntityKind.CHECK_IN, new_id(), {**fields, "value": number}) for number in range(MERGED)]
    source.apply(drafts, author="bo", now=now)
    target = Database.open(folder / "target.db", create=True, workspace=source.uuid)
    begun = time.perf_counter()
    take_in(target, source.exchange, now=now, deadline=time.monotonic() + 600)
    taken = time.perf_counter() - begun
    source.close()
    target.close()
    return taken


if __name__ == "__main__":
    main()
