"""A review driven by keys: agenda, notes, minutes, and taken up again."""

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from textual.events import Paste

from goaltui.services.core.clock import FixedClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.review import agenda as reviews
from goaltui.services.transfer.toml_files import import_toml
from tests.goals import goals, imported, measure, objective
from tests.services.review.test_agenda import GOALS
from tests.tui.driving import Driver, opened, running

TODAYS = (
    GOALS.replace("2026-07-01", "2026-10-01").replace("2026-09-30", "2026-12-31").replace("2026-08-30", "2026-11-22")
)


def company(path: Path) -> Path:
    workspace = opened(path)
    import_toml(workspace, f'{TODAYS}\n[workspace]\napproved = 2026-11-20\napproved_by = "Ann"\n', "goals.toml")
    workspace.close()
    return path


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
async def test_a_meeting_is_noted_left_taken_up_and_ends_in_a_protocol(tmp_path: Path, size: tuple[int, int]) -> None:
    path = company(tmp_path / "work.db")
    file = tmp_path / "minutes.md"
    async with running(path, size=size) as driver:
        await driver.press("r")
        await driver.sees("1 of 2", "first review", "Churn", "at risk")
        await driver.sees("Strategy and scorecard: approved by Ann on", "unchanged since")
        await driver.sees("Enter next", "d decide", "a act", "c check in", "w end", "Esc close")
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
        await driver.sees("which is not a day", "Call them @bo ^nonsense")
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
        await driver.sees("Write minutes")
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
        await driver.sees("initiative     Ring (bo, 27 Nov, planned)", "decision       Go on")


async def test_what_was_agreed_is_settled_with_one_key_in_the_next_review(tmp_path: Path) -> None:
    path = company(tmp_path / "work.db")
    clock = FixedClock(datetime(2026, 11, 16, 9, tzinfo=UTC))
    workspace = Workspace.open(path, author="anna", clock=clock, create=False)
    review = reviews.begin(workspace)
    for action in ("Ask them @bo ^2026-11-20", "Ring them"):
        review = reviews.act(workspace, review, review.items[0], action)
    reviews.finish(workspace, review)
    workspace.close()
    async with running(path, size=(80, 24)) as driver:
        await driver.press("r")
        await driver.sees("1 of 4", "Ask them", "agreed", "D done", "N not done", "P carried on", "X dropped")
        await driver.press("P")
        await driver.sees("Carried on until when?")
        await driver.type("2026-12-04")
        await driver.press("enter")
        await driver.sees("Noted: Ask them, carried on to 4 Dec")
        await driver.press("enter")
        await driver.sees("2 of 4")
        await driver.press("X")
        await driver.sees("Noted: Ring them, dropped")
        await driver.press("enter", "D")
        await driver.sees("That is for earlier actions")
    workspace = opened(path)
    found = {item.title: (item.state, item.due) for item in workspace.look.records().initiatives}
    assert found == {"Ask them": ("planned", date(2026, 12, 4)), "Ring them": ("dropped", None)}
    workspace.close()


async def test_nothing_to_talk_about_is_said(tmp_path: Path) -> None:
    import_toml(opened(tmp_path / "work.db"), '[[objectives]]\ntitle = "Ship"\n', "goals.toml")
    async with running(tmp_path / "work.db") as driver:
        await driver.press("r")
        await driver.sees("Nothing is red, behind, stale or changed.")
        await driver.press("escape")
        await driver.sees("Ship")


async def test_on_a_day_of_the_past_nothing_is_reviewed(tmp_path: Path) -> None:
    async with running(company(tmp_path / "work.db"), as_of=date(2026, 11, 20), wait=("as of 20 Nov",)) as driver:
        await driver.press("r")
        await driver.sees("read-only; go back to today")


def _tells(driver: Driver, part: str) -> bool:
    """Whether a dialog says it, wherever its lines are broken."""
    return part in " ".join(driver.text.replace("│", " ").split())


async def test_a_protocol_that_cannot_be_written_keeps_the_review_open(tmp_path: Path) -> None:
    there = tmp_path / "there.md"
    there.write_text("Mine.", encoding="utf-8")
    names = (
        ("~x", "there is no home folder for '~x'"),
        (str(tmp_path), "exists and is left as it is"),
        (f"{there}/x.md", "cannot be written"),
        ("/proc/x.md", "cannot be written"),
        (str(tmp_path / "none" / "x.md"), "cannot be written"),
        ("t" * 300, "name a shorter one"),
        (str(there), "exists. Enter again replaces it"),
        (str(tmp_path), "exists and is left as it is"),
        (str(there), "exists. Enter again replaces it"),
    )
    async with running(company(tmp_path / "work.db"), size=(140, 36)) as driver:
        await driver.press("r", "d", *"Stop", "enter", "w")
        await driver.sees("Write minutes")
        for name, told in names:
            await driver.press("ctrl+u", "ctrl+k")
            driver.app.post_message(Paste(name))
            await driver.press("enter")
            await driver.until(partial(_tells, driver, told), f"{name}: {told}")
        assert there.read_text(encoding="utf-8") == "Mine."
        await driver.press("enter")
        await driver.sees("The review is over")
    assert "Stop" in there.read_text(encoding="utf-8")


async def test_measures_that_begin_alike_are_told_apart_and_say_since_when_they_have_no_value(tmp_path: Path) -> None:
    path, title = tmp_path / "work.db", "Days until the annual report of the whole company is complete"
    scoring = {"goal": 5, "red_flag": 9}
    two = (measure(f"{title} {end}", scoring=scoring, values={"2026-03-31": 6}) for end in ("for owners", "for banks"))
    imported(path, goals(objective("Report", perspective="financial"), *two)).close()
    async with running(path, size=(100, 30)) as driver:
        await driver.press("r")
        await driver.sees("for owners", "for banks", "no value since 31 Mar 2026")
