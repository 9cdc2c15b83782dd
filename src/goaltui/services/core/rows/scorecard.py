"""The rows of the scorecard: measures and objectives by perspective, with their scores."""

from datetime import date

from goaltui.model.enums import (
    Band,
    DataState,
    ManualStatus,
)
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import MeasureRecord
from goaltui.rules.progress.periods import Elapsed
from goaltui.services.core.rows.header import ViewHeader
from goaltui.services.core.rows.initiatives import InitiativeRow, open_count
from goaltui.services.core.rows.key_results import KeyResultRow


class MeasuredScore(NamedTuple):
    """The score of measures with its colour, and the part 0–1 of their weight that has a value."""

    score: float | None
    band: Band | None
    coverage: float | None


class Judgement(NamedTuple):
    """A judgement of a measure in words: its status, its day, and the reason."""

    status: ManualStatus
    day: date
    note: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure on the scorecard. `spark` holds one value per period, oldest first; `trend` is the change of the score
    since the period before, in points; `goal_text` reads like `≤ 1.5`. `elapsed` tells how far the period of a sum has
    run, `target_to_date` what is wanted by then; what is not `judged` waits for its end. Nothing is scored while its
    `baseline` runs, until that day; a measure in words has its latest `judgement`; neither `lacks_target`."""

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
    baseline: date | None = None
    judgement: Judgement | None = None
    lacks_target: bool = False

    @property
    def is_red(self) -> bool:
        """Whether its score is red, or somebody's word says so."""
        said = self.judgement is not None and self.judgement.status is ManualStatus.AT_RISK
        return said or self.band is Band.RED


@dataclass(frozen=True, slots=True)
class ScorecardObjectiveRow:
    """An objective on the scorecard; `from_key_results` marks a score that is the mean of its key results.

    `key_results` are the running key results and `work` the initiatives, of this objective and of those below it.
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
    key_results: tuple[KeyResultRow, ...]
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
