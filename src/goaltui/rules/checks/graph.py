"""Loops in a directed graph, found in time linear in its edges (Tarjan 1972, without recursion)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

Edge = tuple[str, str]


def looping(edges: Sequence[Edge]) -> frozenset[Edge]:
    """The edges that lie on a loop, one from a node to itself among them."""
    component = _components(edges)
    return frozenset(edge for edge in edges if component[edge[0]] == component[edge[1]])


def _components(edges: Sequence[Edge]) -> dict[str, int]:
    """Nodes that can reach each other have the same number."""
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
