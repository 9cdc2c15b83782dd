"""Expected progress: straight from the first day to the last, or along dated milestones or phases.

0 on the first day and 1 on the last: Viva Goals "OKR status indicators"; phased targets: Ally "Targets".
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from goaltui.rules.progress.progress import clamp01, raw_progress


def first_day(own: date | None, window: tuple[date, date]) -> date:
    """Return the day on which something begins within the first and last day of its cycle: its own, else the first."""
    return own if own is not None and window[0] <= own <= window[1] else window[0]


def day_of(first: date, today: date, last: date) -> tuple[int, int]:
    """Return the number of the day `today` and the number of days; on day 1 of 92
    nothing is expected, on day 92 all.
    """
    return (min(max(today, first), last) - first).days + 1, (last - first).days + 1


def expected(start: date, end: date, today: date) -> float:
    """Return the expected progress 0–1 on a day; a span of a single day is over once it begins."""
    if today <= start:
        return 0.0 if today < end or start < end else 1.0
    if today >= end:
        return 1.0
    return (today - start).days / (end - start).days


def expected_by_milestones(points: Sequence[tuple[date, float]], today: date) -> float:
    """Return the expected progress along (day, progress) points in order of days, straight between two of them."""
    if today <= points[0][0]:
        return points[0][1]
    for (left, low), (right, high) in pairwise(points):
        if left < right and today <= right:
            return low + (high - low) * (today - left).days / (right - left).days
    return points[-1][1]


def along_steps(
    first: date, last: date, steps: Sequence[tuple[date | None, float]]
) -> tuple[tuple[date, float], ...] | None:
    """Return the (day, progress) points along milestones, given as (due day, weight);
    none where no weight has a day.

    A milestone without a day is expected by the last day, and adds nothing before the dated ones are.
    """
    total = sum(weight for _, weight in steps)
    dated = sorted((day, weight) for day, weight in steps if day is not None)
    if not sum(weight for _, weight in dated):
        return None
    points = [(min(first, dated[0][0]), 0.0)]
    done = 0.0
    for day, weight in dated:
        done += weight
        _put(points, day, done / total)
    if any(day is None and weight > 0 for day, weight in steps):
        _put(points, max(last, dated[-1][0]), 1.0)
    return tuple(points)


def _put(points: list[tuple[date, float]], day: date, progress: float) -> None:
    """Add a point; of several on one day the last one stands."""
    if len(points) > 1 and points[-1][0] == day:
        points.pop()
    points.append((day, progress))


def expected_by_phases(
    start: float, target: float, phases: Sequence[tuple[date, float]], window: tuple[date, date], today: date
) -> float:
    """Return the expected progress from the start on the first day along the phases'
    values to the target on the last.

    `phases` are (day, value) in order of days; one on the last day or later takes the place of the target.
    """
    points = [(day, clamp01(raw_progress(start, target, value))) for day, value in phases]
    if not points or points[0][0] > window[0]:
        points.insert(0, (window[0], 0.0))
    if points[-1][0] < window[1]:
        points.append((window[1], 1.0))
    return expected_by_milestones(points, today)
