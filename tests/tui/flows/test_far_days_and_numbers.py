"""Days at both ends of the calendar and the largest and smallest numbers, on every screen that shows them."""

from pathlib import Path

import pytest

from goaltui.services.transfer.toml_files import import_toml
from tests.goals import cycle, goals, key_result, objective, settings
from tests.tui.driving import Driver, opened, running

_GOALS = goals(
    settings(name="Far"),
    cycle("All of it", "1900-01-01", "2200-12-31"),
    objective("Reach far", cycle="All of it"),
    key_result("Huge", start=-1e15, target=1e15, values={"1900-01-01": -1e15, "2026-11-01": 1e15}),
    key_result("Tiny", start=0, target=1e-12, values={"1900-01-01": 0, "1950-06-01": -1e-12, "2026-11-01": 1e-12}),
    key_result(
        "From tiny to huge",
        start=1e-12,
        target=1e15,
        unit="kr",
        values={"1900-01-01": 1e-12, "2026-11-23": 500000000000000.5},
    ),
)
_DAYS = (
    ("1900-01-01", ("as of 1 Jan 1900",)),
    ("0001-01-01", ("the calendar here", "goes from 1900-01-01 to 2200-12-31")),
    ("9999-12-31", ("goes from 1900-01-01 to 2200-12-31",)),
    ("2200-12-31", ("31 Dec 2200 has not come yet",)),
    ("1899-12-31", ("goes from 1900-01-01 to 2200-12-31",)),
    ("-999999", ("999999 days ago is before the calendar begins",)),
    ("-9999w", ("goes from 1900-01-01 to 2200-12-31",)),
)

_NO_NUMBERS = ("e+", "e-1", "nan", "inf ", "cannot be drawn")


def _far(path: Path) -> Path:
    workspace = opened(path)
    import_toml(workspace, _GOALS, "far.toml")
    workspace.close()
    return path


@pytest.mark.parametrize(("day", "told"), _DAYS)
async def test_a_day_at_the_end_of_the_calendar_is_shown_or_refused(
    tmp_path: Path, day: str, told: tuple[str, ...]
) -> None:
    async with running(_far(tmp_path / "work.db"), size=(100, 18)) as driver:
        await driver.press("T", *day, "enter")
        await _tells(driver, *told)
        # What was typed is dropped by the second.
        await driver.press("escape", "escape")
        for view in "12345":
            await driver.press(view)
        await driver.press("t")
        await driver.sees("saved here")


async def test_a_week_is_gone_back_and_on_at_both_ends(tmp_path: Path) -> None:
    async with running(_far(tmp_path / "work.db"), size=(100, 18)) as driver:
        await driver.press("T", *"1900-01-10", "enter")
        await driver.sees("as of 10 Jan 1900")
        driver.burst(*["left_square_bracket"] * 30)
        await driver.sees("as of 1 Jan 1900")
        await _tells(driver, "Nothing was measured before 1 Jan 1900")
        await driver.press("right_square_bracket")
        await driver.sees("as of 8 Jan 1900")
        await driver.press("t")
        driver.burst(*["right_square_bracket"] * 30)
        await driver.sees("That day is shown already", "saved here")


@pytest.mark.parametrize(
    ("size", "day"), [((60, 20), ""), ((150, 40), ""), ((60, 20), "1900-01-01"), ((150, 40), "1950-06-01")]
)
async def test_every_number_is_drawn_read_and_explained(tmp_path: Path, size: tuple[int, int], day: str) -> None:
    async with running(_far(tmp_path / "work.db"), size=size) as driver:
        if day:
            await driver.press("T", *day, "enter")
        await driver.press("2", "home")
        for _ in range(4):
            for opening in ("v", "w", "h", "enter"):
                await driver.press(opening)
                assert not any(word in driver.text for word in _NO_NUMBERS), driver.text
                await driver.press("left", "end", "escape")
            await driver.press("2", "down")
        await driver.press("o", "v")
        await driver.sees("Reach far")


async def _tells(driver: Driver, *parts: str) -> None:
    await driver.until(lambda: all(part in _flat(driver) for part in parts), f"{parts}")


def _flat(driver: Driver) -> str:
    return " ".join("".join(" " if sign in "│█" else sign for sign in driver.text).split())
