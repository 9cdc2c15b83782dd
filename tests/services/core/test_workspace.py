"""The workspace as both front ends use it, on real files."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind, Status
from goaltui.model.errors import InvalidField, NotFound, Refused, WrongUsage
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.deletion import delete_effects, delete_item
from goaltui.services.forms.form import Form
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.naming import resolve
from goaltui.services.views.detail import detail_of
from goaltui.services.views.history.change_rows import changes_of
from goaltui.services.views.today import today_of
from tests.goals import sample

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def opened(path: Path, author: str = "anna", as_of: date | None = None) -> Workspace:
    return Workspace.open(path, author=author, clock=FixedClock(NOW), create=True, as_of=as_of)


def filled(form: Form, **values: str) -> Form:
    for name, value in values.items():
        form = form.with_value(name, value)
    return form


def with_key_result(path: Path) -> tuple[Workspace, str]:
    workspace = opened(path)
    objective = save_form(
        workspace, filled(open_form(workspace, EntityKind.OBJECTIVE), title="Make leaving unthinkable")
    ).created
    form = open_form(workspace, EntityKind.KEY_RESULT, parent=objective)
    outcome = save_form(workspace, filled(form, title="Churn from 2.6 to 1.8", start="2,6", target="1.8", owner="anna"))
    assert outcome.created is not None
    return workspace, outcome.created


def test_a_new_workspace_has_four_perspectives_and_a_name(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "nordvik.goaltui")
    assert workspace.look.header().workspace == "nordvik"
    assert [row.key for row in workspace.look.scorecard().perspectives] == [
        "financial",
        "customer",
        "internal-process",
        "learning-growth",
    ]
    assert workspace.look.is_empty()
    with pytest.raises(Refused, match="nothing to undo"):
        workspace.undo()


def test_a_check_in_says_where_it_stands_and_undo_takes_it_back(tmp_path: Path) -> None:
    workspace, churn = with_key_result(tmp_path / "a.goaltui")
    outcome = write_check_in(workspace, churn, "2.4 @4 two big ones stayed")
    assert "25 %" in outcome.sentence
    row = workspace.look.tree().roots[0].key_results[0]
    assert (row.value, row.confidence, row.status) == (2.4, 4, Status.ON_TRACK)
    assert detail_of(workspace, churn).check_ins[0].note == "two big ones stayed"
    assert workspace.undo().sentence.startswith("Undone")
    assert workspace.look.tree().roots[0].key_results[0].value is None
    workspace.redo()
    assert workspace.look.tree().roots[0].key_results[0].value == 2.4


def test_a_line_that_cannot_be_read_writes_nothing(tmp_path: Path) -> None:
    workspace, churn = with_key_result(tmp_path / "a.goaltui")
    with pytest.raises(WrongUsage):
        write_check_in(workspace, churn, "2.4 @99")
    assert workspace.look.tree().roots[0].key_results[0].value is None


def test_a_form_brings_back_what_was_saved_and_changes_it(tmp_path: Path) -> None:
    workspace, churn = with_key_result(tmp_path / "a.goaltui")
    form = open_form(workspace, EntityKind.KEY_RESULT, churn)
    assert (form.value("start"), form.value("target"), form.value("owner")) == ("2.6", "1.8", "anna")
    save_form(workspace, form.with_value("target", "1.5"))
    assert workspace.look.tree().roots[0].key_results[0].target == 1.5
    changes = [row for row in changes_of(workspace, churn) if row.field == "target"]
    assert [(row.old, row.new) for row in changes] == [("1.8", "1.5"), ("", "1.8")]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"title": " "}, "title is empty"),
        ({"target": ""}, "target is missing"),
        ({"target": "2.6"}, "Start and target are the same"),
        ({"start": "many"}, "many"),
        ({"due": "31/12"}, "Due is '31/12', which is not a day; write 20 Nov"),
        ({"weight": "-1"}, "weight is negative"),
        ({"condition": "between", "low": "3", "high": "2"}, "low below a high"),
    ],
)
def test_what_may_not_be_typed_is_refused_in_a_sentence(tmp_path: Path, values: dict[str, str], message: str) -> None:
    workspace, churn = with_key_result(tmp_path / "a.goaltui")
    with pytest.raises(InvalidField, match=message):
        save_form(workspace, filled(open_form(workspace, EntityKind.KEY_RESULT, churn), **values))
    assert workspace.look.tree().roots[0].key_results[0].target == 1.8


def test_an_objective_cannot_stand_under_its_own_descendant(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.goaltui")
    top = save_form(workspace, filled(open_form(workspace, EntityKind.OBJECTIVE), title="Top")).created
    save_form(workspace, filled(open_form(workspace, EntityKind.OBJECTIVE, parent=top), title="Below"))
    assert top is not None
    with pytest.raises(InvalidField, match="under itself"):
        save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE, top).with_value("parent", "Below"))


def test_a_name_is_found_by_ref_by_part_and_named_where_it_is_not_the_only_one(tmp_path: Path) -> None:
    workspace, churn = with_key_result(tmp_path / "a.goaltui")
    assert resolve(workspace.database, workspace.refs().of(churn)).id == churn
    assert resolve(workspace.database, "churn from").id == churn
    save_form(workspace, filled(open_form(workspace, EntityKind.OBJECTIVE), title="Churn elsewhere"))
    with pytest.raises(NotFound, match="could be"):
        resolve(workspace.database, "churn")
    with pytest.raises(NotFound, match="Nothing is called"):
        resolve(workspace.database, "no such thing")


def test_an_earlier_day_is_for_looking_only(tmp_path: Path) -> None:
    workspace, churn = with_key_result(tmp_path / "a.goaltui")
    write_check_in(workspace, churn, "2.4 ^2026-11-10")
    write_check_in(workspace, churn, "2.0")
    past = opened(tmp_path / "a.goaltui", as_of=date(2026, 11, 15))
    assert past.look.tree().roots[0].key_results[0].value == 2.4
    with pytest.raises(Refused, match="read-only"):
        write_check_in(past, churn, "1")


def test_as_known_at_a_moment_shows_what_was_stored_then(tmp_path: Path) -> None:
    path = tmp_path / "a.goaltui"
    workspace, churn = with_key_result(path)
    workspace.close()
    later = Workspace.open(path, author="anna", clock=FixedClock(datetime(2026, 11, 25, 9, tzinfo=UTC)))
    form = open_form(later, EntityKind.KEY_RESULT, churn)
    save_form(later, form.with_value("title", "Churn renamed"))
    clock = FixedClock(datetime(2026, 11, 26, tzinfo=UTC))
    then = Workspace.open(path, author="anna", clock=clock, known_at=datetime(2026, 11, 24, 23, tzinfo=UTC))
    assert then.look.tree().roots[0].key_results[0].title == "Churn from 2.6 to 1.8"
    assert later.look.tree().roots[0].key_results[0].title == "Churn renamed"
    with pytest.raises(Refused, match="known then"):
        then.undo()


def test_undo_is_refused_where_somebody_changed_the_same_field_since(tmp_path: Path) -> None:
    path = tmp_path / "a.goaltui"
    anna, churn = with_key_result(path)
    save_form(anna, open_form(anna, EntityKind.KEY_RESULT, churn).with_value("target", "1.5"))
    bo = Workspace.open(path, author="bo", clock=replace(FixedClock(NOW)))
    save_form(bo, open_form(bo, EntityKind.KEY_RESULT, churn).with_value("target", "1.2"))
    with pytest.raises(Refused, match="bo changed the target"):
        anna.undo()


def test_another_program_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.goaltui"
    anna, churn = with_key_result(path)
    bo = Workspace.open(path, author="bo", clock=FixedClock(NOW))
    assert not bo.changed_elsewhere()
    write_check_in(anna, churn, "2.2")
    assert bo.changed_elsewhere()
    assert bo.look.tree().roots[0].key_results[0].value == 2.2
    assert not bo.changed_elsewhere()


def test_deleting_tells_what_hangs_on_it_and_comes_back(tmp_path: Path) -> None:
    workspace, _ = with_key_result(tmp_path / "a.goaltui")
    objective = workspace.look.tree().roots[0].id
    assert delete_effects(workspace, objective) == ("1 key result will no longer be shown.",)
    delete_item(workspace, objective)
    assert workspace.look.tree().roots == ()
    workspace.undo()
    assert len(workspace.look.tree().roots) == 1


def test_today_shows_what_is_due_and_what_others_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.goaltui"
    anna, churn = with_key_result(path)
    due = today_of(anna).due
    assert [(row.id, row.mine) for row in due] == [(churn, True)]
    write_check_in(anna, churn, "2.4")
    assert today_of(anna).due == ()
    bo = Workspace.open(path, author="bo", clock=FixedClock(NOW))
    assert ("anna", "2.4") in {(row.author, row.new) for row in today_of(bo).changes}


def test_what_was_just_made_is_due_and_not_late_for_days_before_it_was_there(tmp_path: Path) -> None:
    made = sample(tmp_path / "work.db")
    for day, late in ((24, 0), (27, 3)):
        clock = FixedClock(datetime(2026, 11, day, 12, tzinfo=UTC))
        workspace = Workspace.open(made.path, author="anna", clock=clock)
        rows = {row.id: row.late for row in today_of(workspace).due}
        assert rows == {made.key_result: late, made.measure: late}
        workspace.close()


def test_an_older_value_is_told_with_its_day_and_with_what_still_counts(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    today = write_check_in(workspace, made.key_result, "12").sentence
    assert today.startswith("Checked in 12 on 'Reference customers': 50 %, on track")
    older = write_check_in(workspace, made.key_result, "5 ^mon").sentence
    assert older.startswith(
        "Checked in 5 on 'Reference customers' for 23 Nov; the later 12 of 24 Nov still counts: 50 %, on track"
    )
    write_check_in(workspace, made.measure, "1.5")
    older = write_check_in(workspace, made.measure, "3 ^-2").sentence
    assert older.startswith("Checked in 3 on 'Churn' for 22 Nov; the later 1.5 of 24 Nov still counts: score 67")
