"""A curve drawn with plotext in character cells, for the screen and the shell; it holds numbers and dates alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil, floor, log10
from typing import TypeVar

from goaltui.services import words
from goaltui.services.curve_rows import Curve, Days

Shown = TypeVar("Shown")

LEVEL_MARKS = "-=_"
LEVEL_COLOURS = ("success", "error", "warning")
_EXPECTED, _FORECAST, _ENDS = ".", ":", "+"
_TICKS = 14
"""Cells for each day named below."""

_AROUND = 3
"""Rows of the frame and the days."""

_AXES = str.maketrans("┌┐└┘├┤┬┴┼─│", "+++++++++-|")


@dataclass(frozen=True, slots=True)
class Style:
    """`colours` by role as red, green, blue, or the terminal's own by name, empty for none; a `bare` drawing has
    neither frame nor numbers beside it, and of the points only the last."""

    colours: Mapping[str, "tuple[int, int, int] | str"] = field(default_factory=dict)
    ascii_only: bool = False
    bare: bool = False


def prepared(view: Shown) -> Shown:
    """The same, with the library imported that will draw it: that takes a while, so the event loop is spared it."""
    import plotext  # noqa: F401

    return view


def draw(curve: Curve, size: tuple[int, int], style: Style, chosen: date | None = None) -> str:
    """The curve in lines of `size` (width, height) cells, with terminal sequences where there are colours; `chosen`
    is a day to be marked."""
    import plotext

    # plotext draws on one figure of its own, so it is emptied before and after.
    plotext.clear_figure()
    try:
        plotext.theme("clear")
        if style.colours:
            plotext.ticks_color(style.colours.get("frame", "default"))
        # Else it keeps within the terminal that the program was started in.
        plotext.limit_size(False, False)
        plotext.plotsize(*size)
        _draw_lines(curve, style)
        _draw_axes(curve, size, chosen, bare=style.bare)
        drawn: str = plotext.build()
        if not style.colours:
            drawn = plotext.uncolorize(drawn)
    finally:
        plotext.clear_figure()
    return drawn.translate(_AXES) if style.ascii_only else drawn


def _draw_lines(curve: Curve, style: Style) -> None:
    import plotext

    colours = style.colours
    for level, name, sign in zip(curve.levels, LEVEL_COLOURS, LEVEL_MARKS, strict=False):
        days, values = _stairs(curve, level.steps, _reach(curve))
        plotext.plot(days, values, marker=sign, color=colours.get(name))
    if curve.expected:
        days = [_at(curve, day) for day, _ in curve.expected]
        plotext.plot(days, [value for _, value in curve.expected], marker=_EXPECTED, color=colours.get("warning"))
    accent = colours.get("accent")
    if curve.forecast is not None and curve.runs:
        last, landing = curve.points[-1], curve.forecast
        end = _at(curve, landing.on)
        plotext.plot([_at(curve, last[0]), end], [last[1], landing.value], marker=_FORECAST, color=accent)
        plotext.scatter([end, end], [landing.low, landing.high], marker=_ENDS, color=accent)
    for run in curve.runs:
        days, values = [_at(curve, day) for day, _ in run], [value for _, value in run]
        line = _stairs(curve, run, days[-1]) if curve.stays else (days, values)
        plotext.plot(*line, marker="*" if style.ascii_only else "braille", color=accent)
        shown = slice(-1, None) if style.bare else slice(None)
        plotext.scatter(days[shown], values[shown], marker="o" if style.ascii_only else "●", color=accent)


def _stairs(curve: Curve, steps: Days, last: int) -> tuple[list[int], list[float]]:
    days, values = [], []
    for place, (day, value) in enumerate(steps):
        until = _at(curve, steps[place + 1][0]) if place + 1 < len(steps) else last
        days += [_at(curve, day), until]
        values += [value, value]
    return days, values


def _draw_axes(curve: Curve, size: tuple[int, int], chosen: date | None, *, bare: bool) -> None:
    import plotext

    span = _reach(curve)
    if chosen is not None:
        plotext.vline(_at(curve, chosen))
    plotext.xlim(0, span)
    low, high = _limits(curve)
    plotext.ylim(low, high)
    if bare:
        plotext.frame(False)
        plotext.xticks([], [])
        plotext.yticks([], [])
        return
    count = max(min(size[0] // _TICKS, 8, span + 1), 2)
    places = sorted({span * step // (count - 1) for step in range(count)})
    plotext.xticks(places, [words.day(curve.window[0] + timedelta(days=place), curve.today) for place in places])
    levels = _labelled(low, high, size[1] - _AROUND)
    plotext.yticks(levels, [words.number(level) for level in levels])


def _labelled(low: float, high: float, rows: int) -> list[float]:
    """The levels with a number beside them: none where a row would stand for half of all values."""
    # With fewer levels than steps between the rows, no two levels share a row.
    return _round_levels(low, high, min(5 if rows >= 7 else 3, rows - 1)) if rows >= 3 else []


def _round_levels(low: float, high: float, count: int) -> list[float]:
    """At most `count` round numbers with the same step between them, from `low` to `high`."""
    least = (high - low) / count
    power = 10.0 ** floor(log10(least))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor > least)
    # What is a multiple but for the last bits of a division counts as one.
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [float(f"{place * step:.12g}") for place in range(first, last + 1)]


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
    """What the signs of a drawing mean: words with the role of their colour."""
    parts = [(f"{'o' if ascii_only else '●'} value", "accent")] if curve.runs else []
    for level, mark, colour in zip(curve.levels, LEVEL_MARKS, LEVEL_COLOURS, strict=False):
        parts.append((f"{mark}{mark} {level.name} {words.number(level.now)}", colour))
    if curve.expected:
        parts.append((f"{_EXPECTED * 2} expected", "warning"))
    if curve.forecast is not None:
        low, high = words.number(curve.forecast.low), words.number(curve.forecast.high)
        landing = words.number(curve.forecast.value)
        parts.append((f"{_FORECAST * 2} lands at {landing} ({low} to {high})", "accent"))
    return parts
