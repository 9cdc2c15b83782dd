"""A chart drawn with plotext in the cells of the widget; it holds numbers and dates and no text of users."""

from collections.abc import Mapping
from datetime import date, timedelta
from math import floor, log10

from rich.text import Text
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from goaltui.services import words
from goaltui.services.charting import ChartView
from goaltui.tui.glyphs import UNICODE, Glyphs

_LEVELS = ("success", "error", "warning")
_TICKS = 14
"""Cells for each day named below."""

_AXES = str.maketrans("┌┐└┘├┤┬┴┼─│", "+++++++++-|")


class Plot(Static):
    """Values as a line with points, levels, what was expected, and where it lands with its range."""

    def __init__(self, *, id: str | None = None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self._view: ChartView | None = None
        self._chosen: date | None = None

    def show(self, view: ChartView, chosen: date | None) -> None:
        """Draw this, with a mark under the check-in of the day that is chosen."""
        self._view, self._chosen = view, chosen
        self._draw()

    def on_resize(self, event: Resize) -> None:
        """Draw for the new size."""
        self._draw()

    def _draw(self) -> None:
        width, height = self.size
        if self._view is not None and width >= 20 and height >= 6:
            colours = {name: _rgb(self.app.theme_variables, name) for name in (*_LEVELS, "accent", "warning")}
            drawn = draw(
                self._view, (width, height), self._chosen, colours, ascii_only=self._glyphs.spelling is not None
            )
            self.update(Content.from_rich_text(Text.from_ansi(drawn)))


def draw(
    view: ChartView,
    size: tuple[int, int],
    chosen: date | None = None,
    colours: Mapping[str, tuple[int, int, int]] | None = None,
    *,
    ascii_only: bool = False,
) -> str:
    """The chart as lines of `size` (width, height) cells, with colours as terminal sequences where they are given."""
    import plotext

    # plotext draws on one figure of its own, so it is emptied before and after.
    plotext.clear_figure()
    try:
        plotext.theme("clear")
        # Else it keeps within the terminal that the program was started in.
        plotext.limit_size(False, False)
        plotext.plotsize(*size)
        _draw_lines(view, colours or {}, ascii_only)
        _draw_axes(view, size, chosen)
        drawn: str = plotext.build()
    finally:
        plotext.clear_figure()
    return drawn.translate(_AXES) if ascii_only else drawn


def _draw_lines(view: ChartView, colours: Mapping[str, tuple[int, int, int]], ascii_only: bool) -> None:
    import plotext

    for (_, level), name, sign in zip(view.lines, _LEVELS, "-=_", strict=False):
        plotext.plot([0, _span(view)], [level, level], marker=sign, color=colours.get(name))
    if view.expected:
        days = [_at(view, day) for day, _ in view.expected]
        plotext.plot(days, [value for _, value in view.expected], marker=".", color=colours.get("warning"))
    accent = colours.get("accent")
    if view.forecast is not None and view.points:
        last, landing = view.points[-1], view.forecast
        end = _at(view, landing.on)
        plotext.plot([_at(view, last[0]), end], [last[1], landing.value], marker=":", color=accent)
        plotext.scatter([end, end], [landing.low, landing.high], marker="+", color=accent)
    if view.points:
        days = [_at(view, day) for day, _ in view.points]
        values = [value for _, value in view.points]
        plotext.plot(days, values, marker="*" if ascii_only else "braille", color=accent)
        plotext.scatter(days, values, marker="o" if ascii_only else "●", color=accent)


def _draw_axes(view: ChartView, size: tuple[int, int], chosen: date | None) -> None:
    import plotext

    span = _span(view)
    if chosen is not None:
        plotext.vline(_at(view, chosen))
    count = max(min(size[0] // _TICKS, 8, span + 1), 2)
    places = sorted({span * step // (count - 1) for step in range(count)})
    plotext.xlim(0, span)
    plotext.xticks(places, [words.day(view.window[0] + timedelta(days=place), view.today) for place in places])
    low, high = _limits(view)
    plotext.ylim(low, high)
    levels = [low + (high - low) * step / 4 for step in range(5)]
    # Two digits of a step tell the levels apart; more would only take room.
    decimals = max(1 - floor(log10((high - low) / 4)), 0)
    plotext.yticks(levels, [words.number(round(level, decimals)) for level in levels])


def _span(view: ChartView) -> int:
    return max((view.window[1] - view.window[0]).days, 1)


def _at(view: ChartView, day: date) -> int:
    return (day - view.window[0]).days


def _limits(view: ChartView) -> tuple[float, float]:
    values = [value for _, value in (*view.points, *view.expected)] + [level for _, level in view.lines]
    if view.forecast is not None:
        values += [view.forecast.low, view.forecast.high]
    low, high = min(values, default=0.0), max(values, default=1.0)
    return (low - 1, high + 1) if low == high else (low, high)


def _rgb(variables: Mapping[str, str], name: str) -> tuple[int, int, int]:
    from textual.color import Color

    return Color.parse(variables[name]).rgb
