"""Keys that move through a list move nothing where there is nothing in it."""

from pathlib import Path

import pytest

from goaltui.tui.commands.table import acting
from tests.tui.driving import running
from tests.tui.views.test_sizes import empty, walk

_NAMED = ("pagedown", "pageup", "end", "home", "down", "up", "left", "right", "ctrl+end", "ctrl+home")
_MOVES = (*_NAMED, "j", "k", "g", "G")
_SIZES = ((60, 20), (120, 36))


@pytest.mark.parametrize("size", _SIZES)
async def test_nothing_goes_wrong_in_what_is_empty(tmp_path: Path, size: tuple[int, int]) -> None:
    empty(tmp_path / "work.db")
    async with running(tmp_path / "work.db", size=size) as driver:
        await driver.sees("Welcome")
        await driver.press("escape")
        opened = set()
        async for where in walk(driver):
            screen = driver.app.screen
            driver.burst(*_MOVES)
            await driver.calm()
            assert driver.app.screen is screen, where
            opened.add(where)
        assert len(opened) > len(acting()) // 2
        await driver.press("ctrl+p", *"zzzz")
        driver.burst(*_NAMED)
        await driver.calm()
        await driver.press("escape", "slash", *"zzzz")
        driver.burst(*_NAMED)
        await driver.calm()
        await driver.press("escape", "2")
        await driver.sees("? actions")
