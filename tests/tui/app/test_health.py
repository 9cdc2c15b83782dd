"""The checks on the screen: found, explained, gone to, switched off, given another limit."""

from datetime import date
from pathlib import Path

from tests.tui.app.driving import opened, running, sample


async def test_enter_on_a_finding_goes_to_the_thing(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("exclamation_mark")
        await driver.sees("Health", "findings in", "Reference customers")
        while "Reference customers" not in driver.line("▌"):
            await driver.press("down")
        await driver.press("enter")
        await driver.until(lambda: driver.at == "Reference customers", "the cursor on it")


async def test_a_check_is_switched_off_and_on_and_that_is_undone_like_anything(tmp_path: Path) -> None:
    path = sample(tmp_path / "work.db").path
    async with running(path) as driver:
        await driver.press("exclamation_mark")
        await driver.sees("Health")
        check = driver.line("▌").split("  ")[1].strip()
        await driver.press("x")
        await driver.until(lambda: driver.line(check).rstrip().endswith("off"), "the check off")
        await driver.press("escape", "u")
        await driver.sees("Undone")
        await driver.press("exclamation_mark")
        await driver.until(lambda: check in driver.line("▌"), "the check on again")


async def test_what_may_not_be_written_is_said_where_one_looks(tmp_path: Path) -> None:
    path = sample(tmp_path / "work.db").path
    async with running(path, as_of=date(2026, 11, 20), wait=["as of 20 Nov"]) as driver:
        await driver.press("exclamation_mark")
        await driver.sees("Health")
        await driver.press("x")
        await driver.sees("it is for looking, so go back to today")


async def test_a_threshold_is_typed_and_nonsense_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = sample(tmp_path / "work.db").path
    async with running(path) as driver:
        await driver.press("exclamation_mark")
        await driver.sees("Health")
        await driver.press("end")
        assert "limit" not in driver.line("▌")
        await driver.press("e")
        await driver.sees("no threshold; x switches it")
        while "limit" not in driver.line("▌"):
            await driver.press("up")
        await driver.press("e")
        await driver.sees("Threshold")
        await driver.type("many")
        await driver.press("enter")
        await driver.sees("'many', which is not a number")
        await driver.press("e")
        await driver.sees("Threshold")
        await driver.type("77")
        await driver.press("enter")
        await driver.sees("limit 77")
    workspace = opened(path)
    (setting,) = workspace.look.records().check_settings
    assert setting.threshold == 77
    workspace.close()
