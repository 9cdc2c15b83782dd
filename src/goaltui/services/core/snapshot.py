"""Snapshot of a workspace on one day, cached until something changes."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from goaltui.model.enums import ManualStatus, Method
from goaltui.model.quick.lazy_module import lazy_module
from goaltui.model.records import CheckInRecord, Point, Records
from goaltui.services.core import formatting
from goaltui.services.core.rows.header import ViewHeader
from goaltui.store.database import Database

if TYPE_CHECKING:
    from goaltui.services.core import cycle_groups, objective_tree, shown_by_method
    from goaltui.services.core import scorecard as scorecards
    from goaltui.services.core.objective_tree import Outline
    from goaltui.services.core.rows import initiatives, objectives
    from goaltui.services.core.rows.initiatives import InitiativeRow
    from goaltui.services.core.rows.objectives import Linked, TreeView
    from goaltui.services.core.rows.scorecard import ScorecardView
    from goaltui.services.core.scorecard import Measured
else:
    # What makes a view, whoever wants the records alone need not wait for: a name to complete, the journal.
    cycle_groups, objective_tree, shown_by_method, scorecards, initiatives, objectives = (
        lazy_module(f"goaltui.services.core.{name}")
        for name in (
            *("cycle_groups", "objective_tree", "shown_by_method", "scorecard"),
            *("rows.initiatives", "rows.objectives"),
        )
    )

RECENT_DAYS = 30


class Snapshot:
    """Lazily read records and the views made from them; `forget` drops them, keeping unchanged rows for reuse.

    One that is `about` a thing, by its id, has right numbers for that and for all above and below it; key results that
    have no part in these are left out. One of what is `owed` has right numbers for what owes a check-in, and for no
    objective.
    """

    def __init__(
        self,
        database: Database,
        day: date,
        *,
        known_at: str | None = None,
        today: date | None = None,
        about: str | None = None,
        owed: bool = False,
    ) -> None:
        self._database = database
        self._day = day
        self._today = today or day
        self.known_at = known_at
        self._about = about
        self._owed = owed
        self._records: Records | None = None
        self._outline: Outline | None = None
        self._before: Outline | None = None
        self._then: dict[date, Snapshot] = {}
        self._points: Mapping[str, tuple[Point, ...]] | None = None
        self._measured: dict[str, Measured] | None = None

    @property
    def day(self) -> date:
        """The day looked at."""
        return self._day

    def owed(self) -> "Snapshot":
        """Return a snapshot of what is owed on that day, and of nothing else."""
        return Snapshot(self._database, self._day, known_at=self.known_at, today=self._today, owed=True)

    def forget(self) -> None:
        """Read anew from now on."""
        self._before = self._outline or self._before
        self._records = self._outline = self._points = self._measured = None
        self._then = {}

    def records(self) -> Records:
        """Return everything that stands, without the series of values."""
        if self._records is None:
            self._records = self._database.records(self._day, self._about, owed=self._owed)
        return self._records

    def is_empty(self) -> bool:
        """Return whether nothing was added yet."""
        records = self.records()
        return not records.objectives and not records.measures

    def window(self, cycle: str | None) -> tuple[date, date] | None:
        """Return the first and last day of the cycle of that name; none for a thing of no cycle."""
        return next(((item.start, item.end) for item in self.records().cycles if item.name == cycle), None)

    def outline(self) -> "Outline":
        """Return the tree of objectives."""
        if self._outline is None:
            self._outline = objective_tree.outline(self.records(), self._day, self._before, self._on)
        return self._outline

    def _on(self, day: date) -> "Outline":
        """Return the tree as it stood on an earlier day."""
        then = Snapshot(self._database, day, known_at=self.known_at, about=self._about, owed=self._owed)
        return self._then.setdefault(day, then).outline()

    def points(self) -> Mapping[str, tuple[Point, ...]]:
        """Return the values of the lasting measures that the scorecard may show."""
        if self._points is None:
            measures = [measure.id for measure in self.records().measures]
            self._points = self._database.series.points(measures, since=None, until=self._day)
        return self._points

    def valued(self, measure: str | None) -> tuple[date, ...]:
        """Return the days on which a lasting measure has values; none for anything else."""
        return tuple(point.date for point in self.points().get(measure or "", ()))

    def measured(self) -> "dict[str, Measured]":
        """Return every lasting measure with its score."""
        if self._measured is None:
            self._measured = scorecards.measure_rows(self.records(), self.points(), self._day, self._judged())
        return self._measured

    def _judged(self) -> Mapping[str, tuple[CheckInRecord, ...]]:
        """Return the judgements of the measures in words, newest first; none where the latest was taken back."""
        if not any(item.in_words for item in self.records().measures):
            return {}
        found = self._database.series.judgements(self._day)
        return {measure: said for measure, said in found.items() if said[0].status != ManualStatus.AUTO}

    def work(self) -> "Mapping[str, tuple[InitiativeRow, ...]]":
        """Return the initiatives by the id of the thing they serve."""
        return initiatives.initiatives_by_place(self.records(), self._day)

    def header(self) -> ViewHeader:
        """Return the bar above every view, with the cycle that runs."""
        records = self.records()
        method = Method(records.workspace.method)
        cycle = records.running(self._day) if method.uses_okr else None
        return ViewHeader(
            workspace=records.workspace.name,
            method=method,
            as_of=self._day,
            vision=records.workspace.vision,
            cycle=cycle.name if cycle else None,
            cycle_start=cycle.start if cycle else None,
            cycle_end=cycle.end if cycle else None,
            known_at=self.known_at,
            back=formatting.weeks_back(self._day, self._today) if self._day < self._today else None,
            today=self._today,
            read_only=None if self.known_at else self._database.read_only,
        )

    def tree(self) -> "TreeView":
        """Return the objectives with everything under them."""
        cycles = tuple(objectives.CycleSpan(cycle.name, cycle.start, cycle.end) for cycle in self.records().cycles)
        header = self.header()
        roots = self.outline().roots
        if not header.method.uses_okr:
            scored = {row.id: row for lane in self.scorecard().perspectives for row in lane.objectives}
            roots = tuple(shown_by_method.strategic(roots, scored))
        elif header.method.uses_scorecard and self.records().measures:
            scores = scorecards.scored_by_measures(self.records(), self.outline(), self.measured())
            roots = tuple(shown_by_method.with_scores(roots, scores)) if scores else roots
        hidden = shown_by_method.kept(self.records(), header.method)
        shown = cycle_groups.present_first(roots, cycles, self._day)
        return objectives.TreeView(header, shown, cycles, hidden, self._linked())

    def _linked(self) -> "tuple[tuple[str, tuple[Linked, ...]], ...]":
        """Return the contributions to each objective from elsewhere in the tree, by its id."""
        rows = self.outline().objectives
        found: defaultdict[str, list[Linked]] = defaultdict(list)
        for row in rows.values():
            for identity in row.contributes:
                if identity in rows:
                    above = rows.get(row.parent or "")
                    found[identity].append(objectives.Linked(row, above.title if above else ""))
        return tuple((identity, tuple(items)) for identity, items in found.items())

    def scorecard(self) -> "ScorecardView":
        """Return the four quadrants."""
        recent = self._database.series.check_in_counts(self._day - timedelta(days=RECENT_DAYS), self._day)
        return scorecards.scorecard(self.records(), self.outline(), self.measured(), recent, self.header())
