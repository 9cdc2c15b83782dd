"""The scorecard and the map by theme."""

from pathlib import Path

import pytest

from goaltui.services.core.workspace import Workspace
from goaltui.services.filters.filtered_views import asking_of, narrow_scorecard
from goaltui.services.filters.query import parse_query
from goaltui.services.strategy.by_theme import map_grouped, scorecard_grouped
from goaltui.services.views.strategy_map import strategy_map
from tests.goals import goals, imported, link, loose_measure, measure, objective, theme

TEXT = goals(
    theme("Loyalty [/]"),
    theme("Growth"),
    objective("Customers stay", perspective="customer", theme="Loyalty [/]"),
    measure("Churn", scoring={"goal": 1.5, "red_flag": 3}, values={"2026-11-20": 1.5}),
    objective("Everybody answers", perspective="learning-growth", theme="Loyalty [/]"),
    measure("Answers", scoring={"goal": 10, "red_flag": 5}),
    objective("Money comes in", perspective="financial"),
    loose_measure("Cash", perspective="financial"),
    link("Everybody answers", "Customers stay"),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return imported(tmp_path / "a.db", TEXT)


def test_each_theme_has_its_objectives_of_all_perspectives_with_its_score(workspace: Workspace) -> None:
    view = workspace.look.scorecard()
    found = scorecard_grouped(view, workspace.look, parse_query("group:theme"))
    assert [(row.name, [item.title for item in row.objectives]) for row in found.perspectives] == [
        ("Loyalty [/]", ["Customers stay", "Everybody answers"]),
        ("Growth", []),
        ("No theme", ["Money comes in"]),
    ]
    loyalty, growth, nowhere = found.perspectives
    assert loyalty.score == pytest.approx(66.67, abs=0.01)
    assert loyalty.coverage == 0.5
    assert growth.score is None
    assert growth.gap == "No objective here yet."
    assert [item.title for item in nowhere.measures] == ["Cash"]
    assert (found.score, found.coverage) == (view.score, view.coverage)
    assert scorecard_grouped(view, workspace.look, parse_query("group:team")) == view
    workspace.close()


def test_what_a_filter_leaves_out_stays_in_the_score_of_its_theme(workspace: Workspace) -> None:
    query = parse_query("group:theme churn")
    narrowed = narrow_scorecard(workspace.look.scorecard(), query, asking_of(workspace))
    loyalty, growth = scorecard_grouped(narrowed, workspace.look, query).perspectives
    assert [item.title for item in loyalty.objectives] == ["Customers stay"]
    assert loyalty.coverage == 0.5
    assert growth.gap == "Nothing matches."
    workspace.close()


def test_the_map_has_a_lane_for_each_theme_and_keeps_its_links(workspace: Workspace) -> None:
    found = map_grouped(strategy_map(workspace.look), workspace.look, parse_query("group:theme"))
    assert [(lane.name, [node.title for node in lane.nodes]) for lane in found.lanes] == [
        ("Loyalty [/]", ["Customers stay", "Everybody answers"]),
        ("Growth", []),
        ("No theme", ["Money comes in"]),
    ]
    assert [link.title for node in found.nodes for link in node.drives] == ["Customers stay"]
    workspace.close()
