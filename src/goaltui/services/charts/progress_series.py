"""The progress of an objective with all that counts below it, day by day."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from goaltui.model.enums import CLOSED, Condition
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import MilestoneRecord, Point
from goaltui.rules.progress import pace, progress
from goaltui.rules.scoring import rollup
from goaltui.services.core.key_result_rows import KeyResultSource, expected_of, last_look, turns_of
from goaltui.services.core.objective_tree import ends_by, is_over
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.snapshot import Snapshot


def subtree(row: ObjectiveRow) -> tuple[ObjectiveRow, ...]:
    """Return the objective and all that count below it, parents first."""
    found, waiting = [], [row]
    while waiting:
        item = waiting.pop()
        found.append(item)
        waiting.extend(child for child in item.children if child.counts)
    return tuple(found)


def measures_below(rows: Collection[ObjectiveRow]) -> set[str]:
    """Return the measures whose values make an objective's curve."""
    return {kr.measure for row in rows for item in subtree(row) for kr in item.key_results}


class ProgressPoint(NamedTuple):
    """The progress and the expectation of an objective on a day, 0 to 1."""

    progress: float | None
    expected: float | None


@dataclass(frozen=True, slots=True)
class Subtree:
    """An objective and all that count below it, what is above first, with all that tells where it stood on a day, by
    the structure and the targets of the day looked at, not by those of each day drawn:
    the values by measure, the key results' sources by id, the first and last days of cycles by name; `turns` are the
    days on which what it expects may turn, none where all of it goes straight along one cycle, `today` is the day
    looked at."""

    today: date
    rows: tuple[ObjectiveRow, ...]
    series: Mapping[str, Sequence[Point]]
    sources: Mapping[str, KeyResultSource]
    windows: Mapping[str | None, tuple[date, date]]
    turns: frozenset[date]

    @classmethod
    def of(cls, look: Snapshot, row: ObjectiveRow, series: Mapping[str, Sequence[Point]]) -> "Subtree":
        rows = subtree(row)
        known = {kr.measure: series.get(kr.measure, ()) for item in rows for kr in item.key_results}
        windows: dict[str | None, tuple[date, date]] = {
            item.name: (item.start, item.end) for item in look.records().cycles
        }
        sources = look.outline().sources
        return cls(look.day, rows, known, sources, windows, frozenset(_turns(rows, sources, windows)))

    @property
    def days(self) -> set[date]:
        """The days on which something was checked in or a milestone done."""
        done = (days_done(self.sources[kr.id].steps) for item in self.rows for kr in item.key_results)
        return {point.date for points in self.series.values() for point in points}.union(*done)

    def on(self, day: date) -> ProgressPoint:
        """Return its progress on a day, as the outline of that day has it."""
        return self._on(self.rows[0], day)

    def _on(self, item: ObjectiveRow, day: date) -> ProgressPoint:
        window = self.windows.get(item.cycle)
        last = last_look(window, day)
        parts = [self._key_result_part(kr, window, last) for kr in item.key_results]
        for child in item.children:
            # What ends with it is over when it is; what goes on counts as it stood on the last day.
            then = day if ends_by(self.windows.get(child.cycle), last) else last
            if self._counts(child, then):
                parts.append(rollup.Part.of(child, *self._on(child, then)))
        over = is_over(window, day, closed=item.state in CLOSED and day >= self.today)
        straight = pace.expected(*window, last) if window else None
        return ProgressPoint(rollup.progress(parts, over=over), rollup.expected(parts, straight, over=over))

    @property
    def bends(self) -> frozenset[date]:
        """The days on which what it expects may turn, or leaps because something below has its first value."""
        first = {points[0].date for points in self.series.values() if points}
        return self.turns | first | {day - timedelta(days=1) for day in first}

    def is_straight_along(self, window: tuple[date, date]) -> bool:
        """Return whether its expectation goes straight from the first of these days to the last."""
        return not self.turns and self.windows.get(self.rows[0].cycle) == window

    def _key_result_part(self, row: KeyResultRow, window: tuple[date, date] | None, day: date) -> rollup.Part:
        source = self.sources[row.id]
        if source.record.unbound:
            return rollup.Part.of(row, None)
        shown = _shown_on(row, self.series[row.measure], source.steps, day)
        expected = expected_of(source.record, window, source.steps, day) if self.turns else None
        return rollup.Part.of(row, shown, expected)

    def _counts(self, child: ObjectiveRow, day: date) -> bool:
        window = self.windows.get(child.cycle)
        return child.counts and (child.state in CLOSED or window is None or window[0] <= day)


def _turns(
    rows: Sequence[ObjectiveRow],
    sources: Mapping[str, KeyResultSource],
    windows: Mapping[str | None, tuple[date, date]],
) -> Iterator[date]:
    for item in rows:
        window = windows.get(item.cycle)
        if window is None:
            continue
        if item.cycle != rows[0].cycle:
            yield from window
        for row in item.key_results:
            yield from turns_of(sources[row.id], window)


def _shown_on(row: KeyResultRow, points: Sequence[Point], steps: Sequence[MilestoneRecord], day: date) -> float | None:
    if row.condition is Condition.MILESTONES:
        return done_by(steps, day)
    place = bisect_right(points, day, key=lambda point: point.date)
    return progress.towards(row.condition, row, points[place - 1].value if place else None)


def done_by(steps: Iterable[MilestoneRecord], day: date) -> float | None:
    """Return the progress by milestones up to a day."""
    return progress.of_milestones([(step.weight, step.on(day).done) for step in steps])


def days_done(steps: Iterable[MilestoneRecord]) -> set[date]:
    """Return the days on which milestones were done, where they are known."""
    return {step.done_on for step in steps if step.done_on is not None}
