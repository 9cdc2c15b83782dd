"""Days to come, as they are typed into a form."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goaltui.model.bounds import FIRST_DAY, LAST_DAY
from goaltui.model.errors import InvalidField
from goaltui.services.parsing.future_date import read_due

TUESDAY = date(2026, 11, 24)
CYCLES = {"2026-Q4": date(2026, 12, 31), "Våren": date(2027, 5, 31)}


def due(text: str, today: date = TUESDAY) -> str:
    return read_due(text, "due", today, CYCLES).isoformat()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-20", "2026-11-20"),
        ("20261120", "2026-11-20"),
        (" 20 Nov ", "2026-11-20"),
        ("24 nov", "2026-11-24"),
        ("1 mars", "2027-03-01"),
        ("March 1, 2028", "2028-03-01"),
        ("03-01", "2027-03-01"),
        ("20 okt", "2027-10-20"),
        ("29 feb", "2028-02-29"),
        ("today", "2026-11-24"),
        ("Tomorrow", "2026-11-25"),
        ("imorgon", "2026-11-25"),
        ("yesterday", "2026-11-23"),
        ("tue", "2026-11-24"),
        ("fre", "2026-11-27"),
        ("monday", "2026-11-30"),
        ("+3", "2026-11-27"),
        ("-3", "2026-11-21"),
        ("+2w", "2026-12-08"),
        ("on friday", "2026-11-27"),
        ("på fredag", "2026-11-27"),
        ("i morgon", "2026-11-25"),
        ("I går", "2026-11-23"),
        ("mån", "2026-11-30"),
        ("+2v", "2026-12-08"),
        ("om 3 mån", "2027-02-24"),
        ("nästa kvartal", "2027-02-24"),
        ("slutet av kvartalet", "2026-12-31"),
        ("i slutet av veckan", "2026-11-29"),
        ("slutet på månaden", "2026-11-30"),
        ("slutet av våren", "2027-05-31"),
        ("v47", "2026-11-22"),
        ("Vecka 48", "2026-11-29"),
        ("v. 2", "2027-01-17"),
        ("week 50", "2026-12-13"),
        ("W53", "2027-01-03"),
        ("w 3 2028", "2028-01-23"),
        ("2026-W50", "2026-12-13"),
        ("in 2 weeks", "2026-12-08"),
        ("om 2 veckor", "2026-12-08"),
        ("+ 1 month", "2026-12-24"),
        ("\u2212 1w", "2026-11-17"),
        ("+1y", "2027-11-24"),
        ("next week", "2026-12-01"),
        ("end of week", "2026-11-29"),
        ("End of month", "2026-11-30"),
        ("end  of the quarter", "2026-12-31"),
        ("slutet av året", "2026-12-31"),
        ("eoq", "2026-12-31"),
        ("end of next month", "2026-12-31"),
        ("slutet av nästa kvartal", "2027-03-31"),
        ("end of october", "2026-10-31"),
        ("end of March", "2027-03-31"),
        ("2026-q4", "2026-12-31"),
        ("end of våren", "2027-05-31"),
    ],
)
def test_a_day_is_read_as_it_is_typed(text: str, day: str) -> None:
    assert due(text) == day


def test_a_month_on_from_its_last_day_is_the_last_day_of_the_next() -> None:
    assert due("+1m", date(2027, 1, 31)) == "2027-02-28"


def test_a_day_that_passed_just_before_new_year_is_that_one() -> None:
    assert due("30 Dec", date(2027, 1, 5)) == "2026-12-30"


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "31/12",
        "31 Feb",
        "v54",
        "week 0",
        "v53 2027",
        "v123",
        "2026-02-30",
        "20 Nov or so",
        "+9999y",
        "-9999y",
        "13-05",
        "+",
        "end of",
        "[/]",
        "日本語",
    ],
)
def test_nonsense_is_refused_in_a_sentence_that_names_the_field(text: str) -> None:
    with pytest.raises(
        InvalidField, match=r"^Due is '.*', which is not a day; write 20 Nov, .* or 2026-11-20\.$"
    ) as caught:
        due(text)
    assert caught.value.field == "due"


@given(st.text(max_size=30), st.dates())
def test_any_text_on_any_day_is_a_day_or_refused(text: str, today: date) -> None:
    try:
        due(text, today)
    except InvalidField as error:
        assert "\n" not in str(error)


@given(st.dates(FIRST_DAY, LAST_DAY), st.dates())
def test_a_whole_day_is_always_that_day(day: date, today: date) -> None:
    assert due(day.isoformat(), today) == day.isoformat()
