"""Bars and sparklines as segments."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style

from goaltui.rules import figures
from goaltui.tui.appearance.glyphs import Glyphs

BEYOND = 4
"""Cells for the stretch target, behind those of a bar."""


def bar(
    progress: float | None,
    expected: float | None,
    width: int,
    glyphs: Glyphs,
    styles: tuple[Style, Style, Style],
) -> list[Segment]:
    """Return a bar of `width` cells with the line of the expected progress; dots alone where nothing is known.

    `styles` are those of the filled cells, of the empty cells, and of the line.
    """
    filled, unfilled, line = styles
    if progress is None:
        return merged([(glyphs.dot if place % 2 == 0 else " ", unfilled) for place in range(width)])
    halves = figures.cells(progress, width * 2)
    full = halves // 2
    cells = [(glyphs.filled, filled)] * full
    if halves % 2:
        cells.append((glyphs.half, filled))
    cells += [(glyphs.unfilled, unfilled)] * (width - len(cells))
    if expected is not None:
        cells[min(int(expected * width), width - 1)] = (glyphs.today, line)
    return merged(cells)


def beyond(share: float, glyphs: Glyphs, styles: tuple[Style, Style]) -> list[Segment]:
    """Return the target at the end of a bar, and behind it how much of the way to the stretch target is done.

    `styles` are those of what is filled and of what is not.
    """
    filled, unfilled = styles
    halves = figures.cells(share, (BEYOND - 1) * 2)
    cells = [(glyphs.target, unfilled), *[(glyphs.filled, filled)] * (halves // 2)]
    if halves % 2:
        cells.append((glyphs.half, filled))
    return merged([*cells, *[(glyphs.unfilled, unfilled)] * (BEYOND - len(cells))])


def spark(values: Sequence[float | None], width: int, glyphs: Glyphs, drawn: Style, missing: Style) -> list[Segment]:
    """Return the last `width` values as levels between their lowest and highest, a dot where there is none."""
    latest = list(values)[-width:] if width else []
    shown: list[float | None] = [*([None] * (width - len(latest))), *latest]
    known = [value for value in shown if value is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    top = len(glyphs.spark) - 1
    cells: list[tuple[str, Style]] = []
    for value in shown:
        if value is None:
            cells.append((glyphs.dot, missing))
        else:
            level = top // 2 if high == low else round((value - low) / (high - low) * top)
            cells.append((glyphs.spark[level], drawn))
    return merged(cells)


def merged(cells: Sequence[tuple[str, Style]]) -> list[Segment]:
    """Return the cells with neighbours of one style as one segment."""
    segments: list[Segment] = []
    for text, style in cells:
        if segments and segments[-1].style is style:
            segments[-1] = Segment(segments[-1].text + text, style)
        else:
            segments.append(Segment(text, style))
    return segments
