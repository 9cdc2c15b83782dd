"""Numbers whose comma follows from a language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import example, given
from hypothesis import strategies as st

from goaltui.model.quick import translation
from goaltui.rules.figures import typed
from goaltui.services.parsing.numbers import comma_is_decimal, read_as, read_number


@pytest.fixture
def swedish() -> Iterator[None]:
    """The program in Swedish."""
    translation.speak("sv")
    yield
    translation.speak(translation.SOURCE)


@pytest.mark.parametrize(
    ("program", "workspace", "read"),
    [("en", "", 1234), ("en", "en", 1234), ("en", "sv", 1.234), ("sv", "", 1.234), ("sv", "en", 1.234)],
)
def test_a_lone_comma_is_decimal_where_the_program_or_the_workspace_is_swedish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, workspace: str, read: float
) -> None:
    monkeypatch.setattr(translation, "CATALOGUES", made(tmp_path))
    translation.speak(program)
    try:
        assert read_number("1,234", "value", comma=comma_is_decimal(workspace)) == read
        assert read_number("1 234,5", "value", comma=comma_is_decimal(workspace)) == 1234.5
    finally:
        translation.speak(translation.SOURCE)


def made(folder: Path) -> Path:
    """A folder with an empty Swedish catalogue."""

    path = folder / "sv" / "LC_MESSAGES" / "goaltui.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, Catalog(locale="sv"))
    return folder


def test_decimals_are_named_where_the_comma_is_their_sign(swedish: None) -> None:
    assert read_as("1,234", 1.234) == "1,234 tolkades som decimaltalet 1,234"
    assert read_as("1 234", 1234.0) == "1 234 tolkades som 1234"


@given(value=st.floats(-1e15, 1e15).filter(lambda value: value == 0 or abs(value) >= 1e-12))
@example(1.234)
@example(-12.345)
@example(0.234)
@example(1234.5)
def test_what_a_form_shows_in_swedish_has_a_comma_and_is_the_same_number_however_the_others_read(value: float) -> None:
    translation.speak("sv")
    try:
        shown = typed(value)
    finally:
        translation.speak(translation.SOURCE)
    assert "." not in shown
    assert [read_number(shown, "value", comma=comma) for comma in (True, False)] == [value, value]


def test_in_english_the_point_says_so() -> None:
    assert read_as("1,234", 1.234) == "1,234 read as 1.234"
