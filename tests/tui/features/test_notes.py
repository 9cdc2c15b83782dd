"""Records on the screen: found by typing, marked as done, and from each to its thing."""

from pathlib import Path

from goaltui.services.demo.sample import load_sample
from goaltui.services.transfer.toml_files import import_toml
from tests.services.views.test_notes import GOALS
from tests.tui.driving import opened, running


def noted(path: Path) -> Path:
    workspace = opened(path)
    import_toml(workspace, GOALS, "goals.toml")
    workspace.close()
    return path


async def test_records_are_found_by_typing_and_lead_to_their_thing(tmp_path: Path) -> None:
    async with running(noted(tmp_path / "work.db"), size=(80, 24)) as driver:
        await driver.press("x")
        await driver.sees("4 records, 2 open", "Nobody counts churn", "data gap")
        await driver.press("slash")
        await driver.type("discount")
        await driver.sees("Discounts bring back nobody 日本語")
        await driver.misses("No contract text")
        await driver.press("enter", "enter")
        await driver.sees("Objectives")
        assert driver.at == "Customers stay [/]"


async def test_the_smallest_size_still_tells_how_to_delete_and_undo(tmp_path: Path) -> None:
    async with running(noted(tmp_path / "work.db"), size=(60, 20)) as driver:
        await driver.press("x")
        await driver.sees("Enter go", "Space done", "e edit", "d delete", "u undo", "Esc back")


async def test_one_is_marked_as_done_edited_and_deleted(tmp_path: Path) -> None:
    async with running(noted(tmp_path / "work.db")) as driver:
        await driver.press("x", "space")
        await driver.sees("4 records, 1 open")
        await driver.press("tab", "tab")
        await driver.sees("only obstacle")
        await driver.misses("Nobody counts churn")
        await driver.press("e")
        await driver.sees("The obstacle:")
        await driver.press("ctrl+u", "enter")
        await driver.sees("The obstacle:", "The text is empty")
        await driver.type("No contract text [@click=app.quit]x")
        await driver.press("enter")
        await driver.sees("No contract text [@click=app.quit]x")
        await driver.press("d")
        await driver.misses("No contract text")
        await driver.press("u")
        await driver.sees("No contract text")


async def test_without_records_it_says_how_they_come(tmp_path: Path) -> None:
    load_sample(opened(tmp_path / "work.db"))
    async with running(tmp_path / "work.db", size=(60, 20)) as driver:
        await driver.press("x")
        await driver.sees("Records")
        await driver.press("slash")
        await driver.type("no such words anywhere")
        await driver.sees("Nothing matches.")
        await driver.press("escape", "escape")
        await driver.misses("Records")
