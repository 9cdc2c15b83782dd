"""Filtering: one query narrows every view, can be saved, and is shown while it holds."""

from pathlib import Path

from goaltui.model.enums import EntityKind
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from tests.tui.driving import opened, running, sample


async def test_a_query_narrows_every_view_and_is_shown(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("f")
        await driver.type("reference")
        await driver.press("enter")
        await driver.sees("only reference", "Reference customers")
        await driver.press("3")
        await driver.misses("Churn")
        await driver.press("f", "ctrl+u", "enter")
        await driver.sees("Churn")
        await driver.misses("only reference")


async def test_where_nothing_is_like_that_no_view_says_that_there_is_nothing(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("f")
        await driver.type("customers [/]sort")
        await driver.press("enter")
        for view in "12345":
            await driver.press(view)
            await driver.sees("matches [/]sort. Esc clears the filter.")
            await driver.misses("No objective yet")
        await driver.press("f", "ctrl+u")
        await driver.type("kind:measure reference")
        await driver.press("enter", "2")
        await driver.sees("No objective matches kind:measure.")
        await driver.press("escape")
        await driver.sees("Reference customers")


async def test_a_column_sorts_siblings_and_what_was_sorted_is_not_moved(tmp_path: Path) -> None:
    path = sample(tmp_path / "work.db").path
    workspace = opened(path)
    form = open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "Answer in an hour")
    save_form(workspace, form)
    workspace.close()

    def titles() -> list[str]:
        found = ("Customers stay", "Reference customers", "Answer in an hour")
        lines = [next((title for title in found if title in line[:40]), "") for line in driver.text.splitlines()]
        return [title for title in lines[:7] if title]

    async with running(path, size=(120, 36)) as driver:
        await driver.press("2", "home")
        assert titles() == ["Customers stay", "Reference customers", "Answer in an hour"]
        assert await driver.pilot.click("ObjectiveTree", offset=(5, 0))
        await driver.sees("objective ▲", "Sorted by title, from A to Z")
        assert titles() == ["Answer in an hour", "Customers stay", "Reference customers"]
        assert driver.at == "Customers stay"
        await driver.press("I")
        await driver.sees("The list is sorted")
        await driver.press("O", "t")
        await driver.sees("objective ▼", "Sorted by title, from Z to A")
        await driver.press("O", "t")
        await driver.misses("objective ▼")
        assert titles() == ["Customers stay", "Reference customers", "Answer in an hour"]
        await driver.press("f")
        await driver.type("abc = sort:title")
        await driver.press("enter")
        await driver.sees("objective ▲")
        await driver.press("O", "w")
        await driver.sees("In the workspace's own order again")
        await driver.press("f", "ctrl+u")
        await driver.type("@abc")
        await driver.press("enter")
        await driver.sees("objective ▲")
        await driver.press("O", "w")
        await driver.misses("objective ▲")
        await driver.press("escape", "I")
        await driver.sees("is the first among its siblings")


async def test_the_smallest_size_still_tells_how_a_view_is_saved(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path, size=(60, 20)) as driver:
        await driver.press("f")
        await driver.sees("name = query  saves it", "Enter show", "Tab saved ones", "Esc cancel")


async def test_a_view_is_saved_by_name_and_chosen_again(tmp_path: Path) -> None:
    path = sample(tmp_path / "work.db").path
    async with running(path) as driver:
        await driver.press("f")
        await driver.type("mine = is:mine reference")
        await driver.press("enter")
        await driver.sees("Saved as @mine", "only is:mine reference")
    async with running(path) as driver:
        await driver.press("f")
        await driver.type("@mine")
        await driver.press("enter")
        await driver.sees("only @mine", "Reference customers")


async def test_what_cannot_be_asked_stays_to_be_mended(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("f")
        await driver.type("ownr:anna")
        await driver.press("enter")
        await driver.sees("did you mean owner")
        await driver.press("escape")
        await driver.sees("Customers stay")


async def test_a_perspective_narrows_today_and_its_footer_counts_what_is_due(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    for title, perspective in (("Stay", "Customer"), ("Ship", "")):
        form = (
            open_form(workspace, EntityKind.OBJECTIVE).with_value("title", title).with_value("perspective", perspective)
        )
        objective = save_form(workspace, form).created
        form = open_form(workspace, EntityKind.KEY_RESULT, parent=objective)
        for name, value in (("title", f"{title} [/] longer"), ("start", "0"), ("target", "10")):
            form = form.with_value(name, value)
        write_check_in(workspace, save_form(workspace, form).created or "", "4 ^2026-10-20")
    workspace.close()
    async with running(tmp_path / "work.db") as driver:
        await driver.press("1")
        await driver.sees("Stay [/] longer", "Ship [/] longer", "round, 2 due")
        await driver.press("O", "t")
        await driver.until(lambda: driver.text.find("Ship [/]") < driver.text.find("Stay [/]"), "from A to Z")
        await driver.press("O", "t")
        await driver.until(lambda: driver.text.find("Stay [/]") < driver.text.find("Ship [/]"), "from Z to A")
        await driver.press("escape")
        await driver.press("f")
        await driver.type("perspective:customer")
        await driver.press("enter")
        await driver.sees("Stay [/] longer", "round, 1 due")
        await driver.misses("Ship [/] longer")
