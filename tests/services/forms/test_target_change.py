"""A target moved in mid-cycle: the first stays beside it, why is asked, and both grades are shown at the close."""

from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind, RemarkKind
from goaltui.model.errors import InvalidField
from goaltui.model.records import KeyResultRecord
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.form import Form
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.forms.target_change import WHY
from goaltui.services.lifecycle.close_cycle import stop
from goaltui.services.parsing.naming import resolve
from goaltui.services.transfer.toml_files import apply_toml, diff_toml, export_toml, import_toml
from goaltui.services.views.detail import detail_of
from goaltui.services.views.notes import remark_rows
from tests.services.review.test_agenda import GOALS, opened

STANDING = 'title = "Going well"\nstart = 0\ntarget = 100'
MOVED = STANDING.replace("100", "90")


def form(workspace: Workspace, target: str, why: str = "") -> Form:
    identity = resolve(workspace.database, "Going well", EntityKind.KEY_RESULT).id
    return open_form(workspace, EntityKind.KEY_RESULT, identity).with_value("target", target).with_value(WHY, why)


def record(workspace: Workspace) -> KeyResultRecord:
    return next(item for item in workspace.look.records().key_results if item.title == "Going well")


def test_why_is_asked_and_the_first_target_stays_however_often_it_moves(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    with pytest.raises(InvalidField, match="say why") as asked:
        save_form(workspace, form(workspace, "90"))
    assert asked.value.field == WHY
    assert record(workspace).target == 100
    save_form(workspace, form(workspace, "90", "The market fell [/]"))
    save_form(workspace, form(workspace, "80", "It fell more"))
    assert (record(workspace).target, record(workspace).first_target) == (80, 100)
    decisions = [row.text for row in remark_rows(workspace) if row.kind is RemarkKind.DECISION]
    assert sorted(decisions) == [
        "Target moved from 100 to 90: The market fell [/]",
        "Target moved from 90 to 80: It fell more",
    ]
    facts = {line.label: line.text for line in detail_of(workspace, record(workspace).id).facts}
    assert facts["first target"] == "100, moved to 80"
    workspace.undo()
    assert record(workspace).target == 90


def test_back_where_it_was_nothing_has_moved(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    save_form(workspace, form(workspace, "90", "The market fell"))
    save_form(workspace, form(workspace, "100"))
    assert record(workspace).first_target is None


def test_what_nobody_checked_in_on_is_still_being_set(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    objective = resolve(workspace.database, "Customers stay", EntityKind.OBJECTIVE).id
    added = open_form(workspace, EntityKind.KEY_RESULT, parent=objective).with_value("title", "New")
    identity = save_form(workspace, added.with_value("start", "0").with_value("target", "10")).created or ""
    save_form(workspace, open_form(workspace, EntityKind.KEY_RESULT, identity).with_value("target", "12"))
    assert not remark_rows(workspace)


def test_before_and_after_the_cycle_a_target_is_just_edited(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 5, 10)
    identity = record(workspace).id
    save_form(workspace, open_form(workspace, EntityKind.KEY_RESULT, identity).with_value("target", "90"))
    assert (record(workspace).target, record(workspace).first_target) == (90, None)
    assert not remark_rows(workspace)


def test_both_grades_are_shown_at_the_close_and_both_targets_go_through_an_export(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    save_form(workspace, form(workspace, "80", "The market fell"))
    text = export_toml(workspace)
    assert "first_target = 100" in text
    other = Workspace.open(tmp_path / "other.db", author="eva", clock=workspace.clock, create=True)
    import_toml(other, text, "goals.toml")
    assert export_toml(other) == text
    objective = resolve(other.database, "Customers stay", EntityKind.OBJECTIVE).id
    final = next(item for item in stop(other, objective).finals if item.row.title == "Going well")
    assert (final.grade and final.grade.value, final.first and final.first.value) == (1.0, 0.8)


def test_a_target_that_a_file_moves_keeps_the_first_and_is_a_decision(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    said = import_toml(workspace, GOALS.replace(STANDING, MOVED), "goals.toml")
    assert "1 target changed in mid-cycle; the first is kept." in said.sentence
    assert "Recorded as imported from goals.toml; --why TEXT says more." in said.sentence
    assert (record(workspace).target, record(workspace).first_target) == (90, 100)

    text = export_toml(workspace).replace("target = 90", "target = 80").replace("first_target = 100\n", "")
    apply_toml(workspace, text, "goals.toml")
    assert (record(workspace).target, record(workspace).first_target) == (80, 100)
    assert diff_toml(workspace, text, "goals.toml") == ()
    told = sorted(row.text for row in remark_rows(workspace) if row.kind is RemarkKind.DECISION)
    assert told == [
        "Target moved from 100 to 90: imported from goals.toml",
        "Target moved from 90 to 80: imported from goals.toml",
    ]

    back = export_toml(workspace).replace("target = 80", "target = 100").replace("first_target = 100\n", "")
    said = apply_toml(workspace, back, "goals.toml")
    assert record(workspace).first_target is None
    assert "mid-cycle" not in said.sentence


def test_a_file_that_says_itself_why_is_taken_at_its_word(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    note = '[[remarks]]\nkind = "decision"\non = "Going well"\ntext = "Half of them left"\n'
    text = GOALS.replace(STANDING, MOVED) + note
    said = import_toml(workspace, text, "goals.toml")
    assert "--why" not in said.sentence
    assert [row.text for row in remark_rows(workspace) if row.kind is RemarkKind.DECISION] == ["Half of them left"]
