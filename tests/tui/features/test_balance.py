"""Balance on the screen."""

import asyncio
from pathlib import Path

from tests.goals import goals, measure, objective, thing
from tests.tui.driving import running
from tests.tui.views.test_strategy_map import mapped

PLANET = goals(
    thing("perspectives", key="planet", name="[/] Planet"),
    objective("Drive less", perspective="planet"),
    measure("Kilometres", kind="lead", scoring={"goal": 10, "red_flag": 30}),
)


async def test_balance_shows_counts_shares_and_evenness(tmp_path: Path) -> None:
    async with running(mapped(tmp_path / "work.db")) as driver:
        for size in [(60, 20), (80, 24), (200, 50)]:
            await driver.pilot.resize_terminal(*size)
            await driver.press("b")
            await driver.sees("over 4 perspectives", "Fina", "Shown, not graded")
            told = next(line for line in driver.text.splitlines()[2:] if "Objectives" in line)
            assert told.split()[1] == "3"
            assert told.endswith("0.46")
            assert ("67 %" in told) == (size[0] > 100)
            if size[0] > 60:
                # The whole name, in two lines where there is no room for it in one.
                assert "Internal process" in " ".join(driver.text.split()) or "process" in driver.line("& growth")
            await driver.press("escape")
            await driver.misses("over 4 perspectives")


async def test_it_shows_what_a_colleague_writes_with_the_cursor_in_its_place(tmp_path: Path) -> None:
    path = mapped(tmp_path / "work.db")
    async with running(path, size=(80, 20)) as driver:
        await driver.press("b")
        await driver.sees("over 4 perspectives")
        await driver.press("down", "down")
        assert "Lead measures" in driver.line("▌")
        await asyncio.to_thread(mapped, path, PLANET)
        await driver.sees("over 5 perspectives", "[/] Pl")
        assert "Lead measures" in driver.line("▌")
        assert driver.line("▌").split()[2] == "1"
        assert driver.line("Objectives").split()[1] == "4"
