"""People by team: what they own, what they owe, when they checked in last."""

from datetime import date, datetime, timedelta
from pathlib import Path

from goaltui.model.enums import EntityKind
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.naming import resolve
from goaltui.services.team.people import PersonRow, TeamView, team_view
from goaltui.services.views.detail import detail_of
from tests.goals import cycle, goals, imported, key_result, measure, objective, person, team
from tests.services.company import NOW

GOALS = goals(
    cycle("2026-Q3"),
    team("Product"),
    team("Core [/]", parent="Product"),
    person("Eva 日本語", key="eva", team="Core [/]"),
    person("Åke", team="Core [/]"),
    person("bo", team="Product"),
    person("Zoe"),
    objective("Customers stay", cycle="2026-Q3", owner="eva"),
    key_result(
        "20 reference customers", start=4, target=20, check_ins=[{"at": "2026-08-01", "value": 7, "author": "EVA"}]
    ),
    key_result("Answers within a day", owner="bo", start=40, target=90),
    measure("Churn", owner="Åke", updater="bo", frequency="month"),
)


def opened(path: Path, text: str = GOALS, now: datetime = NOW) -> Workspace:
    return imported(path / "work.db", *filter(None, [text]), author="eva", now=now)


def row_of(view: TeamView, name: str) -> PersonRow:
    return next(row for row in view.people if row.name == name)


def test_teams_hold_their_people_by_name_and_those_in_none_come_last(tmp_path: Path) -> None:
    view = team_view(opened(tmp_path))
    told = [(team.name, team.depth, [row.name for row in team.people]) for team in view.teams]
    assert told == [("Product", 0, ["bo"]), ("Core [/]", 1, ["Eva 日本語", "Åke"]), ("", 0, ["Zoe"])]


def test_owner_and_updater_are_apart_and_what_is_owed_is_the_updaters(tmp_path: Path) -> None:
    view = team_view(opened(tmp_path))
    eva, ake, bo, zoe = (row_of(view, name) for name in ("Eva 日本語", "Åke", "bo", "Zoe"))
    assert (eva.objectives, eva.key_results, eva.measures, eva.updates, eva.due) == (1, 1, 0, 0, 1)
    assert (ake.objectives, ake.measures, ake.updates, ake.due) == (0, 1, 0, 0)
    assert (bo.key_results, bo.measures, bo.updates, bo.due) == (1, 0, 1, 2)
    assert zoe.owns_nothing and not zoe.due
    assert view.silent == 2


def test_an_updater_is_named_in_the_form_of_a_measure_and_told(tmp_path: Path) -> None:
    workspace = opened(tmp_path)
    measure = next(item.id for item in workspace.look.records().measures if item.title == "Churn")
    assert open_form(workspace, EntityKind.MEASURE, measure).field("updater").value == "bo"
    assert ("updater", "bo") in [(line.label, line.text) for line in detail_of(workspace, measure).facts]
    outcome = save_form(workspace, open_form(workspace, EntityKind.MEASURE, measure).with_value("updater", "Kim [/]"))
    assert "New here: person 'Kim [/]'." in outcome.sentence
    assert row_of(team_view(workspace), "Kim [/]").updates == 1
    save_form(workspace, open_form(workspace, EntityKind.MEASURE, measure).with_value("updater", ""))
    assert "updater" not in [line.label for line in detail_of(workspace, measure).facts]
    assert row_of(team_view(workspace), "Åke").due == 1


def test_who_has_only_an_initiative_to_do_does_not_own_nothing(tmp_path: Path) -> None:
    workspace = opened(tmp_path)
    objective = workspace.look.records().objectives[0].id
    form = (
        open_form(workspace, EntityKind.INITIATIVE, parent=objective)
        .with_value("title", "Ring")
        .with_value("owner", "Zoe")
    )
    save_form(workspace, form)
    zoe = row_of(team_view(workspace), "Zoe")
    assert zoe.initiatives == 1 and not zoe.owns_nothing


def test_the_last_check_in_is_found_under_the_key_and_is_that_of_the_day_looked_at(tmp_path: Path) -> None:
    workspace = opened(tmp_path)
    assert row_of(team_view(workspace), "Eva 日本語").checked_in == date(2026, 8, 1)
    key_result = resolve(workspace.database, "20 reference", EntityKind.KEY_RESULT).id
    write_check_in(workspace, key_result, "9")
    assert row_of(team_view(workspace), "Eva 日本語").checked_in == NOW.date()
    assert row_of(team_view(workspace), "bo").checked_in is None
    workspace.look_at((NOW - timedelta(days=10)).date())
    assert row_of(team_view(workspace), "Eva 日本語").checked_in == date(2026, 8, 1)


def test_teams_in_a_circle_are_each_shown_once(tmp_path: Path) -> None:
    circle = '[[teams]]\nname = "A"\nparent = "B"\n\n[[teams]]\nname = "B"\nparent = "A"\n'
    view = team_view(opened(tmp_path, circle))
    assert sorted(team.name for team in view.teams) == ["A", "B"]


def test_nobody_is_nobody(tmp_path: Path) -> None:
    view = team_view(opened(tmp_path, ""))
    assert (view.teams, view.people, view.silent) == ((), (), 0)
