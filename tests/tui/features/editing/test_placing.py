"""Moving and duplicating on the screen."""

from pathlib import Path

from goaltui.model.enums import EntityKind
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.transfer.toml_files import import_toml
from tests.tui.driving import opened, running, sample

HOSTILE = "[@click=app.quit]x[/] 日本語 👨‍👩‍👧"


def two(path: Path) -> Path:
    made = sample(path)
    workspace = opened(made.path)
    save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE).with_value("title", HOSTILE))
    workspace.close()
    return path


async def test_a_key_result_is_moved_by_choosing_its_new_place(tmp_path: Path) -> None:
    async with running(two(tmp_path / "work.db"), size=(60, 20)) as driver:
        await driver.press("2", "home", "down", "m")
        await driver.sees("Move Reference customers under", HOSTILE[:10], "put it there")
        await driver.type("[@click")
        await driver.misses("Customers stay   objective")
        await driver.press("enter")
        await driver.sees("Moved 'Reference customers' under")
        await driver.until(lambda: driver.at == "Reference customers", "the cursor on it")
        await driver.press("u")
        await driver.sees("Undone")


async def test_what_stands_below_is_said_to_be_no_place(tmp_path: Path) -> None:
    made = sample(tmp_path / "work.db")
    workspace = opened(made.path)
    save_form(
        workspace, open_form(workspace, EntityKind.OBJECTIVE, parent=made.objective).with_value("title", "Child [/]")
    )
    workspace.close()
    async with running(made.path) as driver:
        await driver.press("2", "home", "m")
        await driver.type("child [/")
        await driver.sees("Nothing can be moved under itself or its own descendants")
        await driver.press("enter", *["backspace"] * 8)
        await driver.type("customer")
        await driver.misses("own descendants")
        await driver.press(*["backspace"] * 8)
        await driver.type("zzz")
        await driver.sees("No place for it has 'zzz' in its title.")


async def test_leaving_the_choice_moves_nothing(tmp_path: Path) -> None:
    path = two(tmp_path / "work.db")
    async with running(path) as driver:
        await driver.press("2", "home", "m")
        await driver.sees("Move Customers stay under", "Financial  ", "perspective")
        assert "At the top" not in driver.text
        await driver.press("escape")
        await driver.misses("Move Customers stay under")
    workspace = opened(path)
    assert len(workspace.look.tree().roots) == 2
    workspace.close()


async def test_a_copy_is_there_once_its_form_is_saved(tmp_path: Path) -> None:
    path = two(tmp_path / "work.db")
    async with running(path) as driver:
        await driver.press("2", "home", "A")
        await driver.sees("Copy objective", "Customers stay (copy)")
        await driver.press("escape")
        await driver.misses("(copy)")
        await driver.press("A", "enter")
        await driver.sees("Made a copy of 'Customers stay'", "▸ Customers stay (copy)")
        await driver.press("u")
        await driver.misses("(copy)")


async def test_of_many_places_the_rest_is_found_by_typing(tmp_path: Path) -> None:
    made = sample(tmp_path / "work.db")
    workspace = opened(made.path)
    rows = "".join(f'[[objectives]]\ntitle = "Place {number:03} [/]"\n' for number in range(150))
    import_toml(workspace, rows, "many.toml")
    workspace.close()
    async with running(made.path) as driver:
        await driver.press("2", "down")
        await driver.until(lambda: driver.at == "Reference customers", "the key result")
        await driver.press("m")
        await driver.sees("The first 100 of 150; type a part of the title.")
        await driver.type("place 149")
        await driver.sees("Place 149 [/]")
        await driver.misses("The first 100")
        await driver.press("enter")
        await driver.sees("Moved 'Reference customers' under 'Place 149 [/]'")
