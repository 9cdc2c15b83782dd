"""The shape of a table in a file, and the declaration of an entity's field."""

from typing import Any

from goaltui.model.quick.quick_tuple import NamedTuple


class Shape(NamedTuple):
    """A table: its columns, each with whether it has to hold something, its key, and its indexes with their texts."""

    name: str
    columns: tuple[tuple[str, bool], ...]
    key: tuple[str, ...]
    rowless: bool
    indexes: tuple[tuple[str, str], ...]


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
