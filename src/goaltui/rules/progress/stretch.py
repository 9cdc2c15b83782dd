"""The stretch target of a key result: a number beyond the target, to which no progress counts."""

from goaltui.model.enums import Condition
from goaltui.rules.progress.progress import clamp01


def is_beyond(condition: Condition, start: float | None, target: float, stretch: float) -> bool:
    """Return whether a stretch target lies further on than the target, in the direction of the key result."""
    match condition:
        case Condition.REACH:
            return (stretch - target) * (target - (start or 0.0)) > 0
        case Condition.AT_LEAST:
            return stretch > target
        case Condition.AT_MOST:
            return stretch < target
    return True


def is_reached(condition: Condition, start: float | None, target: float, stretch: float, value: float) -> bool:
    """Return whether a value has come as far as the stretch target."""
    rises = stretch > target if condition is not Condition.REACH else target > (start or 0.0)
    return value >= stretch if rises else value <= stretch


def share_beyond(target: float, stretch: float, value: float | None) -> float:
    """Return how much of the way from the target to the stretch target is done, 0 to 1."""
    if value is None or stretch == target:
        return 0.0
    return clamp01((value - target) / (stretch - target))
