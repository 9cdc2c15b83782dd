"""Balance on the screen."""

import asyncio
from pathlib import Path

import pytest

from tests.tui.app.driving import running
from tests.tui.app.test_map import mapped

PLANET = """\
[[perspectives]]
key = "planet"
name = "[/] Planet"
[[objectives]]
title = "Drive less"
perspective = "planet"
[[objectives.measures]]
title = "Kilometres"
kind = "lead"
scoring = { goal = 10, red_flag = 30 }
"""


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50)])
async def test_balance_shows_counts_shares_and_evenness(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(mapped(tmp_path / "work.db"), size=size) as driver:
        await driver.press("b")
        await driver.sees("over 4 perspectives", "Objectives, 3", "evenness 0.46", "67 %", "Shown, not graded")
        await driver.press("escape")
        await driver.misses("over 4 perspectives")


async def test_it_shows_what_a_colleague_writes_with_the_cursor_in_its_place(tmp_path: Path) -> None:
    path = mapped(tmp_path / "work.db")
    async with running(path, size=(80, 20)) as driver:
        await driver.press("b")
        await driver.sees("Objectives, 3")
        await driver.press(*["down"] * 14)
        await driver.until(lambda: "Learning" in driver.line("▌"), "the cursor far below")
        before = driver.text.splitlines().index(driver.line("▌"))
        await asyncio.to_thread(mapped, path, PLANET)
        await driver.sees("over 5 perspectives", "Lead measures, 1")
        assert "Learning" in driver.line("▌")
        assert driver.text.splitlines().index(driver.line("▌")) == before
        await driver.press("home")
        await driver.sees("Objectives, 4", "[/] Planet")
