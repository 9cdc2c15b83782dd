"""What a table of ours looks like in a file, and what an entity declares of a field."""

from typing import Any, NamedTuple


class Shape(NamedTuple):
    """A table: its columns, each with whether it has to hold something, its key, and its indexes with their texts."""

    name: str
    columns: tuple[tuple[str, bool], ...]
    key: tuple[str, ...]
    rowless: bool
    indexes: tuple[tuple[str, str], ...]


class PlainField(NamedTuple):
    """A field of an entity of which all that is declared needs no library to be validated."""

    name: str
    type: str
    is_optional: bool
    is_required: bool
    default: Any
    checks: tuple[str, ...]
    least: float | None
    most: float | None
    pattern: str
    words: tuple[str, ...]
