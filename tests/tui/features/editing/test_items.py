"""Adding, editing, deleting and finding through the dialogs, on a real database."""

from datetime import date
from pathlib import Path

from goaltui.tui.dialogs.form_fields import ChoiceInput, LineInput
from tests.tui.driving import Driver, opened, running, sample


async def fill(driver: Driver, name: str, text: str) -> None:
    """Type into a field of the form in sight."""
    field = next(field for field in driver.app.screen.query(LineInput) if field.name == name)
    driver.app.screen.set_focus(field)
    field.value = ""
    await driver.type(text)


async def test_an_objective_is_added_with_three_keys_and_its_title(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    sample(path)
    async with running(path) as driver:
        await driver.press("a", "o")
        await driver.sees("New objective")
        await driver.type("Ship safely")
        await driver.press("enter")
        await driver.sees("Added objective 'Ship safely'.")
        await driver.until(lambda: driver.at == "Ship safely", "the cursor on it")
    workspace = opened(path)
    assert [row.title for row in workspace.look.tree().roots] == ["Customers stay", "Ship safely"]
    workspace.close()


async def test_a_key_result_is_added_under_the_objective_under_the_cursor(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("a")
        await driver.sees("Key result", "under Customers stay")
        await driver.press("k")
        await driver.type("Ten talks")
        await fill(driver, "target", "10")
        await driver.press("enter")
        await driver.sees("Added key result 'Ten talks'.", "– / 10")
        assert driver.at == "Ten talks"


async def test_phases_are_typed_in_the_form_of_a_key_result(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path, size=(80, 24)) as driver:
        await driver.press("a", "k")
        await driver.type("Ten talks")
        await fill(driver, "target", "10")
        await fill(driver, "phases", "24 Nov 30")
        await driver.press("enter")
        await driver.sees("The phase on 24 Nov expects 30, which is not between 0 and 10", "24 Nov 30")
        await fill(driver, "phases", "24 Nov 2, 15 Dec 6")
        await driver.press("enter")
        await driver.sees("Added key result 'Ten talks'.")
        await driver.press("w")
        await driver.sees("20 % expected", "along its phases: 24 Nov 2, 15 Dec 6")


async def test_a_form_that_is_refused_opens_again_with_what_was_typed(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("a", "k")
        await driver.type("No target")
        await driver.press("enter")
        await driver.sees("The target is missing", "No target")
        await fill(driver, "target", "5")
        await driver.press("enter")
        await driver.sees("Added key result 'No target'.")


async def test_a_form_that_is_refused_opens_at_the_field_that_is_wrong(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path, size=(60, 20)) as driver:
        await driver.press("down", "e")
        await driver.sees("Edit key result")
        await fill(driver, "due", "someday")
        await driver.press("enter")
        await driver.sees("Due is 'someday', which is not a day", "someday")
        await driver.until(lambda: driver.app.focused and driver.app.focused.name == "due", "the focus on it")
        await driver.until(lambda: driver.line("Due   ").strip(" │").endswith("someday"), "the field in sight")
        await driver.press(*["backspace"] * 7)
        await driver.type("end of quarter")
        await driver.press("enter")
        await driver.sees("Changed key result")
    workspace = opened(tmp_path / "work.db")
    assert workspace.look.tree().roots[0].key_results[0].due == date(2026, 12, 31)
    workspace.close()


async def test_editing_changes_the_row_in_place(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("down", "e")
        await driver.sees("Edit key result")
        await fill(driver, "title", "References")
        await driver.press("enter")
        await driver.sees("Changed key result 'References'.")
        await driver.misses("Reference customers")
        assert driver.at == "References"


async def test_a_form_to_edit_shows_what_is_asked_first_and_what_holds_something(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path, size=(80, 30)) as driver:
        await driver.press("down", "e")
        await driver.sees("Edit key result", "Start", "Target", "Owner", "F3 more          stretch, unit", "due")
        assert "Stretch  " not in driver.text and "Weight  " not in driver.text
        for _ in range(4):
            await driver.press("tab")
        await driver.until(lambda: driver.app.focused and driver.app.focused.name == "owner", "the focus on the owner")
        await driver.press("tab", "tab")
        await driver.sees("Stretch  ", "Weight  ", "Due  ")
        await fill(driver, "due", "1 Dec")
        await driver.press("enter")
        await driver.sees("Changed key result")
        await driver.press("e")
        await driver.sees("Edit key result", "2026-12-01", "F3 more")
        assert "Stretch  " not in driver.text
        await fill(driver, "due", "someday")
        await fill(driver, "stretch", "x")
        await driver.press("enter")
        await driver.until(lambda: driver.app.focused and driver.app.focused.name == "stretch", "the focus on it")
        await driver.sees("Stretch  ")
        assert "Weight  " not in driver.text


async def test_a_choice_in_a_form_is_saved(tmp_path: Path) -> None:
    path = sample(tmp_path / "work.db").path
    async with running(path) as driver:
        await driver.press("e")
        await driver.sees("Edit objective")
        choice = next(field for field in driver.app.screen.query(ChoiceInput) if field.name == "ambition")
        driver.app.screen.set_focus(choice)
        await driver.press("right", "enter")
        await driver.sees("Changed objective")
    workspace = opened(path)
    assert workspace.look.tree().roots[0].ambition.value == "committed"
    workspace.close()


async def test_deleting_tells_what_hangs_on_it_and_keeps_by_default(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("d")
        await driver.sees("Delete 'Customers stay'?", "1 key result will no longer be shown.")
        await driver.press("enter")
        await driver.misses("Delete 'Customers stay'?")
        assert "Customers stay" in driver.text
        await driver.press("d", "y")
        await driver.sees("Deleted objective 'Customers stay'", "No objective yet")
        await driver.press("u")
        await driver.sees("Customers stay", "Reference customers")


async def test_find_jumps_and_opens_what_it_stands_under(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("left")
        await driver.misses("– / 20")
        await driver.press("slash")
        await driver.type("refer")
        await driver.sees("Reference customers   key result   Customers stay")
        await driver.press("enter")
        await driver.sees("– / 20")
        assert driver.at == "Reference customers"


async def test_find_goes_to_the_scorecard_for_a_measure(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("slash")
        await driver.type("churn")
        await driver.press("enter")
        await driver.sees("Financial", "Internal process")
        await driver.until(lambda: driver.at == "Churn", "the cursor on it")


async def test_why_and_history_are_about_the_row_under_the_cursor(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("down", *"c12", "enter")
        await driver.sees("12 / 20")
        await driver.press("w")
        await driver.sees("(12 − 4) / (20 − 4)", "50 % of 0 % expected")
        await driver.press("escape", "h")
        await driver.sees("history of Reference customers", "anna", "checked in 12")
        await driver.press("escape")
        await driver.until(lambda: driver.at == "Reference customers", "the row again")


async def test_enter_opens_the_item_in_full_and_escape_leaves_it(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path, size=(100, 30)) as driver:
        await driver.press("down", "enter")
        await driver.sees("Esc back", "Reference customers")
        await driver.press(*"c8", "enter")
        await driver.sees("Checked in 8", "(8 − 4) / (20 − 4)")
        await driver.press("escape")
        await driver.sees("8 / 20")


async def test_a_wide_screen_shows_the_item_beside_the_list(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path, size=(160, 40)) as driver:
        await driver.sees("objective · 2026-Q4", "does not count")
        await driver.press("down")
        await driver.sees("key result ·")
        assert "Customers stay" in driver.line("▾")
