"""Keys typed faster than rows are read: they wait for the rows that they are about."""

import asyncio
import time
from functools import partial
from pathlib import Path

from goaltui.services.demo.sample import load_sample
from goaltui.tui.runtime.window_state import WindowState
from tests.tui.driving import Driver, opened, running, sample


def company(path: Path) -> Path:
    workspace = opened(path)
    load_sample(workspace)
    workspace.close()
    return path


def _stands(driver: Driver, there: str | None) -> bool:
    return driver.app.main.views.cursor_key == there


async def test_keys_wait_for_a_view_that_is_opened_for_the_first_time(tmp_path: Path) -> None:
    path, stands = company(tmp_path / "work.db"), {}
    async with running(path, remembered=WindowState()) as driver:
        for key in "1345":
            await driver.press(key)
            await driver.app.main.settled()
            await driver.press("down", "down")
            stands[key] = driver.app.main.views.cursor_key
    async with running(path, remembered=WindowState()) as driver:
        for key, there in stands.items():
            driver.burst(key, "down", "down")
            await driver.until(partial(_stands, driver, there), f"two lines down in view {key}")


async def test_keys_wait_for_the_history_of_a_thing_and_for_what_was_added(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("5")
        await driver.sees("added measure")
        driver.burst("2", "down", "h", "enter")
        await driver.sees("Revert this", "added key result 'Reference customers'")
        await driver.press("escape", "escape")
        driver.burst("a", "o", *"Aa [/] new", "enter", "e")
        await driver.sees("Edit objective")
        assert "Aa [/] new" in driver.line("Title *")


async def test_keys_wait_for_a_form_that_a_screen_of_its_own_opens(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        driver.burst("s", "a", "t", *"Care [/]", "enter", "a", "n", *"Kim", "enter", "escape", "p")
        await driver.sees("People", "Care [/]", "Kim")


async def test_a_text_of_several_lines_is_left_before_what_is_typed_next(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        driver.burst("2", "down", "n", *"by phone", "enter", *"only", "tab", "d", "enter", "enter")
        await driver.sees("decision", "by phone only")


async def test_a_blank_belongs_to_the_name_that_is_typed_in_a_choice(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("2", "down", "e", "tab", *"at m")
        await driver.sees("‹ at most ›")
        await driver.press("backspace", "backspace", "backspace", "backspace", "space")
        await driver.sees("‹ at least ›")


async def test_a_field_that_a_choice_brings_is_the_next_one_at_once(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        driver.burst("2", "a", "k", *"A ship", "tab", "m", "tab", *"Draft, Build", "enter", "c")
        await driver.sees("Draft", "Build", "Space tick")


async def test_keys_wait_for_what_was_found_where_its_view_was_never_open(tmp_path: Path) -> None:
    async with running(company(tmp_path / "work.db"), remembered=WindowState()) as driver:
        driver.burst("2", "slash", *"talks held", "enter", "enter")
        await driver.sees("  Talks held", "33.3 × (3 − 1.196) / (4.783 − 1.196)", "Esc back")


async def test_keys_wait_for_a_search_that_takes_long(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("2")
        await driver.sees("Reference customers")
        before = asyncio.create_task(driver.app.gateway.run(lambda _workspace: time.sleep(1)))
        driver.burst("slash", *"reference", "enter", "enter")
        await driver.sees("Reference customers", "Esc back")
        assert driver.at == "Reference customers"
        await before


async def test_enter_waits_for_what_is_listed_before_anything_is_typed(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        driver.burst("2", "m", "enter")
        await driver.sees("Moved 'Customers stay'")


async def test_keys_keep_their_order_on_a_machine_that_does_much_else(tmp_path: Path) -> None:
    async def held_up() -> None:
        for _ in range(4):
            await asyncio.sleep(0)
            time.sleep(0.6)

    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("2", "slash", *"reference")
        await driver.sees("Reference customers", "Enter go there")
        elsewhere = asyncio.create_task(held_up())
        driver.burst("enter", "enter")
        await elsewhere
        await driver.sees("Reference customers", "Esc back")
        assert driver.at == "Reference customers"
