"""The history as a view: what was known with a batch, and what its fields say."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.model.errors import NotFound
from goaltui.services.checkin.writing import write_check_in
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.editing.deletion import delete_item
from goaltui.services.forms.goal_forms import open_form
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.naming import resolve_to_write
from goaltui.services.views.history.change_rows import changes_of
from goaltui.services.views.history.field_wording import clock_time, news
from goaltui.services.views.history.view import PAGE, SHOWN, history_view, look_back, worth_showing

_NOW = datetime(2026, 11, 24, 23, 30, 5, 678_901, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace on a clock that stands within a second."""
    made = Workspace.open(tmp_path / "work.db", author="anna", clock=FixedClock(_NOW), create=True)
    yield made
    made.close()


def _objective(workspace: Workspace, title: str) -> str:
    form = open_form(workspace, EntityKind.OBJECTIVE).with_value("title", title)
    return save_form(workspace, form).created or ""


def test_as_known_with_a_batch_has_that_batch_and_none_after_it(workspace: Workspace) -> None:
    for title in ("first", "second", "third"):
        _objective(workspace, title)
    second = history_view(workspace).batches[1]
    look_back(workspace, second)
    assert [row.title for row in workspace.look.records().objectives] == ["first", "second"]


def test_a_scoring_is_told_as_it_is_typed(workspace: Workspace) -> None:
    objective = _objective(workspace, "Loyal customers")
    form = open_form(workspace, EntityKind.MEASURE, parent=objective).with_value("title", "Churn")
    form = form.with_value("preset", "goal_red_flag").with_value("numbers", "goal 1.5 red_flag 3")
    save_form(workspace, form)
    told = [row.new for row in changes_of(workspace) if row.field == "scoring"]
    assert told == ["goal 1.5 red flag 3"]


def test_moments_are_shown_on_the_clock_of_this_place(monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "Europe/Stockholm")
    time.tzset()
    try:
        assert clock_time("2026-11-24T23:30:05+00:00", None) == "25 Nov 2026 00:30"
    finally:
        monkeypatch.setenv("TZ", before) if before else monkeypatch.delenv("TZ")
        time.tzset()


def test_a_big_batch_is_one_line_with_the_right_count_and_hides_nothing_older(workspace: Workspace) -> None:
    _objective(workspace, "older")
    workspace.write(
        [Operation("objective", str(uuid4()), {"title": f"goal {number}"}) for number in range(1000)], "made"
    )
    view = history_view(workspace)
    big, older = view.batches[:2]
    assert (big.sentence, len(big.rows), big.unread) == ("added 1000 objectives", SHOWN, 1000 - SHOWN)
    assert older.sentence.startswith("added objective 'older'")
    assert not view.more


def test_older_batches_come_with_the_next_page(workspace: Workspace) -> None:
    for number in range(PAGE + 5):
        workspace.write([Operation("objective", str(uuid4()), {"title": f"goal {number}"})], "made")
    first, second = history_view(workspace), history_view(workspace, pages=2)
    assert (len(first.batches), first.more) == (PAGE, True)
    assert (len(second.batches), second.more) == (PAGE + 6, False)
    assert second.batches[:PAGE] == first.batches


def test_what_was_deleted_keeps_its_name_in_the_history(workspace: Workspace) -> None:
    objective = _objective(workspace, "Loyal customers")
    form = open_form(workspace, EntityKind.KEY_RESULT, parent=objective).with_value("title", "Calls answered")
    made = save_form(workspace, form.with_value("start", "0").with_value("target", "9")).created or ""
    write_check_in(workspace, made, "4")
    undone = workspace.undo().sentence
    workspace.redo()
    delete_item(workspace, made)
    told = [batch.sentence for batch in history_view(workspace).batches[:5]]
    assert undone == "Undone: the check-in on 'Calls answered'."
    assert told == [
        "deleted key result 'Calls answered'",
        "restored 1 check-in on 'Calls answered'",
        "deleted 1 check-in on 'Calls answered'",
        "checked in 4 on 'Calls answered'",
        "added key result 'Calls answered'",
    ]


def test_what_was_set_on_one_thing_stands_before_its_title(workspace: Workspace) -> None:
    objective = _objective(workspace, "Loyal customers")
    save_form(workspace, open_form(workspace, EntityKind.OBJECTIVE, objective).with_value("weight", "3"))
    assert history_view(workspace).batches[0].sentence == "weight from 1 to 3 on objective 'Loyal customers'"


def test_a_round_and_its_undo_are_told_by_what_they_did(workspace: Workspace) -> None:
    objective = _objective(workspace, "Loyal customers")
    made = []
    for title in ("Calls answered", "Letters answered"):
        form = open_form(workspace, EntityKind.KEY_RESULT, parent=objective).with_value("title", title)
        made.append(save_form(workspace, form.with_value("start", "0").with_value("target", "9")).created or "")
    batch = write_check_in(workspace, made[0], "4").batch
    write_check_in(workspace, made[1], "5", batch=batch)
    assert {row.field for row in worth_showing(history_view(workspace).batches[0])} == {"date", "value"}
    workspace.undo()
    told = [batch.sentence for batch in history_view(workspace).batches[:2]]
    assert told == ["deleted 2 check-ins", "checked in on 'Letters answered' and 1 more"]


def test_a_close_and_its_undo_are_told_as_what_they_are(workspace: Workspace) -> None:
    objective = _objective(workspace, "Customers [/] stay")
    closed = Operation(EntityKind.OBJECTIVE, objective, {"state": "closed", "grade": 0.8})
    on = {"subject": objective, "subject_kind": "objective"}
    learnt = Operation(EntityKind.REMARK, str(uuid4()), {**on, "kind": "learning", "text": "Ask early"})
    workspace.write([closed], "Closed.")
    assert history_view(workspace).batches[0].sentence.startswith("closed objective 'Customers [/] stay': ")
    workspace.undo()
    assert history_view(workspace).batches[0].sentence.startswith("reopened objective 'Customers [/] stay': ")
    workspace.write([closed, learnt], "Closed.")
    assert history_view(workspace).batches[0].sentence == ("closed objective 'Customers [/] stay': grade 0.8")


def test_undo_and_history_say_what_the_user_did(workspace: Workspace) -> None:
    stay = _objective(workspace, "Stay")
    form = open_form(workspace, EntityKind.KEY_RESULT, parent=stay).with_value("title", "Books")
    books = save_form(workspace, form.with_value("start", "0").with_value("target", "9")).created or ""
    assert workspace.undo().sentence == "Undone: key result 'Books'."
    workspace.redo()
    write_check_in(workspace, books, "4")
    workspace.undo()
    assert news(changes_of(workspace, limit=1)[0]) == "check-in deleted"


def test_an_objective_is_said_to_be_one_where_a_key_result_is_asked_for(workspace: Workspace) -> None:
    stay = _objective(workspace, "Stay")
    kinds = (EntityKind.KEY_RESULT, EntityKind.MEASURE)
    with pytest.raises(NotFound, match="'Stay' is an objective, not a key result or measure, and it has no key result"):
        resolve_to_write(workspace.database, "Stay", *kinds)
    form = open_form(workspace, EntityKind.KEY_RESULT, parent=stay).with_value("title", "Books")
    save_form(workspace, form.with_value("start", "0").with_value("target", "9"))
    with pytest.raises(NotFound, match=r"its key results are .... 'Books'"):
        resolve_to_write(workspace.database, "Stay", *kinds)


def test_a_note_and_a_link_are_sentences_and_undo_names_them(workspace: Workspace) -> None:
    stay = _objective(workspace, "Stay [/]")
    ship = workspace.write([Operation("objective", str(uuid4()), {"title": "Ship"})], "made").touched
    save_form(
        workspace,
        open_form(workspace, EntityKind.REMARK, parent=stay)
        .with_value("kind", "obstacle")
        .with_value("text", "The vendor left"),
    )
    workspace.write([Operation("link", str(uuid4()), {"driver": next(iter(ship)), "driven": stay})], "linked")
    link, note, *_, first = history_view(workspace).batches
    assert link.sentence == "linked 'Ship' to 'Stay [/]', which it drives"
    assert note.sentence == "noted an obstacle on 'Stay [/]': 'The vendor left'"
    assert not worth_showing(note)
    assert first.sentence == "made the workspace 'work'"
    workspace.undo()
    assert workspace.undo().sentence == "Undone: note 'The vendor left'."
