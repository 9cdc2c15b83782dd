"""The rows of key results."""

from datetime import date

from goaltui.model.enums import (
    Condition,
    Frequency,
    Status,
)
from goaltui.model.interim_targets import InterimTarget
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import KeyResultRecord
from goaltui.rules.progress.rhythm import Rhythm
from goaltui.services.core.rows.initiatives import InitiativeRow


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
