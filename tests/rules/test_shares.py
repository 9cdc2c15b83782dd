"""Shares: what is typed is what comes out, and all of them are the whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goaltui.rules.shares import share_of, weight_for

WEIGHTS = st.lists(st.floats(0.01, 1_000), min_size=1, max_size=8)


@given(share=st.floats(0.001, 0.99), others=WEIGHTS)
def test_the_share_that_was_typed_comes_out_and_all_sum_to_the_whole(share: float, others: list[float]) -> None:
    weight = weight_for(share, others)
    assert share_of(weight, others) == pytest.approx(share, rel=1e-4)
    every = [weight, *others]
    shares = [share_of(one, every[:place] + every[place + 1 :]) or 0 for place, one in enumerate(every)]
    assert sum(shares) == pytest.approx(1)


@given(share=st.floats(0.001, 0.99), others=WEIGHTS)
def test_the_others_divide_the_rest_by_their_weights(share: float, others: list[float]) -> None:
    every = [weight_for(share, others), *others]
    for place, weight in enumerate(others):
        rest = share_of(weight, every[: place + 1] + every[place + 2 :])
        assert rest == pytest.approx((1 - share) * weight / sum(others), rel=1e-3)


def test_a_share_of_nothing_and_of_everything() -> None:
    assert weight_for(0.3, [1, 1, 1]) == pytest.approx(1.28571)
    assert (weight_for(0, [1]), weight_for(1, []), weight_for(1, [0, 0])) == (0, 1, 1)
    assert share_of(0, [0]) is None
    for share, others in ((1.0, [1.0]), (0.5, []), (0.999999, [900_000.0])):
        with pytest.raises(ValueError, match="type"):
            weight_for(share, others)
