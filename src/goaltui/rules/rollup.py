"""Roll-ups: weighted means over what has a value, and for scores the coverage beside them.

Progress: `Σ w·shown / Σ w` over what counts (okr-tracker, Quantive, Viva Goals). Scores: Spider Impact's weighted mean,
which leaves out what is missing; the coverage is goaltui's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from goaltui.rules.progress import clamp01


@dataclass(frozen=True, slots=True)
class Part:
    """A child's weight and its progress, none where it has no value yet."""

    weight: float
    progress: float | None


@dataclass(frozen=True, slots=True)
class Scored:
    """A node's weight, its score 0–100 or none, its coverage 0–1, and whether it applies at all."""

    weight: float
    score: float | None
    coverage: float
    applies: bool = True


def progress(parts: Sequence[Part]) -> float | None:
    """The weighted mean of the clamped progress of what counts; none where nothing does."""
    counting = [(part.weight, clamp01(part.progress)) for part in parts if part.progress is not None]
    return _mean(counting)


def score(parts: Sequence[Scored]) -> Scored:
    """Score and coverage of a node over its children; one that has none that apply does not apply itself."""
    applying = [part for part in parts if part.applies]
    if not applying:
        return Scored(1.0, None, 0.0, applies=bool(not parts))
    known = [(part.weight, part.score) for part in applying if part.score is not None]
    coverage = _mean([(part.weight, part.coverage) for part in applying])
    return Scored(1.0, _mean(known), coverage or 0.0)


def _mean(pairs: Sequence[tuple[float, float]]) -> float | None:
    total = sum(weight for weight, _ in pairs)
    if total <= 0:
        return None
    return sum(weight * value for weight, value in pairs) / total
