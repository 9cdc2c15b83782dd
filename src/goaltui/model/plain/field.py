"""The plain declaration of a field."""

from typing import Any

from goaltui.model.quick.quick_tuple import NamedTuple


class PlainField(NamedTuple):
    """A field of an entity that can be validated without a library."""

    name: str
    type: str
    is_optional: bool
    is_required: bool
    default: Any
    checks: tuple[str, ...]
    least: float | None
    most: float | None
    longest: int | None
    pattern: str
    words: tuple[str, ...]
