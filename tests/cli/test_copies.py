"""Copies of the team's file that lie beside it, and merging one: nothing goes unless somebody said so."""

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.clock import SystemClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.deletion import delete_item
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from tests.cli.commands.test_sync import Member, titles
from tests.cli.conftest import Shell

SANDBOXES = ("team-sandbox.goaltui", "team 2.goaltui", "team (2025).goaltui", "Copy of team.goaltui")
CONFLICTED = "team.sync-conflict-20261123-191259-5VMLFXX.goaltui"


@pytest.fixture
def goal(empty: Shell, hub: Path) -> tuple[Member, Member]:
    """Anna and Bo, who is to visit a file with an objective, a key result and a check-in."""
    workspace = Workspace.open(hub, author="anna", clock=SystemClock(), create=True)
    made = save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "Ship it")).created
    form = open_form(workspace, EntityKind.KEY_RESULT, parent=made)
    for name, value in (("title", "Releases"), ("start", "0"), ("target", "10")):
        form = form.with_value(name, value)
    write_check_in(workspace, save_form(workspace, form).created or "", "3")
    workspace.close()
    return Member(empty, "anna", hub), Member(empty, "bo", hub)


def emptied(member: Member, copy: Path) -> Path:
    """A copy of the team's file in which somebody tried out to delete everything."""
    shutil.copy(member.hub, copy)
    workspace = Workspace.open(copy, author="carl", clock=SystemClock())
    delete_item(workspace, "Ship it")
    workspace.close()
    return copy


def test_a_copy_that_somebody_made_stays_and_is_named_once(goal: tuple[Member, Member], hub: Path) -> None:
    anna, bo = goal
    before = {name: emptied(anna, hub.with_name(name)).read_bytes() for name in SANDBOXES}
    said = bo("checkin", "Releases", "4")
    assert said.code == 0
    assert "4 files beside the team's file are other copies of this workspace" in said.err
    assert [name for name in SANDBOXES if name not in said.err] == []
    assert "goaltui merge" in said.err
    assert titles(anna("tree", "--json")) == ["Ship it"]
    assert {name: hub.with_name(name).read_bytes() for name in SANDBOXES} == before
    hub.with_name(SANDBOXES[0]).write_bytes(hub.read_bytes())
    emptied(anna, hub.with_name("team-old.goaltui"))
    later = bo("checkin", "Releases", "6").err
    assert "team-old.goaltui beside the team's file is another copy" in later
    assert SANDBOXES[0] not in later


def test_a_conflicted_copy_says_what_it_deleted_and_anybody_brings_it_back(
    goal: tuple[Member, Member], hub: Path
) -> None:
    anna, bo = goal
    assert anna("sync").code == 0
    emptied(anna, hub.with_name(CONFLICTED))
    said = bo("sync")
    assert "1 objective, 1 key result, 1 measure and 1 check-in deleted; undo reverts it" in said.err
    assert [path.name for path in hub.parent.iterdir()] == [hub.name]
    seen = anna("sync")
    assert "1 objective, 1 key result, 1 measure and 1 check-in deleted" in seen.err
    assert titles(anna("tree", "--json")) == []
    undone = anna("undo")
    assert undone.code == 0
    assert CONFLICTED in undone.err
    assert titles(anna("tree", "--json")) == titles(bo("tree", "--json")) == ["Ship it"]
    value = json.loads(bo("tree", "--json").out)["objectives"][0]["key_results"][0]["value"]
    assert value == 3


def test_a_merge_that_deletes_is_refused_without_a_terminal_and_says_what_it_would_do(
    goal: tuple[Member, Member], hub: Path, tmp_path: Path
) -> None:
    anna, bo = goal
    copy = emptied(anna, tmp_path / "copy.goaltui")
    before = hub.read_bytes()
    said = anna("merge", str(copy))
    assert said.code == 1
    assert "1 change (carl 1)" in said.err
    assert "1 objective, 1 key result, 1 measure and 1 check-in deleted" in said.err
    assert "--yes" in said.err
    assert hub.read_bytes() == before
    assert anna("merge", "--yes", str(copy)).code == 0
    assert bo("undo").code == 0
    assert titles(anna("tree", "--json")) == ["Ship it"]


@pytest.mark.parametrize(("typed", "code", "left"), [("y\n", 0, []), ("n\n", 1, ["Ship it"]), ("\n", 1, ["Ship it"])])
def test_in_a_terminal_a_merge_asks(
    goal: tuple[Member, Member], tmp_path: Path, typed: str, code: int, left: list[str]
) -> None:
    anna, _ = goal
    copy = emptied(anna, tmp_path / "copy.goaltui")
    controller, terminal = pty.openpty()
    try:
        os.write(controller, typed.encode())
        done = subprocess.run(
            [sys.executable, "-m", "goaltui", "--exchange", "--db", str(anna.hub), "merge", str(copy)],
            stdin=terminal,
            capture_output=True,
            env={**os.environ, "GOALTUI_HOME": str(anna.home)},
            timeout=60,
            check=False,
        )
    finally:
        os.close(controller)
        os.close(terminal)
    assert done.returncode == code, done.stderr
    assert b"1 check-in deleted.\nMerge it? [y/N]" in done.stderr
    assert titles(anna("tree", "--json")) == left


def test_a_merge_that_changes_a_value_is_one_that_weighs(shell: Shell, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(shell.database, copy)
    workspace = Workspace.open(copy, author="carl", clock=SystemClock())
    first = workspace.look.records().objectives[0]
    save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE, first.id).with_value("title", "Another title"))
    workspace.close()
    said = shell.process("merge", str(copy))
    assert said.code == 1
    assert "1 objective changed" in said.err
    assert shell.process("merge", "--yes", str(copy)).code == 0
    assert "Another title" in shell("tree").out
    assert shell("undo").code == 0
    assert "Another title" not in shell("tree").out
