"""The method decides what the screen shows; what it hides is kept and said."""

from pathlib import Path

import pytest

from goaltui.model.enums import Method
from goaltui.services.demo.sample import load_sample
from goaltui.services.editing.workspace_settings import choose_method
from tests.tui.driving import opened, running, sample


def with_method(path: Path, method: Method) -> Path:
    """The small workspace under a method."""
    sample(path)
    workspace = opened(path)
    choose_method(workspace, method)
    workspace.close()
    return path


async def test_okr_has_no_scorecard_and_says_what_is_kept(tmp_path: Path) -> None:
    async with running(with_method(tmp_path / "a.db", Method.OKR)) as driver:
        await driver.sees("1 Today", "2 Objectives", "5 History", "Customers stay")
        for name in ("3 Scorecard", "4 Map"):
            assert name not in driver.text
        await driver.press("3")
        await driver.sees("No scorecard under OKR.", "Kept, and not shown under OKR: 1 measure.")
        await driver.sees("Customers stay")
        await driver.press("a")
        await driver.sees("Key result")
        assert "Measure" not in driver.text
        await driver.press("o")
        await driver.sees("New objective", "Cycle")
        assert "Perspective" not in driver.text


async def test_okr_groups_by_no_perspective_and_its_history_marks_what_is_hidden(tmp_path: Path) -> None:
    async with running(with_method(tmp_path / "a.db", Method.OKR), size=(120, 36)) as driver:
        await driver.press("2")
        for group in ("theme", "team", "cycle"):
            await driver.press("?", *"group", "enter")
            await driver.sees(f"Grouped by {group}.")
        await driver.press("5")
        await driver.sees("  hidden")
        assert "'Churn'" in driver.line("  hidden")


async def test_what_is_kept_is_in_sight_above_the_detail_of_a_short_list(tmp_path: Path) -> None:
    async with running(with_method(tmp_path / "a.db", Method.OKR), size=(80, 24)) as driver:
        await driver.press("2")
        await driver.sees("objective · 2026-Q4", "Kept, and not shown under OKR: 1 measure.")


async def test_a_scorecard_opens_on_the_scorecard_and_hides_cycles(tmp_path: Path) -> None:
    async with running(with_method(tmp_path / "a.db", Method.SCORECARD)) as driver:
        await driver.sees("3 Scorecard", "Internal process", "Churn")
        await driver.sees("no score now", "Kept, and not shown under the balanced scorecard: 1 key result.")
        assert "Reference customers" not in driver.text
        await driver.press("o")
        await driver.sees("No cycles under the balanced scorecard.", "1 key result")
        await driver.press("2")
        # What has a measure is on the scorecard, to whichever cycle it belonged.
        await driver.sees("Customers stay", "Churn", "Kept, and not shown under the balanced scorecard: 1 key result.")
        assert "2026-Q4" not in driver.text
        await driver.press("a", "o")
        await driver.sees("New objective", "Perspective")
        assert "Cycle" not in driver.text
        await driver.press(*"Calm", "enter")
        await driver.sees("Added objective 'Calm'.")
    workspace = opened(tmp_path / "a.db")
    assert next(row for row in workspace.look.tree().roots if row.title == "Calm").cycle is None
    workspace.close()


async def test_both_show_everything_again(tmp_path: Path) -> None:
    path = with_method(tmp_path / "a.db", Method.OKR)
    workspace = opened(path)
    choose_method(workspace, Method.BOTH)
    workspace.close()
    async with running(path) as driver:
        await driver.sees("3 Scorecard", "4 Map")
        await driver.press("3")
        await driver.sees("Churn")


async def test_editing_keeps_what_the_form_does_not_show(tmp_path: Path) -> None:
    async with running(with_method(tmp_path / "a.db", Method.OKR)) as driver:
        await driver.press("e")
        await driver.sees("Edit objective")
        await driver.press("end", "!", "enter")
        await driver.sees("Changed objective 'Customers stay!'.")
    workspace = opened(tmp_path / "a.db")
    assert workspace.look.tree().roots[0].perspective == "customer"
    workspace.close()


@pytest.mark.parametrize("method", list(Method))
async def test_a_method_that_was_chosen_is_not_asked_for_again(tmp_path: Path, method: Method) -> None:
    workspace = opened(tmp_path / "new.db")
    choose_method(workspace, method)
    workspace.close()
    async with running(tmp_path / "new.db") as driver:
        await driver.press("t")
        await driver.sees("Internal process" if method is Method.SCORECARD else "No objective yet")
        assert "Welcome" not in driver.text


def sampled(path: Path, method: Method) -> Path:
    """The sample company under a method."""
    workspace = opened(path)
    load_sample(workspace, Method.BOTH)
    choose_method(workspace, method)
    workspace.close()
    return path


async def test_the_tree_of_a_scorecard_has_scores_and_measures(tmp_path: Path) -> None:
    async with running(sampled(tmp_path / "a.db", Method.SCORECARD), size=(80, 24)) as driver:
        await driver.press("2")
        await driver.sees("score", "67 % measured", "79  ● on target", "Cost per ticket, SEK", "41 / ≤ 45", "no value")
        for word in ("progress", "conf.", "pending"):
            assert word not in driver.text
        await driver.press("down")
        assert driver.at == "MRR"
        await driver.press("c")
        await driver.sees("MRR", "was 1 274 kSEK")
        await driver.press("escape", "up", "v")
        await driver.sees("An objective of a scorecard has a score; its measures have charts.")
        await driver.press("w")
        await driver.sees("Why 79")
        for word in ("expected", "on track"):
            assert word not in driver.text
        await driver.press("escape", "/", *"churn")
        await driver.sees("Churn   measure")
        assert "key result" not in driver.text
        await driver.press("enter")
        await driver.until(lambda: driver.at == "Churn", "the cursor on what was found")


async def test_structure_and_strategy_leave_out_what_the_method_does_not_use(tmp_path: Path) -> None:
    async with running(sampled(tmp_path / "a.db", Method.SCORECARD)) as driver:
        await driver.press("s")
        await driver.sees("3 cycles kept, and not shown under the balanced scorecard", "weight 30 = 30 %")
        assert "2026-Q4" not in driver.text
        await driver.press("a")
        await driver.sees("Perspective", "Person")
        assert "Cycle " not in driver.text.split("Add")[1]
        await driver.press("escape", "escape", "V")
        await driver.sees("a scorecard's objectives are the strategic ones")
        assert "2026-Q4" not in driver.text
    async with running(sampled(tmp_path / "b.db", Method.OKR)) as driver:
        await driver.press("s")
        await driver.sees("4 perspectives kept, and not shown under OKR", "2026-Q4")
        assert "weight 30" not in driver.text
        await driver.press("escape", "home", "w")
        await driver.sees("Why 86 %")
        for word in ("MRR", "Driven by"):
            assert word not in driver.text


async def test_the_form_of_the_workspace_asks_what_the_method_uses(tmp_path: Path) -> None:
    async with running(with_method(tmp_path / "a.db", Method.SCORECARD)) as driver:
        await driver.press("s", "enter")
        await driver.sees("Edit workspace", "Perspective  ")
        assert "Strategic link" not in driver.text
    async with running(with_method(tmp_path / "b.db", Method.OKR)) as driver:
        await driver.press("s", "enter")
        await driver.sees("Edit workspace", "Strategic link")
        assert "of an objective" not in driver.text
