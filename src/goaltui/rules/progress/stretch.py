"""The stretch target of a key result: a number beyond the target, to which no progress counts."""

from goaltui.model.enums import Condition


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
