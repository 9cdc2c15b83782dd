"""Values that surprise, and falls that want a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goaltui.rules.progress.sanity_checks import dropped, out_of_range, sign_changed

NUMBERS = st.floats(-1e9, 1e9)


@pytest.mark.parametrize(("value", "expected"), [(200, False), (201, True), (-100, False), (-101, True)])
def test_further_out_than_the_known_values_are_wide(value: float, expected: bool) -> None:
    assert out_of_range(value, [0, 40, 100]) is expected


@given(st.lists(NUMBERS))
def test_what_was_there_before_is_never_out_of_range(known: list[float]) -> None:
    assert not any(out_of_range(value, known) for value in known)


@given(NUMBERS)
def test_one_value_tells_no_range(value: float) -> None:
    assert not out_of_range(value, [5.0])
    assert not out_of_range(value, [])


def test_a_sign_changes_only_across_zero() -> None:
    assert sign_changed(-1, 1)
    assert not sign_changed(0, 1)
    assert not sign_changed(-1, None)


def test_a_drop_of_twenty_points_counts() -> None:
    assert dropped(0.7, 0.5)
    assert not dropped(0.7, 0.51)
    assert not dropped(None, 0.1)
