"""The first start asks what the workspace shall hold."""

import asyncio
from pathlib import Path

import pytest

from goaltui.model.enums import Method
from tests.tui.app.driving import opened, running


@pytest.mark.parametrize(("key", "method"), [("1", Method.OKR), ("2", Method.SCORECARD), ("3", Method.BOTH)])
async def test_a_method_is_chosen_by_one_key(tmp_path: Path, key: str, method: Method) -> None:
    path = tmp_path / "new.db"
    async with running(path, wait=("Welcome to goaltui", "Balanced scorecard")) as driver:
        await driver.press(key)
        await driver.misses("Welcome to goaltui")
        await driver.sees("Internal process" if method is Method.SCORECARD else "No objective yet")
        await driver.sees("This workspace holds", "a adds the first objective")
    workspace = opened(path)
    assert workspace.header().method is method
    workspace.close()


async def test_leaving_the_question_leaves_an_empty_workspace(tmp_path: Path) -> None:
    async with running(tmp_path / "new.db", wait=("Welcome to goaltui",)) as driver:
        await driver.press("escape")
        await driver.sees("No objective yet")
        await driver.press("a", "o", *"First", "enter")
        await driver.sees("Added objective 'First'.")
    async with running(tmp_path / "new.db") as driver:
        assert "Welcome" not in driver.text


async def test_keys_wait_until_the_question_is_there(tmp_path: Path) -> None:
    async with running(tmp_path / "new.db", wait=()) as driver:
        while driver.app.screen is driver.app.main:
            await asyncio.sleep(0)
        driver.burst("escape", "s")
        await driver.sees("Structure")


async def test_the_sample_fills_the_screen(tmp_path: Path) -> None:
    async with running(tmp_path / "new.db", wait=("Welcome to goaltui",)) as driver:
        await driver.press("4")
        await driver.sees("Loaded the sample", "on track")


async def test_a_file_that_is_no_workspace_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("shopping list\n" * 100, encoding="utf-8")
    async with running(path, wait=()) as driver:
        await driver.until(lambda: driver.app.return_code is not None, "the end")
        assert driver.app.return_code == 1
    assert path.read_text(encoding="utf-8").startswith("shopping list")
