"""The order of changes by causality: a change counts after those that its author had seen, whatever the clocks say.

A change names the changes of its entity that its author had seen and nobody had followed yet, each by a digest of all
that it says, its own `follows` included. So a change can only name what was there before it: no claim leads in a circle
or into the future, however it was forged. What nobody had seen of each other is put in the order of the clocks.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from goaltui.model.changes import Change
from goaltui.model.quick.digests import blake2b_of
from goaltui.model.quick.json_text import encoding
from goaltui.model.quick_dataclass import dataclass

MOST_FOLLOWED = 10_000
"""The most changes that one names; only a forged journal has more that nobody followed."""

_DIGEST_BYTES = 16
_said = encoding()
_FOLLOWS_NOTHING: tuple[frozenset[int], ...] = (frozenset(),)
"""What the only change of an entity follows."""


@dataclass(frozen=True, slots=True)
class EntityHistory:
    """The changes of one entity in the order in which they count, the last one last. `before` holds for each change the
    places of those that it follows.
    """

    changes: tuple[Change, ...]
    before: tuple[frozenset[int], ...]

    def heads(self) -> tuple[str, ...]:
        """Return the digests that a new change follows when its author has seen all of these changes."""
        if len(self.changes) == 1:
            return (digest(self.changes[0]),)
        followed = frozenset[int]().union(*self.before)
        open_ends = [change for place, change in enumerate(self.changes) if place not in followed]
        return tuple(map(digest, open_ends[-MOST_FOLLOWED:]))

    def seen_from(self, places: Iterable[int]) -> frozenset[int]:
        """Return the places whose changes the authors of these ones had seen, these included."""
        found: set[int] = set()
        waiting = list(places)
        while waiting:
            place = waiting.pop()
            if place not in found:
                found.add(place)
                waiting += self.before[place]
        return frozenset(found)


def digest(change: Change) -> str:
    """Return the digest that identifies a change, under whichever number a journal keeps it."""
    what = (change.entity, change.entity_id, change.fields)
    said = (change.hlc, change.zone, change.batch, change.follows, *what)
    return blake2b_of(_said(said).encode(), _DIGEST_BYTES)


def lines(changes: Iterable[Change]) -> dict[tuple[str, str], EntityHistory]:
    """Return the changes of each entity in their order, by entity and id."""
    by_entity: defaultdict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in changes:
        by_entity[change.entity, change.entity_id].append(change)
    return {key: line(found) for key, found in by_entity.items()}


def line(changes: Iterable[Change]) -> EntityHistory:
    """Return the changes of one entity in the order in which they count.

    The last one is the latest by the clock of those that nobody followed; without it the same holds of the rest. While
    clocks are right that is the order of the clocks. What follows nothing that is here (it made the entity, was written
    before changes told what they follow, or what it names was lost) follows the one of its like before it.
    """
    found = tuple(changes)
    if len(found) == 1:
        return EntityHistory(found, _FOLLOWS_NOTHING)
    ordered = sorted(found, key=lambda change: change.order)
    before = _before(ordered)
    places = _places(before)
    moved = {old: new for new, old in enumerate(places)}
    return EntityHistory(
        tuple(ordered[old] for old in places),
        tuple(frozenset(moved[other] for other in before[old]) for old in places),
    )


def _before(ordered: Sequence[Change]) -> list[set[int]]:
    """Return for each change the places of those that it follows."""
    before: list[set[int]] = [set() for _ in ordered]
    if any(change.follows for change in ordered):
        named: defaultdict[str, set[int]] = defaultdict(set)
        for place, change in enumerate(ordered):
            named[digest(change)].add(place)
        for place, change in enumerate(ordered):
            before[place] = {other for name in change.follows for other in named.get(name, ())}
    roots = [place for place, others in enumerate(before) if not others]
    for lower, higher in pairwise(roots):
        before[higher].add(lower)
    return before


def _places(before: Sequence[set[int]]) -> list[int]:
    """Return the places in the order in which they count, each after all that it follows."""
    if all(other < place for place, others in enumerate(before) for other in others):
        return list(range(len(before)))
    following = [0] * len(before)
    for others in before:
        for other in others:
            following[other] += 1
    from heapq import heappop, heappush

    open_ends = [-place for place, number in enumerate(following) if not number]
    open_ends.sort()
    backwards: list[int] = []
    while open_ends:
        place = -heappop(open_ends)
        backwards.append(place)
        for other in before[place]:
            following[other] -= 1
            if not following[other]:
                heappush(open_ends, -other)
    return backwards[::-1]
