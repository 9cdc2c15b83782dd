"""Top objectives grouped by cycle: running first, then upcoming, then past; or by perspective, theme or team."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby

from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.rules.progress.cycle import CyclePhase, by_days
from goaltui.services.core import formatting
from goaltui.services.core.rows.objectives import CycleSpan, ObjectiveRow, TreeView

_ORDER = (CyclePhase.RUNNING, CyclePhase.UPCOMING, CyclePhase.ENDED)


@dataclass(frozen=True, slots=True)
class CycleGroup:
    """Top objectives that follow each other; `heading` and `when` are empty for those of the present: what is
    strategic, and what is of a cycle that runs."""

    heading: str
    when: str
    roots: tuple[ObjectiveRow, ...]


def present_first(roots: Iterable[ObjectiveRow], cycles: Iterable[CycleSpan], day: date) -> tuple[ObjectiveRow, ...]:
    """Return the present, then the cycles to come, the next one first, then those that are over, the latest
    first; the order within each stays.
    """
    spans = {cycle.name: cycle for cycle in cycles}
    return tuple(sorted(roots, key=lambda row: _rank(spans.get(row.cycle or ""), day)))


def cycle_groups(view: TreeView) -> tuple[CycleGroup, ...]:
    """Return the roots of a view in groups: each cycle that is not running is one of its own; else as the view asks."""
    if view.group != "cycle":
        return tuple(_named_groups(view))
    spans, day = {cycle.name: cycle for cycle in view.cycles}, view.header.as_of
    groups = groupby(view.roots, key=lambda row: _rank(spans.get(row.cycle or ""), day))
    return tuple(_group(tuple(roots), spans, day) for _, roots in groups)


def _named_groups(view: TreeView) -> Iterator[CycleGroup]:
    told = {key: (name, text) for key, name, text in view.headings}
    none = {"perspective": _("No perspective"), "theme": _("No theme"), "team": _("No team")}[view.group]
    named: dict[str, list[ObjectiveRow]] = {key: [] for key in told}
    for row in view.roots:
        name = {"perspective": row.perspective, "theme": row.theme, "team": row.team}[view.group]
        named.setdefault(name or "", []).append(row)
    for name in sorted(named, key=lambda name: not name):
        if named[name]:
            heading, text = told.get(name, (name or none, ""))
            yield CycleGroup(heading, text, tuple(named[name]))


def _group(roots: tuple[ObjectiveRow, ...], spans: Mapping[str, CycleSpan], day: date) -> CycleGroup:
    cycle = spans.get(roots[0].cycle or "")
    match _phase(cycle, day):
        case CyclePhase.UPCOMING if cycle is not None:
            return CycleGroup(cycle.name, _("from {day}", day=formatting.day(cycle.start, day)), roots)
        case CyclePhase.ENDED if cycle is not None:
            return CycleGroup(cycle.name, _("ended {day}", day=formatting.day(cycle.end, day)), roots)
    return CycleGroup("", "", roots)


def _rank(cycle: CycleSpan | None, day: date) -> tuple[int, int, str]:
    phase = _phase(cycle, day)
    if cycle is None or phase is CyclePhase.RUNNING:
        return _ORDER.index(CyclePhase.RUNNING), 0, ""
    nearest = cycle.start.toordinal() if phase is CyclePhase.UPCOMING else -cycle.end.toordinal()
    return _ORDER.index(phase), nearest, cycle.name


def _phase(cycle: CycleSpan | None, day: date) -> CyclePhase:
    return by_days(cycle.start, cycle.end, day) if cycle is not None else CyclePhase.RUNNING
