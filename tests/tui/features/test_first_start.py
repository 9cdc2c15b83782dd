"""The first start asks what the workspace shall hold."""

import asyncio
import os
from pathlib import Path

import pytest

from goaltui.config.folders import folders
from goaltui.config.settings import load
from goaltui.config.settings_written import add_settings
from goaltui.model.enums import EntityKind, Method
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.transfer.toml_files import export_toml
from goaltui.tui.features.welcome.tour import steps_for
from goaltui.tui.method import without
from tests.tui.driving import opened, running, sample


@pytest.mark.parametrize(("key", "method"), [("o", Method.OKR), ("s", Method.SCORECARD), ("b", Method.BOTH)])
async def test_a_method_is_chosen_by_one_key(tmp_path: Path, key: str, method: Method) -> None:
    path = tmp_path / "new.db"
    async with running(path, wait=("Who are you?",)) as driver:
        await driver.press("end", *" Berg", "enter")
        await driver.sees("What is it for?", "Balanced scorecard")
        await driver.press("3")
        assert "What is it for?" in driver.text
        await driver.press(key)
        await driver.misses("Welcome to goaltui")
        await driver.sees("1 of 3   First objective" if method.uses_okr else "Which perspective do you begin with?")
        await driver.press("escape")
        if method is Method.OKR:
            # Nothing but an objective can be added: nobody is asked which.
            await driver.press("a")
            await driver.sees("New objective")
            await driver.press("escape")
        await driver.sees("Internal process" if method is Method.SCORECARD else "No objective yet")
        await driver.sees("This workspace holds", "a adds the first objective")
    workspace = opened(path)
    assert workspace.look.header().method is method
    assert [person.name for person in workspace.look.records().people] == ["anna Berg"]
    assert open_form(workspace, EntityKind.OBJECTIVE).value("owner") == "anna Berg"
    workspace.close()


async def test_leaving_the_question_leaves_an_empty_workspace(tmp_path: Path) -> None:
    async with running(tmp_path / "new.db", wait=("Welcome to goaltui",)) as driver:
        await driver.press("escape")
        await driver.sees("No objective yet")
        await driver.press("a", "o", *"First", "enter")
        await driver.sees("Added objective 'First'.")
    async with running(tmp_path / "new.db") as driver:
        assert "Welcome" not in driver.text


async def test_keys_wait_until_the_question_is_there(tmp_path: Path) -> None:
    async with running(tmp_path / "new.db", wait=()) as driver:
        while driver.app.screen is driver.app.main:
            await asyncio.sleep(0)
        driver.burst("escape", "s")
        await driver.sees("Structure")


@pytest.mark.parametrize(
    ("chosen", "typed"),
    [
        (("o",), "Grow much faster"),
        (("t",), "Platform people"),
        (("j",), "mars.db"),
        (("i",), "goals.toml"),
        (("s", "b"), "Customers stay"),
        (("t", *"Web", "enter"), "Grow much faster"),
        (("o", *"Grow", "enter"), "Sales from 1 to 5"),
    ],
)
async def test_what_is_typed_at_once_with_a_choice_is_in_the_line_that_it_opens(
    tmp_path: Path, chosen: tuple[str, ...], typed: str
) -> None:
    async with running(tmp_path / "new.db", wait=("Who are you?",)) as driver:
        driver.burst("enter", *chosen, *typed)
        await driver.sees(f"   {typed} ")
        await driver.misses("What is it for?")


async def test_just_looking_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    async with running(path, wait=("Welcome to goaltui",)) as driver:
        await driver.press("enter", "l")
        await driver.sees("sample: nothing is kept", "Nordvik", "on track")
        await driver.press("S")
        await driver.sees("only is:mine", "Customers stay")
        folder = (await driver.app.gateway.run(lambda workspace: workspace.path)).parent
        assert folder.is_dir()
    assert not folder.exists()
    workspace = opened(path)
    assert workspace.look.is_empty()
    workspace.close()
    assert not path.with_suffix(".json").exists()


async def test_a_file_that_is_no_workspace_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("shopping list\n" * 100, encoding="utf-8")
    async with running(path, wait=()) as driver:
        await driver.until(lambda: driver.app.return_code is not None, "the end")
        assert driver.app.return_code == 1
    assert path.read_text(encoding="utf-8").startswith("shopping list")


async def test_a_team_and_a_template_begin_with_who_was_named(tmp_path: Path) -> None:
    async with running(tmp_path / "team.db", wait=("Who are you?",)) as driver:
        await driver.press("end", *" Berg", "enter", "t", *"Care", "enter")
        await driver.sees("1 of 3")
        await driver.press("escape")
        await driver.sees("This workspace holds the OKR of 'Care'", "No objective yet")
    records = opened(tmp_path / "team.db").look.records()
    assert [(team.name, person.name, person.team) for team in records.teams for person in records.people] == [
        ("Care", "anna Berg", records.teams[0].id)
    ]
    async with running(tmp_path / "made.db", wait=("Who are you?",), size=(80, 24)) as driver:
        await driver.press("end", *" Berg", "enter", "f")
        await driver.sees("From a template", "Personal goals")
        await driver.press("c")
        await driver.sees("Made from the template")
    records = opened(tmp_path / "made.db").look.records()
    assert [person.name for person in records.people] == ["anna Berg"]
    assert {objective.owner for objective in records.objectives} == {records.people[0].id}


async def test_a_file_is_imported_and_a_team_joined(tmp_path: Path) -> None:
    team = sample(tmp_path / "team.db").path
    workspace = opened(team)
    (tmp_path / "goals.toml").write_text(export_toml(workspace), encoding="utf-8")
    workspace.close()
    async with running(tmp_path / "a.db", wait=("Who are you?",)) as driver:
        await driver.press("enter", "i", *"nothing.toml", "enter")
        await driver.sees("nothing.toml cannot be read")
        await driver.press("ctrl+u", *str(tmp_path / "goals.toml"), "enter")
        await driver.sees("Imported", "Customers stay")
    async with running(tmp_path / "b.db", wait=("Who are you?",), author="bo") as driver:
        await driver.press("enter", "j", *str(tmp_path / "missing.db"), "enter")
        await driver.sees("missing.db")
        await driver.press("ctrl+u", *str(team), "enter")
        await driver.sees("Customers stay", "You are 'bo'")
    assert not (tmp_path / "missing.db").exists()


async def test_a_team_that_was_joined_is_opened_the_next_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    team = sample(tmp_path / "team.db").path
    monkeypatch.setenv("GOALTUI_HOME", str(tmp_path / "home"))
    where = folders(os.environ)
    where.data.mkdir(parents=True)
    async with running(where.default_database, wait=("Who are you?",), author="somebody") as driver:
        await driver.press("ctrl+u", *"anna", "enter", "j", *str(team), "enter")
        await driver.sees("You are 'anna'", "goaltui opens it from now on")
    settings = load(where.settings_file)
    assert (settings.database, settings.author, settings.problems) == (str(team), "anna", ())
    # What somebody wrote there stays.
    where.settings_file.write_text('theme = "dark"\n[keys]\nfind = "#"\n', encoding="utf-8")
    assert add_settings(where.settings_file, {"database": "/x/y.db", "theme": "light"}) == {"database"}
    settings = load(where.settings_file)
    assert (settings.database, settings.theme, settings.keys) == ("/x/y.db", "dark", (("find", "#"),))


async def test_the_first_goal_takes_three_lines_and_today_ticks_the_steps_off(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    async with running(path, wait=("Who are you?",), size=(80, 24)) as driver:
        await driver.press("enter", "o", *"Customers stay", "enter")
        await driver.sees("2 of 3   First key result", "For example: Reference customers from 4 to 20")
        await driver.press(*"Reference customers from 4 to 20", "enter")
        await driver.sees("3 of 3   First check-in")
        await driver.press(*"7 three said yes", "enter")
        await driver.sees("c checks in", "7 / 20", "on track")
        await driver.press("1")
        await driver.sees("First steps  3 of 5", "✓  Write an objective", "Add an initiative")
        await driver.app.action_command("first_steps")
        await driver.misses("First steps  3 of 5")
    async with running(path, size=(80, 24)) as driver:
        assert "First steps" not in driver.text
        await driver.app.action_command("first_steps")
        await driver.sees("First steps  3 of 5")
    async with running(path, size=(80, 24)) as driver:
        await driver.sees("First steps  3 of 5")


async def test_the_first_measure_takes_a_perspective_and_three_lines(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    async with running(path, wait=("Who are you?",), size=(80, 24)) as driver:
        await driver.press("enter", "s", "b", *"Customers stay", "enter")
        await driver.sees("2 of 3   First measure")
        await driver.press(*"Customers lost goal 1.5 red 3 %", "enter")
        await driver.sees("3 of 3   First value")
        await driver.press(*"2.4 new prices", "enter")
        await driver.sees("That is all there is to do when a value is due", "47 ◐ watch", "Customers lost, %")
    records = opened(path).look.records()
    assert [item.key for item in records.perspectives if item.id == records.objectives[0].perspective] == ["customer"]
    assert (len(records.key_results), len(records.cycles)) == (0, 0)


async def test_a_tour_goes_on_by_the_keys_that_it_names(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "a.db").path, size=(80, 24)) as driver:
        await driver.app.action_command("tour")
        for step, keys in enumerate((("1",), ("c", "5", "enter"), ("2",), ("w", "escape"), ("3",), ("4",)), 1):
            await driver.sees(f"Tour {step} of 7   press {keys[0]}")
            if step == 2:
                await driver.press("2", "down", "c", "escape")
                await driver.sees("Tour 2 of 7")
            await driver.press("5", "2", *(["down"] if step == 2 else []), *keys)
        await driver.sees("Tour 7 of 7   press ?")
        await driver.press("question_mark", "escape")
        await driver.misses("Tour 7 of 7")
    assert {step.command for step in steps_for(Method.OKR)} & without(Method.OKR) == set()
