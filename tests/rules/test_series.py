"""Rules over dates and series: data states, due days, status precedence, mended trees, forecast, evidence."""

from datetime import date, timedelta

import pytest

from goaltui.model.enums import Aggregation, DataState, Frequency, ManualStatus, Status, StatusPreset
from goaltui.model.records import Point
from goaltui.rules.progress.forecast import forecast
from goaltui.rules.progress.periods import next_due, period_of
from goaltui.rules.progress.rhythm import Rhythm, up_to_date_until
from goaltui.rules.scoring.correlation import evidence
from goaltui.rules.scoring.data_state import reading
from goaltui.rules.scoring.status import JudgedStatus, standing
from goaltui.rules.structure.tree_repair import repaired

TODAY = date(2026, 8, 15)


def series(*days: str, estimate: bool = False) -> list[Point]:
    return [Point(date.fromisoformat(day), float(place), estimate) for place, day in enumerate(days, 1)]


def state(points: list[Point], frequency: Frequency = Frequency.MONTH, *, applies: bool = True) -> DataState:
    return reading(points, frequency, Aggregation.LAST, TODAY, applies=applies).state


def test_the_states_of_data_stay_apart() -> None:
    assert state([]) is DataState.NEVER
    assert state(series("2026-08-02")) is DataState.MEASURED
    assert state(series("2026-08-02", estimate=True)) is DataState.ESTIMATE
    assert state(series("2026-07-31")) is DataState.CARRIED
    assert state(series("2026-06-30")) is DataState.MISSING
    assert state(series("2026-08-02"), applies=False) is DataState.NOT_APPLICABLE
    assert state(series("2026-08-16")) is DataState.NEVER
    assert state(series("2020-01-01"), Frequency.IRREGULAR) is DataState.MEASURED


def test_a_missing_value_is_none_and_a_carried_one_is_that_of_the_period_before() -> None:
    assert reading(series("2026-06-30"), Frequency.MONTH, Aggregation.LAST, TODAY).value is None
    carried = reading(series("2026-07-01", "2026-07-31"), Frequency.MONTH, Aggregation.SUM, TODAY)
    assert (carried.value, carried.period.label, carried.on) == (3.0, "2026-07", date(2026, 7, 31))


@pytest.mark.parametrize(
    ("frequency", "label"),
    [
        (Frequency.DAY, "2026-08-15"),
        (Frequency.WEEK, "2026-W33"),
        (Frequency.MONTH, "2026-08"),
        (Frequency.TERTIAL, "2026-T2"),
        (Frequency.QUARTER, "2026-Q3"),
        (Frequency.HALF_YEAR, "2026-H2"),
        (Frequency.YEAR, "2026"),
    ],
)
def test_period_names(frequency: Frequency, label: str) -> None:
    assert period_of(TODAY, frequency).label == label


def test_a_week_belongs_to_the_year_of_its_thursday() -> None:
    assert period_of(date(2027, 1, 1), Frequency.WEEK).label == "2026-W53"


def test_check_ins_fall_due_one_cadence_later() -> None:
    assert next_due(None, date(2026, 7, 1), Frequency.WEEK) == date(2026, 7, 8)
    assert next_due(date(2026, 1, 31), None, Frequency.MONTH) == date(2026, 2, 28)
    assert next_due(date(2026, 1, 31), None, Frequency.IRREGULAR) is None
    assert Rhythm(Frequency.WEEK).due_after(date(2026, 8, 1), None) == date(2026, 8, 8)
    assert up_to_date_until(date(2026, 8, 8), (), date(2026, 8, 1)) == date(2026, 8, 11)


def stands(
    *,
    closed: bool = False,
    quiet_days: int | None = 1,
    manual: ManualStatus | None = None,
    progress: float | None = 0.35,
    expected: float | None = 45 / 91,
) -> JudgedStatus:
    checked_in = None if quiet_days is None else TODAY - timedelta(days=quiet_days)
    return standing(
        closed=closed,
        checked_in=checked_in,
        grace_until=up_to_date_until(checked_in + timedelta(weeks=1), (), checked_in) if checked_in else None,
        today=TODAY,
        manual=manual,
        progress=progress,
        expected=expected,
        preset=StatusPreset.STEADY,
    )


def test_the_first_status_that_applies_wins_and_says_why() -> None:
    manual = ManualStatus.ON_TRACK
    assert stands(closed=True, quiet_days=99, manual=manual).status is Status.CLOSED
    assert stands(quiet_days=99, manual=manual) == JudgedStatus(Status.OUTDATED, "no check-in for 99 days")
    assert stands(quiet_days=10).status is not Status.OUTDATED
    assert stands(quiet_days=11).status is Status.OUTDATED
    assert stands(manual=manual) == JudgedStatus(Status.ON_TRACK, "set by hand; 35 % of 49 % expected")
    assert stands(manual=ManualStatus.AUTO) == JudgedStatus(Status.BEHIND, "35 % of 49 % expected")
    assert stands(quiet_days=None, progress=None).status is Status.PENDING


def test_orphans_and_loops_move_to_the_top() -> None:
    found = repaired({"a": "gone", "b": "c", "c": "d", "d": "b", "e": "b"}, {"b": 1, "c": 9, "d": 2})
    assert found.moved == {"a", "c"}
    assert found.parents == {"a": None, "b": "c", "c": None, "d": "b", "e": "b"}


def test_a_forecast_names_the_day_of_the_target() -> None:
    start = date(2026, 7, 1)
    points = [(start + timedelta(days=7 * week), 2.0 * week) for week in range(5)]
    found = forecast(points, date(2026, 9, 30), 20.0)
    assert found is not None
    assert found.value == pytest.approx(26.0)
    assert found.low == pytest.approx(found.high)
    assert found.reached == start + timedelta(days=70)
    assert forecast(points[:3], date(2026, 9, 30), 20.0) is None


def test_evidence_needs_six_pairs_and_finds_the_delay() -> None:
    driver: list[float | None] = [50, 52, 51, 58, 60, 55, 57, 64]
    driven: list[float | None] = [40, 40, *driver[:-2]]
    assert evidence(driver[:6], driven[:6], 0) is None
    assert evidence(driver, driven, 2) is None
    longer, later = [*driver, 61.0, 66.0], [40.0, 40.0, *driver]
    found = evidence(longer, later, 2)
    assert found is not None
    assert (found.text, found.words) == ("r +1.00, n 7 (few)", "fits so far")


def test_evidence_leaves_gaps_out_and_says_nothing_of_what_stands_still() -> None:
    scores: list[float | None] = [1, 2, None, 4, 3, 6, 5, 8, 1, 9]
    found = evidence(scores, [None if score is None else -score for score in scores], 0)
    assert found is not None
    assert (found.pairs, found.words) == (7, "against")
    assert evidence([50.0] * 9, scores[:9], 0) is None
