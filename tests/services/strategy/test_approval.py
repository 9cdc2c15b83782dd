"""Sponsor and approval of the strategy, and what was changed since."""

from datetime import timedelta
from pathlib import Path

import pytest

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind, Method
from goaltui.model.errors import InvalidField
from goaltui.model.refs import WORKSPACE_ID, new_id
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.workspace_settings import configure
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.naming import resolve
from goaltui.services.review.agenda import begin
from goaltui.services.review.minutes import minutes_of
from goaltui.services.setup.templates import export_template
from goaltui.services.strategy.editing import save_strategy, strategy_form, strategy_rows
from goaltui.services.strategy.one_page import one_page
from goaltui.services.strategy.page import sponsor_of
from goaltui.services.transfer.toml_files import apply_toml, export_toml, import_toml
from goaltui.services.views.approval import approval_of
from tests.services.strategy.test_strategy import TEXT
from tests.tui.driving import opened


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    found = opened(tmp_path / "work.db")
    import_toml(found, TEXT, "strategy.toml")
    return found


def page(workspace: Workspace) -> dict[str, str]:
    return {row.title: row.context for row in strategy_rows(workspace)}


def since(workspace: Workspace) -> str:
    found = approval_of(workspace)
    assert found is not None
    return found.since


def test_it_is_approved_on_its_page_and_what_changes_afterwards_is_told(workspace: Workspace) -> None:
    assert page(workspace)["Approval"] == "Nobody has approved it yet."
    form = strategy_form(workspace, EntityKind.WORKSPACE, "approved").with_value("approved", "today")
    with pytest.raises(InvalidField, match="who approved it"):
        save_strategy(workspace, form)
    sponsor = strategy_form(workspace, EntityKind.WORKSPACE, "sponsor").with_value("sponsor", "Eva [Ek")
    save_strategy(workspace, sponsor)
    assert (sponsor_of(workspace.look), page(workspace)["Sponsor"]) == ("Eva [Ek", "Eva [Ek")
    save_strategy(workspace, form.with_value("approved_by", "The board"))
    assert page(workspace)["Approval"] == "by The board on 24 Nov, unchanged since"
    assert "Changed since" not in page(workspace)
    # Neither values nor the goals of a cycle were approved.
    write_check_in(workspace, resolve(workspace.database, "Churn").id, "1.9")
    save_form(
        workspace,
        open_form(workspace, EntityKind.OBJECTIVE, resolve(workspace.database, "A new logo").id).with_value(
            "why", "old"
        ),
    )
    assert since(workspace) == "unchanged since"
    configure(workspace, mission="Help more")
    churn = open_form(workspace, EntityKind.MEASURE, resolve(workspace.database, "Churn", EntityKind.MEASURE).id)
    save_form(workspace, churn.with_value("definition", "Ours"))
    save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "New").with_value("cycle", ""))
    assert since(workspace) == "changed since: the statements, 1 objective and 1 measure"
    assert page(workspace)["Approval"] == "by The board on 24 Nov"
    assert page(workspace)["Changed since"] == "the statements, 1 objective and 1 measure"
    again = strategy_form(workspace, EntityKind.WORKSPACE, "changed")
    assert [field.name for field in again.fields] == ["approved", "approved_by"]
    assert "Approved on 24 Nov, changed since: the statements" in one_page(workspace)
    assert "Eva" not in one_page(workspace) and "board" not in one_page(workspace)
    assert "Strategy and scorecard: approved by The board on 24 Nov, changed since" in minutes_of(
        begin(workspace), "eva"
    )
    # What is as it was again is not changed.
    workspace.undo()
    configure(workspace, mission="Help [/]")
    assert since(workspace) == "changed since: 1 measure"
    # A key result is of a cycle, however many values have come since it was made.
    record = workspace.look.records().key_results[0]
    check_ins = [
        Operation(EntityKind.CHECK_IN, new_id(), {"measure": record.measure, "date": "2026-11-24", "value": number})
        for number in range(100)
    ]
    workspace.write([*check_ins, Operation(EntityKind.MEASURE, record.measure, {"unit": "pieces"})], "Often.")
    assert since(workspace) == "changed since: 1 measure"
    # The approval is found behind any number of later changes.
    missions = (*(f"Help {number}" for number in range(200)), "Help [/]")
    workspace.write([Operation(EntityKind.WORKSPACE, WORKSPACE_ID, {"mission": one}) for one in missions], "Often.")
    assert since(workspace) == "changed since: 1 measure"


def test_it_goes_out_and_in_and_a_template_has_none(workspace: Workspace, tmp_path: Path) -> None:
    text = export_toml(workspace).replace(
        'mission = "Help [/]"', 'mission = "Help [/]"\nsponsor = "Eva"\napproved = 2026-11-01\napproved_by = "Board"'
    )
    other = opened(tmp_path / "other.db")
    import_toml(other, text, "a.toml")
    # All of the file came with the approval.
    assert since(other) == "unchanged since"
    assert sponsor_of(other.look) == "Eva"
    assert apply_toml(other, export_toml(other), "a.toml").touched == frozenset()
    configure(other, method=Method.OKR)
    assert since(other) == "unchanged since"
    assert "approved" not in export_template(other) and "Eva" not in export_template(other)
    other.look_at(other.today - timedelta(days=60))
    assert approval_of(other) is None
