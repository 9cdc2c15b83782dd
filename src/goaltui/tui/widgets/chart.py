"""A small chart of a series in character cells: values, what was expected, the target."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual.content import Content

from goaltui.services import words
from goaltui.tui.glyphs import Glyphs

_LABEL = 8


@dataclass(frozen=True, slots=True)
class Series:
    """Values by day, the days the chart spans, and the lines beside them, none where there is none."""

    points: Sequence[tuple[date, float]]
    window: tuple[date, date]
    start: float | None = None
    target: float | None = None
    landing: float | None = None


def chart(series: Series, width: int, height: int, glyphs: Glyphs) -> Content:
    """The chart in `width` × `height` cells, labels on the left, first and last day below."""
    inner, rows = max(width - _LABEL, 8), max(height - 1, 3)
    values = [value for _, value in series.points]
    values += [value for value in (series.start, series.target, series.landing) if value is not None]
    low, high = min(values), max(values)
    if low == high:
        low, high = low - 1, high + 1
    grid: list[list[tuple[str, str]]] = [[(" ", "")] * inner for _ in range(rows)]

    def row_of(value: float) -> int:
        return min(max(round((high - value) / (high - low) * (rows - 1)), 0), rows - 1)

    def column_of(day: date) -> int:
        span = max((series.window[1] - series.window[0]).days, 1)
        return min(max(round((day - series.window[0]).days / span * (inner - 1)), 0), inner - 1)

    if series.target is not None:
        grid[row_of(series.target)] = [(glyphs.target, "$success")] * inner
        if series.start is not None:
            for column in range(inner):
                value = series.start + (series.target - series.start) * column / (inner - 1)
                grid[row_of(value)][column] = (glyphs.expected, "$warning")
    for (day, value), (later, other) in zip(series.points, series.points[1:], strict=False):
        _connect(grid, (column_of(day), row_of(value)), (column_of(later), row_of(other)), glyphs)
    if series.landing is not None:
        grid[row_of(series.landing)][inner - 1] = ("◌", "bold $accent")
    for day, value in series.points:
        grid[row_of(value)][column_of(day)] = (glyphs.point, "$accent")
    labels = {0: high, rows - 1: low}
    lines = [_line(words.number(labels[place]) if place in labels else "", cells) for place, cells in enumerate(grid)]
    first, last = words.day(series.window[0]), words.day(series.window[1])
    lines.append(Content.assemble((" " * _LABEL + first + " " * max(inner - len(first) - len(last), 1) + last, "$dim")))
    return Content("\n").join(lines)


def _connect(grid: list[list[tuple[str, str]]], start: tuple[int, int], end: tuple[int, int], glyphs: Glyphs) -> None:
    steps = end[0] - start[0]
    for step in range(1, steps):
        row = round(start[1] + (end[1] - start[1]) * step / steps)
        grid[row][start[0] + step] = (glyphs.dot, "$accent")


def _line(label: str, cells: Sequence[tuple[str, str]]) -> Content:
    return Content.assemble((f"{label[: _LABEL - 1]:>{_LABEL - 1}} ", "$dim"), *cells)
