"""The page of a team shows what it owns, and totals over that alone."""

from pathlib import Path

import pytest

from goaltui.model.errors import NotFound
from goaltui.services.core.clock import FixedClock
from goaltui.services.core.workspace import Workspace
from goaltui.services.team.team_page import team_lines, team_named, team_page
from goaltui.services.transfer.toml_files import import_toml
from tests.services.company import NOW

GOALS = """\
[[teams]]
name = "Company"
[[teams]]
name = "Care"
parent = "Company"
[[people]]
name = "Ann"
team = "Care"
[[cycles]]
name = "2026-Q3"
start = 2026-07-01
end = 2026-09-30
[[objectives]]
title = "Loyal"
perspective = "customer"
  [[objectives.measures]]
  title = "Churn"
  team = "Care"
  scoring = { goal = 1.5, red_flag = 3.0 }
  values = { 2026-07-31 = 2.0 }
  [[objectives.measures]]
  title = "NPS"
  scoring = { goal = 50, red_flag = 10 }
  values = { 2026-07-31 = 20 }
[[objectives]]
title = "Stay [/] x"
parent = "Loyal"
cycle = "2026-Q3"
owner = "Ann"
  [[objectives.key_results]]
  title = "H"
  start = 0
  target = 100
  values = { 2026-08-01 = 70 }
  [[objectives.key_results]]
  title = "NoValue"
  start = 0
  target = 100
[[objectives]]
title = "Other"
cycle = "2026-Q3"
  [[objectives.key_results]]
  title = "Ann's"
  owner = "Ann"
  target = 10
  values = { 2026-08-01 = 4 }
[[initiatives]]
title = "Do it"
objective = "Stay [/] x"
owner = "Ann"
due = 2026-08-10
"""


def test_a_team_has_its_own_objectives_measures_work_and_totals(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "work.db", author="ann", clock=FixedClock(NOW), create=True)
    import_toml(workspace, GOALS, "goals.toml")
    page = team_page(workspace, team_named(workspace, "care"))
    assert (page.above, page.people, page.running, page.serving) == ("Company", ("Ann",), 1, 1)
    assert [row.title for row in page.objectives] == ["Stay [/] x"]
    assert [row.title for row in page.elsewhere] == ["Ann's"]
    assert [row.title for row in page.measures] == ["Churn"]
    assert [row.title for row in page.work] == ["Do it"]
    assert (page.progress, page.coverage, page.measured) == (0.7, 0.5, 1.0)
    assert page.score == page.measures[0].score != workspace.look.scorecard().score
    told = {line.label: line.text for line in team_lines(page)}
    assert told["Progress"] == "70 % of 50 % measured (1 objective of a running cycle, 1 serving the strategy)"
    empty = team_page(workspace, team_named(workspace, "Company"))
    assert (empty.progress, empty.score, empty.objectives, empty.below) == (None, None, (), ("Care",))
    with pytest.raises(NotFound, match="there are Care and Company"):
        team_named(workspace, "Nobody")
    workspace.close()
