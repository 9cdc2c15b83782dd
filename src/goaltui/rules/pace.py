"""Where something should be today: straight from the first day to the last, or along dated milestones.

0 on the first day and 1 on the last: Viva Goals "OKR status indicators"; phased targets: Ally "Targets".
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise


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
