"""The numbers that the field's own pages work out by hand."""

from datetime import date

import pytest

from goaltui.model.enums import Aggregation, Ambition, Condition, Status, StatusPreset
from goaltui.model.scoring import Scoring
from goaltui.rules.progress import grade, pace, periods, progress
from goaltui.rules.scoring import measure_score, rollup, status

STEPS = ((1.0, True), (1.0, True), (1.0, True), (1.0, False))
DAY = date(2026, 8, 15)
CYCLE = (date(2026, 7, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("start", "target", "value", "raw"),
    [
        (100, 60, 80, 0.50),
        (100, 60, 70, 0.75),
        (100, 60, 50, 1.25),
        (100, 60, 110, -0.25),
        (20, 100, 0, -0.25),
        (20, 100, -20, -0.50),
        (0, 100, 150, 1.50),
        (15, 35, 20, 0.25),
        (0, 100, -50, -0.50),
        (2.6, 1.8, 2.4, 0.25),
    ],
)
def test_raw_progress_in_both_directions(start: float, target: float, value: float, raw: float) -> None:
    assert progress.raw_progress(start, target, value) == pytest.approx(raw, abs=1e-9)


@pytest.mark.parametrize(
    ("condition", "value", "wanted"),
    [
        (Condition.AT_MOST, 24.9, 1.0),
        (Condition.AT_MOST, 25.0, 1.0),
        (Condition.AT_MOST, 25.1, 0.0),
        (Condition.AT_LEAST, 25.0, 1.0),
        (Condition.AT_LEAST, 24.9, 0.0),
        (Condition.BETWEEN, 5.0, 1.0),
        (Condition.BETWEEN, 7.0, 1.0),
        (Condition.BETWEEN, 8.0, 0.0),
        (Condition.DONE, 1.0, 1.0),
        (Condition.DONE, 0.0, 0.0),
        (Condition.DONE, None, 0.0),
        (Condition.REACH, None, None),
    ],
)
def test_conditions_are_met_or_not(condition: Condition, value: float | None, wanted: float | None) -> None:
    found = progress.progress_of(condition, start=0.0, target=25.0, low=5.0, high=7.0, value=value)
    assert found == wanted


def test_milestones_count_by_weight_and_need_no_value() -> None:
    def of(*steps: tuple[float, bool]) -> float | None:
        return progress.progress_of(
            Condition.MILESTONES, start=None, target=None, low=None, high=None, value=None, milestones=steps
        )

    assert of(*STEPS) == 0.75
    assert of((3.0, True), (1.0, False)) == 0.75
    assert of() is None


@pytest.mark.parametrize(("value", "wanted"), [(9.0, 0.0), (10.0, 1.0), (11.0, 1.0)])
def test_a_file_with_start_at_target_is_met_or_not(value: float, wanted: float) -> None:
    assert progress.raw_progress(10.0, 10.0, value) == wanted


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        (((2, 1.0), (1, 0.5), (1, 0.0)), 0.625),
        (((1, 0.27), (1, 0.18), (1, 0.725)), (0.27 + 0.18 + 0.725) / 3),
        (((1, 0.0), (1, 0.25), (1, 0.20)), 0.15),
        (((1, 1.0), (1, 0.0), (1, -0.4)), 1 / 3),
        (((1, 0.6), (1, 0.2), (1, 0.75)), 0.516666666667),
        (((1, None), (1, None)), None),
        (((0, 0.4),), None),
    ],
)
def test_rollup_of_progress(parts: tuple[tuple[float, float | None], ...], wanted: float | None) -> None:
    found = rollup.progress([rollup.Part(weight, share) for weight, share in parts])
    assert found == (wanted if wanted is None else pytest.approx(wanted, abs=1e-9))


def test_expectation_is_nothing_on_the_first_day_and_all_on_the_last() -> None:
    assert pace.expected(*CYCLE, DAY) == pytest.approx(45 / 91)
    assert (pace.expected(*CYCLE, CYCLE[0]), pace.expected(*CYCLE, CYCLE[1])) == (0.0, 1.0)
    assert pace.expected(date(2026, 4, 1), date(2026, 4, 30), date(2026, 4, 15)) == pytest.approx(14 / 29)


def test_expectation_bends_at_milestones() -> None:
    curve = [(CYCLE[0], 0.0), (date(2026, 7, 31), 0.10), (date(2026, 8, 31), 0.30), (CYCLE[1], 1.0)]
    assert pace.expected_by_milestones(curve, DAY) == pytest.approx(0.10 + 0.20 * 15 / 31)


def test_one_key_result_under_every_preset() -> None:
    found = {preset: status.computed(0.35, 45 / 91, preset) for preset in StatusPreset}
    assert found == {
        StatusPreset.STEADY: Status.BEHIND,
        StatusPreset.VIVA: Status.BEHIND,
        StatusPreset.ENGAGEDLY: Status.ON_TRACK,
        StatusPreset.MOONCAMP: Status.BEHIND,
        StatusPreset.OBOARD: Status.ON_TRACK,
        StatusPreset.UPRAISE: Status.AT_RISK,
    }


@pytest.mark.parametrize(("share", "tenths"), [(0.25, 0.3), (0.35, 0.4), (0.95, 1.0), (0.05, 0.1), (0.649999, 0.6)])
def test_grades_round_half_up(share: float, tenths: float) -> None:
    assert grade.grade(share).value == tenths


def test_what_a_grade_has_to_be() -> None:
    assert not grade.meets(0.9, Ambition.COMMITTED)
    assert grade.meets(0.7, Ambition.ASPIRATIONAL)
    assert "too safe" in grade.hint(1.0, Ambition.ASPIRATIONAL)
    assert "kept it from 1.0" in grade.hint(0.9, Ambition.COMMITTED)
    assert grade.hint(0.7, Ambition.ASPIRATIONAL) == grade.hint(1.0, Ambition.COMMITTED) == ""


@pytest.mark.parametrize(
    ("table", "value", "wanted"),
    [
        ({"goal": 700, "red_flag": 500}, 600, 50),
        ({"goal": 700, "red_flag": 500}, 800, 250 / 3),
        ({"goal": 10, "red_flag": 20}, 12, 60),
        ({"goal": 1.5, "red_flag": 3.0}, 2.4, 46.6666666667),
        ({"goal": 1.5, "red_flag": 3.0}, 1.8, 60),
        ({"baseline": 15, "target": 45}, 16, 10 / 3),
        ({"worst": 0, "best": 200}, 50, 25),
        ({"worst": 200, "best": 0}, 50, 75),
        ({"low": 36, "high": 42}, 43, 55.5555555556),
        ({"target": 100, "tolerance": 5}, 110, 100 / 3),
        ({"worst": 0, "middle": 60, "best": 80}, 70, 75),
        ({"preset": "percent_of_target", "target": 50}, 45, 90),
        ({"preset": "percent_of_target", "target": 80, "better": "lower"}, 90, 87.5),
        ({"preset": "percent_of_target", "target": 50, "better": "equal"}, 55, 90),
        ({"preset": "goal_only", "goal": 9}, 8.9, 0),
        ({"preset": "goal_only", "goal": 9, "better": "lower"}, 8.9, 100),
        ({"preset": "yes_no"}, 1, 100),
        ({"preset": "percent_of_target", "target": -2}, 3, None),
        ({"goal": 5, "red_flag": 5}, 5, None),
    ],
)
def test_scores(table: dict[str, object], value: float, wanted: float | None) -> None:
    found = measure_score.score(Scoring.of(table), value)
    assert found == (wanted if wanted is None else pytest.approx(wanted, abs=1e-9))


def test_a_missing_child_is_dropped_and_not_zero() -> None:
    parts = [rollup.Scored(50, 80, 1), rollup.Scored(25, 60, 1), rollup.Scored(15, None, 0), rollup.Scored(10, 30, 1)]
    found = rollup.score(parts)
    assert found.score == pytest.approx(58 / 0.85)
    assert found.coverage == pytest.approx(0.85)


def test_the_total_of_the_worked_scorecard() -> None:
    def scored(weight: float, score: float, coverage: float) -> rollup.Scored:
        return rollup.Scored(weight, score, coverage)

    financial = 0.6 * 1 + 0.4 * 0.5
    learning = 0.6 * 0.5 + 0.4 * 0
    found = rollup.score(
        [scored(30, 72.2, financial), scored(30, 58.9, 1), scored(25, 57.3, 1), scored(15, 50.0, learning)]
    )
    assert found.score is not None
    assert round(found.score, 1) == 61.2
    assert found.coverage == pytest.approx(0.835, abs=1e-9)


@pytest.mark.parametrize(
    ("aggregation", "wanted"),
    [
        (Aggregation.LAST, 4.0),
        (Aggregation.SUM, 15.0),
        (Aggregation.MEAN, 5.0),
        (Aggregation.MIN, 2.0),
        (Aggregation.MAX, 9.0),
    ],
)
def test_aggregation(aggregation: Aggregation, wanted: float) -> None:
    values = [(date(2026, 1, 3), 2.0), (date(2026, 1, 20), 9.0), (date(2026, 1, 31), 4.0)]
    assert periods.aggregate(values, aggregation) == wanted


def test_a_score_that_falls_as_the_value_rises_is_explained_with_one_minus() -> None:
    bugs = Scoring.of({"goal": 3, "red_flag": 10})
    said = "11 lies between 10 (33.3) and 17 (0): 33.3 − 33.3 × (11 − 10) / (17 − 10) = 28.6"
    assert measure_score.explain(bugs, 11) == said


@pytest.mark.parametrize(
    ("preset", "progress", "said"),
    [
        ("mooncamp", 0.25, "42 % of what is expected; at risk: below 70 % of what is expected (preset mooncamp)"),
        ("oboard", 0.6, "100 % of what is expected; on track: at least 70 % of what is expected (preset oboard)"),
        ("steady", 0.25, "35 points behind; at risk: more than 25 points behind (preset steady)"),
        ("steady", 0.4999, "11 points behind; behind: more than 10 and at most 25 points behind (preset steady)"),
        ("viva", 0.7, "10 points ahead; on track: not behind (preset viva)"),
    ],
)
def test_a_status_says_by_which_limit_it_was_judged_and_rounds_nothing_over_it(
    preset: str, progress: float, said: str
) -> None:
    assert status.judged(progress, 0.6, StatusPreset(preset)) == said
