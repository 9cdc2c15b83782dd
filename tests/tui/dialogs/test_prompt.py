"""A line that is asked for: what is refused stands there to be mended, with the reason."""

import asyncio

import pytest
from textual.widgets import Input

from goaltui.model.errors import WrongUsage
from goaltui.tui.dialogs.prompt import LineDialog
from tests.tui.dialogs.host import HOSTILE, Host, text_of, wait_for


async def as_number(text: str) -> int:
    """A save that refuses what is no number."""
    if not text.isdecimal():
        raise WrongUsage(f"'{text}' is not a number; write it as 12.")
    return int(text)


async def test_a_refused_line_stays_as_it_was_typed_with_the_cursor_and_is_mended() -> None:
    app = Host(LineDialog("Threshold", "From which number on?", as_number))
    async with app.run_test() as pilot:
        await pilot.press(*"1x2", "left", "enter")
        await wait_for(pilot, lambda: "'1x2' is not a number; write it as 12." in text_of(app), "the reason")
        line = app.screen.query_one(Input)
        assert (line.value, line.cursor_position, app.focused, app.answers) == ("1x2", 2, line, [])
        await pilot.press("backspace", "enter")
    assert app.answers == [12]


@pytest.mark.parametrize("size", [(50, 15), (80, 24)])
@pytest.mark.parametrize("typed", HOSTILE)
async def test_hostile_text_is_refused_as_it_is(size: tuple[int, int], typed: str) -> None:
    app = Host(LineDialog(typed, typed, as_number, value=typed))
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        await wait_for(pilot, lambda: app.screen.query_one("#said").display, "the reason")
        assert app.screen.query_one(Input).value == typed
        assert "Enter save" in text_of(app)
        await pilot.press("escape")
    assert app.answers == [None]


async def test_it_is_not_left_while_it_is_saved_and_saved_once() -> None:
    asked: list[str] = []
    done = asyncio.Event()

    async def save(text: str) -> str:
        asked.append(text)
        await done.wait()
        return text

    app = Host(LineDialog("Edit", "The obstacle:", save))
    async with app.run_test() as pilot:
        await pilot.press("a")
        saving = asyncio.create_task(app.dialog.run_action("save"))
        await wait_for(pilot, lambda: asked, "the saving")
        await app.dialog.run_action("leave")
        await app.dialog.run_action("save")
        done.set()
        await saving
        await wait_for(pilot, lambda: app.answers, "the answer")
    assert (asked, app.answers) == (["a"], ["a"])
