"""The scorecard as a user sees it: scores, coverage, data states and the gap in words."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from goaltui.model.enums import Band, DataState, EntityKind
from goaltui.services.core.rows.scorecard import MeasureRow, ScorecardView
from goaltui.services.core.snapshot import Snapshot
from goaltui.store.database import Database
from tests.services import company


def scorecard(database: Database, day: date = company.TODAY) -> ScorecardView:
    return Snapshot(database, day).scorecard()


def rows(view: ScorecardView) -> dict[str, MeasureRow]:
    return {
        row.title: row for place in view.perspectives for objective in place.objectives for row in objective.measures
    }


def test_the_reference_scorecard_totals_61_with_a_coverage_of_835(tmp_path: Path) -> None:
    view = scorecard(company.mock_up_a(tmp_path / "a.goaltui"))
    assert view.coverage == pytest.approx(0.835)
    assert view.score == pytest.approx(61.2, abs=0.3)
    assert [row.coverage for row in view.perspectives] == pytest.approx([0.8, 1, 1, 0.3])
    assert rows(view)["Churn"].score == pytest.approx(140 / 3)
    assert rows(view)["Churn"].goal_text == "≤ 1.5"
    assert view.band is Band.YELLOW


def test_missing_is_never_zero_and_never_green(tmp_path: Path) -> None:
    view = scorecard(company.mock_up_a(tmp_path / "a.goaltui"))
    never = rows(view)["eNPS"]
    assert (never.data, never.score, never.band) == (DataState.NEVER, None, None)
    learning = view.perspectives[3]
    assert learning.score == pytest.approx(50)
    assert learning.gap == "Key skills covered has no measure."


def test_a_value_is_carried_for_one_period_and_then_missing(tmp_path: Path) -> None:
    database = company.mock_up_a(tmp_path / "a.goaltui")
    carried = rows(scorecard(database, company.TODAY + timedelta(days=15)))["MRR"]
    missing = rows(scorecard(database, company.TODAY + timedelta(days=40)))["MRR"]
    assert (carried.data, carried.value) == (DataState.CARRIED, 1274)
    assert (missing.data, missing.value, missing.score) == (DataState.MISSING, None, None)


def test_a_measure_that_does_not_apply_changes_neither_score_nor_coverage(tmp_path: Path) -> None:
    database = company.mock_up_a(tmp_path / "a.goaltui")
    before = scorecard(database)
    churn = rows(before)["eNPS"]
    company.write(database, EntityKind.MEASURE, {"applies": False}, churn.id)
    after = scorecard(database)
    assert after.score == pytest.approx(before.score)
    assert after.perspectives[3].coverage == pytest.approx(0.6)
    assert rows(after)["eNPS"].data is DataState.NOT_APPLICABLE


def test_what_stands_in_no_perspective_is_shown_and_enters_no_total(tmp_path: Path) -> None:
    database = company.mock_up_a(tmp_path / "a.goaltui")
    before = scorecard(database).score
    loose = company.write(database, EntityKind.OBJECTIVE, {"title": "Somewhere"})
    company.measure(database, loose, "Loose", {"worst": 0, "best": 100}, 100)
    view = scorecard(database)
    assert view.perspectives[-1].key == ""
    assert view.perspectives[-1].score == pytest.approx(100)
    assert view.score == pytest.approx(before)


def test_a_target_is_in_force_from_its_day_on(tmp_path: Path) -> None:
    database = company.mock_up_a(tmp_path / "a.goaltui")
    churn = rows(scorecard(database))["Churn"]
    stricter = '{"preset":"goal_red_flag","goal":1,"red_flag":2}'
    start = (company.TODAY + timedelta(days=1)).isoformat()
    company.write(database, EntityKind.TARGET, {"measure": churn.id, "start": start, "scoring": stricter})
    assert rows(scorecard(database))["Churn"].target == 1.5
    assert rows(scorecard(database, company.TODAY + timedelta(days=1)))["Churn"].target == 1
