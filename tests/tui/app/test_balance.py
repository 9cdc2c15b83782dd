"""Balance on the screen."""

from pathlib import Path

import pytest

from tests.tui.app.driving import running
from tests.tui.app.test_map import mapped


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50)])
async def test_balance_shows_counts_shares_and_evenness(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(mapped(tmp_path / "work.db"), size=size) as driver:
        await driver.press("b")
        await driver.sees("over 4 perspectives", "Objectives, 3", "evenness 0.46", "67 %", "Shown, not graded")
        await driver.press("escape")
        await driver.misses("over 4 perspectives")
