"""The columns of a table that stay in little room, by one rule for the screen and the shell.

A title says what a row is about, so it keeps its room first; what stays longest beside it is the number.
"""

from collections.abc import Mapping
from enum import IntEnum

_COMFORTABLE = 34
"""Cells that a title has before what only adds to a row stands beside it."""

_LEAST = 24
"""Cells that a title keeps beside what a row is about, on a narrow screen a third of it."""


class ColumnPriority(IntEnum):
    """The order in which columns give way: the highest first."""

    LAST = 0
    NOW = 1
    STATUS = 2
    BAR = 3
    WHO = 4
    CONFIDENCE = 5
    CYCLE = 6
    WORST = 7


def title_beside(leaves: ColumnPriority, width: int) -> int:
    """Return how many cells a title must have for such a column to stay."""
    return _COMFORTABLE if leaves >= ColumnPriority.WHO else min(_LEAST, width // 3)


def staying(
    sizes: Mapping[ColumnPriority, int], room: int, width: int, title: int = _COMFORTABLE
) -> Mapping[ColumnPriority, int]:
    """Return the columns that stay: `sizes` in cells with their gaps, `room` is for them and a title that needs
    `title`, `width` is that of the whole."""
    left = dict(sizes)
    for leaves in sorted(sizes, reverse=True):
        if room - sum(left.values()) >= min(title, title_beside(leaves, width)):
            break
        del left[leaves]
    return left


def bar_cells(width: int) -> int:
    """Return how long a bar is."""
    for least, cells in ((170, 28), (140, 20), (116, 16), (96, 14)):
        if width >= least:
            return cells
    return 10
