"""Frozen view rows: what both front ends show, numbers unrounded, absent is None; no colour, no markup, no SQL."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from goaltui.model.enums import (
    Ambition,
    Band,
    Condition,
    DataState,
    EntityKind,
    InitiativeState,
    Method,
    ObjectiveState,
    Status,
)
from goaltui.model.phases import Phase
from goaltui.model.records import MilestoneRecord
from goaltui.services.curve_rows import Curve


@dataclass(frozen=True, slots=True)
class Header:
    """The bar above every view; `back` says how long ago the day looked at is, none for today; `narrowed` is whether
    only what a query asks for is shown."""

    workspace: str
    method: Method
    as_of: date
    vision: str = ""
    cycle: str | None = None
    cycle_start: date | None = None
    cycle_end: date | None = None
    known_at: str | None = None
    read_only: str | None = None
    back: str | None = None
    narrowed: bool = False


@dataclass(frozen=True, slots=True)
class KeyResultRow:
    """A key result in a tree. `raw` may leave 0–1, `progress` may not; `reason` says the status in numbers, `phases`
    the values expected on days, `share` the part 0–1 of its objective that it is fixed at."""

    id: str
    objective: str
    measure: str
    title: str
    unit: str
    condition: Condition
    start: float | None
    target: float | None
    low: float | None
    high: float | None
    value: float | None
    estimate: bool
    raw: float | None
    progress: float | None
    expected: float | None
    status: Status
    reason: str
    confidence: int | None
    weight: float
    owner: str | None
    cycle: str | None
    due: date | None
    checked_in: date | None
    next_due: date | None
    phases: tuple[Phase, ...] = ()
    share: float | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective with what hangs on it; it `counts` in its parent once its cycle has begun. `worst` is the title of
    the counting child that pulls it down, `share` the part 0–1 of what it counts in that it is fixed at."""

    id: str
    parent: str | None
    title: str
    why: str
    cycle: str | None
    perspective: str | None
    team: str | None
    owner: str | None
    ambition: Ambition
    state: ObjectiveState
    weight: float
    counts: bool
    progress: float | None
    expected: float | None
    status: Status
    reason: str
    worst: str | None
    grade: float | None
    key_results: tuple[KeyResultRow, ...]
    children: tuple["ObjectiveRow", ...]
    share: float | None = None

    @property
    def counting(self) -> tuple["KeyResultRow | ObjectiveRow", ...]:
        """What its progress is the mean of."""
        return (*self.key_results, *(child for child in self.children if child.counts))

    def is_at_work(self, running: Collection[str]) -> bool:
        """Whether it is worked on, given the names of the cycles that run."""
        return self.state is ObjectiveState.ACTIVE and (self.cycle is None or self.cycle in running)


def objectives_in(roots: Iterable[ObjectiveRow]) -> Iterator[ObjectiveRow]:
    """The objectives of these trees, each before those below it."""
    waiting = list(roots)
    while waiting:
        row = waiting.pop()
        yield row
        waiting.extend(row.children)


@dataclass(frozen=True, slots=True)
class CycleSpan:
    """A cycle and its first and last day."""

    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class TreeView:
    """The objectives, `roots` with the present first (`services.cycle_groups`), and the cycles that they are of."""

    header: Header
    roots: tuple[ObjectiveRow, ...]
    cycles: tuple[CycleSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure on the scorecard. `spark` holds one value per period, oldest first, None where none was measured;
    `trend` is the change of the score since the period before, in points; `goal_text` reads like `≤ 1.5`."""

    id: str
    objective: str | None
    title: str
    unit: str
    value: float | None
    target: float | None
    goal_text: str
    score: float | None
    band: Band | None
    trend: float | None
    data: DataState
    period: str
    measured_on: date | None
    spark: tuple[float | None, ...]
    owner: str | None
    kind: str
    frequency: str
    weight: float
    share: float | None = None


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """Work under an objective; `late` where it is open after its day."""

    id: str
    title: str
    owner: str | None
    due: date | None
    state: InitiativeState
    percent: float | None
    late: bool


@dataclass(frozen=True, slots=True)
class ScorecardObjectiveRow:
    """An objective on the scorecard; `from_key_results` marks a score that is the mean of its key results.

    `bets` are the running key results and `work` the initiatives, of this objective and of those below it.
    """

    id: str
    title: str
    owner: str | None
    score: float | None
    band: Band | None
    coverage: float | None
    from_key_results: bool
    weight: float
    measures: tuple[MeasureRow, ...]
    bets: tuple[KeyResultRow, ...]
    work: tuple[InitiativeRow, ...]
    share: float | None = None


@dataclass(frozen=True, slots=True)
class PerspectiveRow:
    """A quadrant; `part` is what it counts of the whole, `share` what it is fixed at, both 0–1, `gap` the one sentence
    at its foot, `measures` those that stand straight under it; `key` is empty for the one that holds what stands in no
    perspective, which enters no total."""

    id: str
    key: str
    name: str
    weight: float
    share: float | None
    part: float
    score: float | None
    band: Band | None
    trend: float | None
    coverage: float | None
    objectives: tuple[ScorecardObjectiveRow, ...]
    gap: str
    measures: tuple[MeasureRow, ...] = ()


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """How one kind of thing spreads over the perspectives, in their order; `evenness` 0–1 or None where nothing is."""

    what: str
    counts: tuple[int, ...]
    evenness: float | None


@dataclass(frozen=True, slots=True)
class ScorecardView:
    """The scorecard; `perspectives` in order, the last may be one without a key for what stands in none."""

    header: Header
    period: str
    score: float | None
    band: Band | None
    trend: float | None
    coverage: float | None
    perspectives: tuple[PerspectiveRow, ...]
    balance: tuple[BalanceRow, ...]


@dataclass(frozen=True, slots=True)
class DueRow:
    """A check-in that is owed; `late` in days, `value` the last one; `stale` where that is long ago or never was."""

    id: str
    kind: EntityKind
    title: str
    context: str
    unit: str
    owner: str | None
    value: float | None
    target: float | None
    due: date
    late: int
    status: Status | None
    band: Band | None
    progress: float | None
    expected: float | None
    mine: bool
    stale: bool
    team: str | None = None


@dataclass(frozen=True, slots=True)
class RedRow:
    """Something red that nobody is on; `why` says it in a sentence."""

    id: str
    kind: EntityKind
    title: str
    context: str
    why: str
    team: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change in words: who set what on what, from what to what; `hlc` is its place in the journal's clock."""

    batch: str
    at: str
    author: str
    kind: EntityKind | None
    id: str
    title: str
    field: str
    old: str
    new: str
    replaced: bool = False
    hlc: int = 0


@dataclass(frozen=True, slots=True)
class TodayView:
    """What I owe: due check-ins (mine first), what is red with nobody on it, what others changed lately."""

    header: Header
    due: tuple[DueRow, ...]
    red: tuple[RedRow, ...]
    changes: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class CheckInRow:
    """A check-in in a detail pane or a history."""

    date: date
    value: float | None
    estimate: bool
    confidence: int | None
    status: str | None
    note: str
    author: str


@dataclass(frozen=True, slots=True)
class Line:
    """One step of an explanation: a label, what is computed, and what comes out."""

    label: str
    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Way:
    """What lies between start and target of a key result, on a day: its phases or its milestones, earliest first."""

    day: date
    phases: tuple[Phase, ...]
    milestones: tuple[MilestoneRecord, ...]

    @property
    def next_phase(self) -> Phase | None:
        """The one to be reached next; none after the last."""
        return next((phase for phase in self.phases if phase.day >= self.day), None)


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything the right-hand pane shows of one thing."""

    id: str
    kind: EntityKind
    title: str
    subtitle: str
    facts: tuple[Line, ...]
    why: tuple[Line, ...]
    check_ins: tuple[CheckInRow, ...]
    curve: Curve | None = None
    unit: str = ""
    way: Way | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a write did, in a sentence for the user, which entities it touched, and the batch that undo takes back."""

    sentence: str
    touched: frozenset[str]
    created: str | None = None
    batch: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a check-in line would do, shown while it is typed; `problem` says what cannot be read yet."""

    value: float | None = None
    progress: float | None = None
    expected: float | None = None
    status: Status | None = None
    band: Band | None = None
    score: float | None = None
    reason: str = ""
    notes: tuple[str, ...] = ()
    problem: str = ""
