"""What goes on after a close: starts, likely fates, and what a lasting measure aims at from then on."""

from hypothesis import assume, given
from hypothesis import strategies as st

from goaltui.model.enums import Better, Condition, ScoringPreset
from goaltui.model.scoring import NUMBERS, WITH_DIRECTION, Scoring
from goaltui.rules.progress.carry_over import (
    Disposition,
    MeasureHandover,
    carried_start,
    is_finished,
    retarget,
    suggested_disposition,
    suggested_hand_back,
)
from goaltui.rules.progress.progress import raw_progress
from goaltui.rules.scoring import measure_score

NUMBER = st.integers(-1000, 1000).map(float)


@given(NUMBER, NUMBER, NUMBER)
def test_a_metric_starts_again_at_its_value_and_has_as_far_to_go_as_was_left(
    start: float, target: float, value: float
) -> None:
    assume(value != target)
    carried = carried_start(Condition.REACH, start, target, value)
    assert carried == value
    assert raw_progress(value, target, value) == 0
    assert raw_progress(value, target, target) == 1


@given(st.sampled_from(list(Condition)), st.none() | NUMBER, NUMBER)
def test_what_has_no_value_keeps_its_start(condition: Condition, start: float | None, target: float) -> None:
    assert carried_start(condition, start, target, None) == start
    if condition is not Condition.REACH:
        assert carried_start(condition, start, target, 5.0) == start


@given(st.sampled_from(list(Condition)), st.none() | st.floats(0, 1))
def test_a_limit_is_never_finished_and_nothing_unknown_is(condition: Condition, progress: float | None) -> None:
    limit = condition in (Condition.AT_LEAST, Condition.AT_MOST, Condition.BETWEEN)
    assert is_finished(condition, progress) == (progress == 1 and not limit)


def test_only_what_nothing_was_done_for_goes_on_by_itself() -> None:
    assert suggested_disposition(0.0, met=False) is Disposition.KEEP
    assert suggested_disposition(None, met=False) is Disposition.KEEP
    assert suggested_disposition(0.4, met=False) is Disposition.END
    assert suggested_disposition(1.0, met=True) is Disposition.END
    assert suggested_hand_back(1.0) is MeasureHandover.LEVEL
    assert suggested_hand_back(0.9) is suggested_hand_back(None) is MeasureHandover.OLD


@st.composite
def scorings(draw: st.DrawFn) -> Scoring:
    preset = draw(st.sampled_from(list(ScoringPreset)))
    numbers = tuple(draw(st.integers(1, 1000).map(float)) for _ in NUMBERS[preset])
    better = draw(st.sampled_from([Better.HIGHER, Better.LOWER])) if preset in WITH_DIRECTION else None
    return Scoring(preset, numbers, better)


@given(scorings(), st.integers(1, 1000).map(float))
def test_the_level_becomes_the_goal_and_the_scale_stays_as_wide(before: Scoring, level: float) -> None:
    after = retarget(before, level, Better.HIGHER)
    if after is None:
        return
    assert after.preset is before.preset
    assert measure_score.goal_of(after) == level
    assert retarget(after, level, Better.HIGHER) == after
    if before.preset is ScoringPreset.GOAL_RED_FLAG:
        width = before.number("red_flag") - before.number("goal")
        assert after.number("red_flag") - after.number("goal") == width


@given(NUMBER, st.sampled_from([Better.HIGHER, Better.LOWER]))
def test_without_a_scoring_the_level_is_met_from_there_on(level: float, better: Better) -> None:
    after = retarget(None, level, better)
    assert after is not None
    assert measure_score.score(after, level) == 100
    assert measure_score.score(after, level + (1 if better is Better.LOWER else -1)) == 0
