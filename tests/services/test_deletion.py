"""What a deletion says before it happens."""

from datetime import date
from pathlib import Path

from goaltui.model.changes import Draft
from goaltui.model.enums import EntityKind, RemarkKind
from goaltui.model.refs import new_id
from goaltui.model.scoring import Scoring
from goaltui.services.workspace import Workspace
from tests.tui.app.driving import opened, sample


def remark_on(workspace: Workspace, kind: EntityKind, subject: str) -> None:
    fields = {"kind": RemarkKind.LEARNING, "text": "It rains.", "subject_kind": kind, "subject": subject}
    workspace.write([Draft(EntityKind.REMARK, new_id(), fields)], "Noted.")


def milestone_of(workspace: Workspace, key_result: str) -> None:
    workspace.write([Draft(EntityKind.MILESTONE, new_id(), {"key_result": key_result, "title": "Half"})], "Added.")


def test_a_key_result_takes_its_check_ins_milestones_and_remarks_along(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    assert workspace.delete_effects(made.key_result) == ()
    workspace.check_in(made.key_result, "5 ^2026-11-02")
    workspace.check_in(made.key_result, "6")
    milestone_of(workspace, made.key_result)
    remark_on(workspace, EntityKind.KEY_RESULT, made.key_result)
    assert workspace.delete_effects(made.key_result) == (
        "2 check-ins, 1 milestone and 1 remark on it will no longer be shown.",
    )


def test_a_measure_takes_its_check_ins_and_targets_along(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    workspace.check_in(made.measure, "2")
    scoring = Scoring.of({"preset": "goal_red_flag", "goal": 1, "red_flag": 3}).to_json()
    fields = {"measure": made.measure, "start": date(2026, 12, 1).isoformat(), "scoring": scoring}
    workspace.write([Draft(EntityKind.TARGET, new_id(), fields)], "Added.")
    assert workspace.delete_effects(made.measure) == ("1 check-in and 1 target on it will no longer be shown.",)


def test_an_objective_tells_what_goes_with_its_key_results_and_of_its_own_remarks(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    workspace.check_in(made.key_result, "5")
    milestone_of(workspace, made.key_result)
    remark_on(workspace, EntityKind.OBJECTIVE, made.objective)
    assert workspace.delete_effects(made.objective) == (
        "1 key result with 1 check-in and 1 milestone will no longer be shown.",
        "1 measure will stand under no objective.",
        "1 remark on it will no longer be shown.",
    )


def test_the_values_of_a_lasting_measure_stay_where_a_key_result_that_reads_it_goes(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    form = workspace.form(EntityKind.KEY_RESULT, parent=made.objective)
    for name, value in (("title", "Less churn"), ("start", "3"), ("target", "1"), ("measure", "Churn")):
        form = form.with_value(name, value)
    bound = workspace.save(form).created or ""
    workspace.check_in(made.measure, "2")
    assert workspace.delete_effects(bound) == ()
    assert "1 key result that reads it will have no value." in workspace.delete_effects(made.measure)
