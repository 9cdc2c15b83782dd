"""The history as a view: what was known with a batch, and what its fields say."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from goaltui.model.changes import Draft
from goaltui.model.enums import EntityKind
from goaltui.services.clock import FixedClock
from goaltui.services.history_view import PAGE, SHOWN, brief, history_view, local, look_back, worth_showing
from goaltui.services.workspace import Workspace

_NOW = datetime(2026, 11, 24, 23, 30, 5, 678_901, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace on a clock that stands within a second."""
    made = Workspace.open(tmp_path / "work.db", author="anna", clock=FixedClock(_NOW), create=True)
    yield made
    made.close()


def _objective(workspace: Workspace, title: str) -> str:
    form = workspace.form(EntityKind.OBJECTIVE).with_value("title", title)
    return workspace.save(form).created or ""


def test_as_known_with_a_batch_has_that_batch_and_none_after_it(workspace: Workspace) -> None:
    for title in ("first", "second", "third"):
        _objective(workspace, title)
    second = history_view(workspace).batches[1]
    look_back(workspace, second)
    assert [row.title for row in workspace.look.records().objectives] == ["first", "second"]


def test_a_scoring_is_told_as_it_is_typed(workspace: Workspace) -> None:
    objective = _objective(workspace, "Loyal customers")
    form = workspace.form(EntityKind.MEASURE, parent=objective).with_value("title", "Churn")
    form = form.with_value("preset", "goal_red_flag").with_value("numbers", "goal 1.5 red_flag 3")
    workspace.save(form)
    told = [row.new for row in workspace.history() if row.field == "scoring"]
    assert told == ["goal 1.5 red_flag 3"]


def test_moments_are_shown_on_the_clock_of_this_place(monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "Europe/Stockholm")
    time.tzset()
    try:
        assert local("2026-11-24T23:30:05+00:00") == "2026-11-25 00:30"
    finally:
        monkeypatch.setenv("TZ", before) if before else monkeypatch.delenv("TZ")
        time.tzset()


def test_a_big_batch_is_one_line_with_the_right_count_and_hides_nothing_older(workspace: Workspace) -> None:
    _objective(workspace, "older")
    workspace.write([Draft("objective", str(uuid4()), {"title": f"goal {number}"}) for number in range(1000)], "made")
    view = history_view(workspace)
    big, older = view.batches[:2]
    assert (big.sentence, len(big.rows), big.unread) == ("added 1000 objectives", SHOWN, 1000 - SHOWN)
    assert older.sentence.startswith("added objective 'older'")
    assert not view.more


def test_older_batches_come_with_the_next_page(workspace: Workspace) -> None:
    for number in range(PAGE + 5):
        workspace.write([Draft("objective", str(uuid4()), {"title": f"goal {number}"})], "made")
    first, second = history_view(workspace), history_view(workspace, pages=2)
    assert (len(first.batches), first.more) == (PAGE, True)
    assert (len(second.batches), second.more) == (PAGE + 6, False)
    assert second.batches[:PAGE] == first.batches


def test_a_moment_with_little_room_is_short_and_never_without_its_year() -> None:
    moment = datetime(2026, 11, 3, 14, 5).astimezone()
    assert brief(moment.isoformat(), date(2026, 12, 1)) == " 3 Nov 14:05"
    assert brief(moment.isoformat(), date(2027, 1, 1)) == " 3 Nov 2026"


def test_what_was_deleted_keeps_its_name_in_the_history(workspace: Workspace) -> None:
    objective = _objective(workspace, "Loyal customers")
    form = workspace.form(EntityKind.KEY_RESULT, parent=objective).with_value("title", "Calls answered")
    made = workspace.save(form.with_value("start", "0").with_value("target", "9")).created or ""
    workspace.check_in(made, "4")
    undone = workspace.undo().sentence
    workspace.redo()
    workspace.delete(made)
    told = [batch.sentence for batch in history_view(workspace).batches[:5]]
    assert undone == "Undone: the check-in on 'Calls answered'."
    assert told == [
        "deleted key result 'Calls answered'",
        "brought back 1 check-in on 'Calls answered'",
        "deleted 1 check-in on 'Calls answered'",
        "checked in 4 on 'Calls answered'",
        "added key result 'Calls answered'",
    ]


def test_what_was_set_on_one_thing_stands_before_its_title(workspace: Workspace) -> None:
    objective = _objective(workspace, "Loyal customers")
    workspace.save(workspace.form(EntityKind.OBJECTIVE, objective).with_value("weight", "3"))
    assert history_view(workspace).batches[0].sentence == "weight from 1 to 3 on objective 'Loyal customers'"


def test_a_round_and_its_undo_are_told_by_what_they_did(workspace: Workspace) -> None:
    objective = _objective(workspace, "Loyal customers")
    made = []
    for title in ("Calls answered", "Letters answered"):
        form = workspace.form(EntityKind.KEY_RESULT, parent=objective).with_value("title", title)
        made.append(workspace.save(form.with_value("start", "0").with_value("target", "9")).created or "")
    batch = workspace.check_in(made[0], "4").batch
    workspace.check_in(made[1], "5", batch=batch)
    assert {row.field for row in worth_showing(history_view(workspace).batches[0])} == {"date", "value"}
    workspace.undo()
    told = [batch.sentence for batch in history_view(workspace).batches[:2]]
    assert told == ["deleted 2 check-ins", "checked in on 'Letters answered' and 1 more"]


def test_a_close_and_its_undo_are_told_as_what_they_are(workspace: Workspace) -> None:
    objective = _objective(workspace, "Customers [/] stay")
    closed = Draft(EntityKind.OBJECTIVE, objective, {"state": "closed", "grade": 0.8})
    on = {"subject": objective, "subject_kind": "objective"}
    learnt = Draft(EntityKind.REMARK, str(uuid4()), {**on, "kind": "learning", "text": "Ask early"})
    workspace.write([closed], "Closed.")
    assert history_view(workspace).batches[0].sentence.startswith("closed objective 'Customers [/] stay': ")
    workspace.undo()
    assert history_view(workspace).batches[0].sentence.startswith("opened again objective 'Customers [/] stay': ")
    workspace.write([closed, learnt], "Closed.")
    assert history_view(workspace).batches[0].sentence == "closed objective 'Customers [/] stay' and 1 more"
