"""A workspace with nobody but its author is that person's."""

from pathlib import Path

from goaltui.model.enums import EntityKind, Method
from goaltui.services.core.ownership import Reach
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.workspace_settings import choose_method
from goaltui.services.filters.filtered_views import asking_of, narrow_tree
from goaltui.services.filters.query import parse_query
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.lifecycle.checkin_round import due
from goaltui.services.views.check_input import findings_of
from goaltui.services.views.today import today_of
from tests.goals import opened, sample


def filled(path: Path, author: str = "anna") -> Workspace:
    """A key result, a measure and an objective without owners, looked at by somebody."""
    made = sample(path)
    workspace = opened(path)
    save_form(workspace, open_form(workspace, EntityKind.KEY_RESULT, made.key_result).with_value("owner", ""))
    save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE, made.objective).with_value("owner", ""))
    workspace.close()
    return opened(path, author)


def test_what_is_nobodys_is_mine_where_i_am_alone(tmp_path: Path) -> None:
    workspace = filled(tmp_path / "a.db")
    assert {person.name for person in workspace.look.records().people} == {"anna"}
    assert all(row.mine for row in today_of(workspace).due)
    assert due(workspace).reach is Reach.MINE
    assert "unowned" not in {finding.check for finding in findings_of(workspace)}
    query = parse_query("is:mine", {})
    assert narrow_tree(workspace.look.tree(), query, asking_of(workspace)).roots
    workspace.close()


def test_with_a_second_person_what_is_nobodys_is_nobodys(tmp_path: Path) -> None:
    workspace = filled(tmp_path / "a.db", "bo")
    assert not any(row.mine for row in today_of(workspace).due)
    form = open_form(workspace, EntityKind.INITIATIVE, parent=workspace.look.tree().roots[0].id)
    save_form(workspace, form.with_value("title", "Call them").with_value("owner", "bo"))
    assert "unowned" in {finding.check for finding in findings_of(workspace)}
    workspace.close()


def test_the_first_start_makes_a_person_of_the_author(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    choose_method(workspace, Method.OKR)
    assert [person.name for person in workspace.look.records().people] == ["anna"]
    assert open_form(workspace, EntityKind.OBJECTIVE).value("owner") == "anna"
    choose_method(workspace, Method.BOTH)
    assert len(workspace.look.records().people) == 1
    workspace.close()
    other = opened(tmp_path / "a.db", "bo")
    choose_method(other, Method.OKR)
    assert [person.name for person in other.look.records().people] == ["anna"]
    other.close()
