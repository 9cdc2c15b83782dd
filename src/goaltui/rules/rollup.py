"""Roll-ups: weighted means over what has a value, and for scores the coverage beside them.

Progress: `Σ w·shown / Σ w` over what counts (okr-tracker, Quantive, Viva Goals). Scores: Spider Impact's weighted mean,
which leaves out what is missing; the coverage is goaltui's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from goaltui.rules.progress import clamp01
from goaltui.rules.shares import Weighed, effective


@dataclass(frozen=True, slots=True)
class Part:
    """A child's weight, its progress, none where it has no value yet, and the share 0–1 that it may be fixed at."""

    weight: float
    progress: float | None
    share: float | None = None

    @classmethod
    def of(cls, item: Weighed, progress: float | None) -> "Part":
        """What a thing counts with some progress."""
        return cls(item.weight, progress, item.share)


@dataclass(frozen=True, slots=True)
class Scored:
    """A node's weight, its score 0–100 or none, its coverage 0–1, whether it applies at all, and the share 0–1 of the
    whole that it may be fixed at."""

    weight: float
    score: float | None
    coverage: float
    applies: bool = True
    share: float | None = None


def progress(parts: Sequence[Part]) -> float | None:
    """The weighted mean of the clamped progress of what counts; none where nothing does."""
    weighed = zip(effective(parts), parts, strict=True)
    return _mean([(weight, clamp01(part.progress)) for weight, part in weighed if part.progress is not None])


def score(parts: Sequence[Scored]) -> Scored:
    """Score and coverage of a node over its children; one that has none that apply does not apply itself."""
    applying = [part for part in parts if part.applies]
    if not applying:
        return Scored(1.0, None, 0.0, applies=bool(not parts))
    weighed = list(zip(effective(applying), applying, strict=True))
    known = [(weight, part.score) for weight, part in weighed if part.score is not None]
    coverage = _mean([(weight, part.coverage) for weight, part in weighed])
    return Scored(1.0, _mean(known), coverage or 0.0)


def _mean(pairs: Sequence[tuple[float, float]]) -> float | None:
    total = sum(weight for weight, _ in pairs)
    if total <= 0:
        return None
    return sum(weight * value for weight, value in pairs) / total
