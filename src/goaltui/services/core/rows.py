"""Frozen view rows: what both front ends show, numbers unrounded, absent is None; no colour, no markup, no SQL."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from goaltui.model.enums import (
    Ambition,
    Band,
    Condition,
    DataState,
    EntityKind,
    Frequency,
    Method,
    ObjectiveState,
    Status,
)
from goaltui.model.interim_targets import InterimTarget
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import KeyResultRecord, MeasureRecord, MilestoneRecord, ObjectiveRecord
from goaltui.rules.progress.periods import Elapsed
from goaltui.rules.progress.rhythm import Rhythm
from goaltui.services.core.curve_rows import Curve
from goaltui.services.core.initiative_rows import InitiativeRow, open_count


@dataclass(frozen=True, slots=True)
class ViewHeader:
    """The bar above every view; `back` says how long ago the day looked at is, none for today; `narrowed` is whether
    only what a query asks for is shown, `unmatched` says what it asks in vain where that is nothing."""

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
    unmatched: str = ""


@dataclass(frozen=True, slots=True)
class KeyResultRow:
    """A key result in a tree. `raw` may leave 0–1, `progress` may not; `reason` says the status in numbers, `phases`
    the values expected on days, `share` the part 0–1 of its objective that it is fixed at, `first_day` the day from
    which on something is expected, none without a cycle. Nothing counts to `stretch`, which lies beyond the target;
    `partners` are named beside the owner."""

    record: KeyResultRecord
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
    phases: tuple[InterimTarget, ...] = ()
    share: float | None = None
    initiatives: tuple[InitiativeRow, ...] = ()
    first_day: date | None = None
    stretch: float | None = None
    partners: tuple[str, ...] = ()
    rhythm: Rhythm = Rhythm(Frequency.WEEK)

    @property
    def coverage(self) -> float:
        """The part 0–1 of it that has a value: all or nothing."""
        return 0.0 if self.progress is None else 1.0

    @property
    def spoken(self) -> bool:
        """Whether anybody has said how it stands."""
        return self.checked_in is not None or bool(self.progress)


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective with what hangs on it; it `counts` in its parent once its cycle has begun. `worst` is the title of
    the counting child that pulls it down, `share` the part 0–1 of what it counts in that it is fixed at.
    `counting` is what its progress is the mean of, as it stood on the last day of its cycle where that is past;
    `coverage` the part 0–1 of their weight that has a value, none where they weigh nothing; once it is `over` what has
    none counts 0. `contributes` are the ids of what it serves beside its parent, `contributing` of what serves it so;
    `scored` is what stands for progress where the method has a scorecard alone, `by_measures` what stands for a status
    under both where measures alone tell how a strategic objective goes.
    """

    record: ObjectiveRecord
    id: str
    parent: str | None
    title: str
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
    counting: tuple["KeyResultRow | ObjectiveRow", ...]
    share: float | None = None
    initiatives: tuple[InitiativeRow, ...] = ()
    coverage: float | None = None
    over: bool = False
    theme: str | None = None
    partners: tuple[str, ...] = ()
    contributes: tuple[str, ...] = ()
    contributing: tuple[str, ...] = ()
    scored: "ScorecardObjectiveRow | None" = None
    by_measures: "MeasuredScore | None" = None

    def is_at_work(self, running: Collection[str]) -> bool:
        """Return whether somebody works on it, given the names of the cycles that run."""
        return self.state is ObjectiveState.ACTIVE and (self.cycle is None or self.cycle in running)


def objectives_in(roots: Iterable[ObjectiveRow]) -> Iterator[ObjectiveRow]:
    """Yield the objectives of these trees, each before those below it."""
    waiting = list(roots)
    while waiting:
        row = waiting.pop()
        yield row
        waiting.extend(row.children)


class MeasuredScore(NamedTuple):
    """What measures come to: a score with its colour, and the part 0–1 of their weight that has a value."""

    score: float | None
    band: Band | None
    coverage: float | None


@dataclass(frozen=True, slots=True)
class CycleSpan:
    """A cycle and its first and last day."""

    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Linked:
    """An objective where it contributes to another than its parent: it counts elsewhere, under `counts_in`, or at the
    top where that is empty."""

    row: ObjectiveRow
    counts_in: str

    @property
    def told(self) -> str:
        """The place in which it counts."""
        return _("counts in {parent}", parent=self.counts_in) if self.counts_in else _("counts at the top")


@dataclass(frozen=True, slots=True)
class TreeView:
    """The objectives, `roots` with the present first (`cycle_groups`), and the cycles that they are of; `kept` says
    what the method does not show; `linked` is by the id of an objective what else contributes to it. Where they are not
    grouped by cycle, `headings` are key, name and what is told of each group. Siblings stand in their own order here,
    and are shown by what is asked for with `sort`."""

    header: ViewHeader
    roots: tuple[ObjectiveRow, ...]
    cycles: tuple[CycleSpan, ...] = ()
    kept: str = ""
    linked: "tuple[tuple[str, tuple[Linked, ...]], ...]" = ()
    group: str = "cycle"
    sort: str = ""
    headings: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure on the scorecard. `spark` holds one value per period, oldest first; `trend` is the change of the score
    since the period before, in points; `goal_text` reads like `≤ 1.5`. `elapsed` tells how far the period of a sum has
    run, `target_to_date` what is wanted by then; what is not `judged` waits for its end."""

    record: MeasureRecord
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
    weight: float
    share: float | None = None
    elapsed: Elapsed | None = None
    judged: bool = True
    target_to_date: float | None = None
    initiatives: tuple[InitiativeRow, ...] = ()
    team: str | None = None


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

    @property
    def at_work(self) -> int:
        """The number of open initiatives, those for its measures among them."""
        return open_count(self.work) + sum(open_count(row.initiatives) for row in self.measures)


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
    """The spread of one kind of thing over the perspectives, in order; `evenness` 0–1 or None without any. `what` names
    the kind in English, and is looked up where it is shown."""

    what: str
    counts: tuple[int, ...]
    evenness: float | None


@dataclass(frozen=True, slots=True)
class ScorecardView:
    """The scorecard; `perspectives` in order, the last may be one without a key for what stands in none; `kept` says
    what the method hides."""

    header: ViewHeader
    period: str
    score: float | None
    band: Band | None
    trend: float | None
    coverage: float | None
    perspectives: tuple[PerspectiveRow, ...]
    balance: tuple[BalanceRow, ...]
    kept: str = ""


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
class ExplanationLine:
    """One step of an explanation: a label, what is computed, and what comes out."""

    label: str
    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class InterimPath:
    """The way of a key result between start and target, on a day: its phases or its milestones, earliest first."""

    day: date
    phases: tuple[InterimTarget, ...]
    milestones: tuple[MilestoneRecord, ...]

    @property
    def next_phase(self) -> InterimTarget | None:
        """The one to be reached next; none after the last."""
        return next((phase for phase in self.phases if phase.day >= self.day), None)


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything the right-hand pane shows of one thing."""

    id: str
    kind: EntityKind
    title: str
    subtitle: str
    facts: tuple[ExplanationLine, ...]
    why: tuple[ExplanationLine, ...]
    check_ins: tuple[CheckInRow, ...]
    curve: Curve | None = None
    unit: str = ""
    way: InterimPath | None = None


@dataclass(frozen=True, slots=True)
class WrittenCheckIn:
    """A check-in on a key result or measure as it was written, with the figures after it.

    `period` names the period of the measure that the day falls in, `progress` is that of a key result, `score` and
    `band` are those of a measure; `entered` is the value as people read it, empty where there is none.
    """

    id: str
    kind: EntityKind
    title: str
    unit: str
    value: float | None
    entered: str
    day: date
    period: str
    estimate: bool
    confidence: int | None
    note: str
    progress: float | None
    status: Status | None
    score: float | None
    band: Band | None
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a write: a sentence for the user, the entities touched, and the batch that undo takes back.

    `notes` name what was taken as it was and may yet be meant otherwise; `recorded` is the check-in where it was one.
    """

    sentence: str
    touched: frozenset[str]
    created: str | None = None
    batch: str = ""
    notes: tuple[str, ...] = ()
    recorded: WrittenCheckIn | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """The effect of a check-in line, shown while it is typed; `problem` says what cannot be read yet."""

    value: float | None = None
    progress: float | None = None
    expected: float | None = None
    status: Status | None = None
    band: Band | None = None
    score: float | None = None
    reason: str = ""
    notes: tuple[str, ...] = ()
    problem: str = ""
