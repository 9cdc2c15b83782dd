"""What is expected of a key result begins when it does, and how often it wants a check-in follows its measure."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from goaltui.model.changes import Value
from goaltui.model.enums import EntityKind, Frequency
from goaltui.model.errors import InvalidField
from goaltui.rules.progress import pace
from goaltui.services.checkin.preview import preview
from goaltui.services.checkin.writing import check_in_target, write_check_in
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.views.charts import chart_of
from goaltui.services.views.detail import detail_of
from goaltui.services.views.today import today_of
from tests.services import company
from tests.services.core.test_ended_cycle import FIRST, LAST, change, outline, quarter, seen

MIDDLE = date(2026, 8, 15)


def lines(path: Path, identity: str, day: date) -> dict[str, str]:
    return {line.label: line.text for line in detail_of(seen(path, day), identity).why}


@pytest.mark.parametrize(
    ("day", "wanted"),
    [(MIDDLE, 0.0), (MIDDLE + timedelta(days=1), 1 / 46), (LAST, 1.0), (LAST + timedelta(days=9), 1.0)],
)
def test_one_added_in_mid_cycle_is_expected_from_that_day_on(tmp_path: Path, day: date, wanted: float) -> None:
    path = tmp_path / "a.goaltui"
    _, objective = quarter(path)
    workspace = seen(path, MIDDLE)
    form = open_form(workspace, EntityKind.KEY_RESULT, parent=objective)
    assert form.value("first_day") == "2026-08-15"
    made = save_form(workspace, form.with_value("title", "Customers").with_value("target", "20")).created or ""
    row = seen(path, day).look.outline().key_results[made]
    assert row.first_day == MIDDLE
    assert row.expected == pytest.approx(wanted)


@pytest.mark.parametrize("day", [FIRST, FIRST - timedelta(days=20), LAST + timedelta(days=1)])
def test_one_added_before_the_cycle_begins_or_after_its_end_begins_with_it(tmp_path: Path, day: date) -> None:
    path = tmp_path / "a.goaltui"
    _, objective = quarter(path)
    workspace = seen(path, day)
    form = open_form(workspace, EntityKind.KEY_RESULT, parent=objective)
    assert form.value("first_day") == ""
    made = save_form(workspace, form.with_value("title", "Customers").with_value("target", "20")).created or ""
    assert workspace.look.outline().key_results[made].first_day == FIRST


@pytest.mark.parametrize(
    ("first", "due", "field", "said"),
    [
        ("2026-06-30", "", "first_day", "30 Jun, is not in the cycle, which goes from 1 Jul to 30 Sep."),
        ("2026-10-01", "", "first_day", "1 Oct, is not in the cycle"),
        ("", "2026-06-30", "due", "due on 30 Jun, before the first day of its cycle, 1 Jul;"),
        ("2026-08-01", "2026-07-31", "due", "due on 31 Jul, before its first day, 1 Aug;"),
    ],
)
def test_a_day_before_its_first_one_is_refused(tmp_path: Path, first: str, due: str, field: str, said: str) -> None:
    path = tmp_path / "a.goaltui"
    _, objective = quarter(path)
    workspace = seen(path, MIDDLE)
    form = open_form(workspace, EntityKind.KEY_RESULT, parent=objective)
    for name, value in (("title", "Customers"), ("target", "20"), ("first_day", first), ("due", due)):
        form = form.with_value(name, value)
    with pytest.raises(InvalidField) as refused:
        save_form(workspace, form)
    assert refused.value.field == field
    assert said in str(refused.value)


def test_the_days_are_counted_in_one_way_and_the_arithmetic_gives_the_figure(tmp_path: Path) -> None:
    path = tmp_path / "a.goaltui"
    database, objective = quarter(path)
    key_result = company.key_result(database, objective, "Customers", 0, 10, {FIRST: 1})
    day = FIRST + timedelta(days=59)
    assert lines(path, key_result, day)["Why 65 % expected"] == "day 60 of 92: (60 − 1) / (92 − 1) = 65 %"
    assert "day 60 of 92 of its cycle" in lines(path, objective, day)["Why 65 % expected"]
    assert pace.day_of(FIRST, day, LAST) == (60, 92)
    change(database, EntityKind.KEY_RESULT, key_result, {"first_day": "2026-08-15"})
    told = lines(path, key_result, day)
    assert told["Why 30 % expected"] == "day 15 of 47 from 15 Aug: (15 − 1) / (47 − 1) = 30 %"


def test_one_of_which_nothing_was_said_since_its_first_day_is_pending_and_not_on_track(tmp_path: Path) -> None:
    path = tmp_path / "a.goaltui"
    database, objective = quarter(path)
    key_result = company.key_result(database, objective, "Customers", 0, 10, {MIDDLE - timedelta(days=1): 1})
    change(database, EntityKind.KEY_RESULT, key_result, {"first_day": MIDDLE.isoformat()})
    row = outline(database, MIDDLE).key_results[key_result]
    assert (row.status.value, row.reason) == ("pending", "10 %, no check-in since its first day")
    workspace = seen(path, MIDDLE)
    older = preview(check_in_target(workspace, key_result), f"2 ^{FIRST}", MIDDLE)
    assert older.status is not None
    assert older.status.value == "pending"
    assert "on track" in write_check_in(workspace, key_result, "1").sentence


def test_the_chart_expects_nothing_before_the_first_day(tmp_path: Path) -> None:
    path = tmp_path / "a.goaltui"
    database, objective = quarter(path)
    key_result = company.key_result(database, objective, "Customers", 0, 10, {FIRST: 1})
    change(database, EntityKind.KEY_RESULT, key_result, {"first_day": "2026-08-15"})
    expected = chart_of(seen(path, MIDDLE), key_result).curve.expected
    assert (expected[0], expected[-1]) == ((MIDDLE, 0), (LAST, 10))
    above = dict(chart_of(seen(path, MIDDLE), objective).curve.expected)
    assert (above[MIDDLE], above[LAST]) == (0, 100)


def test_milestones_without_a_day_are_expected_after_the_dated_ones() -> None:
    along = pace.along_steps(FIRST, LAST, [(date(2026, 7, 31), 1), (None, 1), (date(2026, 8, 31), 2)])
    assert along is not None
    assert [
        pace.expected_by_milestones(along, date(2026, month, day)) for month, day in ((7, 31), (8, 31), (9, 30))
    ] == [
        0.25,
        0.75,
        1,
    ]
    assert pace.expected_by_milestones(along, date(2026, 9, 15)) == 0.75 + 0.25 * 15 / 30
    assert pace.along_steps(FIRST, LAST, [(None, 1.0)]) is None
    on_the_last = pace.along_steps(FIRST, LAST, [(LAST, 1), (None, 1)])
    assert on_the_last is not None
    assert pace.expected_by_milestones(on_the_last, LAST) == 1


@pytest.mark.parametrize(
    ("frequency", "own", "wanted"),
    [("month", None, date(2026, 8, 1)), ("quarter", None, None), ("month", "week", date(2026, 7, 8))],
)
def test_the_cadence_follows_the_measure_unless_there_is_one(
    tmp_path: Path, frequency: str, own: str | None, wanted: date | None
) -> None:
    database, objective = quarter(tmp_path / "a.goaltui")
    measure = company.write(database, EntityKind.MEASURE, {"title": "Churn", "frequency": frequency})
    fields: dict[str, Value] = {"title": "Lower", "objective": objective, "measure": measure, "start": 3, "target": 1}
    key_result = company.write(database, EntityKind.KEY_RESULT, fields | ({"cadence": own} if own else {}))
    company.write(database, EntityKind.CHECK_IN, {"measure": measure, "date": FIRST.isoformat(), "value": 3})
    found = outline(database, date(2026, 7, 20))
    assert found.key_results[key_result].next_due == wanted
    assert found.sources[key_result].record.rhythm == Frequency(own or frequency)
    assert (found.key_results[key_result].status.value == "outdated") == (own == "week")


def test_what_is_all_ticked_off_is_not_due_and_does_not_grow_old(tmp_path: Path) -> None:
    path = tmp_path / "a.goaltui"
    database, objective = quarter(path)
    key_result = company.key_result(database, objective, "Steps", 0, 1, {FIRST: 0})
    change(database, EntityKind.KEY_RESULT, key_result, {"condition": "milestones"})
    step: dict[str, Value] = {"key_result": key_result, "title": "Draft", "done": True, "done_on": "2026-07-20"}
    company.write(database, EntityKind.MILESTONE, step)
    assert not today_of(seen(path, MIDDLE)).due
    assert outline(database, MIDDLE).key_results[key_result].status.value == "on_track"
    assert today_of(seen(path, date(2026, 7, 19))).due
