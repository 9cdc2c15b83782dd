"""What a chart shows: values, levels, what was expected, the notes; drawn in exactly the cells there are."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.model.errors import Refused
from goaltui.services.charting import ChartView, chart_of, described
from goaltui.services.rows import CheckInRow
from goaltui.tui.widgets.plot import draw
from tests.services.test_review import HOSTILE, opened

DAY = date(2026, 8, 31)


def view(*values: float, lines: tuple[tuple[str, float], ...] = (("target", 100.0),)) -> ChartView:
    points = tuple((DAY - timedelta(days=len(values) - place), value) for place, value in enumerate(values))
    window = (DAY - timedelta(days=max(len(values), 1)), DAY)
    return ChartView("Ship", "", DAY, window, points, lines, (), None, ())


def test_a_key_result_has_its_target_and_what_was_expected(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    identity = workspace.resolve("Going well", EntityKind.KEY_RESULT).id
    workspace.check_in(identity, "85 [/] nearly 日本語")
    found = chart_of(workspace, identity)
    assert [level for _, level in found.lines] == [100]
    expected = [(day.isoformat(), value) for day, value in found.expected]
    assert (expected[0], expected[-1]) == (("2026-07-01", 0), ("2026-09-30", 100))
    assert [row.value for row in found.check_ins] == [80, 85]
    assert described(found.check_ins[-1], "", found.today) == "31 Aug   85   eva   [/] nearly 日本語"


def test_a_measure_has_its_goal_and_red_flag(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    found = chart_of(workspace, workspace.resolve("Churn", EntityKind.MEASURE).id)
    assert found.lines == (("goal", 1.5), ("red flag", 3.0))


def test_what_has_no_values_of_its_own_is_refused(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    with pytest.raises(Refused, match="key result or a measure"):
        chart_of(workspace, workspace.resolve("Customers stay", EntityKind.OBJECTIVE).id)


@pytest.mark.parametrize("size", [(58, 12), (76, 16), (196, 40)])
@pytest.mark.parametrize(
    "values", [(), (5.0,), (-3.0, 4.0, -9.5), (7.0, 7.0), tuple(float(number % 97) for number in range(2_000))]
)
def test_it_fills_its_cells_whatever_the_values(size: tuple[int, int], values: tuple[float, ...]) -> None:
    lines = draw(view(*values), size, DAY, ascii_only=True).splitlines()
    assert len(lines) == size[1]
    assert all(line.isascii() or "\x1b" in line for line in lines)


def test_a_value_at_the_target_stands_on_its_line() -> None:
    lines = draw(view(0, 50, 100, lines=(("target", 100.0),)), (60, 15), ascii_only=True).splitlines()
    highest = next(line for line in lines if "o" in line)
    assert "-" in highest
    assert "100" in highest


def test_a_check_in_without_a_value_is_told_too() -> None:
    row = CheckInRow(DAY, None, False, 4, None, HOSTILE, "bo")
    assert described(row, "%", DAY) == f"31 Aug   @4   bo   {HOSTILE}"
