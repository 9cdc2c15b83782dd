"""The checks on the screen: found, explained, gone to, switched off, given another limit."""

from datetime import date
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from tests.goals import cycle, goals, imported, initiative, link, objective, person, remark
from tests.tui.driving import opened, running, sample


async def test_enter_on_a_finding_goes_to_the_thing(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("exclamation_mark")
        await driver.sees("Health", "findings in", "Reference customers")
        await driver.down_to("Reference customers")
        await driver.press("enter")
        await driver.until(lambda: driver.at == "Reference customers", "the cursor on it")


_KINDS = goals(
    cycle("Backward", "2026-12-01", "2026-11-01"),
    cycle("2026-Q4"),
    person("Eva [/]", key="eva"),
    objective("Customers stay and refer us"),
    objective("Set-up needs nobody from us", cycle="2026-Q4"),
    objective("New people learn fast"),
    *(objective(f"Objective {number} is of one person", owner="eva", cycle="2026-Q4") for number in range(9)),
    link("Customers stay and refer us", "New people learn fast"),
    link("New people learn fast", "Customers stay and refer us"),
    initiative("A pile of work", objective="Customers stay and refer us", due="2026-10-05", state="running"),
    remark("Nobody counts [/] them", on="Customers stay and refer us", kind="data_gap"),
)


@pytest.mark.parametrize(
    ("finding", "title", "stands"),
    [
        ("It ends on 1 Nov", "Backward", "Structure"),
        ("9 open objectives", "Eva [/]", "People"),
        ("The data gap has no owner", "Nobody counts [/] them", "Records"),
        ("leads back here", "Customers stay and refer us", "driven by"),
        ("It was due on 5 Oct", "A pile of work", "progress"),
    ],
)
async def test_enter_on_a_finding_goes_to_the_list_in_which_the_thing_stands(
    tmp_path: Path, finding: str, title: str, stands: str
) -> None:
    imported(tmp_path / "work.db", _KINDS).database.close()
    async with running(tmp_path / "work.db", size=(120, 36)) as driver:
        await driver.press("exclamation_mark")
        await driver.sees("Health")
        await driver.down_to(finding)
        await driver.press("enter")
        await driver.sees(stands, title)
        if stands == "driven by":
            await driver.until(lambda: driver.at == title, "the cursor on it")
        else:
            await driver.until(lambda: title in driver.line("▌"), "the cursor on it")


async def test_what_the_checks_find_is_walked_on_from_where_one_left(tmp_path: Path) -> None:
    imported(tmp_path / "work.db", _KINDS).database.close()
    async with running(tmp_path / "work.db", size=(120, 20)) as driver:
        await driver.press("exclamation_mark")
        await driver.sees("Health")
        await driver.down_to("It was due on 5 Oct")
        await driver.press("enter", "exclamation_mark")
        await driver.until(lambda: "It was due on 5 Oct" in driver.line("▌"), "the cursor on it again")
        await driver.press("down")
        following = driver.line("▌").split("  ")[1]
        await driver.press("up", "escape")
        other = opened(tmp_path / "work.db")
        work = other.look.records().initiatives[0].id
        save_form(other, open_form(other, EntityKind.INITIATIVE, work).with_value("due", "2026-12-05"))
        other.close()
        await driver.press("exclamation_mark")
        await driver.sees("Health")
        await driver.misses("It was due on 5 Oct")
        above = driver.text[: driver.text.index("▌")].splitlines()[-1]
        assert following in above


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
        await driver.sees("read-only; go back to today")


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
        await driver.sees("'many', which is not a number", "  many  ")
        await driver.press(*["backspace"] * len("many"), *"77", "enter")
        await driver.sees("limit 77")
    workspace = opened(path)
    (setting,) = workspace.look.records().check_settings
    assert setting.threshold == 77
    workspace.close()
