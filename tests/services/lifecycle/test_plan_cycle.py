"""Planning: drafts with what the checks find, what was learnt before, and all of them begun as one undo."""

from datetime import date
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind, ObjectiveState
from goaltui.model.errors import Refused
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.workspace import Workspace
from goaltui.services.lifecycle import plan_cycle
from goaltui.services.parsing.naming import resolve
from goaltui.services.transfer.toml_files import import_toml
from tests.goals import cycle, goals, key_result, objective, remark
from tests.services.review.test_agenda import opened
from tests.services.weighed import beside

DRAFTS = goals(
    cycle("2026-Q4"),
    objective("Leave [/] nobody", cycle="2026-Q4", state="draft"),
    key_result("Churn from 4 to 2", start=4, target=2),
    objective("Improve things", cycle="2026-Q4", state="draft"),
    remark("Discounts bring back nobody", kind="learning", on="Customers stay"),
    remark("No licence", kind="obstacle", state="done", on="Customers stay"),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = opened(tmp_path / "work.db", 31)
    import_toml(made, DRAFTS, "drafts.toml")
    return made


def quarter(workspace: Workspace) -> str:
    return next(item.id for item in workspace.look.records().cycles if item.name == "2026-Q4")


def test_drafts_stand_with_what_speaks_against_them_and_what_was_learnt(workspace: Workspace) -> None:
    plan = plan_cycle.plan(workspace, quarter(workspace))
    assert [item.objective.title for item in plan.drafts] == ["Leave [/] nobody", "Improve things"]
    assert [row.text for row in plan.learnt] == ["Discounts bring back nobody"]
    assert (plan.active, plan.unsure) == (0, 1)
    told = plan_cycle.doubts(plan)
    assert "Without a key result: 'Improve things'." in told
    assert "1 key result without a confidence." in told


def test_a_draft_is_weighed_with_what_stands_in_its_own_cycle(workspace: Workspace) -> None:
    made = plan_cycle.make_next(workspace, quarter(workspace)).created or ""
    among = [
        beside(plan_cycle.draft_form(workspace, cycle, EntityKind.OBJECTIVE, None))
        for cycle in (quarter(workspace), made)
    ]
    assert among == [["1", "1"], []]


def test_all_begin_at_once_and_one_undo_takes_it_back(workspace: Workspace) -> None:
    cycle = quarter(workspace)
    assert "2 objectives of 2026-Q4 began" in plan_cycle.activate(workspace, cycle).sentence
    plan = plan_cycle.plan(workspace, cycle)
    assert (plan.drafts, plan.active) == ((), 2)
    with pytest.raises(Refused, match="no drafts"):
        plan_cycle.activate(workspace, cycle)
    workspace.undo()
    assert len(plan_cycle.plan(workspace, cycle).drafts) == 2


def test_a_confidence_at_drafting_needs_no_value(workspace: Workspace) -> None:
    write_check_in(workspace, resolve(workspace.database, "Churn from", EntityKind.KEY_RESULT).id, "@6")
    plan = plan_cycle.plan(workspace, quarter(workspace))
    assert (plan.unsure, plan.drafts[0].objective.key_results[0].confidence) == (0, 6)
    assert plan.drafts[0].objective.state is ObjectiveState.DRAFT


def test_the_next_cycle_follows_with_the_usual_name(workspace: Workspace) -> None:
    summer = next(item for item in workspace.look.records().cycles if item.name == "2026-Q3")
    made = plan_cycle.make_next(workspace, summer.id)
    cycles = {item.name: (item.start, item.end) for item in workspace.look.records().cycles}
    assert made.sentence.startswith("Made 2027-Q1")
    assert cycles["2027-Q1"] == (date(2027, 1, 1), date(2027, 3, 31))


def test_without_a_cycle_it_is_this_quarter(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    plan_cycle.make_next(workspace, None)
    assert {item.name for item in workspace.look.records().cycles} == {"2026-Q3", "2026-Q4"}
    for summer in workspace.look.records().cycles:
        assert summer.start in (date(2026, 7, 1), date(2026, 10, 1))
