"""Writers on two machines, killed again and again; then what was acknowledged and is gone, and what is damaged.

python -m tests.lab                                  every kind of drive that can be set up here
python -m tests.lab --kinds sshfs rclone --writes 200 --kills 5
python -m tests.lab --given /srv/share /mnt/one /mnt/two    a server's folder and two mounts of it
"""

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from goaltui.model.enums import EntityKind
from goaltui.model.errors import GoaltuiError
from goaltui.services.core.clock import SystemClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.transfer.toml_files import export_toml
from tests.lab.mounts import KINDS, Drive, Missing, drive

WRITERS = 4
_ROUNDS = 4
_DONE = ("ack ", "gave-up ")
"""How the lines begin after which a writer goes on with its next number."""


@dataclass(frozen=True)
class Result:
    """One run: check-ins acknowledged, of those the ones that the team's file and the machines do not hold in the end,
    how many of the files are damaged, and milliseconds from a check-in to «saved here»."""

    kind: str
    mode: str
    acknowledged: int
    gave_up: int
    kills: int
    lost: int
    damaged: int
    differing: bool
    given_again: int
    median_ms: float
    slowest_ms: float
    seconds: int


@dataclass
class Writer:
    """One of the team, started anew after each kill."""

    who: str
    home: Path
    db: Path
    acks: Path
    process: "subprocess.Popen[bytes] | None" = None

    def start(self, mode: str, goal: str, writes: int, pause: float) -> None:
        """Go on after the last write that was acknowledged or given up."""
        done = max((int(line.split()[1]) for line in _lines(self.acks) if line.startswith(_DONE)), default=0)
        words = {"db": self.db, "home": self.home, "who": self.who, "mode": mode, "goal": goal, "acks": self.acks}
        told = [word for name, value in words.items() for word in (f"--{name}", str(value))]
        told += ["--first", str(done + 1), "--last", str(writes), "--pause", str(pause)]
        self.process = subprocess.Popen([sys.executable, "-m", "tests.lab.writer", *told])

    def is_done(self) -> bool:
        """Whether all is written."""
        return self.process is not None and self.process.poll() == 0

    def kill(self, chance: random.Random) -> None:
        """End it without warning, or the process that visits for it, or both."""
        if self.process is None or self.process.poll() is not None:
            return
        which = chance.choice(("writer", "visitor", "both"))
        victims = _children(self.process.pid) if which != "writer" else []
        if which != "visitor" or not victims:
            victims.append(self.process.pid)
        for pid in victims:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def main() -> int:
    """Run what is asked; one JSON line a run and a table at the end; the exit code is 1 where anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.lab")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument(
        "--given", nargs=3, type=Path, metavar=("SERVER", "A", "B"), help="a drive that is set up already, instead"
    )
    parser.add_argument("--modes", nargs="+", choices=("exchange", "plain"), default=["exchange", "plain"])
    parser.add_argument("--writes", type=int, default=800, help="check-ins of each of the four writers")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--pause", type=float, default=0.03, help="mean seconds between two check-ins of a writer")
    parser.add_argument("--seconds", type=float, default=600.0, help="the longest that one run may take")
    told = parser.parse_args()
    # Who ends it early leaves no mounts and no servers behind either.
    signal.signal(signal.SIGTERM, lambda *_given: sys.exit(128 + signal.SIGTERM))
    results = []
    for kind in ["given"] if told.given else told.kinds:
        for mode in told.modes:
            folder = Path(tempfile.mkdtemp(prefix=f"goaltui-lab-{kind}-"))
            try:
                with _place(kind, folder / "drive", told) as place:
                    results.append(_run(kind, mode, place, folder, told))
                print(json.dumps(asdict(results[-1])), flush=True)
            except Missing as missing:
                print(f"{kind}: not run, {missing} is not installed", flush=True)
            except (RuntimeError, OSError) as error:
                print(f"{kind}: not run, {error}", flush=True)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    _table(results)
    return int(any(result.mode == "exchange" and (result.lost or result.damaged) for result in results))


def _place(kind: str, folder: Path, told: argparse.Namespace) -> AbstractContextManager[Drive]:
    if told.given:
        server, *machines = told.given
        return nullcontext(Drive(server, tuple(machines), settle=2.0))
    return drive(kind, folder)


def _run(kind: str, mode: str, place: Drive, folder: Path, told: argparse.Namespace) -> Result:
    name = f"{mode}.goaltui"
    goal = _made(place.machines[0] / name, folder)
    time.sleep(place.settle)
    _wait_for(place.machines[1] / name)
    begun = time.monotonic()
    homes = [folder / f"home-{number}" for number in range(len(place.machines))]
    writers = [
        Writer(f"w{number}", homes[number % 2], place.machines[number % 2] / name, folder / f"acks-{number}")
        for number in range(WRITERS)
    ]
    for writer in writers:
        writer.start(mode, goal, told.writes, told.pause)
    kills = _keep_working(writers, mode, goal, told, begun)
    if mode == "exchange":
        _settle(place, homes, name)
    acknowledged = {f"{writer.who}-{number}" for writer in writers for number, _ in _acks(writer.acks)}
    files = [place.server / name, *(homes_file for home in homes for homes_file in home.rglob("replica.db"))]
    stored = [_stored(file, folder / "look.db") for file in files]
    held = set.intersection(*(notes for notes in stored if notes is not None)) if any(stored) else set()
    times = [took for writer in writers for _, took in _acks(writer.acks)]
    return Result(
        kind,
        mode,
        len(acknowledged),
        sum(line.startswith("gave-up") for writer in writers for line in _lines(writer.acks)),
        kills,
        len(acknowledged - held) if all(notes is not None for notes in stored) else len(acknowledged),
        sum(notes is None for notes in stored),
        len({_export(file, folder) for file in files}) > 1 if mode == "exchange" else False,
        sum(number for home in homes for number in _given_again(home)),
        round(statistics.median(times), 1) if times else 0.0,
        round(max(times), 1) if times else 0.0,
        round(time.monotonic() - begun),
    )


def _made(db: Path, folder: Path) -> str:
    """A workspace made elsewhere and put onto the drive, with one measure to check in on; its id."""
    local = folder / "made.goaltui"
    workspace = Workspace.open(local, author="anna", clock=SystemClock(), create=True)
    form = open_form(workspace, EntityKind.MEASURE).with_value("title", "Churn").with_value("perspective", "Customer")
    goal = save_form(workspace, form).created or ""
    workspace.close()
    shutil.copyfile(local, db)
    return goal


def _keep_working(writers: list[Writer], mode: str, goal: str, told: argparse.Namespace, begun: float) -> int:
    """Kill, restart, until all is written or the time is up; how many were killed."""
    chance = random.Random(20261125)
    kills = 0
    gap = max(told.writes * told.pause / max(told.kills, 1), 0.5)
    until = begun + told.seconds
    next_kill = begun + gap + 1
    while not all(writer.is_done() for writer in writers) and time.monotonic() < until:
        time.sleep(0.05)
        if kills < told.kills and time.monotonic() > next_kill:
            working = [writer for writer in writers if not writer.is_done()]
            if working:
                chance.choice(working).kill(chance)
                kills += 1
            next_kill = time.monotonic() + chance.uniform(0.5, 1.5) * gap
        for writer in writers:
            if writer.process is not None and writer.process.poll() not in (None, 0):
                writer.start(mode, goal, told.writes, told.pause)
    for writer in writers:
        if writer.process is not None and writer.process.poll() is None:
            writer.process.kill()
            writer.process.wait()
    return kills


def _settle(place: Drive, homes: list[Path], name: str) -> None:
    """Everybody visits until nothing moves any more, as they do when they open the program again."""
    for _ in range(_ROUNDS):
        for home, machine in zip(homes, place.machines, strict=True):
            command = [
                sys.executable,
                "-m",
                "goaltui",
                "--exchange",
                "--timeout",
                "60",
                "--db",
                str(machine / name),
                "sync",
            ]
            done = subprocess.run(command, env=_environment(home), capture_output=True, text=True, check=False)
            if done.returncode:
                print(f"  sync: {done.stderr.strip()}", flush=True)
        time.sleep(place.settle)


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "GOALTUI_HOME": str(home)}


def _stored(file: Path, copy: Path) -> set[str] | None:
    """The notes of the check-ins in a file; none where it is damaged."""
    try:
        shutil.copyfile(file, copy)
        connection = sqlite3.connect(copy)
        try:
            if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                return None
            return {str(row[0]) for row in connection.execute("SELECT note FROM check_in")}
        finally:
            connection.close()
    except (sqlite3.Error, OSError):
        return None


def _export(file: Path, folder: Path) -> str:
    """The whole workspace as TOML."""
    copy = folder / "export.db"
    copy.unlink(missing_ok=True)
    try:
        shutil.copyfile(file, copy)
        workspace = Workspace.open(copy, author="anna", clock=SystemClock())
        text = export_toml(workspace)
        workspace.close()
    except (GoaltuiError, OSError) as error:
        return str(error)
    return text


def _given_again(home: Path) -> Iterator[int]:
    for note in home.rglob("hub.json"):
        yield from (number for _, number in json.loads(note.read_text(encoding="utf-8"))["returned"])


def _acks(path: Path) -> Iterator[tuple[int, float]]:
    for line in _lines(path):
        if line.startswith("ack"):
            _, number, took = line.split()
            yield int(number), float(took)


def _lines(path: Path) -> list[str]:
    """Whole lines alone: a kill may cut the last one."""
    if not path.exists():
        return []
    return [line for line in path.read_text(encoding="utf-8").split("\n")[:-1] if line]


def _children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def _wait_for(path: Path) -> None:
    until = time.monotonic() + 60
    while not path.exists():
        if time.monotonic() > until:
            raise RuntimeError(f"{path.name} never reached the second machine")
        time.sleep(0.5)


def _table(results: list[Result]) -> None:
    print("\n| drive | mode | acknowledged | kills | lost | damaged files | saved here, median | slowest |")
    print("|---|---|---|---|---|---|---|---|")
    for item in results:
        print(
            f"| {item.kind} | {item.mode} | {item.acknowledged} | {item.kills} | {item.lost} | {item.damaged} |"
            f" {item.median_ms} ms | {item.slowest_ms} ms |"
        )


if __name__ == "__main__":
    sys.exit(main())
