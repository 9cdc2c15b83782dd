"""Many small charts side by side, on the line API; each is drawn once, one after the other as there is time."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Click, Resize
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.visual import RenderOptions
from textual.widget import Widget

from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.services.core import formatting
from goaltui.services.core.status_symbols import STATUS_STYLE
from goaltui.services.views.charts import SmallChart
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.appearance.text import left, steady
from goaltui.tui.components.plot import drawn

_LEAST = (28, 8)
_HEAD = 2
_GAP = 2


@dataclass(frozen=True, slots=True)
class _GridSize:
    """The number of cells beside and below each other, and the size of each with the gap after it."""

    columns: int
    rows: int
    width: int
    height: int

    @property
    def page(self) -> int:
        return self.columns * self.rows


class SmallMultiples(Widget, can_focus=True):
    """A page of charts with a cursor that goes from one to the next."""

    DEFAULT_CSS = """
    SmallMultiples { height: 1fr; background: $background; }
    SmallMultiples > .small--text { color: $foreground; }
    SmallMultiples > .small--dim { color: $dim; }
    SmallMultiples > .small--accent { color: $accent; }
    SmallMultiples > .small--green { color: $success; }
    SmallMultiples > .small--yellow { color: $warning; }
    SmallMultiples > .small--red { color: $error; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"small--{name}" for name in ("text", "dim", "accent", "green", "yellow", "red")
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move(-1)", show=False),
        Binding("right,l", "move(1)", show=False),
        Binding("down,j", "row(1)", show=False),
        Binding("up,k", "row(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home,g", "move(-1000000)", show=False),
        Binding("end,G", "move(1000000)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Moved(Message):
        """The cursor stands on another chart, or the page has another size."""

    class Chosen(Message):
        """A chart was entered or clicked twice."""

        def __init__(self, chart: SmallChart) -> None:
            super().__init__()
            self.chart = chart

    def __init__(self, *, id: str | None = None, glyphs: Glyphs) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self._charts: Sequence[SmallChart] = ()
        self._cursor = 0
        self._drawn: dict[int, list[Strip]] = {}

    @property
    def chosen(self) -> SmallChart | None:
        """The chart under the cursor."""
        return self._charts[self._cursor] if self._charts else None

    @property
    def pages(self) -> tuple[int, int]:
        """The page in sight, counted from 1, and how many there are."""
        size = self._fit.page
        return self._cursor // size + 1, max(-(-len(self._charts) // size), 1)

    def show(self, charts: Sequence[SmallChart]) -> None:
        """Show these; the cursor stays on its objective."""
        before = self.chosen.id if self.chosen else ""
        self._charts = charts
        self._cursor = next((place for place, chart in enumerate(charts) if chart.id == before), 0)
        self._anew()

    def action_move(self, step: int) -> None:
        """So many charts on."""
        self._go(self._cursor + step)

    def action_row(self, step: int) -> None:
        """Move a row down or up; stay at the edge."""
        place = self._cursor + step * self._fit.columns
        if place >= 0 and (place < len(self._charts) or self._below_is_a_row):
            self._go(place)

    def action_page(self, step: int) -> None:
        """Move a page on."""
        self._go(self._cursor + step * self._fit.page)

    def action_choose(self) -> None:
        """Enter the chart under the cursor."""
        if self.chosen is not None:
            self.post_message(self.Chosen(self.chosen))

    def on_click(self, event: Click) -> None:
        """Move the cursor on one click, enter the chart on two."""
        fit = self._fit
        column, row = event.x // fit.width, event.y // fit.height
        place = self._first + row * fit.columns + column
        if column < fit.columns and row < fit.rows and place < len(self._charts):
            self._go(place)
            if event.chain >= 2:
                self.action_choose()

    def on_resize(self, event: Resize) -> None:
        """Draw for the new size."""
        self._anew()

    def notify_style_update(self) -> None:
        """Draw in the colours of another theme."""
        self._drawn.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Return a line of the screen."""
        fit = self._fit
        row, line = divmod(y, fit.height)
        places = range(self._first + row * fit.columns, self._first + (row + 1) * fit.columns)
        shown = [place for place in places if place < len(self._charts)] if row < fit.rows else []
        return Strip.join([self._cell(place, line, fit) for place in shown]).adjust_cell_length(
            self.size.width, self._style("text")
        )

    def _cell(self, place: int, line: int, fit: _GridSize) -> Strip:
        chart, chosen = self._charts[place], place == self._cursor
        width = fit.width - _GAP - 1
        if line == 0:
            segments = [Segment(left(chart.title, width), self._style("accent" if chosen else "text", bold=True))]
        elif line == 1:
            segments = self._state(chart, width)
        elif line < fit.height - 1:
            segments = list(self._plot(place, line - _HEAD))
        else:
            return Strip.blank(fit.width, self._style("text"))
        written = bool(chart.curve.runs) or line <= _HEAD
        lead = Segment(self._glyphs.cursor if chosen and written else " ", self._style("accent"))
        return Strip([lead, *segments]).adjust_cell_length(fit.width, self._style("text"))

    def _state(self, chart: SmallChart, width: int) -> list[Segment]:
        mark = f"{self._glyphs.status[chart.status]} {chart.status.word}"
        share = f"  {formatting.covered(chart.progress, chart.coverage)}"
        reason = f"  {steady(chart.reason)}"
        if reason.startswith(f"{share} "):
            # `43 % of 59 % expected` begins with it.
            reason = reason.removeprefix(share)
        # Half a reason says nothing; that of the chosen one stands below in full.
        fits = chart.curve.runs and cell_len(mark) + len(share) + cell_len(reason) <= width
        return [
            Segment(mark, self._style(STATUS_STYLE[chart.status])),
            Segment(share, self._style("text")),
            Segment(reason if fits else "", self._style("dim")),
        ]

    def _plot(self, place: int, line: int) -> Sequence[Segment]:
        if not self._charts[place].curve.runs:
            return [Segment(_("no check-ins yet") if line == 0 else "", self._style("dim"))]
        lines = self._drawn.get(place, ())
        return tuple(lines[line]) if line < len(lines) else ()

    def _anew(self) -> None:
        self._drawn.clear()
        self._fill()
        self.refresh()
        self.post_message(self.Moved())

    def _fill(self) -> None:
        """Draw one chart that is missing and come back for the next: a page at once would hold up the keys."""
        fit = self._fit
        last = min(self._first + fit.page, len(self._charts))
        missing = [place for place in range(self._first, last) if place not in self._drawn]
        if missing and self.size.height:
            self._draw(missing[0], fit)
            self.call_later(self._fill)

    def _draw(self, place: int, fit: _GridSize) -> None:
        size = fit.width - _GAP - 1, fit.height - _HEAD - 1
        curve = self._charts[place].curve
        self._drawn[place] = []
        if curve.runs:
            found = drawn(curve, size, self.app.theme_variables, self._glyphs, bare=True)
            ground = self._style("text")
            options = RenderOptions(self._get_style, {})
            strips = found.render_strips(size[0], size[1], self.visual_style, options)
            self._drawn[place] = [strip.apply_style(Style(bgcolor=ground.bgcolor)) for strip in strips]
            self._repaint(place)

    def _go(self, place: int) -> None:
        old, first = self._cursor, self._first
        self._cursor = min(max(place, 0), len(self._charts) - 1)
        if self._first == first:
            self._repaint(old)
            self._repaint(self._cursor)
        else:
            self.refresh()
            self._fill()
        if self._cursor != old:
            self.post_message(self.Moved())

    def _repaint(self, place: int) -> None:
        fit = self._fit
        row, column = divmod(place - self._first, fit.columns)
        self.refresh(Region(column * fit.width, row * fit.height, fit.width, fit.height))

    @property
    def _below_is_a_row(self) -> bool:
        columns = self._fit.columns
        return self._cursor // columns < (len(self._charts) - 1) // columns

    @property
    def _first(self) -> int:
        size = self._fit.page
        return self._cursor // size * size

    @property
    def _fit(self) -> _GridSize:
        width, height = self.size
        most = max(width // _LEAST[0], 1), max(height // _LEAST[1], 1)
        fits = [
            _GridSize(columns, rows, width // columns, height // rows)
            for columns, rows in _grids(len(self._charts), most)
        ]
        # A cell is about twice as high as it is wide, and a chart reads well at twice as wide as high.
        return max(fits, key=lambda fit: min(fit.width / 4, fit.height))

    def _style(self, name: str, *, bold: bool = False) -> Style:
        found = self.get_component_rich_style(f"small--{name}")
        return found + Style(bold=bold)


def _grids(count: int, most: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield columns and rows that show all of them at once; the most there is room for where none do."""
    for columns in range(1, most[0] + 1):
        rows = max(-(-count // columns), 1)
        if rows <= most[1]:
            yield columns, rows
    if count > most[0] * most[1]:
        yield most
