"""How much of a roll-up has a value, and what counts once all is over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goaltui.model.enums import Status, StatusPreset
from goaltui.rules.progress import progress
from goaltui.rules.scoring import rollup, status

weights = st.integers(0, 50).map(float)
children = st.lists(st.tuples(weights, st.none() | st.floats(-2, 3)), min_size=1)


def parts(given_children: list[tuple[float, float | None]]) -> list[rollup.Part]:
    return [rollup.Part(weight, share) for weight, share in given_children]


@given(children)
def test_the_coverage_is_the_weight_with_a_value_of_all_the_weight(
    given_children: list[tuple[float, float | None]],
) -> None:
    found, total = rollup.coverage(parts(given_children)), sum(weight for weight, _ in given_children)
    if total == 0:
        assert found is None
    else:
        assert found == pytest.approx(sum(weight for weight, share in given_children if share is not None) / total)
        assert rollup.is_partial(found) == any(weight and share is None for weight, share in given_children)


@given(children)
def test_once_all_is_over_what_has_no_value_counts_nothing(given_children: list[tuple[float, float | None]]) -> None:
    found = parts(given_children)
    running, over, coverage = rollup.progress(found), rollup.progress(found, over=True), rollup.coverage(found)
    if coverage is None:
        assert running is over is None
    elif coverage == 0:
        assert (running, over) == (None, 0)
    else:
        assert running is not None
        assert over == pytest.approx(running * coverage)


@given(st.lists(children, min_size=1), st.data())
def test_a_coverage_of_coverages_is_that_of_their_leaves(
    trees: list[list[tuple[float, float | None]]], data: st.DataObject
) -> None:
    above = [data.draw(weights) for _ in trees]
    below = [(rollup.progress(parts(tree)), rollup.coverage(parts(tree)) or 0.0) for tree in trees]
    nodes = [rollup.Part(weight, *node[:1], measured=node[1]) for weight, node in zip(above, below, strict=True)]
    found = rollup.coverage(nodes)
    if sum(above) == 0:
        assert found is None
    else:
        weighed = sum(weight * coverage for weight, (_, coverage) in zip(above, below, strict=True))
        assert found == pytest.approx(weighed / sum(above))


@given(children, st.sampled_from(StatusPreset))
def test_what_is_over_and_not_all_measured_is_never_on_track(
    given_children: list[tuple[float, float | None]], preset: StatusPreset
) -> None:
    found = parts(given_children)
    coverage = rollup.coverage(found)
    told = status.of_whole(
        closed=False,
        over=True,
        progress=rollup.progress(found, over=True),
        coverage=coverage,
        expected=1.0,
        preset=preset,
        nothing="nothing",
    )
    if rollup.is_partial(coverage):
        assert told.status is not Status.ON_TRACK
        assert "measured" in told.reason


@given(children)
def test_what_all_has_a_value_is_the_same_before_and_after(given_children: list[tuple[float, float | None]]) -> None:
    whole = parts([(weight, progress.clamp01(share or 0.0)) for weight, share in given_children])
    assert rollup.progress(whole) == rollup.progress(whole, over=True)
    assert rollup.expected(whole, 0.4) == rollup.expected(whole, 0.4, over=True) == 0.4
