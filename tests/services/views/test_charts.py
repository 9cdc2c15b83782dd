"""What a chart shows: values, levels, what was expected, the notes; drawn in exactly the cells there are."""

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.model.records import CheckInRecord
from goaltui.services.charts.plotting import Style, draw, legend
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.rows.curves import Curve, Level
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.naming import resolve
from goaltui.services.transfer.toml_files import import_toml
from goaltui.services.views.charts import chart_of, described, small_charts
from tests.goals import goals, loose_measure, measure, objective
from tests.services.review.test_agenda import HOSTILE, opened

DAY = date(2026, 8, 31)
PLAIN = Style(ascii_only=True)
MONTHLY = goals(
    loose_measure(
        "Orders",
        frequency="month",
        scoring={"goal": 10, "red_flag": 5},
        values={"2026-01-31": 4, "2026-02-28": 6, "2026-05-31": 8},
        targets=[{"start": "2026-05-01", "scoring": {"goal": 20, "red_flag": 5}}],
    ),
)


def curve(*values: float, target: float = 100.0) -> Curve:
    points = tuple((DAY - timedelta(days=len(values) - place), value) for place, value in enumerate(values))
    window = (DAY - timedelta(days=max(len(values), 1)), DAY)
    return Curve(DAY, window, (points,) if points else (), (Level("target", ((window[0], target),)),))


def test_a_key_result_has_its_target_and_what_was_expected(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    identity = resolve(workspace.database, "Going well", EntityKind.KEY_RESULT).id
    write_check_in(workspace, identity, "85 [/] nearly 日本語")
    view = chart_of(workspace, identity)
    assert [(level.name, level.now) for level in view.curve.levels] == [("target", 100)]
    expected = [(day.isoformat(), value) for day, value in view.curve.expected]
    assert (expected[0], expected[-1]) == (("2026-07-01", 0), ("2026-09-30", 100))
    assert [value for _, value in view.curve.points] == [80, 85]
    assert view.moments[-1].text == "31 Aug   85   eva   [/] nearly 日本語"


def test_what_is_expected_bends_where_a_phase_ends(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    identity = resolve(workspace.database, "Going well", EntityKind.KEY_RESULT).id
    save_form(
        workspace, open_form(workspace, EntityKind.KEY_RESULT, identity).with_value("phases", "15 Aug 20, 16 Aug 70")
    )
    expected = dict(chart_of(workspace, identity).curve.expected)
    assert expected[date(2026, 8, 15)] == pytest.approx(20)
    assert expected[date(2026, 8, 16)] == pytest.approx(70)


def test_a_measure_has_its_goal_and_red_flag(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    view = chart_of(workspace, resolve(workspace.database, "Churn", EntityKind.MEASURE).id)
    assert [(level.name, level.now) for level in view.curve.levels] == [("goal", 1.5), ("red flag", 3.0)]


def test_a_measure_is_apart_where_a_month_has_no_value_and_its_goal_steps_where_it_was_moved(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    import_toml(workspace, MONTHLY, "orders.toml")
    found = chart_of(workspace, resolve(workspace.database, "Orders", EntityKind.MEASURE).id).curve
    assert [[value for _, value in run] for run in found.runs] == [[4, 6], [8]]
    goal = next(level for level in found.levels if level.name == "goal")
    assert goal.steps == ((date(2026, 1, 31), 10), (date(2026, 5, 1), 20))


def test_an_objective_has_on_every_day_the_progress_that_the_tree_shows_for_it(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    write_check_in(workspace, resolve(workspace.database, "Going well", EntityKind.KEY_RESULT).id, "85 ^2026-08-10")
    identity = resolve(workspace.database, "Customers stay", EntityKind.OBJECTIVE).id
    view = chart_of(workspace, identity)
    assert [day for day, _ in view.curve.points] == [date(2026, 8, 10), date(2026, 8, 30), DAY]
    assert [moment.text.endswith(("Going well", HOSTILE)) for moment in view.moments] == [True] * 3
    for day, value in view.curve.points:
        workspace.look_at(day)
        progress = workspace.look.outline().objectives[identity].progress
        assert value == pytest.approx(100 * (progress or 0)), day


def test_a_cycle_has_its_objectives_in_the_order_of_the_tree(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    form = (
        open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "Nothing below").with_value("cycle", "2026-Q3")
    )
    save_form(workspace, form)
    found = small_charts(workspace, "2026-Q3")
    assert [(small.title, bool(small.curve.points)) for small in found.charts] == [
        ("Customers stay", True),
        ("Nothing below", False),
    ]
    assert small_charts(workspace, "2026-Q4").charts == ()


def test_what_has_no_values_is_refused(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    form = open_form(
        workspace, EntityKind.INITIATIVE, parent=resolve(workspace.database, "Customers stay", EntityKind.OBJECTIVE).id
    )
    created = save_form(workspace, form.with_value("title", "Ask them")).created
    with pytest.raises(Refused, match="a key result, a measure or an objective"):
        chart_of(workspace, created or "")


def test_an_objective_of_measures_alone_sends_to_their_charts(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    form = open_form(workspace, EntityKind.OBJECTIVE).with_value("title", "Lasting")
    objective = save_form(workspace, form).created or ""
    assert chart_of(workspace, objective).nothing == "Nothing under it has a check-in yet."
    form = open_form(workspace, EntityKind.MEASURE, parent=objective).with_value("title", "Complaints")
    measure = save_form(workspace, form).created or ""
    assert chart_of(workspace, measure).takes
    write_check_in(workspace, measure, "4")
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
    labels = [re.match(r"\s*(\d[\d .]*)\+", line) for line in lines]
    rows = {place: float(found[1].replace(" ", "")) for place, found in enumerate(labels) if found}
    apart = {(low - high, round(rows[high] - rows[low], 9)) for high, low in pairwise(rows)}
    assert len(apart) <= 1
    assert bool(rows) is (height >= 5)
    for rows_apart, step in apart:
        above = (height - 3 - next(place for place, line in enumerate(lines) if "----" in line)) * step / rows_apart
        assert abs(above - target) <= step / rows_apart


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


SUMS = goals(
    objective("More libraries join us", perspective="customer"),
    measure(
        "Libraries signed",
        frequency="quarter",
        aggregation="sum",
        scoring={"goal": 90, "red_flag": 60},
        values={"2026-07-20": 40, "2026-08-20": 45, "2026-10-31": 30, "2026-11-24": 15},
    ),
)


def test_a_sum_is_drawn_by_its_periods_and_the_running_one_beside_its_goal_so_far(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "a.db", 24, 11)
    import_toml(workspace, SUMS, "a.toml")
    curve = chart_of(workspace, resolve(workspace.database, "Libraries signed").id).curve
    assert curve.runs == (((date(2026, 9, 30), 85.0),), ((date(2026, 11, 24), 45.0),))
    (first, least), (today, wanted) = curve.expected
    assert (first, today) == (date(2026, 10, 1), date(2026, 11, 24))
    assert least == pytest.approx(90 / 92)
    assert wanted == pytest.approx(90 * 55 / 92)
    assert any(text == "⠂ ⠂ goal so far 53.8" for text, _ in legend(curve))
    # At the end of a period nothing is cut any more.
    workspace.look_at(date(2026, 9, 30))
    assert not chart_of(workspace, resolve(workspace.database, "Libraries signed").id).curve.expected


@pytest.mark.parametrize(("how", "quarter"), [("mean", 42.5), ("min", 40.0), ("max", 45.0)])
def test_what_is_aggregated_is_drawn_by_its_periods(tmp_path: Path, how: str, quarter: float) -> None:
    workspace = opened(tmp_path / "a.db", 24, 11)
    import_toml(workspace, SUMS.replace('"sum"', f'"{how}"'), "a.toml")
    curve = chart_of(workspace, resolve(workspace.database, "Libraries signed").id).curve
    assert curve.runs[0] == ((date(2026, 9, 30), quarter),)
    assert not curve.expected
