"""Where something should be today: straight from the first day to the last, or along dated milestones or phases.

0 on the first day and 1 on the last: Viva Goals "OKR status indicators"; phased targets: Ally "Targets".
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from goaltui.rules.progress import clamp01, raw_progress


def expected(start: date, end: date, today: date) -> float:
    """The expected progress 0–1 on a day; a span of a single day is over once it begins."""
    if today <= start:
        return 0.0 if today < end or start < end else 1.0
    if today >= end:
        return 1.0
    return (today - start).days / (end - start).days


def expected_by_milestones(points: Sequence[tuple[date, float]], today: date) -> float:
    """The expected progress along (day, progress) points in order of days, straight between two of them."""
    if today <= points[0][0]:
        return points[0][1]
    for (left, low), (right, high) in pairwise(points):
        if left < right and today <= right:
            return low + (high - low) * (today - left).days / (right - left).days
    return points[-1][1]


def expected_by_phases(
    start: float, target: float, phases: Sequence[tuple[date, float]], window: tuple[date, date], today: date
) -> float:
    """The expected progress from the start on the first day along the values of the phases to the target on the last.

    `phases` are (day, value) in order of days; one on the last day or later takes the place of the target.
    """
    points = [(day, clamp01(raw_progress(start, target, value))) for day, value in phases]
    if not points or points[0][0] > window[0]:
        points.insert(0, (window[0], 0.0))
    if points[-1][0] < window[1]:
        points.append((window[1], 1.0))
    return expected_by_milestones(points, today)
