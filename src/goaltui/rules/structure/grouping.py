"""Records grouped by a key."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

Record = TypeVar("Record")


def grouped(records: Iterable[Record], key: Callable[[Record], str | None]) -> Mapping[str, Sequence[Record]]:
    """Return records by key; those without one are left out."""
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        place = key(record)
        if place is not None:
            found[place].append(record)
    return dict(found)
