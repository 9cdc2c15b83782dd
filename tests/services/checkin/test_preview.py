"""What a check-in would do, shown before it is done."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goaltui.model.enums import Aggregation, Band, Condition, Frequency, ManualStatus, Status
from goaltui.services.checkin.preview import preview
from tests.services.targets import TODAY, customers, key_result, measure


def test_a_value_moves_progress_status_and_forecast() -> None:
    after = preview(key_result(), "1.9 @6 fixed at the fair", TODAY)
    assert after.value == 1.9
    assert after.progress == pytest.approx(1.1 / 1.2)
    assert (after.expected, after.status) == (0.5, Status.ON_TRACK)
    assert after.reason == "92 % of 50 % expected"
    assert after.notes == ("was 2.4", "confidence 4 → 6", "lands at 1.4 on 31 Dec")
    assert after.problem == ""


def test_too_little_is_at_risk() -> None:
    after = preview(customers(), "5", TODAY)
    assert (after.status, after.reason) == (Status.AT_RISK, "6 % of 50 % expected")
    assert after.notes == ()


def test_a_status_by_hand_shows_beside_the_numbers() -> None:
    after = preview(key_result(), "2.2 !risk", TODAY)
    assert (after.status, after.reason) == (Status.AT_RISK, "set by hand; 67 % of 50 % expected")


@pytest.mark.parametrize(
    ("line", "status"),
    [("@5", Status.AT_RISK), ("!auto", Status.ON_TRACK), ("2.4", Status.ON_TRACK), ("", Status.ON_TRACK)],
)
def test_an_earlier_word_on_the_status_holds_until_a_value_or_auto(line: str, status: Status) -> None:
    assert preview(key_result(manual=ManualStatus.AT_RISK), line, TODAY).status is status


def test_a_value_dated_before_the_last_one_leaves_the_last_one_standing() -> None:
    after = preview(key_result(), "2.9 ^2026-11-01", TODAY)
    assert after.value == 2.4
    assert "the later value of 10 Nov still counts" in after.notes
    assert "dated 1 Nov" in after.notes


def test_without_a_value_nothing_is_made_up() -> None:
    after = preview(customers(), "waiting for the list", TODAY)
    assert (after.value, after.progress, after.status) == (None, None, Status.PENDING)
    assert after.notes == ("no value, so the check-in stays due",)


def test_done() -> None:
    target = customers(condition=Condition.DONE, start=None, target=None)
    after = preview(target, "done", TODAY)
    assert (after.progress, after.status) == (1.0, Status.ON_TRACK)


def test_milestones_keep_their_own_progress() -> None:
    target = customers(condition=Condition.MILESTONES, milestones=((1.0, True), (1.0, False)))
    after = preview(target, "@8 on it", TODAY)
    assert (after.progress, after.reason) == (0.5, "50 % of 50 % expected")


def test_how_an_ambiguous_number_was_read_is_said() -> None:
    assert "1.274 read as 1.274" in preview(measure(), "1.274", TODAY).notes


def test_a_measure_gets_its_score() -> None:
    after = preview(measure(), "1200", TODAY)
    assert after.score == pytest.approx(200 / 3)
    assert (after.band, after.status, after.progress) == (Band.GREEN, None, None)
    assert after.reason == "1 200 kSEK, goal 1 200"


def test_a_measure_that_sums_adds_to_its_period() -> None:
    target = measure(frequency=Frequency.MONTH, aggregation=Aggregation.SUM, value=400.0)
    target_points = preview(target, "250", TODAY)
    assert target_points.value == 1400.0


def test_a_value_of_an_older_period_does_not_change_todays_score() -> None:
    target = measure(frequency=Frequency.MONTH)
    assert preview(target, "5000 ^2026-09-01", TODAY).value == 1150.0


def test_a_measure_without_a_target_has_no_score() -> None:
    after = preview(measure(scoring=None), "7", TODAY)
    assert (after.value, after.score, after.reason) == (7.0, None, "no target to judge it by")


def test_a_line_that_cannot_be_read_is_a_problem_and_nothing_else() -> None:
    after = preview(key_result(), "2.2 @12", TODAY)
    assert "@0 to @10" in after.problem
    assert (after.value, after.status, after.notes) == (None, None, ())


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30), st.dates(date(2026, 1, 1), TODAY))
def test_any_text_has_a_preview(line: str, value_on: date) -> None:
    for target in (key_result(value_on=value_on), customers(), measure(value_on=value_on)):
        after = preview(target, line, TODAY)
        assert bool(after.problem) != (bool(after.reason) or after.status is not None)
