"""The rows of the detail pane: facts, arithmetic, values and notes of one thing."""

from datetime import date

from goaltui.model.enums import (
    EntityKind,
)
from goaltui.model.interim_targets import InterimTarget
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import MilestoneRecord
from goaltui.services.core.rows.curves import Curve


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
