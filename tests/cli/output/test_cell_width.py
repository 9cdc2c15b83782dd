"""Widths in cells and the lines made with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goaltui.cli.output.cell_width import cut, pad, width


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc", 3),
        ("åäö", 3),
        ("a\u0308", 1),
        ("日本語", 6),
        ("👍🏽", 2),
        ("👨‍👩‍👧", 2),
        ("❤️", 2),
        ("שלום", 4),
        ("한글", 4),
        ("\u200b", 0),
        ("● ━ →", 5),
    ],
)
def test_width(text: str, cells: int) -> None:
    assert width(text) == cells


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])), st.integers(0, 40))
def test_what_is_cut_fits(text: str, limit: int) -> None:
    shown = cut(text, limit)
    assert width(shown) <= limit
    assert shown == text or width(text) > limit
    assert width(pad(shown, limit)) == limit


def test_cutting_ends_in_an_ellipsis() -> None:
    assert cut("Make leaving unthinkable", 10) == "Make leav…"
    assert cut("日本語", 5) == "日本…"
    assert cut("日本語", 4) == "日…"


def test_padding_aligns() -> None:
    assert pad("日", 4) == "日  "
    assert pad("7", 3, right=True) == "  7"
