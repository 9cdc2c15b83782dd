"""The default values that a TOML file leaves out."""

from collections.abc import Mapping
from functools import cache

from goaltui.model.changes import Value
from goaltui.model.entities import ENTITIES
from goaltui.model.enums import Condition, EntityKind

STANDARD_PERSPECTIVES = (
    ("financial", "Financial", 0, 1.0),
    ("customer", "Customer", 1, 1.0),
    ("internal-process", "Internal process", 2, 1.0),
    ("learning-growth", "Learning & growth", 3, 1.0),
)
"""Key, name, position and weight of the four perspectives that every workspace begins with."""


@cache
def defaults_of(kind: EntityKind) -> Mapping[str, Value]:
    """Return the value of each field that a file need not give."""
    fields = ENTITIES[kind].model_fields
    return {name: field.get_default() for name, field in fields.items() if not field.is_required()}


def implied_condition(*, target: bool, limits: bool, milestones: bool) -> Condition:
    """Return the condition of a key result that names none, by what it gives."""
    if target:
        return Condition.REACH
    if limits:
        return Condition.BETWEEN
    return Condition.MILESTONES if milestones else Condition.REACH
