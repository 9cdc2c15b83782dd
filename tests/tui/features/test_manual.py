"""The manual on the screen."""

from pathlib import Path

import pytest

from goaltui.manual.pages import TOPICS, page
from tests.tui.driving import Driver, running, sample


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sample(tmp_path / "a.db").path


def document(driver: Driver) -> str:
    """What the right pane shows."""
    return "\n".join(line.partition("│")[2] for line in driver.text.splitlines())


async def reads(driver: Driver, text: str) -> None:
    """Wait until the right pane shows a text."""
    await driver.until(lambda: text in document(driver), text)


async def test_it_opens_at_the_page_on_the_view_in_sight_and_closes_again(path: Path) -> None:
    async with running(path) as driver:
        for view, topic in (("3", "scorecard"), ("4", "map"), ("5", "history")):
            await driver.press(view, "f1")
            await reads(driver, page(topic).summary[:40])
            await driver.press("escape")
            await driver.misses("contents, page")


async def test_the_contents_lead_to_every_page(path: Path) -> None:
    async with running(path, size=(120, 60)) as driver:
        await driver.press("1", "f1", "home")
        for topic in TOPICS:
            assert page(topic).title.split(" and ")[0] in driver.text
        await driver.press("enter")
        await driver.sees("From nothing to a first check-in")


async def test_a_heading_of_the_page_is_gone_to(path: Path) -> None:
    async with running(path, size=(100, 24)) as driver:
        await driver.press("2", "f1", *("down",) * 10, "enter")
        await driver.until(lambda: "ticks off the first and the third" in document(driver), "the last heading")


async def test_words_are_found_in_all_pages_and_enter_goes_there(path: Path) -> None:
    async with running(path) as driver:
        await driver.press("f1", "slash", *"pgpass")
        await driver.sees("1 found", "A team on a server")
        await driver.press("enter", "enter")
        await driver.until(
            lambda: "~/.pgpass or a service file; goaltui never shows it." in document(driver), "the passage"
        )
        await driver.press("escape")
        await driver.misses("1 found")
        await driver.sees("First steps")


async def test_words_that_are_nowhere_are_told_so(path: Path) -> None:
    async with running(path) as driver:
        await driver.press("f1", "slash", *"zzyzx")
        await driver.sees("no found")
        await driver.press("enter", "escape", "escape")
        await driver.misses("contents, page")


async def test_on_a_narrow_screen_contents_and_page_take_turns(path: Path) -> None:
    async with running(path) as driver:
        for size in [(50, 15), (60, 20)]:
            await driver.pilot.resize_terminal(*size)
            await driver.press("3", "f1")
            await driver.sees("The check-in line")
            await driver.press("enter")
            await driver.sees("rolled up by")
            assert "The check-in line" not in driver.text
            await driver.press("escape")
            await driver.sees("The check-in line")
            await driver.press("escape")
            await driver.misses("contents, page")


async def test_a_link_leads_to_its_page(path: Path) -> None:
    async with running(path, size=(120, 60)) as driver:
        await driver.press("3", "f1")
        await driver.sees("How the numbers come about has the rules")
        lines = driver.text.splitlines()
        row = next(place for place, line in enumerate(lines) if "How the numbers come about has the rules" in line)
        await driver.pilot.click(offset=(lines[row].index("How the numbers come about has") + 3, row))
        await driver.until(lambda: page("numbers").summary in document(driver), "the page on numbers")


async def test_after_an_update_the_changes_are_named_once(path: Path) -> None:
    (path.parent / "version").write_text("0.0.1\n", encoding="utf-8")
    async with running(path) as driver:
        await driver.sees("goaltui help changes")
    async with running(path) as driver:
        await driver.press("down")
        assert "goaltui help changes" not in driver.text
