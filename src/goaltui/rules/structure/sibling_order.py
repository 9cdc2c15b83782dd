"""The order among siblings: keys between neighbours, so that a move writes the thing that is moved and nothing else.

A key is a text of hexadecimal digits, read as a fraction below 1 and never ending in 0, so that texts and fractions are
in one order. What was never moved has the clock of its first change as its key: it stands where it was made, and what
is made later comes after it. Where two replicas chose the same key, the clock and then the id decide.
(Fractional indexing: Figma, "Realtime editing of ordered sequences".)
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import TypeAlias

Rank: TypeAlias = tuple[str, int, str]
"""Key, clock of the first change and id of a thing that stands."""

LONGEST = 48
"""Digits from which neighbours are spread anew rather than a key made longer."""

_BASE = 16
_CLOCK = 16
"""Digits of a clock."""
_TOP = "g"
"""Above every key."""


def key_of(position: str | None, created: int) -> str:
    """Return the key of a thing: that of its last move, else its clock."""
    return position or f"{created:0{_CLOCK}x}8"


def rank_of(position: str | None, created: int, identity: str) -> Rank:
    """Return the rank of a thing among its siblings."""
    return key_of(position, created), created, identity


def between(low: str, high: str) -> str:
    """Return the shortest key between two, in the middle of those; `low` may be empty, which is before everything."""
    digits = 1
    while True:
        bottom, top = _cut(low, digits), _cut(high, digits)
        if top - bottom > 1:
            return f"{(bottom + top) // 2:0{digits}x}".rstrip("0")
        digits += 1


def moved(keys: Sequence[str], origin: int, place: int) -> dict[int, str]:
    """Return the new keys, by index in `keys`, that take the thing at `origin` to `place` in the order that results.

    `keys` stand in order. It is the one key of what moves, unless its neighbours share theirs or left no short one.
    """
    order = [index for index in range(len(keys)) if index != origin]
    order.insert(place, origin)
    start, end, step = place, place + 1, 1
    while True:
        low = keys[order[start - 1]] if start else ""
        high = keys[order[end]] if end < len(order) else _beyond(max(keys))
        if low < high:
            fresh = _spread(low, high, end - start)
            if _short(fresh) or end - start == len(order):
                return {index: key for index, key in zip(order[start:end], fresh, strict=True) if keys[index] != key}
        start, end, step = max(start - step, 0), min(end + step, len(order)), step * 2


def arranged(wanted: Sequence[Rank | None], new: Collection[int] = ()) -> dict[int, str]:
    """Return the keys, by index, that put things in this order, as few as that takes.

    A thing is none where it has no key yet; those in `new` are still to be made, so they come last without one.
    """
    top = _beyond(max((rank[0] for rank in wanted if rank), default=""))
    kept = [(index, rank[0]) for index in _longest_rising(wanted) if (rank := wanted[index])]
    found: dict[int, str] = {}
    start, low = 0, ""
    while kept:
        # One that leaves no room before it, since it has the same key as another, gets a new one too.
        end, high = kept.pop(0)
        fresh = _spread(low, high, end - start) if low < high else []
        if (low < high and _short(fresh)) or end == start:
            found |= zip(range(start, end), fresh, strict=True)
            start, low = end + 1, high
    if any(index not in new for index in range(start, len(wanted))):
        found |= zip(range(start, len(wanted)), _spread(low, top, len(wanted) - start), strict=True)
    return found


def _cut(key: str, digits: int) -> int:
    return _BASE**digits if key == _TOP else int(key[:digits].ljust(digits, "0"), _BASE)


def _beyond(key: str) -> str:
    """Return a key above this one and below that of anything made later."""
    above: int = _cut(key, _CLOCK) + 1
    return f"{above:0{_CLOCK}x}" if above < _BASE**_CLOCK else _TOP


def _spread(low: str, high: str, count: int) -> list[str]:
    if not count:
        return []
    middle, half = between(low, high), count // 2
    return [*_spread(low, middle, half), middle, *_spread(middle, high, count - half - 1)]


def _short(keys: Sequence[str]) -> bool:
    return all(len(key) <= LONGEST for key in keys)


def _longest_rising(items: Sequence[Rank | None]) -> list[int]:
    """Return the indices of the longest rising subsequence."""
    ends: list[Rank] = []
    last: list[int] = []
    earlier: dict[int, int | None] = {}
    for index, item in enumerate(items):
        if item is None:
            continue
        length = bisect_left(ends, item)
        earlier[index] = last[length - 1] if length else None
        ends[length : length + 1] = [item]
        last[length : length + 1] = [index]
    return list(_back(last[-1] if last else None, earlier))[::-1]


def _back(index: int | None, earlier: dict[int, int | None]) -> Iterator[int]:
    while index is not None:
        yield index
        index = earlier[index]
