"""The round: everything due by keyboard alone, saved at once, taken back at once."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.naming import resolve
from goaltui.services.views.detail import detail_of
from goaltui.services.views.today import today_of
from goaltui.tui.commands.view import View
from tests.goals import goals, imported, measure, objective, person
from tests.tui.driving import NOW, Driver, opened, running, stored

HOSTILE = "[@click=app.quit]x[/ 日本語 👨‍👩‍👧"


@dataclass(frozen=True, slots=True)
class Book:
    """A workspace where key results are due: its file and their ids, in the order of the round."""

    path: Path
    key_results: tuple[str, ...]


def book(path: Path, count: int, *, first: str = "Goal 00") -> Book:
    """Key results from 0 to 100, all anna's, each with a value of 40 that is weeks old."""
    workspace = opened(path)
    objective = (
        save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "Grow")).created or ""
    )
    made = []
    for number in range(count):
        form = open_form(workspace, EntityKind.KEY_RESULT, parent=objective)
        title = first if not number else f"Goal {number:02}"
        for name, value in (("title", title), ("start", "0"), ("target", "100"), ("owner", "anna"), ("first_day", "")):
            form = form.with_value(name, value)
        identity = save_form(workspace, form).created or ""
        write_check_in(workspace, identity, "40 ^2026-10-20")
        made.append(identity)
    workspace.close()
    return Book(path, tuple(made))


def values(path: Path) -> list[float | None]:
    """What the key results stand at in the file, by title."""
    workspace = opened(path)
    rows = sorted(workspace.look.tree().roots[0].key_results, key=lambda row: row.title)
    workspace.close()
    return [row.value for row in rows]


async def enter(driver: Driver, line: str) -> int:
    """Type a line and Enter; how many keys that took."""
    await driver.type(line)
    await driver.press("enter")
    return len(line) + 1


async def test_twelve_check_ins_by_keyboard_alone(tmp_path: Path) -> None:
    path = book(tmp_path / "work.db", 12).path
    async with running(path) as driver:
        await driver.press("C")
        await driver.sees("1 of 12", "Goal 00")
        keys = 1
        for number in range(12):
            keys += await enter(driver, str(50 + number))
        await driver.sees("12 of 12 checked in", "Moved  12", "40 → 61")
        await driver.press("enter")
        keys += 1
        await driver.sees("12 check-ins in the round")
    assert values(path) == [50.0 + number for number in range(12)]
    assert keys == 38


@pytest.mark.parametrize(("size", "drawn"), [((80, 24), False), ((120, 36), True)])
async def test_where_a_chart_would_be_too_low_a_sparkline_stands(
    tmp_path: Path, size: tuple[int, int], drawn: bool
) -> None:
    made = book(tmp_path / "work.db", 1)
    workspace = opened(made.path)
    write_check_in(workspace, made.key_results[0], "60 ^2026-10-30")
    workspace.close()
    async with running(made.path, size=size) as driver:
        await driver.press("C")
        await driver.sees("target 100" if drawn else "40 → 60")
        assert ("-- target 100" in driver.text) is drawn
        assert ("40 → 60" in driver.text) is not drawn


async def test_digits_are_values_in_the_round_and_lead_to_the_views_from_its_end(tmp_path: Path) -> None:
    async with running(book(tmp_path / "work.db", 1).path, size=(60, 20)) as driver:
        await driver.press("C")
        await driver.sees("Goal 00", "Esc close")
        await driver.type("3q")
        await driver.sees("3q", "Esc close")
        await driver.press("backspace", "backspace", "4", "5", "enter")
        await driver.sees("1 of 1 checked in", "views")
        await driver.press("3")
        await driver.until(lambda: driver.app.screen is driver.app.main, "the views")
        assert driver.app.main.view is View.SCORECARD


async def test_one_undo_takes_all_of_it_back(tmp_path: Path) -> None:
    path = book(tmp_path / "work.db", 3).path
    async with running(path) as driver:
        await driver.press("C")
        for line in ("50 @7", "60 well", "70"):
            await enter(driver, line)
        await driver.sees("3 of 3 checked in")
        await driver.press("enter")
        await driver.sees("3 check-ins in the round")
        await driver.press("u")
        await driver.sees("Undone: 3 check-ins")
    assert values(path) == [40.0, 40.0, 40.0]


async def test_one_undo_takes_back_a_round_that_was_left_and_taken_up_again(tmp_path: Path) -> None:
    path = book(tmp_path / "work.db", 4).path
    async with running(path) as driver:
        await driver.press("C", *"50", "enter", *"60", "enter")
        await driver.sees("3 of 4")
        await driver.press("escape")
        await driver.sees("2 check-ins in the round; C goes on")
        await driver.press("C", *"70", "enter")
        await driver.sees("2 of 2")
        await driver.press("escape", "u")
        await driver.sees("Undone: 3 check-ins")
        assert values(path) == [40.0] * 4
        await driver.press("C", *"50", "enter")
        await driver.sees("2 of 4")
        await driver.press("escape", "u")
        await driver.sees("Undone: the check-in")
    assert values(path) == [40.0] * 4


async def test_the_summary_takes_it_back_too(tmp_path: Path) -> None:
    path = book(tmp_path / "work.db", 2).path
    async with running(path) as driver:
        await driver.press("C", *"50", "enter", *"60", "enter", "u")
        await driver.sees("Undone: the check-in on 'Goal 00' and the check-in on 'Goal 01'.")
    assert values(path) == [40.0, 40.0]


async def test_each_line_is_in_the_file_before_the_next_is_shown(tmp_path: Path) -> None:
    path = book(tmp_path / "work.db", 2).path
    async with running(path) as driver:
        await driver.press("C", *"55", "enter")
        await driver.sees("2 of 2", "1 saved here")
        assert values(path) == [55.0, 40.0]


async def test_nothing_typed_is_unchanged_and_no_longer_due(tmp_path: Path) -> None:
    path = book(tmp_path / "work.db", 2).path
    async with running(path) as driver:
        await driver.press("C", "enter")
        await driver.sees("2 of 2")
        await driver.press("escape")
        await driver.sees("1 check-in in the round; C goes on with the other one")
        await driver.press("C")
        await driver.sees("1 of 1", "Goal 01")
    workspace = opened(path)
    assert [row.title for row in today_of(workspace).due] == ["Goal 01"]
    workspace.close()


async def test_going_back_mends_what_was_entered(tmp_path: Path) -> None:
    path = book(tmp_path / "work.db", 2).path
    async with running(path) as driver:
        await driver.press("C")
        await enter(driver, "55 @7 typo")
        await driver.sees("2 of 2")
        await driver.press("up")
        await driver.sees("mend  Goal 00", "› 55 @7 typo")
        await driver.press("ctrl+u")
        await enter(driver, "45")
        await driver.sees("2 of 2")
        await enter(driver, "60")
        await driver.sees("2 of 2 checked in")
        await driver.press("u")
        await driver.sees("Undone")
        await driver.press("U")
        await driver.sees("Redone")
    assert values(path) == [45.0, 60.0]
    workspace = opened(path)
    (row, _) = sorted(workspace.look.tree().roots[0].key_results, key=lambda row: row.title)
    assert row.confidence is None
    notes = [check_in.note for check_in in detail_of(workspace, row.id).check_ins]
    assert notes == ["", ""]
    workspace.close()


async def test_an_item_can_be_skipped_and_stays_due(tmp_path: Path) -> None:
    path = book(tmp_path / "work.db", 2).path
    async with running(path) as driver:
        await driver.press("C", "down")
        await driver.sees("2 of 2")
        await enter(driver, "60")
        await driver.sees("1 of 2", "1 saved here")
        await driver.press("escape")
        await driver.sees("1 check-in in the round")
    assert values(path) == [40.0, 60.0]


async def test_tab_goes_to_the_confidence_with_the_last_value(tmp_path: Path) -> None:
    path = book(tmp_path / "work.db", 1).path
    async with running(path) as driver:
        await driver.press("C")
        await driver.sees("Tab confidence")
        await driver.press("tab")
        await driver.sees("› 40 @")
        await driver.press("8", "enter")
        await driver.sees("1 of 1 checked in")
    row = stored(path)
    assert (row.value, row.confidence) == (40.0, 8)


async def test_what_is_typed_as_the_confidence_of_a_measure_does_not_become_part_of_its_value(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    form = open_form(workspace, EntityKind.MEASURE).with_value("title", "eNPS").with_value("preset", "goal_only")
    measure = save_form(workspace, form.with_value("numbers", "goal 30")).created or ""
    workspace.close()
    async with running(tmp_path / "work.db") as driver:
        await driver.press("C")
        await driver.sees("Enter next")
        assert "Tab confidence" not in driver.text
        await driver.type("29")
        await driver.press("tab")
        await driver.sees("takes no confidence")
        await driver.type("4")
        await driver.press("enter")
        await driver.sees("are two numbers")
        await driver.press("backspace")
        await driver.type("asked all")
        await driver.press("enter")
        await driver.sees("1 of 1 checked in")
    workspace = opened(tmp_path / "work.db")
    (check_in,) = detail_of(workspace, measure).check_ins
    assert (check_in.value, check_in.note) == (29.0, "asked all")
    workspace.close()


@pytest.mark.parametrize(("line", "question"), [("900", "far from all earlier values"), ("=-3", "a different sign")])
async def test_a_surprising_value_is_asked_about_once(tmp_path: Path, line: str, question: str) -> None:
    path = book(tmp_path / "work.db", 1).path
    async with running(path) as driver:
        await driver.press("C")
        await enter(driver, line)
        await driver.sees(question, "Enter again saves it")
        assert values(path) == [40.0]
        await driver.press("enter")
        await driver.sees("1 of 1 checked in")
    assert values(path) == [float(line.lstrip("="))]


@pytest.mark.parametrize("key", ["C", "c"])
async def test_a_day_to_come_is_asked_about_and_counts_from_then_on(tmp_path: Path, key: str) -> None:
    path = book(tmp_path / "work.db", 1).path
    async with running(path) as driver:
        await driver.press("2", "down", key)
        await enter(driver, "50 ^tomorrow")
        await driver.sees("25 Nov has not come yet", "Enter again saves it")
        await driver.press("enter")
        await driver.sees("1 of 1 checked in" if key == "C" else "it counts from that day on")
    assert values(path) == [40.0]
    workspace = Workspace.open(path, author="anna", clock=FixedClock(NOW + timedelta(days=1)))
    (row,) = workspace.look.outline().key_results.values()
    assert row.value == 50
    workspace.close()


async def test_a_fall_asks_for_a_word_which_goes_on_behind_the_value(tmp_path: Path) -> None:
    path = book(tmp_path / "work.db", 1).path
    async with running(path) as driver:
        await driver.press("C")
        await enter(driver, "5")
        await driver.sees("a word why?")
        await enter(driver, "lost two")
        await driver.sees("1 of 1 checked in", "Red now  1")
    workspace = opened(path)
    (row,) = workspace.look.tree().roots[0].key_results
    assert detail_of(workspace, row.id).check_ins[0].note == "lost two"
    workspace.close()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), (200, 50)])
async def test_hostile_titles_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    path = book(tmp_path / "work.db", 2, first=f"!{HOSTILE}").path
    async with running(path, size=size) as driver:
        await driver.press("C")
        await driver.sees("1 of 2", "[@click=app.quit]x[/", "was 40", "Enter next")
        await driver.press(*"50", "enter")
        await driver.sees("2 of 2", "Goal 01")


async def test_a_narrow_heading_says_whose_they_are_and_cuts_nothing(tmp_path: Path) -> None:
    path = book(tmp_path / "work.db", 2).path
    imported(
        path, goals(objective("Trust us", perspective="customer"), measure("Mood", owner="bo"), person("bo"))
    ).close()
    async with running(path, size=(60, 20)) as driver:
        await driver.press("C", "f2", "f2")
        await driver.sees("everybody's")
        heading = driver.text.splitlines()[0]
        assert "1 of 3" in heading and heading.endswith("everybody's")
        await driver.pilot.resize_terminal(50, 20)
        await driver.sees("1 of 3, everybody's")


@pytest.mark.parametrize("size", [(60, 15), (60, 20), (80, 16), (80, 24), (120, 36)])
async def test_a_fact_that_is_cut_ends_in_an_ellipsis(tmp_path: Path, size: tuple[int, int]) -> None:
    path, told = tmp_path / "work.db", " ".join(f"word{place}" for place in range(60))
    trust = objective("Trust us", perspective="customer")
    mood = measure("Mood", owner="anna", definition=told, source=told)
    imported(path, goals(trust, mood, person("anna"))).close()
    async with running(path, size=size) as driver:
        await driver.press("C")
        await driver.sees("1 of 1", "word0")
        lines = [line.rstrip("▁▂▃▄▅▆▇█ ") for line in driver.text.splitlines() if "word" in line]
        assert lines[-1].endswith("…")


async def test_what_is_judged_in_words_takes_a_status_and_enter_repeats_it(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    trust = objective("Trust us", perspective="customer")
    two = (measure(title, in_words=True, owner="anna") for title in ("Mood", "Quiet"))
    workspace = imported(path, goals(person("anna"), trust, *two))
    quiet = resolve(workspace.database, "Quiet", EntityKind.MEASURE).id
    write_check_in(workspace, quiet, "!behind ^2026-08-20 too loud")
    workspace.close()
    async with running(path) as driver:
        await driver.press("C")
        await driver.sees("1 of 2", "Quiet   was behind on 20 Aug", "› !behind", "unchanged")
        await driver.press("enter")
        await driver.sees("2 of 2", "Mood   not judged yet", "type !track, !behind or !risk and why")
        assert "behind" in driver.line("Quiet")
        await enter(driver, "!track fine")
        await driver.sees("Moved  1", "Mood", "on track", "1 thing as before")


async def test_nothing_due_is_said_in_a_sentence(tmp_path: Path) -> None:
    path = book(tmp_path / "work.db", 1).path
    async with running(path) as driver:
        await driver.press("C", *"50", "enter", "enter")
        await driver.sees("1 check-in in the round, all that was due")
        await driver.press("C")
        await driver.sees("Nothing is due")
