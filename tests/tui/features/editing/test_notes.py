"""Remarks on things, key results made from measures, and initiatives edited."""

from pathlib import Path

from goaltui.model.enums import EntityKind
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.views.detail import detail_of
from tests.tui.driving import opened, running, sample


async def test_what_was_learnt_stands_with_the_thing_and_is_undone(tmp_path: Path) -> None:
    path = sample(tmp_path / "work.db").path
    async with running(path) as driver:
        await driver.press("down", "n")
        await driver.sees("New note")
        await driver.type("[b]Discounts[/b] did not help")
        await driver.press("f2")
        await driver.sees("Added note")
        await driver.press("enter")
        await driver.sees("learning", "[b]Discounts[/b] did not help")
        await driver.press("escape", "u", "enter")
        await driver.misses("Discounts")


async def test_a_key_result_is_made_from_a_measure_and_reads_its_history(tmp_path: Path) -> None:
    made = sample(tmp_path / "work.db")
    workspace = opened(made.path)
    write_check_in(workspace, made.measure, "2.4")
    workspace.close()
    async with running(made.path) as driver:
        await driver.press("3")
        await driver.sees("Churn")
        await driver.press("down", "K")
        await driver.sees("New key result", "2.4")
        await driver.type("Churn down to 1.8")
        await driver.press("tab", "tab", "tab")
        await driver.type("1.8")
        await driver.press("f2")
        await driver.sees("Added key result")
    workspace = opened(made.path)
    (objective,) = workspace.look.tree().roots
    bet = next(row for row in objective.key_results if row.title == "Churn down to 1.8")
    assert (bet.measure, bet.start, bet.target, bet.value) == (made.measure, 2.4, 1.8, 2.4)
    workspace.close()


def test_an_initiative_is_edited_like_anything_else(tmp_path: Path) -> None:
    made = sample(tmp_path / "work.db")
    workspace = opened(made.path)
    form = open_form(workspace, EntityKind.INITIATIVE, parent=made.objective).with_value("title", "Win-back calls")
    identity = save_form(workspace, form).created or ""
    form = (
        open_form(workspace, EntityKind.INITIATIVE, identity).with_value("percent", "40").with_value("state", "running")
    )
    save_form(workspace, form)
    detail = detail_of(workspace, identity)
    assert ("done", "40 %") in [(line.label, line.text) for line in detail.facts]
    assert detail.subtitle == "initiative · Customers stay"
    workspace.close()
