"""The conditions under which a typed value is doubted, or a fall of progress asks for a reason."""

from collections.abc import Sequence

STEEP_DROP = 0.2
"""A fall of progress or score, of 1, that wants a word of why."""

_SPANS = 1.0


def sign_changed(value: float, last: float | None) -> bool:
    """Return whether a value stands on the other side of zero than the last one."""
    return last is not None and value * last < 0


def out_of_range(value: float, known: Sequence[float]) -> bool:
    """Return whether a value lies further outside the known values (earlier ones, start,
    target) than their range is wide.

    Nothing is out of range of fewer than two different values.
    """
    if not known:
        return False
    low, high = min(known), max(known)
    reach = (high - low) * _SPANS
    return reach > 0 and not low - reach <= value <= high + reach


def dropped(before: float | None, after: float | None) -> bool:
    """Return whether progress or score, of 1, fell by 20 points or more."""
    return before is not None and after is not None and before - after >= STEEP_DROP - 1e-9
