"""A cycle planned by keys: drafts, confidence, checks, and begun."""

from pathlib import Path

import pytest

from goaltui.services.transfer.toml_files import import_toml
from tests.services.lifecycle.test_plan_cycle import DRAFTS
from tests.services.review.test_agenda import GOALS
from tests.tui.driving import opened, running


def company(path: Path) -> Path:
    workspace = opened(path)
    import_toml(workspace, GOALS, "goals.toml")
    import_toml(workspace, DRAFTS, "drafts.toml")
    workspace.close()
    return path


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
async def test_drafts_are_worked_through_and_begun(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(company(tmp_path / "work.db"), size=size) as driver:
        await driver.press("o")
        await driver.sees("2026-Q4")
        await driver.press("up", "p")
        await driver.sees("Plan 2026-Q4", "2 drafts", "Leave [/] nobody", "Without a key result")
        await driver.until(lambda: "Churn from 4 to 2" in driver.text, "the key result")
        await driver.down_to("Churn from 4 to 2")
        await driver.press("c")
        await driver.sees("How sure are you")
        await driver.type("66")
        await driver.press("enter")
        await driver.sees("How sure are you", "  66  ", "Confidence")
        await driver.press("backspace", "enter")
        await driver.sees("6/10")
        await driver.press("b")
        await driver.sees("Begin 2 objectives of 2026-Q4?")
        await driver.press("y")
        await driver.sees("0 drafts", "All of it began")
        await driver.press("escape", "u")
        await driver.sees("Undone")


async def test_enter_goes_to_the_draft(tmp_path: Path) -> None:
    async with running(company(tmp_path / "work.db")) as driver:
        await driver.press("o", "up", "p")
        await driver.sees("Plan 2026-Q4")
        await driver.press("enter")
        await driver.sees("Objectives", "saved here")
        await driver.until(lambda: driver.at == "Leave [/] nobody", "the draft")


async def test_from_nothing_a_cycle_is_made_and_planned(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    import_toml(workspace, '[[objectives]]\ntitle = "Ship"\n', "goals.toml")
    workspace.close()
    async with running(tmp_path / "work.db") as driver:
        await driver.press("o", "p")
        await driver.sees("There is no cycle yet; n makes one.")
        await driver.press("n")
        await driver.sees("2026-Q4", "nothing set")
        await driver.press("p")
        await driver.sees("No drafts", "No notes yet")


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
async def test_drafts_are_added_and_edited_without_leaving(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(company(tmp_path / "work.db"), size=size) as driver:
        await driver.press("o", "up", "p")
        await driver.sees("Plan 2026-Q4", "2 drafts")
        await driver.press("a")
        await driver.sees("Key result", "under Leave [/] nobody")
        await driver.press("o")
        await driver.sees("New objective")
        await driver.type("[@click=app.quit]x 日本語")
        await driver.press("enter")
        await driver.sees("3 drafts", "Added")
        await driver.until(lambda: "[@click=app.quit]x" in driver.line("▌"), "the cursor on the new draft")
        await driver.press("a", "k")
        await driver.sees("New key result")
        await driver.type("Teams that quit")
        await driver.press("tab", "tab", "5", "tab", "1", "enter")
        await driver.sees("Teams that quit", "3 drafts, 2 without a")
        await driver.press("e")
        await driver.sees("Edit key result")
        await driver.type(" less")
        await driver.press("enter")
        await driver.sees("Teams that quit less", "Plan 2026-Q4")
        await driver.press("u")
        await driver.sees("Undone")
        await driver.until(
            lambda: "Teams that quit less" not in driver.text.split("Undone", maxsplit=1)[0], "the old title"
        )


async def test_a_draft_that_cannot_be_saved_opens_again_and_what_is_learnt_is_not_edited(tmp_path: Path) -> None:
    async with running(company(tmp_path / "work.db")) as driver:
        await driver.press("o", "up", "p")
        await driver.sees("Plan 2026-Q4", "2 drafts")
        await driver.press("a", "o", "enter")
        await driver.sees("New objective", "title")
        await driver.press("escape", "end", "e")
        await driver.sees("Only drafts and their key results are edited here")
