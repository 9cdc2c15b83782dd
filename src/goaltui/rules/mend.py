"""Trees that merging broke, mended on reading in the same way in every copy."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mended:
    """A parent for everything, none for what stands at the top; `moved` lost its parent to mending."""

    parents: Mapping[str, str | None]
    moved: frozenset[str]


def mend(parents: Mapping[str, str | None], order: Mapping[str, int]) -> Mended:
    """What has no parent among the keys stands at the top, and a loop is cut at its latest member.

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
    return Mended(kept, frozenset(moved))
