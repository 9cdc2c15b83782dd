"""Forms between the workspace and the person: what is left alone stays, what is typed is read or refused."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.model.errors import NotFound, Refused
from goaltui.model.refs import WORKSPACE_ID
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.form import Form
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.key_result_from_measure import key_result_form
from goaltui.services.forms.structure_forms import save_structure, structure_form
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.naming import resolve
from goaltui.services.transfer.toml_files import import_toml
from goaltui.services.views.check_input import findings_of
from goaltui.services.views.detail import detail_of
from goaltui.services.views.today import today_of
from tests.goals import opened

TWIN = "Customers stay"


def added(workspace: Workspace, kind: EntityKind, parent: str | None = None, **values: str) -> str:
    """Add something through its form; its id."""
    created = save_form(workspace, filled(open_form(workspace, kind, parent=parent), **values)).created
    assert created is not None
    return created


def filled(form: Form, **values: str) -> Form:
    for name, value in values.items():
        form = form.with_value(name, value)
    return form


def twins(workspace: Workspace) -> tuple[str, str]:
    """Two objectives that share their title."""
    return added(workspace, EntityKind.OBJECTIVE, title=TWIN), added(workspace, EntityKind.OBJECTIVE, title=TWIN)


def objective_of(workspace: Workspace, measure: str) -> str | None:
    return next(record.objective for record in workspace.look.records().measures if record.id == measure)


def test_a_measure_is_added_under_and_stays_under_the_objective_it_was_opened_from(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    for objective in twins(workspace):
        measure = added(workspace, EntityKind.MEASURE, objective, title="Churn")
        assert objective_of(workspace, measure) == objective
        save_form(workspace, open_form(workspace, EntityKind.MEASURE, measure).with_value("unit", "%"))
        assert objective_of(workspace, measure) == objective


def test_a_key_result_goes_on_reading_its_measure_where_another_has_the_same_title(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    objective = added(workspace, EntityKind.OBJECTIVE, title="Grow")
    measure = added(workspace, EntityKind.MEASURE, title="Churn")
    bound = added(workspace, EntityKind.KEY_RESULT, objective, title="Less", target="1", start="3", measure="Churn")
    added(workspace, EntityKind.MEASURE, title="churn")
    save_form(workspace, open_form(workspace, EntityKind.KEY_RESULT, bound).with_value("target", "2"))
    row = workspace.look.tree().roots[0].key_results[0]
    assert (row.measure, row.target) == (measure, 2)


def test_an_objective_below_one_of_two_twins_stays_below_it(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    _, second = twins(workspace)
    below = added(workspace, EntityKind.OBJECTIVE, second, title="Below")
    save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE, below).with_value("why", "it helps"))
    assert workspace.look.outline().objectives[second].children[0].id == below


def test_a_field_keeps_its_meaning_where_somebody_renames_what_it_stands_for(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    first, _ = twins(workspace)
    form = open_form(workspace, EntityKind.MEASURE, parent=first).with_value("title", "Churn")
    save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE, first).with_value("title", "Renamed"))
    measure = save_form(workspace, form).created
    assert measure is not None
    assert objective_of(workspace, measure) == first


def test_an_emptied_field_lets_go_and_a_shared_title_that_is_typed_is_refused(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    first, _ = twins(workspace)
    measure = added(workspace, EntityKind.MEASURE, first, title="Churn")
    save_form(workspace, open_form(workspace, EntityKind.MEASURE, measure).with_value("objective", ""))
    assert objective_of(workspace, measure) is None
    with pytest.raises(NotFound, match="2 objectives are called 'customers stay'; rename one"):
        save_form(
            workspace, open_form(workspace, EntityKind.MEASURE, measure).with_value("objective", "customers stay")
        )
    with pytest.raises(NotFound, match="type more of the title"):
        added(workspace, EntityKind.MEASURE, title="Second", objective="customers")


def test_a_key_result_made_from_one_of_two_twin_measures_reads_that_one(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    objective = added(workspace, EntityKind.OBJECTIVE, title="Grow")
    added(workspace, EntityKind.MEASURE, objective, title="Churn")
    measure = added(workspace, EntityKind.MEASURE, objective, title="Churn")
    save_form(workspace, filled(key_result_form(workspace, measure, objective), title="Less", target="1"))
    assert workspace.look.tree().roots[0].key_results[0].measure == measure


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        (EntityKind.OBJECTIVE, {"title": ""}, "title"),
        (EntityKind.OBJECTIVE, {"title": "x" * 2000}, "title"),
        (EntityKind.OBJECTIVE, {"title": "A", "parent": "nobody knows"}, "parent"),
        (EntityKind.OBJECTIVE, {"title": "A", "parent": "Twin"}, "parent"),
        (EntityKind.OBJECTIVE, {"title": "A", "weight": "-1"}, "weight"),
        (EntityKind.OBJECTIVE, {"title": "A", "cycle": "2031-Q1"}, "cycle"),
        (EntityKind.OBJECTIVE, {"title": "A", "owner": "o" * 2000}, "owner"),
        (EntityKind.OBJECTIVE, {"title": "A", "why": "y" * 30_000}, "why"),
        (EntityKind.KEY_RESULT, {}, "title"),
        (EntityKind.KEY_RESULT, {"title": "A"}, "target"),
        (EntityKind.KEY_RESULT, {"title": "A", "start": "many"}, "start"),
        (EntityKind.KEY_RESULT, {"title": "A", "target": "1", "due": "soon"}, "due"),
        (EntityKind.KEY_RESULT, {"title": "A", "target": "1", "measure": "none such"}, "measure"),
        (EntityKind.KEY_RESULT, {"title": "A", "condition": "between", "low": "1"}, "high"),
        (EntityKind.MEASURE, {"title": "A", "preset": "goal_red_flag", "numbers": "goal x red_flag 3"}, "numbers"),
        (EntityKind.MEASURE, {"title": "A", "preset": "goal_red_flag", "numbers": "goal"}, "numbers"),
        (EntityKind.MEASURE, {"title": "A", "objective": "none such"}, "objective"),
        (EntityKind.REMARK, {"text": " "}, "text"),
        (EntityKind.INITIATIVE, {"title": "A", "percent": "150"}, "percent"),
    ],
)
def test_a_refusal_names_the_field_that_is_wrong(
    tmp_path: Path, kind: EntityKind, values: dict[str, str], field: str
) -> None:
    workspace = opened(tmp_path / "a.db")
    parent = added(workspace, EntityKind.OBJECTIVE, title="Twin")
    added(workspace, EntityKind.OBJECTIVE, title="twin")
    form = open_form(workspace, kind, parent=None if kind is EntityKind.OBJECTIVE else parent)
    with pytest.raises(Refused) as caught:
        save_form(workspace, filled(form, **values))
    assert caught.value.field == field


def test_the_numbers_of_a_chosen_scoring_need_no_names(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    measure = added(workspace, EntityKind.MEASURE, title="Churn", preset="goal_red_flag", numbers="1.5 3")
    form = open_form(workspace, EntityKind.MEASURE, measure)
    assert form.value("numbers") == "goal 1.5 red_flag 3"
    assert dict(form.field("preset").hints)["min_max"] == "0 at worst, 100 at best"


def test_who_is_named_for_the_first_time_is_told(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    said = [
        save_form(workspace, filled(open_form(workspace, EntityKind.OBJECTIVE), title="Grow", owner=owner)).sentence
        for owner in ("anna", "Anna")
    ]
    assert said == ["Added objective 'Grow'. New here: person 'anna'.", "Added objective 'Grow'."]


def test_an_objective_is_offered_the_cycle_that_the_bar_names(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    for name in ("2026", "2026-Q4"):
        save_form(workspace, filled(open_form(workspace, EntityKind.OBJECTIVE), title="Grow", cycle=name))
    assert open_form(workspace, EntityKind.OBJECTIVE).value("cycle") == workspace.look.header().cycle == "2026-Q4"


def test_an_objective_that_is_added_in_a_perspective_is_strategic(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    lane = workspace.look.records().perspectives[1]
    form = open_form(workspace, EntityKind.OBJECTIVE, parent=lane.id)
    assert (form.value("perspective"), form.value("cycle"), form.value("parent")) == (lane.name, "", "")
    identity = save_form(workspace, form.with_value("title", "Customers stay")).created
    (objective,) = workspace.look.records().objectives
    assert (objective.id, objective.perspective, objective.cycle, objective.parent) == (identity, lane.id, None, None)


def test_the_detail_of_an_objective_calls_its_perspective_as_everybody_does(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    objective = added(workspace, EntityKind.OBJECTIVE, title="Grow", perspective="Learning & growth")
    facts = detail_of(workspace, objective).facts
    assert [fact.text for fact in facts if fact.label == "perspective"] == ["Learning & growth"]


def test_a_loop_is_said_of_the_field_that_closes_it(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    top = added(workspace, EntityKind.OBJECTIVE, title="Top")
    added(workspace, EntityKind.OBJECTIVE, top, title="Below")
    with pytest.raises(Refused) as caught:
        save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE, top).with_value("parent", "Below"))
    assert caught.value.field == "parent"


def test_owner_team_and_cycle_take_a_key_or_a_ref(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    text = '[[people]]\nkey = "bo"\nname = "Bo Berg"\n[[teams]]\nkey = "care"\nname = "Customer care"\n'
    text += '[[cycles]]\nname = "Winter"\nstart = 2026-12-01\nend = 2027-02-28\n'
    import_toml(workspace, text, "people.toml")
    records = workspace.look.records()
    person, team, cycle = records.people[0].id, records.teams[0].id, records.cycles[0].id
    for owner, of, within in (
        ("bo", "care", "winter"),
        ("BO", "Care", "Winter"),
        tuple(workspace.refs().of(item) for item in (person, team, cycle)),
    ):
        form = open_form(workspace, EntityKind.OBJECTIVE).with_value("title", f"Stay {owner}")
        form = form.with_value("owner", owner).with_value("team", of).with_value("cycle", within)
        made = save_form(workspace, form).created
        record = next(item for item in workspace.look.records().objectives if item.id == made)
        assert (record.owner, record.team, record.cycle) == (person, team, cycle)
    assert len(workspace.look.records().people) == 1
    form = open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "Go").with_value("owner", "zoe")
    save_form(workspace, form)
    assert sorted(item.name for item in workspace.look.records().people) == ["Bo Berg", "zoe"]


def test_what_is_new_is_owned_by_who_adds_it_where_that_is_one_of_the_people(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db", author="Ann")
    assert open_form(workspace, EntityKind.OBJECTIVE).value("owner") == ""
    person = structure_form(workspace, EntityKind.PERSON).with_value("name", "ann")
    save_structure(workspace, person)
    save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "Mine"))
    save_form(
        workspace, open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "Nobody's").with_value("owner", "")
    )
    save_form(
        workspace, open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "Bo's").with_value("owner", "bo")
    )
    owners = {row.title: row.owner for row in workspace.look.tree().roots}
    assert owners == {"Mine": "ann", "Nobody's": None, "Bo's": "bo"}
    for kind in (EntityKind.KEY_RESULT, EntityKind.MEASURE, EntityKind.INITIATIVE):
        assert open_form(workspace, kind, parent=resolve(workspace.database, "Mine").id).value("owner") == "ann"


def test_what_the_workspace_requires_of_an_objective_is_asked_for_when_it_is_saved(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    loose = added(workspace, EntityKind.OBJECTIVE, title="Loose")
    form = structure_form(workspace, EntityKind.WORKSPACE, WORKSPACE_ID)
    save_structure(workspace, filled(form, strategic_link="required", perspective_needed="required"))
    with pytest.raises(Refused, match="requires a strategic link"):
        added(workspace, EntityKind.OBJECTIVE, title="Another")
    with pytest.raises(Refused, match="requires a perspective"):
        added(workspace, EntityKind.OBJECTIVE, title="Stay", cycle="")
    added(workspace, EntityKind.OBJECTIVE, title="Stay", cycle="", perspective="Customer")
    added(workspace, EntityKind.OBJECTIVE, title="Another", contributes="Stay", perspective="Customer")
    # What had none before can still be changed; the checks name it.
    save_form(workspace, filled(open_form(workspace, EntityKind.OBJECTIVE, loose), title="Loose still"))
    assert {"no-strategic-link", "no-perspective"} <= {item.check for item in findings_of(workspace)}


def test_a_pause_moves_what_is_due_behind_it(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    objective = added(workspace, EntityKind.OBJECTIVE, title="Grow")
    made = added(workspace, EntityKind.KEY_RESULT, objective, title="Talks", target="8", weeks="1")
    due = workspace.look.outline().key_results[made].next_due
    assert due is not None
    until = due + timedelta(days=3)
    form = structure_form(workspace, EntityKind.WORKSPACE, WORKSPACE_ID)
    save_structure(workspace, form.with_value("pauses", f"{due.isoformat()} to {until.isoformat()}"))
    assert workspace.look.outline().key_results[made].next_due == until + timedelta(days=1)
    assert today_of(workspace).paused_until is None
    holidays = f"{workspace.today.isoformat()} to 2030-01-06"
    now = structure_form(workspace, EntityKind.WORKSPACE, WORKSPACE_ID)
    save_structure(workspace, now.with_value("pauses", holidays))
    assert today_of(workspace).paused_until == date(2030, 1, 6)
    assert today_of(workspace).due == ()
    save_structure(workspace, form.with_value("pauses", f"{due.isoformat()} to {until.isoformat()}"))
    again = structure_form(workspace, EntityKind.WORKSPACE, WORKSPACE_ID)
    assert again.value("pauses") == f"{due.isoformat()} to {until.isoformat()}"
    with pytest.raises(Refused, match="ends before it begins"):
        save_structure(workspace, again.with_value("pauses", f"{until.isoformat()} to {due.isoformat()}"))


def test_work_due_in_a_pause_is_late_only_after_it(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    today = workspace.today
    objective = added(workspace, EntityKind.OBJECTIVE, title="Grow")
    made = added(workspace, EntityKind.INITIATIVE, objective, title="Call", due=(today - timedelta(days=2)).isoformat())
    assert [item.row.late for item in today_of(workspace).work] == [True]
    form = structure_form(workspace, EntityKind.WORKSPACE, WORKSPACE_ID)
    save_structure(workspace, form.with_value("pauses", f"{today - timedelta(days=3)} to {today + timedelta(days=1)}"))
    assert today_of(workspace).work == ()
    due = next(line.text for line in detail_of(workspace, made).facts if line.label == "due")
    assert "in a pause, so" in due
    assert "late" not in due
