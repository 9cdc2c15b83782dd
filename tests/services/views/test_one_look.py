"""Value and target in one look: the same on Today, in the tree, on the scorecard and in the detail pane."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goaltui.services.core import formatting
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.transfer.toml_files import import_toml
from goaltui.services.views.detail import detail_of
from goaltui.services.views.today import today_of
from goaltui.tui.appearance.text import right_whole

GOALS = """\
[[cycles]]
name = "2026-Q4"
start = 2026-10-01
end = 2026-12-31
[[objectives]]
title = "Answers come quickly"
cycle = "2026-Q4"
perspective = "customer"
  [[objectives.key_results]]
  title = "less"
  unit = "days"
  start = 40
  target = 5
  values = { 2026-10-05 = 31 }
  [[objectives.key_results]]
  title = "more"
  unit = "EUR"
  start = 0
  target = 20
  values = { 2026-10-05 = 14 }
  [[objectives.key_results]]
  title = "share"
  unit = "%"
  condition = "at_most"
  target = 5
  values = { 2026-10-05 = 7 }
  [[objectives.key_results]]
  title = "between"
  condition = "between"
  low = 4
  high = 6
  values = { 2026-10-05 = 7 }
  [[objectives.key_results]]
  title = "ticked"
  condition = "done"
  unit = "pages"
  check_ins = [{ at = 2026-10-05, value = 0 }]
  [[objectives.measures]]
  title = "fewer"
  unit = "h"
  scoring = { goal = 5, red_flag = 20 }
  values = { 2026-09-30 = 31 }
  [[objectives.measures]]
  title = "none"
  unit = "h"
  values = { 2026-09-30 = 31 }
"""
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
    clock = FixedClock(datetime(2026, 11, 29, 12, tzinfo=UTC))
    workspace = Workspace.open(tmp_path / "look.db", author="anna", clock=clock, create=True)
    import_toml(workspace, GOALS, "goals.toml")
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
