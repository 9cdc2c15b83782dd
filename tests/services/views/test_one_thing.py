"""A look at one thing, which reads what that depends on alone, shows it as a look at everything does."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind, Method
from goaltui.model.errors import Refused
from goaltui.services.core.workspace import Workspace
from goaltui.services.demo.sample import load_sample
from goaltui.services.editing.any_thing import form_alone, form_of
from goaltui.services.forms.attachments import parts
from goaltui.services.forms.form import Form
from goaltui.services.views.charts import ChartView, chart_of
from goaltui.services.views.detail import detail_of
from goaltui.store.search import Match
from tests.goals import cycle, goals, imported, initiative, key_result, measure, objective, opened

TREES = goals(
    cycle("2026-Q3"),
    cycle("2026-Q4"),
    objective("Customers stay", key="stay", perspective="customer"),
    measure("Churn", key="churn", unit="%", weight=2),
    objective("Onboarding is short", key="short", parent="stay", cycle="2026-Q4", weight=3),
    key_result("Days to value", start=20, target=5, weight=2),
    initiative("Guided tour"),
    key_result("Churn falls", measure="churn", start=4, target=2),
    objective("Support answers at once", parent="stay", cycle="2026-Q3", share=0.4),
    key_result("Hours to an answer", start=9, target=1),
    objective("Answers are right", parent="stay", cycle="2026-Q4"),
    key_result("Reopened", start=30, target=10),
    objective("The house is in order", key="order", cycle="2026-Q4", weight=2),
    key_result("Open incidents", start=12, target=2),
    objective("Releases are boring", parent="order", cycle="2026-Q4", contributes=["stay"]),
    key_result("Rollbacks", start=8, target=1),
    *(
        line
        for number in range(12)
        for line in (
            objective(f"Elsewhere {number}", cycle="2026-Q4"),
            key_result(f"Far away {number}", start=0, target=10),
        )
    ),
)


@pytest.fixture(params=[Method.OKR, Method.SCORECARD, Method.BOTH, "trees"])
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Workspace:
    """The sample of each method, and trees of which some depend on one another."""
    if request.param == "trees":
        return imported(tmp_path / "w.db", TREES)
    made = opened(tmp_path / "w.db")
    load_sample(made, request.param)
    return made


def _things(workspace: Workspace) -> list[Match]:
    records = workspace.look.records()
    return [
        *(Match(EntityKind.OBJECTIVE, item.id, item.title, "") for item in records.objectives),
        *(Match(EntityKind.KEY_RESULT, item.id, item.title, "") for item in records.key_results),
        *(Match(EntityKind.MEASURE, item.id, item.title, "") for item in records.measures),
        *(Match(EntityKind.INITIATIVE, item.id, item.title, "") for item in records.initiatives),
    ]


def _shown(workspace: Workspace, thing: Match) -> tuple[object, ...]:
    """Everything that is shown of a thing."""
    chart: ChartView | str
    try:
        chart = chart_of(workspace, thing.id)
    except Refused as refusal:
        chart = str(refusal)
    return detail_of(workspace, thing.id), parts(workspace, thing.id), form_of(workspace, thing), chart


@pytest.mark.parametrize("back", [0, 100])
def test_one_thing_is_shown_as_among_everything(workspace: Workspace, back: int) -> None:
    looked_at: date = workspace.today - timedelta(back)
    workspace.look_at(looked_at)
    things, everything = _things(workspace), len(workspace.look.records().key_results)
    fewest = everything
    for thing in things:
        workspace.look_at(looked_at)
        whole = _shown(workspace, thing)
        workspace.look_about(thing.id)
        assert _shown(workspace, thing) == whole
        fewest = min(fewest, len(workspace.look.records().key_results))
    assert things
    assert fewest < everything or workspace.look.header().method is Method.SCORECARD
    workspace.close()


def test_what_contributes_from_another_tree_is_read_too(tmp_path: Path) -> None:
    workspace = imported(tmp_path / "w.db", TREES)
    (stay,) = (item.id for item in workspace.look.records().objectives if item.title == "Customers stay")
    workspace.look_about(stay)
    read = {item.title for item in workspace.look.records().key_results}
    assert {"Days to value", "Rollbacks", "Open incidents"} <= read
    assert not any(title.startswith("Far away") for title in read)
    workspace.close()


def _fields(form: Form) -> list[tuple[object, ...]]:
    """The fields that a form asks for, with all that may be chosen in them."""
    return [(line.name, line.label, line.choices, line.hidden) for line in form.fields if form.asks(line.name)]


def test_the_fields_of_one_thing_are_those_that_it_has_among_everything(workspace: Workspace) -> None:
    for thing in _things(workspace):
        assert _fields(form_alone(workspace, thing)) == _fields(form_of(workspace, thing))
    workspace.close()


def test_the_fields_of_one_thing_are_told_without_reading_all_goals(tmp_path: Path) -> None:
    workspace = imported(tmp_path / "w.db", TREES)
    things = {thing.title: thing for thing in _things(workspace)}
    workspace.look.forget()
    alone = form_alone(workspace, things["Days to value"])
    assert alone.field("title").value == "Days to value"
    objective_alone = form_alone(workspace, things["Onboarding is short"])
    assert objective_alone.field("parent").value == ""
    assert form_of(workspace, things["Onboarding is short"]).field("parent").value == "Customers stay"
    workspace.close()
