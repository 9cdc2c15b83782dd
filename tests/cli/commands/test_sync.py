"""A team's file worked on from shells: two homes, one folder."""

import json
import os
import sqlite3
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.services.core.clock import SystemClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from tests.cli.conftest import PATIENT, Said, Shell

CONFLICTED = (
    "team.sync-conflict-20261123-191259-5VMLFXX.goaltui",
    "team (Bo's conflicted copy 2026-11-23).goaltui",
    "team (Bos motstridiga kopia 2026-11-23).goaltui",
    "team (conflicted copy bo 2026-11-23 101500).goaltui",
    "team_conflict-20261123-101500.goaltui",
    "team.Conflict.goaltui",
    "team.Conflict1.goaltui",
)
"""What sync tools name a copy of `team.goaltui` that was changed in two places."""


class Member:
    """One of the team: a home folder of their own, the team's file forced to exchange."""

    def __init__(self, shell: Shell, name: str, hub: Path) -> None:
        self.name = name
        self._shell = Shell(shell.home.parent / name, shell.read)
        self._shell.home.mkdir()
        self.hub = hub

    def plain(self, *words: str) -> Said:
        """Run a command without forcing anything."""
        return self._shell.process(*words)

    @property
    def home(self) -> Path:
        """Where all of theirs lies."""
        return self._shell.home

    def __call__(self, *words: str) -> Said:
        """Run a command in a process of its own."""
        return self._shell.process("--exchange", *PATIENT, "--db", str(self.hub), "--as", self.name, *words)


@pytest.fixture
def team(empty: Shell, hub: Path) -> tuple[Member, Member]:
    """Anna, who made the file, and Bo, who has not been there yet."""
    anna, bo = Member(empty, "anna", hub), Member(empty, "bo", hub)
    assert anna("init").code == 0
    return anna, bo


def titles(said: Said) -> list[str]:
    """The objectives of a tree as JSON."""
    return sorted(item["title"] for item in json.loads(said.out)["objectives"])


def backups(member: Member) -> set[str]:
    """The names of all backups that one of the team has."""
    return {path.name for path in (member.home / "data" / "backups").rglob("*") if path.is_file()}


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
    assert "connect its drive" in said.err
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
        assert "You may not write" in said.err
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
    said = anna.plain("--db", str(hub), "add", "objective", "Ship it")
    assert said.code == 0
    assert notes(hub) > 0


def test_sync_says_what_came_and_what_went(team: tuple[Member, Member], hub: Path) -> None:
    anna, bo = team
    bo("add", "objective", "Ship it")
    said = anna("sync")
    assert said.code == 0
    assert "came in (bo" in said.err
    assert "nothing had to go out" in said.err
    told = json.loads(anna("sync", "--json").out)
    assert (told["format"], told["received"], told["sent"], told["waiting"]) == (1, 0, 0, 0)
    hub.parent.rename(hub.parent.with_name("away"))
    assert anna("sync").code == 3


def test_what_is_in_place_needs_no_sync(shell: Shell) -> None:
    said = shell("sync")
    assert said.code == 1
    assert "used in place" in said.err


def test_a_conflicted_copy_is_taken_in_and_moved_to_the_backups(team: tuple[Member, Member], hub: Path) -> None:
    anna, bo = team
    bo("add", "objective", "Ship it")
    before = hub.read_bytes()
    bo("add", "objective", "Only in the copy")
    hub.rename(hub.with_name(CONFLICTED[0]))
    hub.write_bytes(before)
    said = anna("sync")
    assert said.code == 0
    assert "conflicted copy" in said.err
    assert titles(anna("tree", "--json")) == ["Only in the copy", "Ship it"]
    assert [path.name for path in hub.parent.iterdir()] == [hub.name]
    assert backups(anna) >= {CONFLICTED[0]}
    assert any(name.startswith("before-merge-") for name in backups(anna))


def test_a_conflicted_copy_is_known_by_whatever_name_a_sync_tool_gives_it(
    team: tuple[Member, Member], hub: Path
) -> None:
    anna, _ = team
    before = hub.read_bytes()
    for name in CONFLICTED:
        copy = hub.with_name(name)
        copy.write_bytes(before)
        workspace = Workspace.open(copy, author="bo", clock=SystemClock())
        save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE).with_value("title", f"Only in {name}"))
        workspace.close()
    said = anna("sync")
    assert said.code == 0
    assert [name for name in CONFLICTED if f"{name} was a conflicted copy" not in said.err] == []
    assert titles(anna("tree", "--json")) == sorted(f"Only in {name}" for name in CONFLICTED)
    assert [path.name for path in hub.parent.iterdir()] == [hub.name]
    assert backups(anna) >= set(CONFLICTED)


def test_files_of_other_workspaces_beside_it_stay(team: tuple[Member, Member], hub: Path) -> None:
    anna, _ = team
    other = hub.with_name("team-2025.goaltui")
    assert anna.plain("--db", str(other), "init").code == 0
    hub.with_name("team (1).goaltui").write_text("no database", encoding="utf-8")
    before = other.read_bytes()
    assert anna("add", "objective", "Ship it").code == 0
    assert other.read_bytes() == before
    assert len(list(hub.parent.iterdir())) == 3


def test_a_file_is_merged_by_hand(team: tuple[Member, Member], hub: Path, shell: Shell) -> None:
    anna, bo = team
    bo("add", "objective", "Ship it")
    copy = hub.parent.with_name("copy.db")
    copy.write_bytes(hub.read_bytes())
    anna.plain("--db", str(copy), "--as", "carl", "add", "objective", "Elsewhere")
    said = anna("merge", str(copy))
    assert said.code == 0
    assert "Merged" in said.err
    assert "carl" in said.err
    assert titles(bo("tree", "--json")) == ["Elsewhere", "Ship it"]
    assert "brings nothing new" in anna("merge", str(copy)).err
    refused = anna("merge", str(shell.database))
    assert refused.code == 1
    assert "another workspace" in refused.err


def test_a_merge_says_how_much_was_edited_in_both_copies(team: tuple[Member, Member], hub: Path) -> None:
    anna, bo = team
    anna("add", "objective", "Ship it")
    copy = hub.parent.with_name("copy.db")
    copy.write_bytes(hub.read_bytes())
    renamed = hub.parent.with_name("renamed.toml")
    for member, title in ((bo, "Ship it well"), (anna, "Ship it today")):
        place = () if member is anna else ("--db", str(copy))
        command = member.plain if place else member
        text = command(*place, "export").out.replace("Ship it", title)
        renamed.write_text(text, encoding="utf-8")
        assert command(*place, "apply", str(renamed)).code == 0
    said = anna("merge", str(copy))
    assert "1 field was edited in both: the later value counts, the History has the other." in said.err
    assert titles(bo("tree", "--json")) == ["Ship it today"]


def test_a_clock_that_is_off_is_said(team: tuple[Member, Member]) -> None:
    anna, _ = team
    told = anna("doctor", str(anna.hub), "--json")
    names = {item["name"]: item["is"] for item in json.loads(told.out)["place"]}
    assert names["mode"] == "exchange"
    assert "s behind" in names["clock"] or "s ahead" in names["clock"]
    assert "write, fsync" in names


def test_a_damaged_replica_is_made_again_and_what_waited_in_it_comes_back(
    team: tuple[Member, Member], hub: Path
) -> None:
    anna, bo = team
    anna("add", "objective", "Ship it")
    away = hub.parent.with_name("away")
    hub.parent.rename(away)
    assert anna("add", "objective", "While offline").code == 3
    replica = next((anna.home / "state" / "replicas").glob("*/replica.db"))
    with replica.open("rb+") as file:
        file.seek(replica.stat().st_size - 1)
        file.truncate()
    broken = anna("tree")
    assert broken.code == 3
    assert "Traceback" not in broken.err
    away.rename(hub.parent)
    said = anna("sync")
    assert said.code == 0
    assert "and 1 change that had not gone out was read from the old one" in said.err
    assert titles(bo("tree", "--json")) == ["Ship it", "While offline"]
    for lost in (b"", bytes(5_000)):
        replica.write_bytes(lost)
        seen = anna("tree", "--json")
        assert titles(seen) == ["Ship it", "While offline"]
        assert "This computer's copy was damaged and is kept as" in seen.err
        assert "from the old one" not in anna("tree").err
    assert {path.read_bytes() for path in replica.parent.glob("damaged-*.db")} >= {b"", bytes(5_000)}


@pytest.mark.parametrize(
    ("name", "said"),
    [("text.toml", "is not a workspace of goaltui"), ("folder", "is a folder"), ("/dev/null", "is not a regular file")],
)
def test_what_is_no_workspace_is_not_merged(shell: Shell, tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "text.toml").write_text("title = 'Grow'\n" * 20)
    (tmp_path / "folder").mkdir()
    refused = shell("merge", str(tmp_path / name))
    assert (refused.code, refused.out) == (1, "")
    assert said in refused.err
    assert "damaged" not in refused.err
    assert "your work" not in refused.err
