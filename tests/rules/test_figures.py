"""Numbers as people write them, whatever the number."""

import math
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goaltui.model.bounds import LARGEST, SMALLEST, kept_number
from goaltui.model.errors import InvalidField
from goaltui.rules import figures
from goaltui.rules.scoring import measure_score


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0.125, "13 %"),
        (0.285, "29 %"),
        (0.9995, "99 %"),
        (1.0, "100 %"),
        (1.004, "100 %"),
        (0.004, "< 1 %"),
        (0.0, "0 %"),
        (-0.004, "< 0 %"),
        (-0.25, "-25 %"),
        (9.99, "999 %"),
        (10.0, "> 999 %"),
        (-199999999999999960000.0, "< -999 %"),
        (math.inf, "> 999 %"),
        (math.nan, "–"),
    ],
)
def test_a_share_is_bounded(share: float, shown: str) -> None:
    assert figures.percent(share) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1e15, "1 000 000 000 000 000"),
        (2.5e18, "2.5·10^18"),
        (-1e300, "-1·10^300"),
        (0.00012345678, "0.00012345678"),
        (1e-12, "1·10^-12"),
        (math.inf, "∞"),
    ],
)
def test_a_number_of_any_size_can_be_read(value: float, shown: str) -> None:
    assert figures.number(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (99.9944, "99.9944"),
        (0.00449, "0.00449"),
        (1274.55, "1 274.55"),
        (0.1 + 0.2, "0.3"),
        (100 / 3, "33.33"),
        (2 / 3, "0.667"),
        (20000 / 3, "6 666.7"),
    ],
)
def test_a_number_keeps_the_decimals_that_it_was_typed_with(value: float, shown: str) -> None:
    assert figures.number(value) == shown


@given(st.decimals(-1_000_000, 1_000_000, places=4))
def test_no_digit_that_was_typed_is_lost(typed: Decimal) -> None:
    assert Decimal(figures.number(float(typed)).replace(" ", "")) == typed


@given(st.floats(0, 100))
def test_a_score_that_is_shown_keeps_its_colour(score: float) -> None:
    for decimals in (0, 1):
        shown = float(measure_score.shown(score, decimals))
        assert measure_score.band(shown) is measure_score.band(score)
        assert abs(shown - score) <= 1 / 10**decimals
        assert (shown == 100) is (score >= 100 - 1e-9)


@given(st.floats(-2, 2))
def test_a_share_is_whole_when_it_is_reached_and_nothing_when_there_is_nothing(share: float) -> None:
    told = figures.percent(share)
    assert (told == "100 %") <= (share >= 1 - 1e-9)
    assert (told == "0 %") is (abs(share) <= 5e-13)


@given(
    st.floats(0.01, 0.99)
    | st.decimals("0.01", "0.99", places=4).map(float)
    | st.integers(2, 197).map(lambda n: n / 200)
)
def test_a_share_is_rounded_as_on_paper(share: float) -> None:
    on_paper = Decimal(repr(share)).quantize(Decimal("1e-12"), ROUND_HALF_UP) * 100
    assert figures.percent(share) == f"{on_paper.quantize(Decimal(1), ROUND_HALF_UP)} %"


@given(st.integers(-(10**6), 10**6), st.sampled_from([-math.inf, 0.0, math.inf]))
def test_halves_are_rounded_away_from_zero_and_nothing_beside_them_is(halves: int, side: float) -> None:
    value = math.nextafter(halves / 2, side) if side else halves / 2
    assert figures.rounded(value) == int(Decimal(value).quantize(Decimal(1), ROUND_HALF_UP))


@given(st.floats(-1, 2), st.integers(1, 60))
def test_a_bar_is_full_when_all_is_reached(share: float, count: int) -> None:
    assert (figures.cells(share, count) == count) is (share >= 1)


@pytest.mark.parametrize(("value", "typed"), [(99.995, "99.995"), (1e15, "1000000000000000"), (-0.0, "0")])
def test_what_is_typed_again_has_all_digits(value: float, typed: str) -> None:
    assert figures.exact(value) == typed


@given(st.floats())
def test_no_number_ends_the_program(value: float) -> None:
    assert figures.number(value)
    assert figures.percent(value)


@given(st.floats())
def test_a_number_is_kept_or_refused_and_kept_alike(value: float) -> None:
    inside = value == 0 or SMALLEST <= abs(value) <= LARGEST
    if inside:
        assert kept_number(value) == value
        assert float(figures.exact(value)) == value
        assert math.copysign(1, kept_number(value)) == (-1 if value < 0 else 1)
    else:
        with pytest.raises(InvalidField, match="a number can be 0, or from"):
            kept_number(value)


def test_a_whole_number_longer_than_any_float_is_refused() -> None:
    with pytest.raises(InvalidField, match="too large"):
        kept_number(10**400)
