"""A curve drawn with plotext in character cells, for the screen and the shell; it holds numbers and dates alone."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import ceil, floor, log10
from typing import TypeVar

from goaltui.model.enums import EntityKind
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import _, _n
from goaltui.model.quick_dataclass import dataclass, field
from goaltui.rules import figures
from goaltui.services.core import formatting
from goaltui.services.core.rows.curves import Curve, Days, Mark

Shown = TypeVar("Shown")

LEVEL_MARKS = "-=_"
_STRETCH = "stretch"
LEVEL_COLOURS = ("success", "error", "warning")
_EXPECTED, _FORECAST, _ENDS = ".", ":", "+"
_DOTS = "⠂ ⠂"
"""The expected line in a legend: dots far apart."""
_LANDING, _RANGE = "○", "┊"
_ACROSS, _DOWN = 2, 4
"""Dots of a cell beside and below each other."""

_TICKS = 14
"""Cells for each day named below."""

_AROUND = 2
"""Rows of the axis and the days."""

_MARKS = 4
"""Marks shown below the axis at most."""
_MARK, _MARK_ASCII = "▲", "^"

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_FEWEST_ROWS, _MANY_ROWS = 3, 9

_AXES = str.maketrans("┌┐└┘├┤┬┴┼─│", "+++++++++-|")


@dataclass(frozen=True, slots=True)
class Style:
    """`colours` by role as red, green, blue, or the terminal's own by name, empty for none; a `bare` drawing has
    neither frame nor numbers beside it, and of the points only the last."""

    colours: Mapping[str, "tuple[int, int, int] | str"] = field(default_factory=dict)
    ascii_only: bool = False
    bare: bool = False


def prepared(view: Shown) -> Shown:
    """Return the view itself once the library that draws it is imported: that takes a while,
    so the event loop is spared it.
    """
    import plotext  # noqa: F401

    return view


def draw(curve: Curve, size: tuple[int, int], style: Style, chosen: date | None = None) -> str:
    """Return the curve in lines of `size` (width, height) cells, with terminal sequences where there are colours;
    `chosen` is a day to be marked.
    """
    import plotext

    # plotext draws on one figure of its own, so it is emptied before and after.
    plotext.clear_figure()
    try:
        plotext.theme("clear")
        if style.colours:
            plotext.ticks_color(style.colours.get("frame", "default"))
        # Else it keeps within the terminal that the program was started in.
        plotext.limit_size(False, False)
        marks = () if style.bare else _shown_marks(curve)
        field_size = (size[0], size[1] - bool(marks))
        scale = _Scale.of(curve, field_size)
        scale = scale.bare(curve, size) if style.bare else scale
        width = scale.left + scale.width
        plotext.plotsize(width, field_size[1])
        _draw_lines(curve, style, scale)
        _draw_axes(curve, scale, chosen, bare=style.bare)
        drawn: str = plotext.build()
        if not style.colours:
            drawn = plotext.uncolorize(drawn)
    finally:
        plotext.clear_figure()
    # The cells that even steps between the days leave over stay empty.
    beside = " " * (size[0] - width)
    lines = [f"{line}{beside}" for line in drawn.splitlines()]
    if marks:
        lines.insert(len(lines) - 1, _mark_line(curve, marks, scale, style).ljust(size[0]))
    drawn = "\n".join(lines)
    return drawn.translate(_AXES) if style.ascii_only else drawn


def filled_height(curve: Curve, least: int, most: int) -> int:
    """Return the lines, within these bounds, in which the least room stays empty above and below the curve, and which
    have enough numbers beside them."""
    low, high = _limits(curve)

    def empty(lines: int) -> float:
        levels, top = _even_levels(low, high, lines - _AROUND - bool(curve.marks))
        foot = levels[0] if levels else low
        few = len(levels) < _FEWEST_ROWS
        return few + round((top - high + low - foot) / (top - foot), 1)

    return min(range(most, max(least, 1) - 1, -1), key=empty, default=most)


def _shown_marks(curve: Curve) -> tuple[Mark, ...]:
    """Return the latest marks, initiatives before cycles where there is no room for all, in the order of days."""
    by_weight = sorted(curve.marks, key=lambda mark: (mark.kind is EntityKind.INITIATIVE, mark.day))
    return tuple(sorted(by_weight[-_MARKS:], key=lambda mark: mark.day))


def _mark_line(curve: Curve, marks: Sequence[Mark], scale: "_Scale", style: Style) -> str:
    cells = [" "] * (scale.left + scale.width)
    for mark in marks:
        place = round(_at(curve, mark.day) / scale.span * (scale.width - 1))
        cells[scale.left + place] = _MARK_ASCII if style.ascii_only else _MARK
    return "".join(cells)


def mark_lines(curve: Curve, *, ascii_only: bool = False) -> list[str]:
    """Return what the marks below the axis mean, from left to right."""
    shown = _shown_marks(curve)
    sign = _MARK_ASCII if ascii_only else _MARK
    lines = [f"{sign} {formatting.day(mark.day, curve.today)} {mark.told}" for mark in shown]
    left = len(curve.marks) - len(shown)
    return [*lines, _n("{count} more is not shown", "{count} more are not shown", left)] if left else lines


class _Scale(NamedTuple):
    """The cells of the field and those of the numbers at its `left`, the values at its foot and its top, and where
    numbers (`levels`) and days (`places`, from the first) stand: as many cells from one to the next."""

    left: int
    width: int
    low: float
    high: float
    levels: Sequence[tuple[float, str]]
    places: Sequence[float]
    span: int
    rows: int

    @classmethod
    def of(cls, curve: Curve, size: tuple[int, int]) -> "_Scale":
        low, high = _limits(curve)
        levels, top = _even_levels(low, high, size[1] - _AROUND)
        decimals = max((figures.decimals(level) for level in levels), default=0)
        named = [(level, figures.aligned(level, decimals)) for level in levels]
        left = max((len(text) for _, text in named), default=0) + 1
        span, width = _reach(curve), max(size[0] - left, 2)
        # The first and the last day alone where the field is narrow.
        steps = max(min(width // _TICKS, 7, span), 1)
        width -= (width - 1) % steps
        places = [span * step / steps for step in range(steps + 1)]
        return cls(left, width, levels[0] if levels else low, top, named, places, span, size[1] - _AROUND)

    def bare(self, curve: Curve, size: tuple[int, int]) -> "_Scale":
        """Return the same for a drawing that has nothing beside it."""
        low, high = _limits(curve)
        return self._replace(left=0, width=size[0], low=low, high=high, rows=size[1])

    def dots(self, days: Sequence[float], values: Sequence[float]) -> tuple[list[float], list[float]]:
        """Return the coordinates with which a line of dots goes through the middle of
        the cells of points and levels.
        """
        return (
            [_to_the_middle(day, 0.0, self.span, self.width, _ACROSS) for day in days],
            [_to_the_middle(value, self.low, self.high, self.rows, _DOWN) for value in values],
        )


def _to_the_middle(value: float, low: float, high: float, cells: int, dots: int) -> float:
    """Return the lowest and the highest value have the outer dots of the field, but the middle of its outer cells."""
    share = (value - low) / (high - low)
    return low + (high - low) * ((dots - 1) / 2 + share * dots * (cells - 1)) / (dots * cells - 1)


def _level_colours(curve: Curve) -> tuple[str, ...]:
    """Return the colour of each level; a stretch target has the one of the target."""
    named = zip(curve.levels, LEVEL_COLOURS, strict=False)
    return tuple(LEVEL_COLOURS[0] if level.name == _STRETCH else colour for level, colour in named)


def _draw_lines(curve: Curve, style: Style, scale: _Scale) -> None:
    import plotext

    colours = style.colours
    for level, name, sign in zip(curve.levels, _level_colours(curve), LEVEL_MARKS, strict=False):
        days, values = _stairs(curve, level.steps, _reach(curve))
        plotext.plot(days, values, marker=sign, color=colours.get(name))
    awaited = [(float(_at(curve, day)), value) for day, value in curve.expected]
    _dotted(awaited, scale.width / 2 / scale.span, style, _EXPECTED, "warning", scale)
    accent = colours.get("accent")
    if curve.forecast is not None and curve.runs:
        last, landing = curve.points[-1], curve.forecast
        end = _at(curve, landing.on)
        way = [(float(_at(curve, last[0])), last[1]), (float(end), landing.value)]
        _dotted(way, scale.width / scale.span, style, _FORECAST, "accent", scale)
        if style.ascii_only:
            plotext.scatter([end, end], [landing.low, landing.high], marker=_ENDS, color=accent)
        else:
            plotext.plot([end, end], [landing.low, landing.high], marker=_RANGE, color=accent)
            plotext.scatter([end], [landing.value], marker=_LANDING, color=accent)
    for run in curve.runs:
        days, values = [_at(curve, day) for day, _ in run], [value for _, value in run]
        line = _stairs(curve, run, days[-1]) if curve.stays else (days, values)
        if style.ascii_only:
            plotext.plot(*line, marker="*", color=accent)
        else:
            plotext.plot(*scale.dots(*line), marker="braille", color=accent)
        shown = slice(-1, None) if style.bare else slice(None)
        plotext.scatter(days[shown], values[shown], marker="o" if style.ascii_only else "●", color=accent)


def _dotted(
    way: Sequence[tuple[float, float]], dots: float, style: Style, plain: str, role: str, scale: _Scale
) -> None:
    """Draw a way as so many dots a day, straight between its points; in ASCII as a line of signs."""
    import plotext

    if not way:
        return
    colour = style.colours.get(role)
    if style.ascii_only:
        plotext.plot([day for day, _ in way], [value for _, value in way], marker=plain, color=colour)
        return
    first, last = way[0][0], way[-1][0]
    count = max(round(dots * (last - first)), 2)
    days = [first + (last - first) * step / (count - 1) for step in range(count)]
    plotext.scatter(*scale.dots(days, [_along(way, day) for day in days]), marker="braille", color=colour)


def _along(way: Sequence[tuple[float, float]], day: float) -> float:
    for (left, low), (right, high) in pairwise(way):
        if left < right and day <= right:
            return low + (high - low) * (max(day, left) - left) / (right - left)
    return way[-1][1]


def _stairs(curve: Curve, steps: Days, last: int) -> tuple[list[int], list[float]]:
    days, values = [], []
    for place, (day, value) in enumerate(steps):
        until = _at(curve, steps[place + 1][0]) if place + 1 < len(steps) else last
        days += [_at(curve, day), until]
        values += [value, value]
    return days, values


def _draw_axes(curve: Curve, scale: _Scale, chosen: date | None, *, bare: bool) -> None:
    import plotext

    if chosen is not None:
        plotext.vline(_at(curve, chosen))
    plotext.xlim(0, scale.span)
    plotext.ylim(scale.low, scale.high)
    if bare:
        plotext.frame(False)
        plotext.xticks([], [])
        plotext.yticks([], [])
        return
    # Two axes and no frame: nothing stands at the right that means nothing.
    plotext.xaxes(True, False)
    plotext.yaxes(True, False)
    days = [curve.window[0] + timedelta(days=round(place)) for place in scale.places]
    plotext.xticks(scale.places, _named_days(days, curve.today))
    plotext.yticks([level for level, _ in scale.levels], [text for _, text in scale.levels])


def _named_days(days: Sequence[date], today: date) -> list[str]:
    """Return each day with its year where that is neither this one nor that of the day before it."""
    named = formatting.day
    return [
        named(day, day if day.year in (today.year, before.year) else None) for before, day in pairwise([today, *days])
    ]


def _even_levels(low: float, high: float, rows: int) -> tuple[list[float], float]:
    """Return the round levels with a number beside them, the first at the foot, as many rows apart, and the value at
    the top: the choice that leaves least room empty. None in a field of few rows.
    """
    if rows < _FEWEST_ROWS:
        return [], high
    most = 6 if rows >= _MANY_ROWS else 4
    least = 3 if rows >= _MANY_ROWS else 1
    best: tuple[float, list[float], float] | None = None
    power = 10.0 ** floor(log10((high - low) / most))
    for step in (power * factor * ten for ten in (1.0, 10.0) for factor in _STEPS):
        # A multiple but for the last bits of a division counts as one.
        first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
        apart = (rows - 1) // max(last - first, 1)
        if last - first > most or apart < 1:
            continue
        top = (first + (rows - 1) / apart) * step
        # A field with few numbers beside it is hard to read, so that counts as room that is left empty.
        empty = (top - first * step) * (1.0 if last - first >= least else 2.0)
        if best is None or empty < best[0] - 1e-9:
            shown = range(first, first + (rows - 1) // apart + 1)
            best = (empty, [float(f"{place * step:.12g}") for place in shown], top)
    return (best[1], best[2]) if best is not None else ([], high)


def _reach(curve: Curve) -> int:
    return max((curve.window[1] - curve.window[0]).days, 1)


def _at(curve: Curve, day: date) -> int:
    return (day - curve.window[0]).days


def _limits(curve: Curve) -> tuple[float, float]:
    values = [value for _, value in (*curve.points, *curve.expected)]
    values += [value for level in curve.levels for _, value in level.steps]
    if curve.forecast is not None:
        values += [curve.forecast.low, curve.forecast.high]
    low, high = min(values, default=0.0), max(values, default=1.0)
    if low < high:
        return low, high
    return (min(low, 0.0), max(high, 0.0)) if low and not curve.points else (low - 1, high + 1)


def legend(curve: Curve, *, ascii_only: bool = False) -> list[tuple[str, str]]:
    """Return the signs of a drawing with their meanings: words with the role of their colour."""
    parts = [(f"{'o' if ascii_only else '●'} {_('value')}", "accent")] if curve.runs else []
    for level, mark, colour in zip(curve.levels, LEVEL_MARKS, _level_colours(curve), strict=False):
        parts.append((f"{mark}{mark} {_(level.name)} {formatting.number(level.now)}", colour))
    if curve.expected:
        parts.append((f"{_EXPECTED * 2 if ascii_only else _DOTS} {_(curve.awaited)}", "warning"))
    if curve.forecast is not None:
        low, high, landing = (
            landed(curve, value) for value in (curve.forecast.low, curve.forecast.high, curve.forecast.value)
        )
        sign = _FORECAST * 2 if ascii_only else _LANDING
        told = _("lands at {landing} ({low} to {high})", landing=landing, low=low, high=high)
        parts.append((f"{sign} {told}", "accent"))
    return parts


def landed(curve: Curve, value: float) -> str:
    """Return a value of a forecast with the decimals of what was measured, on its side of every level."""
    edges = tuple(level.now for level in curve.levels)
    return figures.landing(value, (value for _, value in curve.points), edges)
