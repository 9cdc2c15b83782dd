"""Milestones typed in the form of a key result, and ticked off with a check-in."""

from datetime import date
from pathlib import Path

import pytest

from goaltui.model.enums import Condition, EntityKind
from goaltui.model.errors import InvalidField, NotFound, WrongUsage
from goaltui.services.checkin.milestones import steps_of, tick
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from tests.goals import NOW, opened, sample

HOSTILE = "[@click=app.quit]x[/] 日本語 👨‍👩‍👧"


def added(workspace: Workspace, objective: str, milestones: str, **others: str) -> str:
    form = open_form(workspace, EntityKind.KEY_RESULT, parent=objective).with_value("title", "Ship the map")
    for name, value in {"condition": "milestones", "milestones": milestones, **others}.items():
        form = form.with_value(name, value)
    return save_form(workspace, form).created or ""


def test_they_are_typed_in_the_form_of_the_condition(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    ship = added(workspace, made.objective, f"Draft 15 Dec, {HOSTILE} 2026-12-20, Version 2, Ship")
    steps = steps_of(workspace, ship)
    assert steps is not None
    assert [(step.title, step.due) for step in steps.milestones] == [
        ("Draft", date(2026, 12, 15)),
        (HOSTILE, date(2026, 12, 20)),
        ("Ship", None),
        ("Version 2", None),
    ]
    assert workspace.look.outline().key_results[ship].condition is Condition.MILESTONES
    workspace.undo()
    assert ship not in workspace.look.outline().key_results
    reach = added(workspace, made.objective, "Draft", target="9", condition="reach")
    assert workspace.look.outline().key_results[reach].condition is Condition.REACH
    assert workspace.database.things.milestones(reach) == ()
    with pytest.raises(InvalidField, match="too long"):
        added(workspace, made.objective, "x" * 500)


def test_ticking_is_a_check_in_and_one_undo(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    ship = added(workspace, made.objective, "Draft 15 Dec, Build, Ship")
    draft, build, _ = (step.id for step in (steps_of(workspace, ship) or pytest.fail()).milestones)
    said = tick(workspace, ship, {draft, build}, "@7")
    assert said.sentence == "2 of 3 milestones of 'Ship the map' done: 67 %."
    row = workspace.look.outline().key_results[ship]
    assert row.progress == pytest.approx(2 / 3)
    assert (row.confidence, row.checked_in) == (7, NOW.date())
    (check_in,) = workspace.database.series.check_ins(key_result=ship, until=None, limit=None)
    assert check_in.note == "Done: Draft, Build"
    tick(workspace, ship, {draft})
    assert workspace.database.series.check_ins(key_result=ship, until=None, limit=1)[0].note == "Reopened: Build"
    workspace.undo()
    workspace.undo()
    row = workspace.look.outline().key_results[ship]
    assert (row.progress, row.checked_in) == (0, None)
    with pytest.raises(WrongUsage, match="type no value"):
        tick(workspace, ship, {draft}, "42")
    with pytest.raises(NotFound, match="no longer there"):
        tick(workspace, ship, {made.measure})
