"""The outcome of a write, and of a check-in line while it is typed."""

from datetime import date

from goaltui.model.enums import (
    Band,
    EntityKind,
    ManualStatus,
    Status,
)
from goaltui.model.quick_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class WrittenCheckIn:
    """A check-in on a key result or measure as it was written, with the figures after it.

    `period` names the period of the measure that the day falls in, `progress` is that of a key result, `score` and
    `band` are those of a measure; `entered` is the value as people read it, empty where there is none, and `manual` the
    status that was set by hand or released.
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
    manual: ManualStatus | None
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
