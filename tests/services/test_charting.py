"""What a chart shows: values, levels, what was expected, the notes; drawn in exactly the cells there are."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.model.records import CheckInRecord
from goaltui.services.charting import chart_of, described, small_charts
from goaltui.services.curve_rows import Curve, Level
from goaltui.services.drawing import Style, draw, legend
from tests.services.test_review import HOSTILE, opened

DAY = date(2026, 8, 31)
PLAIN = Style(ascii_only=True)
MONTHLY = """\
[[measures]]
title = "Orders"
frequency = "month"
scoring = { goal = 10, red_flag = 5 }
values = { 2026-01-31 = 4, 2026-02-28 = 6, 2026-05-31 = 8 }

  [[measures.targets]]
  start = 2026-05-01
  scoring = { goal = 20, red_flag = 5 }
"""


def curve(*values: float, target: float = 100.0) -> Curve:
    points = tuple((DAY - timedelta(days=len(values) - place), value) for place, value in enumerate(values))
    window = (DAY - timedelta(days=max(len(values), 1)), DAY)
    return Curve(DAY, window, (points,) if points else (), (Level("target", ((window[0], target),)),))


def test_a_key_result_has_its_target_and_what_was_expected(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    identity = workspace.resolve("Going well", EntityKind.KEY_RESULT).id
    workspace.check_in(identity, "85 [/] nearly 日本語")
    view = chart_of(workspace, identity)
    assert [(level.name, level.now) for level in view.curve.levels] == [("target", 100)]
    expected = [(day.isoformat(), value) for day, value in view.curve.expected]
    assert (expected[0], expected[-1]) == (("2026-07-01", 0), ("2026-09-30", 100))
    assert [value for _, value in view.curve.points] == [80, 85]
    assert view.moments[-1].text == "31 Aug   85   eva   [/] nearly 日本語"


def test_what_is_expected_bends_where_a_phase_ends(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    identity = workspace.resolve("Going well", EntityKind.KEY_RESULT).id
    workspace.save(workspace.form(EntityKind.KEY_RESULT, identity).with_value("phases", "15 Aug 20, 16 Aug 70"))
    expected = dict(chart_of(workspace, identity).curve.expected)
    assert expected[date(2026, 8, 15)] == pytest.approx(20)
    assert expected[date(2026, 8, 16)] == pytest.approx(70)


def test_a_measure_has_its_goal_and_red_flag(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    view = chart_of(workspace, workspace.resolve("Churn", EntityKind.MEASURE).id)
    assert [(level.name, level.now) for level in view.curve.levels] == [("goal", 1.5), ("red flag", 3.0)]


def test_a_measure_is_apart_where_a_month_has_no_value_and_its_goal_steps_where_it_was_moved(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    workspace.import_toml(MONTHLY, "orders.toml")
    found = chart_of(workspace, workspace.resolve("Orders", EntityKind.MEASURE).id).curve
    assert [[value for _, value in run] for run in found.runs] == [[4, 6], [8]]
    goal = next(level for level in found.levels if level.name == "goal")
    assert goal.steps == ((date(2026, 1, 31), 10), (date(2026, 5, 1), 20))


def test_an_objective_has_on_every_day_the_progress_that_the_tree_shows_for_it(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    workspace.check_in(workspace.resolve("Going well", EntityKind.KEY_RESULT).id, "85 ^2026-08-10")
    identity = workspace.resolve("Customers stay", EntityKind.OBJECTIVE).id
    view = chart_of(workspace, identity)
    assert [day for day, _ in view.curve.points] == [date(2026, 8, 10), date(2026, 8, 30), DAY]
    assert [moment.text.endswith(("Going well", HOSTILE)) for moment in view.moments] == [True] * 3
    for day, value in view.curve.points:
        workspace.look_at(day)
        progress = workspace.look.outline().objectives[identity].progress
        assert value == pytest.approx(100 * (progress or 0)), day


def test_a_cycle_has_its_objectives_in_the_order_of_the_tree(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    form = workspace.form(EntityKind.OBJECTIVE).with_value("title", "Nothing below").with_value("cycle", "2026-Q3")
    workspace.save(form)
    found = small_charts(workspace, "2026-Q3")
    assert [(small.title, bool(small.curve.points)) for small in found.charts] == [
        ("Customers stay", True),
        ("Nothing below", False),
    ]
    assert small_charts(workspace, "2026-Q4").charts == ()


def test_what_has_no_values_is_refused(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    form = workspace.form(EntityKind.INITIATIVE, parent=workspace.resolve("Customers stay", EntityKind.OBJECTIVE).id)
    created = workspace.save(form.with_value("title", "Ask them")).created
    with pytest.raises(Refused, match="a key result, a measure or an objective"):
        chart_of(workspace, created or "")


def test_an_objective_of_measures_alone_sends_to_their_charts(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    form = workspace.form(EntityKind.OBJECTIVE).with_value("title", "Lasting")
    objective = workspace.save(form).created or ""
    assert chart_of(workspace, objective).nothing == "Nothing under it was checked in yet."
    form = workspace.form(EntityKind.MEASURE, parent=objective).with_value("title", "Complaints")
    measure = workspace.save(form).created or ""
    assert chart_of(workspace, measure).takes
    workspace.check_in(measure, "4")
    with pytest.raises(Refused, match="No key result below has a value; the scorecard has"):
        chart_of(workspace, objective)
    assert [value for _, value in chart_of(workspace, measure).curve.points] == [4.0]
    workspace.look_at(date(2026, 8, 1))
    assert not chart_of(workspace, measure).takes


@pytest.mark.parametrize("bare", [False, True])
@pytest.mark.parametrize("size", [(30, 6), (58, 12), (76, 16), (196, 40)])
@pytest.mark.parametrize(
    "values", [(), (5.0,), (-3.0, 4.0, -9.5), (7.0, 7.0), tuple(float(number % 97) for number in range(2_000))]
)
def test_it_fills_its_cells_whatever_the_values(size: tuple[int, int], values: tuple[float, ...], bare: bool) -> None:
    lines = draw(curve(*values), size, Style(ascii_only=True, bare=bare)).splitlines()
    assert len(lines) == size[1]
    assert all(len(line) == size[0] and line.isascii() for line in lines)


def test_a_value_at_the_target_stands_on_its_line() -> None:
    lines = draw(curve(0, 50, 100), (60, 15), PLAIN).splitlines()
    highest = next(line for line in lines if "o" in line)
    assert "-" in highest
    assert "100" in highest


@given(
    height=st.integers(4, 15),
    target=st.integers(2, 500),
    shares=st.lists(st.floats(0, 1), min_size=1, max_size=4),
)
def test_a_number_beside_a_row_is_drawn_in_that_row(height: int, target: int, shares: list[float]) -> None:
    first, last = date(2026, 7, 1), date(2026, 9, 30)
    days = tuple((first + timedelta(days=place), target * share) for place, share in enumerate((*shares, 0.0)))
    held = Level("target", ((first, float(target)),))
    lines = draw(Curve(last, (first, last), (days,), (held,)), (60, height), PLAIN).splitlines()
    labels = [re.match(r"\s*(\d[\d,.]*)\+", line) for line in lines]
    rows = {float(found[1].replace(",", "")): place for place, found in enumerate(labels) if found}
    bottom, steps = height - 3, height - 4
    for value, row in rows.items():
        assert abs(bottom - row - value / target * steps) <= 0.51
    assert rows if height >= 6 else not rows


def test_a_target_without_values_stands_above_zero() -> None:
    lines = draw(curve(), (60, 15), PLAIN).splitlines()
    labels = [line.split("+")[0].strip() for line in lines if "+" in line]
    assert {"0", "100"} <= set(labels)


def test_the_legend_names_what_is_drawn() -> None:
    assert [text for text, _ in legend(curve(0, 50), ascii_only=True)] == ["o value", "-- target 100"]
    assert [text for text, _ in legend(curve(), ascii_only=True)] == ["-- target 100"]


def test_a_check_in_without_a_value_is_told_too() -> None:
    record = CheckInRecord("c", "m", None, DAY, None, False, 4, None, HOSTILE, "bo", 0)
    assert described(record, "%", DAY) == f"31 Aug   @4   bo   {HOSTILE}"
