"""The History: batches in sentences, taken back from there, or looked at as they were known."""

from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.transfer.toml_files import import_toml
from tests.tui.driving import opened, running, sample


def twice(path: Path) -> str:
    """A sample with two check-ins and an edit; the key result's id."""
    made = sample(path)
    workspace = opened(path)
    write_check_in(workspace, made.key_result, "6 ^2026-11-01")
    save_form(
        workspace,
        open_form(workspace, EntityKind.OBJECTIVE, made.objective).with_value("title", "Customers stay for good"),
    )
    write_check_in(workspace, made.key_result, "9")
    workspace.close()
    return made.key_result


async def test_every_batch_is_a_sentence_and_opens_into_its_fields(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    twice(path)
    async with running(path, size=(150, 36)) as driver:
        await driver.press("5")
        await driver.sees("checked in 9 on 'Reference customers'", "objective 'Customers stay", "anna")
        assert driver.at == "Reference customers"
        assert "Today, Tuesday 24 Nov" in driver.text
        assert "09:30  ✓ anna" in driver.line("checked in 9")
        await driver.press("down")
        await driver.sees("▌  09:30  ~ anna", "to 'Customers stay for good'")
        await driver.press("up", "right")
        await driver.sees("date 24 Nov", "checked in 9")


async def test_an_older_batch_is_taken_back_unless_something_later_is_in_the_way(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    twice(path)
    async with running(path) as driver:
        await driver.press("5")
        await driver.sees("title from")
        await driver.press("end", "up", "enter")
        await driver.sees("Revert this")
        await driver.press("x")
        await driver.sees("after that; edit it instead")
        assert "Revert what" not in driver.text
        await driver.press("home")
        await driver.press("down", "enter")
        await driver.sees("Revert this")
        await driver.press("x")
        await driver.sees("Revert what anna did", "goes back to 'Customers stay'")
        await driver.press("y")
        await driver.sees("Undone")
        await driver.press("2")
        await driver.sees("Customers stay")
        await driver.misses("Customers stay for good")
        await driver.press("5")
        await driver.press("home", "down", "down", "enter", "x")
        await driver.sees("That is undone already.")
        assert "Revert what" not in driver.text
        await driver.press("end", "enter", "x")
        await driver.sees("That created the workspace")


async def test_what_was_done_last_is_taken_back_at_once(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    twice(path)
    async with running(path) as driver:
        await driver.press("5")
        await driver.sees("checked in 9")
        await driver.press("enter", "x")
        await driver.sees("Undone")


async def test_everything_is_shown_as_it_was_known_then(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    twice(path)
    async with running(path) as driver:
        await driver.press("5")
        await driver.sees("title from")
        await driver.press("enter", "k")
        await driver.sees("as known today")
        await driver.press("t")
        await driver.misses("as known")


async def test_a_query_narrows_the_history_by_author_and_title(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    twice(path)
    async with running(path) as driver:
        await driver.press("5", "f")
        await driver.type("reference")
        await driver.press("enter")
        await driver.sees("checked in 9")
        await driver.misses("title from")


async def test_older_batches_come_when_the_cursor_nears_the_end(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    made = sample(path)
    workspace = opened(path)
    for number in range(130):
        write_check_in(workspace, made.key_result, f"{number}")
    workspace.close()
    async with running(path) as driver:
        await driver.press("5")
        await driver.sees("checked in 129")
        await driver.press("end")
        await driver.misses("Reading older changes")
        await driver.press("end")
        await driver.sees("checked in 0 on")


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
async def test_a_thing_has_a_history_of_its_own_and_escape_leads_back(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "work.db"
    twice(path)
    async with running(path, size=size) as driver:
        await driver.press("2", "down")
        await driver.until(lambda: driver.at == "Reference customers", "the key result")
        await driver.press("h")
        await driver.sees("checked in 9 on", "checked in 6", "added key result", "history of", "Esc back")
        assert "anna" in driver.line("checked in 9")
        assert "title from" not in driver.text
        await driver.press("escape")
        await driver.sees("2 Objectives")
        await driver.misses("history of")
        assert driver.at == "Reference customers"
        await driver.press("up", "h")
        await driver.sees("objective title from")
        assert "checked in" not in driver.text
        await driver.press("5")
        await driver.sees("checked in 9", "title from")
        await driver.press("h", "escape")
        await driver.sees("checked in 9", "title from")


async def test_from_its_own_history_a_change_is_taken_back_or_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    twice(path)
    async with running(path) as driver:
        await driver.press("2", "h")
        await driver.sees("title from 'Customers stay'")
        await driver.press("enter", "x", "y")
        await driver.sees("Undone", "history of Customers stay")
        await driver.press("escape", "down", "h")
        await driver.sees("checked in 9")
        await driver.press("down", "enter", "k")
        await driver.sees("as known today")
        await driver.misses("history of")


async def test_what_a_batch_did_to_other_things_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    workspace = opened(path)
    import_toml(
        workspace,
        "".join(f'[[objectives]]\ntitle = "{title}"\n' for title in ("[/] One", "Two", "Three")),
        "goals.toml",
    )
    workspace.close()
    async with running(path) as driver:
        await driver.press("2", "h")
        await driver.sees("added objective '[/] One'")
        await driver.press("right")
        await driver.sees("and 2 more")
        assert "Three" not in driver.text


@pytest.mark.parametrize(
    ("size", "named"), [((50, 15), "history of 日本語 [/] Much…"), ((80, 24), "history of 日本語 [/] Much to")]
)
async def test_the_bar_names_whose_history_it_is_at_any_width(
    tmp_path: Path, size: tuple[int, int], named: str
) -> None:
    made = sample(tmp_path / "work.db", "日本語 [/] Much to say of a thing " * 3)
    async with running(made.path, size=size) as driver:
        await driver.press("2", "h")
        await driver.sees(named, "added objective")
        assert driver.text.splitlines()[1].count("…") == 1
        await driver.press("f")
        await driver.type("anna is:open")
        await driver.press("enter")
        await driver.sees("only ", "history of 日")


async def test_what_made_the_workspace_is_about_it_and_leads_to_the_structure(tmp_path: Path) -> None:
    twice(tmp_path / "work.db")
    async with running(tmp_path / "work.db", size=(150, 36)) as driver:
        await driver.press("5", "end")
        await driver.sees("made the workspace")
        await driver.until(lambda: "made the workspace" in driver.line("▌"), "the cursor on it")
        await driver.misses("perspective")
        await driver.press("enter")
        await driver.sees("Go there", "Revert this")
        await driver.press("g")
        await driver.sees("Structure", "Perspectives")
        assert "work" in driver.line("▌")
