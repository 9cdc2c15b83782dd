"""One perspective of the scorecard: its objectives with their measures, its score and the one gap."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Focus, Resize
from textual.message import Message

from goaltui.model.enums import Band, DataState
from goaltui.services import words
from goaltui.services.marks import BAND_STYLE, STATUS_STYLE
from goaltui.services.rows import InitiativeRow, KeyResultRow, MeasureRow, PerspectiveRow, ScorecardObjectiveRow
from goaltui.tui.endings import Beside
from goaltui.tui.glyphs import Glyphs
from goaltui.tui.text import cut, left, right, steady, wrapped
from goaltui.tui.widgets.bar import bar, spark
from goaltui.tui.widgets.goal_list import GoalList
from goaltui.tui.widgets.outcome import BAND_COLOUR

TREND_FROM = 0.5
"""Points of score below which a change is no trend."""

PERSPECTIVE_COLOURS = 4

_SHORTEST_NAME = 15
_GOOD_NAME = 24
_SCORE = 5
_ARROW = 3
_KEY_RESULTS = 5
_INITIATIVES = 8
_SPARK = 6
_LONG_SPARK = 12
_OWNER = 9
_KIND = 8
_ROOMY = 50
_WITH_BETS = 66
_NOW = 14
_BET_BAR = 10
_PERCENT = 6
_SURE = 7
_WHEN = 16
_STATE = 14
_NOT_NOW = {DataState.CARRIED: "!", DataState.MISSING: "!", DataState.ESTIMATE: "~"}


class QuadrantLine(NamedTuple):
    """An objective, a measure, a bet or work where there is room, or words (`text`) that the cursor passes by."""

    row: ScorecardObjectiveRow | MeasureRow | KeyResultRow | InitiativeRow | None = None
    text: str = ""

    @property
    def key(self) -> str | None:
        """The id."""
        return self.row.id if self.row is not None else None


@dataclass(frozen=True, slots=True)
class MeasureColumns:
    """Widths in cells of a measure's line; 0 for a column that gave way."""

    indent: int
    name: int
    value: int
    goal: int
    kind: int
    owner: int
    spark: int

    @classmethod
    def of(cls, width: int, value: int, goal: int) -> "MeasureColumns":
        """What fits beside the widest value and goal: a long spark, owner and kind give way first, the goal last."""
        indent = 2 if width >= _ROOMY else 1
        spare = width - indent - 3 - value - goal - _SCORE - _ARROW - _SHORTEST_NAME
        if spare < 0:
            spare, goal = spare + goal, 0
        sparks = _SPARK if spare > _SPARK else 0
        spare -= sparks + 1 if sparks else 0
        slack = _GOOD_NAME - _SHORTEST_NAME
        kind = _KIND if sparks and spare >= _KIND + slack else 0
        owner = _OWNER if kind and spare - kind >= _OWNER + slack else 0
        spare -= kind + owner
        if owner and spare >= _LONG_SPARK - _SPARK + slack:
            sparks, spare = _LONG_SPARK, spare - _LONG_SPARK + _SPARK
        return cls(indent, _SHORTEST_NAME + spare, value, goal, kind, owner, sparks)


class Quadrant(GoalList[QuadrantLine]):
    """One perspective; the cursor shows in the quadrant that has the class `-current`."""

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
    Quadrant.-ascii { border: ascii $hairline; }
    Quadrant.-current.-p1 { border: round $perspective-1; }
    Quadrant.-current.-p2 { border: round $perspective-2; }
    Quadrant.-current.-p3 { border: round $perspective-3; }
    Quadrant.-current.-p4 { border: round $perspective-4; }
    Quadrant.-ascii.-current { border: ascii $accent; }
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
        self._today = date.min
        self._columns = MeasureColumns.of(0, 0, 0)
        self._with_bets = False
        self._beside = Beside(())
        self.add_class(f"-p{place % PERSPECTIVE_COLOURS + 1}")

    def show(self, row: PerspectiveRow, today: date, beside: Beside) -> None:
        """Fill with this perspective; `beside` are the titles of the whole scorecard."""
        self.perspective, self._today, self._beside = row, today, beside
        self._reflow()

    @property
    def room_for_bets(self) -> bool:
        """Whether key results and initiatives fit below their objectives without scrolling."""
        width = self.scrollable_content_region.width
        if self.perspective is None or width < _WITH_BETS:
            return False
        return sum(1 for _ in _lines(self.perspective, width, wide=True)) <= self.size.height

    def show_bets(self, shown: bool) -> None:
        """With key results and initiatives, or without."""
        if shown != self._with_bets:
            self._with_bets = shown
            self._reflow()

    def on_resize(self, event: Resize) -> None:
        """What stands in the borders and the sentence at the foot are cut and wrapped anew."""
        self._reflow()

    @property
    def shows_cursor(self) -> bool:
        return self.has_class("-current")

    def on_focus(self, event: Focus) -> None:
        """Tell whose cursor is the one now."""
        self.post_message(self.Moved(self, self.cursor_key))

    def past_edge(self, step: int) -> None:
        self.post_message(self.Left(self, "down" if step > 0 else "up"))

    def action_leave(self, way: str) -> None:
        """Go over to the quadrant beside."""
        self.post_message(self.Left(self, way))

    def _reflow(self) -> None:
        row = self.perspective
        if row is None:
            return
        # Filled before it has its place on the screen too, so that the cursor can be put on what it holds.
        width = self.scrollable_content_region.width or _ROOMY
        self.border_title = self._heading(row, width)
        self.border_subtitle = self._footing(row, width)
        lines = list(_lines(row, width, wide=self._with_bets))
        measures = [line.row for line in lines if isinstance(line.row, MeasureRow)]
        value = max((cell_len(words.number(measure.value)) for measure in measures), default=0)
        goal = max((cell_len(self._goal(measure)) for measure in measures), default=0)
        most = max(width // 4, 8)
        self._columns = MeasureColumns.of(width, min(value, most) + 1, min(goal, most))
        self.fill(lines)

    def _heading(self, row: PerspectiveRow, width: int) -> Content:
        share = f" {words.percent(row.part)}" if row.key else ""
        number = f" {self.place + 1} "
        name = cut(row.name, width - len(number) - len(share) - 3)
        colour = f"bold $perspective-{self.place % PERSPECTIVE_COLOURS + 1}"
        return Content.assemble((number, colour), (name, "bold"), (f"{share} ", "$dim"))

    def _footing(self, row: PerspectiveRow, width: int) -> Content:
        if row.score is None or row.band is None:
            return Content.styled(" – not measured ", "$dim")
        mark = self.glyphs.band[row.band]
        parts = [(f" {words.points(row.score)} {mark} {words.band_word(row.band)} ", f"bold {BAND_COLOUR[row.band]}")]
        arrow = trend_mark(row.trend, self.glyphs)
        if arrow and row.trend is not None:
            parts.append((f"{arrow} {words.points(abs(row.trend))} ", "$dim"))
        if row.coverage is not None and row.coverage < 1:
            parts.append((f" {words.percent(row.coverage)} measured ", "$dim"))
        while len(parts) > 1 and sum(len(text) for text, _ in parts) > width - 2:
            parts.pop()
        return Content.assemble(*parts)

    def paint(self, row: QuadrantLine, width: int, chosen: bool) -> list[Segment]:
        if row.row is None:
            return [Segment(cut(row.text, width), self.style("dim"))]
        lead = Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen))
        if isinstance(row.row, ScorecardObjectiveRow):
            return [lead, *self._objective(row.row, width - 1, chosen)]
        if isinstance(row.row, MeasureRow):
            return [lead, *self._measure(row.row, chosen)]
        if isinstance(row.row, KeyResultRow):
            return [lead, *self._bet(row.row, width - 1, chosen)]
        return [lead, *self._work(row.row, width - 1, chosen)]

    def _objective(self, row: ScorecardObjectiveRow, width: int, chosen: bool) -> list[Segment]:
        # The title takes what the counts leave free.
        counts = (_counts(row) if width >= _ROOMY - 10 else "").lstrip()
        counts = f"  {counts}" if counts else ""
        room = width - _SCORE - _ARROW - len(counts)
        mark = self.glyphs.band[row.band] if row.band else self.glyphs.nothing
        return [
            Segment(self._titled(row.title, room), self.style("text", bold=True, chosen=chosen)),
            Segment(counts, self.style("dim", chosen=chosen)),
            self._score(row.score, row.band, chosen, bold=True),
            Segment(f" {mark} ", self.style(BAND_STYLE[row.band] if row.band else "dim", chosen=chosen)),
        ]

    def _measure(self, row: MeasureRow, chosen: bool) -> list[Segment]:
        text, dim = self.style("text", chosen=chosen), self.style("dim", chosen=chosen)
        colour = self.style(BAND_STYLE[row.band], chosen=chosen) if row.band else dim
        mark = self.glyphs.band[row.band] if row.band else self.glyphs.nothing
        fit = self._columns
        kind = f"  {row.kind} {row.frequency[:1].upper()}" if fit.kind else ""
        owner = left(f" {row.owner or self.glyphs.nothing}", fit.owner)
        segments = [
            Segment(f"{' ' * fit.indent}{mark} ", colour),
            Segment(self._named(row, fit.name), text if row.score is not None or row.value is not None else dim),
            Segment(right(words.number(row.value), fit.value), text),
            Segment(left(self._goal(row), fit.goal) + left(kind, fit.kind) + owner, dim),
        ]
        if fit.spark:
            segments.append(Segment(" ", dim))
            segments += spark(row.spark, fit.spark, self.glyphs, colour, self.style("unfilled", chosen=chosen))
        return [*segments, self._score(row.score, row.band, chosen, bold=False), self._trend(row, chosen)]

    def _bet(self, row: KeyResultRow, width: int, chosen: bool) -> list[Segment]:
        dim, colour = self.style("dim", chosen=chosen), self.style(STATUS_STYLE[row.status], chosen=chosen)
        styles = (colour, self.style("unfilled", chosen=chosen), self.style("today", chosen=chosen))
        sure = "" if row.confidence is None else f"{row.confidence}/10"
        return [
            Segment(f"  {self.glyphs.status[row.status]} ", colour),
            Segment(f"KR {self._titled(row.title, width - 7 - _NOW - _BET_BAR - _PERCENT - _SURE)}", dim),
            Segment(right(words.now_text(row), _NOW - 1) + " ", dim),
            *bar(row.progress, row.expected, _BET_BAR, self.glyphs, styles),
            Segment(right(words.percent(row.progress), _PERCENT), colour),
            Segment(right(sure, _SURE), dim),
        ]

    def _work(self, row: InitiativeRow, width: int, chosen: bool) -> list[Segment]:
        dim = self.style("dim", chosen=chosen)
        when = f"due {words.day(row.due, self._today)}" if row.due is not None else ""
        share = f" {words.number(row.percent)} %" if row.percent is not None else ""
        state = "late" if row.late else f"{row.state.value}{share}"
        return [
            Segment(f"    in {self._titled(row.title, width - 7 - _WHEN - _STATE)}", dim),
            Segment(right(when, _WHEN), dim),
            Segment(right(state, _STATE), self.style("red" if row.late else "dim", chosen=chosen)),
        ]

    def _titled(self, title: str, width: int) -> str:
        return left(self._beside.cut(title, width), width)

    def _named(self, row: MeasureRow, width: int) -> str:
        whole = steady(row.title if not row.unit or row.unit in row.title else f"{row.title}, {row.unit}")
        return left(whole, width) if cell_len(whole) <= width else self._titled(row.title, width)

    def _score(self, score: float | None, band: Band | None, chosen: bool, *, bold: bool) -> Segment:
        name = BAND_STYLE[band] if band else "dim"
        return Segment(right(words.points(score), _SCORE), self.style(name, bold=bold, chosen=chosen))

    def _trend(self, row: MeasureRow, chosen: bool) -> Segment:
        """Up is better whatever the measure: it is the score that moved. `!` and `~`: not of this period, estimate."""
        dim = self.style("dim", chosen=chosen)
        if row.data in _NOT_NOW:
            return Segment(f" {_NOT_NOW[row.data]} ", dim)
        moved = row.trend is not None and abs(row.trend) >= TREND_FROM
        style = self.style("green" if (row.trend or 0) > 0 else "red", chosen=chosen) if moved else dim
        return Segment(f" {trend_mark(row.trend, self.glyphs) or ' '} ", style)

    def _goal(self, row: MeasureRow) -> str:
        return f" / {row.goal_text or self.glyphs.nothing}"


def trend_mark(trend: float | None, glyphs: Glyphs) -> str:
    """Up, down or level; nothing where there was no score before."""
    if trend is None:
        return ""
    return glyphs.level if abs(trend) < TREND_FROM else glyphs.up if trend > 0 else glyphs.down


def _lines(row: PerspectiveRow, width: int, *, wide: bool) -> Iterator[QuadrantLine]:
    yield from (QuadrantLine(measure) for measure in row.measures)
    above = bool(row.measures)
    for objective in row.objectives:
        below: tuple[MeasureRow | KeyResultRow | InitiativeRow, ...] = objective.measures
        if wide:
            below = (*below, *objective.bets, *objective.work)
        # Titles with nothing below stand close together: there is nothing between the lines to part.
        if above or (below and objective is not row.objectives[0]):
            yield QuadrantLine()
        above = bool(below)
        yield QuadrantLine(objective)
        yield from (QuadrantLine(item) for item in below)
    if row.objectives or row.measures:
        yield QuadrantLine()
    yield from (QuadrantLine(text=f" {line}") for line in wrapped(row.gap, max(width - 2, 10)))


def _counts(row: ScorecardObjectiveRow) -> str:
    if not row.measures and row.score is None:
        return right("no measure", _KEY_RESULTS + _INITIATIVES)
    key_results = f"{len(row.bets)} KR" if row.bets else ""
    initiatives = f"{len(row.work)} init" if row.work else ""
    return right(key_results, _KEY_RESULTS) + right("from KR" if row.from_key_results else initiatives, _INITIATIVES)
