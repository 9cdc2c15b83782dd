"""Value and target in one look: the same on Today, in the tree, on the scorecard and in the detail pane."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goaltui.services.core import formatting
from goaltui.services.core.workspace import Workspace
from goaltui.services.views.detail import detail_of
from goaltui.services.views.today import today_of
from goaltui.tui.appearance.text import right_whole
from tests.goals import cycle, goals, imported, key_result, measure, objective

GOALS = goals(
    cycle("2026-Q4"),
    objective("Answers come quickly", cycle="2026-Q4", perspective="customer"),
    key_result("less", unit="days", start=40, target=5, values={"2026-10-05": 31}),
    key_result("more", unit="EUR", start=0, target=20, values={"2026-10-05": 14}),
    key_result("share", unit="%", condition="at_most", target=5, values={"2026-10-05": 7}),
    key_result("between", condition="between", low=4, high=6, values={"2026-10-05": 7}),
    key_result("ticked", condition="done", unit="pages", check_ins=[{"at": "2026-10-05", "value": 0}]),
    measure("fewer", unit="h", scoring={"goal": 5, "red_flag": 20}, values={"2026-09-30": 31}),
    measure("none", unit="h", values={"2026-09-30": 31}),
)
SHOWN = {
    "less": ("31 → 5", "31 → 5 days"),
    "more": ("14 / 20", "14 / 20 EUR"),
    "share": ("7 ≤ 5 %", "7 ≤ 5 %"),
    "between": ("7 in 4–6", "7 in 4–6"),
    "ticked": ("not yet", "not yet"),
    "fewer": ("– / ≤ 5", "– / ≤ 5 h"),
    "none": ("–", "–"),
}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    workspace = imported(tmp_path / "look.db", GOALS, now=datetime(2026, 11, 29, 12, tzinfo=UTC))
    yield workspace
    workspace.close()


def test_what_is_due_reads_as_in_the_tree_and_on_the_scorecard(workspace: Workspace) -> None:
    due = {row.title: row for row in today_of(workspace).due}
    assert {title: row.now for title, row in due.items()} == {title: shown for title, (shown, _) in SHOWN.items()}
    for row in workspace.look.tree().roots[0].key_results:
        assert formatting.now_text(row) == SHOWN[row.title][0]


def test_the_detail_pane_says_it_with_the_unit(workspace: Workspace) -> None:
    due = {row.title: row for row in today_of(workspace).due}
    told = {
        title: next(fact.text for fact in detail_of(workspace, row.id).facts if fact.label == "now")
        for title, row in due.items()
    }
    assert told == {title: shown for title, (_, shown) in SHOWN.items()}


@pytest.mark.parametrize(
    ("room", "shown"), [(20, "1 999 → 2 000"), (13, "1 999 → 2 000"), (12, "1 999"), (5, "1 999"), (4, ""), (0, "")]
)
def test_half_a_number_is_never_shown(room: int, shown: str) -> None:
    assert right_whole(formatting.now_fitting("1 999 → 2 000"), room) == shown.rjust(room)
