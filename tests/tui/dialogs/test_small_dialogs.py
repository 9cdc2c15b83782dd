"""Choosing, confirming, reading."""

from pathlib import Path

from textual.content import Content
from textual.widgets import OptionList

from goaltui.model.enums import EntityKind
from goaltui.services.core.rows.detail import Detail, ExplanationLine
from goaltui.tui.appearance.text import plain, steady
from goaltui.tui.dialogs.choice import Choice, PickDialog
from goaltui.tui.dialogs.confirm import ConfirmDialog
from goaltui.tui.dialogs.text_dialog import ReadingDialog, why_text
from tests.tui.dialogs.host import HOSTILE, Host, text_of, wait_for
from tests.tui.driving import running, sample

CHOICES = (Choice(1, "a", "First", "the one"), Choice(2, "b", "Second"), Choice(3, "c", "Third"))


async def test_a_letter_chooses_at_once() -> None:
    app = Host(PickDialog("Add", CHOICES))
    async with app.run_test() as pilot:
        await pilot.press("b")
    assert app.answers == [2]


async def test_arrows_and_enter_choose_and_the_first_is_offered() -> None:
    app = Host(PickDialog("Add", CHOICES))
    async with app.run_test() as pilot:
        assert app.dialog.query_one(OptionList).highlighted == 0
        await pilot.press("down", "down", "enter")
    assert app.answers == [3]


async def test_other_letters_choose_nothing_and_escape_leaves() -> None:
    app = Host(PickDialog("Add", CHOICES, "Which one?"))
    async with app.run_test() as pilot:
        await pilot.press("x", "q")
        assert app.answers == []
        assert "Which one?" in text_of(app)
        await pilot.press("escape")
    assert app.answers == [None]


async def test_enter_on_a_question_keeps_things_as_they_are() -> None:
    app = Host(ConfirmDialog("Delete", "Delete it?", ("2 key results will no longer be shown.",), "Delete"))
    async with app.run_test() as pilot:
        assert "2 key results will no longer be shown." in text_of(app)
        await pilot.press("enter")
    assert app.answers == [None]


async def test_y_or_the_other_button_goes_ahead() -> None:
    for keys in (("y",), ("right", "enter"), ("tab", "enter")):
        app = Host(ConfirmDialog("Delete", "Delete it?", (), "Delete"))
        async with app.run_test() as pilot:
            await pilot.press(*keys)
        assert app.answers == [True], keys


async def test_n_and_escape_keep() -> None:
    for key in ("n", "escape"):
        app = Host(ConfirmDialog("Delete", "Delete it?", (), "Delete"))
        async with app.run_test() as pilot:
            await pilot.press(key)
        assert app.answers == [None]


async def test_hostile_questions_and_choices_are_shown_as_they_are() -> None:
    for text in HOSTILE:
        first = steady(text.splitlines()[0][:20])
        app = Host(ConfirmDialog(text, text, (text,), "Delete"))
        async with app.run_test(size=(100, 30)):
            assert first in text_of(app)
        pick = Host(PickDialog(text, (Choice(1, "a", text, text),), text))
        async with pick.run_test(size=(100, 30)):
            assert first in text_of(pick)
        read = Host(ReadingDialog(text, plain(text)))
        async with read.run_test(size=(100, 30)):
            assert first in text_of(read)


async def test_long_text_scrolls_by_key_in_a_small_terminal() -> None:
    app = Host(ReadingDialog("Long", Content("\n".join(f"line {number} of it" for number in range(1, 41)))))
    async with app.run_test(size=(80, 16)) as pilot:
        last = "line 40"
        assert last not in text_of(app)
        await pilot.press("end")
        await wait_for(pilot, lambda: last in text_of(app), "the end")
        await pilot.press("home", "pagedown", "down", "up", "pageup")
        await wait_for(pilot, lambda: "line 1 " in text_of(app), "the top")
        await pilot.press("q")
    assert app.answers == [None]


async def test_why_shows_each_step_under_what_it_explains() -> None:
    steps = (ExplanationLine("Why 35 %", "the mean of 2 parts"), ExplanationLine("[/] Churn", "25 % × weight 50 %", 1))
    detail = Detail("1", EntityKind.OBJECTIVE, "Stay", "objective", (), steps, ())
    lines = why_text(detail).plain.splitlines()
    assert lines[2:] == ["Why 35 %  the mean of 2 parts", "  [/] Churn  25 % × weight 50 %"]


async def test_the_keys_of_the_views_leave_a_choice_and_its_own_digits_choose(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("2", "d")
        await driver.sees("Delete")
        await driver.press("3")
        await driver.sees("Internal process")
        assert driver.app.screen is driver.app.main
        await driver.press("2", "O")
        await driver.sees("Sort by")
        await driver.press("1")
        await driver.sees("Check-ins due")
        assert driver.app.screen is driver.app.main
