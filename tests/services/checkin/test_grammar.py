"""The line that checks in: what each form means, and a useful answer to what cannot be read."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goaltui.model.bounds import LARGEST, SMALLEST, is_kept_day
from goaltui.model.enums import Condition, ManualStatus
from goaltui.model.errors import WrongUsage
from goaltui.services.checkin.grammar import parse
from goaltui.services.checkin.surprises import far_off
from goaltui.services.checkin.target import CheckInTarget
from goaltui.services.core.formatting import number
from tests.services.targets import TODAY, customers, key_result, measure

PLAIN = measure(value=None, value_on=None, points=(), unit="", scoring=None)
DONE = key_result(condition=Condition.DONE, unit="", start=None, target=None, value=None, value_on=None, points=())


def value(line: str, target: CheckInTarget = PLAIN) -> float | None:
    return parse(line, target, TODAY).value


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("42", 42),
        ("1 274,5", 1274.5),
        ("1,274.5", 1274.5),
        ("1.274,5", 1274.5),
        ("1274.5", 1274.5),
        ("1\u00a0274,5", 1274.5),
        ("1\u202f274\u202f000", 1_274_000),
        ("1,274,000", 1_274_000),
        ("1.274.000", 1_274_000),
        (".5", 0.5),
        ("0,125", 0.125),
        ("=-3", -3),
        ("=\u22123", -3),
        ("= 3", 3),
        ("~ 42", 42),
        ("~1 274,5", 1274.5),
        ("1e3", 1000),
        ("42, after the fair", 42),
        ("3 100 sold", 3100),
        ("3 of 100 sold", 3),
        ("1½", 1.5),
        ("½", 0.5),
        ("٦٠٠", 600),
        ("６００", 600),
        ("१२३", 123),
        ("٦٠٠٫٥", 600.5),
        ("1,5k", 1500),
        ("1.5 k sold", 1500),
        ("2M", 2_000_000),
        ("2 mn", 2_000_000),
        ("3 bn", 3e9),
        ("$750", 750),
        ("USD 750", 750),
        ("€1,5", 1.5),
        ("750 €", 750),
        ("2 mkr", 2_000_000),
        ("750 tkr after the fair", 750_000),
        ("42 try again", 42),
    ],
)
def test_numbers(line: str, read: float) -> None:
    assert value(line) == read


@pytest.mark.parametrize(
    ("line", "comma", "read", "said"),
    [
        ("1,274", False, 1274, "1,274 read as 1274"),
        ("1,274", True, 1.274, "1,274 read as 1.274"),
        ("1.274", False, 1.274, "1.274 read as 1.274"),
        ("1.274", True, 1.274, "1.274 read as 1.274"),
        ("600 700", False, 600_700, "600 700 read as 600700"),
        ("1,5k", False, 1500, "1,5k read as 1500"),
        ("0,125", False, 0.125, ""),
        ("1,2745", False, 1.2745, ""),
        ("1,274.5", True, 1274.5, ""),
    ],
)
def test_what_could_be_read_both_ways_follows_the_language_and_says_so(
    line: str, comma: bool, read: float, said: str
) -> None:
    parsed = parse(line, measure(unit="", scoring=None, decimal_comma=comma), TODAY)
    assert (parsed.value, parsed.read_as) == (read, said)


@pytest.mark.parametrize(
    ("line", "comma", "target", "asked"),
    [
        ("600 700", False, None, True),
        ("600 700", True, None, True),
        ("600 700", False, 400_000.0, True),
        ("600 700", True, 400_000.0, False),
        ("600 700", False, 900_000.0, False),
        ("600 700 kr", False, None, False),
        ("1 234", False, None, False),
        ("12 500", False, None, False),
        ("600,700", True, None, False),
    ],
)
def test_what_could_be_two_numbers_is_asked_about(line: str, comma: bool, target: float | None, asked: bool) -> None:
    goal = None if target is None else f'{{"baseline":0,"target":{target}}}'
    about = measure(unit="kr", scoring=goal, decimal_comma=comma)
    assert ("could be two numbers" in far_off(about, parse(line, about, TODAY))) is asked


@pytest.mark.parametrize(
    ("line", "unit", "read"),
    [("600 kr", "kr", 600), ("600kr", "SEK", 600), ("750 tkr", "kSEK", 750), ("35 %", "%", 35), ("5 m", "m", 5)],
)
def test_a_number_with_the_unit_of_the_thing(line: str, unit: str, read: float) -> None:
    assert value(line, measure(unit=unit, scoring=None)) == read


@pytest.mark.parametrize(
    ("line", "unit", "says"),
    [
        ("$600", "customers", "in customers and not in"),
        ("600 kr", "EUR", "in EUR and not in kr"),
        ("1,5k", "kSEK", "could be two numbers"),
        ("750 SEK", "kSEK", "could be two numbers"),
        ("5m", "", "several things"),
        ("5 m", "km", "several things"),
    ],
)
def test_another_unit_or_a_scale_that_could_count_twice_is_refused(line: str, unit: str, says: str) -> None:
    with pytest.raises(WrongUsage, match=says):
        parse(line, measure(unit=unit, scoring=None), TODAY)


@pytest.mark.parametrize(
    "line",
    [
        *("nan", "NaN today", "inf", "(600)", "l00", "l00 customers", "abc", "-", "- talked to them", "--5", "12:30"),
        *("5/8", "1.2.3", "#600", "×5", "600 70", "12 3456", "42 =3", "n/a", "²", "Q3"),
    ],
)
def test_what_looks_like_a_number_and_is_none_is_no_note(line: str) -> None:
    with pytest.raises(WrongUsage, match=r"write|two numbers"):
        parse(line, PLAIN, TODAY)


@pytest.mark.parametrize(
    "line", ["talked to Acme today", "!risk blocked", "会議は終わった", "no news (see the minutes)"]
)
def test_a_note_has_no_value(line: str) -> None:
    parsed = parse(line, key_result(), TODAY)
    assert (parsed.value, parsed.note) == (None, line.removeprefix("!risk "))


@pytest.mark.parametrize("line", ["same", "Unchanged", "samma @7 still waiting", "@7 same, still waiting"])
def test_a_word_stands_for_the_last_value(line: str) -> None:
    assert value(line, key_result()) == 2.4
    with pytest.raises(WrongUsage, match="no value yet"):
        parse("same", PLAIN, TODAY)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("+0.1", 2.5),
        ("-0,2", 2.2),
        ("\u22120.2", 2.2),
        ("+0", 2.4),
        ("60%", 60),
        ("2,2%", 2.2),
        ("2.2%/month", 2.2),
        ("2.2 %/month and falling", 2.2),
        ("+1 %", 3.4),
        ("", 2.4),
        ("  ", 2.4),
    ],
)
def test_values_of_a_measure_in_percent(line: str, read: float) -> None:
    assert value(line, key_result()) == read


@pytest.mark.parametrize(("line", "read"), [("50%", 12), ("60 %", 13.6), ("+3", 7), ("-2", 2), ("+25%", 8), ("14", 14)])
def test_percent_goes_from_start_to_target_where_the_unit_is_another(line: str, read: float) -> None:
    assert value(line, customers()) == pytest.approx(read)


@pytest.mark.parametrize(
    ("line", "read", "note"),
    [
        ("done", 1, ""),
        ("yes", 1, ""),
        ("Klart! Till sist", 1, "Till sist"),
        ("JA", 1, ""),
        ("done, shipped on Monday", 1, "shipped on Monday"),
        ("done! at last", 1, "at last"),
        ("no", 0, ""),
        ("nej", 0, ""),
        ("1", 1, ""),
        ("100%", 1, ""),
        ("0", 0, ""),
        ("not yet", None, "not yet"),
    ],
)
def test_met_or_not(line: str, read: float | None, note: str) -> None:
    parsed = parse(line, DONE, TODAY)
    assert (parsed.value, parsed.note) == (read, note)


def test_a_yes_or_no_measure_takes_the_words_too() -> None:
    target = measure(scoring='{"preset":"yes_no","better":"higher"}', unit="", value=None)
    assert value("yes", target) == 1


def test_words_of_yes_and_no_begin_a_note_where_a_number_is_due() -> None:
    parsed = parse("no progress this week", key_result(), TODAY)
    assert (parsed.value, parsed.note) == (None, "no progress this week")


def test_marks_stand_in_any_order_before_the_note() -> None:
    parsed = parse("!ri ^mon @7 ~2,2 three from the fair, @anna asked", key_result(), TODAY)
    assert parsed.value == 2.2
    assert parsed.estimate
    assert parsed.confidence == 7
    assert parsed.status is ManualStatus.AT_RISK
    assert parsed.date == date(2026, 11, 23)
    assert parsed.note == "three from the fair, @anna asked"
    assert parsed.remarks == ()


def test_a_mark_inside_the_note_is_pointed_out() -> None:
    parsed = parse("2.2 waiting for legal @7", key_result(), TODAY)
    assert parsed.confidence is None
    assert parsed.note == "waiting for legal @7"
    assert "@7" in parsed.remarks[0]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("!risk", ManualStatus.AT_RISK),
        ("!track", ManualStatus.ON_TRACK),
        ("!t", ManualStatus.ON_TRACK),
        ("!behind", ManualStatus.BEHIND),
        ("!auto", ManualStatus.AUTO),
        ("!a", ManualStatus.AUTO),
        ("!at_risk", ManualStatus.AT_RISK),
        ("!on-track", ManualStatus.ON_TRACK),
    ],
)
def test_statuses(word: str, status: ManualStatus) -> None:
    parsed = parse(word, key_result(), TODAY)
    assert (parsed.status, parsed.value) == (status, None)


@pytest.mark.parametrize(
    ("day", "read"),
    [
        ("^today", TODAY),
        ("^yesterday", date(2026, 11, 23)),
        ("^igår", date(2026, 11, 23)),
        ("^mon", date(2026, 11, 23)),
        ("^tuesday", TODAY),
        ("^Wed", date(2026, 11, 18)),
        ("^fre", date(2026, 11, 20)),
        ("^last friday", date(2026, 11, 20)),
        ("^last Tue", date(2026, 11, 17)),
        ("^2026-11-20", date(2026, 11, 20)),
        ("^2025-1-2", date(2025, 1, 2)),
        ("^20 Nov", date(2026, 11, 20)),
        ("^20nov", date(2026, 11, 20)),
        ("^Nov 20", date(2026, 11, 20)),
        ("^20 november 2025", date(2025, 11, 20)),
        ("^2 maj", date(2026, 5, 2)),
        ("^11-20", date(2026, 11, 20)),
        ("^-3", date(2026, 11, 21)),
        ("^-0", TODAY),
        ("^tomorrow", date(2026, 11, 25)),
        ("^imorgon", date(2026, 11, 25)),
        ("^25 Nov", date(2026, 11, 25)),
        ("^2027-01-31", date(2027, 1, 31)),
    ],
)
def test_days(day: str, read: date) -> None:
    parsed = parse(f"42 {day} counted late", PLAIN, TODAY)
    assert (parsed.value, parsed.date, parsed.note) == (42, read, "counted late")


def test_a_day_without_a_year_may_be_of_the_year_before() -> None:
    assert parse("42 ^20 Dec", PLAIN, date(2027, 1, 4)).date == date(2026, 12, 20)


def test_a_change_counts_from_the_value_of_its_day() -> None:
    assert value("-0.1 ^20 Oct", key_result()) == 2.7


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("+1 ^2026-11-25", "is not known yet"),
        ("^tomorrow same", "is not known yet"),
        ("^2999-01-01 42", "goes from 1900-01-01 to 2200-12-31"),
        ("^2026-02-30 42", "There is no day 2026-02-30"),
        ("^11-31 42", "There is no day"),
        ("^-999999 42", "before the calendar"),
        ("^ 42", "no day"),
        ("14/20", "is not a number"),
        ("50x", "is not a number"),
        ("1,27,400", "separators"),
        ("1.2.3", "separators"),
        ("~", "is not a number"),
        ("=", "is not a number"),
        ("+ good news", "is not a number"),
        ("9" * 400, "too large"),
        ("1e999", "too large"),
        ("@11", "@0 to @10"),
        ("@anna helped", "@0 to @10"),
        ("@", "@0 to @10"),
        ("!important", "!track, !behind, !risk"),
        ("!", "!track, !behind, !risk"),
        ("@4 @5", "twice"),
        ("!risk !track", "twice"),
        ("^mon ^tue", "twice"),
        ("done", "met or not"),
        ("x" * 20_001, "20000"),
    ],
)
def test_what_cannot_be_read_is_answered_in_a_sentence(line: str, says: str) -> None:
    with pytest.raises(WrongUsage, match=says) as caught:
        parse(line, key_result(), TODAY)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("line", "target", "says"),
    [
        ("", customers(), "no value yet"),
        ("+3", PLAIN, "no last value"),
        ("-5", PLAIN, "such as =-5"),
        ("60%", measure(), "start and a target"),
        ("60%", key_result(condition=Condition.AT_LEAST, unit="tickets"), "start and a target"),
        ("42", DONE, "met or not"),
        ("+1", DONE, "met or not"),
        ("3", key_result(condition=Condition.MILESTONES, unit=""), "milestones"),
        ("@7", measure(), "is a measure"),
        ("!risk", measure(), "is a measure"),
    ],
)
def test_what_has_no_meaning_for_the_target_is_refused(line: str, target: CheckInTarget, says: str) -> None:
    with pytest.raises(WrongUsage, match=says):
        parse(line, target, TODAY)


def test_an_empty_line_on_milestones_is_a_check_in_without_a_value() -> None:
    assert value("", key_result(condition=Condition.MILESTONES, unit="")) is None


def test_notes_are_made_safe() -> None:
    assert parse("42 \x1b[31mred\x1b[0m \u202eback", PLAIN, TODAY).note == "[31mred[0m back"


TARGETS = st.sampled_from([PLAIN, DONE, key_result(), customers(), measure(), measure(unit="1 0")])
MARKUP = st.text(alphabet="0123456789 .,-+=~%@!^eE/\u00a0\u202f\u2212noydxé٣\n", max_size=24)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=40), MARKUP), TARGETS)
@example("^29 feb", PLAIN)
@example("0" * 5000, PLAIN)
def test_any_text_is_read_or_refused(line: str, target: CheckInTarget) -> None:
    try:
        parsed = parse(line, target, TODAY)
    except WrongUsage as error:
        assert str(error).endswith(".")
        assert "\n" not in str(error)
    else:
        assert is_kept_day(parsed.date)
        assert parsed.value is None or abs(parsed.value) < float("inf")


KEPT = st.floats(SMALLEST, LARGEST) | st.floats(-LARGEST, -SMALLEST) | st.just(0.0)
CENTS = st.integers(-(10**12), 10**12)


@given(KEPT)
@settings(deadline=None)
@example(239852227260930.53)
def test_what_is_shown_reads_as_it_is_shown(shown: float) -> None:
    assert number(value(f"={number(shown)}")) == number(shown)


@given(CENTS, st.sampled_from(["{:,.2f}", "{:.2f}"]), st.sampled_from(["en", "sv", "de"]))
@settings(deadline=None)
def test_a_formatted_number_reads_as_itself(cents: int, form: str, language: str) -> None:
    text = form.format(cents / 100)
    signs = {"en": ",.-", "sv": "\u202f,\u2212", "de": ".,-"}[language]
    assert value("=" + text.translate(str.maketrans(",.-", signs))) == cents / 100


@pytest.mark.parametrize("line", ["from 2.4", "to 2,4", "is now 12", "up by +3"])
def test_few_words_before_a_number_are_no_note(line: str) -> None:
    with pytest.raises(WrongUsage, match="would be a note without a value; write the value first"):
        parse(line, key_result(), TODAY)
    assert parse(f"{line} as the team says", key_result(), TODAY).value is None
    assert parse(f"5 {line}", key_result(), TODAY).note == line
    assert parse(f"@7 {line}", key_result(), TODAY).note == line
