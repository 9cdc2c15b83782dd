"""What goes wrong in the program itself drops what it was doing; the program goes on with what was typed."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from textual.timer import Timer
from textual.widgets import OptionList

from goaltui.model.errors import Refused
from goaltui.tui.dialogs.form import FormDialog
from goaltui.tui.features.menu.screen import MenuDialog
from goaltui.tui.views.objective_tree import ObjectiveTree
from tests.tui.driving import Driver, running, sample
from tests.tui.runtime.test_typing_ahead import company

_TOLD = "An internal error stopped that"


def _boom(*_: object, **__: object) -> Any:
    raise RuntimeError("a fault")


async def _goes_on(driver: Driver) -> None:
    """The next command is carried out, and one behind it."""
    await driver.press("question_mark")
    await driver.sees("type what you want to do")
    await driver.press("escape", "2")
    await driver.sees("Customers stay")


def _worker(driver: Driver) -> None:
    driver.app.run_worker(_async_boom(), group="x")


async def _async_boom() -> None:
    _boom()


def _timer(driver: Driver) -> Timer:
    return driver.app.main.set_timer(0.01, _boom)


def _callback(driver: Driver) -> None:
    driver.app.main.views.target.call_next(_boom)


def _later(driver: Driver) -> None:
    driver.app.main.views.target.call_later(_boom)


def _after_refresh(driver: Driver) -> None:
    driver.app.main.call_after_refresh(_boom)


async def _fails_when_told_to_end() -> None:
    with suppress(asyncio.CancelledError):
        await asyncio.sleep(600)
    _boom()


async def test_an_error_while_it_leaves_is_written_down_and_it_leaves_as_it_was_to(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path, faulty=True) as driver:
        driver.app.run_worker(_fails_when_told_to_end(), group="live")
        await driver.calm()
        driver.burst("q", "e", "x")
        await driver.until(lambda: not driver.app.is_running, "the end")
    assert driver.app.return_code == 0
    assert (tmp_path / "work.log").read_text(encoding="utf-8").count("Traceback") == 1


@pytest.mark.parametrize("fault", [_worker, _timer, _callback, _later, _after_refresh])
async def test_an_error_wherever_textual_runs_something_is_told(
    tmp_path: Path, fault: Callable[[Driver], object]
) -> None:
    async with running(sample(tmp_path / "work.db").path, faulty=True) as driver:
        fault(driver)
        await driver.sees(_TOLD)
        await _goes_on(driver)
    assert "a fault" in (tmp_path / "work.log").read_text(encoding="utf-8")


async def test_the_text_of_a_form_outlives_an_error_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(sample(tmp_path / "work.db").path, faulty=True) as driver:
        await driver.press("2", "e")
        await driver.type(" for long")
        with monkeypatch.context() as broken:
            broken.setattr(FormDialog, "typed", _boom)
            await driver.press("x", "enter")
            await driver.sees(_TOLD, "Customers stay for longx")
        await driver.press("y", "enter")
        await driver.sees("Customers stay for longxy", "q quit")


async def test_a_widget_that_cannot_be_drawn_says_so_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(sample(tmp_path / "work.db").path, faulty=True) as driver:
        with monkeypatch.context() as broken:
            broken.setattr(ObjectiveTree, "paint", _boom)
            await driver.press("2", "down")
            await driver.sees("This cannot be drawn now.", _TOLD, "q quit")
        await driver.press("up")
        await driver.sees("Customers stay")
        await _goes_on(driver)


async def test_a_dialog_that_cannot_be_made_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(sample(tmp_path / "work.db").path, faulty=True) as driver:
        for name in ("body", "on_mount"):
            with monkeypatch.context() as broken:
                broken.setattr(FormDialog, name, _boom)
                await driver.press("2", "e")
                await driver.until(lambda: driver.app.screen is driver.app.main, "the dialog gone")
                await driver.sees(_TOLD)
        await _goes_on(driver)


async def test_a_refusal_nobody_foresaw_there_is_said_and_not_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Iterable[object]:
        raise Refused("The shelf is full; empty it.")

    async with running(sample(tmp_path / "work.db").path) as driver:
        monkeypatch.setattr(FormDialog, "typed", refuse)
        await driver.press("2", "e")
        await driver.sees("The shelf is full; empty it.")


async def test_pages_are_not_turned_where_nothing_is_listed(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        driver.burst("ctrl+p", "pagedown", "pageup", "end", "pagedown")
        await driver.calm()
        await driver.press(*"xyzz", "pagedown", "pageup", "escape")
        await driver.press("slash", "pagedown", "pageup", "down", "up", *"cust")
        driver.app.screen.query_one(OptionList).clear_options()
        await driver.press("pagedown", "pageup", "escape")
        await _goes_on(driver)


async def test_a_second_way_out_of_the_menu_leaves_what_is_below_open(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("ctrl+p")
        await driver.until(lambda: driver.app.screen is not driver.app.main, "the menu")
        menu = driver.app.screen
        assert isinstance(menu, MenuDialog)
        await driver.press("escape", "e")
        menu.answer(None)
        await driver.sees("Edit objective")
        await driver.press("escape")
        await _goes_on(driver)


async def test_the_map_follows_what_comes_and_goes_while_it_is_out_of_sight(tmp_path: Path) -> None:
    async with running(company(tmp_path / "work.db")) as driver:
        await driver.press("4")
        await driver.pilot.resize_terminal(80, 24)
        await driver.press("a", "o", *"A new aim", "enter")
        driver.burst("1", "4")
        await driver.pilot.resize_terminal(140, 40)
        driver.burst("u", "4", "2", "4")
        await driver.pilot.resize_terminal(120, 20)
        await driver.calm()
        await driver.press("U", "4")
        await driver.sees("A new aim")
