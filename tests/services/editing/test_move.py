"""Moving things, and making another one like them."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField, NotFound, Refused
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.duplicate import copy_form, duplicate, save_copy
from goaltui.services.editing.move import TOP, destinations, move
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.naming import resolve
from tests.goals import opened, sample

HOSTILE = "[@click=app.quit]x[/] \x1b[31m 日本語 👨‍👩‍👧"


def objective(workspace: Workspace, title: str, parent: str | None = None) -> str:
    return (
        save_form(
            workspace, open_form(workspace, EntityKind.OBJECTIVE, parent=parent).with_value("title", title)
        ).created
        or ""
    )


def initiative(workspace: Workspace, title: str, parent: str) -> str:
    return (
        save_form(
            workspace, open_form(workspace, EntityKind.INITIATIVE, parent=parent).with_value("title", title)
        ).created
        or ""
    )


def test_an_objective_goes_under_another_and_to_the_top_with_one_undo_each(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    other = objective(workspace, HOSTILE)
    assert move(workspace, made.objective, other).sentence.startswith("Moved 'Customers stay' under ")
    assert [row.title for row in workspace.look.tree().roots[0].children] == ["Customers stay"]
    assert move(workspace, made.objective, TOP).sentence == "Moved 'Customers stay' to the top."
    assert len(workspace.look.tree().roots) == 2
    workspace.undo()
    assert [row.id for row in workspace.look.tree().roots] == [other]


def test_key_results_measures_and_initiatives_go_where_they_may_stand(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    other = objective(workspace, "Ship safely")
    work = initiative(workspace, "Call them", made.objective)
    for identity in (made.key_result, made.measure):
        move(workspace, identity, other)
    move(workspace, work, made.key_result)
    rows = {row.id: row for row in workspace.look.tree().roots}
    assert [row.id for row in rows[other].key_results] == [made.key_result]
    records = workspace.look.records()
    assert records.measures[0].objective == other
    assert (records.initiatives[0].objective, records.initiatives[0].key_result) == (None, made.key_result)
    customer = next(item.id for item in records.perspectives if item.key == "customer")
    assert move(workspace, made.measure, customer).sentence == "Moved 'Churn' to the perspective 'Customer'."
    assert workspace.look.records().measures[0].objective is None


def test_what_is_no_place_is_refused_and_not_offered(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    child = objective(workspace, "Below", made.objective)
    assert {place.id for place in destinations(workspace, made.objective)}.isdisjoint({made.objective, child})
    with pytest.raises(InvalidField, match="under itself or its own"):
        move(workspace, made.objective, child)
    for identity, place in ((made.key_result, TOP), (made.key_result, made.key_result), (made.measure, made.measure)):
        with pytest.raises(InvalidField):
            move(workspace, identity, place)
    customer = workspace.look.records().perspectives[0].id
    with pytest.raises(Refused, match="cannot be moved"):
        destinations(workspace, customer)
    with pytest.raises(NotFound):
        move(workspace, "nothing", TOP)
    with pytest.raises(InvalidField, match="Say where"):
        move(workspace, child)
    with pytest.raises(InvalidField, match="has a cycle"):
        move(workspace, made.key_result, cycle=TOP)
    with pytest.raises(InvalidField, match="has a perspective"):
        move(workspace, made.key_result, perspective=customer)


def test_places_are_found_by_a_part_of_the_title_and_by_ref(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    other = objective(workspace, "Ship safely")
    assert [place.id for place in destinations(workspace, made.key_result, "SHIP")] == [other]
    assert [place.id for place in destinations(workspace, made.key_result, workspace.refs().of(other))] == [other]
    assert destinations(workspace, made.key_result, "[/") == ()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 4), st.integers(-1, 4)), max_size=12))
def test_no_row_of_moves_makes_a_loop(moves: list[tuple[int, int]], tmp_path_factory: pytest.TempPathFactory) -> None:
    workspace = opened(tmp_path_factory.mktemp("moves") / "a.db")
    goals = [objective(workspace, f"Goal {number}") for number in range(5)]
    for item, under in moves:
        place = TOP if under < 0 else goals[under]
        offered = {found.id for found in destinations(workspace, goals[item])}
        parent = next(record.parent for record in workspace.look.records().objectives if record.id == goals[item])
        if place in offered:
            move(workspace, goals[item], place)
        elif place != (parent or TOP):
            with pytest.raises(InvalidField):
                move(workspace, goals[item], place)
    parents = {record.id: record.parent for record in workspace.look.records().objectives}
    for goal in goals:
        step, steps = parents[goal], 0
        while step is not None:
            step, steps = parents[step], steps + 1
            assert steps <= len(goals)
    workspace.close()


def test_a_copy_has_all_that_stands_under_it_and_no_check_ins(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    objective(workspace, "Below", made.objective)
    initiative(workspace, "Call them", made.key_result)
    initiative(workspace, "Write it down", made.objective)
    write_check_in(workspace, made.key_result, "8")
    outcome = duplicate(workspace, made.objective)
    copy = next(row for row in workspace.look.tree().roots if row.id == outcome.created)
    assert (copy.title, [row.title for row in copy.children]) == ("Customers stay (copy)", ["Below"])
    assert [(row.title, row.value, row.target) for row in copy.key_results] == [("Reference customers", None, 20)]
    assert len(workspace.look.records().initiatives) == 4
    write_check_in(workspace, copy.key_results[0].id, "5")
    assert {row.value for root in workspace.look.tree().roots for row in root.key_results} == {8, 5}
    workspace.undo()
    workspace.undo()
    assert len(workspace.look.tree().roots) == 1


def test_a_copy_is_written_when_its_form_is_saved_and_one_undo_takes_it_back(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    for identity, name, value in (
        (made.key_result, "target", "30"),
        (made.objective, "why", "[/]"),
        (made.measure, "unit", "%"),
        (initiative(workspace, "Call them", made.key_result), "due", "2026-12-01"),
    ):
        before = workspace.look.records()
        form = copy_form(workspace, identity).with_value("title", "Another").with_value(name, value)
        assert workspace.look.records() == before
        created = save_copy(workspace, form).created or ""
        saved = open_form(workspace, form.kind, created)
        assert (saved.value("title"), saved.value(name)) == ("Another", value)
        with pytest.raises(InvalidField):
            save_copy(workspace, form.with_value("title", ""))
        workspace.undo()
        assert workspace.look.records() == before


def test_a_key_result_a_measure_and_an_initiative_are_duplicated_beside_themselves(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db", title="x" * 1000)
    workspace = opened(made.path)
    work = initiative(workspace, "Call them", made.key_result)
    for identity in (made.key_result, made.measure, work):
        assert resolve(workspace.database, duplicate(workspace, identity).created or "").title.endswith(" (copy)")
    title = resolve(workspace.database, duplicate(workspace, made.objective).created or "").title
    assert title.endswith("x (copy)") and len(title) == 1000
    with pytest.raises(Refused, match="cannot be duplicated"):
        duplicate(workspace, workspace.look.records().perspectives[0].id)
