"""Visits in the background: soon after a write, together where writes come together, and never in anybody's way."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from goaltui.model.errors import HubUnreachable
from goaltui.sharing import places
from goaltui.sharing.location import Location, locate, shown
from goaltui.sharing.places import Mode, place_of
from goaltui.sharing.worker.messages import Report
from goaltui.sharing.worker.sync_loop import SyncLoop
from tests.sharing.team import machine
from tests.store.support import later, objective, write


def wait_for(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_writes_that_come_together_are_one_visit() -> None:
    visits: list[float] = []

    def go() -> Report:
        visits.append(time.monotonic())
        return Report()

    visitor = SyncLoop(go, lambda: later(1))
    visitor.start()
    wait_for(lambda: len(visits) == 1)
    for _ in range(5):
        visitor.wrote()
        time.sleep(0.05)
    last = time.monotonic()
    wait_for(lambda: len(visits) == 2)
    assert visits[1] - last > 0.3
    visitor.leave(1)
    assert len(visits) == 2


def test_a_write_goes_out_however_long_the_pause() -> None:
    visits: list[int] = []

    def go() -> Report:
        visits.append(1)
        return Report()

    visitor = SyncLoop(go, lambda: later(1), idle=3_600)
    visitor.start()
    wait_for(lambda: visitor.standing.reached is not None)
    visitor.wrote()
    wait_for(lambda: len(visits) == 2)
    visitor.leave(1)


def test_visits_go_on_after_the_pause_that_was_asked_for() -> None:
    visits: list[int] = []

    def go() -> Report:
        visits.append(1)
        return Report()

    visitor = SyncLoop(go, lambda: later(1), idle=0.001)
    visitor.start()
    wait_for(lambda: len(visits) > 3)
    visitor.leave(1)


def test_a_failure_is_told_until_it_is_over() -> None:
    away = threading.Event()
    away.set()

    def go() -> Report:
        if away.is_set():
            raise HubUnreachable("The drive is away.")
        return Report(received=1, authors=(("bo", 1),))

    visitor = SyncLoop(go, lambda: later(1))
    visitor.start()
    wait_for(lambda: visitor.standing.failing == "The drive is away.")
    away.clear()
    visitor.wrote()
    wait_for(lambda: visitor.standing.failing == "")
    assert (visitor.standing.reached, visitor.standing.news) == (later(1), (("bo", 1),))
    visitor.leave(1)


def test_leaving_waits_for_a_drive_that_hangs_only_as_long_as_told() -> None:
    hanging = threading.Event()

    def go() -> Report:
        hanging.wait(30)
        return Report()

    visitor = SyncLoop(go, lambda: later(1))
    visitor.start()
    visitor.wrote()
    begun = time.monotonic()
    visitor.leave(0.3)
    assert 0.2 < time.monotonic() - begun < 2
    hanging.set()


def test_the_clock_of_the_drive_is_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "drive").mkdir()
    anna = machine(tmp_path, "anna", tmp_path / "drive" / "team.goaltui")
    write(anna.replica, objective(title="Ship"))
    true = time.time
    monkeypatch.setattr(time, "time", lambda: true() + 3_600)
    ahead = anna.visit().ahead
    assert ahead is not None
    assert 3_590 < ahead < 3_700
    anna.replica.close()


@pytest.mark.parametrize(
    ("mounts", "mode", "kind"),
    [
        ("/ ext4", Mode.DIRECT, "ext4"),
        ("/ ext4\n{folder} nfs4", Mode.EXCHANGE, "nfs4"),
        ("/ ext4\n{folder} fuse.sshfs", Mode.EXCHANGE, "fuse.sshfs"),
        ("/ ext4\n{folder} virtiofs", Mode.EXCHANGE, "virtiofs"),
        ("/ ext4\n{folder} somethingnew", Mode.EXCHANGE, "somethingnew"),
        ("/ nfs4\n{folder} xfs", Mode.DIRECT, "xfs"),
        ("/ ext4\n{folder} ext4\n{folder} cifs", Mode.EXCHANGE, "cifs"),
    ],
)
def test_the_kind_of_drive_chooses_the_mode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mounts: str, mode: Mode, kind: str
) -> None:
    lines = [line.split() for line in mounts.format(folder=tmp_path).splitlines()]
    table = tmp_path / "mountinfo"
    table.write_text("".join(f"1 1 0:1 / {point} rw - {name} x rw\n" for point, name in lines), encoding="utf-8")
    monkeypatch.setattr(places, "MOUNTS", table)
    found = place_of(tmp_path / "team.goaltui")
    assert (found.mode, found.kind) == (mode, kind)


@pytest.mark.parametrize(
    "mark", [".stfolder", ".dropbox", ".sync", ".sync_0a1b2c3d.db", "OneDrive - Nordvik", "Nextcloud"]
)
def test_a_synced_folder_is_worked_on_by_exchange(tmp_path: Path, mark: str) -> None:
    folder = tmp_path / "shared" / "deep"
    if not mark.startswith("."):
        folder = tmp_path / mark / "deep"
    folder.mkdir(parents=True)
    if mark.startswith("."):
        (folder.parent / mark).mkdir()
    assert place_of(folder / "team.goaltui").mode is Mode.EXCHANGE


def test_a_link_is_followed_to_where_the_file_lies(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "Dropbox")
    location = locate(link / "team.goaltui", tmp_path / "state")
    assert (location.mode, location.named) == (Mode.EXCHANGE, str(tmp_path / "Dropbox" / "team.goaltui"))


def test_a_local_file_is_worked_on_in_place(tmp_path: Path) -> None:
    path = tmp_path / "goals.db"
    assert locate(path, tmp_path / "state") == Location(str(path), Mode.DIRECT, path, place_of(path).kind)


def test_a_password_is_not_shown() -> None:
    assert shown("postgresql+psycopg://anna:secret@db/goals") == "postgresql+psycopg://anna@db/goals"
