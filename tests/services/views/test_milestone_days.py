"""Milestones on the days on which they were done: what an earlier day shows, and how the day is set."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField
from goaltui.model.records import MilestoneRecord
from goaltui.services.charts.plotting import Style, draw
from goaltui.services.checkin.milestones import Steps, steps_of, tick
from goaltui.services.core import formatting
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.ownership import Reach
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.duplicate import duplicate
from goaltui.services.forms.attachments import part_form, parts, save_part
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.lifecycle import checkin_round as rounds
from goaltui.services.views.charts import chart_of, small_charts
from goaltui.services.views.detail import detail_of
from goaltui.services.views.history.field_wording import told
from goaltui.services.views.history.revert import effects_of_taking_back
from goaltui.services.views.history.view import history_view, worth_showing
from tests.goals import NOW, opened, sample

TODAY = NOW.date()
MONDAY = date(2026, 11, 23)
_DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return opened(sample(tmp_path / "a.db").path)


@pytest.fixture
def ship(workspace: Workspace) -> str:
    """A key result of four milestones, none of them done."""
    objective = workspace.look.tree().roots[0].id
    form = open_form(workspace, EntityKind.KEY_RESULT, parent=objective).with_value("title", "Ship the map")
    form = form.with_value("condition", "milestones")
    return (
        save_form(workspace, form.with_value("milestones", "Draft 2026-10-15, Build 15 Nov, Test, Ship")).created or ""
    )


def steps(workspace: Workspace, ship: str) -> Steps:
    return steps_of(workspace, ship) or pytest.fail("it has no milestones")


def ids(workspace: Workspace, ship: str, *titles: str) -> set[str]:
    return {step.id for step in steps(workspace, ship).milestones if step.title in titles}


def done_on(workspace: Workspace, ship: str) -> dict[str, date | None]:
    return {step.title: step.done_on for step in workspace.database.things.milestones(ship) if step.done}


def ticked(workspace: Workspace, ship: str) -> None:
    """Draft on 12 October, Build on Monday."""
    tick(workspace, ship, ids(workspace, ship, "Draft"), "^2026-10-12")
    tick(workspace, ship, ids(workspace, ship, "Draft", "Build"), "^mon")


def edited(workspace: Workspace, ship: str, called: str, **values: str) -> None:
    row = next(row for row in parts(workspace, ship) if row.title == called)
    form = part_form(workspace, ship, EntityKind.MILESTONE, row.id)
    for name, value in values.items():
        form = form.with_value(name, value)
    save_part(workspace, form)


@given(done=st.booleans(), day=st.none() | _DAYS, looked=_DAYS, later=_DAYS)
def test_what_was_done_by_a_day_stays_done_after_it(done: bool, day: date | None, looked: date, later: date) -> None:
    step = MilestoneRecord("1", "2", "Draft", None, 1.0, done, day)
    shown = step.on(looked)
    assert shown.done == (done and (day is None or day <= looked))
    assert shown.done_on == (day if shown.done else None)
    assert shown.on(looked) == shown
    assert not shown.done or step.on(max(looked, later)).done
    assert step.on(date.max).done == done


def test_an_earlier_day_shows_the_milestones_as_they_stood(workspace: Workspace, ship: str) -> None:
    ticked(workspace, ship)
    for day, share, titles in (
        (date(2026, 10, 11), 0, set()),
        (date(2026, 10, 12), 0.25, {"Draft"}),
        (MONDAY - timedelta(days=1), 0.25, {"Draft"}),
        (MONDAY, 0.5, {"Draft", "Build"}),
    ):
        workspace.look_at(day)
        assert workspace.look.outline().key_results[ship].progress == share
        detail = detail_of(workspace, ship)
        assert detail.way is not None
        assert {step.title for step in detail.way.milestones if step.done} == titles
        assert f"Why {round(share * 100)} %" in [line.label for line in detail.why]
        assert set(done_on(workspace, ship)) == titles
    workspace.look_at(None)
    assert done_on(workspace, ship) == {"Draft": date(2026, 10, 12), "Build": MONDAY}


def test_what_is_done_on_no_day_that_is_known_is_done_from_when_it_was_said(workspace: Workspace, ship: str) -> None:
    edited(workspace, ship, "Test", done="yes")
    edited(workspace, ship, "Test", done_on="")
    assert done_on(workspace, ship) == {"Test": None}
    assert workspace.look.outline().key_results[ship].progress == 0.25
    workspace.look_at(date(2026, 10, 2))
    assert workspace.look.outline().key_results[ship].progress == 0


def test_opening_it_again_and_undo_take_the_day_back(workspace: Workspace, ship: str) -> None:
    ticked(workspace, ship)
    tick(workspace, ship, ids(workspace, ship, "Draft"))
    assert done_on(workspace, ship) == {"Draft": date(2026, 10, 12)}
    workspace.undo()
    assert done_on(workspace, ship) == {"Draft": date(2026, 10, 12), "Build": MONDAY}
    workspace.undo()
    workspace.undo()
    assert done_on(workspace, ship) == {}
    workspace.redo()
    assert done_on(workspace, ship) == {"Draft": date(2026, 10, 12)}


def test_the_chart_goes_up_on_the_days_on_which_they_were_done(workspace: Workspace, ship: str) -> None:
    assert len(chart_of(workspace, ship).curve.points) == 1
    ticked(workspace, ship)
    view = chart_of(workspace, ship)
    points = ((date(2026, 10, 1), 0), (date(2026, 10, 12), 25), (MONDAY, 50), (TODAY, 50))
    assert (view.unit, view.curve.points, view.curve.levels[0].now) == ("%", points, 100)
    assert [moment.day for moment in view.moments] == [date(2026, 10, 12), MONDAY]
    # Between two of them it stays where it was: the row of 25 % is a line, and nothing slopes up from it.
    lines = draw(view.curve, (60, 12), Style(ascii_only=True, bare=True)).splitlines()
    assert any("*" * 20 in line for line in lines)
    workspace.look_at(date(2026, 10, 20))
    assert [value for _, value in chart_of(workspace, ship).curve.points] == [0, 25, 25]


def test_what_is_expected_of_dated_milestones_is_drawn(workspace: Workspace, ship: str) -> None:
    edited(workspace, ship, "Test", due="2026-12-01")
    edited(workspace, ship, "Ship", due="2026-12-31")
    expected = dict(chart_of(workspace, ship).curve.expected)
    assert (expected[date(2026, 10, 1)], expected[date(2026, 12, 31)]) == (0, 100)


def test_why_so_much_is_expected_names_the_milestones_where_all_are_dated(workspace: Workspace, ship: str) -> None:
    def why() -> dict[str, str]:
        return {line.label: line.text for line in detail_of(workspace, ship).why}

    assert "along its dated milestones, the others after the last of them" in why().values()
    edited(workspace, ship, "Test", due="2026-12-01")
    edited(workspace, ship, "Ship", due="2026-12-31")
    assert why()["Why 64 % expected"] == "along its dated milestones"


def test_the_objective_above_draws_the_same_past(workspace: Workspace, ship: str) -> None:
    ticked(workspace, ship)
    objective = workspace.look.tree().roots[0].id
    points = dict(chart_of(workspace, objective).curve.points)
    assert (points[date(2026, 10, 12)], points[MONDAY], points[TODAY]) == (25, 50, 50)
    (small,) = small_charts(workspace, "2026-Q4").charts
    assert dict(small.curve.points) == points


def test_the_round_sets_the_day_and_moves_it_where_the_line_is_mended(workspace: Workspace, ship: str) -> None:
    workspace.close()
    workspace = Workspace.open(workspace.path, author="anna", clock=FixedClock(NOW + timedelta(days=8)))
    row = next(row for row in rounds.due(workspace, Reach.ALL).rows if row.id == ship)
    stop = rounds.stop(workspace, row)
    wanted = frozenset(ids(workspace, ship, "Draft"))
    entered = rounds.enter(workspace, stop, "@7", done=wanted)
    assert done_on(workspace, ship) == {"Draft": TODAY + timedelta(days=8)}
    again = rounds.stop(workspace, row)
    rounds.enter(workspace, again, "@7 ^2026-11-23", batch=entered.batch, earlier=entered, done=wanted)
    assert done_on(workspace, ship) == {"Draft": MONDAY}
    (check_in,) = workspace.database.series.check_ins(key_result=ship, until=None, limit=None)
    assert (check_in.date, check_in.note) == (MONDAY, "Done: Draft")


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ({"done": "yes"}, TODAY),
        ({"done": "yes", "done_on": "mon"}, MONDAY),
        ({"done_on": "12 Oct"}, date(2026, 10, 12)),
        ({"done_on": "2026-11-24"}, TODAY),
    ],
)
def test_a_day_typed_in_its_form_means_done(
    workspace: Workspace, ship: str, typed: dict[str, str], stands: date
) -> None:
    edited(workspace, ship, "Test", **typed)
    assert done_on(workspace, ship) == {"Test": stands}
    edited(workspace, ship, "Test", title="Tested")
    assert done_on(workspace, ship) == {"Tested": stands}
    assert f"done {formatting.day(stands, TODAY)}" in [row.context for row in parts(workspace, ship)]
    edited(workspace, ship, "Tested", done="no")
    assert done_on(workspace, ship) == {}


@pytest.mark.parametrize("day", ["25 Nov", "2026-12-24", "tomorrow", "[/", "2026-02-30", "20 Nov or so"])
def test_a_day_that_has_not_come_or_is_none_is_refused(workspace: Workspace, ship: str, day: str) -> None:
    with pytest.raises(InvalidField) as refused:
        edited(workspace, ship, "Test", done_on=day)
    assert refused.value.field == "done_on"
    assert done_on(workspace, ship) == {}


def test_the_history_says_when_it_was_done(workspace: Workspace, ship: str) -> None:
    edited(workspace, ship, "Test", done_on="mon")
    batch = history_view(workspace).batches[0]
    assert batch.sentence == "milestone 'Test': done on 23 Nov"
    assert [told(row) for row in worth_showing(batch)] == ["done on 23 Nov"]
    assert effects_of_taking_back(batch) == ("'Test' is open again",)
    tick(workspace, ship, set())
    batch = history_view(workspace).batches[0]
    assert batch.sentence == "checked in on 'Ship the map'"
    assert "open" in [told(row) for row in worth_showing(batch)]
    assert effects_of_taking_back(batch) == ("'Test' is done again",)


def test_a_copy_is_open_on_no_day(workspace: Workspace, ship: str) -> None:
    ticked(workspace, ship)
    copied = duplicate(workspace, ship).created or ""
    assert [(step.done, step.done_on) for step in workspace.database.things.milestones(copied)] == [(False, None)] * 4


def test_the_day_that_matters_is_told() -> None:
    step = MilestoneRecord("1", "2", "Draft", date(2026, 11, 20), 1.0, False)
    assert formatting.step_day(step, TODAY) == "late 20 Nov"
    assert formatting.step_day(step._replace(due=None), TODAY) == ""
    assert formatting.step_day(step._replace(due=date(2026, 12, 15)), TODAY) == "15 Dec"
    assert formatting.step_day(step._replace(done=True), TODAY) == "20 Nov"
    assert formatting.step_day(step._replace(done=True, done_on=date(2025, 11, 30)), TODAY) == "done 30 Nov 2025"
