"""Checking in: two keys and a number, seen at once in every view, and undone by one key."""

from pathlib import Path

from goaltui.tui.keymap import keymap_of
from tests.goals import goals, imported, measure, objective
from tests.tui.driving import running, sample, stored


async def test_a_check_in_changes_the_row_and_is_stored(tmp_path: Path) -> None:
    path = sample(tmp_path / "work.db").path
    async with running(path) as driver:
        await driver.press("down", "c")
        await driver.type("12")
        await driver.press("enter")
        await driver.sees("12 / 20", "Checked in 12 on 'Reference customers'")
        assert driver.at == "Reference customers"
    assert stored(path).value == 12.0


async def test_the_outcome_is_shown_while_it_is_typed(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("down", "c")
        await driver.type("12 @7")
        await driver.sees("check in  Reference customers", "50 %", "on track", "confidence 7")
        await driver.press("escape")
        await driver.sees("Not saved yet")
        await driver.press("escape")
        await driver.misses("check in  Reference customers")
        assert "– / 20" in driver.line("  Reference customers  ")


async def test_every_sign_that_a_key_may_have_can_be_typed_into_a_note(tmp_path: Path) -> None:
    path = sample(tmp_path / "work.db").path
    signs = "/ @7 - + _ \\ [ ] ? !x"
    async with running(
        path, keys=keymap_of([("undo", "@"), ("redo", "-"), ("balance", "_"), ("view_map", "+")])
    ) as driver:
        await driver.press("down", "c")
        await driver.type(f"12 2/3 {signs}")
        await driver.sees(f"› 12 2/3 {signs}")


async def test_where_there_is_little_room_no_word_of_the_line_is_cut(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path, size=(60, 20)) as driver:
        await driver.press("down", "c")
        await driver.sees("!risk status")
        assert driver.line("!risk status").rstrip().endswith("status")
        await driver.type("0x10")
        await driver.sees("is not a number", "before any words")


async def test_what_was_said_last_does_not_lie_over_the_line(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("down", *"c12", "enter")
        await driver.sees("Checked in 12")
        await driver.press(*"c13")
        await driver.sees("› 13", "56 %")
        await driver.misses("Checked in 12")


async def test_undo_and_redo_are_one_key_each(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("down", *"c12", "enter")
        await driver.sees("12 / 20")
        await driver.press("u")
        await driver.sees("– / 20", "Undone")
        await driver.press("U")
        await driver.sees("12 / 20", "Redone")


async def test_a_line_that_cannot_be_read_stays_to_be_mended(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("down", "c")
        await driver.type("12 @77")
        await driver.press("enter")
        await driver.sees("› 12 @77", "confidence")
        await driver.press("ctrl+u")
        await driver.type("20")
        await driver.press("enter")
        await driver.sees("20 / 20", "100 %")


async def test_a_measure_checked_in_changes_its_score(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("3")
        await driver.sees("Churn has never been measured")
        await driver.press("/")
        await driver.type("churn")
        await driver.press("enter")
        await driver.until(lambda: driver.app.screen is driver.app.main, "the dialog gone")
        await driver.press(*"c1.5", "enter")
        await driver.sees("Checked in 1.5 on 'Churn': score 67")
        await driver.until(lambda: "67" in driver.line("Churn"), "the score in the quadrant")


async def test_today_no_longer_asks_for_what_was_checked_in(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("1")
        await driver.sees("Check-ins due", "Reference customers")
        await driver.press("down", *"c12", "enter")
        await driver.sees("Checked in 12")
        await driver.until(lambda: "/ 20" not in driver.text, "nothing due any more")


async def test_a_check_in_on_an_objective_is_refused_in_a_sentence(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("c")
        await driver.sees("Check-ins are for key results and measures; choose one of those.")


async def test_keys_typed_before_the_database_is_open_count(tmp_path: Path) -> None:
    path = sample(tmp_path / "work.db").path
    async with running(path):
        pass
    async with running(path, wait=()) as driver:
        await driver.press("down", *"c12", "enter")
        await driver.sees("12 / 20", "saved here")


async def test_keys_typed_ahead_in_one_burst_are_taken_in_order(tmp_path: Path) -> None:
    """As a terminal hands them over: all of them before the first was dealt with."""
    path = sample(tmp_path / "work.db").path
    async with running(path) as driver:
        driver.burst("down", *"c12", "enter", *"c14", "enter", "u")
        await driver.sees("12 / 20", "Undone")
        assert driver.at == "Reference customers"
    assert stored(path).value == 12.0


async def test_a_check_in_left_in_one_burst_leaves_the_keys_to_the_list(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("down", "c")
        await driver.sees("type a value")
        await driver.press("escape")
        driver.burst("c", "escape")
        await driver.pilot.pause()
        await driver.misses("type a value")
        await driver.press("up")
        await driver.until(lambda: driver.at == "Customers stay", "the cursor above")


async def test_a_form_typed_ahead_fills_the_fields_it_was_meant_for(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        driver.burst(*"ao", *"Learn in public", "tab", *"because")
        await driver.sees("Learn in public", "because")


async def test_a_measure_in_words_asks_for_a_judgement_and_shows_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    imported(path, goals(objective("Trust us", perspective="customer"), measure("Mood", in_words=True))).close()
    async with running(path) as driver:
        await driver.press("3", "down", "c")
        await driver.sees("check in  Mood   not judged yet", "type !track, !behind or !risk and why", "!risk status")
        assert "estimate" not in driver.line("Esc cancel")
        await driver.type("!risk they went")
        await driver.sees("at risk   in words, without a score")
        await driver.press("enter", "c")
        await driver.sees("was at risk on 24 Nov", "› !risk a note")
