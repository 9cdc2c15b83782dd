"""The chart over the whole screen, its check-ins walked by arrows."""

from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.naming import resolve
from tests.goals import goals, imported, measure, objective
from tests.tui.driving import opened, running, sample


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
async def test_the_check_ins_are_walked_with_their_notes(tmp_path: Path, size: tuple[int, int]) -> None:
    made = sample(tmp_path / "work.db")
    workspace = opened(made.path)
    write_check_in(workspace, made.key_result, "6 ^2026-11-01 [@click=app.quit]x")
    write_check_in(workspace, made.key_result, "9 @7 three from the fair")
    workspace.close()
    async with running(made.path, size=size) as driver:
        await driver.sees("Reference customers")
        await driver.press("down", "v")
        await driver.sees("2 of 2 check-ins", "target 20", "expected", "three from the fair", "1 Oct", "●")
        await driver.press("left")
        await driver.sees("1 of 2 check-ins", "[@click=app.quit]x")
        await driver.press("left", "end")
        await driver.sees("2 of 2 check-ins")
        await driver.press("escape")
        await driver.sees("saved here")


async def test_an_objective_has_its_progress_over_time(tmp_path: Path) -> None:
    made = sample(tmp_path / "work.db")
    workspace = opened(made.path)
    write_check_in(workspace, made.key_result, "8 ^2026-11-01 first ones")
    write_check_in(workspace, made.key_result, "12")
    workspace.close()
    async with running(made.path) as driver:
        await driver.sees("Reference customers")
        await driver.press("v")
        await driver.sees("2 of 2 check-ins", "target 100", "expected", "12   anna   Reference customers")
        await driver.press("left")
        await driver.sees("1 of 2 check-ins", "first ones")


async def test_without_values_it_says_how_they_come(tmp_path: Path) -> None:
    made = sample(tmp_path / "work.db")
    async with running(made.path) as driver:
        await driver.sees("Reference customers")
        await driver.press("v")
        await driver.sees("Nothing under it has a check-in yet.")
        await driver.misses("then c")
        await driver.press("escape", "down", "v")
        await driver.sees("No check-in yet. Esc, then c checks in.")


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
async def test_what_is_judged_in_words_is_told_by_its_days_where_no_number_can_be_drawn(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "work.db"
    workspace = imported(path, goals(objective("Trust us", perspective="customer"), measure("Mood", in_words=True)))
    mood = resolve(workspace.database, "Mood", EntityKind.MEASURE).id
    write_check_in(workspace, mood, "!behind ^2026-10-20 two left")
    write_check_in(workspace, mood, "!risk ^2026-11-12 [@click=app.quit]x[/")
    write_check_in(workspace, mood, "!auto")
    workspace.close()
    async with running(path, size=size) as driver:
        await driver.press("3", "down", "v")
        await driver.sees("3 judgements", "there are no numbers to draw", "20 Oct", "behind", "two left")
        at = [driver.text.index(part) for part in ("taken back", "at risk", "[@click=app.quit]x[/", "behind")]
        assert at == sorted(at)
        await driver.press("v")
        await driver.sees("saved here")


@pytest.mark.parametrize("size", [(60, 20), (200, 50)])
async def test_the_objectives_of_a_cycle_stand_side_by_side(tmp_path: Path, size: tuple[int, int]) -> None:
    made = sample(tmp_path / "work.db")
    workspace = opened(made.path)
    write_check_in(workspace, made.key_result, "8 ^2026-11-01")
    write_check_in(workspace, made.key_result, "12")
    for number in range(40):
        title = "[@click=app.quit]x 日本語" if not number else f"Objective {number}"
        save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE).with_value("title", title))
    workspace.close()
    async with running(made.path, size=size) as driver:
        await driver.press("o", "v")
        await driver.sees("41 objectives", "page 1 of", "Customers stay", "50 %", "●")
        await driver.press("right")
        await driver.until(lambda: "[@click=app.quit]x 日本語" in driver.text.splitlines()[-2], "the title below")
        await driver.press("end")
        await driver.sees("Objective 39")
        await driver.press("home", "enter")
        await driver.sees("2 of 2 check-ins")
        await driver.press("escape")
        await driver.sees("41 objectives")
        await driver.press("escape")
        await driver.sees("Cycles")


async def test_an_objective_of_measures_alone_says_where_their_charts_are(tmp_path: Path) -> None:
    made = sample(tmp_path / "work.db")
    workspace = opened(made.path)
    objective = save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "Measured")).created
    form = open_form(workspace, EntityKind.MEASURE, parent=objective).with_value("title", "Complaints")
    write_check_in(workspace, save_form(workspace, form).created or "", "4")
    workspace.close()
    async with running(made.path) as driver:
        await driver.press("o", "v")
        await driver.sees("2 objectives")
        await driver.press("end", "enter")
        await driver.sees("No key result below has a value; the scorecard has its measures' charts.")


async def test_a_cycle_without_objectives_says_so(tmp_path: Path) -> None:
    made = sample(tmp_path / "work.db")
    async with running(made.path) as driver:
        await driver.press("o", "n")
        await driver.sees("2027-Q1")
        await driver.press("home", "v")
        await driver.sees("No objective in this cycle yet")
