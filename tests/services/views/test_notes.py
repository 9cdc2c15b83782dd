"""Records: found by words and kind, what is open first, done and open again."""

from datetime import date
from pathlib import Path

import pytest

from goaltui.model.enums import RemarkKind
from goaltui.model.errors import InvalidField
from goaltui.services.core.workspace import Workspace
from goaltui.services.views import notes
from tests.goals import goals, imported, objective, person, remark
from tests.services.company import NOW

GOALS = goals(
    objective("Customers stay [/]"),
    person("Bo Berg"),
    remark("Discounts bring back nobody 日本語", kind="learning", on="Customers stay [/]", author="eva"),
    remark("No contract text", kind="obstacle", on="Customers stay [/]", owner="Bo Berg", due="2026-09-20"),
    remark("Nobody counts churn", kind="data_gap", on="Customers stay [/]", due="2026-09-02"),
    remark("No licence", kind="obstacle", state="done", on="Customers stay [/]"),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return imported(tmp_path / "work.db", GOALS, author="eva", now=NOW)


def texts(rows: tuple[notes.RemarkRow, ...]) -> list[str]:
    return [row.text for row in rows]


def test_what_is_open_comes_first_by_its_due_date(workspace: Workspace) -> None:
    rows = notes.remark_rows(workspace)
    assert texts(rows)[:2] == ["Nobody counts churn", "No contract text"]
    assert (rows[1].owner, rows[1].due, rows[1].title) == ("Bo Berg", date(2026, 9, 20), "Customers stay [/]")
    assert notes.counted_remarks(rows) == "4 records, 2 open"


def test_words_kind_and_state_narrow_them(workspace: Workspace) -> None:
    rows = notes.remark_rows(workspace)
    assert texts(notes.matching(rows, "NOBODY stay")) == ["Nobody counts churn", "Discounts bring back nobody 日本語"]
    assert texts(notes.matching(rows, "berg")) == ["No contract text"]
    assert texts(notes.matching(rows, "", RemarkKind.OBSTACLE)) == ["No contract text", "No licence"]
    assert texts(notes.matching(rows, "", RemarkKind.OBSTACLE, open_only=True)) == ["No contract text"]
    assert texts(notes.matching(rows, "日本語")) == ["Discounts bring back nobody 日本語"]


def test_one_is_done_open_again_reworded_and_deleted_and_each_is_undone(workspace: Workspace) -> None:
    gap = notes.remark_rows(workspace)[0]
    assert "is done" in notes.turn(workspace, gap).sentence
    done = next(row for row in notes.remark_rows(workspace) if row.id == gap.id)
    assert not done.open
    assert "is open" in notes.turn(workspace, done).sentence
    notes.reword(workspace, gap, "Nobody counts churn yet")
    assert texts(notes.remark_rows(workspace))[0] == "Nobody counts churn yet"
    with pytest.raises(InvalidField):
        notes.reword(workspace, gap, "  ")
    notes.delete(workspace, gap)
    assert len(notes.remark_rows(workspace)) == 3
    workspace.undo()
    assert len(notes.remark_rows(workspace)) == 4
