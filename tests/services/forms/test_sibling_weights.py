"""Fixed shares as a user meets them: in the form, in the figures, in the why, when things move, and in two replicas."""

from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

import pytest

from goaltui.model.changes import Operation
from goaltui.model.enums import DataState, EntityKind
from goaltui.model.errors import InvalidField, Refused
from goaltui.rules.scoring.weight_groups import Member, WeightGroups
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.objective_tree import at_the_top, perspectives_of, sound_tree, top_of
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.rows.scorecard import MeasureRow, ScorecardObjectiveRow
from goaltui.services.core.workspace import Workspace
from goaltui.services.demo.sample import load_sample
from goaltui.services.editing.duplicate import duplicate
from goaltui.services.editing.move import move
from goaltui.services.forms.form import Form
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.sibling_weights import weight_note
from goaltui.services.forms.submit import save_form
from goaltui.services.lifecycle.close_cycle import read_grade
from goaltui.services.parsing.naming import resolve
from goaltui.services.transfer.toml_files import export_toml, import_toml
from goaltui.services.views.check_input import findings_of
from goaltui.services.views.checks import limit_check
from goaltui.services.views.detail import detail_of
from tests.goals import opened
from tests.services.weighed import beside

Row: TypeAlias = KeyResultRow | ObjectiveRow | ScorecardObjectiveRow | MeasureRow

HEAD = '[[cycles]]\nname = "Now"\nstart = 2026-01-01\nend = 2026-12-31\n[[objectives]]\ntitle = "Ship"\ncycle = "Now"\n'


def shipping(tmp_path: Path, *values: int) -> Workspace:
    """An objective with key results from 0 to 100 called A, B, C … that stand at these values."""
    workspace = opened(tmp_path / "a.db")
    text = HEAD
    for title, value in zip("ABCD", values, strict=False):
        text += f'[[objectives.key_results]]\ntitle = "{title}"\nstart = 0\ntarget = 100\n'
        text += f"check_ins = [{{ at = 2026-02-01, value = {value} }}]\n"
    import_toml(workspace, text, "goals.toml")
    return workspace


def fix(workspace: Workspace, title: str, weight: str) -> None:
    identity = resolve(workspace.database, title).id
    save_form(workspace, open_form(workspace, EntityKind.KEY_RESULT, identity).with_value("weight", weight))


def weights(workspace: Workspace) -> list[str]:
    lines = detail_of(workspace, resolve(workspace.database, "Ship").id).why
    counting = lines[: next(place for place, line in enumerate(lines) if "expected" in line.label)]
    return [line.text.partition("weight ")[2] for line in counting if "× weight" in line.text]


def test_a_share_that_was_typed_stays_when_a_sibling_comes(tmp_path: Path) -> None:
    workspace = shipping(tmp_path, 100, 0, 0)
    fix(workspace, "A", "50 %")
    assert weights(workspace) == ["50 %, fixed at 50 %", "25 %", "25 %"]
    assert workspace.look.tree().roots[0].progress == pytest.approx(0.5)
    ship = resolve(workspace.database, "Ship").id
    added = open_form(workspace, EntityKind.KEY_RESULT, parent=ship).with_value("title", "D").with_value("target", "9")
    save_form(workspace, added)
    write_check_in(workspace, resolve(workspace.database, "D").id, "0")
    assert weights(workspace) == ["50 %, fixed at 50 %", "16.7 %", "16.7 %", "16.7 %"]
    assert workspace.look.tree().roots[0].progress == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("language", "typed", "wanted"),
    [("sv", "1,125", "1.125"), ("en", "1,125", "1125"), ("sv", "33,125 %", "33.125 %"), ("en", "0,5", "0.5")],
)
def test_a_comma_in_a_weight_is_what_it_is_in_the_language(
    tmp_path: Path, language: str, typed: str, wanted: str
) -> None:
    workspace = shipping(tmp_path, 100, 0, 0)
    import_toml(workspace, f'[workspace]\nlanguage = "{language}"\n', "a.toml")
    identity = resolve(workspace.database, "A", EntityKind.KEY_RESULT).id
    said = save_form(
        workspace, open_form(workspace, EntityKind.KEY_RESULT, identity).with_value("weight", typed)
    ).sentence
    assert open_form(workspace, EntityKind.KEY_RESULT, identity).value("weight") == wanted
    assert ("read as" in said) is ("125" in typed)


def test_a_comma_in_a_threshold_is_what_it_is_in_the_language(tmp_path: Path) -> None:
    for language, wanted in (("sv", 1.125), ("en", 1125)):
        workspace = opened(tmp_path / f"{language}.db")
        import_toml(workspace, f'[workspace]\nlanguage = "{language}"\n', "a.toml")
        limit_check(workspace, "far-behind", "1,125")
        (setting,) = workspace.look.records().check_settings
        assert setting.threshold == wanted
    assert read_grade("70,125%", None) == 0.7


def test_the_detail_says_what_a_weight_comes_to_where_something_is_beside_it(tmp_path: Path) -> None:
    workspace = shipping(tmp_path, 100, 0, 0)
    fix(workspace, "A", "40 %")
    details = [detail_of(workspace, resolve(workspace.database, title).id) for title in ("A", "B", "Ship")]
    found = [[line.text for line in detail.facts if line.label == "weight"] for detail in details]
    assert found == [["fixed at 40 %"], ["1 = 30 %"], []]


def test_at_the_top_of_a_cycle_the_detail_counts_what_the_form_does(tmp_path: Path) -> None:
    workspace = shipping(tmp_path, 100)
    strategic = '[[objectives]]\ntitle = "Stay"\n'
    below = '[[objectives]]\ntitle = "Sell"\ncycle = "Now"\nparent = "Stay"\nshare = 0.9\n'
    import_toml(workspace, strategic + below, "more.toml")
    ship = resolve(workspace.database, "Ship").id
    assert beside(open_form(workspace, EntityKind.OBJECTIVE, ship)) == ["1"]
    assert [line.text for line in detail_of(workspace, ship).facts if line.label == "weight"] == ["1 = 50 %"]


def test_a_number_lets_go_of_it_and_a_form_that_is_saved_untouched_keeps_it(tmp_path: Path) -> None:
    workspace = shipping(tmp_path, 100, 0)
    fix(workspace, "A", "33.3 %")
    identity = resolve(workspace.database, "A").id
    form = open_form(workspace, EntityKind.KEY_RESULT, identity)
    assert form.value("weight") == "33.3 %"
    save_form(workspace, form.with_value("title", "A better A"))
    assert weights(workspace)[0] == "33.3 %, fixed at 33.3 %"
    save_form(workspace, open_form(workspace, EntityKind.KEY_RESULT, identity).with_value("weight", "3"))
    assert weights(workspace) == ["75 %", "25 %"]
    workspace.undo()
    assert weights(workspace)[0] == "33.3 %, fixed at 33.3 %"


def test_a_share_that_the_others_leave_no_room_for_is_refused(tmp_path: Path) -> None:
    workspace = shipping(tmp_path, 100, 0, 0)
    fix(workspace, "A", "80 %")
    with pytest.raises(InvalidField, match=r"The share 30 % cannot be: .* less than 20 %") as refused:
        fix(workspace, "B", "30 %")
    assert refused.value.field == "weight"


def test_what_two_replicas_fixed_over_the_whole_counts_in_proportion_until_it_is_mended(tmp_path: Path) -> None:
    workspace = shipping(tmp_path, 100, 0, 100)
    drafts = [Operation(EntityKind.KEY_RESULT, resolve(workspace.database, title).id, {"share": 0.6}) for title in "AB"]
    workspace.write(drafts, "As merging can leave it.")
    assert weights(workspace) == ["50 %, fixed at 60 %", "50 %, fixed at 60 %", "0 %"]
    assert workspace.look.tree().roots[0].progress == pytest.approx(0.5)
    assert apart(workspace) == [(EntityKind.OBJECTIVE, "Ship", "The shares fixed under it add up to 120 %.")]
    identity = resolve(workspace.database, "A").id
    save_form(workspace, open_form(workspace, EntityKind.KEY_RESULT, identity).with_value("title", "A, renamed"))
    fix(workspace, "B", "30 %")
    assert weights(workspace) == ["60 %, fixed at 60 %", "30 %, fixed at 30 %", "10 %"]


def apart(workspace: Workspace) -> list[tuple[EntityKind, str, str]]:
    found = (item for item in findings_of(workspace) if item.check == "shares-apart")
    return [(item.kind, item.title, item.message) for item in found]


def test_at_the_top_of_a_cycle_and_in_a_perspective_shares_over_the_whole_are_found(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    text = '[[cycles]]\nname = "Now"\nstart = 2026-01-01\nend = 2026-12-31\n'
    for title, place in (("Ship", 'cycle = "Now"'), ("Sell", 'cycle = "Now"'), ("Grow", 'perspective = "customer"')):
        text += f'[[objectives]]\ntitle = "{title}"\n{place}\nshare = 0.6\n'
    text += '[[objectives]]\ntitle = "Below [/]"\ncycle = "Now"\nparent = "Ship"\nshare = 1.0\n'
    text += '[[measures]]\ntitle = "Churn"\nperspective = "customer"\nshare = 0.7\n'
    import_toml(workspace, text, "goals.toml")
    assert apart(workspace) == [
        (EntityKind.CYCLE, "Now", "The shares fixed at its top add up to 120 %."),
        (EntityKind.PERSPECTIVE, "Customer", "The shares fixed in it add up to 130 %."),
    ]
    sell, churn = resolve(workspace.database, "Sell").id, resolve(workspace.database, "Churn").id
    save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE, sell).with_value("weight", "40 %"))
    save_form(workspace, open_form(workspace, EntityKind.MEASURE, churn).with_value("weight", "1"))
    assert apart(workspace) == []


def test_what_is_to_come_is_told_beside_a_weight_and_has_its_share_already(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    text = '[[objectives]]\ntitle = "Stay"\n'
    for cycle, start, end in (("Now", "2026-10-01", "2026-12-31"), ("Next", "2027-01-01", "2027-03-31")):
        text += f'[[cycles]]\nname = "{cycle}"\nstart = {start}\nend = {end}\n'
        text += f'[[objectives]]\ntitle = "{cycle}"\nparent = "Stay"\ncycle = "{cycle}"\n'
    import_toml(workspace, text, "goals.toml")
    now, coming = (
        open_form(workspace, EntityKind.OBJECTIVE, resolve(workspace.database, title).id) for title in ("Now", "Next")
    )
    assert note(now, "1") == "= 100 % of 1, later 50 % of 2"
    assert note(coming, "1") == "= 50 % of 2"
    assert len(workspace.look.outline().roots[0].counting) == 1
    for form in (now, coming):
        save_form(workspace, form.with_value("weight", "50 %"))
    assert apart(workspace) == []
    with pytest.raises(InvalidField, match="type a number, or 50 %"):
        save_form(workspace, now.with_value("weight", "60 %"))


def note(form: Form, text: str) -> str:
    return weight_note(text, form.field("weight").beside)


def test_the_forms_and_the_checks_weigh_together_what_the_views_do(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    load_sample(workspace)
    more = '[[cycles]]\nname = "Next"\nstart = 2027-01-01\nend = 2027-03-31\n[[cycles]]\nname = "Any"\n'
    more += "start = 2026-01-01\nend = 2026-12-31\n"
    for place, fields in enumerate(('state = "dropped"', "counts = false", 'cycle = "Next"', 'cycle = "Any"', "")):
        more += f'[[objectives]]\ntitle = "Below {place}"\nparent = "Grow recurring revenue by a third"\n'
        more += f"share = 0.1\n{fields}\n"
        more += '[[objectives.measures]]\ntitle = "M"\napplies = false\n' if place == 4 else ""
    more += '[[measures]]\ntitle = "Straight"\nperspective = "customer"\nshare = 0.2\n'
    more += '[[measures]]\ntitle = "Off"\nperspective = "customer"\napplies = false\n'
    import_toml(workspace, more, "more.toml")
    records, tree = workspace.look.records(), workspace.look.outline()
    groups = WeightGroups(records, workspace.today, sound_tree(records).parents)
    begun = [item for item in tree.objectives.values() if item.cycle != "Next"]
    for row in begun:
        assert groups.under(row.id).now == members(row.counting), row.title
    for cycle in records.cycles:
        top = top_of([tree.objectives[item.id] for item in records.objectives if item.cycle == cycle.id])
        found = [(item.id, at_the_top(item)) for item in top]
        assert groups.top(cycle.id).now == tuple(Member(identity, it.weight, it.share) for identity, it in found)
    for quadrant in workspace.look.scorecard().perspectives:
        scored = [item for item in quadrant.objectives if item.coverage is not None]
        applying = [item for item in quadrant.measures if item.data is not DataState.NOT_APPLICABLE]
        if quadrant.key:
            assert groups.inside(quadrant.id, perspectives_of(records)).now == members([*scored, *applying]), (
                quadrant.name
            )


def members(rows: Iterable[Row]) -> tuple[Member, ...]:
    return tuple(Member(row.id, row.weight, row.share) for row in rows)


def test_what_moves_elsewhere_is_not_fixed_there_and_a_copy_follows(tmp_path: Path) -> None:
    workspace = shipping(tmp_path, 100, 0)
    fix(workspace, "A", "60 %")
    ship, first = resolve(workspace.database, "Ship").id, resolve(workspace.database, "A").id
    copy = duplicate(workspace, first).created
    assert {row.id: row.share for row in workspace.look.tree().roots[0].key_results}[copy or ""] is None
    whole = duplicate(workspace, ship).created
    assert [row.share for row in workspace.look.outline().objectives[whole or ""].key_results] == [0.6, None, None]
    assert "its share of 60 % is not fixed there" in move(workspace, first, under=whole).sentence
    assert workspace.look.outline().key_results[first].share is None


def test_a_share_below_an_objective_is_none_of_the_perspective(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    import_toml(
        workspace,
        """
        [[objectives]]
        title = "Grow"
        perspective = "financial"
        [[objectives.measures]]
        title = "Profit"
        scoring = { preset = "goal_red_flag", goal = 100, red_flag = 0 }
        values = { 2026-07-01 = 100 }
        [[objectives]]
        title = "Abroad"
        parent = "Grow"
        share = 0.9
        [[objectives.measures]]
        title = "Exports"
        scoring = { preset = "goal_red_flag", goal = 100, red_flag = 0 }
        values = { 2026-07-01 = 0 }
        """,
        "goals.toml",
    )
    rows = next(row for row in workspace.look.scorecard().perspectives if row.key == "financial").objectives
    assert [(row.title, row.share) for row in rows] == [("Grow", None), ("Abroad", None)]


def test_a_file_says_which_shares_are_fixed_and_what_is_no_share(tmp_path: Path) -> None:
    workspace = shipping(tmp_path, 100, 0)
    fix(workspace, "A", "60 %")
    text = export_toml(workspace)
    assert "share = 0.6" in text
    again = opened(tmp_path / "b.db")
    import_toml(again, text, "goals.toml")
    assert [row.share for row in again.look.tree().roots[0].key_results] == [0.6, None]
    with pytest.raises(Refused, match=r"toml:[0-9]+: .*0.6 for 60 %.*nothing was written"):
        import_toml(again, text.replace("share = 0.6", "share = 60"), "goals.toml")
