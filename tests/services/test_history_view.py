"""The history as a view: what was known with a batch, and what its fields say."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goaltui.model.enums import EntityKind
from goaltui.services.clock import FixedClock
from goaltui.services.history_view import history_view, local, look_back
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
