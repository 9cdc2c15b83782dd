"""The top objectives by the time they are of: the present first, then what is to come, then what is over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from goaltui.rules.cycle import Phase, by_days
from goaltui.services import words
from goaltui.services.rows import CycleSpan, ObjectiveRow, TreeView

_ORDER = (Phase.RUNNING, Phase.UPCOMING, Phase.ENDED)


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
    groups = groupby(view.roots, key=lambda row: _rank(spans.get(row.cycle or ""), day))
    return tuple(_group(tuple(roots), spans, day) for _, roots in groups)


def _group(roots: tuple[ObjectiveRow, ...], spans: Mapping[str, CycleSpan], day: date) -> CycleGroup:
    cycle = spans.get(roots[0].cycle or "")
    match _phase(cycle, day):
        case Phase.UPCOMING if cycle is not None:
            return CycleGroup(cycle.name, f"from {words.day(cycle.start, day)}", roots)
        case Phase.ENDED if cycle is not None:
            return CycleGroup(cycle.name, f"ended {words.day(cycle.end, day)}", roots)
    return CycleGroup("", "", roots)


def _rank(cycle: CycleSpan | None, day: date) -> tuple[int, int, str]:
    phase = _phase(cycle, day)
    if cycle is None or phase is Phase.RUNNING:
        return _ORDER.index(Phase.RUNNING), 0, ""
    nearest = cycle.start.toordinal() if phase is Phase.UPCOMING else -cycle.end.toordinal()
    return _ORDER.index(phase), nearest, cycle.name


def _phase(cycle: CycleSpan | None, day: date) -> Phase:
    return by_days(cycle.start, cycle.end, day) if cycle is not None else Phase.RUNNING
