"""Workspace, perspectives, cycles, teams and people on one screen."""

from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.forms.structure_forms import save_structure, structure_form
from tests.tui.driving import opened, running, sample
from tests.tui.features.editing.test_items import fill

HOSTILE = "[@click=app.quit]x[/] 日本語 👨‍👩‍👧"


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
async def test_a_team_is_added_edited_and_deleted_without_leaving(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(sample(tmp_path / "work.db").path, size=size) as driver:
        await driver.press("s")
        await driver.sees("Structure", "Perspectives", "Financial")
        await driver.press("a", "t")
        await driver.sees("New team")
        await driver.type("Care [/")
        await driver.press("enter")
        await driver.sees("Added team 'Care [/'.")
        await driver.press("enter")
        await driver.sees("Edit team")
        await fill(driver, "name", "")
        await driver.press("enter")
        await driver.sees("The name is empty")
        await fill(driver, "name", "Help")
        await driver.press("enter")
        await driver.sees("Changed team 'Help'.")
        await driver.press("d")
        await driver.sees("Delete 'Help'?")
        await driver.press("y")
        await driver.sees("Deleted team 'Help'")
        await driver.press("u")
        await driver.sees("Undone", "Help")


async def test_perspectives_change_their_order_by_key(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("s")
        await driver.sees("Financial")
        await driver.press("home", "down", "J")
        await driver.sees("Moved 'Financial' down.")
        lines = driver.text.splitlines()
        found = [next(n for n, line in enumerate(lines) if name in line) for name in ("  Customer", "  Financial")]
        assert found == sorted(found)
        await driver.press("I", "I")
        await driver.sees("'Financial' is the first already.")


async def test_a_new_cycle_has_the_days_that_its_name_says(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("s", "a", "c", "ctrl+u")
        driver.burst(*"2028-Q1")
        await driver.sees("2028-01-01", "2028-03-31")
        await driver.press("enter")
        await driver.sees("Added cycle '2028-Q1'.", "1 Jan to 31 Mar 2028")
        await driver.press("a", "c", "ctrl+u")
        driver.burst(*"2029", "enter")
        await driver.sees("Added cycle '2029'.", "1 Jan to 31 Dec 2029")
        await driver.press("a", "c", "tab", "ctrl+u")
        await driver.type("2030-02-01")
        await driver.press("shift+tab", "ctrl+u")
        await driver.type("2030")
        await driver.sees("2030-02-01")


async def test_hostile_names_are_words(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    for kind in (EntityKind.TEAM, EntityKind.PERSON, EntityKind.PERSPECTIVE):
        save_structure(workspace, structure_form(workspace, kind).with_value("name", HOSTILE + "x" * 500))
    workspace.close()
    async with running(tmp_path / "work.db", size=(60, 20), wait=("Welcome",)) as driver:
        await driver.press("escape", "s")
        await driver.sees("Structure")
        await driver.press("end")
        await driver.sees("[@click=app.quit]x[/]")
        await driver.press("enter")
        await driver.sees("Edit person")
        await driver.press("escape", "escape")
        await driver.misses("Structure")


async def test_the_past_is_for_looking(tmp_path: Path) -> None:
    made = sample(tmp_path / "work.db")
    workspace = opened(made.path)
    write_check_in(workspace, made.key_result, "5 ^2026-11-02")
    workspace.close()
    async with running(made.path) as driver:
        await driver.press("left_square_bracket")
        await driver.sees("as of")
        await driver.press("s")
        await driver.sees("Structure")
        await driver.press("home", "enter")
        await driver.sees("read-only")


async def test_beside_a_weight_stands_its_share_while_it_is_typed(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("s")
        await driver.sees("Financial")
        await driver.press("home", "down", "enter")
        await driver.sees("Edit perspective", "= 25 % of 4")
        await fill(driver, "weight", "50 %")
        await driver.sees("fixed; 50 % for 3 others")
        await driver.press("enter")
        await driver.sees("fixed at 50 %")
        await driver.press("down", "enter")
        await driver.sees("= 16.7 % of 4")
        await fill(driver, "weight", "60 %")
        await driver.press("enter")
        await driver.sees("fixed at 50 %, and some follow", "less than 50 %")


async def test_the_right_arrow_takes_the_name_that_is_suggested(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("2", "home", "e", "f3")
        await driver.sees("Edit objective")
        await fill(driver, "owner", "an")
        await driver.sees("anna")
        await driver.press("right", "enter")
        await driver.sees("Changed objective")
        await driver.sees("anna")


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
async def test_a_check_in_is_mended_and_a_milestone_added(tmp_path: Path, size: tuple[int, int]) -> None:
    made = sample(tmp_path / "work.db")
    workspace = opened(made.path)
    write_check_in(workspace, made.key_result, f"5 {HOSTILE}")
    workspace.close()
    async with running(made.path, size=size) as driver:
        await driver.press("2", "home", "down", "E")
        await driver.sees("Check-ins", "24 Nov  5", "Milestones", "none yet")
        await driver.press("enter")
        await driver.sees("Edit check-in")
        await fill(driver, "value", "9")
        await driver.press("enter")
        await driver.sees("Changed check-in.", "24 Nov  9")
        await driver.press("a", "m")
        await driver.sees("New milestone")
        await driver.type("Half [/")
        await driver.press("enter")
        await driver.sees("Added milestone 'Half [/'.", "Half [/")
        await driver.press("escape")
        await driver.sees("31 %")


async def test_the_first_note_is_added_where_there_is_nothing_yet(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("2", "home", "E")
        await driver.sees("Notes", "none yet")
        await driver.press("enter", "d", "a")
        await driver.sees("New note")
        await driver.type("It rains.")
        await driver.press("f2")
        await driver.sees("Added note.", "It rains.")


async def test_a_perspective_is_edited_and_deleted_on_the_scorecard(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("3")
        await driver.sees("Financial")
        await driver.press("left")
        await driver.until(lambda: driver.at == "Financial", "the cursor on a perspective")
        await driver.press("e")
        await driver.sees("Edit perspective")
        await fill(driver, "name", "Money")
        await driver.press("enter")
        await driver.sees("Changed perspective 'Money'.")
        await driver.until(lambda: driver.at == "Money", "its new name")
        await driver.press("d")
        await driver.sees("Delete 'Money'?")
        await driver.press("y")
        await driver.sees("Deleted perspective 'Money'")
