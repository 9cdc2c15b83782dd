"""The page of a team shows what it owns, and totals over that alone."""

from pathlib import Path

import pytest

from goaltui.model.errors import NotFound
from goaltui.services.team.team_page import team_lines, team_named, team_page
from tests.goals import cycle, goals, imported, initiative, key_result, measure, objective, person, team
from tests.services.company import NOW

GOALS = goals(
    team("Company"),
    team("Care", parent="Company"),
    person("Ann", team="Care"),
    cycle("2026-Q3"),
    objective("Loyal", perspective="customer"),
    measure("Churn", team="Care", scoring={"goal": 1.5, "red_flag": 3.0}, values={"2026-07-31": 2.0}),
    measure("NPS", scoring={"goal": 50, "red_flag": 10}, values={"2026-07-31": 20}),
    objective("Stay [/] x", parent="Loyal", cycle="2026-Q3", owner="Ann"),
    key_result("H", start=0, target=100, values={"2026-08-01": 70}),
    key_result("NoValue", start=0, target=100),
    objective("Other", cycle="2026-Q3"),
    key_result("Ann's", owner="Ann", target=10, values={"2026-08-01": 4}),
    initiative("Do it", objective="Stay [/] x", owner="Ann", due="2026-08-10"),
)


def test_a_team_has_its_own_objectives_measures_work_and_totals(tmp_path: Path) -> None:
    workspace = imported(tmp_path / "work.db", GOALS, author="ann", now=NOW)
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
