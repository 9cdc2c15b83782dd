"""Every cycle with where it stands, and how often what was set was reached: by cycle, and over the years by team."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import fsum
from typing import TYPE_CHECKING

from goaltui.model.enums import CLOSED, ObjectiveState, Status
from goaltui.model.errors import NotFound
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass, replace
from goaltui.model.records import CycleRecord, Records
from goaltui.rules.progress import grade, pace
from goaltui.rules.progress.cycle import CyclePhase, phase
from goaltui.rules.scoring import rollup, status
from goaltui.services.core.objective_tree import at_the_top, top_of
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.snapshot import Snapshot
from goaltui.services.views.execution import Execution, executions

if TYPE_CHECKING:
    from goaltui.services.core.objective_tree import Outline
    from goaltui.services.core.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Reached:
    """Of how many `closed` objectives how many reached what their kind promises (`grade.meets`), which one without a
    grade did not; `grade` is the mean of those that are `graded`."""

    graded: int = 0
    reached: int = 0
    grade: float | None = None
    closed: int = 0

    @property
    def told(self) -> str:
        """The number reached in words, `7 of 20`; empty where nothing was graded."""
        return _("{reached} of {closed}", reached=self.reached, closed=self.closed) if self.graded else ""


@dataclass(frozen=True, slots=True)
class InnerCycles:
    """The results of the cycles inside a longer one, apart from its own objectives: the number `begun`, the mean
    progress of those with goals, each counting the same, with its coverage, and the grades reached in all of them.
    """

    names: tuple[str, ...]
    begun: int
    progress: float | None
    coverage: float | None
    reached: Reached

    @property
    def told(self) -> str:
        """The number begun in words, `2 of 4 begun`."""
        return _("{begun} of {count} begun", begun=self.begun, count=len(self.names))


@dataclass(frozen=True, slots=True)
class CycleRow:
    """A cycle; `progress` is the weighted mean of the objectives at its top that have any, `expected` what these
    expect, the straight line as long as none has. `coverage` is the part 0–1 of their weight that has a value, none
    where they weigh nothing; once the cycle is over what has none counts 0. `status` is that of the whole, none where
    nothing is set in it."""

    id: str
    name: str
    start: date
    end: date
    within: str | None
    phase: CyclePhase
    objectives: int
    drafts: int
    closed: int
    key_results: int
    progress: float | None
    expected: float | None
    reached: Reached
    coverage: float | None = None
    status: Status | None = None
    reason: str = ""
    inside: InnerCycles | None = None
    execution: Execution = Execution()


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
    """Return every cycle as it stands on the day looked at."""
    from goaltui.services.filters.filtered_views import asking_of

    within = _objectives_within(workspace.look)
    rows = _rows(workspace.look, within)
    graded = [row for row in rows if row.reached.graded]
    asking = asking_of(workspace)
    by_team: defaultdict[str, dict[str, list[ObjectiveRow]]] = defaultdict(lambda: defaultdict(list))
    for cycle in graded:
        for item in within[cycle.id]:
            if item.state in CLOSED:
                by_team[asking.team(item.team, owner=item.owner)][cycle.id].append(item)
    teams = tuple(_team(name, by_team[name], graded) for name in sorted(by_team, key=lambda name: (not name, name)))
    return CyclesView(workspace.look.day, tuple(reversed(rows)), tuple(row.name for row in graded), teams)


def cycle_rows(look: Snapshot) -> Sequence[CycleRow]:
    """Return every cycle as it stands on the day looked at, the earliest first."""
    return _rows(look, _objectives_within(look))


def _objectives_within(look: Snapshot) -> Mapping[str, Sequence[ObjectiveRow]]:
    """Return the objectives by the id of their cycle."""
    records, outline = look.records(), look.outline()
    within: dict[str, list[ObjectiveRow]] = {item.id: [] for item in records.cycles}
    for record in records.objectives:
        if record.cycle in within:
            within[record.cycle].append(outline.objectives[record.id])
    return within


def _rows(look: Snapshot, within: Mapping[str, Sequence[ObjectiveRow]]) -> Sequence[CycleRow]:
    records, outline = look.records(), look.outline()
    cycles = {item.id: item for item in records.cycles}
    ordered = sorted(records.cycles, key=lambda item: (item.start, item.end, item.name))
    return _with_inner([_row(item, within[item.id], cycles, outline) for item in ordered], records, within)


def cycles_carried_out(workspace: "Workspace") -> CyclesView:
    """Return every cycle as it stands, and how it was carried out; that reads every check-in in it."""
    view, done = cycles_view(workspace), executions(workspace)
    return replace(view, cycles=tuple(replace(row, execution=done[row.id]) for row in view.cycles))


def cycle_of(records: Records, identity: str) -> CycleRecord:
    """Return the cycle of this id; raises NotFound."""
    for item in records.cycles:
        if item.id == identity:
            return item
    raise NotFound(_("That cycle is no longer there; somebody may have deleted it."))


def _team(name: str, within: dict[str, list[ObjectiveRow]], graded: Sequence[CycleRow]) -> TeamYears:
    everything = [item for items in within.values() for item in items]
    return TeamYears(name, _reached(everything), tuple(_reached(within.get(row.id, ())).grade for row in graded))


def _row(
    record: CycleRecord, objectives: Sequence[ObjectiveRow], cycles: dict[str, CycleRecord], outline: "Outline"
) -> CycleRow:
    closed = sum(1 for item in objectives if item.state in CLOSED)
    parent = cycles.get(record.parent or "")
    today = outline.day
    reckoned = phase(record.start, record.end, today, len(objectives), len(objectives) - closed)
    top = top_of(objectives)
    parts = [rollup.Part.of(at_the_top(item), item.progress, item.expected, item.coverage or 0.0) for item in top]
    over = reckoned in (CyclePhase.ENDED, CyclePhase.CLOSED)
    straight = pace.expected(record.start, record.end, today)
    whole = status.whole(parts, straight, closed=reckoned is CyclePhase.CLOSED, over=over, preset=outline.preset)
    return CycleRow(
        id=record.id,
        name=record.name,
        start=record.start,
        end=record.end,
        within=parent.name if parent else None,
        phase=reckoned,
        objectives=len(objectives),
        drafts=sum(1 for item in objectives if item.state is ObjectiveState.DRAFT),
        closed=closed,
        key_results=sum(len(item.key_results) for item in objectives),
        progress=whole.progress,
        expected=whole.expected if parts else None,
        reached=_reached(objectives),
        coverage=whole.coverage,
        status=whole.standing.status if parts else None,
        reason=whole.standing.reason if parts else "",
    )


def _with_inner(
    rows: Sequence[CycleRow], records: Records, within: Mapping[str, Sequence[ObjectiveRow]]
) -> list[CycleRow]:
    """Return the rows; those of cycles with others inside them have the results of these."""
    inner: defaultdict[str, list[CycleRow]] = defaultdict(list)
    by_id = {row.id: row for row in rows}
    for item in records.cycles:
        if item.parent in by_id and item.parent != item.id and item.id in by_id:
            inner[item.parent or ""].append(by_id[item.id])
    return [replace(row, inside=_inner(inner[row.id], within)) if row.id in inner else row for row in rows]


def _inner(rows: Sequence[CycleRow], within: Mapping[str, Sequence[ObjectiveRow]]) -> InnerCycles:
    ordered = sorted(rows, key=lambda row: (row.start, row.name))
    begun = [row for row in ordered if row.phase is not CyclePhase.UPCOMING]
    measured = [row.progress for row in begun if row.progress is not None]
    covered = [row.coverage for row in begun if row.coverage is not None]
    return InnerCycles(
        names=tuple(row.name for row in ordered),
        begun=len(begun),
        progress=fsum(measured) / len(measured) if measured else None,
        coverage=fsum(covered) / len(covered) if covered else None,
        reached=_reached(item for row in ordered for item in within[row.id]),
    )


def _reached(objectives: Iterable[ObjectiveRow]) -> Reached:
    closed = [item for item in objectives if item.state in CLOSED]
    graded = [(item.grade, item.ambition) for item in closed if item.grade is not None]
    if not graded:
        return Reached(closed=len(closed))
    met = sum(1 for value, ambition in graded if grade.meets(value, ambition))
    return Reached(len(graded), met, fsum(value for value, _ in graded) / len(graded), len(closed))
