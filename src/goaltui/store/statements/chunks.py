"""Iteration over many things, a list at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")

CHUNK = 500
"""Ids in one IN list and rows in one executemany, well under SQLite's limit of variables."""


def chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    """Yield lists of at most `size` items."""
    iterator = iter(items)
    while piece := list(islice(iterator, size)):
        yield piece
