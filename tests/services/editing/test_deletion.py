"""What a deletion says before it happens."""

from datetime import date
from pathlib import Path

import pytest

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind, RemarkKind, Status
from goaltui.model.errors import Refused
from goaltui.model.refs import new_id
from goaltui.model.scoring import Scoring
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.deletion import delete_effects, delete_item
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.views.check_input import findings_of
from tests.goals import opened, sample


def remark_on(workspace: Workspace, kind: EntityKind, subject: str) -> None:
    fields = {"kind": RemarkKind.LEARNING, "text": "It rains.", "subject_kind": kind, "subject": subject}
    workspace.write([Operation(EntityKind.REMARK, new_id(), fields)], "Noted.")


def milestone_of(workspace: Workspace, key_result: str) -> None:
    workspace.write([Operation(EntityKind.MILESTONE, new_id(), {"key_result": key_result, "title": "Half"})], "Added.")


def test_a_key_result_takes_its_check_ins_milestones_and_remarks_along(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    assert delete_effects(workspace, made.key_result) == ()
    write_check_in(workspace, made.key_result, "5 ^2026-11-02")
    write_check_in(workspace, made.key_result, "6")
    milestone_of(workspace, made.key_result)
    remark_on(workspace, EntityKind.KEY_RESULT, made.key_result)
    assert delete_effects(workspace, made.key_result) == (
        "2 check-ins, 1 milestone and 1 note on it will no longer be shown.",
    )


def test_a_measure_takes_its_check_ins_and_targets_along(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    write_check_in(workspace, made.measure, "2")
    scoring = Scoring.of({"preset": "goal_red_flag", "goal": 1, "red_flag": 3}).to_json()
    fields = {"measure": made.measure, "start": date(2026, 12, 1).isoformat(), "scoring": scoring}
    workspace.write([Operation(EntityKind.TARGET, new_id(), fields)], "Added.")
    assert delete_effects(workspace, made.measure) == ("1 check-in and 1 target on it will no longer be shown.",)


def test_an_objective_tells_what_goes_with_its_key_results_and_of_its_own_remarks(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    write_check_in(workspace, made.key_result, "5")
    milestone_of(workspace, made.key_result)
    remark_on(workspace, EntityKind.OBJECTIVE, made.objective)
    assert delete_effects(workspace, made.objective) == (
        "1 key result with 1 check-in and 1 milestone will no longer be shown.",
        "1 measure will have no objective.",
        "1 note on it will no longer be shown.",
    )


def test_the_values_of_a_lasting_measure_stay_where_a_key_result_that_reads_it_goes(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    form = open_form(workspace, EntityKind.KEY_RESULT, parent=made.objective)
    for name, value in (("title", "Less churn"), ("start", "3"), ("target", "1"), ("measure", "Churn")):
        form = form.with_value(name, value)
    bound = save_form(workspace, form).created or ""
    write_check_in(workspace, made.measure, "2")
    assert delete_effects(workspace, bound) == ()
    assert "1 key result that reads it will have no value." in delete_effects(workspace, made.measure)


def test_a_key_result_whose_measure_was_deleted_has_no_value_and_the_checks_say_so(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    form = open_form(workspace, EntityKind.KEY_RESULT, made.key_result).with_value("measure", "Churn")
    save_form(workspace, form)
    write_check_in(workspace, made.key_result, "9 @7 !track")
    row = workspace.look.outline().key_results[made.key_result]
    assert (row.value, row.confidence) == (9, 7)
    delete_item(workspace, made.measure)
    row = workspace.look.outline().key_results[made.key_result]
    assert (row.value, row.progress, row.confidence) == (None, None, None)
    assert (row.status, row.reason, row.next_due) == (Status.PENDING, "its measure was deleted", None)
    found = [item.check for item in findings_of(workspace, made.key_result)]
    assert "measure-gone" in found
    with pytest.raises(Refused, match="was deleted; edit it"):
        write_check_in(workspace, made.key_result, "10")
    workspace.undo()
    assert workspace.look.outline().key_results[made.key_result].value == 9
    delete_item(workspace, made.measure)
    save_form(workspace, open_form(workspace, EntityKind.KEY_RESULT, made.key_result))
    write_check_in(workspace, made.key_result, "10")
    assert workspace.look.outline().key_results[made.key_result].value == 10
    assert "measure-gone" not in [item.check for item in findings_of(workspace, made.key_result)]


def test_what_is_closed_keeps_what_was_reached_though_its_measure_is_deleted(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    save_form(workspace, open_form(workspace, EntityKind.KEY_RESULT, made.key_result).with_value("measure", "Churn"))
    write_check_in(workspace, made.key_result, "9")
    save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE, made.objective).with_value("state", "closed"))
    delete_item(workspace, made.measure)
    assert workspace.look.outline().key_results[made.key_result].value == 9


@pytest.mark.parametrize("typed", ["goal -0 red_flag 3", "goal 0 red_flag 3", "goal -0,0 red_flag 3"])
def test_a_zero_in_a_scoring_has_no_sign(tmp_path: Path, typed: str) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    save_form(workspace, open_form(workspace, EntityKind.MEASURE, made.measure).with_value("numbers", typed))
    record = next(item for item in workspace.look.records().measures if item.id == made.measure)
    assert record.scoring is not None
    assert "-0" not in record.scoring
    assert open_form(workspace, EntityKind.MEASURE, made.measure).value("numbers") == "goal 0 red_flag 3"
