"""A template opens with something to do and nothing to complain of, whatever day it is used on."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind, Method
from goaltui.model.errors import NotFound, Refused
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.demo.sample import load_sample
from goaltui.services.editing.workspace_settings import configure
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.lifecycle.plan_cycle import make_next
from goaltui.services.setup.templates import Template, export_template, template_named, templates, use_template
from goaltui.services.views.check_input import findings_of
from goaltui.services.views.history.change_rows import changes_of
from goaltui.services.views.today import today_of

NAMES = ("company", "municipality", "personal-goals", "personal-scorecard", "public-agency", "software-team")
DAYS = (date(2026, 1, 2), date(2026, 8, 15), date(2026, 11, 29), date(2026, 12, 20))


def made(path: Path, day: date = DAYS[1], author: str = "anna") -> Workspace:
    """An empty workspace on a day."""
    moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return Workspace.open(path, author=author, clock=FixedClock(moment), create=True)


def test_there_are_six_each_with_a_title_and_a_sentence() -> None:
    found = templates()
    assert tuple(item.name for item in found) == NAMES
    assert all(item.title and item.about.endswith(".") and not item.own for item in found)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", NAMES)
def test_each_opens_with_something_to_do_and_no_complaint(tmp_path: Path, name: str, day: date) -> None:
    workspace = made(tmp_path / "a.db", day)
    outcome = use_template(workspace, template_named(name))
    assert outcome.sentence.startswith("Made from the template")
    assert findings_of(workspace) == ()
    assert [row.title for row in today_of(workspace).work if row.mine]
    records = workspace.look.records()
    assert {person.name for person in records.people} == {"anna"}
    owners = [item.owner for item in records.objectives] + [item.owner for item in records.key_results]
    assert all([*owners, *(item.owner for item in records.measures)])
    assert all(cycle.end > day for cycle in records.cycles)
    workspace.undo()
    assert workspace.look.is_empty()
    workspace.close()


def test_the_methods_are_those_that_they_say(tmp_path: Path) -> None:
    found = {}
    for name in NAMES:
        workspace = made(tmp_path / f"{name}.db")
        use_template(workspace, template_named(name))
        found[name] = workspace.look.header().method
        workspace.close()
    assert found["company"] is Method.BOTH
    assert found["software-team"] is found["personal-goals"] is Method.OKR
    assert found["municipality"] is found["public-agency"] is found["personal-scorecard"] is Method.SCORECARD


def test_a_template_is_for_an_empty_workspace(tmp_path: Path) -> None:
    workspace = made(tmp_path / "a.db")
    use_template(workspace, template_named("company"))
    with pytest.raises(Refused, match="holds goals already"):
        use_template(workspace, template_named("company"))
    workspace.close()


def test_a_name_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(NotFound, match="did you mean company"):
        template_named("compny")
    with pytest.raises(NotFound, match="there are company, municipality"):
        template_named("[/]")


def test_a_file_of_ones_own_is_a_template_too(tmp_path: Path) -> None:
    (tmp_path / "sales.toml").write_text(
        '# Sales [/]\n# What we sell.\n[[objectives]]\ntitle = "Sell more to those we know"\n'
    )
    assert template_named("sales", tmp_path).title == "Sales [/]"
    assert template_named("sales", tmp_path).own
    assert len(templates(tmp_path)) == len(NAMES) + 1
    workspace = made(tmp_path / "a.db")
    use_template(workspace, template_named("sales", tmp_path))
    assert [row.title for row in workspace.look.tree().roots] == ["Sell more to those we know"]
    workspace.close()


def test_a_workspace_becomes_a_template_without_people_and_values(tmp_path: Path) -> None:
    workspace = made(tmp_path / "a.db", date(2026, 11, 24))
    load_sample(workspace)
    text = export_template(workspace)
    people = [person.name for person in workspace.look.records().people]
    workspace.close()
    assert people
    assert not any(f'"{name}"' in text for name in people)
    assert "check_ins" not in text
    workspace = made(tmp_path / "b.db", date(2027, 3, 2), author="bo")
    use_template(workspace, Template("own", "Own", "", text))
    records = workspace.look.records()
    assert {person.name for person in records.people} == {"bo"}
    assert {cycle.name for cycle in records.cycles} == {"2027", "2027-Q1"}
    assert records.key_results
    assert not any(item.checked_in for item in records.key_results)
    assert not [row for row in changes_of(workspace) if row.kind is EntityKind.CHECK_IN]
    workspace.close()


def test_a_year_that_begins_in_may_names_the_cycles(tmp_path: Path) -> None:
    workspace = made(tmp_path / "a.db")
    configure(workspace, first_month=5)
    use_template(workspace, template_named("software-team"))
    assert [cycle.name for cycle in workspace.look.records().cycles] == ["FY27-Q2"]
    form = open_form(workspace, EntityKind.OBJECTIVE)
    assert {"FY27-Q2", "FY27-Q3", "FY27"} <= set(form.field("cycle").choices)
    save_form(workspace, form.with_value("title", "Grow for a year").with_value("cycle", "FY27"))
    assert workspace.look.window("FY27") == (date(2026, 5, 1), date(2027, 4, 30))
    following = make_next(workspace, next(item.id for item in workspace.look.records().cycles if item.name != "FY27"))
    assert following.sentence.startswith("Made FY27-Q3, 1 Nov to 31 Jan 2027")
    workspace.close()
