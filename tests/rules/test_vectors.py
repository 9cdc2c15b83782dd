"""Every worked case of the rules, reproduced to 1e-9."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from goaltui.model.enums import Condition, StatusPreset
from goaltui.model.scoring import Scoring
from goaltui.rules.progress import forecast, grade, pace, progress
from goaltui.rules.scoring import evenness, measure_score, rollup, status

VECTORS = Path(__file__).parent.parent / "vectors"
EXACT = 1e-9


def cases(name: str) -> list[Any]:
    found: list[Any] = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    assert found, f"{name}.json holds no case"
    return found


def exactly(value: float | None) -> Any:
    return value if value is None else pytest.approx(value, rel=0, abs=EXACT)


@pytest.mark.parametrize("case", cases("progress"))
def test_progress(case: Any) -> None:
    raw = progress.progress_of(
        Condition.REACH, start=case["start"], target=case["target"], low=None, high=None, value=case["value"]
    )
    assert raw == exactly(case["raw"])
    assert raw is not None
    assert progress.clamp01(raw) == exactly(case["progress"])


@pytest.mark.parametrize("case", cases("expected"))
def test_expected(case: Any) -> None:
    today = date.fromisoformat(case["today"])
    if "milestones" in case:
        points = [(date.fromisoformat(day), share) for day, share in case["milestones"]]
        assert pace.expected_by_milestones(points, today) == exactly(case["expected"])
    else:
        start, end = date.fromisoformat(case["start"]), date.fromisoformat(case["end"])
        assert pace.expected(start, end, today) == exactly(case["expected"])


@pytest.mark.parametrize("case", cases("status"))
def test_status(case: Any) -> None:
    for preset, wanted in case["status"].items():
        assert status.computed(case["progress"], case["expected"], StatusPreset(preset)) == wanted


def test_every_status_preset_has_cases() -> None:
    assert {preset for case in cases("status") for preset in case["status"]} == set(StatusPreset)


@pytest.mark.parametrize("case", cases("rollup"))
def test_rollup(case: Any) -> None:
    parts = [rollup.Part(child["weight"], child["progress"]) for child in case["children"]]
    assert rollup.progress(parts) == exactly(case["progress"])


@pytest.mark.parametrize("case", cases("score"))
def test_score(case: Any) -> None:
    value = measure_score.score(Scoring.of(case["scoring"]), case["value"])
    assert value == exactly(case["score"])
    assert value is not None
    assert measure_score.band(value) == case["band"]


@pytest.mark.parametrize("case", cases("grade"))
def test_grade(case: Any) -> None:
    assert grade.grade(case["value"]) == grade.Grade(case["grade"], case["colour"])


@pytest.mark.parametrize("case", cases("coverage"))
def test_coverage(case: Any) -> None:
    found = _node(case["tree"])
    assert found.score == exactly(case["score"])
    assert found.coverage == exactly(case["coverage"])


def _node(tree: Any) -> rollup.Scored:
    if "children" not in tree:
        value = tree["value"]
        if value == "n/a":
            return rollup.Scored(tree["weight"], None, 0.0, applies=False)
        return rollup.Scored(tree["weight"], value, 0.0 if value is None else 1.0)
    found = rollup.score([_node(child) for child in tree["children"]])
    return rollup.Scored(tree["weight"], found.score, found.coverage, found.applies)


@pytest.mark.parametrize("case", cases("evenness"))
def test_evenness(case: Any) -> None:
    assert evenness.evenness(case["counts"]) == exactly(case["evenness"])


@pytest.mark.parametrize("case", cases("forecast"))
def test_forecast(case: Any) -> None:
    fit = forecast.theil_sen([(x, y) for x, y in case["points"]])
    assert fit is not None
    assert fit.slope == exactly(case["slope"])
    assert fit.at(case["day"]) == exactly(case["forecast"])
