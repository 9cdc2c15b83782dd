"""What the screen does of itself: other people's changes, looking only, sizes, hostile text."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.model.text import clean_line
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.transfer.toml_files import import_toml
from goaltui.tui.keymap import keymap_of
from tests.tui.dialogs.host import HOSTILE
from tests.tui.driving import NOW, opened, running, sample


async def test_what_others_write_appears_and_the_cursor_stays(tmp_path: Path) -> None:
    made = sample(tmp_path / "work.db")
    async with running(made.path) as driver:
        await driver.press("down")
        other = opened(made.path, author="bo")
        write_check_in(other, made.key_result, "16 @8")
        save_form(other, open_form(other, EntityKind.OBJECTIVE).with_value("title", "A first one"))
        other.close()
        await driver.sees("16 / 20", "A first one")
        assert driver.at == "Reference customers"
        await driver.press("1")
        await driver.sees("Changed by others this week", "bo")


async def test_looking_at_another_day_refuses_to_write_in_a_sentence(tmp_path: Path) -> None:
    made = sample(tmp_path / "work.db")
    async with running(made.path, as_of=date(2026, 11, 20), wait=("as of 20 Nov",)) as driver:
        for key in ("c", "a", "e", "d", "u"):
            await driver.press("down", key)
            await driver.sees("This is the workspace as of 20 Nov, read-only")
            assert driver.app.screen is driver.app.main


async def test_the_past_as_it_was_known_can_be_looked_at(tmp_path: Path) -> None:
    made = sample(tmp_path / "work.db")
    moment = NOW - timedelta(days=1)
    async with running(made.path, known_at=moment, wait=("as known Mon",)) as driver:
        await driver.press("c")
        await driver.sees("No objective yet")


async def test_a_terminal_too_small_says_so_and_recovers(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        for size in [(30, 8), (49, 24), (80, 14)]:
            await driver.pilot.resize_terminal(*size)
            await driver.sees("goaltui needs")
            assert "Customers" not in driver.text
            await driver.pilot.resize_terminal(80, 24)
            await driver.sees("Customers stay", "q quit")


async def test_every_size_shows_rows_and_every_footer_fits(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        for size in [(50, 15), (80, 24), (120, 36), (200, 50)]:
            await driver.pilot.resize_terminal(*size)
            for key in "123":
                await driver.press(key)
                await driver.sees("? actions", "q quit")
                assert all(len(line) <= size[0] for line in driver.text.splitlines())


async def test_hostile_titles_stand_on_every_view_and_in_every_dialog(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    workspace = opened(path)
    titles = [clean_line(text) for text in HOSTILE]
    for text in titles:
        form = (
            open_form(workspace, EntityKind.OBJECTIVE).with_value("title", text).with_value("perspective", "Customer")
        )
        above = save_form(workspace, form).created
        form = (
            open_form(workspace, EntityKind.KEY_RESULT, parent=above)
            .with_value("title", text)
            .with_value("target", "5")
        )
        save_form(workspace, form.with_value("owner", text[:40]))
        form = open_form(workspace, EntityKind.MEASURE, parent=above).with_value("title", text)
        save_form(workspace, form.with_value("unit", "[/]"))
    workspace.close()
    async with running(path, size=(160, 60)) as driver:
        for key in "213":
            await driver.press(key)
            await driver.sees("[@click=app.quit]x", "[/foo]", "[Q3] grow", "日本語")
        await driver.press("2", "home")
        for key in ("w", "e", "d", "a"):
            await driver.press(key)
            await driver.until(lambda: driver.app.screen is not driver.app.main, "the dialog")
            await driver.press("escape", "down", "down")
        await driver.press("h")
        await driver.sees("history of", "Esc back")
        await driver.press("escape")
        await driver.misses("history of")
        await driver.press("enter", "escape", "slash")
        await driver.type("[")
        await driver.sees("[@click=app.quit]x   key result")
        await driver.press("enter")
        await driver.until(lambda: driver.app.screen is driver.app.main, "the list again")
        await driver.press("c")
        await driver.type("[/")
        await driver.press("escape")


async def test_a_second_dialog_is_not_opened_on_top(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("question_mark", "question_mark", "a", "slash")
        assert len(driver.app.screen_stack) == 2


async def test_the_footer_and_the_tabs_answer_to_the_mouse(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.sees("e edit")
        await driver.pilot.click("KeyBar", offset=(driver.line("? actions").index("? actions"), 0))
        await driver.sees("type what you want to do")
        await driver.press("escape")
        await driver.pilot.click("TopBar", offset=(driver.line("3 Scorecard").index("Scorecard"), 0))
        await driver.sees("Internal process")


async def test_the_footer_of_a_flow_answers_to_the_mouse(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        for key, shows in (("p", "People"), ("o", "Cycles"), ("s", "Structure"), ("exclamation_mark", "Health")):
            await driver.press(key)
            await driver.until(lambda: driver.app.screen is not driver.app.main, shows)
            await driver.sees(shows, "Esc back")
            await driver.pilot.click("KeyBar", offset=(driver.line("Esc back").index("Esc back"), 0))
            await driver.until(lambda: driver.app.screen is driver.app.main, "the list again")


async def test_dark_and_light_by_command_and_remembered(tmp_path: Path) -> None:
    path = sample(tmp_path / "work.db").path
    async with running(path) as driver:
        await driver.app.action_command("theme")
        await driver.sees("the terminal's own colours")
        await driver.press("down")
        assert driver.app.theme == "goaltui-light"
        await driver.press("escape")
        assert driver.app.theme == "goaltui-dark"
        await driver.app.action_command("theme")
        await driver.press("down", "enter")
        assert driver.app.theme == "goaltui-light"
    async with running(path) as driver:
        assert driver.app.theme == "goaltui-light"


async def test_the_view_and_the_cursor_are_where_they_were(tmp_path: Path) -> None:
    path = sample(tmp_path / "work.db").path
    async with running(path) as driver:
        await driver.press("down")
    async with running(path) as driver:
        assert driver.at == "Reference customers"
        await driver.press("3")
        await driver.sees("Internal process")
    async with running(path) as driver:
        await driver.sees("Internal process")


async def test_what_the_settings_say_in_vain_is_named_and_nothing_more(tmp_path: Path) -> None:
    keys = keymap_of([("undo", "escape"), ("fnd", "#")])
    async with running(sample(tmp_path / "work.db").path, keys=keys, theme="nosuch") as driver:
        await driver.sees("No theme is called 'nosuch'", "And 2 more: goaltui config says which.", "Customers stay")


async def test_a_key_of_ones_own_works_and_the_footer_and_help_say_so(tmp_path: Path) -> None:
    keys = keymap_of([("find", "#")])
    async with running(sample(tmp_path / "work.db").path, keys=keys) as driver:
        await driver.sees("# find")
        await driver.press("slash")
        await driver.press("number_sign")
        await driver.sees("words of a title")


async def test_values_of_earlier_years_stand_with_their_year(tmp_path: Path) -> None:
    measure = sample(tmp_path / "work.db").measure
    workspace = opened(tmp_path / "work.db")
    for line in ("2.5 ^2024-12-31", "2.2 ^2025-12-31 a first note"):
        write_check_in(workspace, measure, line)
    workspace.close()
    async with running(tmp_path / "work.db", size=(150, 50)) as driver:
        await driver.press("3")
        await driver.until(lambda: driver.at == "Customers stay", "the cursor")
        await driver.press("down")
        await driver.sees(
            "31 Dec 2025  2.2", "             a first note", "31 Dec 2024  2.5", "measured last on 31 Dec"
        )


async def test_objectives_with_one_title_are_told_apart_where_no_column_says_whose_they_are(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    import_toml(
        workspace,
        "".join(
            f'[[objectives]]\ntitle = "Grow the [/] 日本語 circle of friends"\nowner = "{owner}"\nteam = "{team}"\n'
            for owner, team in (("anna", "Care"), ("bo", "Care"), ("anna", "Sales [/]"))
        )
        + '[[objectives]]\ntitle = "Alone"\nowner = "anna"\n',
        "goals.toml",
    )
    workspace.close()
    async with running(tmp_path / "work.db", size=(80, 24)) as driver:
        await driver.press("2")
        await driver.sees("(Care, anna)", "(Care, bo)", "(Sales [/], anna)", "Grow the [/] 日本語", "  Alone   ")
    async with running(tmp_path / "work.db", size=(120, 36)) as driver:
        await driver.press("2")
        await driver.sees("friends (Care, anna) ", "friends (Sales [/], anna) ")
    async with running(tmp_path / "work.db", size=(180, 36)) as driver:
        await driver.press("2")
        await driver.sees("friends (Care) ", "friends (Sales [/]) ")
    async with running(tmp_path / "work.db", size=(50, 15)) as driver:
        await driver.press("2")
        await driver.sees("Grow the", "(Care, ")


@pytest.mark.parametrize("width", [80, 100])
async def test_titles_that_begin_alike_show_how_they_end(tmp_path: Path, width: int) -> None:
    begins = "The indicators [/] with which we measure again and again whatever was reached for"
    workspace = opened(tmp_path / "work.db")
    import_toml(
        workspace,
        "".join(
            f'[[objectives]]\ntitle = "{begins} {whom}"\nperspective = "{where}"\n'
            f'[[objectives.measures]]\ntitle = "How many of those whom we asked are {whom}"\n'
            f'[[objectives.key_results]]\ntitle = "{begins} new {whom}"\ntarget = 9\n'
            for whom, where in (("buyers", "customer"), ("people", "customer"), ("lenders", "financial"))
        )
        + '[[objectives]]\ntitle = "The indicators [/] of something else that is as long as they are"\n',
        "goals.toml",
    )
    workspace.close()
    async with running(tmp_path / "work.db", size=(width, 20)) as driver:
        await driver.press("2")
        await driver.sees(" for buyers ", " for people ", " for lenders ")
        assert "something else" in driver.text
        # A key result is alone under its objective: it begins like no other there.
        assert "new buyers" not in driver.text
        await driver.pilot.resize_terminal(width, 30)
        await driver.press("3")
        await driver.sees("The indica")
        for begins in ("The indica", "How many"):
            told = set(re.findall(rf"{begins}[^│]*… ?(buyers|people|lenders|for \w+|are \w+)", driver.text))
            assert {words.split()[-1] for words in told} == {"buyers", "people", "lenders"}
