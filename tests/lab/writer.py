"""One member of the team at work: checks in again and again, and writes down what was acknowledged."""

import argparse
import random
import time
from datetime import UTC, datetime
from pathlib import Path

from goaltui.model.errors import GoaltuiError
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.clock import SystemClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.sync.opening import open_location
from goaltui.services.sync.shared_workspace import Location, Mode, locate

_PATIENCE = 30.0


def opened(db: str, home: Path, who: str, mode: str) -> Workspace:
    """The workspace on a drive: by exchange, or in place as plain SQLite would be."""
    location = (
        Location(db, Mode.DIRECT, Path(db), "forced") if mode == "plain" else locate(db, home / "state", exchange=True)
    )
    return open_location(location, author=who, clock=SystemClock(), backups=home / "backups")


def work(db: str, home: Path, who: str, mode: str, goal: str, numbers: range, acks: Path, pause: float) -> None:
    """Check in once for each number; `acks` gets a line for each that was acknowledged, with the time it took."""
    workspace: Workspace | None = None
    with acks.open("a", encoding="utf-8", buffering=1) as log:
        for number in numbers:
            begun = time.monotonic()
            while time.monotonic() - begun < _PATIENCE:
                try:
                    if workspace is None:
                        workspace = opened(db, home, who, mode)
                        if workspace.sharing is not None:
                            workspace.sharing.start()
                    at = time.perf_counter()
                    write_check_in(workspace, goal, f"{number} {who}-{number}")
                    log.write(f"ack {number} {(time.perf_counter() - at) * 1000:.2f}\n")
                    break
                except GoaltuiError as error:
                    # On one line, whatever the drive or the server says.
                    log.write(f"err {number} {datetime.now(UTC):%H:%M:%S} {' '.join(str(error).split())}\n")
                    _close(workspace)
                    workspace = None
                    time.sleep(random.uniform(0.05, 0.3))
            else:
                log.write(f"gave-up {number}\n")
            time.sleep(random.uniform(0, 2 * pause))
    _close(workspace)


def _close(workspace: Workspace | None) -> None:
    try:
        if workspace is not None:
            workspace.close()
    except GoaltuiError:
        return


def main() -> None:
    """From the command line of the lab."""
    parser = argparse.ArgumentParser()
    for name in ("db", "home", "who", "mode", "goal", "acks"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--first", type=int, required=True)
    parser.add_argument("--last", type=int, required=True)
    parser.add_argument("--pause", type=float, required=True)
    told = parser.parse_args()
    numbers = range(told.first, told.last + 1)
    work(told.db, Path(told.home), told.who, told.mode, told.goal, numbers, Path(told.acks), told.pause)


if __name__ == "__main__":
    main()
