"""The guide on the screen: sections to read, and questions that end in a workspace to begin with."""

from pathlib import Path

from goaltui.model.enums import Method
from tests.tui.driving import Driver, opened, running, sample


async def open_guide(driver: Driver) -> None:
    """Ask for it as the menu does."""
    await driver.app.action_command("guide")
    await driver.sees("Which model fits us?", "Eight questions")


async def test_a_section_is_read_and_leads_back(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "a.db").path, size=(80, 24)) as driver:
        await open_guide(driver)
        await driver.press("3")
        await driver.sees("Side by side", "Asks: OKR, what do we change now?")
        await driver.press("escape")
        await driver.sees("Eight questions")


async def test_questions_end_in_a_template_that_is_used(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    async with running(path, wait=("Welcome to goaltui",)) as driver:
        await driver.press("escape")
        await open_guide(driver)
        await driver.press("question_mark")
        await driver.sees("1 of 8", "Who is it for?")
        await driver.press("d", *"cccc", "b", "c", "b")
        await driver.sees("Begin with the balanced scorecard.", "You said", "template municipality")
        await driver.press("y")
        await driver.sees("Made from the template Municipality", "Users")
    workspace = opened(path)
    assert workspace.look.header().method is Method.SCORECARD
    workspace.close()


async def test_questions_end_in_a_first_goal_where_no_template_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    async with running(path, wait=("Welcome to goaltui",), size=(80, 24)) as driver:
        await driver.press("enter", "w", "question_mark", *"baaaaaab")
        await driver.sees("Begin with OKR.", "You said", "Begin with the template software-team")
        await driver.press("e")
        await driver.sees("1 of 3   First objective")
    workspace = opened(path)
    assert workspace.look.header().method is Method.OKR
    workspace.close()


async def test_a_workspace_with_goals_takes_the_method_alone(tmp_path: Path) -> None:
    path = sample(tmp_path / "a.db").path
    async with running(path) as driver:
        await open_guide(driver)
        await driver.press("question_mark", *"baaaaaaa")
        await driver.sees("Begin with OKR.", "Use this method")
        await driver.press("y")
        await driver.sees("This workspace holds OKR")
    workspace = opened(path)
    assert workspace.look.header().method is Method.OKR
    assert [row.title for row in workspace.look.tree().roots] == ["Customers stay"]
    workspace.close()
