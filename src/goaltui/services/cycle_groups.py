"""The top objectives by the time they are of: the present first, then what is to come, then what is over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from goaltui.services import words
from goaltui.services.rows import CycleSpan, ObjectiveRow, TreeView

_PRESENT, _TO_COME, _OVER = 0, 1, 2


@dataclass(frozen=True, slots=True)
class CycleGroup:
    """Top objectives that follow each other; `heading` and `when` are empty for those of the present: what is
    strategic, and what is of a cycle that runs."""

    heading: str
    when: str
    roots: tuple[ObjectiveRow, ...]


def present_first(roots: Iterable[ObjectiveRow], cycles: Iterable[CycleSpan], day: date) -> tuple[ObjectiveRow, ...]:
    """The present, then the cycles to come, the next one first, then those that are over, the latest first; within
    each as they were."""
    spans = {cycle.name: cycle for cycle in cycles}
    return tuple(sorted(roots, key=lambda row: _rank(spans.get(row.cycle or ""), day)))


def cycle_groups(view: TreeView) -> tuple[CycleGroup, ...]:
    """The roots of a view in groups, each cycle that is not running one of its own."""
    spans, day = {cycle.name: cycle for cycle in view.cycles}, view.header.as_of
    found = []
    for rank, rows in groupby(view.roots, key=lambda row: _rank(spans.get(row.cycle or ""), day)):
        roots = tuple(rows)
        cycle = spans.get(roots[0].cycle or "")
        if rank[0] == _PRESENT or cycle is None:
            found.append(CycleGroup("", "", roots))
        else:
            over = rank[0] == _OVER
            when = f"ended {words.day(cycle.end, day)}" if over else f"from {words.day(cycle.start, day)}"
            found.append(CycleGroup(cycle.name, when, roots))
    return tuple(found)


def _rank(cycle: CycleSpan | None, day: date) -> tuple[int, int, str]:
    if cycle is None or cycle.start <= day <= cycle.end:
        return _PRESENT, 0, ""
    if day < cycle.start:
        return _TO_COME, cycle.start.toordinal(), cycle.name
    return _OVER, -cycle.end.toordinal(), cycle.name
