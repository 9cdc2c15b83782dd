"""What a review agreed on: first on the agenda of the next, with what became of it, whatever colour it serves."""

from datetime import date
from pathlib import Path

import pytest

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind, InitiativeState
from goaltui.model.errors import InvalidField
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.initiative_states import turn_done
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.naming import find_named
from goaltui.services.review import agenda as reviews
from goaltui.services.review.agenda import Review
from goaltui.services.review.agenda_item import ActionOutcome, AgendaItem
from goaltui.services.review.minutes import minutes_of
from goaltui.services.views.today import today_of
from tests.services.review.test_agenda import opened


def first_meeting(path: Path, *actions: str) -> None:
    """A review on 31 August that agrees on these for the churn."""
    workspace = opened(path, 31)
    review = reviews.begin(workspace)
    churn = next(item for item in review.items if item.title == "Churn")
    for action in actions:
        review = reviews.act(workspace, review, churn, action)
    reviews.finish(workspace, review)
    workspace.close()


def agreed(review: Review) -> list[AgendaItem]:
    return [item for item in review.items if item.is_agreed]


def became(workspace: Workspace, fate: ActionOutcome, text: str = "") -> Review:
    review = reviews.begin(workspace)
    return reviews.settle(workspace, review, agreed(review)[0], fate, text)


def test_what_was_agreed_comes_first_a_week_later_even_where_all_is_well(tmp_path: Path) -> None:
    first_meeting(tmp_path / "work.db", "Ask those who left @Bo Berg ^2026-09-04")
    workspace = opened(tmp_path / "work.db", 7, 9)
    churn = find_named(workspace.database, "Churn")[0]
    write_check_in(workspace, churn.id, "1")
    review = reviews.begin(workspace)
    first = review.items[0]
    assert (first.title, first.context, first.owner) == ("Ask those who left", "Churn", "Bo Berg")
    assert first.reasons == ("3 days late", "agreed 31 Aug")
    assert "- Ask those who left, for Churn (Bo Berg): not done, due 4 Sep, late" in minutes_of(review, "eva")


def test_it_is_not_yet_on_the_agenda_of_the_review_that_agreed_on_it(tmp_path: Path) -> None:
    workspace = opened(tmp_path / "work.db", 31)
    review = reviews.begin(workspace)
    reviews.act(workspace, review, review.items[0], "Ring them")
    assert agreed(reviews.begin(workspace)) == []


@pytest.mark.parametrize("fate", list(ActionOutcome))
def test_each_fate_is_kept_noted_and_told_in_the_minutes(tmp_path: Path, fate: ActionOutcome) -> None:
    first_meeting(tmp_path / "work.db", "Ask those who left @Bo Berg ^2026-09-04")
    workspace = opened(tmp_path / "work.db", 7, 9)
    review = became(workspace, fate, "2026-09-18" if fate is ActionOutcome.CARRIED_ON else "")
    until = " to 18 Sep" if fate is ActionOutcome.CARRIED_ON else ""
    assert review.noted == (f"Ask those who left, {fate.value}{until}",)
    assert f"(Bo Berg): {fate.value}" in minutes_of(review, "eva")
    record = workspace.look.records().initiatives[0]
    states = {ActionOutcome.DONE: InitiativeState.DONE, ActionOutcome.DROPPED: InitiativeState.DROPPED}
    assert record.state == states.get(fate, InitiativeState.PLANNED)
    assert record.due == date(2026, 9, 18 if fate is ActionOutcome.CARRIED_ON else 4)
    reviews.finish(workspace, review)
    workspace.close()
    later = reviews.begin(opened(tmp_path / "work.db", 14, 9))
    assert bool(agreed(later)) is (fate in (ActionOutcome.NOT_DONE, ActionOutcome.CARRIED_ON))


def test_what_was_settled_between_the_reviews_is_told_once(tmp_path: Path) -> None:
    first_meeting(tmp_path / "work.db", "Ask those who left")
    workspace = opened(tmp_path / "work.db", 3, 9)
    turn_done(workspace, workspace.look.records().initiatives[0].id)
    workspace.close()
    workspace = opened(tmp_path / "work.db", 7, 9)
    review = reviews.begin(workspace)
    assert [item.became for item in agreed(review)] == [ActionOutcome.DONE]
    assert "Ask those who left, for Churn: done" in minutes_of(review, "eva")
    reviews.finish(workspace, review)
    workspace.close()
    assert agreed(reviews.begin(opened(tmp_path / "work.db", 14, 9))) == []


def test_carrying_on_asks_for_a_day(tmp_path: Path) -> None:
    first_meeting(tmp_path / "work.db", "Ask those who left")
    workspace = opened(tmp_path / "work.db", 7, 9)
    with pytest.raises(InvalidField):
        became(workspace, ActionOutcome.CARRIED_ON, " ")
    with pytest.raises(InvalidField):
        became(workspace, ActionOutcome.CARRIED_ON, "someday")
    assert workspace.look.records().initiatives[0].due is None


def test_it_stands_on_today_when_it_is_due_the_owner_s_first(tmp_path: Path) -> None:
    actions = ("Theirs @Bo Berg ^2026-09-02", "Ours @eva ^2026-09-04", "Later @eva ^2026-10-04")
    first_meeting(tmp_path / "work.db", *actions)
    workspace = opened(tmp_path / "work.db", 4, 9)
    assert [(row.title, row.late, row.mine) for row in today_of(workspace).work] == [
        ("Ours", 0, True),
        ("Theirs", 2, False),
    ]


def test_what_a_review_of_an_earlier_version_agreed_on_comes_first_too(tmp_path: Path) -> None:
    first_meeting(tmp_path / "work.db", "Ask those who left")
    workspace = opened(tmp_path / "work.db", 3, 9)
    action = workspace.look.records().initiatives[0].id
    workspace.write([Operation(EntityKind.INITIATIVE, action, {"agreed": None})], "As it was.")
    save_form(workspace, open_form(workspace, EntityKind.INITIATIVE).with_value("title", "Not from a review"))
    workspace.close()
    review = reviews.begin(opened(tmp_path / "work.db", 7, 9))
    assert [item.title for item in agreed(review)] == ["Ask those who left"]


def test_a_second_review_on_one_day_begins_with_what_the_first_agreed_on_alone(tmp_path: Path) -> None:
    first_meeting(tmp_path / "work.db", "Ask those who left")
    workspace = opened(tmp_path / "work.db", 31)
    review = reviews.begin(workspace)
    assert [item.title for item in agreed(review)] == ["Ask those who left"]
    reviews.act(workspace, review, review.items[-1], "Call them")
    assert [item.title for item in agreed(reviews.begin(workspace))] == ["Ask those who left"]
