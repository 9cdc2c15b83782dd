"""The scorecard: a quadrant for each perspective, two beside each other, or one at a time where it is narrow."""

from collections.abc import Iterable, Iterator
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid
from textual.content import Content
from textual.events import Focus, Resize
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from goaltui.model.enums import Band, DataState
from goaltui.services import words
from goaltui.services.rows import MeasureRow, PerspectiveRow, ScorecardObjectiveRow, ScorecardView
from goaltui.tui.glyphs import UNICODE, Glyphs
from goaltui.tui.text import cut, left, plain, right, wrapped
from goaltui.tui.widgets.bar import spark
from goaltui.tui.widgets.goal_list import GoalList

NARROWEST_GRID = 80
TREND_FROM = 0.5
"""Points of score below which a change is no trend."""

_COLUMNS = 2
_EMPTY_ROW = "4"
_MOST_BLOCKS = 8
_LEAST = 7
_SHORTEST_NAME = 18
BAND_STYLE = {Band.GREEN: "green", Band.YELLOW: "yellow", Band.RED: "red"}
_THEME_STYLE = {Band.GREEN: "$success", Band.YELLOW: "$warning", Band.RED: "$error"}


class QuadrantLine(NamedTuple):
    """An objective, a measure, or words (`text`) that the cursor passes by."""

    row: ScorecardObjectiveRow | MeasureRow | None = None
    text: str = ""

    @property
    def key(self) -> str | None:
        """The id."""
        return self.row.id if self.row is not None else None


class Quadrant(GoalList[QuadrantLine]):
    """One perspective."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "leave('left')", show=False),
        Binding("right", "leave('right')", show=False),
        Binding("tab", "leave('next')", show=False),
        Binding("shift+tab", "leave('previous')", show=False),
    ]
    DEFAULT_CSS = """
    Quadrant {
        height: 1fr;
        border: round $hairline;
        border-title-color: $foreground;
        border-title-background: $background;
        border-subtitle-color: $foreground;
        border-subtitle-background: $background;
        padding: 0 1;
    }
    Quadrant:focus.-p1 { border: round $perspective-1; }
    Quadrant:focus.-p2 { border: round $perspective-2; }
    Quadrant:focus.-p3 { border: round $perspective-3; }
    Quadrant:focus.-p4 { border: round $perspective-4; }
    """

    class Left(Message):
        """The cursor goes over to another quadrant."""

        def __init__(self, quadrant: "Quadrant", way: str) -> None:
            super().__init__()
            self.quadrant = quadrant
            self.way = way

    def __init__(self, place: int, glyphs: Glyphs) -> None:
        super().__init__(glyphs=glyphs)
        self.place = place
        self.perspective: PerspectiveRow | None = None
        self._numbers = (0, 0)
        self.add_class(f"-p{place % 4 + 1}")

    def show(self, row: PerspectiveRow) -> None:
        """Fill with this perspective."""
        self.perspective = row
        self.border_title = self._heading(row)
        self.border_subtitle = self._footing(row)
        self._reflow()

    def on_resize(self, event: Resize) -> None:
        """The sentence at the foot is wrapped anew."""
        self._reflow()

    @property
    def shows_cursor(self) -> bool:
        return self.has_focus

    def on_focus(self, event: Focus) -> None:
        """Tell whose cursor is the one now."""
        self.post_message(self.Moved(self, self.cursor_key))

    def past_edge(self, step: int) -> None:
        self.post_message(self.Left(self, "down" if step > 0 else "up"))

    def action_leave(self, way: str) -> None:
        """Go over to the quadrant beside."""
        self.post_message(self.Left(self, way))

    def _reflow(self) -> None:
        if self.perspective is not None and self.size.width:
            lines = list(_lines(self.perspective, self.scrollable_content_region.width))
            measures = [line.row for line in lines if isinstance(line.row, MeasureRow)]
            value = max((cell_len(words.number(row.value)) for row in measures), default=0)
            goal = max((cell_len(_goal(row, self.glyphs)) for row in measures), default=0)
            most = max(self.size.width // 5, _LEAST)
            self._numbers = (min(value, most) + 1, min(goal, most))
            self.fill(lines)

    def _heading(self, row: PerspectiveRow) -> Content:
        share = f" {words.percent(row.share)}" if row.key else ""
        number = (f" {self.place + 1} ", f"bold $perspective-{self.place % 4 + 1}")
        return Content.assemble(number, (plain(row.name).plain, "bold"), (f"{share} ", "$dim"))

    def _footing(self, row: PerspectiveRow) -> Content:
        if row.score is None or row.band is None:
            return Content.assemble((" – not measured ", "$dim"))
        colour = _THEME_STYLE[row.band]
        parts = [
            (f" {words.points(row.score)} {self.glyphs.band[row.band]} {words.band_word(row.band)} ", f"bold {colour}")
        ]
        arrow = trend_mark(row.trend, self.glyphs)
        if arrow and row.trend is not None:
            parts.append((f"{arrow} {words.points(abs(row.trend))} ", "$dim"))
        if row.coverage is not None and row.coverage < 1:
            parts.append((f" {words.percent(row.coverage)} measured ", "$dim"))
        return Content.assemble(*parts)

    def paint(self, row: QuadrantLine, width: int, chosen: bool) -> list[Segment]:
        if isinstance(row.row, ScorecardObjectiveRow):
            return self._objective(row.row, width, chosen)
        if isinstance(row.row, MeasureRow):
            return self._measure(row.row, width, chosen)
        return [Segment(cut(row.text, width), self.style("dim"))]

    def _objective(self, row: ScorecardObjectiveRow, width: int, chosen: bool) -> list[Segment]:
        dim = self.style("dim", chosen=chosen)
        counts = _counts(row)
        counts = counts if width >= 44 else ""
        room = width - 9 - len(counts) - 1
        return [
            Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen)),
            Segment(left(row.title, room - 1), self.style("text", bold=True, chosen=chosen)),
            Segment(f" {counts}", dim),
            *self._score(row.score, row.band, None, chosen, bold=True),
        ]

    def _measure(self, row: MeasureRow, width: int, chosen: bool) -> list[Segment]:
        text, dim = self.style("text", chosen=chosen), self.style("dim", chosen=chosen)
        colour = self.style(BAND_STYLE[row.band], chosen=chosen) if row.band else dim
        mark = self.glyphs.band[row.band] if row.band else self.glyphs.nothing
        owner = 10 if width >= 74 else 0
        sparks = 12 if width >= 84 else 6 if width >= 40 else 0
        value, goal = self._numbers
        room = width - 4 - value - goal - (sparks + 2 if sparks else 1) - owner - 8
        if room < _SHORTEST_NAME:
            room, goal = room + goal, 0
        name = row.title if not row.unit or row.unit in row.title else f"{row.title}, {row.unit}"
        name = name if cell_len(name) < room else row.title
        segments = [
            Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen)),
            Segment(f"  {mark} ", colour),
            Segment(left(name, room), text if row.score is not None or row.value is not None else dim),
            Segment(right(words.number(row.value), value), text),
            Segment(left(_goal(row, self.glyphs), goal), dim),
            Segment(" ", dim),
        ]
        if owner:
            segments.append(Segment(left(row.owner or self.glyphs.nothing, owner), dim))
        if sparks:
            segments += spark(row.spark, sparks, self.glyphs, colour, self.style("unfilled", chosen=chosen))
            segments.append(Segment(" ", dim))
        return [*segments, *self._score(row.score, row.band, row, chosen, bold=False)]

    def _score(
        self, score: float | None, band: Band | None, row: MeasureRow | None, chosen: bool, *, bold: bool
    ) -> list[Segment]:
        dim = self.style("dim", chosen=chosen)
        colour = self.style(BAND_STYLE[band], bold=bold, chosen=chosen) if band else dim
        number = Segment(right(words.points(score), 5), colour)
        if row is None:
            mark = self.glyphs.band[band] if band else self.glyphs.nothing
            return [number, Segment(f" {mark} ", colour)]
        if row.data in (DataState.CARRIED, DataState.ESTIMATE, DataState.MISSING):
            return [number, Segment({"estimate": " ~ "}.get(row.data, " ! "), dim)]
        arrow = trend_mark(row.trend, self.glyphs) or " "
        better = "green" if (row.trend or 0) > 0 else "red"
        moved = row.trend is not None and abs(row.trend) >= TREND_FROM
        return [number, Segment(f" {arrow} ", self.style(better, chosen=chosen) if moved else dim)]


class ScorecardGrid(Widget, can_focus=True):
    """Two to six quadrants; the cursor is that of the one with the focus."""

    DEFAULT_CSS = """
    ScorecardGrid { height: 1fr; layout: vertical; }
    ScorecardGrid > Grid { grid-size: 2; grid-gutter: 0 1; height: 1fr; }
    ScorecardGrid > #total { height: 1; padding: 0 2; }
    ScorecardGrid > #tabs { display: none; height: 1; padding: 0 2; }
    ScorecardGrid.-narrow > #tabs { display: block; }
    ScorecardGrid.-narrow > Grid { grid-size: 1; }
    ScorecardGrid.-narrow Quadrant { display: none; }
    ScorecardGrid.-narrow Quadrant.-current { display: block; }
    """

    def __init__(self, *, id: str | None = None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id=id)
        self.glyphs = glyphs
        self._view: ScorecardView | None = None
        self._current = 0

    def compose(self) -> ComposeResult:
        yield Static(id="total")
        yield Static(id="tabs")
        yield Grid()

    async def on_mount(self) -> None:
        if self._view is not None:
            await self._build(self._view)

    async def show(self, view: ScorecardView) -> None:
        """Fill with this scorecard; quadrants are made anew only where their number changed."""
        self._view = view
        if self.is_mounted:
            await self._build(view)

    async def _build(self, view: ScorecardView) -> None:
        grid = self.query_one(Grid)
        if len(self.quadrants) != len(view.perspectives):
            await grid.remove_children()
            await grid.mount_all(Quadrant(place, self.glyphs) for place in range(len(view.perspectives)))
            self._current = 0
        for quadrant, row in zip(self.quadrants, view.perspectives, strict=True):
            quadrant.show(row)
        self._spread(grid, view)
        self.query_one("#total", Static).update(_total(view, self.glyphs))
        self._mark()

    def _spread(self, grid: Grid, view: ScorecardView) -> None:
        """A row of quadrants that hold nothing takes little room; one that is alone in its row takes all of it."""
        filled = [bool(row.objectives or row.measures) for row in view.perspectives]
        rows = [any(filled[start : start + _COLUMNS]) for start in range(0, len(filled), _COLUMNS)]
        some = any(rows) and not self.has_class("-narrow")
        grid.styles.grid_rows = " ".join("1fr" if has or not some else _EMPTY_ROW for has in rows)
        last = self.quadrants[-1:]
        for quadrant in last:
            quadrant.styles.column_span = _COLUMNS if len(filled) % _COLUMNS and not self.has_class("-narrow") else 1

    @property
    def quadrants(self) -> list[Quadrant]:
        """The quadrants in order."""
        return list(self.query(Quadrant))

    @property
    def current(self) -> Quadrant | None:
        """The quadrant with the cursor."""
        quadrants = self.quadrants
        return quadrants[self._current] if self._current < len(quadrants) else None

    @property
    def cursor_key(self) -> str | None:
        """What the cursor stands on: an objective, a measure, or the perspective itself where it holds nothing."""
        current = self.current
        if current is None or current.perspective is None:
            return None
        return current.cursor_key or current.perspective.id or None

    def move_to(self, key: str) -> bool:
        """Put the cursor on a key; false where it is in no quadrant."""
        for place, quadrant in enumerate(self.quadrants):
            if quadrant.perspective is not None and (quadrant.move_to(key) or quadrant.perspective.id == key):
                self._enter(place)
                return True
        return False

    def on_focus(self) -> None:
        """The focus belongs to the quadrant."""
        if self.current is not None:
            self.current.focus()

    def on_descendant_focus(self) -> None:
        """A click gives the cursor to the quadrant under it."""
        for place, quadrant in enumerate(self.quadrants):
            if quadrant.has_focus and place != self._current:
                self._current = place
                self._mark()

    def on_resize(self, event: Resize) -> None:
        """Side by side where there is room."""
        self.set_class(event.size.width < NARROWEST_GRID, "-narrow")
        if self._view is not None:
            self._spread(self.query_one(Grid), self._view)

    def on_quadrant_left(self, event: Quadrant.Left) -> None:
        """Over to the quadrant in that direction, if there is one."""
        event.stop()
        count = len(self.quadrants)
        column = self._current % _COLUMNS
        narrow = self.has_class("-narrow")
        steps = {"next": 1, "previous": -1, "down": 1 if narrow else _COLUMNS, "up": -1 if narrow else -_COLUMNS}
        steps["left"] = -1 if narrow or column > 0 else 0
        steps["right"] = 1 if narrow or column < _COLUMNS - 1 else 0
        place = self._current + steps[event.way]
        if event.way in ("next", "previous"):
            place %= count
        if 0 <= place < count and place != self._current:
            self._enter(place)

    def _enter(self, place: int) -> None:
        self._current = place
        self._mark()
        self.quadrants[place].focus()

    def _mark(self) -> None:
        for place, quadrant in enumerate(self.quadrants):
            quadrant.set_class(place == self._current, "-current")
        self.query_one("#tabs", Static).update(Content("  ").join(self._tabs()))

    def _tabs(self) -> Iterable[Content]:
        for place, row in enumerate(self._view.perspectives if self._view else ()):
            style = "bold $accent" if place == self._current else "$dim"
            yield Content.assemble((f"{cut(row.name, 14)} {words.points(row.score)}", style))


def _total(view: ScorecardView, glyphs: Glyphs) -> Content:
    """The score of the whole, how much of it is measured, and how the measures spread."""
    parts: list[tuple[str, str]] = [("–", "bold $dim"), (" nothing is measured yet", "$dim")]
    if view.score is not None and view.band is not None:
        colour = f"bold {_THEME_STYLE[view.band]}"
        parts = [(f"{words.points(view.score)} {glyphs.band[view.band]} {words.band_word(view.band)}", colour)]
        if view.trend is not None:
            parts.append((f" {trend_mark(view.trend, glyphs)} {words.points(abs(view.trend))}", "$dim"))
        parts.append((f"    {words.percent(view.coverage)} of the weight measured", "$dim"))
    counts = [
        sum(numbers) for numbers in zip(*(row.counts for row in view.balance if "measures" in row.what), strict=True)
    ]
    if any(counts):
        parts.append(("    balance ", "$dim"))
        for place, count in enumerate(counts):
            parts.append((f"{glyphs.block * min(count, _MOST_BLOCKS) or glyphs.dot} ", f"$perspective-{place % 4 + 1}"))
    return Content.assemble(*parts)


def trend_mark(trend: float | None, glyphs: Glyphs) -> str:
    """Up, down or level; nothing where there was no score before."""
    if trend is None:
        return ""
    return glyphs.level if abs(trend) < TREND_FROM else glyphs.up if trend > 0 else glyphs.down


def _lines(row: PerspectiveRow, width: int) -> Iterator[QuadrantLine]:
    yield from (QuadrantLine(measure) for measure in row.measures)
    for place, objective in enumerate(row.objectives):
        if place or row.measures:
            yield QuadrantLine()
        yield QuadrantLine(objective)
        yield from (QuadrantLine(measure) for measure in objective.measures)
    if row.objectives or row.measures:
        yield QuadrantLine()
    yield from (QuadrantLine(text=f" {line}") for line in wrapped(row.gap, max(width - 2, 10)))


def _goal(row: MeasureRow, glyphs: Glyphs) -> str:
    return f" / {row.goal_text or glyphs.nothing}"


def _counts(row: ScorecardObjectiveRow) -> str:
    if not row.measures and row.score is None:
        return "no measure"
    parts = [f"{row.key_results} KR"] if row.key_results else []
    if row.initiatives:
        parts.append(f"{row.initiatives} init")
    return " ".join((*parts, "from KR")) if row.from_key_results else " ".join(parts)
