"""Putting things in order: one write and one undo a move, the same order in every copy."""

import shutil
import tomllib
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField, Refused
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.reorder import put_beside
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.sync.merge_file import merge_file
from goaltui.services.transfer.toml_files import diff_toml, export_toml, import_toml
from tests.goals import NOW


def at(path: Path, moment: datetime = NOW) -> Workspace:
    return Workspace.open(path, author="anna", clock=FixedClock(moment), create=True)


def objectives(workspace: Workspace, *titles: str) -> list[str]:
    made = [
        save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE).with_value("title", title)) for title in titles
    ]
    return [outcome.created or "" for outcome in made]


def shown(workspace: Workspace) -> str:
    return "".join(row.title for row in workspace.look.tree().roots)


def test_a_move_writes_one_field_of_one_thing_and_is_one_undo(tmp_path: Path) -> None:
    workspace = at(tmp_path / "a.db")
    a, _, c, _ = objectives(workspace, *"ABCD")
    said = put_beside(workspace, a, c, after=True)
    assert said.sentence == "Moved 'A' below 'C'."
    assert said.touched == {a}
    assert shown(workspace) == "BCAD"
    assert put_beside(workspace, c, a, after=True).touched == {c}
    assert shown(workspace) == "BACD"
    workspace.undo()
    workspace.undo()
    assert shown(workspace) == "ABCD"
    workspace.redo()
    objectives(workspace, "E")
    assert shown(workspace) == "BCADE"
    assert put_beside(workspace, a, c, after=True).touched == frozenset()


def test_what_has_no_order_and_what_stands_elsewhere_is_refused(tmp_path: Path) -> None:
    workspace = at(tmp_path / "a.db")
    a, b = objectives(workspace, *"AB")
    made = []
    for parent in (a, b):
        form = open_form(workspace, EntityKind.KEY_RESULT, parent=parent).with_value("title", f"in {parent}")
        made.append(save_form(workspace, form.with_value("target", "9")).created or "")
    with pytest.raises(InvalidField, match="different objectives"):
        put_beside(workspace, made[0], made[1], after=True)
    with pytest.raises(InvalidField, match="before or after another objective"):
        put_beside(workspace, a, made[0], after=False)
    form = open_form(workspace, EntityKind.INITIATIVE, parent=a).with_value("title", "work")
    work = save_form(workspace, form).created or ""
    with pytest.raises(Refused, match="can be put in order"):
        put_beside(workspace, work, a, after=True)


def test_two_copies_that_move_at_once_come_to_one_order(tmp_path: Path) -> None:
    """Both put something into the same gap and both move the same thing."""
    workspace = at(tmp_path / "a.db")
    a, b, c, d, e = objectives(workspace, *"ABCDE")
    workspace.close()
    shutil.copy(tmp_path / "a.db", tmp_path / "b.db")
    one, other = at(tmp_path / "a.db", NOW + timedelta(minutes=1)), at(tmp_path / "b.db", NOW + timedelta(minutes=2))
    put_beside(one, d, a, after=True)
    put_beside(one, c, e, after=True)
    put_beside(other, e, a, after=True)
    put_beside(other, c, a, after=False)
    merge_file(one, tmp_path / "b.db", tmp_path / "backups-a", lambda _sentence, _weighs: None)
    merge_file(other, tmp_path / "a.db", tmp_path / "backups-b", lambda _sentence, _weighs: None)
    assert shown(one) == shown(other) == "CADEB"
    put_beside(one, b, e, after=False)
    merge_file(other, tmp_path / "a.db", tmp_path / "backups-b", lambda _sentence, _weighs: None)
    assert shown(one) == shown(other) == "CADBE"


def test_an_order_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    workspace = at(tmp_path / "a.db")
    (a,) = objectives(workspace, "A")
    for bad in ("", "0", "10", "x", "f" * 65):
        with pytest.raises(InvalidField, match="position"):
            workspace.write([Operation(EntityKind.OBJECTIVE, a, {"position": bad})], "")


def test_a_file_puts_things_in_its_order(tmp_path: Path) -> None:
    workspace = at(tmp_path / "a.db")
    a, b, _ = objectives(workspace, *"ABC")
    made = []
    for title in ("x", "y"):
        form = open_form(workspace, EntityKind.KEY_RESULT, parent=b).with_value("title", title)
        made.append(save_form(workspace, form.with_value("target", "9")).created or "")
    put_beside(workspace, made[1], made[0], after=False)
    put_beside(workspace, a, b, after=True)
    text = export_toml(workspace)
    rows = tomllib.loads(text)["objectives"]
    assert [row["title"] for row in rows] == ["B", "A", "C"]
    assert [row["title"] for row in rows[0]["key_results"]] == ["y", "x"]
    assert diff_toml(workspace, text, "goals.toml") == ()
    other = at(tmp_path / "b.db")
    import_toml(other, text, "goals.toml")
    assert export_toml(other) == text
    cycle = "2026-Q4"
    listed = "".join(f'[[objectives]]\ntitle = "{title}"\ncycle = "{cycle}"\n' for title in "CnBA")
    said = diff_toml(workspace, listed, "goals.toml")
    assert "move objective 'C' to its place in the list" in said
    assert not any("'A' to its place" in step or "'B' to its place" in step for step in said)
    import_toml(workspace, listed, "goals.toml")
    assert shown(workspace) == "CnBA"
    assert import_toml(workspace, listed, "goals.toml").touched == frozenset()
