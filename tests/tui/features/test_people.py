"""The team on the screen: who owes what, whose things are shown, and what is new since the last look."""

from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.demo.sample import load_sample
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.naming import resolve
from goaltui.services.transfer.toml_files import import_toml
from goaltui.tui.commands.view import View
from tests.services.team.test_people import GOALS
from tests.tui.driving import Driver, opened, running, sample


def team(path: Path) -> Path:
    workspace = opened(path, "eva")
    import_toml(workspace, GOALS, "goals.toml")
    workspace.close()
    return path


async def test_everybody_stands_with_what_they_owe_and_enter_shows_what_is_theirs(tmp_path: Path) -> None:
    async with running(team(tmp_path / "work.db")) as driver:
        await driver.press("p")
        await driver.sees("4 people", "Core [/]", "Eva 日本語", "In no team", "owns nothing", "never", "last 1 Aug")
        await driver.press("down", "enter")
        await driver.sees("only owner:bo", "Answers within a day")
        await driver.until(lambda: "20 ref" not in "".join(line[:70] for line in driver.text.splitlines()), "it gone")
        await driver.press("p", "down", "down", "enter")
        await driver.sees('only team:"Core [/]"', "Customers stay")
        await driver.press("p", "down", "down", "t")
        await driver.sees("People  ", "Objectives", "Customers stay")
        await driver.press("escape", "escape", "S")
        await driver.sees("Showing mine.")


@pytest.mark.parametrize("came_from", ["1", "2", "3", "5"])
async def test_whose_things_are_objectives_is_shown_them(tmp_path: Path, came_from: str) -> None:
    workspace = opened(tmp_path / "work.db")
    form = open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "Customers stay [/]")
    above = save_form(workspace, form.with_value("perspective", "Customer").with_value("owner", "Zoe")).created
    save_form(workspace, open_form(workspace, EntityKind.MEASURE, parent=above).with_value("title", "Churn"))
    workspace.close()
    async with running(tmp_path / "work.db", size=(80, 24)) as driver:
        await driver.press(came_from, "p")
        await driver.sees("1 person", "Zoe")
        await _to(driver, "Zoe")
        await driver.press("enter")
        await driver.sees("only owner:Zoe", "Customers stay [/]")
        assert driver.app.main.view is (View.SCORECARD if came_from == "3" else View.OBJECTIVES)


async def test_who_has_nothing_on_the_scorecard_is_shown_the_objectives(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "work.db").path) as driver:
        await driver.press("3", "p")
        await driver.sees("1 person", "anna")
        await _to(driver, "anna")
        await driver.press("enter")
        await driver.sees("only owner:anna", "Reference customers")
        assert driver.app.main.view is View.OBJECTIVES


async def _to(driver: Driver, name: str) -> None:
    await driver.down_to(name)


async def test_scope_goes_from_mine_to_the_teams_to_everybodys(tmp_path: Path) -> None:
    path = team(tmp_path / "work.db")
    async with running(path, author="bo", size=(100, 18)) as driver:
        await driver.sees("20 reference customers")
        await driver.press("S")
        await driver.sees("only is:mine", "Answers within a day")
        await driver.misses("20 reference customers")
        await driver.press("S")
        await driver.sees("only is:team", "20 reference customers")
        await driver.press("1")
        await driver.sees("1 yours", "Churn")
        await driver.press("S")
        await driver.misses("only is:")


async def test_an_empty_workspace_says_how_people_come(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db")
    save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "Ship"))
    workspace.close()
    async with running(tmp_path / "work.db") as driver:
        await driver.press("p")
        await driver.sees("No people yet")
        await driver.press("escape")
        await driver.sees("Ship")


async def test_what_others_did_since_the_last_look_is_marked(tmp_path: Path) -> None:
    path = team(tmp_path / "work.db")
    async with running(path) as driver:
        await driver.press("5")
        await driver.sees("added")
        await driver.misses("  new")
    other = opened(path, "bo")
    write_check_in(other, resolve(other.database, "Answers within", EntityKind.KEY_RESULT).id, "55 [/] up")
    other.close()
    async with running(path) as driver:
        await driver.press("5")
        await driver.sees("checked in 55", "  new")
        await driver.press("1")
        await driver.sees("1 new since you last looked")
    async with running(path) as driver:
        await driver.press("5")
        await driver.sees("checked in 55")
        await driver.misses("  new")


async def test_what_somebody_owns_stands_apart_from_what_they_owe(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "demo.db")
    load_sample(workspace)
    workspace.close()
    async with running(tmp_path / "demo.db", size=(120, 36)) as driver:
        await driver.press("p")
        await driver.sees("4 objectives, 6 key results, 2 measures, 1 initiative   owes 1")
