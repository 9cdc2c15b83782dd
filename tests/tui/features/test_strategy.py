"""The strategy on a page of its own, and the thread by one key."""

from pathlib import Path

from goaltui.model.enums import EntityKind
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from tests.tui.driving import opened, running, sample


async def test_statements_and_themes_are_written_on_the_page(tmp_path: Path) -> None:
    path = sample(tmp_path / "a.db").path
    async with running(path, size=(80, 24)) as driver:
        await driver.press("V")
        await driver.sees("Strategy", "Where do we want to be", "Themes", "What is still lacking", "No vision")
        # What has no room in its line is said whole below.
        await driver.press("down", "down", "down", "down")
        await driver.sees("What is different in three to five years, in numbers?")
        await driver.press("home", "enter")
        await driver.sees("Vision")
        await driver.press(*"Calm", "f2")
        await driver.sees("Saved the vision.")
        await driver.press("a")
        await driver.sees("New theme")
        await driver.press(*"Loyalty", "f2")
        await driver.sees("Added theme 'Loyalty'.", "0 strategic objectives")
        await driver.press("u")
        await driver.sees("Undone")
        await driver.press("escape")
        await driver.sees("2 Objectives")
    workspace = opened(path)
    assert workspace.look.records().workspace.vision == "Calm"
    workspace.close()


async def test_the_thread_of_what_the_cursor_stands_on(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "a.db").path) as driver:
        await driver.press("j", "W")
        await driver.sees(
            "What it serves",
            "key result              Reference customers",
            "  objective of 2026-Q4  Customers stay",
            "Torn here",
            "has no strategic objective",
        )
        await driver.press("escape")
        await driver.misses("What it serves")


async def test_the_objectives_are_grouped_by_what_was_turned_to(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "a.db").path) as driver:
        await driver.app.action_command("group")
        await driver.sees("only group:perspective", "Customer", "Customers stay")


async def test_what_contributes_from_elsewhere_stands_where_it_helps_and_counts_once(tmp_path: Path) -> None:
    found = sample(tmp_path / "a.db")
    workspace = opened(found.path)
    form = open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "Hire [/] two")
    save_form(workspace, form.with_value("contributes", "Customers stay"))
    workspace.close()
    async with running(found.path) as driver:
        await driver.press("2")
        await driver.sees("contributes: Hire [/] two   –, counts at the top")


async def test_the_scorecard_and_the_map_are_grouped_by_theme_and_back(tmp_path: Path) -> None:
    path = sample(tmp_path / "a.db").path
    workspace = opened(path)
    form = open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "Stay small").with_value("cycle", "")
    save_form(workspace, form.with_value("perspective", "Customer").with_value("theme", "Loyalty [/]"))
    workspace.close()
    async with running(path, size=(120, 36)) as driver:
        await driver.press("3")
        await driver.sees("1 Financial")
        await driver.press("?", *"group", "enter")
        await driver.sees("1 Loyalty [/]", "Stay small", "Grouped by theme.")
        await driver.press("4")
        await driver.sees("LOYALTY [/]")
        await driver.press("?", *"group", "enter")
        await driver.sees("FINANCIAL", "Grouped by perspective.")
