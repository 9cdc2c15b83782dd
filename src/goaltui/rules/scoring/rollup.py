"""Roll-ups: weighted means over the parts that have a value, with the coverage beside them.

Progress: `Σ w·shown / Σ w` over what counts (okr-tracker, Quantive, Viva Goals). Scores: Spider Impact's weighted mean,
which leaves out what is missing. The coverage beside both is goaltui's own: the weight with a value of all the weight.
Once all is over, nothing is left out of a progress any more: a part without a value counts 0.

Expectation: Viva Goals holds an objective against the straight line of its own days, and Ally's phased targets bend
that of a key result. Neither says what the objective above a bent one expects. Here it is the mean of the parts'
expectations, over the same parts and weights as the progress: where none bends, the straight line again.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from goaltui.model.quick_dataclass import dataclass
from goaltui.rules.progress.progress import clamp01
from goaltui.rules.scoring.weight_shares import Weighed, effective

_EXACT = 1e-9


class Expecting(Protocol):
    """A part that may have days of its own."""

    @property
    def expected(self) -> float | None:
        """The progress 0–1 that it should have; none where it has no days of its own."""
        ...


class Progressing(Protocol):
    """A part that may have a value."""

    @property
    def progress(self) -> float | None:
        """Its progress; none where it has no value."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """A child of a roll-up: its weight, its progress (none without a value), the share 0–1 that it may be fixed at, and
    its expected progress 0–1 (none without days of its own). `measured` is the coverage 0–1 of a child that is a
    roll-up itself, none for any other.
    """

    weight: float
    progress: float | None
    share: float | None = None
    expected: float | None = None
    measured: float | None = None

    @classmethod
    def of(
        cls, item: Weighed, progress: float | None, expected: float | None = None, measured: float | None = None
    ) -> "Part":
        """Return the part that a thing with some progress is."""
        return cls(item.weight, progress, item.share, expected, measured)

    @property
    def coverage(self) -> float:
        """The part 0–1 of it that has a value."""
        if self.measured is not None:
            return self.measured
        return 0.0 if self.progress is None else 1.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A scored node: its weight, its score 0–100 or none, its coverage 0–1, whether it applies at all, and the share
    0–1 of the whole that it may be fixed at.
    """

    weight: float
    score: float | None
    coverage: float
    applies: bool = True
    share: float | None = None


def progress(parts: Sequence[Part], *, over: bool = False) -> float | None:
    """Return the weighted mean of the clamped progress of the parts that count; none where no part does. Once it is
    `over`, a part without a value counts 0.
    """
    weighed = zip(effective(parts), parts, strict=True)
    return _mean([(weight, clamp01(part.progress or 0.0)) for weight, part in weighed if counted(part, over=over)])


def coverage(parts: Sequence[Part]) -> float | None:
    """Return the part 0–1 of the weight of all parts that has a value; none where they weigh nothing."""
    return _mean([(weight, part.coverage) for weight, part in zip(effective(parts), parts, strict=True)])


def is_partial(coverage: float | None) -> bool:
    """Return whether something that weighs has no value."""
    return coverage is not None and coverage < 1 - _EXACT


def expected(parts: Sequence[Part], straight: float | None, *, over: bool = False) -> float | None:
    """Return the expected progress of a whole: the weighted mean of the expectations of the
    parts that count in its progress.

    It is `straight`, the expectation of its own days, where nothing counts yet; none where it has no days.
    """
    counting = [counted(part, over=over) for part in parts]
    if all(part.expected in (None, straight) for part, counts in zip(parts, counting, strict=True) if counts):
        return straight
    asked = zip(effective(parts), counting, shares_expected(parts, straight), strict=True)
    found = _mean([(weight, share) for weight, counts, share in asked if counts and share is not None])
    return straight if found is None else found


def counted(part: Progressing, *, over: bool) -> bool:
    """Return whether a part counts in the progress of the whole: it has a value, or all is over."""
    return over or part.progress is not None


def shares_expected(parts: Iterable[Expecting], straight: float | None) -> list[float | None]:
    """Return the expectation of each part: one without days of its own has that of the whole."""
    return [straight if part.expected is None else part.expected for part in parts]


def score(parts: Sequence[Scored]) -> Scored:
    """Return score and coverage of a node over its children. A node whose children all do
    not apply does not apply itself.
    """
    applying = [part for part in parts if part.applies]
    if not applying:
        return Scored(1.0, None, 0.0, applies=bool(not parts))
    weighed = list(zip(effective(applying), applying, strict=True))
    known = [(weight, part.score) for weight, part in weighed if part.score is not None]
    coverage = _mean([(weight, part.coverage) for weight, part in weighed])
    return Scored(1.0, _mean(known), coverage or 0.0)


def alike(parts: Iterable[tuple[Scored, Scored]]) -> tuple[Scored, Scored]:
    """Return the score of a node now and before, over the children with a score both times: their difference is one of
    scores, not of what was measured.
    """
    both = [(now, before) for now, before in parts if now.score is not None and before.score is not None]
    return score([now for now, _ in both]), score([before for _, before in both])


def change(now: Scored, before: Scored) -> float | None:
    """Return the change of a score; none where there was none before, or is none now."""
    return None if now.score is None or before.score is None else now.score - before.score


def _mean(pairs: Sequence[tuple[float, float]]) -> float | None:
    total = sum(weight for weight, _ in pairs)
    if total <= 0:
        return None
    return sum(weight * value for weight, value in pairs) / total
