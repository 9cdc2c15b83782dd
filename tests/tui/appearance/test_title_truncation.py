"""Titles that begin alike are cut so that they can be told apart, and a long list costs no more for it."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from goaltui.tui.appearance.text import cut, steady
from goaltui.tui.appearance.title_truncation import TitleTruncator, cut_before_end, ending
from tests.tui.dialogs.host import HOSTILE

BEGINS = "The indicators with which we measure what was reached"
TITLES = (f"{BEGINS} for those who buy", f"{BEGINS} with services", "The indicators of other things", "Grow")


def test_only_what_would_read_the_same_shows_how_it_ends() -> None:
    beside = TitleTruncator(TITLES)
    assert [beside.cut(title, 30) for title in TITLES] == [
        "The indicators… those who buy",
        "The indicators… with services",
        "The indicators of other things",
        "Grow",
    ]
    assert beside.cut(TITLES[2], 20) == "The indicators of o…"
    assert beside.cut(TITLES[0], 80) == TITLES[0]


def test_one_that_is_alone_and_two_that_are_the_same_are_cut_at_the_end() -> None:
    for titles in ([TITLES[0]], [TITLES[0], TITLES[0]]):
        assert TitleTruncator(titles).cut(TITLES[0], 30) == cut(TITLES[0], 30)


def test_a_last_word_without_room_shows_how_it_ends() -> None:
    assert cut_before_end("Erfolgsmessungsverfahren Kundenzufriedenheitsindex", 20) == "Erfolgsmes…eitsindex"
    assert ending("日本語日本語日本語の顧客", 5) == "顧客"


@given(st.lists(st.text(max_size=60) | st.sampled_from(HOSTILE), min_size=1), st.integers(0, 80))
def test_whatever_the_titles_they_stand_in_their_room(titles: list[str], width: int) -> None:
    beside = TitleTruncator(titles)
    for title in titles:
        shown = beside.cut(title, width)
        assert cell_len(shown) <= width
        if cell_len(steady(title)) <= width:
            assert shown == steady(title)


def test_a_list_is_looked_through_once_and_not_at_all_where_its_titles_fit() -> None:
    looked: list[str] = []
    titles = [f"{BEGINS} for {place}" for place in range(20_000)]

    def every() -> Iterator[str]:
        for title in titles:
            looked.append(title)
            yield title

    beside = TitleTruncator(every())
    assert [beside.cut(title, 80) for title in titles[:50]] == titles[:50]
    assert looked == []
    assert [beside.cut(title, 40) for title in titles[:2]] == [
        "The indicators with w… was reached for 0",
        "The indicators with w… was reached for 1",
    ]
    assert looked == titles
