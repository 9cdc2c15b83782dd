"""Values over time with what they are held against: of a key result, of a measure, of an objective."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from goaltui.model.enums import CLOSED, Condition, Frequency
from goaltui.model.records import MeasureRecord, MilestoneRecord, Point, TargetRecord
from goaltui.model.scoring import NUMBERS
from goaltui.rules import pace, periods, progress, rollup
from goaltui.services.curve_rows import Curve, Days, ForecastRow, Level
from goaltui.services.look import Look
from goaltui.services.outline import Source, expected_of, turns_of
from goaltui.services.rows import KeyResultRow, ObjectiveRow
from goaltui.services.scorecard import scoring_on

WHOLE = 100.0
"""An objective's curve is in percent."""

_STEPS = 60
_LEVELS = 3


def of_key_result(
    look: Look,
    row: KeyResultRow,
    window: tuple[date, date] | None,
    points: Sequence[Point],
    landing: ForecastRow | None,
) -> Curve:
    """What was checked in against the target and what was expected; the progress in percent of what is made of
    milestones, which goes up on the days on which they were done."""
    if row.condition is Condition.MILESTONES:
        return _of_milestones(look, row, window)
    values = tuple((point.date, point.value) for point in points)
    span = _span([day for day, _ in values], window, look.day)
    named = (("target", row.target), ("lowest", row.low), ("highest", row.high))
    levels = tuple(Level(name, ((span[0], value),)) for name, value in named if value is not None)
    runs = (values,) if values else ()
    return Curve(look.day, span, runs, levels, _expected(look, row.id, window) if window else (), landing)


def _of_milestones(look: Look, row: KeyResultRow, window: tuple[date, date] | None) -> Curve:
    source = look.outline().sources[row.id]
    done = [day for day in _days_done(source.steps) if window is None or day >= window[0]]
    span = _span(done, window, look.day)
    # Where no day is known there is no way that it came.
    days = sorted(day for day in {*done, min(span[1], look.day), *([span[0]] if done else [])} if day <= look.day)
    found = [(day, _done_by(source.steps, day)) for day in days]
    values = tuple((day, share * WHOLE) for day, share in found if share is not None)
    along = _days(window, turns_of(source, window)) if window else []
    expected = [(day, expected_of(source.record, window, source.steps, day)) for day in along]
    return Curve(
        today=look.day,
        window=span,
        runs=(values,) if values else (),
        levels=(Level("target", ((span[0], WHOLE),)),),
        expected=tuple((day, share * WHOLE) for day, share in expected if share is not None),
        stays=True,
    )


def of_measure(look: Look, record: MeasureRecord, points: Sequence[Point]) -> Curve:
    """Its values against the numbers that were in force, apart where a period has none."""
    values = tuple((point.date, point.value) for point in points)
    span = _span([day for day, _ in values], None, look.day)
    targets = [item for item in look.records().targets if item.measure == record.id]
    levels = tuple(_in_force(record, targets, span))
    return Curve(look.day, span, tuple(_runs(values, Frequency(record.frequency))), levels)


def of_objective(look: Look, row: ObjectiveRow, series: Mapping[str, Sequence[Point]]) -> Curve:
    """Its progress in percent on the days on which something below was checked in or a milestone done, and what was
    expected.

    `series` are the values of the measures below. The tree is that of now, as in every look at an earlier day. After
    the day looked at, what counts on it is what expects.
    """
    tree = _Subtree.of(look, row, series)
    window = look.window(row.cycle)
    checked = sorted(tree.days)
    span = _span([day for day in checked if window is None or day >= window[0]], window, look.day)
    last = min(span[1], look.day)
    days = [*_thinned([day for day in checked if span[0] <= day < last]), last]
    values = tuple((day, share * WHOLE) for day in days if (share := tree.on(day).progress) is not None)
    expected = [(day, tree.on(day).expected) for day in tree.telling(window or span)]
    return Curve(
        today=look.day,
        window=span,
        runs=(values,) if values else (),
        levels=(Level("target", ((span[0], WHOLE),)),),
        expected=tuple((day, share * WHOLE) for day, share in expected if share is not None),
    )


def subtree(row: ObjectiveRow) -> tuple[ObjectiveRow, ...]:
    """The objective and all that count below it, what is above first."""
    found, waiting = [], [row]
    while waiting:
        item = waiting.pop()
        found.append(item)
        waiting.extend(child for child in item.children if child.counts)
    return tuple(found)


def measures_below(rows: Collection[ObjectiveRow]) -> set[str]:
    """The measures whose values an objective's curve is made of."""
    return {kr.measure for row in rows for item in subtree(row) for kr in item.key_results}


class _Standing(NamedTuple):
    """The progress and the expectation of an objective on a day, 0 to 1."""

    progress: float | None
    expected: float | None


@dataclass(frozen=True, slots=True)
class _Subtree:
    """An objective and all that count below it, what is above first, with all that tells where it stood on a day:
    the values by measure, the key results' sources by id, the first and last days of cycles by name; `turns` are the
    days on which what it expects may turn, none where all of it goes straight along one cycle."""

    rows: tuple[ObjectiveRow, ...]
    series: Mapping[str, Sequence[Point]]
    sources: Mapping[str, Source]
    windows: Mapping[str | None, tuple[date, date]]
    turns: frozenset[date]

    @classmethod
    def of(cls, look: Look, row: ObjectiveRow, series: Mapping[str, Sequence[Point]]) -> "_Subtree":
        rows = subtree(row)
        known = {kr.measure: series.get(kr.measure, ()) for item in rows for kr in item.key_results}
        windows: dict[str | None, tuple[date, date]] = {
            item.name: (item.start, item.end) for item in look.records().cycles
        }
        sources = look.outline().sources
        return cls(rows, known, sources, windows, frozenset(_turns(rows, sources, windows)))

    @property
    def days(self) -> set[date]:
        """The days on which something was checked in or a milestone done."""
        done = (_days_done(self.sources[kr.id].steps) for item in self.rows for kr in item.key_results)
        return {point.date for points in self.series.values() for point in points}.union(*done)

    def on(self, day: date) -> _Standing:
        """Where it stood, as the outline of that day has it."""
        found: dict[str, _Standing] = {}
        for item in reversed(self.rows):
            window = self.windows.get(item.cycle)
            parts = [self._bet(kr, window, day) for kr in item.key_results]
            parts += [rollup.Part.of(child, *found[child.id]) for child in item.children if self._counts(child, day)]
            straight = pace.expected(*window, day) if window else None
            found[item.id] = _Standing(rollup.progress(parts), rollup.expected(parts, straight))
        return found[self.rows[0].id]

    def telling(self, window: tuple[date, date]) -> Sequence[date]:
        """The days that the line of what is expected is drawn through: the first and the last where it is straight,
        else many, those on which it turns or leaps among them."""
        if not self.turns and self.windows.get(self.rows[0].cycle) == window:
            return window
        first = {points[0].date for points in self.series.values() if points}
        leaps = first | {day - timedelta(days=1) for day in first}
        return _days(window, self.turns | leaps)

    def _bet(self, row: KeyResultRow, window: tuple[date, date] | None, day: date) -> rollup.Part:
        source = self.sources[row.id]
        shown = _shown_on(row, self.series[row.measure], source.steps, day)
        expected = expected_of(source.record, window, source.steps, day) if self.turns else None
        return rollup.Part.of(row, shown, expected)

    def _counts(self, child: ObjectiveRow, day: date) -> bool:
        window = self.windows.get(child.cycle)
        return child.counts and (child.state in CLOSED or window is None or window[0] <= day)


def _turns(
    rows: Sequence[ObjectiveRow], sources: Mapping[str, Source], windows: Mapping[str | None, tuple[date, date]]
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
        return _done_by(steps, day)
    place = bisect_right(points, day, key=lambda point: point.date)
    return progress.progress_of(
        row.condition,
        start=row.start,
        target=row.target,
        low=row.low,
        high=row.high,
        value=points[place - 1].value if place else None,
    )


def _done_by(steps: Iterable[MilestoneRecord], day: date) -> float | None:
    """The progress that milestones made up on a day."""
    return progress.of_milestones([(step.weight, step.on(day).done) for step in steps])


def _days_done(steps: Iterable[MilestoneRecord]) -> set[date]:
    return {step.done_on for step in steps if step.done_on is not None}


def _thinned(days: Sequence[date]) -> list[date]:
    if len(days) <= _STEPS:
        return list(days)
    return [days[len(days) * step // _STEPS] for step in range(_STEPS)]


def _span(days: Sequence[date], window: tuple[date, date] | None, today: date) -> tuple[date, date]:
    first, last = window or (min(days, default=today), max(days, default=today))
    return min([first, *days]), max([last, *days])


def _runs(values: Days, frequency: Frequency) -> Iterator[Days]:
    run: list[tuple[date, float]] = []
    for value in values:
        if run and frequency is not Frequency.IRREGULAR:
            period = periods.period_of(run[-1][0], frequency)
            if value[0] > periods.after(period, frequency).end:
                yield tuple(run)
                run = []
        run.append(value)
    if run:
        yield tuple(run)


def _in_force(record: MeasureRecord, targets: Sequence[TargetRecord], span: tuple[date, date]) -> Iterator[Level]:
    """Each number of the scoring that holds now, with the days since which it was another."""
    changes = sorted({span[0], *(item.start for item in targets if span[0] < item.start <= span[1])})
    held = [(day, scoring_on(record, targets, day)) for day in changes]
    now = held[-1][1]
    if now is None:
        return
    for name in [name for name in NUMBERS[now.preset] if name != "tolerance"][:_LEVELS]:
        same = [(day, scoring.number(name)) for day, scoring in held if scoring and name in NUMBERS[scoring.preset]]
        yield Level(name.replace("_", " "), tuple(same))


def _expected(look: Look, identity: str, window: tuple[date, date]) -> Days:
    source = look.outline().sources[identity]
    start, target = source.record.start, source.record.target
    if start is None or target is None:
        return ()
    days = _days(window, turns_of(source, window))
    found = [(day, expected_of(source.record, window, source.steps, day)) for day in days]
    return tuple((day, start + share * (target - start)) for day, share in found if share is not None)


def _days(window: tuple[date, date], turns: Collection[date]) -> list[date]:
    """Days all over a window, its first and last among them, and those within it on which a line turns."""
    span = max((window[1] - window[0]).days, 1)
    spread = {window[0] + timedelta(days=span * step // _STEPS) for step in range(_STEPS + 1)}
    return sorted(spread | {day for day in turns if window[0] <= day <= window[1]})
