"""Roll-ups: weighted means over what has a value, and for scores the coverage beside them.

Progress: `Σ w·shown / Σ w` over what counts (okr-tracker, Quantive, Viva Goals). Scores: Spider Impact's weighted mean,
which leaves out what is missing; the coverage is goaltui's own.

Expectation: Viva Goals holds an objective against the straight line of its own days, and Ally's phased targets bend
that of a key result; what the objective above one that bends expects, neither says. Here it is the mean of what the
parts expect, over the same parts and weights as the progress: where none bends, the straight line again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from goaltui.rules.progress import clamp01
from goaltui.rules.shares import Weighed, effective


class Expecting(Protocol):
    """A part that may have days of its own."""

    @property
    def expected(self) -> float | None:
        """The progress 0–1 that it should have; none where it has no days of its own."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """A child's weight, its progress, none where it has no value yet, the share 0–1 that it may be fixed at, and the
    progress 0–1 that it expects, none where it has no days of its own."""

    weight: float
    progress: float | None
    share: float | None = None
    expected: float | None = None

    @classmethod
    def of(cls, item: Weighed, progress: float | None, expected: float | None = None) -> "Part":
        """What a thing counts with some progress."""
        return cls(item.weight, progress, item.share, expected)


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


def expected(parts: Sequence[Part], straight: float | None) -> float | None:
    """What is expected of a whole whose own days alone would expect `straight`, none where it has no days.

    The weighted mean of what is expected of the parts that count in its progress. Straight where nothing counts yet.
    """
    if all(part.expected is None or part.expected == straight for part in parts if part.progress is not None):
        return straight
    asked = zip(effective(parts), parts, shares_expected(parts, straight), strict=True)
    found = _mean([(weight, share) for weight, part, share in asked if part.progress is not None and share is not None])
    return straight if found is None else found


def shares_expected(parts: Iterable[Expecting], straight: float | None) -> list[float | None]:
    """What each part expects: one without days of its own goes with those of the whole."""
    return [straight if part.expected is None else part.expected for part in parts]


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
