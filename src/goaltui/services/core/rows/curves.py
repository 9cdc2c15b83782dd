"""Rows that charts are drawn from: values on days, targets, levels and forecasts."""

from datetime import date
from typing import TypeAlias

from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import N_
from goaltui.model.quick_dataclass import dataclass

Days: TypeAlias = tuple[tuple[date, float], ...]
"""Values by day, oldest first."""


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """The forecast by the line through the check-ins: its value on the day `on`, with a range.
    `reached` is the day of the target.
    """

    on: date
    value: float
    low: float
    high: float
    reached: date | None


@dataclass(frozen=True, slots=True)
class Level:
    """A line with a name, such as the target, by the days from which it holds."""

    name: str
    steps: Days

    @property
    def now(self) -> float:
        """The latest value of the level."""
        return self.steps[-1][1]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that began or ended on a day, under the axis of time: an initiative, or a cycle by its name. `happened`
    is a word for it, `told` all of it in words."""

    day: date
    kind: EntityKind
    title: str
    happened: str
    told: str


@dataclass(frozen=True, slots=True)
class Curve:
    """The values by day and the days that are spanned; `runs` are the values again, apart where a period is missing;
    `expected` is empty where nothing is expected, `awaited` what it is called. A value that `stays` holds until the day
    of the next. The `marks` are in the order of their days."""

    today: date
    window: tuple[date, date]
    runs: tuple[Days, ...]
    levels: tuple[Level, ...] = ()
    expected: Days = ()
    forecast: ForecastRow | None = None
    stays: bool = False
    awaited: str = N_("expected")
    marks: tuple[Mark, ...] = ()

    @property
    def points(self) -> Days:
        """All values, oldest first."""
        return tuple(point for run in self.runs for point in run)
