"""What holds for every number: bounds, order, no gap and no jump."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from goaltui.model.enums import Band, Frequency, ScoringPreset, StatusPreset
from goaltui.model.scoring import NUMBERS, WITH_DIRECTION, Scoring
from goaltui.rules.progress import forecast, grade, pace, periods, progress
from goaltui.rules.scoring import evenness, measure_score, rollup, status
from goaltui.rules.structure import tree_repair

numbers = st.integers(-10_000, 10_000).map(lambda number: number / 4)
shares = st.floats(0, 1)
weights = st.integers(0, 50).map(float)
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
CALENDAR = [frequency for frequency in Frequency if frequency is not Frequency.IRREGULAR]
SHADES = {Band.RED: 0, Band.YELLOW: 1, Band.GREEN: 2}
LATENESS = ("on_track", "behind", "at_risk")


@st.composite
def scorings(draw: st.DrawFn) -> Scoring:
    preset = draw(st.sampled_from([preset for preset in ScoringPreset if preset is not ScoringPreset.YES_NO]))
    given_numbers = tuple(draw(numbers) for _ in NUMBERS[preset])
    better = draw(st.sampled_from(["higher", "lower"])) if preset in WITH_DIRECTION else None
    table: dict[str, object] = {"preset": preset.value, **dict(zip(NUMBERS[preset], given_numbers, strict=True))}
    return Scoring.of(table | ({"better": better} if better else {}))


@given(numbers, numbers, numbers, numbers)
def test_progress_rises_towards_the_target_and_what_is_shown_is_bounded(
    start: float, target: float, one: float, other: float
) -> None:
    assume(start != target)
    nearer, farther = sorted((one, other), reverse=target > start)
    assert progress.raw_progress(start, target, nearer) >= progress.raw_progress(start, target, farther)
    assert 0 <= progress.clamp01(progress.raw_progress(start, target, one)) <= 1
    assert progress.raw_progress(start, target, start) == 0
    assert progress.raw_progress(start, target, target) == 1


@given(st.lists(st.tuples(weights, st.none() | st.floats(-2, 3))))
def test_a_rolled_up_progress_lies_among_its_children(children: list[tuple[float, float | None]]) -> None:
    found = rollup.progress([rollup.Part(weight, share) for weight, share in children])
    counting = [progress.clamp01(share) for weight, share in children if share is not None and weight > 0]
    assert (found is None) == (not counting)
    if found is not None:
        assert min(counting) - 1e-9 <= found <= max(counting) + 1e-9


@given(st.lists(st.tuples(weights, st.none() | st.floats(0, 100), st.booleans()), min_size=1))
def test_coverage_is_a_share_and_full_only_when_all_that_counts_is_measured(
    children: list[tuple[float, float | None, bool]],
) -> None:
    parts = [rollup.Scored(weight, score, float(score is not None), applies) for weight, score, applies in children]
    found = rollup.score(parts)
    assert 0 <= found.coverage <= 1 + 1e-9
    missing = [part for part in parts if part.applies and part.score is None and part.weight > 0]
    if found.score is not None:
        assert (found.coverage < 1 - 1e-9) == bool(missing)


@given(scorings(), numbers)
def test_a_score_is_bounded_and_jumps_only_where_the_preset_is_a_step(rule: Scoring, value: float) -> None:
    found = measure_score.score(rule, value)
    points = measure_score.anchors(rule)
    if found is None:
        assert not points
        return
    assert 0 <= found <= 100
    if points:
        steepest = max(abs(right[1] - left[1]) / (right[0] - left[0]) for left, right in pairwise(points))
        step = 1e-6
        near = measure_score.score(rule, value + step)
        assert near is not None
        assert abs(near - found) <= steepest * step * 1.01 + 1e-6


@given(scorings())
def test_the_anchors_rise_in_value(rule: Scoring) -> None:
    points = measure_score.anchors(rule)
    assert all(left[0] < right[0] for left, right in pairwise(points))
    for value, wanted in points:
        found = measure_score.score(rule, value)
        assert found is not None
        assert abs(found - wanted) < 1e-9


@given(st.floats(0, 100), st.floats(0, 100))
def test_bands_have_no_gap_and_follow_the_score(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert SHADES[measure_score.band(low)] <= SHADES[measure_score.band(high)]


@given(st.lists(st.integers(0, 1_000), max_size=6))
def test_evenness_is_a_share_that_any_order_leaves_alone(counts: list[int]) -> None:
    found = evenness.evenness(counts)
    if found is None:
        assert sum(counts) == 0 or len(counts) < 2
        return
    assert 0 <= found <= 1
    again = evenness.evenness(sorted(counts))
    assert again is not None
    assert abs(found - again) < 1e-9


@given(st.integers(0, 1_000))
def test_grades_are_tenths_rounded_half_up(thousandths: int) -> None:
    found = grade.grade(thousandths / 1_000)
    assert found.value == (thousandths + 50) // 100 / 10
    assert found.band is (Band.RED if found.value < 0.4 else Band.YELLOW if found.value < 0.7 else Band.GREEN)


@given(days, st.sampled_from(CALENDAR))
def test_periods_tile_the_calendar(day: date, frequency: Frequency) -> None:
    period = periods.period_of(day, frequency)
    assert period.start <= day <= period.end
    assert periods.period_of(period.start, frequency) == period == periods.period_of(period.end, frequency)
    following = periods.after(period, frequency)
    assert following.start == period.end + timedelta(days=1)
    assert following.label != period.label
    assert periods.before(following, frequency) == period


@given(days, st.sampled_from(CALENDAR), st.integers(1, 15))
def test_the_last_periods_end_with_that_of_the_day(day: date, frequency: Frequency, count: int) -> None:
    found = periods.last_periods(day, frequency, count)
    assert len(found) == count
    assert found[-1] == periods.period_of(day, frequency)
    assert all(left.end + timedelta(days=1) == right.start for left, right in pairwise(found))


@given(days, days, days, days)
def test_expectation_never_falls(start: date, end: date, one: date, other: date) -> None:
    assume(start < end)
    earlier, later = sorted((one, other))
    assert 0 <= pace.expected(start, end, earlier) <= pace.expected(start, end, later) <= 1


@given(shares, shares, shares, st.sampled_from(StatusPreset))
def test_more_progress_is_never_a_worse_status(one: float, other: float, expected: float, preset: StatusPreset) -> None:
    low, high = sorted((one, other))
    worse, better = (LATENESS.index(status.computed(share, expected, preset)) for share in (low, high))
    assert better <= worse


@given(st.lists(st.tuples(st.integers(0, 120), numbers), min_size=4, max_size=20), numbers, numbers)
def test_a_line_that_the_values_lie_on_is_found(points: list[tuple[int, float]], slope: float, height: float) -> None:
    assume(len({x for x, _ in points}) > 1)
    fit = forecast.theil_sen([(float(x), slope * x + height) for x, _ in points])
    assert fit is not None
    assert abs(fit.at(91) - (slope * 91 + height)) < 1e-5


@given(st.lists(st.tuples(days, numbers), min_size=0, max_size=12), days, numbers)
def test_a_forecast_needs_four_check_ins_and_lies_in_its_range(
    points: list[tuple[date, float]], last_day: date, target: float
) -> None:
    found = forecast.forecast(sorted(points), last_day, target)
    if len(points) < 4:
        assert found is None
    if found is not None:
        assert found.low <= found.value <= found.high


@given(st.integers(0, 350), st.randoms(use_true_random=False))
def test_a_chain_is_cut_where_it_gets_too_deep_whatever_the_order_it_is_read_in(length: int, chance: Random) -> None:
    parents = {f"{node:03}": f"{node - 1:03}" if node else None for node in range(length)}
    shuffled = list(parents.items())
    chance.shuffle(shuffled)
    found = tree_repair.repaired(dict(shuffled), {})
    assert found.too_deep == {node for node in parents if int(node) and int(node) % tree_repair.DEEPEST == 0}
    assert {node for node, parent in found.parents.items() if parent is None} == found.too_deep | (
        {"000"} & parents.keys()
    )


@given(st.dictionaries(st.integers(0, 8), st.none() | st.integers(0, 10)), st.permutations(range(9)))
def test_mended_parents_have_no_loop_and_leave_sound_ones_alone(drawn: dict[int, int | None], ages: list[int]) -> None:
    parents = {str(node): None if parent is None else str(parent) for node, parent in drawn.items()}
    order = {str(node): age for node, age in enumerate(ages)}
    found = tree_repair.repaired(parents, order)
    assert set(found.parents) == set(parents)
    for node in parents:
        seen = [node]
        while (above := found.parents[seen[-1]]) is not None:
            assert above not in seen
            seen.append(above)
    for node, parent in found.parents.items():
        assert parent == parents[node] or (parent is None and node in found.moved)
    assert not found.too_deep
    assert tree_repair.repaired(dict(reversed(parents.items())), order).parents == found.parents
