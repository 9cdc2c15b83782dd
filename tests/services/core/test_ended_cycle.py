"""A cycle stays where it was on its last day, wherever it is looked at."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind, Status
from goaltui.model.errors import Doubtful
from goaltui.services.checkin.preview import preview
from goaltui.services.checkin.writing import check_in_target, write_check_in
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.objective_tree import Outline
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.snapshot import Snapshot
from goaltui.services.core.workspace import Workspace
from goaltui.services.lifecycle import close_cycle
from goaltui.services.views.charts import chart_of, small_charts
from goaltui.services.views.cycles import cycles_view
from goaltui.services.views.detail import detail_of
from goaltui.store.database import Database
from tests.services import company

FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)
AFTER = date(2026, 11, 29)
DONE: dict[str, Value] = {"condition": "done", "start": None, "target": None}


def quarter(path: Path) -> tuple[Database, str]:
    database = Database.open(path, create=True)
    cycle = company.cycle(database, "2026-Q3", FIRST, LAST)
    return database, company.write(database, EntityKind.OBJECTIVE, {"title": "Customers stay", "cycle": cycle})


def seen(path: Path, day: date = AFTER) -> Workspace:
    moment = datetime.combine(day, time(12), UTC)
    return Workspace.open(path, author="anna", clock=FixedClock(moment))


def outline(database: Database, day: date = AFTER) -> Outline:
    return Snapshot(database, day).outline()


def change(database: Database, kind: EntityKind, identity: str, fields: dict[str, Value]) -> None:
    database.apply([Operation(kind, identity, fields)], author="anna", now=company.NOW)


def at(database: Database, objective: str, day: date) -> tuple[float | None, float | None, str]:
    row = outline(database, day).objectives[objective]
    return row.progress, row.coverage, row.reason


@pytest.mark.parametrize("state", ["active", "closed"])
def test_a_value_of_a_later_day_moves_nothing_and_one_that_is_entered_later_does(tmp_path: Path, state: str) -> None:
    database, objective = quarter(tmp_path / "a.goaltui")
    change(database, EntityKind.OBJECTIVE, objective, {"state": state})
    values = {date(2026, 9, 29): 5.0, LAST + timedelta(days=1): 9.0}
    key_result = company.key_result(database, objective, "Customers", 0, 10, values)
    assert at(database, objective, LAST)[0] == at(database, objective, AFTER)[0] == 0.5
    row = outline(database).key_results[key_result]
    assert (row.value, row.checked_in, row.expected) == (5, date(2026, 9, 29), 1)
    late: dict[str, Value] = {"measure": row.measure, "key_result": key_result, "date": LAST.isoformat(), "value": 8}
    company.write(database, EntityKind.CHECK_IN, late)
    assert at(database, objective, AFTER)[0] == 0.8


def test_nobody_has_spoken_so_it_is_not_done(tmp_path: Path) -> None:
    database, objective = quarter(tmp_path / "a.goaltui")
    told = company.key_result(database, objective, "Told", 0, 1, {date(2026, 9, 20): 1})
    change(database, EntityKind.KEY_RESULT, told, DONE)
    for title in "abcd":
        change(database, EntityKind.KEY_RESULT, company.key_result(database, objective, title, 0, 1, {}), DONE)
    row = outline(database).objectives[objective]
    assert (row.progress, row.coverage, row.status) == (0.2, 1, Status.AT_RISK)


def test_what_has_no_value_is_left_out_while_it_runs_and_counts_nothing_from_the_day_after(tmp_path: Path) -> None:
    path = tmp_path / "a.goaltui"
    database, objective = quarter(path)
    company.key_result(database, objective, "Told", 0, 10, {date(2026, 9, 29): 10})
    for title in "abcd":
        company.key_result(database, objective, title, 0, 10, {})
    assert at(database, objective, LAST) == (1, 0.2, "100 % of 100 % expected, 20 % measured")
    assert at(database, objective, LAST + timedelta(days=1)) == (0.2, 0.2, "20 % of 100 % expected, 20 % measured")
    for looked in (LAST, AFTER):
        workspace = seen(path, looked)
        row = workspace.look.outline().objectives[objective]
        (cycle,) = cycles_view(workspace).cycles
        assert (cycle.progress, cycle.coverage) == (row.progress, row.coverage)
        chart, (small,) = chart_of(workspace, objective), small_charts(workspace, "2026-Q3").charts
        assert chart.curve.points[-1][1] == pytest.approx((row.progress or 0) * 100)
        assert (chart.coverage, small.coverage, small.progress) == (row.coverage, row.coverage, row.progress)
    found = close_cycle.stop(seen(path), objective)
    assert (found.progress, found.coverage, len(found.unmeasured)) == (0.2, 0.2, 4)
    assert found.suggested is not None
    assert found.suggested.value == 0.2


def test_a_close_before_the_end_counts_nothing_too(tmp_path: Path) -> None:
    path = tmp_path / "a.goaltui"
    database, objective = quarter(path)
    company.key_result(database, objective, "Told", 0, 10, {date(2026, 8, 29): 10})
    company.key_result(database, objective, "Quiet", 0, 10, {})
    found = close_cycle.stop(seen(path, date(2026, 8, 30)), objective)
    assert (found.progress, found.unmeasured) == (0.5, ("Quiet",))
    change(database, EntityKind.OBJECTIVE, objective, {"state": "closed"})
    workspace = seen(path, date(2026, 8, 30))
    assert workspace.look.outline().objectives[objective].progress == 0.5
    assert chart_of(workspace, objective).curve.points[-1][1] == 50


def test_nearly_all_and_something_never_measured_is_not_on_track_once_it_is_over(tmp_path: Path) -> None:
    database, objective = quarter(tmp_path / "a.goaltui")
    told = company.key_result(database, objective, "Told", 0, 10, {LAST: 10})
    change(database, EntityKind.KEY_RESULT, told, {"weight": 19})
    company.key_result(database, objective, "Quiet", 0, 10, {})
    before, after = (outline(database, day).objectives[objective] for day in (LAST, AFTER))
    assert (before.status, after.status) == (Status.ON_TRACK, Status.BEHIND)
    assert after.progress == 0.95


def test_what_goes_on_below_counts_as_it_stood_on_the_last_day(tmp_path: Path) -> None:
    path = tmp_path / "a.goaltui"
    database, objective = quarter(path)
    year = company.cycle(database, "2026", date(2026, 1, 1), date(2026, 12, 31))
    fields: dict[str, Value] = {"title": "Below", "parent": objective, "cycle": year}
    below = company.write(database, EntityKind.OBJECTIVE, fields)
    company.key_result(database, below, "Customers", 0, 10, {date(2026, 9, 1): 4, date(2026, 11, 1): 9})
    found = outline(database)
    assert (found.objectives[below].progress, found.objectives[objective].progress) == (0.9, 0.4)
    (part,) = found.objectives[objective].counting
    assert isinstance(part, ObjectiveRow)
    assert part.progress == 0.4
    assert at(database, objective, LAST)[0] == 0.4
    workspace = seen(path)
    assert chart_of(workspace, objective).curve.points[-1][1] == 40
    why = "\n".join(line.text for line in detail_of(workspace, objective).why)
    assert "40 % × weight 100 %" in why


def test_a_milestone_that_is_ticked_off_after_the_end_was_open(tmp_path: Path) -> None:
    database, objective = quarter(tmp_path / "a.goaltui")
    key_result = company.key_result(database, objective, "Steps", 0, 1, {})
    change(database, EntityKind.KEY_RESULT, key_result, {"condition": "milestones"})
    for title, done in (("Draft", "2026-09-20"), ("Ship", "2026-10-05")):
        step: dict[str, Value] = {"key_result": key_result, "title": title, "done": True, "done_on": done}
        company.write(database, EntityKind.MILESTONE, step)
    assert outline(database).key_results[key_result].progress == 0.5


def test_an_objective_whose_parts_weigh_nothing_says_so(tmp_path: Path) -> None:
    database, objective = quarter(tmp_path / "a.goaltui")
    assert at(database, objective, AFTER) == (None, None, "nothing counts in it yet")
    key_result = company.key_result(database, objective, "Told", 0, 10, {date(2026, 9, 1): 10})
    change(database, EntityKind.KEY_RESULT, key_result, {"weight": 0})
    assert at(database, objective, AFTER) == (None, None, "what counts in it weighs 0")


def test_a_check_in_on_what_is_over_is_asked_about_and_counts_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.goaltui"
    database, objective = quarter(path)
    key_result = company.key_result(database, objective, "Reports", 0, 10, {date(2026, 9, 29): 9})
    workspace = seen(path)
    assert preview(check_in_target(workspace, key_result), "10", AFTER).progress == 0.9
    with pytest.raises(Doubtful, match=r"its cycle ended on 30 Sep.*2026-09-30 dates it to the last day.* Again."):
        write_check_in(workspace, key_result, "10", again="Again.")
    done = write_check_in(workspace, key_result, "10")
    assert "does not count there" in done.sentence
    assert workspace.look.outline().key_results[key_result].progress == 0.9
    write_check_in(workspace, key_result, "10 ^2026-09-30", again="Again.")
    assert workspace.look.outline().key_results[key_result].progress == 1
