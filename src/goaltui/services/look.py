"""What is read of a workspace on one day, kept until something changes."""

from collections.abc import Mapping
from datetime import date, timedelta

from goaltui.model.enums import Method
from goaltui.model.records import Point, Records
from goaltui.services import words
from goaltui.services.cycle_groups import present_first
from goaltui.services.outline import Outline, outline
from goaltui.services.rows import CycleSpan, Header, ScorecardView, TreeView
from goaltui.services.scorecard import Measured, measure_rows, scorecard
from goaltui.store.database import Database

RECENT_DAYS = 30


class Look:
    """Lazily read records and the views made from them; `forget` drops them, keeping unchanged rows for reuse."""

    def __init__(
        self, database: Database, day: date, *, known_at: str | None = None, today: date | None = None
    ) -> None:
        self._database = database
        self._day = day
        self._today = today or day
        self.known_at = known_at
        self._records: Records | None = None
        self._outline: Outline | None = None
        self._before: Outline | None = None
        self._points: Mapping[str, tuple[Point, ...]] | None = None
        self._measured: dict[str, Measured] | None = None

    @property
    def day(self) -> date:
        """The day looked at."""
        return self._day

    def forget(self) -> None:
        """Read anew from now on."""
        self._before = self._outline or self._before
        self._records = self._outline = self._points = self._measured = None

    def records(self) -> Records:
        """Everything that stands, without the series of values."""
        if self._records is None:
            self._records = self._database.records(self._day)
        return self._records

    def window(self, cycle: str | None) -> tuple[date, date] | None:
        """The first and last day of the cycle of that name; none for what is of no cycle."""
        return next(((item.start, item.end) for item in self.records().cycles if item.name == cycle), None)

    def outline(self) -> Outline:
        """The tree of objectives."""
        if self._outline is None:
            self._outline = outline(self.records(), self._day, self._before)
        return self._outline

    def points(self) -> Mapping[str, tuple[Point, ...]]:
        """The values of the lasting measures that the scorecard may show."""
        if self._points is None:
            measures = [measure.id for measure in self.records().measures]
            self._points = self._database.points(measures, since=None, until=self._day)
        return self._points

    def measured(self) -> dict[str, Measured]:
        """Every lasting measure with its score."""
        if self._measured is None:
            self._measured = measure_rows(self.records(), self.points(), self._day)
        return self._measured

    def header(self) -> Header:
        """The bar above every view, with the cycle that runs."""
        records = self.records()
        cycle = records.running(self._day)
        return Header(
            workspace=records.workspace.name,
            method=Method(records.workspace.method),
            as_of=self._day,
            vision=records.workspace.vision,
            cycle=cycle.name if cycle else None,
            cycle_start=cycle.start if cycle else None,
            cycle_end=cycle.end if cycle else None,
            known_at=self.known_at,
            back=words.weeks_back(self._day, self._today) if self._day < self._today else None,
            read_only=None if self.known_at else self._database.read_only,
        )

    def tree(self) -> TreeView:
        """The objectives with what hangs on them."""
        cycles = tuple(CycleSpan(cycle.name, cycle.start, cycle.end) for cycle in self.records().cycles)
        return TreeView(self.header(), present_first(self.outline().roots, cycles, self._day), cycles)

    def scorecard(self) -> ScorecardView:
        """The four quadrants."""
        recent = self._database.check_in_counts(self._day - timedelta(days=RECENT_DAYS), self._day)
        return scorecard(self.records(), self.outline(), self.measured(), recent, self.header())
