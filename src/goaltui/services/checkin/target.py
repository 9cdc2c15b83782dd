"""The key result or measure that a check-in line is read against."""

from datetime import date

from goaltui.model.enums import (
    Aggregation,
    Condition,
    EntityKind,
    Frequency,
    ManualStatus,
    RunningPeriod,
    ScoringPreset,
    StatusPreset,
)
from goaltui.model.quick_dataclass import dataclass
from goaltui.services.checkin.clock_ahead import ClockAhead


@dataclass(frozen=True, slots=True)
class CheckInTarget:
    """A key result (`condition` set) or a measure, as it stands on the day looked at.

    `points` are its values in check-in order, `milestones` (weight, done), `scoring` the text form of a scoring,
    `end` is the last day of its cycle, `closed` how it was closed, `closed with 0.9`, empty where it was not,
    `first_day` its own within that, none where it begins with it,
    `manual` the word on the status that still holds, of a measure `in_words` its judgement of the day `value_on`,
    `frequency` that of the measure, `aggregation` and `running`
    those of a lasting one;
    `decimal_comma` says what a comma is that could also group thousands, `ahead` that the computer's clock is. A
    measure `in_words` takes a status and no value.
    """

    id: str
    kind: EntityKind
    measure: str
    title: str
    unit: str
    condition: Condition | None
    start: float | None
    target: float | None
    low: float | None
    high: float | None
    value: float | None
    value_on: date | None
    confidence: int | None
    expected: float | None
    status_preset: StatusPreset
    scoring: str | None
    milestones: tuple[tuple[float, bool], ...]
    end: date | None
    points: tuple[tuple[date, float], ...]
    manual: ManualStatus | None = None
    frequency: Frequency = Frequency.IRREGULAR
    aggregation: Aggregation = Aggregation.LAST
    running: RunningPeriod = RunningPeriod.ELAPSED
    decimal_comma: bool = False
    ahead: ClockAhead | None = None
    closed: str = ""
    first_day: date | None = None
    in_words: bool = False

    @property
    def in_percent(self) -> bool:
        """Whether its values are percentages."""
        return self.unit.startswith("%") or self.unit.casefold() in ("percent", "procent")

    @property
    def met_or_not(self) -> bool:
        """Whether its value is yes (1) or no (0)."""
        yes_no = f'"{ScoringPreset.YES_NO.value}"'
        return self.condition is Condition.DONE or (self.scoring is not None and yes_no in self.scoring)

    def is_past_end(self, day: date) -> bool:
        """Return whether a value of a day counts nothing in the key result, for its cycle was over."""
        return self.end is not None and day > self.end

    def has_ended(self, today: date) -> bool:
        """Return whether its cycle is over."""
        return self.end is None or self.end < today

    def value_by(self, day: date) -> float | None:
        """Return the last value up to a day; values before those in `points` count as older."""
        if self.value_on is None or day >= self.value_on:
            return self.value
        return next((value for on, value in reversed(self.points) if on <= day), None)
