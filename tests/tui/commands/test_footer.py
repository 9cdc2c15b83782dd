"""The footer from view, kind of item and state: what fits, nothing that is refused, and always the way to the rest."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.tui.commands.screen_state import ScreenState, footer_of
from goaltui.tui.commands.table import COMMANDS
from goaltui.tui.commands.view import LISTS, View
from tests.tui.driving import opened, running, sample

OBJECTIVE = ScreenState(View.OBJECTIVES, EntityKind.OBJECTIVE)
KEY_RESULT = replace(OBJECTIVE, kind=EntityKind.KEY_RESULT)


def labels(standing: ScreenState) -> list[str]:
    return [label for _, label in footer_of(standing, COMMANDS)]


@pytest.mark.parametrize(
    ("standing", "first", "missing"),
    [
        (KEY_RESULT, ["check in", "add", "open", "edit", "why"], ["link", "done", "round, 0 due"]),
        (OBJECTIVE, ["add", "open", "edit", "why"], ["check in"]),
        (replace(OBJECTIVE, kind=EntityKind.INITIATIVE), ["add", "open", "edit", "done"], ["check in", "why", "chart"]),
        (replace(OBJECTIVE, view=View.MAP), ["link"], ["check in", "revert, view as of then"]),
        (replace(KEY_RESULT, view=View.TODAY, due=3), ["round, 3 due", "check in"], ["restore"]),
        (replace(KEY_RESULT, view=View.TODAY), ["check in"], ["round"]),
        (replace(KEY_RESULT, view=View.HISTORY), ["revert, view as of then", "filter"], ["add ", "restore"]),
        (replace(KEY_RESULT, view=View.HISTORY, replaced=True), ["revert, view as of then", "restore", "filter"], []),
        (replace(KEY_RESULT, view=View.HISTORY, kind=EntityKind.WORKSPACE), ["revert, view as of then"], ["chart"]),
        (replace(KEY_RESULT, view=View.ITEM, goes_back=True), ["back", "check in", "edit"], ["open", "add"]),
        (replace(KEY_RESULT, query="is:mine"), ["clears", "check in"], []),
        (replace(KEY_RESULT, offered="undo"), ["undo", "check in"], []),
        (replace(KEY_RESULT, read_only=True), ["open", "why"], ["check in", "add", "edit", "delete", "undo"]),
    ],
)
def test_what_fits_comes_first(standing: ScreenState, first: list[str], missing: Collection[str]) -> None:
    shown = labels(standing)
    assert shown[: len(first)] == first
    assert not set(shown) & set(missing)
    assert shown[-2:] == ["actions", "quit"]


@pytest.mark.parametrize("view", LISTS)
def test_a_past_day_offers_the_ways_in_time_alone(view: View) -> None:
    standing = ScreenState(view, EntityKind.KEY_RESULT, past=True, read_only=True)
    assert labels(standing) == ["today", "week back", "week on", "another day", "actions", "quit"]


def test_an_empty_list_offers_what_belongs_there() -> None:
    assert labels(ScreenState(View.OBJECTIVES, empty=True))[:2] == ["add an objective", "structure"]
    assert labels(ScreenState(View.OBJECTIVES, empty=True, query="is:mine"))[:3] == ["clears", "filter", "scope"]
    assert "add" not in labels(ScreenState(View.OBJECTIVES, empty=True, read_only=True))


async def test_today_with_nothing_due_is_no_empty_workspace(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "Grow"))
    workspace.close()
    async with running(tmp_path / "work.db", size=(100, 24)) as driver:
        await driver.press("1")
        await driver.sees("Nothing is due", "/ find", "f filter")
        assert "a add a goal" not in driver.text
        await driver.press("f", *"nobody", "enter")
        await driver.sees("Esc clears", "f filter")


async def test_a_sorting_alone_is_cleared_with_escape(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path, size=(100, 24)) as driver:
        await driver.press("2", "O", "t")
        await driver.sees("objective ▲", "Esc clears")
        await driver.press("escape")
        await driver.misses("Esc clears")
        assert "objective ▲" not in driver.text


async def test_the_footer_follows_the_cursor_the_filter_a_write_and_the_day(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path, size=(80, 24)) as driver:
        await driver.press("2", "home")
        await driver.sees("a add  Enter open  e edit  w why")
        await driver.press("down")
        await driver.sees("c check in  a add")
        await driver.press("f", *"is:mine", "enter", "c")
        await driver.press("escape")
        await driver.sees("Esc clears  c check in")
        await driver.press("c", *"12", "enter")
        await driver.sees("Esc clears  u undo  c check in")
        await driver.press("u")
        await driver.sees("Esc clears  U redo")
        await driver.press("escape")
        await driver.misses("only is:mine")
    async with running(tmp_path / "work.db", as_of=date(2026, 11, 20), wait=("as of 20 Nov",)) as driver:
        await driver.sees("t today   [ week back   ] week on   T another day   ? actions   q quit")
        await driver.pilot.click("KeyBar", offset=(driver.line("[ week").index("t today"), 0))
        await driver.misses("as of")
