"""The score of a measure, 0–100: straight lines between anchor points, clamped outside; two presets are steps.

Goal 66.7 and red flag 33.3: Spider Impact "KPI scoring types"; baseline to target: BSC Designer; percent of
target: SAP; stored lower edges of bands: ERPNext.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from goaltui.model.enums import Band, Better, ScoringPreset
from goaltui.model.errors import InvalidField
from goaltui.model.quick.translation import N_, _
from goaltui.model.scoring import Scoring
from goaltui.rules.figures import between, number

FULL = 100.0
THIRD = FULL / 3
TOLERANCE = 1e-9
DEFAULT_EDGES: Mapping[Band, float] = {Band.RED: 0.0, Band.YELLOW: THIRD, Band.GREEN: 2 * THIRD}
"""Lower edges of the bands; each reaches to the next, so that there is no gap."""

Anchors = tuple[tuple[float, float], ...]


def anchors(scoring: Scoring) -> Anchors:
    """Return the (value, score) points of a preset in rising order of values; empty where its numbers make none."""
    match scoring.preset:
        case ScoringPreset.GOAL_RED_FLAG:
            goal, red = scoring.number("goal"), scoring.number("red_flag")
            return _rising((2 * red - goal, 0.0), (red, THIRD), (goal, 2 * THIRD), (2 * goal - red, FULL))
        case ScoringPreset.BASELINE_TARGET:
            return _rising((scoring.number("baseline"), 0.0), (scoring.number("target"), FULL))
        case ScoringPreset.MIN_MAX:
            return _rising((scoring.number("worst"), 0.0), (scoring.number("best"), FULL))
        case ScoringPreset.TWO_COLOUR:
            names = ("worst", "middle", "best")
            return _rising(*((scoring.number(name), share) for name, share in zip(names, (0, 50, FULL), strict=True)))
        case ScoringPreset.RANGE:
            return _range(scoring.number("low"), scoring.number("high"))
        case ScoringPreset.MAINTAIN:
            target, tolerance = scoring.number("target"), scoring.number("tolerance")
            return _range(target - tolerance, target + tolerance)
        case ScoringPreset.PERCENT_OF_TARGET:
            return _percent_of_target(scoring.number("target"), scoring.better)
    return ()


def score(scoring: Scoring, value: float) -> float | None:
    """Return the score of a value; none where the preset's numbers are in no order that could judge it."""
    if scoring.preset is ScoringPreset.GOAL_ONLY:
        goal = scoring.number("goal")
        met = value <= goal if scoring.better is Better.LOWER else value >= goal
        return FULL if met else 0.0
    if scoring.preset is ScoringPreset.YES_NO:
        return FULL if (value >= 1) is (scoring.better is not Better.LOWER) else 0.0
    points = anchors(scoring)
    return _along(points, value) if points else None


def band(score: float, edges: Mapping[Band, float] = DEFAULT_EDGES) -> Band:
    """Return the colour of an unrounded score."""
    reached = [name for name, edge in edges.items() if score >= edge - TOLERANCE]
    return max(reached, key=lambda name: edges[name], default=Band.RED)


def shown(score: float, decimals: int = 0) -> str:
    """Return a score as it is written: rounded, but never into the next band, and full only when it is full."""
    return between(score, (*DEFAULT_EDGES.values(), FULL), decimals)


def goal_of(scoring: Scoring) -> float | None:
    """Return the value that counts as the goal, none for a range and for yes or no."""
    names = {
        ScoringPreset.GOAL_RED_FLAG: "goal",
        ScoringPreset.GOAL_ONLY: "goal",
        ScoringPreset.MIN_MAX: "best",
        ScoringPreset.TWO_COLOUR: "best",
        ScoringPreset.RANGE: None,
        ScoringPreset.YES_NO: None,
    }
    name = names.get(scoring.preset, "target")
    return scoring.number(name) if name else None


def lower_is_better(scoring: Scoring) -> bool:
    """Return whether a smaller value scores higher."""
    if scoring.better is not None:
        return scoring.better is Better.LOWER
    points = anchors(scoring)
    return bool(points) and points[0][1] > points[-1][1]


def goal_text(scoring: Scoring) -> str:
    """Return the goal in a few characters: `1 200`, `≤ 1.5`, `36–42`, `yes`."""
    match scoring.preset:
        case ScoringPreset.RANGE:
            return f"{number(scoring.number('low'))}–{number(scoring.number('high'))}"
        case ScoringPreset.MAINTAIN:
            return f"{number(scoring.number('target'))} ± {number(scoring.number('tolerance'))}"
        case ScoringPreset.YES_NO:
            return _("no") if scoring.better is Better.LOWER else _("yes")
    goal = goal_of(scoring)
    text = number(goal) if goal is not None else ""
    return f"≤ {text}" if lower_is_better(scoring) else text


def explain(scoring: Scoring, value: float) -> str:
    """Return the arithmetic of a score in one line, in words first: `11 lies between 10 (33.33) and 17 (0): …`."""
    points, found = anchors(scoring), score(scoring, value)
    if not points or found is None:
        said = (
            N_("{value} meets {goal}, which scores {score}")
            if found == FULL
            else N_("{value} misses {goal}, which scores {score}")
        )
        return _(said, value=number(value), goal=goal_text(scoring), score=number(found or 0.0))
    if value <= points[0][0] or value >= points[-1][0]:
        edge = points[0] if value <= points[0][0] else points[-1]
        return _(
            "{value} is at or past {edge}, which scores {score}",
            value=number(value),
            edge=number(edge[0]),
            score=number(edge[1]),
        )
    for (left, low), (right, high) in pairwise(points):
        if value == right:
            return _("{value} is the value that scores {score}", value=number(value), score=_points(high))
        if left <= value <= right:
            sign = "+" if high > low else "−"
            return _(
                "{value} lies between {left} ({low}) and {right} ({high}): "
                "{low} {sign} {points} × ({value} − {left}) / ({right} − {left}) = {score}",
                value=number(value),
                left=number(left),
                low=_points(low),
                right=number(right),
                high=_points(high),
                sign=sign,
                points=_points(abs(high - low)),
                score=shown(found, 1),
            )
    return number(value)


def _points(score: float) -> str:
    """Return a score in digits, thirds in tenths, since nobody typed them: `33.3`."""
    return shown(score, 1) if score in (0.0, FULL) else number(round(score, 1))


def check_entry(scoring: Scoring) -> None:
    """Raise InvalidField for numbers that a person may not type: nothing between them, or a share of nothing."""
    if scoring.preset is ScoringPreset.PERCENT_OF_TARGET and scoring.number("target") <= 0:
        raise InvalidField(_("Percent of target needs a target above 0; choose baseline target instead."))
    if scoring.preset not in (ScoringPreset.GOAL_ONLY, ScoringPreset.YES_NO) and not anchors(scoring):
        raise InvalidField(
            _("The numbers of {preset} must differ and be in order; correct them.", preset=scoring.preset.word)
        )


def _percent_of_target(target: float, better: Better | None) -> Anchors:
    if target <= 0:
        return ()
    if better is Better.LOWER:
        return ((target, FULL), (2 * target, 0.0))
    if better is Better.EQUAL:
        return ((0.0, 0.0), (target, FULL), (2 * target, 0.0))
    return ((0.0, 0.0), (target, FULL))


def _range(low: float, high: float) -> Anchors:
    middle, half = (low + high) / 2, (high - low) / 2
    if half <= 0:
        return ()
    rise = ((middle - 3 * half, 0.0), (middle - 2 * half, THIRD), (low, 2 * THIRD), (middle, FULL))
    return (*rise, (high, 2 * THIRD), (middle + 2 * half, THIRD), (middle + 3 * half, 0.0))


def _rising(*points: tuple[float, float]) -> Anchors:
    ordered = tuple(points) if points[0][0] < points[-1][0] else tuple(reversed(points))
    values = [value for value, _ in ordered]
    return ordered if all(a < b for a, b in pairwise(values)) else ()


def _along(points: Sequence[tuple[float, float]], value: float) -> float:
    if value <= points[0][0]:
        return points[0][1]
    for (left, low), (right, high) in pairwise(points):
        if value <= right:
            return low + (high - low) * (value - left) / (right - left)
    return points[-1][1]
