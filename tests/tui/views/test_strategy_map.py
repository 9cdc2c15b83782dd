"""The strategy map on the screen."""

from pathlib import Path

from goaltui.model.enums import EntityKind
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from tests.goals import goals, imported, link, measure, objective
from tests.tui.driving import opened, running

HOSTILE = "[@click=app.quit]x[/] 日本語 👨‍👩‍👧"
GOALS = goals(
    objective("Train the support", perspective="learning-growth"),
    objective(HOSTILE, perspective="customer"),
    objective("Customers stay", perspective="customer"),
    link("Train the support", HOSTILE, strength="strong", delay=2, why="[b]trained[/b] people answer"),
)


def mapped(path: Path, text: str = GOALS) -> Path:
    imported(path, text).close()
    return path


async def test_lanes_links_and_what_is_done_on_them(tmp_path: Path) -> None:
    async with running(mapped(tmp_path / "work.db")) as driver:
        for size in [(60, 20), (80, 24), (120, 36), (200, 50)]:
            await driver.pilot.resize_terminal(*size)
            await driver.press("4")
            await driver.sees("CUSTOMER", "Customers stay", "[@click=app.quit]x[/] 日本語")
            await driver.press("end")
            await driver.until(lambda: driver.at == "Train the support", "the cursor on it")
            await driver.press("enter")
            await driver.sees("strategic", "strong, 2 months", "[b]trained[/b]")
            await driver.press("escape", "home")
            await driver.until(lambda: driver.at != "Train the support", "the cursor on the first")


async def test_an_empty_map_says_how_to_begin(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "This quarter"))
    workspace.close()
    async with running(tmp_path / "work.db") as driver:
        await driver.press("4")
        await driver.sees("Nothing is on the map yet")


async def test_a_loop_from_a_file_is_named_and_the_filter_narrows(tmp_path: Path) -> None:
    back = f'[[links]]\nfrom = "{HOSTILE}"\nto = "Train the support"\n'
    async with running(mapped(tmp_path / "work.db", GOALS + back)) as driver:
        await driver.press("4")
        await driver.sees("A loop: ", "Customers stay")
        await driver.press("f")
        await driver.type("train")
        await driver.press("enter")
        await driver.misses("Customers stay")
        await driver.sees("Train the support")


async def test_the_drawn_map_goes_from_box_to_box(tmp_path: Path) -> None:
    async with running(mapped(tmp_path / "work.db"), size=(120, 36)) as driver:
        await driver.press("4")
        await driver.sees("▲", "┏", "driven by", "[@click=app.quit]x[/] 日本語")
        await driver.until(lambda: driver.at == HOSTILE, "the cursor on the first")
        await driver.press("right")
        await driver.until(lambda: driver.at == "Customers stay", "the cursor beside")
        await driver.sees("It is linked to nothing yet")
        await driver.press("down")
        await driver.until(lambda: driver.at == "Train the support", "the cursor below")
        await driver.press("e")
        await driver.sees("Edit objective")
        await driver.press("escape", "w")
        await driver.sees("Drives [@click=app.quit]x[/]")
        await driver.press("escape", "L")
        await driver.sees("New link", "drives [@click=app.quit]x[/]")


async def test_the_cursor_stays_where_the_face_changes(tmp_path: Path) -> None:
    async with running(mapped(tmp_path / "work.db"), size=(120, 36)) as driver:
        await driver.press("4")
        await driver.sees("Train the support")
        await driver.press("end")
        await driver.until(lambda: driver.at == "Train the support", "the cursor on it")
        await driver.pilot.resize_terminal(80, 24)
        await driver.sees("CUSTOMER", "▲ drives")
        assert driver.at == "Train the support"
        await driver.press("home")
        await driver.until(lambda: driver.at == HOSTILE, "the keys go to the list")


async def test_the_next_start_opens_the_map_again(tmp_path: Path) -> None:
    path = mapped(tmp_path / "work.db")
    async with running(path) as driver:
        await driver.press("4")
        await driver.sees("Train the support")
        await driver.press("end")
        await driver.until(lambda: driver.at == "Train the support", "the cursor on it")
    async with running(path) as driver:
        await driver.sees("┏", "driven by")
        await driver.press("right", "w")
        await driver.sees("Why")


HALF = goals(
    objective("Half of it is known", perspective="customer"),
    measure("Known", scoring={"goal": 1.5, "red_flag": 3.0}, values={"2026-11-20": 1}),
    measure("Unknown", scoring={"goal": 1.5, "red_flag": 3.0}),
    objective("Beside it", perspective="customer"),
)


async def test_of_how_much_a_score_is_stands_beside_it(tmp_path: Path) -> None:
    async with running(mapped(tmp_path / "work.db", HALF)) as driver:
        for size in [(60, 20), (80, 24), (120, 36), (200, 50)]:
            await driver.pilot.resize_terminal(*size)
            for view in "34":
                await driver.press(view)
                await driver.sees("Half of it")
                lines = [line[:136] for line in driver.text.splitlines()]
                place = next(place for place, line in enumerate(lines) if "Half of it" in line)
                assert any("50 %" in line for line in lines[place : place + 4]), lines


async def test_where_there_is_room_for_one_of_both_a_box_says_that_not_all_was_measured(tmp_path: Path) -> None:
    scored = measure("Known", scoring={"goal": 9, "red_flag": 3}, values={"2026-09-20": 9, "2026-10-20": 9})
    goal = objective("Half of it is known", perspective="customer")
    others = (objective(f"Beside it {place}", perspective="customer") for place in range(4))
    async with running(mapped(tmp_path / "work.db", goals(goal, scored, measure("Not yet"), *others))) as driver:
        await driver.press("4")
        await driver.sees("Half of it is known", "on target", "partial ")
