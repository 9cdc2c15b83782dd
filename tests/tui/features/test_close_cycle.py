"""A cycle closed by keyboard alone: every Enter is in the file, all of it is one undo."""

from pathlib import Path

import pytest

from goaltui.model.enums import ObjectiveState
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.transfer.toml_files import import_toml
from tests.services.lifecycle.test_close_cycle import GOALS, HOSTILE
from tests.tui.driving import opened, running, sample


def book(path: Path) -> Path:
    workspace = opened(path)
    import_toml(workspace, GOALS, "goals.toml")
    workspace.close()
    return path


def objectives(path: Path, cycle: str = "2026-Q3") -> dict[str, ObjectiveRow]:
    workspace = opened(path)
    found = {row.title: row for row in workspace.look.outline().objectives.values() if row.cycle == cycle}
    workspace.close()
    return found


async def test_a_cycle_is_closed_objective_by_objective_and_one_undo_takes_it_back(tmp_path: Path) -> None:
    path = book(tmp_path / "work.db")
    async with running(path) as driver:
        await driver.press("o", "x")
        await driver.sees("Close 2026-Q3", "next 1 of 3", "Churn down", "reads the measure Churn", "suggested  0.7")
        await driver.type("0.5")
        await driver.press("enter")
        await driver.sees("What kept it from 0.7?")
        assert objectives(path)[HOSTILE].grade == 0.5
        await driver.type("began [late")
        await driver.press("enter")
        await driver.sees("What was learnt?", "began [late")
        await driver.type("ask earlier")
        await driver.press("enter")
        await driver.sees("Then 'Churn'? l level, o old goal", "Enter: old goal.")
        await driver.press("l", "enter")
        await driver.sees("Carry over?", "Keep: it goes on in 2026-Q4, which is made then")
        await driver.press("k", "enter")
        await driver.sees("next 2 of 3", "1 closed here")
        assert objectives(path)[HOSTILE].state is ObjectiveState.CLOSED
        assert [row.title for row in objectives(path, "2026-Q4")[HOSTILE].key_results] == ["References"]
        await driver.press("enter", "enter", "enter")
        await driver.sees("next 3 of 3", "no grade is suggested")
        await driver.press("enter", "enter", "enter", "d", "enter")
        await driver.sees("3 objectives closed", "1 of 3 reached what was expected; mean grade of 2 0.75")
        ends = [line.split()[-1] for line in driver.text.splitlines() if "│  ✓" in line]
        assert ends == ["2026-Q4", "ended", "dropped"]
        assert "kept, goes on in 2026-Q4" in driver.line("│  ✓")
        await driver.press("enter")
        await driver.sees("Closed 3 objectives of 2026-Q3; nothing is left open", "closed")
        await driver.press("u")
        await driver.sees("Undone")
    assert {row.state for row in objectives(path).values()} == {ObjectiveState.ACTIVE}
    assert objectives(path, "2026-Q4") == {}


async def test_only_what_was_committed_is_said_to_have_been_promised(tmp_path: Path) -> None:
    async with running(book(tmp_path / "work.db")) as driver:
        await driver.press("o", "x", *"0.5", "enter")
        await driver.sees("graded     0.5  fell short of what was hoped for")
        await driver.press("up", "ctrl+u", *"0.7", "enter")
        await driver.sees("graded     0.7  reached what was hoped for")
        await driver.press("enter", "enter", "enter")
        await driver.sees("next 2 of 3")
        await driver.press(*"0.9", "enter")
        await driver.sees("graded     0.9  fell short of what was promised")
        await driver.press("up", "ctrl+u", *"1.0", "enter")
        await driver.sees("graded     1.0  reached what was promised")


async def test_left_in_the_middle_it_goes_on_where_it_was_and_stays_one_undo(tmp_path: Path) -> None:
    path = book(tmp_path / "work.db")
    async with running(path, size=(80, 24)) as driver:
        await driver.press("o", "x", "enter", "enter", "enter", "enter")
        await driver.sees("next 2 of 3")
        await driver.press(*"0.9", "enter")
        await driver.sees("What kept it from 1.0?")
    async with running(path, size=(80, 24)) as driver:
        await driver.press("o", "x")
        await driver.sees("next 2 of 3", "graded     0.9")
        await driver.press("enter", "enter", "enter", "enter", "enter", "enter", "enter", "enter")
        await driver.sees("3 objectives closed")
        await driver.press("u")
        await driver.sees("Undone")
    assert {row.state for row in objectives(path).values()} == {ObjectiveState.ACTIVE}
    assert {row.grade for row in objectives(path).values()} == {None}


async def test_wrong_answers_are_said_and_stay_and_one_can_go_back_and_skip(tmp_path: Path) -> None:
    path = book(tmp_path / "work.db")
    async with running(path, size=(60, 20)) as driver:
        await driver.press("o", "x", *"7", "enter")
        await driver.sees("7 is not a grade")
        await driver.press("ctrl+u", *"0.3", "enter")
        await driver.sees("What kept it")
        await driver.press("up")
        await driver.sees("Grade, 0.0 to 1.0", "0.3")
        await driver.press("down")
        await driver.sees("Below")
        await driver.press("enter", "enter", *"zz", "enter")
        await driver.sees("Type the first letter of one of these: end, keep")
        await driver.press("escape")
        await driver.misses("Close 2026-Q3")
    assert objectives(path)[HOSTILE].grade == 0.3
    assert objectives(path)["Below"].state is ObjectiveState.ACTIVE


async def test_a_closed_cycle_stays_readable_and_is_not_closed_again(tmp_path: Path) -> None:
    text = GOALS.replace('cycle = "2026-Q3"\n', 'cycle = "2026-Q3"\nstate = "closed"\ngrade = 0.4\n')
    workspace = opened(tmp_path / "work.db")
    import_toml(workspace, text, "goals.toml")
    workspace.close()
    async with running(tmp_path / "work.db") as driver:
        await driver.press("o", "x")
        await driver.sees("Everything in 2026-Q3 is closed already")
        await driver.press("enter")
        await driver.sees("only cycle:2026-Q3", "0.4  ■ closed")
        await driver.press("down", "right")
        await driver.sees("References", "8 / 20")


async def test_an_earlier_day_is_for_looking(tmp_path: Path) -> None:
    async with running(book(tmp_path / "work.db")) as driver:
        await driver.press("left_square_bracket", "o", "x")
        await driver.sees("read-only")
        await driver.misses("Grade, 0.0")


async def test_the_menu_closes_the_cycle_that_ended(tmp_path: Path) -> None:
    async with running(book(tmp_path / "work.db")) as driver:
        await driver.press("ctrl+p")
        await driver.type("close a cycle")
        await driver.sees("Close the cycle that ended")
        await driver.press("enter")
        await driver.sees("Close 2026-Q3", "next 1 of 3")
        await driver.press("escape")
        await driver.sees("Cycles", "ended, 3 open")


async def test_another_cycle_is_chosen_to_go_on_in(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    workspace = opened(path)
    later = '\n[[cycles]]\nname = "Year [/]"\nstart = 2027-01-01\nend = 2027-12-31\n'
    import_toml(workspace, GOALS + later, "goals.toml")
    workspace.close()
    async with running(path, size=(80, 24)) as driver:
        await driver.press("o", "x", "down", "enter", "enter")
        await driver.sees("Carry over?", "goes on in 2026-Q4")
        await driver.press("f2")
        await driver.sees("goes on in Year [/]")
        await driver.press("c", "enter")
        await driver.sees("1 closed here")
    assert objectives(path, "Year [/]")["Below"].state is ObjectiveState.DRAFT


async def test_a_cycle_that_still_runs_is_closed_with_a_word_of_it(tmp_path: Path) -> None:
    made = sample(tmp_path / "work.db")
    async with running(made.path, size=(60, 20)) as driver:
        await driver.press("o", "x")
        await driver.sees("Close 2026-Q4", "next 1 of 1   37 days still to run")


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
async def test_a_step_back_opens_what_was_closed_again_with_its_answers(tmp_path: Path, size: tuple[int, int]) -> None:
    path = book(tmp_path / "work.db")
    async with running(path, size=size) as driver:
        await driver.press("o", "x", *"0.5", "enter")
        await driver.sees("What kept it")
        await driver.type("late")
        await driver.press("enter", "enter", "l", "enter", "k", "enter")
        await driver.sees("next 2 of 3")
        assert HOSTILE in objectives(path, "2026-Q4")
        await driver.press("up")
        await driver.sees("next 1 of 3", "Grade, 0.0 to 1.0", "0.5")
        assert objectives(path)[HOSTILE].state is ObjectiveState.ACTIVE
        assert objectives(path, "2026-Q4") == {}
        await driver.press("up")
        await driver.sees("It is the first one.")
        await driver.press("enter", "enter", "enter", "o", "enter", "e", "enter")
        await driver.sees("next 2 of 3")
        assert objectives(path)[HOSTILE].state is ObjectiveState.CLOSED
        assert objectives(path, "2026-Q4") == {}
        await driver.press(*["enter"] * 6, "d", "enter")
        await driver.sees("3 objectives closed")
        await driver.press("up")
        await driver.sees("next 3 of 3", "Grade, 0.0 to 1.0")
        await driver.press("escape")
        await driver.sees("1 left open")
        await driver.press("u")
        await driver.sees("Undone")
    assert {row.state for row in objectives(path).values()} == {ObjectiveState.ACTIVE}
    assert {row.grade for row in objectives(path).values()} == {None}
    assert objectives(path, "2026-Q4") == {}


async def test_a_check_in_from_inside_counts_at_once_and_is_part_of_the_close(tmp_path: Path) -> None:
    path = book(tmp_path / "work.db")
    async with running(path, size=(80, 24)) as driver:
        await driver.press("o", "x")
        await driver.sees("F3 check in", "8 / 20")
        await driver.press("f3")
        await driver.sees("Check in on", "References")
        await driver.press("2")
        await driver.sees("dates it to the last day")
        await driver.type("20 ^someday [signed")
        await driver.press("enter")
        await driver.sees("is not a day that can be read", "20 ^someday [signed")
        await driver.press("home", *["right"] * 3, *["delete"] * len("^someday "))
        await driver.press("enter")
        await driver.sees("its cycle ended on 30 Sep", "saves it", "20 [signed")
        await driver.press("home", *["right"] * 3)
        await driver.type("^2026-09-30 ")
        await driver.press("enter")
        await driver.sees("20 / 20", "Checked in 20 on 'References'")
        await driver.press(*"1.0", "enter", "escape")
        await driver.sees("Cycles")
        await driver.press("u")
        await driver.sees("Undone")
    references = next(row for row in objectives(path)[HOSTILE].key_results if row.title == "References")
    assert (references.value, objectives(path)[HOSTILE].grade) == (8, None)


async def test_a_cycle_that_still_runs_says_so(tmp_path: Path) -> None:
    path = sample(tmp_path / "work.db").path
    async with running(path, size=(80, 24)) as driver:
        await driver.press("o", "x")
        await driver.sees("37 days still to run", "The cycle runs until 31 Dec 2026; grades given now")
