"""Progress of a key result: the share of the way from start to target that its value has come.

Rules and worked numbers: Quantive "How KR progress is calculated", Viva Goals "Configuring OKRs", UpRaise (inclusive
ranges).
"""

from collections.abc import Sequence
from typing import Protocol

from goaltui.model.enums import Condition

_EXACT = 1e-9


def raw_progress(start: float, target: float, value: float) -> float:
    """Return `(value − start) / (target − start)`, for both directions, unbounded; 1 or 0 where start equals target."""
    if start == target:
        return 1.0 if value >= target else 0.0
    return (value - start) / (target - start)


def clamp01(share: float) -> float:
    """Return the part of a progress that a roll-up counts: 0 to 1."""
    return min(1.0, max(0.0, share))


class TargetNumbers(Protocol):
    """The numbers of an aim: of a key result as a record, as a row, or as a check-in asks for it."""

    @property
    def start(self) -> float | None:
        """The value at the beginning."""

    @property
    def target(self) -> float | None:
        """The value wanted."""

    @property
    def low(self) -> float | None:
        """The lower end of a range."""

    @property
    def high(self) -> float | None:
        """The upper end of a range."""


def towards(
    condition: Condition, aim: TargetNumbers, value: float | None, milestones: Sequence[tuple[float, bool]] = ()
) -> float | None:
    """Return the raw progress of a value towards an aim, as `progress_of` does."""
    return progress_of(
        condition, start=aim.start, target=aim.target, low=aim.low, high=aim.high, value=value, milestones=milestones
    )


def progress_of(
    condition: Condition,
    *,
    start: float | None,
    target: float | None,
    low: float | None,
    high: float | None,
    value: float | None,
    milestones: Sequence[tuple[float, bool]] = (),
) -> float | None:
    """Return the raw progress under a condition; none without a value or without the
    numbers that the condition needs.

    Done-or-not and milestones count as not done as long as there is no check-in: that is a value, 0. `milestones` are
    (weight, done). An unknown start counts as 0.
    """
    if condition is Condition.MILESTONES:
        return of_milestones(milestones)
    if condition is Condition.DONE:
        return 1.0 if value is not None and value >= 1 else 0.0
    if value is None:
        return None
    match condition:
        case Condition.AT_LEAST:
            return None if target is None else float(value >= target)
        case Condition.AT_MOST:
            return None if target is None else float(value <= target)
        case Condition.BETWEEN:
            return None if low is None or high is None else float(low <= value <= high)
    return None if target is None else raw_progress(start or 0.0, target, value)


def of_milestones(milestones: Sequence[tuple[float, bool]]) -> float | None:
    """Return the done part of the weight of milestones, given as (weight, done); none where they weigh nothing."""
    total = sum(weight for weight, _ in milestones)
    if total <= 0:
        return None
    return sum(weight for weight, done in milestones if done) / total


def is_done(condition: Condition, raw: float | None) -> bool:
    """Return whether no further check-in is needed: done-or-not and milestones stay done."""
    return condition in (Condition.DONE, Condition.MILESTONES) and raw is not None and raw >= 1 - _EXACT
