"""Shares: what is fixed stays fixed, and the others divide the rest by their weights."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goaltui.rules.scoring import rollup
from goaltui.rules.scoring.weight_shares import Weighing, check_share, effective, misfit, parts_of_whole

FOLLOWING = st.lists(st.floats(0.01, 1_000).map(Weighing), min_size=1, max_size=8)
FIXED = st.lists(st.floats(0, 0.24).map(lambda share: Weighing(share=share)), min_size=1, max_size=4)
ANY = st.lists(st.builds(Weighing, st.floats(0, 1_000), st.none() | st.floats(0, 1)), max_size=8)


def test_the_worked_example_of_viva_goals() -> None:
    fixed, follows = Weighing(share=0.5), Weighing()
    assert parts_of_whole([fixed, follows, follows]) == pytest.approx([0.5, 0.25, 0.25])
    assert parts_of_whole([fixed, follows, follows, follows]) == pytest.approx([0.5, *[1 / 6] * 3])


@given(FIXED, FOLLOWING)
def test_what_is_fixed_stays_and_the_others_divide_the_rest_by_weight(
    fixed: list[Weighing], following: list[Weighing]
) -> None:
    parts = parts_of_whole([*fixed, *following])
    assert sum(parts) == pytest.approx(1)
    assert parts[: len(fixed)] == pytest.approx([item.share or 0 for item in fixed])
    rest, total = 1 - sum(item.share or 0 for item in fixed), sum(item.weight for item in following)
    assert parts[len(fixed) :] == pytest.approx([rest * item.weight / total for item in following])


@given(FIXED, FOLLOWING, st.floats(0.01, 1_000))
def test_a_sibling_that_is_added_takes_nothing_from_what_is_fixed(
    fixed: list[Weighing], following: list[Weighing], weight: float
) -> None:
    before, after = (parts_of_whole([*fixed, *following, *added]) for added in ([], [Weighing(weight)]))
    assert after[: len(fixed)] == pytest.approx(before[: len(fixed)])


@given(ANY)
def test_whatever_two_replicas_left_each_part_is_a_part_of_one_whole(group: list[Weighing]) -> None:
    parts = parts_of_whole(group)
    assert all(0 <= part <= 1 for part in parts)
    assert not any(parts) or sum(parts) == pytest.approx(1)


@given(st.lists(st.floats(0, 1_000).map(Weighing), max_size=8))
def test_where_nothing_is_fixed_weights_count_as_they_are(group: list[Weighing]) -> None:
    assert effective(group) == [item.weight for item in group]
    assert misfit(group) is None


@given(ANY, st.floats(0, 1))
@example([Weighing(5e-324)], 0.5)
def test_a_share_that_is_taken_is_the_part_that_comes_out(others: list[Weighing], share: float) -> None:
    try:
        check_share(share, others)
    except ValueError:
        assert misfit([Weighing(share=share), *others]) is not None
    else:
        assert parts_of_whole([Weighing(share=share), *others])[0] == pytest.approx(share, abs=1e-6)


@pytest.mark.parametrize(
    ("share", "others", "said"),
    [
        (0.3, [Weighing(share=0.8), Weighing()], "fixed at 80 %, and some follow; type less than 20 %"),
        (1.0, [Weighing()], "less than 100 %"),
        (0.5, [Weighing(share=0.5), Weighing()], "less than 50 %"),
        (0.5, [], "a number, or 100 %"),
        (0.3, [Weighing(share=0.6), Weighing(0)], "a number, or 40 %"),
    ],
)
def test_a_share_that_cannot_be_is_refused_with_what_would_fit(share: float, others: list[Weighing], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        check_share(share, others)


def test_what_has_no_value_leaves_its_part_to_the_others() -> None:
    parts = [rollup.Part(1, 1.0, share=0.5), rollup.Part(1, 0.0), rollup.Part(1, None)]
    assert rollup.progress(parts) == pytest.approx(0.5 / 0.75)
    scored = [rollup.Scored(1, 90, 1, share=0.5), rollup.Scored(1, 30, 1), rollup.Scored(1, None, 0, applies=False)]
    assert rollup.score(scored).score == pytest.approx(60)
