"""The menu: what can be done here first, everything by its obvious word, goals and people too."""

import asyncio
import re
from pathlib import Path

import pytest

from goaltui.tui.commands.table import COMMANDS
from goaltui.tui.commands.view import View
from goaltui.tui.features.checks.screen import HealthFlow
from goaltui.tui.features.menu.entries import listed, of_command
from tests.tui.driving import running, sample
from tests.tui.views.test_sizes import filled

OBVIOUS = {
    "check_in": ("check in", "update", "progress", "check in for last friday"),
    "done": ("done", "complete"),
    "round": ("round", "weekly"),
    "add": ("add", "new objective", "create"),
    "library": ("library", "examples of measures", "kpi examples"),
    "remark": ("note", "obstacle", "decision"),
    "bet": ("key result from measure",),
    "edit": ("edit", "rename", "owner", "weight", "deadline"),
    "parts": ("correct check-in", "milestones"),
    "delete": ("delete", "remove", "archive"),
    "restore": ("restore", "overwritten"),
    "undo": ("undo", "revert"),
    "redo": ("redo",),
    "move_item": ("move", "parent", "move an objective"),
    "shift_down": ("move down", "order"),
    "shift_up": ("move up",),
    "duplicate": ("duplicate", "copy"),
    "link": ("link", "drives"),
    "open": ("open", "details"),
    "why": ("why", "formula"),
    "chart": ("chart", "graph"),
    "history": ("history of item", "who changed"),
    "copy": ("copy", "clipboard"),
    "copy_branch": ("copy branch", "markdown"),
    "thread": ("thread", "serves"),
    "view_today": ("today", "overdue"),
    "view_objectives": ("objectives", "okr"),
    "view_scorecard": ("scorecard", "kpi"),
    "view_map": ("map",),
    "view_history": ("history", "journal", "undo an older change"),
    "back": ("back", "clear filter"),
    "move": ("navigate",),
    "fold": ("fold", "collapse"),
    "find": ("find", "search"),
    "filter": ("filter", "mine"),
    "scope": ("scope", "my own"),
    "balance": ("balance", "distribution"),
    "week_back": ("last week",),
    "week_on": ("next week",),
    "today": ("today", "now"),
    "other_day": ("last month", "date"),
    "cycles": ("cycles", "quarter", "plan"),
    "close_cycle": ("close cycle", "retrospective"),
    "review": ("review", "meeting"),
    "health": ("health", "checks"),
    "records": ("records", "learnings"),
    "strategy": ("strategy", "vision"),
    "guide": ("guide", "which method"),
    "people": ("people", "late", "who is late"),
    "share": ("share", "colleague", "share with a colleague", "backup"),
    "join": ("join", "open other workspace"),
    "export": ("export", "save", "report"),
    "import": ("import", "load"),
    "structure": ("structure", "settings", "teams", "holiday"),
    "actions": ("actions", "keys"),
    "manual": ("manual", "documentation"),
    "theme": ("theme", "dark"),
    "legend": ("legend", "marks"),
    "mark": ("mark", "select"),
    "act_on_marked": ("do to all", "bulk"),
    "quit": ("quit", "exit"),
}
_AMONG = 4


async def _nothing() -> None:
    pass


def test_every_command_is_found_by_its_obvious_word() -> None:
    entries = [of_command(command, "", _nothing) for command in COMMANDS]
    for command, entry in zip(COMMANDS, entries, strict=True):
        for word in OBVIOUS.get(command.id, (command.label,)):
            assert entry in listed(entries, word)[:_AMONG], (command.id, word)
        if len(command.key_text) == 1:
            assert listed(entries, command.key_text)[0] == entry


@pytest.mark.parametrize(("typed", "label"), [("dlete", "delete"), ("chrat", "chart"), ("CHECK IN", "check in")])
def test_a_slip_of_the_finger_finds_it_too(typed: str, label: str) -> None:
    entries = [of_command(command, "", _nothing) for command in COMMANDS]
    assert listed(entries, typed)[0].label == label


async def test_the_menu_lists_what_can_be_done_here_and_does_it(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db", "Stay [/]").path, size=(80, 24)) as driver:
        await driver.press("2", "home", "question_mark")
        await driver.sees("Actions", "Stay [/] · objective", "Write", "note", "Enter do it", "Edit the item")
        assert "check in" not in driver.text
        await driver.press("enter")
        await driver.sees("Edit objective")
        await driver.press("escape", "down", "question_mark")
        await driver.sees("Reference customers · key result", "Check in", "check in")
        await driver.press("tab", "w")
        await driver.sees("Reference customers ─", "no value yet")
        await driver.press("escape", "ctrl+p", *"check", "enter", *"12", "enter")
        await driver.sees("Checked in 12")
        await driver.press("ctrl+p", *"light", "enter")
        assert driver.app.theme == "goaltui-light"
        await driver.press("question_mark", *"churn")
        await driver.sees("Measure", "Churn")
        await driver.press("enter")
        await driver.until(lambda: driver.at == "Churn", "the measure")
        await driver.press("question_mark", *"anna")
        await driver.sees("Person", "anna")
        await driver.press("enter")
        await driver.sees("only owner:anna")
        await driver.press("question_mark", *"done")
        await driver.sees("For initiative.")
        await driver.press("escape", "escape")
        await driver.misses("only owner:anna")


async def test_a_right_click_opens_it_on_the_item_under_the_mouse(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("2", "home")
        row = next(place for place, line in enumerate(driver.text.splitlines()) if "Reference customers" in line)
        await driver.pilot.click(offset=(20, row), button=3)
        await driver.sees("Reference customers · key result", "Actions")
        await driver.press("f1")
        await driver.sees("Manual")


async def test_on_another_day_the_way_in_time_comes_first_and_nothing_that_writes(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path, size=(80, 40)) as driver:
        await driver.app.main.settled()
        await driver.app.gateway.run(lambda workspace: workspace.look_at(workspace.today.replace(day=20)))
        driver.app.main.mark_stale()
        await driver.sees("as of 20 Nov")
        await driver.press("question_mark")
        await driver.sees("Another day is shown", "week back")
        assert "delete" not in driver.text
        await driver.press(*"delete")
        await driver.sees("Not on a past day")


_SCREENS = {
    "Cycles": ("o",),
    "People": ("p",),
    "Records": ("x",),
    "Health": ("exclamation_mark",),
    "Structure": ("s",),
    "Balance": ("b",),
    "Review": ("r",),
    "Chart": ("v",),
    "Plan": ("o", "p"),
    "Manual": ("f1",),
}


async def test_every_screen_has_the_menu_goes_to_the_views_and_says_what_a_key_is_not_for(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    filled(path)
    async with running(path, size=(80, 24)) as driver:
        for name, keys in _SCREENS.items():
            await driver.press("2", "home", "down", "down", *keys, "Z")
            await driver.sees("Z does nothing here.  ?: what does   Esc: back", "? actions")
            await driver.press("question_mark")
            await driver.sees(f"This screen: {name.lower()}", "type what you want to do")
            await driver.press("escape", "3")
            assert driver.app.screen is driver.app.main, name
            assert driver.app.main.view is View.SCORECARD, name
            await driver.press("2", *keys, *("q" for _ in keys))
            assert driver.app.screen is driver.app.main, name
        assert driver.app.is_running


async def test_the_tabs_stay_in_sight_and_answer_to_the_mouse(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("2", "p")
        await driver.sees("People", "3 Scorecard")
        await driver.pilot.click("#heading", offset=(driver.line("3 Scorecard").index("Scorecard"), 0))
        await driver.until(lambda: driver.app.main.view is View.SCORECARD, "the scorecard")
        assert driver.app.screen is driver.app.main


@pytest.mark.parametrize(
    ("typed", "field"), [("weight", "weight"), ("owner", "owner"), ("due", "due"), ("edit check in every", "cadence")]
)
async def test_the_word_of_a_field_opens_the_form_with_the_cursor_in_it(tmp_path: Path, typed: str, field: str) -> None:
    async with running(sample(tmp_path / "work.db").path, size=(80, 24)) as driver:
        await driver.press("2", "home", "down", "question_mark")
        await driver.type(typed)
        await driver.sees(f"edit {field}" if field != "cadence" else typed)
        await driver.press("enter")
        await driver.sees("Edit key result")
        await driver.until(lambda: driver.app.focused and driver.app.focused.name == field, "the cursor in the field")
        await driver.press("escape", "question_mark")
        await driver.sees("type what you want to do")
        assert "edit weight" not in driver.text


async def test_a_dialog_has_the_menu_too_and_its_field_keeps_its_letters(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path, size=(80, 24)) as driver:
        await driver.press("2", "home", "e", "3", "q", "question_mark")
        await driver.sees("3q?", "Edit objective")
        await driver.press("ctrl+p")
        await driver.sees("What is asked", "save", "type what you want to do")
        await driver.press("escape", "escape", "escape", "a", "question_mark")
        await driver.sees("What is asked", "Key result")
        await driver.press("enter")
        await driver.sees("New key result")
        await driver.press("escape", "w", "q")
        assert driver.app.screen is driver.app.main


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("Z", "Z does nothing here.  ?: all actions"),
        ("X", "X does nothing here.  x: records   ?: all actions"),
        ("delete", "Delete does nothing here.  d: delete   ?: all actions"),
        ("ctrl+z", "Ctrl+Z does nothing here.  u: undo   ?: all actions"),
        ("ctrl+s", "Everything is saved already; q quits."),
    ],
)
async def test_a_key_that_means_nothing_says_which_one_does(tmp_path: Path, key: str, said: str) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press(key)
        await driver.sees(said)
        driver.app.main.hush()
        await driver.press(key)
        assert said not in driver.text
        await driver.press("1", key)
        await driver.sees(said)


@pytest.mark.parametrize("open_already", [True, False])
async def test_a_screen_that_answers_below_the_menu_closes_the_menu_too(tmp_path: Path, open_already: bool) -> None:
    async with running(sample(tmp_path / "a.db").path) as driver:
        await driver.press("exclamation_mark")
        await driver.sees("Health")
        screen = driver.app.screen
        assert isinstance(screen, HealthFlow)
        driver.burst("question_mark")
        if open_already:
            await driver.sees("type what you want to do")
        else:
            await driver.until(lambda: driver.app.screen is not screen, "the menu")
        screen.answer(None)
        await driver.until(lambda: driver.app.screen is driver.app.main, "the views")
        await driver.press("question_mark")
        await driver.sees("type what you want to do")
        await driver.press("escape", "1")
        await driver.sees("Customers stay")


async def test_what_is_typed_while_the_program_leaves_is_no_error(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("question_mark")
        leaving = asyncio.create_task(driver.app.action_quit())
        driver.burst(*"churn")
        await leaving


async def test_a_sentence_is_cut_only_where_its_key_begins(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path, size=(120, 40)) as driver:
        await driver.press("2", "?")
        await driver.sees("Enter do it")
        cut = [line.strip("│ ") for line in driver.text.splitlines() if "…" in line]
        # Behind an ellipsis there is no room for more than the blanks before the key.
        wide = [line for line in cut if not re.search(r"…( {1,3}\S+)?( +[▁-█])?$", line)]
        assert cut and not wide
