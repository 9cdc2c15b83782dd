"""Quick add on the screen: chips while it is typed, the fields on Tab, the same on Enter."""

from pathlib import Path

from goaltui.services.forms.measure_library import library
from goaltui.tui.dialogs.form_fields import LineInput
from tests.goals import goals, imported, loose_measure, measure, objective
from tests.tui.driving import opened, running, sample

LINE = "p99 latency from 900 to 300 ms @eva ^31 Dec"


async def test_a_line_becomes_chips_then_fields_then_a_key_result(tmp_path: Path) -> None:
    path = sample(tmp_path / "a.db").path
    async with running(path, size=(80, 24)) as driver:
        await driver.press("a", "k")
        await driver.sees("New key result", "from 900 to 300 ms @owner ^31 Dec")
        await driver.type(LINE)
        await driver.sees("from 900 to 300 ms · new person eva · due 31 Dec")
        await driver.press("enter")
        await driver.until(lambda: "Understood: from 900 to 300 ms, owner eva" in driver.said, "what was understood")
        await driver.press("a", "k")
        await driver.sees("F3 more", "Target")
        top = driver.app.screen.query_one("#frame").region.y
        assert "Cadence" not in driver.text and "Weight" not in driver.text
        await driver.type("Load time from 9 to 3 s")
        await driver.press("tab", "shift+tab", "end", "!", "enter")
        await driver.sees("Added key result 'Load time!'.")
        await driver.press("a", "k", "f3")
        await driver.sees("Stretch")
        assert driver.app.screen.query_one("#frame").region.y == top
        await driver.press("escape")
        await driver.press("a", "k")
        await driver.type("Calm ^never")
        await driver.press("enter")
        await driver.sees("which is not a day", "New key result")
        await driver.press("escape", "escape")
    made = opened(path).look.records().key_results
    numbers = {(item.title, item.start, item.target, item.unit) for item in made}
    assert {("p99 latency", 900.0, 300.0, "ms"), ("Load time!", 9.0, 3.0, "s")} <= numbers


async def test_a_scoring_asks_for_each_of_its_numbers(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    async with running(made.path, size=(80, 36)) as driver:
        await driver.press("a", "m")
        await driver.sees("New measure", "Scoring")
        assert "Red flag" not in driver.text
        await driver.press(*"NPS", "tab", "tab", *"goal red", "tab", *"50", "tab", *"30")
        await driver.sees("Goal", "Red flag")
        await driver.press("enter")
        await driver.sees("Added measure 'NPS'.")
        await driver.press("a", "m", *"Lead time goal 5 red 9 days", "tab", "shift+tab", "end", "!", "enter")
        await driver.sees("Added measure 'Lead time!'.")
        # A title of the library brings its meaning, in sight before it is saved.
        await driver.press("a", "m", *"Sick leave", "tab")
        await driver.sees("from the library: %, month, lower is better", "Hours of sick leave, of all")
        await driver.press("escape", "escape")
        # The menu shows all of it.
        await driver.press("?", *"examples of measures", "enter")
        await driver.sees("Library of measures", "Financial", "Revenue growth", "without tax. (kSEK, month, higher")
        await driver.press(*"no such")
        await driver.sees("No measure of the library has these words.")
        await driver.press("enter", *["backspace"] * 7, *"recommend us less")
        await driver.sees("Customer", "Net promoter score", "Those who answer 9 or 10")
        await driver.misses("Revenue growth")
        await driver.press("enter")
        await driver.sees("New measure", "Net promoter score", "from the library: quarter")
        await driver.press("enter")
        await driver.sees("Added measure 'Net promoter score'.")
    workspace = opened(made.path)
    scorings = {item.title: item.scoring for item in workspace.look.records().measures}
    assert scorings["NPS"] == '{"preset":"goal_red_flag","goal":50.0,"red_flag":30.0}'
    assert scorings["Lead time!"] == '{"preset":"goal_red_flag","goal":5.0,"red_flag":9.0}'
    workspace.close()


async def test_the_scoring_says_where_nothing_is_scored(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    words, baseline = measure("Mood", in_words=True), measure("Calls", baseline_until="2026-12-31")
    imported(path, goals(objective("Trust us", perspective="customer"), words, baseline)).close()
    async with running(path, size=(80, 36)) as driver:
        await driver.press("3", "down", "e")
        await driver.sees("no score: judged in words")
        await driver.press("escape", "down", "e")
        await driver.sees("no score before the baseline ends")
        line = next(one for one in driver.app.screen.query(LineInput) if one.name == "baseline_until")
        driver.app.screen.set_focus(line)
        await driver.press("end", *["backspace"] * 10)
        await driver.sees("how a value becomes a score")


async def test_the_library_of_a_workspace_that_has_all_of_it_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    imported(path, goals(*(loose_measure(item.title, perspective=item.perspective) for item in library()))).close()
    async with running(path) as driver:
        await driver.press("?", *"examples of measures", "enter")
        await driver.sees("The workspace has every measure of the library.")
        await driver.press("enter", "down", "up", "escape")
        await driver.misses("Library of measures")


async def test_several_people_in_one_field_are_said_to_be_new_before_they_are_saved(tmp_path: Path) -> None:
    async with running(sample(tmp_path / "a.db").path, size=(100, 40)) as driver:
        await driver.press("a", "k", "f3")
        line = next(one for one in driver.app.screen.query(LineInput) if one.name == "partners")
        driver.app.screen.set_focus(line)
        await driver.type("anna, Zoe")
        await driver.sees("new person Zoe")
        await driver.type(", Ed, Zoe")
        await driver.sees("2 new people")
