"""Loops in a directed graph, found in time linear in its edges (Tarjan 1972, without recursion)."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence

Edge = tuple[str, str]


def looping(edges: Sequence[Edge]) -> frozenset[Edge]:
    """Return the edges that lie on a loop, one from a node to itself among them."""
    component = _components(edges)
    return frozenset(edge for edge in edges if component[edge[0]] == component[edge[1]])


def way(edges: Iterable[Edge], start: str, end: str) -> tuple[str, ...]:
    """Return the nodes of a shortest way from one to another, both included; empty where there is none."""
    onward: defaultdict[str, list[str]] = defaultdict(list)
    for driver, driven in edges:
        onward[driver].append(driven)
    came: dict[str, str | None] = {start: None}
    waiting = deque([start])
    while waiting and end not in came:
        node = waiting.popleft()
        for head in onward[node]:
            if head not in came:
                came[head] = node
                waiting.append(head)
    if end not in came:
        return ()
    found: list[str] = []
    step: str | None = end
    while step is not None:
        found.append(step)
        step = came[step]
    return tuple(reversed(found))


def loops(edges: Sequence[Edge]) -> tuple[tuple[str, ...], ...]:
    """Return a loop for each knot of nodes that reach each other, the first node again at its end."""
    component = _components(edges)
    knots: defaultdict[int, list[Edge]] = defaultdict(list)
    for driver, driven in edges:
        if component[driver] == component[driven]:
            knots[component[driver]].append((driver, driven))
    found = []
    for inside in knots.values():
        driver, driven = inside[0]
        found.append((driver, *way(inside, driven, driver)))
    return tuple(found)


def _components(edges: Sequence[Edge]) -> dict[str, int]:
    """Return a number for each node; nodes that can reach each other have the same."""
    onward: defaultdict[str, list[str]] = defaultdict(list)
    for driver, driven in edges:
        onward[driver].append(driven)
        onward.setdefault(driven, [])
    found: dict[str, int] = {}
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    for root in onward:
        if root in index:
            continue
        walk: list[tuple[str, Iterator[str]]] = []
        _enter(root, onward, index, low, stack, walk)
        while walk:
            node, heads = walk[-1]
            head = next(heads, None)
            if head is None:
                walk.pop()
                _leave(node, index, low, stack, found)
                if walk:
                    low[walk[-1][0]] = min(low[walk[-1][0]], low[node])
            elif head not in index:
                _enter(head, onward, index, low, stack, walk)
            elif head not in found:
                low[node] = min(low[node], index[head])
    return found


def _enter(
    node: str,
    onward: dict[str, list[str]],
    index: dict[str, int],
    low: dict[str, int],
    stack: list[str],
    walk: list[tuple[str, Iterator[str]]],
) -> None:
    index[node] = low[node] = len(index)
    stack.append(node)
    walk.append((node, iter(onward[node])))


def _leave(node: str, index: dict[str, int], low: dict[str, int], stack: list[str], found: dict[str, int]) -> None:
    if low[node] != index[node]:
        return
    while True:
        member = stack.pop()
        found[member] = index[node]
        if member == node:
            return
