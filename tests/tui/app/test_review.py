"""A review driven by keys: agenda, notes, protocol, and taken up again."""

from datetime import date
from pathlib import Path

import pytest

from tests.services.test_review import GOALS
from tests.tui.app.driving import opened, running

TODAYS = (
    GOALS.replace("2026-07-01", "2026-10-01").replace("2026-09-30", "2026-12-31").replace("2026-08-30", "2026-11-22")
)


def company(path: Path) -> Path:
    workspace = opened(path)
    workspace.import_toml(TODAYS, "goals.toml")
    workspace.close()
    return path


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
async def test_a_meeting_is_noted_left_taken_up_and_ends_in_a_protocol(tmp_path: Path, size: tuple[int, int]) -> None:
    path = company(tmp_path / "work.db")
    file = tmp_path / "minutes.md"
    async with running(path, size=size) as driver:
        await driver.press("r")
        await driver.sees("1 of 2", "the first one", "Churn", "at risk")
        await driver.sees("Enter next", "d decide", "a act", "c check in", "w end", "Esc leave")
        await driver.press("enter")
        await driver.sees("2 of 2")
        await driver.press("d")
        await driver.sees("What was decided?")
        await driver.type("We stop [/]")
        await driver.press("enter")
        await driver.sees("1 noted", "decision: We stop [/]")
        await driver.press("a")
        await driver.type("Call them @bo ^nonsense")
        await driver.press("enter")
        await driver.sees("which is no day", "Call them @bo ^nonsense")
        await driver.press(*["backspace"] * len("nonsense"), *"fri")
        await driver.press("enter")
        await driver.sees("2 noted", "New here: person 'bo'.")
        await driver.press("l")
        await driver.type("They answer")
        await driver.press("enter")
        await driver.sees("3 noted")
        await driver.misses("New here")
        await driver.press("escape", "r")
        await driver.sees("3 noted")
        await driver.press("w")
        await driver.sees("Write protocol")
        await driver.press("ctrl+u")
        await driver.type(str(file))
        await driver.press("enter")
        await driver.sees("The review is over")
    text = file.read_text(encoding="utf-8")
    assert "decision: We stop \\[/\\]" in text
    assert "action: Call them (bo, 27 Nov)" in text
    workspace = opened(path)
    assert [item.due for item in workspace.look.records().initiatives] == [date(2026, 11, 27)]
    workspace.close()


async def test_the_action_that_was_noted_stands_beside_the_decision_in_the_pane(tmp_path: Path) -> None:
    async with running(company(tmp_path / "work.db"), size=(140, 36)) as driver:
        await driver.press("r", "enter")
        await driver.sees("2 of 2")
        await driver.press("a")
        await driver.sees("call them @bo ^fri")
        await driver.type("Ring @bo ^fri")
        await driver.press("enter")
        await driver.sees("1 noted")
        await driver.press("d")
        await driver.type("Go on")
        await driver.press("enter")
        await driver.sees("action         Ring (bo, 27 Nov)", "decision       Go on")


async def test_nothing_to_talk_about_is_said(tmp_path: Path) -> None:
    opened(tmp_path / "work.db").import_toml('[[objectives]]\ntitle = "Ship"\n', "goals.toml")
    async with running(tmp_path / "work.db") as driver:
        await driver.press("r")
        await driver.sees("Nothing is red, behind, stale or changed.")
        await driver.press("escape")
        await driver.sees("Ship")


async def test_on_a_day_of_the_past_nothing_is_reviewed(tmp_path: Path) -> None:
    async with running(company(tmp_path / "work.db"), as_of=date(2026, 11, 20), wait=("as of 20 Nov",)) as driver:
        await driver.press("r")
        await driver.sees("it is for looking, so go back to today")
