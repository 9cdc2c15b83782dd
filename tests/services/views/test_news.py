"""News: what somebody has not seen is new, in its place, whatever a clock says."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.model.refs import new_id
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.views.history.change_rows import changes_of
from goaltui.services.views.history.view import history_view
from goaltui.services.views.today import today_of

_NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
_YEAR = timedelta(days=365)


def _open(path: Path, author: str, now: datetime = _NOW) -> Workspace:
    return Workspace.open(path, author=author, clock=FixedClock(now), create=True)


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Workspace]:
    """Anna's copy, with an objective that she made yesterday."""
    made = _open(tmp_path / "anna.db", "anna", _NOW - timedelta(days=1))
    _titled(made, "Readers stay")
    made.close()
    made = _open(tmp_path / "anna.db", "anna")
    yield made
    made.close()


def _titled(workspace: Workspace, title: str, identity: str = "") -> None:
    workspace.write([Operation(EntityKind.OBJECTIVE, identity or new_id(), {"title": title})], "Done.")


def _elsewhere(anna: Workspace, path: Path, now: datetime, *titles: str) -> None:
    """Let bo's copy, on a clock of its own, see what anna has, add objectives, and meet hers."""
    bo = _open(path, "bo", now)
    bo.database.exchange.merge(anna.database.journal.changes(), now=now)
    for title in titles:
        _titled(bo, title)
    anna.database.exchange.merge(bo.database.journal.changes(), now=_NOW)
    anna.written()
    bo.close()


@pytest.mark.parametrize("away", [-20 * _YEAR, -timedelta(days=30), timedelta(), _YEAR, 300 * _YEAR])
def test_what_came_in_since_the_last_look_is_new_and_on_top(anna: Workspace, tmp_path: Path, away: timedelta) -> None:
    looked = history_view(anna).looked
    _elsewhere(anna, tmp_path / "bo.db", _NOW + away, "A library opens")
    first, *others = history_view(anna, looked=looked).batches
    assert (first.sentence, first.unseen) == ("added objective 'A library opens'", True)
    assert not any(batch.unseen for batch in others)
    told = today_of(anna, looked).changes
    assert [(row.title, row.unseen) for row in told] == [("A library opens", True)]
    assert not any(row.unseen for row in today_of(anna, today_of(anna).looked).changes)


def test_nothing_is_new_at_the_first_look(anna: Workspace, tmp_path: Path) -> None:
    _elsewhere(anna, tmp_path / "bo.db", _NOW, "A library opens")
    assert not any(batch.unseen for batch in history_view(anna).batches)


def test_many_changes_of_a_clock_ahead_bury_no_news_of_others(anna: Workspace, tmp_path: Path) -> None:
    _elsewhere(anna, tmp_path / "bo.db", _NOW + _YEAR, *(f"Of next year {number}" for number in range(60)))
    looked = history_view(anna).looked
    _elsewhere(anna, tmp_path / "cy.db", _NOW + timedelta(minutes=1), "Of today")
    assert [row.title for row in today_of(anna, looked).changes if row.unseen] == ["Of today"]


def test_the_order_is_that_in_which_authors_saw_each_other(anna: Workspace, tmp_path: Path) -> None:
    made = anna.look.records().objectives[0].id
    bo = _open(tmp_path / "bo.db", "bo", _NOW + _YEAR)
    bo.database.exchange.merge(anna.database.journal.changes(), now=_NOW + _YEAR)
    _titled(bo, "Of a clock ahead", made)
    anna.database.exchange.merge(bo.database.journal.changes(), now=_NOW)
    bo.close()
    _titled(anna, "Written afterwards", made)
    _titled(anna, "Another thing")
    told = [row.new for row in changes_of(anna) if row.field == "title" and row.author in ("anna", "bo")]
    assert told == ["Another thing", "Written afterwards", "Of a clock ahead", "Readers stay"]
