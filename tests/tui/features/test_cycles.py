"""The cycles on the screen: where each stands, and their objectives one Enter away."""

from pathlib import Path

from goaltui.services.transfer.toml_files import import_toml
from tests.services.views.test_cycles import GOALS
from tests.tui.driving import opened, running


def book(path: Path) -> Path:
    workspace = opened(path)
    import_toml(workspace, GOALS, "goals.toml")
    workspace.close()
    return path


async def test_every_cycle_stands_with_its_phase_and_enter_shows_its_objectives(tmp_path: Path) -> None:
    async with running(book(tmp_path / "work.db")) as driver:
        await driver.press("o")
        await driver.sees(
            "4 cycles", "1 of 4 closed were reached", "37 days left", "ended, 1 open", "Over the years", "Care"
        )
        assert "0.80" in driver.line("2026-Q2") and "1 of 3" in driver.line("2026-Q2")
        await driver.press("home", "down", "down", "enter")
        await driver.sees("only cycle:2026-Q2", "Promise")
        await driver.misses("Left over")


async def test_several_are_marked_and_seen_together(tmp_path: Path) -> None:
    async with running(book(tmp_path / "work.db"), size=(60, 20)) as driver:
        await driver.press("o", "home", "space", "down", "space", "enter")
        await driver.sees("Then", "Promise")
        await driver.misses("Now")


async def test_a_team_shows_what_is_its_own(tmp_path: Path) -> None:
    async with running(book(tmp_path / "work.db")) as driver:
        await driver.press("o", "end", "enter")
        await driver.sees("only team:Care", "Promise")
        await driver.misses("Alone")


async def test_an_empty_workspace_says_how_cycles_come(tmp_path: Path) -> None:
    opened(tmp_path / "work.db").close()
    async with running(tmp_path / "work.db") as driver:
        await driver.press("escape", "o")
        await driver.sees("No cycle yet")
        await driver.press("down", "space", "enter", "escape")
        await driver.misses("No cycle yet")
