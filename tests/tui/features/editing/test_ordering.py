"""Putting things in order with J and I, in the tree and on the scorecard."""

from pathlib import Path

from goaltui.model.enums import EntityKind
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.transfer.toml_files import import_toml
from tests.tui.driving import Driver, opened, running, sample

HOSTILE = "[@click=app.quit]x[/] 日本語 👨‍👩‍👧"


def _add(workspace: Workspace, kind: EntityKind, parent: str | None = None, **values: str) -> str:
    form = open_form(workspace, kind, parent=parent)
    for name, value in values.items():
        form = form.with_value(name, value)
    return save_form(workspace, form).created or ""


def three(path: Path) -> Path:
    """Three objectives, the first with three key results and two measures."""
    made = sample(path)
    workspace = opened(path)
    for title in ("Second", HOSTILE):
        _add(workspace, EntityKind.OBJECTIVE, title=title, perspective="Customer")
    for title in ("Referrals", "Renewals"):
        _add(workspace, EntityKind.KEY_RESULT, made.objective, title=title, target="9")
    _add(workspace, EntityKind.MEASURE, made.objective, title="Returns", unit="%")
    workspace.close()
    return path


def order(driver: Driver, *titles: str) -> bool:
    """Whether these stand below each other in this order."""
    places = [driver.text.find(title) for title in titles]
    return -1 not in places and places == sorted(places)


async def test_objectives_go_down_and_up_with_what_is_under_them(tmp_path: Path) -> None:
    path = three(tmp_path / "work.db")
    async with running(path, size=(80, 24)) as driver:
        await driver.press("2", "home")
        await driver.sees("Customers stay", "Second")
        assert order(driver, "Customers stay", "Second", "[@click")
        await driver.press("J")
        await driver.sees("Moved 'Customers stay' below 'Second'.")
        await driver.until(lambda: order(driver, "Second", "Customers stay", "Referrals", "[@click"), "the new order")
        assert driver.at == "Customers stay"
        driver.burst("J", "J", "I", "I", "I")
        await driver.sees("'Customers stay' is the first among its siblings.")
        await driver.until(lambda: order(driver, "Customers stay", "Second", "[@click"), "the old order")
        await driver.press("u")
        await driver.until(lambda: order(driver, "Second", "Customers stay", "[@click"), "one move taken back")
    workspace = opened(path)
    assert [row.title for row in workspace.look.tree().roots] == ["Second", "Customers stay", HOSTILE]
    workspace.close()


async def test_key_results_go_down_within_their_objective(tmp_path: Path) -> None:
    async with running(three(tmp_path / "work.db"), size=(100, 30)) as driver:
        await driver.press("2", "home", "down", "J", "J")
        await driver.until(lambda: order(driver, "Referrals", "Renewals", "Reference customers"), "it below both")
        assert driver.at == "Reference customers"
        await driver.press("J")
        await driver.sees("'Reference customers' is the last among its siblings.")


async def test_measures_and_objectives_on_the_scorecard(tmp_path: Path) -> None:
    async with running(three(tmp_path / "work.db")) as driver:
        await driver.press("3")
        await driver.sees("Churn", "Returns")
        await driver.press("home")
        for _ in range(6):
            if driver.at != "Returns":
                await driver.press("down")
        assert driver.at == "Returns"
        await driver.press("I")
        await driver.until(lambda: order(driver, "Returns", "Churn"), "it above the other")
        assert driver.at == "Returns"
        await driver.press("tab")
        await driver.until(lambda: driver.at == "Internal process", "an empty perspective")
        await driver.press("J")
        await driver.sees("Moved 'Internal process' down.")
        await driver.until(lambda: order(driver, "Learning", "Internal process"), "the perspective further on")


async def test_the_past_stays_as_it_was(tmp_path: Path) -> None:
    async with running(three(tmp_path / "work.db")) as driver:
        await driver.press("2", "home", "T")
        await driver.type("23 Nov")
        await driver.press("enter")
        await driver.sees("1 day back")
        await driver.press("J")
        await driver.sees("read-only")


async def test_a_query_that_hides_some_moves_past_what_is_in_sight(tmp_path: Path) -> None:
    path = three(tmp_path / "work.db")
    async with running(path) as driver:
        await driver.press("2", "f")
        await driver.type("-second")
        await driver.press("enter")
        await driver.misses("Second")
        await driver.press("home", "J")
        await driver.until(lambda: order(driver, "[@click", "Customers stay"), "it below what is in sight")
    workspace = opened(path)
    assert [row.title for row in workspace.look.tree().roots] == ["Second", HOSTILE, "Customers stay"]
    workspace.close()


async def test_the_history_says_it_in_words(tmp_path: Path) -> None:
    async with running(three(tmp_path / "work.db")) as driver:
        await driver.press("2", "home", "J")
        await driver.sees("Moved 'Customers stay' below 'Second'.")
        await driver.press("5")
        await driver.sees("position changed")


async def test_the_rows_stay_and_the_cursor_goes_with_what_is_moved(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    workspace = opened(path)
    for number in range(30):
        _add(workspace, EntityKind.OBJECTIVE, title=f"Objective {number:02}")
    workspace.close()
    async with running(path, size=(80, 24)) as driver:
        await driver.press("2", "home", "J", "J")
        await driver.until(lambda: order(driver, "Objective 01", "Objective 02", "Objective 00"), "it two below")
        await driver.press(*["J"] * 20)
        await driver.until(lambda: order(driver, "Objective 22", "Objective 00"), "it far below, in sight")
        assert driver.at == "Objective 00"


async def test_what_is_over_stands_folded_under_its_cycle_and_is_put_in_order_within_it(tmp_path: Path) -> None:
    path = tmp_path / "work.db"
    workspace = opened(path)
    text = ""
    for name, day in (("2025-Q4", "2025-10-01"), ("2026-Q4", "2026-10-01")):
        text += f'[[cycles]]\nname = "{name}"\nstart = {day}\nend = {day[:4]}-12-31\n'
    for cycle, title in (("2025-Q4", "Old one"), ("2025-Q4", "Old two"), ("2026-Q4", "Now one")):
        text += f'[[objectives]]\ntitle = "{title}"\ncycle = "{cycle}"\n'
        text += f'[[objectives.key_results]]\ntitle = "of {title}"\ntarget = 9\n'
    import_toml(workspace, text, "goals.toml")
    workspace.close()
    async with running(path, size=(60, 20)) as driver:
        await driver.press("2")
        await driver.sees("2025-Q4", "ended 31 Dec 2025")
        assert order(driver, "Now one", "of Now one", "2025-Q4", "Old one", "Old two")
        assert "of Old one" not in driver.text
        await driver.press("home", "J")
        await driver.sees("is the last among its siblings")
        await driver.press("down", "down")
        assert driver.at == "Old one"
        await driver.press("J")
        await driver.until(lambda: order(driver, "2025-Q4", "Old two", "Old one"), "the new order")
        await driver.press("right")
        await driver.sees("of Old one")
