"""The ties between objectives, parents and contributions, and walks along them; they may lead in circles."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator

from goaltui.model.id_lists import ids_of
from goaltui.model.records import ObjectiveRecord


def reachable(starts: Iterable[str], beside: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """Yield the starts and all that they lead to by what is `beside` each, the nearest first and none twice."""
    waiting, seen = deque(starts), set[str]()
    while waiting:
        found = waiting.popleft()
        if found not in seen:
            seen.add(found)
            yield found
            waiting += beside(found)


def tied_to(identities: Iterable[str], objectives: Iterable[ObjectiveRecord]) -> frozenset[str]:
    """Return the ids given, and those of all objectives that are tied to them, in whatever direction: no number of
    theirs depends on an objective outside.
    """
    ties: defaultdict[str, list[str]] = defaultdict(list)
    for item in objectives:
        for above in (*((item.parent,) if item.parent else ()), *ids_of(item.contributes)):
            ties[item.id].append(above)
            ties[above].append(item.id)
    return frozenset(reachable(identities, lambda found: ties.get(found, ())))
