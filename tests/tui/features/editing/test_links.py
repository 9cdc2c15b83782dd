"""Links made with a key, seen with their evidence, and removed."""

from pathlib import Path

from tests.goals import goals, imported, objective
from tests.tui.driving import running

GOALS = goals(
    objective("Train [/] the support", perspective="learning-growth"),
    objective("Answer at once", perspective="customer"),
)


async def test_a_link_is_made_and_removed_with_keys(tmp_path: Path) -> None:
    imported(tmp_path / "work.db", GOALS).close()
    async with running(tmp_path / "work.db") as driver:
        await driver.press("2")
        await driver.until(lambda: driver.at == "Train [/] the support", "the cursor on it")
        await driver.press("L")
        await driver.sees("Answer at once", "Train [/] the support drives", "link it")
        await driver.press("enter")
        await driver.sees("New link", "Strength")
        await driver.press("f2")
        await driver.sees("drives 'Answer at once', medium")
        await driver.press("w")
        await driver.sees("Drives Answer at once", "too little to compare")
        await driver.press("escape", "L")
        await driver.sees("drives Answer at once")
        await driver.press("1", "d")
        await driver.sees("no longer drives")
