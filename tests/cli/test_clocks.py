"""Clocks that are wrong and places far from each other: what came after wins, and whose clock is off is told."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from goaltui.rules import dates
from tests.cli.conftest import PATIENT, Said

pytestmark = pytest.mark.skipif(shutil.which("faketime") is None, reason="no faketime here")
_WORKSPACE = """
[[objectives]]
title = "Customers stay"
key = "stay"
owner = "{owner}"
  [[objectives.key_results]]
  title = "Net balance"
  key = "net"
  start = -10
  target = 10
"""
At = Callable[..., Said]


@pytest.fixture
def at(tmp_path: Path) -> At:
    """Runs a command of somebody's at a moment, on one hub, each person with a home of their own."""

    (tmp_path / "hub").mkdir()

    def run(when: str, who: str, *words: str, zone: str = "UTC", file: str = "hub/team.goaltui") -> Said:
        program = (sys.executable, "-m", "goaltui", "--db", str(tmp_path / file), "--exchange", *PATIENT, "--as", who)
        done = subprocess.run(
            ["faketime", "-f", when, *program, *words],
            capture_output=True,
            env={**os.environ, "GOALTUI_HOME": str(tmp_path / who), "TZ": zone, "PYTHONIOENCODING": "utf-8"},
            timeout=120,
            check=False,
        )
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


def _owner(said: Said) -> object:
    return json.loads(said.out)["objectives"][0]["owner"]


def _file(tmp_path: Path, owner: str) -> str:
    path = tmp_path / f"{owner}.toml"
    path.write_text(_WORKSPACE.format(owner=owner), encoding="utf-8")
    return str(path)


def test_who_saw_an_edit_of_next_year_replaces_it_and_whose_clock_is_off_is_told(at: At, tmp_path: Path) -> None:
    assert at("+0d", "anna", "init").code == 0
    assert "clock" not in at("+0d", "anna", "import", _file(tmp_path, "anna")).err
    assert "clock is 365 days ahead" in at("+365d", "bo", "import", _file(tmp_path, "bo")).err
    assert "clock" not in at("+0d", "anna", "sync").err
    assert _owner(at("+0d", "anna", "tree", "--json")) == "bo"
    assert "clock" not in at("+0d", "anna", "import", _file(tmp_path, "cleo")).err
    for who in ("anna", "bo", "dan"):
        assert _owner(at("+0d", who, "tree", "--json")) == "cleo"
    assert "Undone" in at("+0d", "anna", "undo").err
    assert _owner(at("+0d", "dan", "tree", "--json")) == "bo"


def test_whose_clock_is_off_is_told_at_every_write_also_while_the_place_is_away(at: At, tmp_path: Path) -> None:
    assert at("+0d", "anna", "init").code == 0
    assert "clock is 3 hours ahead" in at("+3h", "bo", "add", "objective", "One").err
    (tmp_path / "hub").rename(tmp_path / "away")
    away = at("+3h", "bo", "--timeout", "1", "add", "objective", "Two")
    assert (away.code, "clock is 3 hours ahead" in away.err) == (3, True)
    (tmp_path / "away").rename(tmp_path / "hub")
    assert "clock" not in at("+0d", "bo", "add", "objective", "Three").err


def test_nothing_is_written_under_a_clock_before_1970(at: At, tmp_path: Path) -> None:
    assert at("+0d", "anna", "init").code == 0
    assert at("+0d", "anna", "add", "objective", "One").code == 0
    for words in (("add", "objective", "Two"), ("undo",), ("import", _file(tmp_path, "bo"))):
        refused = at("@1969-12-30 10:00:00", "anna", *words)
        assert refused.code == 1
        assert "This computer's clock says 30 Dec 1969" in refused.err
    assert at("@1969-12-30 10:00:00", "anna", "tree").code == 0
    assert at("@1969-12-30 10:00:00", "anna", "init", file="hub/new.goaltui").code == 1
    assert not (tmp_path / "hub" / "new.goaltui").exists()
    shown = json.loads(at("+0d", "anna", "tree", "--json").out)
    assert [item["title"] for item in shown["objectives"]] == ["One"]


def test_a_backup_dated_ahead_stands_for_no_day_and_pushes_none_out(at: At, tmp_path: Path) -> None:
    assert at("+0d", "anna", "init").code == 0
    assert at("+0d", "anna", "add", "objective", "One").code == 0
    (folder,) = (tmp_path / "anna").glob("**/backups/*")
    (made,) = folder.glob("*.db")
    year = datetime.now(UTC).year + 1
    ahead = [made.with_name(f"{made.name[:-18]}{year}{number:02}01-120000.db") for number in range(1, 13)]
    for path in ahead:
        shutil.copy(made, path)
    assert at("+0d", "anna", "add", "objective", "Two").code == 0
    assert sorted(folder.glob("*.db")) == sorted([made, *ahead])
    assert at("+1d", "anna", "add", "objective", "Three").code == 0
    assert len(list(folder.glob("*.db"))) == len(ahead) + 2


_ZONES = ("Pacific/Auckland", "Asia/Tokyo", "Europe/Stockholm", "America/New_York", "Pacific/Honolulu")


def _value(said: Said) -> object:
    return json.loads(said.out)["objectives"][0]["key_results"][0]["value"]


def test_what_is_measured_later_counts_in_whatever_zones(at: At, tmp_path: Path) -> None:
    assert at("@2026-11-20 12:00:00", "anna", "init").code == 0
    assert at("@2026-11-20 12:00:00", "anna", "import", _file(tmp_path, "anna")).code == 0
    said = at("@2026-11-27 09:00:00", "bo", "checkin", "Net", "=3", zone="Pacific/Auckland")
    assert said.code == 0
    assert _value(at("@2026-11-26 21:30:00", "anna", "tree", "--json", zone="Europe/Stockholm")) == 3
    assert at("@2026-11-26 22:00:00", "anna", "checkin", "Net", "=4", zone="Europe/Stockholm").code == 0
    for zone, when in zip(_ZONES, ("27 11:30", "27 07:30", "26 23:30", "26 17:30", "26 12:30"), strict=True):
        assert _value(at(f"@2026-11-{when}:00", "dan", "tree", "--json", zone=zone)) == 4, zone
    for zone, when in ((_ZONES[0], "27 11:30"), (_ZONES[-1], "26 12:30")):
        as_of = ("tree", "--as-of", f"2026-11-{when[:2]}", "--json")
        assert _value(at(f"@2026-11-{when}:00", "dan", *as_of, zone=zone)) == 4, zone
        shown = at(f"@2026-11-{when}:00", "dan", "chart", "Net", zone=zone)
        assert shown.code == 0
        assert "4" in shown.out
    assert _value(at("@2026-11-27 08:00:00", "anna", "tree", "--json", zone="Europe/Stockholm")) == 4


def test_a_value_for_a_past_day_counts_after_those_of_that_day_and_before_those_of_the_next(
    at: At, tmp_path: Path
) -> None:
    zone = "Pacific/Honolulu"
    assert at("@2026-11-20 12:00:00", "anna", "init", zone=zone).code == 0
    assert at("@2026-11-20 12:00:00", "anna", "import", _file(tmp_path, "anna"), zone=zone).code == 0
    assert at("@2026-11-26 20:00:00", "anna", "checkin", "Net", "=5", zone=zone).code == 0
    assert at("@2026-11-27 08:00:00", "anna", "checkin", "Net", "=6", "^yesterday", zone=zone).code == 0
    assert _value(at("@2026-11-27 08:01:00", "anna", "tree", "--json", zone=zone)) == 6
    assert at("@2026-11-27 09:00:00", "anna", "checkin", "Net", "=7", zone=zone).code == 0
    assert at("@2026-11-27 10:00:00", "anna", "checkin", "Net", "=8", "^yesterday", zone=zone).code == 0
    assert _value(at("@2026-11-27 10:01:00", "anna", "tree", "--json", zone=zone)) == 7
    assert _value(at("@2026-11-27 10:01:00", "anna", "tree", "--as-of", "2026-11-26", "--json", zone=zone)) == 8


_MILESTONES = """
  [[objectives.key_results]]
  title = "Steps"
  condition = "milestones"
    [[objectives.key_results.milestones]]
    title = "One"
"""


def test_a_check_in_of_a_day_to_come_by_the_teams_clock_is_asked_for(at: At, tmp_path: Path) -> None:
    file = _file(tmp_path, "anna")
    with Path(file).open("a", encoding="utf-8") as text:
        text.write(_MILESTONES)
    assert at("+0d", "anna", "init").code == 0
    assert at("+0d", "anna", "import", file).code == 0
    today, ahead = datetime.now(UTC).date(), (datetime.now(UTC) + timedelta(days=365)).date()
    for words in (("checkin", "Net", "3"), ("tick", "Steps", "One")):
        asked = at("+365d", "bo", *words)
        assert asked.code == 1
        assert f"clock is 365 days ahead of the hub, where it is {dates.day(today)}" in asked.err
        assert f"dated in the future, {dates.day(ahead)}. Nothing was written; --yes writes it." in asked.err
    assert _value(at("+0d", "anna", "tree", "--json")) is None
    # Reading the drive's clock leaves nothing there.
    assert [path.name for path in (tmp_path / "hub").iterdir()] == ["team.goaltui"]
    assert at("+365d", "bo", "checkin", "Net", "3", f"^{today}").code == 0
    assert _value(at("+0d", "anna", "tree", "--json")) == 3
    assert at("+365d", "bo", "checkin", "--yes", "Net", "4").code == 0
    assert at("+0d", "bo", "checkin", "Net", "5").code == 0


def test_a_day_to_come_is_asked_for_offline_too(at: At, tmp_path: Path) -> None:
    assert at("+0d", "anna", "init").code == 0
    assert at("+0d", "anna", "import", _file(tmp_path, "anna")).code == 0
    assert at("+2d", "bo", "checkin", "Net", "3").code == 1
    (tmp_path / "hub").rename(tmp_path / "away")
    away = at("+2d", "bo", "--timeout", "1", "checkin", "Net", "3")
    assert (away.code, "clock is 2 days ahead" in away.err) == (1, True)
