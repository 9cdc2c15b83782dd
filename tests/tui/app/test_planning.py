"""A cycle planned by keys: drafts, confidence, checks, and begun."""

from pathlib import Path

import pytest

from tests.services.test_planning import DRAFTS
from tests.services.test_review import GOALS
from tests.tui.app.driving import opened, running


def company(path: Path) -> Path:
    workspace = opened(path)
    workspace.import_toml(GOALS, "goals.toml")
    workspace.import_toml(DRAFTS, "drafts.toml")
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
        while "Churn from 4 to 2" not in driver.line("▌"):
            await driver.press("down")
        await driver.press("c")
        await driver.sees("How sure are you")
        await driver.type("6")
        await driver.press("enter")
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
    workspace.import_toml('[[objectives]]\ntitle = "Ship"\n', "goals.toml")
    workspace.close()
    async with running(tmp_path / "work.db") as driver:
        await driver.press("o", "p")
        await driver.sees("There is no cycle yet; n makes one.")
        await driver.press("n")
        await driver.sees("2026-Q4", "nothing set")
        await driver.press("p")
        await driver.sees("No drafts", "Nothing was written down yet")
