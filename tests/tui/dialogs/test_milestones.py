"""Ticking milestones off where a key result is checked in on."""

from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.naming import resolve
from goaltui.services.views.today import today_of
from tests.tui.driving import opened, running, sample

HOSTILE = "[@click=app.quit]x[/] 日本語 👨‍👩‍👧 " + "y" * 200


def made(path: Path) -> Path:
    objective = sample(path).objective
    workspace = opened(path)
    form = open_form(workspace, EntityKind.KEY_RESULT, parent=objective).with_value("title", "Ship [/] the map")
    form = form.with_value("condition", "milestones")
    save_form(workspace, form.with_value("milestones", "Draft 15 Nov, Build 15 Dec, Ship"))
    save_form(
        workspace, form.with_value("title", "Hostile").with_value("milestones", f"{HOSTILE[:150]} 15 Dec, \u202ertl")
    )
    workspace.close()
    return path


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
async def test_space_ticks_and_enter_checks_in(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(made(tmp_path / "work.db"), size=size) as driver:
        await driver.press("2", "home", "down", "down", "c")
        await driver.sees("[ ] Draft", "15 Nov", "[ ] Build", "Space tick")
        await driver.press("space", "down", "down", "space", "up", "space", "space")
        await driver.sees("[✓] Draft", "[ ] Build", "[✓] Ship")
        await driver.press("tab")
        await driver.type("42")
        await driver.press("enter")
        await driver.sees("comes from its milestones", "[✓] Draft")
        await driver.press("backspace", "backspace")
        await driver.type("@7 went well")
        await driver.press("enter")
        await driver.sees("2 of 3 milestones of 'Ship [/] the map' done: 67 %.")
        await driver.press("u")
        await driver.sees("Undone")
        await driver.press("c")
        await driver.sees("[ ] Draft", "[ ] Ship")
        await driver.press("space", "escape")
        await driver.sees("Not saved yet", "Space tick")
        await driver.press("escape")
        await driver.misses("Space tick")


async def test_hostile_milestones_are_shown_as_they_are(tmp_path: Path) -> None:
    async with running(made(tmp_path / "work.db"), size=(60, 20)) as driver:
        await driver.press("2", "home", "down", "down", "down", "c")
        await driver.sees("[ ] [@click=app.quit]x[/] 日本語", "15 Dec", "[ ] rtl")


async def test_they_are_typed_in_the_form(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path, size=(80, 24)) as driver:
        await driver.press("a", "k")
        await driver.type("Ship it")
        assert "Milestones" not in driver.text
        await driver.press("tab", *"mile")
        await driver.sees("Milestones")
        assert "Target" not in driver.text
        await driver.press("tab")
        await driver.type("Draft 15 Dec, Ship")
        await driver.press("enter")
        await driver.sees("Added key result 'Ship it'.")
        await driver.press("c")
        await driver.sees("[ ] Draft", "[ ] Ship")


async def test_the_round_lists_them_on_enter(tmp_path: Path) -> None:
    path = made(tmp_path / "work.db")
    workspace = opened(path)
    due = [row.title for row in today_of(workspace).due]
    workspace.close()
    async with running(path, size=(80, 24)) as driver:
        await driver.press("C", "f2", "f2")
        await driver.sees(f"of {len(due)}", "everybody's")
        await driver.press(*["down"] * due.index("Ship [/] the map"))
        await driver.sees("Enter lists its milestones", "0 of 3 done")
        await driver.press("enter")
        await driver.sees("[ ] Draft")
        await driver.press("space", "tab", *"42", "enter")
        await driver.sees("comes from its milestones", "[✓] Draft", "42")
        await driver.press("ctrl+u", *"^tomorrow", "enter")
        await driver.sees("has not come yet", "Enter again saves it", "[✓] Draft")
        await driver.press("ctrl+u", "enter")
        await driver.sees("1 saved here")
        # After the last one the round goes on with the first that was left.
        last = due[-1] == "Ship [/] the map"
        await driver.press(*["down"] * (len(due) - 1) if last else ["up"])
        await driver.sees("mend")
        await driver.press("enter")
        await driver.sees("[✓] Draft", "[ ] Build")
        await driver.press("down", "space", "enter")
        await driver.misses("[✓] Draft")
        await driver.press("escape", "2")
        await driver.until(lambda: "67 %" in driver.line("Ship [/] the map"), "two of three")
        await driver.press("u")
        await driver.until(lambda: "0 %" in driver.line("Ship [/] the map"), "the round taken back")


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
async def test_the_review_ticks_them_off(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(made(tmp_path / "work.db"), size=size) as driver:
        await driver.press("r")
        await driver.sees("Review", "Ship [/] the map")
        for _ in range(3):
            if "Ship" not in driver.line("▌"):
                await driver.press("down")
        await driver.press("c")
        await driver.sees("[ ] Draft", "Space tick")
        await driver.press("space", "tab")
        await driver.type("42")
        await driver.press("enter")
        await driver.sees("comes from its milestones", "[✓] Draft")
        await driver.press("ctrl+u")
        await driver.type("@7")
        await driver.press("enter")
        await driver.sees("1 noted", "checked in 1 of 3 milestones", "33 %. Done: Draft")
        await driver.press("c")
        await driver.sees("[✓] Draft", "[ ] Build")
        await driver.press("escape", "escape", "2")
        await driver.until(lambda: "33 %" in driver.line("Ship [/] the map"), "one of three")
        await driver.press("u")
        await driver.until(lambda: "0 %" in driver.line("Ship [/] the map"), "the meeting taken back")


async def test_the_detail_tells_milestones_and_phases(tmp_path: Path) -> None:
    path = made(tmp_path / "work.db")
    workspace = opened(path)
    form = open_form(workspace, EntityKind.KEY_RESULT, parent=resolve(workspace.database, "Customers stay").id)
    for name, value in (
        ("title", "Phased"),
        ("start", "0"),
        ("target", "9"),
        ("phases", "15 Nov 3, 24 Nov 5, 1 Dec 7"),
    ):
        form = form.with_value(name, value)
    save_form(workspace, form)
    workspace.close()
    async with running(path, size=(60, 36)) as driver:
        await driver.press("2", "slash")
        await driver.type("Ship [/]")
        await driver.press("enter", "enter")
        await driver.sees("0 of 3 done", "[ ] Build")
        assert driver.line("[ ] Draft").rstrip("▁▂▃▄▅▆▇ ").endswith("late 15 Nov")
        await driver.press("c", "space", "enter")
        await driver.sees("1 of 3 done", "[✓] Draft")
        assert "late" not in driver.line("[✓] Draft")
        await driver.press("escape", "slash")
        await driver.type("Phased")
        await driver.press("enter", "enter")
        await driver.sees("15 Nov 3 · next 24 Nov 5 · 1 Dec 7")
