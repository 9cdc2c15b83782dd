"""Workspace, perspectives, cycles, teams and people through their forms; weights as shares; names by key and ref."""

from pathlib import Path

import pytest

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.model.errors import GoaltuiError, InvalidField, NotFound, Refused
from goaltui.model.refs import WORKSPACE_ID, encode
from goaltui.rules.scoring.weight_groups import Member, WeightGroup
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.structure import delete, hanging, reorder, structure
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.sibling_weights import weight_note
from goaltui.services.forms.structure_forms import save_structure, structure_form
from goaltui.services.forms.structure_rows import StructureRow
from goaltui.services.forms.submit import save_form
from tests.goals import opened, sample
from tests.services.weighed import beside

HOSTILE = "[@click=app.quit]x[/] 日本語 👨‍👩‍👧 \u202eabc"


def save(workspace: Workspace, kind: EntityKind, identity: str | None = None, **values: str) -> Outcome:
    form = structure_form(workspace, kind, identity)
    for name, value in values.items():
        form = form.with_value(name, value)
    return save_structure(workspace, form)


def titles(workspace: Workspace, kind: EntityKind) -> list[str]:
    return [row.title for row in structure(workspace) if row.kind is kind]


def row_of(workspace: Workspace, title: str) -> StructureRow:
    return next(row for row in structure(workspace) if row.title == title)


def test_everything_is_added_edited_and_deleted_with_one_undo_each(tmp_path: Path) -> None:
    workspace = opened(sample(tmp_path / "a.db").path)
    save(workspace, EntityKind.WORKSPACE, WORKSPACE_ID, name="Nordvik", vision="Calm\nsupport")
    save(workspace, EntityKind.TEAM, name="Care")
    team = save(workspace, EntityKind.TEAM, name=HOSTILE, parent="car").created or ""
    person = save(workspace, EntityKind.PERSON, name="bo", team="Care").created or ""
    save(workspace, EntityKind.CYCLE, name="2027", start="2027-01-01", end="2027-12-31")
    save(workspace, EntityKind.CYCLE, name="2027-Q1", start="2027-01-01", end="2027-03-31", parent="2027")
    assert [row.depth for row in structure(workspace) if row.kind is EntityKind.TEAM] == [0, 1]
    assert row_of(workspace, "2027-Q1").context == "1 Jan to 31 Mar 2027, part of 2027"
    assert row_of(workspace, "Nordvik").context == "Calm\nsupport"
    save(workspace, EntityKind.PERSON, person, name="Bo", team="")
    assert row_of(workspace, "Bo").context == "no team"
    assert save(workspace, EntityKind.TEAM, team, name="Renamed").sentence == "Changed team 'Renamed'."
    delete(workspace, row_of(workspace, "Care"))
    assert titles(workspace, EntityKind.TEAM) == ["Renamed"]
    workspace.undo()
    assert titles(workspace, EntityKind.TEAM) == ["Care", "Renamed"]


def test_what_was_deleted_can_be_added_again(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    save(workspace, EntityKind.TEAM, name="Care")
    delete(workspace, row_of(workspace, "Care"))
    assert save(workspace, EntityKind.TEAM, name="Care").sentence == "Added team 'Care'."
    assert titles(workspace, EntityKind.TEAM) == ["Care"]


def test_two_to_six_perspectives_in_an_order_of_their_own(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    save(workspace, EntityKind.PERSPECTIVE, name="Planet", order="1", weight="50 %")
    first = row_of(workspace, "Planet")
    assert first.context == "weight fixed at 50 %"
    assert titles(workspace, EntityKind.PERSPECTIVE)[:2] == ["Planet", "Financial"]
    reorder(workspace, first.id, 1)
    assert titles(workspace, EntityKind.PERSPECTIVE)[:2] == ["Financial", "Planet"]
    assert [row.name for row in workspace.look.scorecard().perspectives][:2] == ["Financial", "Planet"]
    save(workspace, EntityKind.PERSPECTIVE, first.id, name="Planet & people", order="9")
    assert titles(workspace, EntityKind.PERSPECTIVE)[-1] == "Planet & people"
    with pytest.raises(Refused, match="is the last already"):
        reorder(workspace, first.id, 1)
    with pytest.raises(Refused, match="Only perspectives"):
        reorder(workspace, WORKSPACE_ID, 1)
    save(workspace, EntityKind.PERSPECTIVE, name=HOSTILE)
    with pytest.raises(Refused, match="at most 6"):
        structure_form(workspace, EntityKind.PERSPECTIVE)
    for row in [row for row in structure(workspace) if row.kind is EntityKind.PERSPECTIVE][:4]:
        delete(workspace, row)
    with pytest.raises(Refused, match="at least 2"):
        hanging(workspace, EntityKind.PERSPECTIVE, first.id)
    with pytest.raises(Refused, match="cannot be deleted here"):
        hanging(workspace, EntityKind.WORKSPACE, WORKSPACE_ID)


def test_a_deletion_says_what_hangs_on_it(tmp_path: Path) -> None:
    workspace = opened(sample(tmp_path / "a.db").path)
    customer, anna = row_of(workspace, "Customer"), row_of(workspace, "anna")
    assert hanging(workspace, customer.kind, customer.id) == ("1 objective will have no perspective.",)
    assert hanging(workspace, anna.kind, anna.id) == ("1 key result will have no owner.",)


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        (EntityKind.TEAM, {"name": " "}, "name"),
        (EntityKind.TEAM, {"name": "x", "parent": "nobody"}, "parent"),
        (EntityKind.TEAM, {"name": "CARE"}, "name"),
        (EntityKind.PERSPECTIVE, {"name": "customer"}, "name"),
        (EntityKind.PERSPECTIVE, {"name": "x", "weight": "120 %"}, "weight"),
        (EntityKind.PERSPECTIVE, {"name": "x", "order": "first"}, "order"),
        (EntityKind.CYCLE, {"name": "x", "start": "2026-12-01", "end": "2026-11-01"}, "end"),
        (EntityKind.CYCLE, {"name": "x", "start": ""}, "start"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    tmp_path: Path, kind: EntityKind, values: dict[str, str], field: str
) -> None:
    workspace = opened(tmp_path / "a.db")
    save(workspace, EntityKind.TEAM, name="Care")
    with pytest.raises((InvalidField, NotFound)) as refused:
        save(workspace, kind, **values)
    assert refused.value.field == field


def test_teams_and_cycles_make_no_loop(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    above = save(workspace, EntityKind.TEAM, name="Above").created or ""
    below = save(workspace, EntityKind.TEAM, name="Below", parent="Above").created or ""
    with pytest.raises(GoaltuiError, match="inside itself"):
        save(workspace, EntityKind.TEAM, above, parent="Below")
    workspace.write([Operation(EntityKind.TEAM, above, {"parent": below})], "A loop, as merging can make it.")
    assert sorted(titles(workspace, EntityKind.TEAM)) == ["Above", "Below"]


def test_a_weight_may_be_a_share_of_what_it_stands_beside(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    form = (
        open_form(workspace, EntityKind.KEY_RESULT, parent=made.objective)
        .with_value("title", "B")
        .with_value("target", "3")
    )
    save_form(workspace, form)
    edit = open_form(workspace, EntityKind.KEY_RESULT, made.key_result)
    save_form(workspace, edit.with_value("weight", "75%"))
    shares = {row.title: (row.weight, row.share) for row in workspace.look.tree().roots[0].key_results}
    assert shares == {"Reference customers": (1, 0.75), "B": (1, None)}
    child = open_form(workspace, EntityKind.OBJECTIVE, parent=made.objective).with_value("title", "Below")
    with pytest.raises(InvalidField, match="less than 25 %"):
        save_form(workspace, child.with_value("weight", "50 %"))
    save_form(workspace, child.with_value("weight", "5 %"))
    assert workspace.look.tree().roots[0].children[0].share == 0.05
    with pytest.raises(InvalidField, match="has no share"):
        top = open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "Top").with_value("cycle", "")
        save_form(workspace, top.with_value("weight", "5 %"))
    with pytest.raises(InvalidField, match="type a number"):
        save_form(workspace, open_form(workspace, EntityKind.MEASURE, made.measure).with_value("weight", "40 %"))


def test_beside_a_weight_stands_what_it_comes_to() -> None:
    one, two, half = Member("one"), Member("two", 2.0), Member("half", share=0.5)
    assert weight_note("3", WeightGroup((one, two))) == "= 50 % of 3"
    assert weight_note("3", WeightGroup((half, one))) == "= 37.5 % of 3"
    assert weight_note("3", WeightGroup((one,), (two,))) == "= 75 % of 2, later 50 % of 3"
    assert weight_note("30 %", WeightGroup((one, half), (one,))) == "fixed; 20 % for 2 others"
    assert weight_note("50 %", WeightGroup((half,))) == "fixed, as all the others are"
    assert [weight_note(text, WeightGroup((one,))) for text in ("x", "-1", "100 %", "1,250")] == ["", "", "", ""]


def test_a_thing_is_named_by_its_key_or_its_ref_too(tmp_path: Path) -> None:
    made = sample(tmp_path / "a.db")
    workspace = opened(made.path)
    form = open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "Below")
    for text in (workspace.refs().of(made.objective), encode(made.objective), "custom"):
        identity = save_form(workspace, form.with_value("parent", text)).created
        assert identity in {row.id for row in workspace.look.tree().roots[0].children}
    measure = open_form(workspace, EntityKind.MEASURE, made.measure)
    assert "Customers stay" in measure.field("objective").suggestions


def test_a_strategic_objective_has_a_share_of_its_perspective_which_a_nested_one_shares(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")

    def add(title: str, **values: str) -> str:
        form = open_form(workspace, EntityKind.OBJECTIVE).with_value("title", title).with_value("cycle", "")
        for name, value in values.items():
            form = form.with_value(name, value)
        return save_form(workspace, form).created or ""

    add("Grow", perspective="Financial", weight="2")
    add("Grow abroad", parent="Grow")
    add("Stay", perspective="Customer", weight="7")
    half = add("Save", perspective="Financial", weight="50 %")
    assert open_form(workspace, EntityKind.OBJECTIVE, half).field("weight").value == "50 %"
    assert beside(open_form(workspace, EntityKind.OBJECTIVE, half)) == ["2", "1"]
    with pytest.raises(InvalidField, match="Nothing is weighed"):
        add("Nowhere", weight="50 %")
