"""Curves over time with their targets and expectations: of a key result, of a measure, of an objective."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from goaltui.model.enums import Aggregation, Condition, Frequency
from goaltui.model.quick.translation import N_, _
from goaltui.model.records import MeasureRecord, Point, TargetRecord
from goaltui.model.scoring import NUMBERS
from goaltui.rules.progress import periods
from goaltui.rules.scoring.in_force import scoring_on
from goaltui.services.charts.progress_series import Subtree, days_done, done_by
from goaltui.services.core import formatting
from goaltui.services.core.key_result_rows import expected_of, own_window, turns_of
from goaltui.services.core.rows.curves import Curve, Days, ForecastRow, Level
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.snapshot import Snapshot

WHOLE = 100.0
"""An objective's curve is in percent."""

Share: TypeAlias = tuple[date, float | None]
"""A part of the whole, 0 to 1, on a day."""

_STEPS = 60
_LEVELS = 3


def of_key_result(
    look: Snapshot,
    row: KeyResultRow,
    window: tuple[date, date] | None,
    points: Sequence[Point],
    landing: ForecastRow | None,
) -> Curve:
    """Return its check-ins against target and expectation; for one made of milestones the progress in percent, which
    rises on the days on which they were done.
    """
    if row.condition is Condition.MILESTONES:
        return _of_milestones(look, row, window)
    values = tuple((point.date, point.value) for point in points)
    span = _span([day for day, _ in values], window, look.day)
    named = (
        (N_("target"), row.target),
        (N_("stretch"), row.stretch),
        (N_("lowest"), row.low),
        (N_("highest"), row.high),
    )
    levels = tuple(Level(name, ((span[0], value),)) for name, value in named if value is not None)
    runs = (values,) if values else ()
    return Curve(look.day, span, runs, levels, _expected(look, row.id, window) if window else (), landing)


def _of_milestones(look: Snapshot, row: KeyResultRow, window: tuple[date, date] | None) -> Curve:
    source = look.outline().sources[row.id]
    done = [day for day in days_done(source.steps) if window is None or window[0] <= day <= window[1]]
    span = _span(done, window, look.day)
    # Where no day is known there is no way that it came.
    days = sorted(day for day in {*done, min(span[1], look.day), *([span[0]] if done else [])} if day <= look.day)
    found = [(day, done_by(source.steps, day)) for day in days]
    along = _days(window, turns_of(source, window)) if window else []
    expected = [(day, expected_of(source.record, window, source.steps, day)) for day in along]
    return _in_percent(look.day, span, found, expected, stays=True)


def of_measure(look: Snapshot, record: MeasureRecord, points: Sequence[Point]) -> Curve:
    """Return its values against the numbers in force, with a gap for a period without one. An aggregated value stands
    on its period's last day, the running period's apart on the day looked at, beside the goal so far.
    """
    frequency, aggregation = Frequency(record.frequency), Aggregation(record.aggregation)
    runs = _runs_of(points, frequency, aggregation, look.day)
    so_far, awaited = _goal_so_far(look, record)
    span = _span([day for days in (*runs, so_far) for day, _ in days], None, look.day)
    targets = [item for item in look.records().targets if item.measure == record.id]
    levels = tuple(_in_force(record, targets, span))
    return Curve(look.day, span, runs, levels, so_far, awaited=awaited)


def _goal_so_far(look: Snapshot, record: MeasureRecord) -> tuple[Days, str]:
    """Return the goal of a sum from the first day of its running period to the day looked at, and its name; empty where
    no period runs or nothing judges it before its end.
    """
    found = look.measured().get(record.id)
    row = found.row if found is not None else None
    if row is None or row.elapsed is None or row.target is None or row.target_to_date is None:
        return (), ""
    first = look.day - timedelta(days=row.elapsed.day - 1)
    ends = ((first, row.target / row.elapsed.days), (look.day, row.target_to_date))
    return ends if first < look.day else ends[1:], _(
        "goal so far {number}", number=formatting.number(round(row.target_to_date, 1))
    )


def _runs_of(points: Sequence[Point], frequency: Frequency, aggregation: Aggregation, today: date) -> tuple[Days, ...]:
    values = tuple((point.date, point.value) for point in points)
    if aggregation is Aggregation.LAST or frequency is Frequency.IRREGULAR:
        return tuple(_runs(values, frequency))
    inside: dict[periods.Period, list[tuple[date, float]]] = {}
    for day, value in values:
        inside.setdefault(periods.period_of(day, frequency), []).append((day, value))
    found = [(period, periods.aggregate(kept, aggregation)) for period, kept in inside.items()]
    closed = tuple((period.end, value) for period, value in found if period.end <= today)
    running = [((today, value),) for period, value in found if period.end > today]
    return (*_runs(closed, frequency), *running)


def of_objective(look: Snapshot, row: ObjectiveRow, series: Mapping[str, Sequence[Point]]) -> Curve:
    """Return its progress in percent on the days of check-ins and done milestones below
    it, and the expected progress.

    `series` are the values of the measures below. The structure and targets are those of the day looked at, for every
    day drawn: what moved since then does not show. After that day, the parts that count on it make the expectation.
    """
    tree = Subtree.of(look, row, series)
    window = look.window(row.cycle)
    checked = sorted(day for day in tree.days if window is None or window[0] <= day <= window[1])
    span = _span(checked, window, look.day)
    last = min(span[1], look.day)
    shares = [(day, tree.on(day).progress) for day in _thinned([day for day in checked if span[0] <= day < last])]
    shares.append((last, tree.on(look.day).progress))
    drawn = window or span
    along = drawn if tree.is_straight_along(drawn) else _days(drawn, tree.bends)
    expected = [(day, tree.on(day).expected) for day in along]
    return _in_percent(look.day, span, shares, expected)


def _in_percent(
    today: date, span: tuple[date, date], shares: Iterable[Share], expected: Iterable[Share], *, stays: bool = False
) -> Curve:
    values = tuple((day, share * WHOLE) for day, share in shares if share is not None)
    return Curve(
        today=today,
        window=span,
        runs=(values,) if values else (),
        levels=(Level("target", ((span[0], WHOLE),)),),
        expected=tuple((day, share * WHOLE) for day, share in expected if share is not None),
        stays=stays,
    )


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
    """Yield the levels of the scoring that holds now, each with its values by the day from which they held."""
    changes = sorted({span[0], *(item.start for item in targets if span[0] < item.start <= span[1])})
    held = [(day, scoring_on(record, targets, day)) for day in changes]
    now = held[-1][1]
    if now is None:
        return
    for name in [name for name in NUMBERS[now.preset] if name != "tolerance"][:_LEVELS]:
        same = [(day, scoring.number(name)) for day, scoring in held if scoring and name in NUMBERS[scoring.preset]]
        yield Level(name.replace("_", " "), tuple(same))


def _expected(look: Snapshot, identity: str, window: tuple[date, date]) -> Days:
    source = look.outline().sources[identity]
    start, target = source.record.start, source.record.target
    if start is None or target is None:
        return ()
    days = [day for day in _days(window, turns_of(source, window)) if day >= own_window(source.record, window)[0]]
    found = [(day, expected_of(source.record, window, source.steps, day)) for day in days]
    return tuple((day, start + share * (target - start)) for day, share in found if share is not None)


def _days(window: tuple[date, date], turns: Collection[date]) -> list[date]:
    """Return days all over a window, its first and last among them, and those within it on which a line turns."""
    span = max((window[1] - window[0]).days, 1)
    spread = {window[0] + timedelta(days=span * step // _STEPS) for step in range(_STEPS + 1)}
    return sorted(spread | {day for day in turns if window[0] <= day <= window[1]})
