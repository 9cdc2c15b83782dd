"""The tree of objectives as a user sees it."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from goaltui.model.changes import Value
from goaltui.model.enums import EntityKind, Status
from goaltui.services.core.objective_tree import Outline
from goaltui.services.core.snapshot import Snapshot
from goaltui.services.transfer.toml_files import import_toml
from goaltui.services.views.check_input import findings_of
from goaltui.services.views.detail import detail_of
from goaltui.store.database import Database
from tests.goals import opened
from tests.services import company

AUGUST_15 = date(2026, 8, 15)


def quarter(path: Path) -> tuple[Database, str]:
    database = Database.open(path, create=True)
    cycle = company.cycle(database, "2026-Q3", date(2026, 7, 1), date(2026, 9, 30))
    objective = company.write(database, EntityKind.OBJECTIVE, {"title": "Make leaving unthinkable", "cycle": cycle})
    return database, objective


def outline(database: Database, day: date = AUGUST_15) -> Outline:
    return Snapshot(database, day).outline()


def test_a_key_result_says_its_status_in_numbers(tmp_path: Path) -> None:
    database, objective = quarter(tmp_path / "a.goaltui")
    identity = company.key_result(database, objective, "Customers", 0, 100, {date(2026, 8, 12): 35})
    row = outline(database).key_results[identity]
    assert row.progress == pytest.approx(0.35)
    assert row.expected == pytest.approx(45 / 91)
    assert (row.status, row.reason) == (Status.BEHIND, "35 % of 49 % expected")
    assert row.confidence == 6


def test_without_a_check_in_it_is_pending_and_counts_for_nothing(tmp_path: Path) -> None:
    database, objective = quarter(tmp_path / "a.goaltui")
    company.key_result(database, objective, "Half", 0, 10, {date(2026, 8, 12): 5})
    quiet = company.key_result(database, objective, "Quiet", 0, 10, {})
    found = outline(database)
    assert found.key_results[quiet].status is Status.PENDING
    assert found.key_results[quiet].progress is None
    assert found.objectives[objective].progress == pytest.approx(0.5)


def test_ten_days_without_a_check_in_is_still_up_to_date_and_eleven_is_outdated(tmp_path: Path) -> None:
    database, objective = quarter(tmp_path / "a.goaltui")
    identity = company.key_result(database, objective, "Old", 0, 10, {date(2026, 8, 1): 5})
    assert outline(database, date(2026, 8, 11)).key_results[identity].status is Status.ON_TRACK
    assert outline(database, date(2026, 8, 12)).key_results[identity].status is Status.OUTDATED


def test_values_of_later_days_are_not_there_yet(tmp_path: Path) -> None:
    database, objective = quarter(tmp_path / "a.goaltui")
    values = {date(2026, 8, 1): 1.0, date(2026, 8, 20): 9.0}
    identity = company.key_result(database, objective, "Later", 0, 10, values)
    assert outline(database).key_results[identity].value == 1
    assert outline(database, date(2026, 8, 20)).key_results[identity].value == 9


def test_an_objective_names_its_worst_part_and_takes_its_parents_perspective(tmp_path: Path) -> None:
    database, objective = quarter(tmp_path / "a.goaltui")
    where = company.perspective(database, "customer", "Customer", 0, 1)
    top = company.write(database, EntityKind.OBJECTIVE, {"title": "Customers stay", "perspective": where})
    company.write(database, EntityKind.OBJECTIVE, {"parent": top}, objective)
    company.key_result(database, objective, "Good", 0, 10, {date(2026, 8, 12): 9})
    company.key_result(database, objective, "Bad", 0, 10, {date(2026, 8, 12): 0})
    row = outline(database).objectives[objective]
    assert (row.worst, row.perspective) == ("Bad", "customer")
    assert outline(database).roots[0].children == (row,)


def test_a_parent_loop_is_cut_and_nothing_is_lost_from_the_tree(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "a.goaltui", create=True)
    one = company.write(database, EntityKind.OBJECTIVE, {"title": "One"})
    two = company.write(database, EntityKind.OBJECTIVE, {"title": "Two", "parent": one})
    company.write(database, EntityKind.OBJECTIVE, {"parent": two}, one)
    found = outline(database)
    assert [row.title for row in found.roots] == ["Two"]
    assert [row.title for row in found.roots[0].children] == ["One"]
    assert found.moved == {two}


def test_a_manual_status_holds_until_the_next_value(tmp_path: Path) -> None:
    database, objective = quarter(tmp_path / "a.goaltui")
    identity = company.key_result(database, objective, "Word", 0, 10, {date(2026, 8, 10): 9})
    series = outline(database).key_results[identity].measure
    said: dict[str, Value] = {"measure": series, "key_result": identity, "date": "2026-08-11", "status": "at_risk"}
    company.write(database, EntityKind.CHECK_IN, said)
    assert outline(database).key_results[identity].status is Status.AT_RISK
    later: dict[str, Value] = {"measure": series, "key_result": identity, "date": "2026-08-12", "value": 9.5}
    company.write(database, EntityKind.CHECK_IN, later)
    assert outline(database).key_results[identity].status is Status.ON_TRACK


def test_rows_that_did_not_change_are_taken_over(tmp_path: Path) -> None:
    database, objective = quarter(tmp_path / "a.goaltui")
    kept = company.key_result(database, objective, "Kept", 0, 10, {date(2026, 8, 12): 1})
    touched = company.key_result(database, objective, "Touched", 0, 10, {date(2026, 8, 12): 1})
    look = Snapshot(database, AUGUST_15)
    before = look.outline()
    as_it_was, series = before.key_results[kept], before.key_results[touched].measure
    company.write(database, EntityKind.CHECK_IN, {"measure": series, "date": "2026-08-14", "value": 5})
    look.forget()
    assert look.outline().key_results[kept] is as_it_was
    assert look.outline().key_results[touched].value == 5


def test_an_initiative_begun_since_is_seen_beside_the_key_result_that_it_serves(tmp_path: Path) -> None:
    database, objective = quarter(tmp_path / "a.goaltui")
    identity = company.key_result(database, objective, "Served", 0, 10, {date(2026, 8, 12): 1})
    look = Snapshot(database, AUGUST_15)
    assert look.outline().key_results[identity].initiatives == ()
    company.write(database, EntityKind.INITIATIVE, {"title": "Call them", "key_result": identity})
    look.forget()
    (row,) = look.outline().objectives[objective].key_results
    assert [work.title for work in row.initiatives] == ["Call them"]


def test_a_cycle_long_over_asks_for_no_check_in_but_one_just_over_does(tmp_path: Path) -> None:
    database, objective = quarter(tmp_path / "a.goaltui")
    identity = company.key_result(database, objective, "Kept", 0, 10, {date(2026, 9, 20): 1})
    assert outline(database, date(2026, 10, 14)).key_results[identity].next_due == date(2026, 9, 27)
    assert outline(database, date(2026, 10, 15)).key_results[identity].next_due is None


def test_a_chain_of_thousands_is_shown_in_trees_that_have_an_end(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "deep.db")
    titles = [f"O{place}" for place in range(1200)]
    text = '[[objectives]]\ntitle = "O0"\n'
    for above, title in pairwise(titles):
        text += f'[[objectives]]\ntitle = "{title}"\nparent = "{above}"\n'
    import_toml(workspace, text, "deep.toml")
    assert [row.title for row in workspace.look.tree().roots] == titles[::100]
    assert sum(item.check == "too-deep" for item in findings_of(workspace)) == 11


def test_an_objective_of_a_cycle_to_come_is_pending_and_counts_from_its_first_day_on(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db")
    text = '[[objectives]]\ntitle = "Stay"\n'
    for cycle, start, end, value in (
        ("Now", "2026-10-01", "2026-12-31", 80),
        ("Next", "2027-01-01", "2027-03-31", 0),
    ):
        text += f'[[cycles]]\nname = "{cycle}"\nstart = {start}\nend = {end}\n'
        text += f'[[objectives]]\ntitle = "{cycle}"\nparent = "Stay"\ncycle = "{cycle}"\n[[objectives.key_results]]\n'
        text += f'title = "K"\nstart = 0\ntarget = 100\ncheck_ins = [{{ at = 2026-11-20, value = {value} }}]\n'
    import_toml(workspace, text, "goals.toml")
    (stay,) = workspace.look.tree().roots
    assert stay.progress == pytest.approx(0.8)
    coming = stay.children[1]
    assert (coming.title, coming.status, coming.reason) == ("Next", Status.PENDING, "its cycle has not begun")
    lines = {line.label: line.text for line in detail_of(workspace, stay.id).why}
    assert lines["Next"] == "its cycle has not begun, so it does not count"
    later = Snapshot(workspace.database, date(2027, 1, 1)).outline()
    assert later.roots[0].progress == pytest.approx(0.4)
