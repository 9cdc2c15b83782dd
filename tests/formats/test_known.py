"""What an export knew: applying it later takes nothing away and sets nothing back that came since."""

import tomllib
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused, SaysNothing, WouldDelete
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.deletion import delete_item
from goaltui.services.transfer.toml_files import apply_toml, diff_toml, export_toml, import_toml
from tests.formats.generated import workspaces
from tests.formats.support import whole_of, without_known
from tests.formats.test_roundtrip import SLOW
from tests.goals import NOW, cycle, goals, imported, key_result, measure, objective, opened

GOALS = goals(
    cycle("2026-Q4"),
    objective("Stay", cycle="2026-Q4", owner="anna"),
    key_result("Balance", start=-10, target=10, values={"2026-10-20": -6, "2026-11-01": -2}),
    key_result("Draft out", milestones=[{"title": "Draft"}, {"title": "Build"}]),
    objective("Grow", cycle="2026-Q4"),
    measure("Churn", values={"2026-10-31": 2.4}),
)


def id_of(workspace: Workspace, title: str = "Balance") -> str:
    return next(item.id for item in workspace.look.records().key_results if item.title == title)


def set_title(workspace: Workspace, before: str, after: str) -> None:
    item = next(item for item in workspace.look.records().objectives if item.title == before)
    workspace.write([Operation(EntityKind.OBJECTIVE, item.id, {"title": after})], "")


def values(workspace: Workspace) -> list[float | None]:
    return [item.value for item in whole_of(workspace.database).check_ins]


def titles(workspace: Workspace) -> set[str]:
    return {item.title for item in workspace.look.records().objectives}


@SLOW
@given(workspaces(), st.data())
def test_an_older_export_asks_for_nothing_whatever_came_since(drafts: list[Operation], data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        workspace = opened(Path(folder) / "a.db")
        early = data.draw(st.integers(0, len(drafts)))
        for number, draft in enumerate(drafts[:early]):
            workspace.database.apply([draft], author="anna", now=NOW + timedelta(seconds=number))
        text = export_toml(workspace)
        for number, draft in enumerate(drafts[early:], early):
            workspace.database.apply([draft], author="bo", now=NOW + timedelta(seconds=number))
        assert diff_toml(workspace, text, "export") == ()
        assert import_toml(workspace, text, "export").touched == frozenset()
        workspace.close()


def test_what_came_after_an_export_stays_and_what_was_changed_in_it_is_changed(tmp_path: Path) -> None:
    workspace = imported(tmp_path / "a.db", GOALS)
    text = export_toml(workspace)
    write_check_in(workspace, id_of(workspace), "3")
    import_toml(workspace, '[[objectives]]\ntitle = "Newer"\ncycle = "2026-Q4"', "newer.toml")
    set_title(workspace, "Grow", "Grow well")
    edited = text.replace('title = "Stay"', 'title = "Remain"').replace("2026-11-01 = -2\n", "2026-11-01 = -3\n")
    assert diff_toml(workspace, edited, "goals.toml") == (
        "change title of objective 'Stay' to 'Remain'",
        "change 1 check-in of 'Balance'",
    )
    apply_toml(workspace, edited, "goals.toml")
    assert titles(workspace) == {"Remain", "Grow well", "Newer"}
    assert values(workspace) == [-6, 2.4, -3, 3]
    assert diff_toml(workspace, edited, "goals.toml") == ()


def test_what_both_changed_is_what_the_file_says(tmp_path: Path) -> None:
    workspace = imported(tmp_path / "a.db", GOALS)
    edited = export_toml(workspace).replace('title = "Stay"', 'title = "Remain"')
    set_title(workspace, "Stay", "Linger")
    apply_toml(workspace, edited, "goals.toml")
    assert titles(workspace) == {"Remain", "Grow"}


def test_what_was_deleted_since_comes_back_only_where_the_file_was_changed_in_it(tmp_path: Path) -> None:
    workspace = imported(tmp_path / "a.db", GOALS)
    text = export_toml(workspace)
    gone = next(item.id for item in workspace.look.records().objectives if item.title == "Grow")
    delete_item(workspace, gone)
    assert diff_toml(workspace, text, "goals.toml") == ()
    apply_toml(workspace, text.replace('title = "Grow"', 'title = "Grow well"'), "goals.toml")
    assert titles(workspace) == {"Stay", "Grow well"}


def test_what_stood_and_is_gone_from_the_file_is_deleted_once_that_is_said(tmp_path: Path) -> None:
    workspace = imported(tmp_path / "a.db", GOALS)
    text = export_toml(workspace)
    write_check_in(workspace, id_of(workspace), "3")
    before, _, after = text.partition("\n[[objectives]]\n")
    less = f"{before}\n[[objectives]]\n{after.partition('[[objectives]]')[2]}"
    with pytest.raises(WouldDelete, match="1 objective, 2 key results, 3 check-ins and 2 milestones that would"):
        apply_toml(workspace, less, "less.toml")
    assert titles(workspace) == {"Stay", "Grow"}
    apply_toml(workspace, less, "less.toml", delete=True)
    assert titles(workspace) == {"Grow"}


def test_another_copy_knows_what_the_export_knew(tmp_path: Path) -> None:
    """Its own changes carry earlier clocks than the export and were not in it."""
    here = imported(tmp_path / "a.db", GOALS)
    (tmp_path / "b.db").write_bytes((tmp_path / "a.db").read_bytes())
    there = opened(tmp_path / "b.db")
    import_toml(there, '[[objectives]]\ntitle = "Theirs"', "theirs.toml")
    set_title(here, "Grow", "Grow well")
    text = export_toml(here)
    there.database.exchange.merge(here.database.exchange.missing(there.database.exchange.holdings()), now=NOW)
    there.look.forget()
    assert diff_toml(there, text, "goals.toml") == ()
    without = text.replace('title = "Stay"', 'title = "Remain"')
    apply_toml(there, without, "goals.toml")
    assert titles(there) == {"Remain", "Grow well", "Theirs"}


def test_a_workspace_that_a_file_began_knows_what_the_file_knew(tmp_path: Path) -> None:
    text = export_toml(imported(tmp_path / "a.db", GOALS))
    workspace = imported(tmp_path / "b.db", text)
    assert export_toml(workspace) == text
    write_check_in(workspace, id_of(workspace), "3")
    workspace.undo()
    assert export_toml(workspace) == text
    workspace.redo()
    assert export_toml(workspace) != text
    assert diff_toml(workspace, text, "goals.toml") == ()
    workspace.undo()
    workspace.undo()
    assert titles(workspace) == set()


def test_an_undo_leaves_the_export_as_it_was(tmp_path: Path) -> None:
    workspace = imported(tmp_path / "a.db", GOALS)
    text = export_toml(workspace)
    set_title(workspace, "Grow", "Grow well")
    changed = export_toml(workspace)
    workspace.undo()
    assert export_toml(workspace) == text
    workspace.redo()
    assert export_toml(workspace) == changed


@pytest.mark.parametrize("by_hand", [False, True])
def test_goals_without_their_numbers_leave_the_numbers_of_the_team(by_hand: bool, tmp_path: Path) -> None:
    workspace = imported(tmp_path / "a.db", GOALS)
    document = tomllib.loads(GOALS if by_hand else export_toml(workspace))
    write_check_in(workspace, id_of(workspace), "3")
    for row in document["objectives"]:
        for item in (*row.get("key_results", ()), *row.get("measures", ())):
            item.pop("values", None)
            item.pop("milestones", None)
    assert diff_toml(workspace, tomli_w.dumps(document), "goals.toml") == ()
    assert values(workspace) == [-6, 2.4, -2, 3]


def test_a_file_by_hand_takes_away_nothing_that_it_is_silent_of(tmp_path: Path) -> None:
    workspace = imported(tmp_path / "a.db", GOALS)
    steps = [item.id for item in workspace.look.records().milestones]
    workspace.write([Operation(EntityKind.MILESTONE, steps[0], {"done": True})], "")
    objective = next(item.id for item in workspace.look.records().objectives if item.title == "Grow")
    workspace.write(
        [Operation(EntityKind.OBJECTIVE, objective, {"state": "closed", "grade": 0.7, "closing": "Well"})], ""
    )
    write_check_in(workspace, id_of(workspace), "3")
    import_toml(workspace, '[[initiatives]]\ntitle = "Call them"\nobjective = "Grow"', "work.toml")
    before = export_toml(workspace)
    assert diff_toml(workspace, GOALS, "goals.toml") == ()
    assert export_toml(workspace) == before


def test_the_value_of_today_is_no_whole_series(tmp_path: Path) -> None:
    workspace = imported(tmp_path / "a.db", GOALS)
    apply_toml(workspace, GOALS.replace("values = { 2026-10-31 = 2.4 }", "value = 2"), "goals.toml")
    assert values(workspace) == [-6, 2.4, -2, 2]


NOTHING = (
    "",
    " \n\t\n",
    "# nothing yet\n",
    "\ufeff",
    "[workspace]\n",
    "objectives = []\n",
    "format = 1\n",
    "[known]\nx = 1",
)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_no_workspace(text: str, tmp_path: Path) -> None:
    workspace = imported(tmp_path / "a.db", GOALS)
    before = export_toml(workspace)
    for read in (import_toml, diff_toml, apply_toml):
        with pytest.raises(SaysNothing, match=r"goals\.toml is empty"):
            read(workspace, text, "goals.toml")
    with pytest.raises(SaysNothing):
        apply_toml(workspace, text, "goals.toml", delete=True)
    assert export_toml(workspace) == before


def test_the_file_of_one_objective_knows_that_it_is_a_part(tmp_path: Path) -> None:
    workspace = imported(tmp_path / "a.db", GOALS)
    objective = next(item.id for item in workspace.look.records().objectives if item.title == "Stay")
    text = export_toml(workspace, objective)
    assert diff_toml(workspace, text, "one.toml") == ()
    apply_toml(workspace, text.replace('title = "Stay"', 'title = "Remain"'), "one.toml")
    assert titles(workspace) == {"Remain", "Grow"}
    unmarked = "\n".join(line for line in text.splitlines() if not line.startswith("part ="))
    with pytest.raises(WouldDelete, match="1 objective, 1 measure and 1 check-in"):
        apply_toml(workspace, unmarked, "one.toml")
    renamed = without_known(text).replace("id =", "key =")
    with pytest.raises(Refused, match="no longer in the file"):
        apply_toml(workspace, renamed, "one.toml", delete=True)
    assert titles(workspace) == {"Remain", "Grow"}


def test_the_file_of_one_objective_is_taken_in_elsewhere(tmp_path: Path) -> None:
    here = imported(tmp_path / "a.db", GOALS)
    objective = here.look.records().objectives[0].id
    there = imported(tmp_path / "b.db", '[[cycles]]\nname = "2026-Q4"\nstart = 2026-10-01\nend = 2026-12-31')
    import_toml(there, export_toml(here, objective), "one.toml")
    assert titles(there) == {"Stay"}
