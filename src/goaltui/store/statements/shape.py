"""The shape of a table in a file."""

from goaltui.model.quick.quick_tuple import NamedTuple


class Shape(NamedTuple):
    """A table: its columns, each with whether it has to hold something, its key, and its indexes with their texts."""

    name: str
    columns: tuple[tuple[str, bool], ...]
    key: tuple[str, ...]
    rowless: bool
    indexes: tuple[tuple[str, str], ...]
