"""A period that runs is held against what has elapsed of it; the last closed one is carried until the next is due."""

from datetime import date

import pytest

from goaltui.model.enums import Aggregation, DataState, Frequency, RunningPeriod
from goaltui.model.records import Point
from goaltui.model.scoring import Scoring
from goaltui.rules.scoring import measure_score
from goaltui.rules.scoring.data_state import MeasureReading, judging, reading

SIGNED = [("2026-07-20", 40), ("2026-08-20", 45), ("2026-10-31", 30), ("2026-11-28", 15)]
QUARTER = Scoring.of({"goal": 90, "red_flag": 60})


def points(*values: tuple[str, float]) -> list[Point]:
    return [Point(date.fromisoformat(day), float(value), False) for day, value in values]


def signed(today: str, running: RunningPeriod = RunningPeriod.ELAPSED) -> MeasureReading:
    return reading(
        points(*SIGNED), Frequency.QUARTER, Aggregation.SUM, date.fromisoformat(today), applies=True, running=running
    )


def score(found: MeasureReading) -> float | None:
    rule = judging(QUARTER, found)
    return None if rule is None or found.value is None else measure_score.score(rule, found.value)


def test_a_running_sum_is_judged_by_the_days_elapsed() -> None:
    found = signed("2026-11-28")
    assert found.elapsed is not None
    assert (found.value, found.elapsed.day, found.elapsed.days) == (45, 59, 92)
    rule = judging(QUARTER, found)
    assert rule is not None
    assert [round(number, 1) for number in rule.numbers] == [57.7, 38.5]
    assert score(found) == pytest.approx(44.6, abs=0.05)


def test_the_last_day_is_judged_by_the_whole() -> None:
    found = signed("2026-12-31")
    assert found.elapsed is None
    assert judging(QUARTER, found) == QUARTER


def test_a_running_sum_may_be_left_out_until_its_period_ends() -> None:
    found = signed("2026-11-28", RunningPeriod.LEFT_OUT)
    assert (found.value, found.state, found.period.label) == (85, DataState.CARRIED, "2026-Q3")
    first = signed("2026-08-30", RunningPeriod.LEFT_OUT)
    assert (first.value, first.judged, score(first)) == (85, False, None)
    assert signed("2026-12-31", RunningPeriod.LEFT_OUT).value == 45


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2026-09-30", DataState.MEASURED),
        ("2026-10-31", DataState.CARRIED),
        ("2026-11-05", DataState.CARRIED),
        ("2026-11-06", DataState.MISSING),
        ("2026-12-31", DataState.MISSING),
    ],
)
def test_a_value_in_arrears_is_carried_until_the_next_is_due(today: str, state: DataState) -> None:
    found = reading(points(("2026-09-30", 4)), Frequency.MONTH, Aggregation.LAST, date.fromisoformat(today))
    assert found.state is state
    assert found.value == (None if state is DataState.MISSING else 4)
