"""Repair of trees that merging broke, done on reading in the same way in every copy."""

from collections.abc import Mapping

from goaltui.model.quick_dataclass import dataclass

DEEPEST = 100
"""The most levels of a tree: what would stand deeper stands at the top, with all that is below it."""


@dataclass(frozen=True, slots=True)
class RepairedTree:
    """A parent for everything, none at the top. `moved` holds the things that lost their parent to the repair,
    `too_deep` those of them that stood too deep.
    """

    parents: Mapping[str, str | None]
    moved: frozenset[str]
    too_deep: frozenset[str] = frozenset()


def repaired(parents: Mapping[str, str | None], order: Mapping[str, int]) -> RepairedTree:
    """Return the repaired tree. A thing whose parent is no key moves to the top, a loop is cut at its latest
    member, and a chain at its depth.

    `order` grows with the edge's age in the journal; ties are cut at the greater id.
    """
    kept: dict[str, str | None] = {}
    moved: set[str] = set()
    for node, parent in parents.items():
        kept[node] = parent if parent in parents else None
        if parent is not None and kept[node] is None:
            moved.add(node)
    settled: set[str] = set()
    for node in parents:
        path: dict[str, None] = {}
        step: str | None = node
        while step is not None and step not in settled and step not in path:
            path[step] = None
            step = kept[step]
        if step is not None and step not in settled:
            walked = list(path)
            loop = walked[walked.index(step) :]
            cut = max(loop, key=lambda member: (order.get(member, 0), member))
            kept[cut] = None
            moved.add(cut)
        settled.update(path)
    too_deep = _nodes_too_deep(kept)
    kept |= dict.fromkeys(too_deep)
    return RepairedTree(kept, frozenset(moved | too_deep), too_deep)


def _nodes_too_deep(parents: Mapping[str, str | None]) -> frozenset[str]:
    """Return the nodes a whole number of DEEPEST levels below the top of a tree without loops."""
    depths: dict[str, int] = {}
    for node in parents:
        path: list[str] = []
        step: str | None = node
        while step is not None and step not in depths:
            path.append(step)
            step = parents[step]
        above = -1 if step is None else depths[step]
        depths.update((item, above + place) for place, item in enumerate(reversed(path), 1))
    return frozenset(node for node, depth in depths.items() if depth and depth % DEEPEST == 0)
