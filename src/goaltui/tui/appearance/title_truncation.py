"""Titles that stand together, cut so that those which begin alike can still be told apart by how they end."""

from bisect import bisect_left
from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size

from goaltui.tui.appearance.text import cut, steady


class TitleTruncator:
    """The titles that stand beside each other. They are looked through when the first of them has to be cut: most lists
    show only few of their titles, and most titles fit."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._titles = titles
        self._sorted: list[str] | None = None

    def cut(self, title: str, width: int) -> str:
        """Return the title in at most `width` cells: cut at its end, or before its last words where
        another title would read the same.
        """
        short = cut(title, width)
        if short == steady(title) or not self._has_alike(title, short, width):
            return short
        return cut_before_end(title, width)

    def _has_alike(self, title: str, short: str, width: int) -> bool:
        if self._sorted is None:
            self._sorted = sorted({*self._titles})
        # What begins alike stands together where all is in order.
        place = bisect_left(self._sorted, title)
        around = self._sorted[max(place - 1, 0) : place + 2]
        return any(other != title and cut(other, width) == short for other in around)


def cut_before_end(title: str, width: int) -> str:
    """Return the title in at most `width` cells, with words left out before its end."""
    if cell_len(steady(title)) <= width:
        return cut(title, width)
    end = ending(title, width // 2 - 1)
    return cut(title, width - cell_len(end)) + end if end else cut(title, width)


def ending(title: str, room: int) -> str:
    """Return as many of its last words as `room` cells hold, each after a blank, or the end of a
    longer last one; empty without room.
    """
    words = steady(title).split()
    if room <= 1 or not words:
        return ""
    if cell_len(words[-1]) >= room:
        return set_cell_size(words[-1][::-1], room)[::-1].strip()
    end = ""
    for word in reversed(words):
        longer = f" {word}{end}"
        if cell_len(longer) > room:
            break
        end = longer
    return end
