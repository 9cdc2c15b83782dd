"""No size of the terminal ends anything: what is open waits, with what was typed, until there is room again."""

from pathlib import Path

import pytest
from textual.events import Click as Clicked
from textual.widgets import Input, TextArea

from goaltui.services.transfer.toml_files import import_toml
from goaltui.tui.commands.command import Command
from goaltui.tui.commands.table import acting
from goaltui.tui.commands.view import View
from tests.tui.driving import Driver, opened, running, sample
from tests.tui.views.test_sizes import filled

_SIZES = ((1, 1), (4, 2), (10, 40), (49, 15), (60, 1), (60, 15))
_TOO_SMALL = ((1, 1), (10, 4), (20, 5), (40, 10), (49, 14))
_ROOM = (120, 36)
_FORMS = (("e",), ("s", "a", "c"), ("down", "down", "down", "c"), ("f",), ("r", "d"))
_ACTING = ("enter", "escape", "d", "q", "y", "u", "down", "tab", "pagedown", " ", "e", "ctrl+p", "f1", "ctrl+s")
_LEAVE_OR_WRITE = {"quit", "undo", "redo", "back", "restore", "duplicate", "shift_down", "shift_up"}
_OPENED = [command for command in acting() if command.key and command.id not in _LEAVE_OR_WRITE]
_INSIDE = (("s", "a"), ("s", "e"), ("r", "l"), ("r", "a"), ("r", "w"), ("C", "n"), ("5", "enter"), ("2", "enter"))


@pytest.mark.parametrize("keys", _FORMS)
async def test_what_is_typed_while_the_size_changes_is_all_there(tmp_path: Path, keys: tuple[str, ...]) -> None:
    filled(tmp_path / "work.db")
    async with running(tmp_path / "work.db") as driver:
        await driver.press("2", *keys)
        before = _typed(driver)
        if before is None:
            pytest.fail(f"nothing to type into after {keys}\n{driver.text}")
        expected = before
        for number, size in enumerate((*_SIZES, _ROOM)):
            driver.burst(str(number))
            expected += str(number)
            await driver.pilot.resize_terminal(*size)
        await driver.until(lambda: _typed(driver) == expected, expected)


async def test_no_key_acts_on_what_cannot_be_seen(tmp_path: Path) -> None:
    filled(tmp_path / "work.db")
    openings = (*((_view(command), command.key) for command in _OPENED), *(("2", *keys) for keys in _INSIDE))
    async with running(tmp_path / "work.db", size=_ROOM) as driver:
        for number, keys in enumerate(openings):
            await driver.press(*keys)
            await driver.app.main.settled()
            driver.app.main.hush()
            before = await _state(driver)
            size = _TOO_SMALL[number % len(_TOO_SMALL)]
            await driver.pilot.resize_terminal(*size)
            driver.burst(*(key for key in _ACTING if not _is_text(driver, key)))
            driver.app.post_message(Clicked(None, 0, 0, 0, 0, 1, False, False, False, 0, 0))
            await driver.calm()
            assert size == (1, 1) or driver.text.strip().startswith("goaltui"), keys
            assert await _state(driver) == before, keys
            await driver.pilot.resize_terminal(*_ROOM)
            await driver.misses("goaltui needs")
            assert await _state(driver) == before, keys
            await driver.press(*["escape"] * len(keys))


async def test_what_leaves_the_program_leaves_it_at_every_size(tmp_path: Path) -> None:
    filled(tmp_path / "work.db")
    async with running(tmp_path / "work.db", size=_ROOM) as driver:
        await driver.press("e")
        await driver.pilot.resize_terminal(*_TOO_SMALL[1])
        driver.burst("ctrl+c")
        await driver.calm()
        assert driver.app.is_running
        driver.burst("ctrl+q")
        await driver.until(lambda: not driver.app.is_running, "the end")


async def _state(driver: Driver) -> tuple[object, ...]:
    """What is open, and how much was ever written."""
    main = driver.app.main
    written = await driver.app.gateway.run(lambda workspace: len(tuple(workspace.database.journal.changes())))
    return driver.app.screen, _typed(driver), main.view, driver.at, main.standing.query, written


def _is_text(driver: Driver, key: str) -> bool:
    return _typed(driver) is not None and (
        len(key) == 1 or (key == "enter" and isinstance(driver.app.focused, TextArea))
    )


def _view(command: Command) -> str:
    view = command.views[0] if command.views[0] in (View.SCORECARD, View.MAP) else View.OBJECTIVES
    return {View.OBJECTIVES: "2", View.SCORECARD: "3", View.MAP: "4"}[view]


def _typed(driver: Driver) -> str | None:
    field = driver.app.focused
    if isinstance(field, Input):
        return field.value
    return field.text if isinstance(field, TextArea) else None


async def test_the_item_stands_beside_or_below_a_list_with_room(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db", "Customers [/] stay").path) as driver:
        for size in [(110, 30), (120, 36), (130, 30), (100, 48), (80, 24)]:
            await driver.pilot.resize_terminal(*size)
            await driver.press("2", "home", "down")
            await driver.sees("key result · Customers [/]", "next check-in")
            assert "– / 20" in driver.line("▌    Reference customers ")
            await driver.press("3")
            await driver.misses("next check-in")
            await driver.pilot.resize_terminal(100, 18)
            await driver.press("2")
            await driver.misses("next check-in")


@pytest.mark.parametrize("size", [(110, 30), (120, 36)])
async def test_no_title_and_no_number_is_cut_for_the_item_beside_them(tmp_path: Path, size: tuple[int, int]) -> None:
    titles = ("Reply within two hours for 90 % of tickets", "Lower the cost to serve", "日本語 in every market")
    path = tmp_path / "work.db"
    workspace = opened(path)
    rows = "".join(f'[[objectives.key_results]]\ntitle = "{title}"\nstart = 0\ntarget = 12345\n' for title in titles)
    import_toml(workspace, f'[[objectives]]\ntitle = "Customers stay"\n{rows}', "goals.toml")
    workspace.close()
    async with running(path, size=size) as driver:
        await driver.press("2")
        await driver.sees("objective · strategic", *titles)
        for title in titles:
            assert "– / 12 345" in driver.line(title)


async def test_a_status_has_its_word_beside_an_item_or_above_the_list(tmp_path: Path) -> None:
    filled(tmp_path / "work.db")
    async with running(tmp_path / "work.db", size=(120, 36)) as driver:
        await driver.press("2")
        await driver.sees("objective · strategic")
        assert "○ at risk" in driver.line("Churn from 2.6 to 1.8 %/month")
        assert "● on track" in driver.line("Reply within 2 h for 90 % of tickets")
        await driver.pilot.resize_terminal(110, 30)
        await driver.sees("● on track ◐ behind ○ at risk", "Reply within 2 h for 90 % of tickets")
        await driver.press("3")
        await driver.pilot.resize_terminal(80, 24)
        await driver.sees("Lower the cost to serve     ", "50 % measured")
        assert "measured" not in driver.line("Lower the cost to serve")
        await driver.pilot.resize_terminal(100, 30)
        await driver.sees("Partner referrals", "Days to onboard")
        await driver.pilot.resize_terminal(80, 24)
        # The bar is shorter, so that titles are whole.
        await driver.press("2")
        await driver.sees("Churn from 2.6 to 1.8 %/month", "Support answers before the coffee is cold")
        assert "○ at risk" in driver.line("Churn from 2.6")
        assert "77, 50 % measured" in driver.line("Lower the cost to serve")
        await driver.pilot.resize_terminal(60, 20)
        await driver.sees("Lower the cost to ser…  50 % meas.      –  ● on target")
