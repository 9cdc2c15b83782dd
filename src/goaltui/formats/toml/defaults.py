"""What a TOML file that leaves it out means."""

from goaltui.model.enums import Condition

STANDARD_PERSPECTIVES = (
    ("financial", "Financial", 0, 1.0),
    ("customer", "Customer", 1, 1.0),
    ("internal-process", "Internal process", 2, 1.0),
    ("learning-growth", "Learning & growth", 3, 1.0),
)
"""Key, name, position and weight of the four perspectives that every workspace begins with."""


def implied_condition(*, target: bool, limits: bool, milestones: bool) -> Condition:
    """Return the condition of a key result that names none, by what it gives."""
    if target:
        return Condition.REACH
    if limits:
        return Condition.BETWEEN
    return Condition.MILESTONES if milestones else Condition.REACH
