"""The lists of the screens over the views are sorted by their columns, as the views are."""

from pathlib import Path

import pytest

from tests.tui.driving import Driver, running
from tests.tui.features.test_people import team
from tests.tui.views.test_sizes import filled


def order(driver: Driver, *titles: str) -> list[str]:
    """Those of the titles that are in sight, from above."""
    lines = driver.text.splitlines()
    return sorted((title for title in titles if driver.line(title)), key=lambda title: lines.index(driver.line(title)))


async def test_a_key_and_a_click_sort_the_records_checks_and_cycles(tmp_path: Path) -> None:
    filled(tmp_path / "work.db")
    async with running(tmp_path / "work.db", size=(120, 36)) as driver:
        await driver.press("x")
        texts = ("Nobody counts", "No exit", "No discount", "Discounts did", "A macro")
        assert order(driver, *texts) == list(texts)
        await driver.press("O")
        await driver.sees("Sort by", "Text", "open ones first", "The list's own order")
        await driver.press("t")
        await driver.sees("Text ▲")
        assert order(driver, *texts) == ["A macro", "Discounts did", "No discount", "No exit", "Nobody counts"]
        assert "Nobody counts" in driver.line("▌")
        assert await driver.pilot.click("RemarkList", offset=(13, 0))
        await driver.sees("Text ▼")
        assert order(driver, *texts)[0] == "Nobody counts"
        await driver.press("O")
        await driver.sees("Sorted by text, from Z to A.", "as before")
        await driver.press("t")
        await driver.misses("Text ▼")
        assert order(driver, *texts) == list(texts)
        await driver.press("escape", "!", "O", "f")
        await driver.sees("Found ▲")
        assert driver.line("Kind").endswith("Found ▲")
        await driver.press("O", "f")
        await driver.sees("Found ▼")
        found = [int(line[-2:]) for line in driver.text.splitlines()[3:-3] if line[-2:].strip().isdigit()]
        assert found == sorted(found, reverse=True)
        assert max(found) > 1
        await driver.press("escape", "o", "O", "n")
        await driver.sees("Cycle ▲")
        assert order(driver, "2026-Q4  ", "2026-Q3  ", "2026   ") == ["2026   ", "2026-Q3  ", "2026-Q4  "]
        assert await driver.pilot.click("CycleList", offset=(110, 0))
        await driver.sees("Reached ▲")


@pytest.mark.parametrize("size", [(120, 30), (60, 20)])
async def test_people_are_sorted_within_their_team(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(team(tmp_path / "work.db"), size=size) as driver:
        await driver.press("p")
        await driver.sees("Name", "Owes")
        before = order(driver, "Core [/]", "Eva 日本語", "Åke", "Zoe")
        await driver.press("O", "n", "O", "n")
        await driver.sees("Name ▼")
        assert order(driver, "Core [/]", "Eva 日本語", "Åke", "Zoe") == [before[0], before[2], before[1], before[3]]
