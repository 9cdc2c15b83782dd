"""Every cycle with where it stands, and how often what was set was reached: by cycle, and over the years by team."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import TYPE_CHECKING

from goaltui.model.enums import CLOSED, ObjectiveState
from goaltui.model.errors import NotFound
from goaltui.model.records import CycleRecord, Records
from goaltui.rules import grade, pace, rollup
from goaltui.rules.cycle import Phase, phase
from goaltui.rules.shares import Weighed, by_weight
from goaltui.services.narrowing import asking_of
from goaltui.services.rows import ObjectiveRow

if TYPE_CHECKING:
    from goaltui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Reached:
    """Of how many closed objectives with a grade how many reached what their kind promises (`rules.grade.meets`), and
    the mean of these grades."""

    graded: int = 0
    reached: int = 0
    grade: float | None = None


@dataclass(frozen=True, slots=True)
class CycleRow:
    """A cycle; `progress` is the weighted mean of the objectives at its top that have any, `expected` what these
    expect, the straight line as long as none has."""

    id: str
    name: str
    start: date
    end: date
    within: str | None
    phase: Phase
    objectives: int
    drafts: int
    closed: int
    key_results: int
    progress: float | None
    expected: float | None
    reached: Reached


@dataclass(frozen=True, slots=True)
class TeamYears:
    """A team over all cycles: the empty name is what no team set; `grades` the mean of each of `CyclesView.closing`,
    none where the team was not graded in it."""

    name: str
    reached: Reached
    grades: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class CyclesView:
    """The cycles, the latest first, and the teams by name; `closing` are the graded ones, oldest first."""

    as_of: date
    cycles: tuple[CycleRow, ...]
    closing: tuple[str, ...]
    teams: tuple[TeamYears, ...]


def cycles_view(workspace: "Workspace") -> CyclesView:
    """Where every cycle stands on the day looked at."""
    records, outline = workspace.look.records(), workspace.look.outline()
    cycles = {item.id: item for item in records.cycles}
    within: defaultdict[str, list[ObjectiveRow]] = defaultdict(list)
    for record in records.objectives:
        if record.cycle in cycles:
            within[record.cycle or ""].append(outline.objectives[record.id])
    ordered = sorted(records.cycles, key=lambda item: (item.start, item.end, item.name))
    rows = [_row(item, within[item.id], cycles, outline.day) for item in ordered]
    graded = [row for row in rows if row.reached.graded]
    asking = asking_of(workspace)
    by_team: defaultdict[str, dict[str, list[ObjectiveRow]]] = defaultdict(lambda: defaultdict(list))
    for cycle in graded:
        for item in within[cycle.id]:
            if item.grade is not None and item.state in CLOSED:
                by_team[asking.team(item.team, owner=item.owner)][cycle.id].append(item)
    teams = tuple(_team(name, by_team[name], graded) for name in sorted(by_team, key=lambda name: (not name, name)))
    return CyclesView(outline.day, tuple(reversed(rows)), tuple(row.name for row in graded), teams)


def cycle_of(records: Records, identity: str) -> CycleRecord:
    """The cycle of this id; raises NotFound."""
    for item in records.cycles:
        if item.id == identity:
            return item
    raise NotFound("That cycle is no longer there; somebody may have deleted it.")


def _team(name: str, within: dict[str, list[ObjectiveRow]], graded: Sequence[CycleRow]) -> TeamYears:
    everything = [item for items in within.values() for item in items]
    return TeamYears(name, _reached(everything), tuple(_reached(within.get(row.id, ())).grade for row in graded))


def _row(
    record: CycleRecord, objectives: Sequence[ObjectiveRow], cycles: dict[str, CycleRecord], today: date
) -> CycleRow:
    closed = sum(1 for item in objectives if item.state in CLOSED)
    parent = cycles.get(record.parent or "")
    parts = [rollup.Part.of(at_the_top(item), item.progress, item.expected) for item in top_of(objectives)]
    return CycleRow(
        id=record.id,
        name=record.name,
        start=record.start,
        end=record.end,
        within=parent.name if parent else None,
        phase=phase(record.start, record.end, today, len(objectives), len(objectives) - closed),
        objectives=len(objectives),
        drafts=sum(1 for item in objectives if item.state is ObjectiveState.DRAFT),
        closed=closed,
        key_results=sum(len(item.key_results) for item in objectives),
        progress=rollup.progress(parts),
        expected=rollup.expected(parts, pace.expected(record.start, record.end, today)) if parts else None,
        reached=_reached(objectives),
    )


def top_of(objectives: Sequence[ObjectiveRow]) -> list[ObjectiveRow]:
    """Those of a cycle that make up its progress: what stands under another one of them is in that already."""
    inside = {item.id for item in objectives}
    return [item for item in objectives if item.parent not in inside]


def at_the_top(row: ObjectiveRow) -> Weighed:
    """How one counts there: a share that it has under an objective of elsewhere is none of the cycle."""
    return row if row.parent is None else by_weight(row)


def _reached(objectives: Iterable[ObjectiveRow]) -> Reached:
    closed = [item for item in objectives if item.state in CLOSED]
    graded = [(item.grade, item.ambition) for item in closed if item.grade is not None]
    if not graded:
        return Reached()
    met = sum(1 for value, ambition in graded if grade.meets(value, ambition))
    return Reached(len(graded), met, fmean(value for value, _ in graded))
