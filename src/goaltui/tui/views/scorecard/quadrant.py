"""One perspective of the scorecard: its objectives with their measures, its score and the one gap."""

from datetime import date
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Focus
from textual.message import Message

from goaltui.model.enums import Band, DataState, MeasureKind, Status
from goaltui.model.quick.translation import N_p, _, _p
from goaltui.model.quick_dataclass import dataclass
from goaltui.services.core import formatting
from goaltui.services.core.rows.initiatives import InitiativeRow
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.scorecard import MeasureRow, PerspectiveRow, ScorecardObjectiveRow
from goaltui.services.core.status_symbols import BAND_STYLE, STATUS_STYLE
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.appearance.text import cut, left, right, right_whole, steady
from goaltui.tui.appearance.title_truncation import TitleTruncator
from goaltui.tui.components.bar import bar, spark
from goaltui.tui.components.effect_line import BAND_COLOUR
from goaltui.tui.components.row_list import GoalList
from goaltui.tui.views.initiative_line import initiative_line
from goaltui.tui.views.scorecard.quadrant_lines import (
    ARROW,
    ROOMY,
    SCORE,
    WITH_KEY_RESULTS,
    QuadrantLine,
    ShownBelow,
    counts_beside,
    quadrant_lines,
)

TREND_FROM = 0.5
"""Points of score below which a change is no trend."""

PERSPECTIVE_COLOURS = 4

_SHORTEST_NAME = 15
_GOOD_NAME = 24
_SPARK = 6
_LONG_SPARK = 12
_OWNER = 9
_SPACES, _OFTEN = 2, 2
"""Cells before the kind of a measure, and of the letter for how often behind it."""
_NOW = 14
_BAR = 10
_PERCENT = 6
_SURE = 7
_AROUND = 4
"""Cells of a quadrant that are not its lines': the frame, and one at each side, at the right for the bar."""
_NO_ROOM = 1_000
_KINDS = {MeasureKind.LAG: N_p("measure", "lag"), MeasureKind.LEAD: N_p("measure", "lead")}
_NOT_NOW = {DataState.CARRIED: "!", DataState.MISSING: "!", DataState.ESTIMATE: "~"}


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
    def of(cls, width: int, value: int, goal: int, named: int) -> "MeasureColumns":
        """Return the columns that fit beside the widest name, value and goal: a long spark, owner and kind
        give way first, then the spark, so that a name is whole, the goal last.
        """
        indent = 2 if width >= ROOMY else 1
        spare = width - indent - 3 - value - goal - SCORE - ARROW - _SHORTEST_NAME
        if spare < 0:
            spare, goal = spare + goal, 0
        sparks = _SPARK if spare > _SPARK + max(min(named, _GOOD_NAME) - _SHORTEST_NAME, 0) else 0
        spare -= sparks + 1 if sparks else 0
        slack = _GOOD_NAME - _SHORTEST_NAME
        kinds = _SPACES + max(cell_len(_p("measure", word)) for word in _KINDS.values()) + _OFTEN
        kind = kinds if sparks and spare >= kinds + slack else 0
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
        padding: 0 0 0 1;
        scrollbar-gutter: stable;
    }
    Quadrant.-ascii { border: ascii $hairline; padding: 0 1; }
    Quadrant.-current { border: round $dim; }
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
        self._columns = MeasureColumns.of(0, 0, 0, 0)
        self._below = ShownBelow.NOTHING
        # It may be filled before it has its place on the screen, so that the cursor can be put on its lines.
        self._width = ROOMY
        self._beside = TitleTruncator(())

    def show(self, row: PerspectiveRow, today: date, beside: TitleTruncator) -> None:
        """Fill with this perspective; `beside` are the titles of the whole scorecard."""
        self.perspective, self._today, self._beside = row, today, beside
        self.set_class(bool(row.key), f"-p{self.place % PERSPECTIVE_COLOURS + 1}")
        self._reflow()

    def fit(self, width: int) -> None:
        """Draw for a place of so many cells, of which the frame, a margin and the bar at the side take some."""
        if width - _AROUND != self._width:
            self._width = width - _AROUND
            self._reflow()

    def lines(self, below: ShownBelow) -> int:
        """Return how many lines there are with so much below the objectives; of key results more than any screen where
        they have no room."""
        if self.perspective is None:
            return 0
        if below is ShownBelow.KEY_RESULTS and self._width < WITH_KEY_RESULTS:
            return _NO_ROOM
        return sum(1 for _ in quadrant_lines(self.perspective, self._width, below))

    def show_below(self, below: ShownBelow) -> None:
        """Show the lines below objectives and measures that fit."""
        if below != self._below:
            self._below = below
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
        width = self._width
        self.border_title = self._heading(row, width)
        self.border_subtitle = self._footing(row, width)
        lines = list(quadrant_lines(row, width, self._below))
        measures = [line.row for line in lines if isinstance(line.row, MeasureRow)]
        value = max((cell_len(formatting.number(measure.value)) for measure in measures), default=0)
        goal = max((cell_len(self._goal(measure)) for measure in measures), default=0)
        most = max(width // 4, 8)
        # A unit gives way before the spark, a part of a title does not.
        named = max((cell_len(steady(item.title)) + 2 * item.record.key_measure for item in measures), default=0)
        self._columns = MeasureColumns.of(width, min(value, most) + 1, min(goal, most), named)
        self.fill(lines)

    def _heading(self, row: PerspectiveRow, width: int) -> Content:
        share = f" {formatting.finely(row.part)}" if row.id else ""
        number = f" {self.place + 1} "
        name = cut(row.name, width - len(number) - len(share) - 3)
        colour = f"bold $perspective-{self.place % PERSPECTIVE_COLOURS + 1}" if row.key else "bold $dim"
        return Content.assemble((number, colour), (name, "bold"), (f"{share} ", "$dim"))

    def _footing(self, row: PerspectiveRow, width: int) -> Content:
        if row.score is None or row.band is None:
            return Content.styled(_(" – not measured "), "$dim")
        mark = self.glyphs.band[row.band]
        parts = [
            (
                f" {formatting.points(row.score)} {mark} {formatting.band_word(row.band)} ",
                f"bold {BAND_COLOUR[row.band]}",
            )
        ]
        arrow = trend_mark(row.trend, self.glyphs)
        if arrow and row.trend is not None:
            parts.append((f"{arrow} {formatting.points(abs(row.trend))} ", "$dim"))
        if row.coverage is not None and row.coverage < 1:
            parts.append((_(" {percent} measured ", percent=formatting.percent(row.coverage)), "$dim"))
        while len(parts) > 1 and sum(len(text) for text, _ in parts) > width - 2:
            # What the score leaves out matters more than how it moved.
            del parts[1]
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
            return [lead, *self._key_result(row.row, width - 1, chosen)]
        return [lead, *self._work(row.row, width - 1, chosen)]

    def _objective(self, row: ScorecardObjectiveRow, width: int, chosen: bool) -> list[Segment]:
        # The title takes what the counts leave free.
        counts = counts_beside(row, width)
        room = width - SCORE - ARROW - len(counts)
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
        if row.judgement is not None:
            # Somebody's word has the sign and the colour of a status, and no score.
            said = Status(row.judgement.status)
            mark, colour = self.glyphs.status[said], self.style(STATUS_STYLE[said], chosen=chosen)
        fit = self._columns
        sort, often = _p("measure", _KINDS[MeasureKind(row.record.kind)]), _(row.record.frequency)
        kind = f"  {sort} {often[:1].upper()}" if fit.kind else ""
        owner = left(f" {row.owner or self.glyphs.nothing}", fit.owner)
        told = row.score is not None or row.value is not None or row.judgement is not None
        segments = [
            Segment(f"{' ' * fit.indent}{mark} ", colour),
            *self._numbers(row, text if told else dim, chosen),
            Segment(left(kind, fit.kind) + owner, dim),
        ]
        if fit.spark and row.record.in_words:
            segments.append(Segment(" " * (1 + fit.spark), dim))
        elif fit.spark:
            segments.append(Segment(" ", dim))
            segments += spark(row.spark, fit.spark, self.glyphs, colour, self.style("unfilled", chosen=chosen))
        return [*segments, self._score(row.score, row.band, chosen, bold=False), self._trend(row, chosen)]

    def _numbers(self, row: MeasureRow, style: Style, chosen: bool) -> list[Segment]:
        """Return name, value and goal; the name alone of what is judged in words: a line below says how."""
        fit = self._columns
        if row.record.in_words:
            return [Segment(self._named(row, fit.name + fit.value + fit.goal), style)]
        return [
            Segment(self._named(row, fit.name), style),
            Segment(right(formatting.number(row.value), fit.value), self.style("text", chosen=chosen)),
            Segment(left(self._goal(row), fit.goal), self.style("dim", chosen=chosen)),
        ]

    def _key_result(self, row: KeyResultRow, width: int, chosen: bool) -> list[Segment]:
        dim, colour = self.style("dim", chosen=chosen), self.style(STATUS_STYLE[row.status], chosen=chosen)
        styles = (colour, self.style("unfilled", chosen=chosen), self.style("today", chosen=chosen))
        sure = "" if row.confidence is None else f"{row.confidence}/10"
        return [
            Segment(f"  {self.glyphs.status[row.status]} ", colour),
            Segment(_("KR {title}", title=self._titled(row.title, width - 7 - _NOW - _BAR - _PERCENT - _SURE)), dim),
            Segment(right_whole(formatting.now_fitting(formatting.now_text(row)), _NOW - 1) + " ", dim),
            *bar(row.progress, row.expected, _BAR, self.glyphs, styles),
            Segment(right(formatting.percent(row.progress), _PERCENT), colour),
            Segment(right(sure, _SURE), dim),
        ]

    def _work(self, row: InitiativeRow, width: int, chosen: bool) -> list[Segment]:
        style = partial(self.style, chosen=chosen)
        # What is for a measure stands below it, what is for the objective beside its measures.
        indent = self._columns.indent + (2 if row.record.measure else 0)
        line = initiative_line(row, width - indent, self._today, self.glyphs, style)
        return [Segment(" " * indent, style("dim")), *line]

    def _titled(self, title: str, width: int) -> str:
        return left(self._beside.cut(title, width), width)

    def _named(self, row: MeasureRow, width: int) -> str:
        key = f"{self.glyphs.key} " if row.record.key_measure else ""
        whole = steady(row.title if not row.unit or row.unit in row.title else f"{row.title}, {row.unit}")
        room = width - cell_len(key)
        return key + (left(whole, room) if cell_len(whole) <= room else self._titled(row.title, room))

    def _score(self, score: float | None, band: Band | None, chosen: bool, *, bold: bool) -> Segment:
        name = BAND_STYLE[band] if band else "dim"
        return Segment(right(formatting.points(score), SCORE), self.style(name, bold=bold, chosen=chosen))

    def _trend(self, row: MeasureRow, chosen: bool) -> Segment:
        """Up is better whatever the measure: it is the score that moved. `!` and `~`: not of this period, estimate."""
        dim = self.style("dim", chosen=chosen)
        if row.data in _NOT_NOW:
            return Segment(f" {_NOT_NOW[row.data]} ", dim)
        moved = row.trend is not None and abs(row.trend) >= TREND_FROM
        style = self.style("green" if (row.trend or 0) > 0 else "red", chosen=chosen) if moved else dim
        return Segment(f" {trend_mark(row.trend, self.glyphs) or ' '} ", style)

    def _goal(self, row: MeasureRow) -> str:
        """Return the goal; nothing where none is asked for, in a baseline and of what is judged in words."""
        goal = row.goal_text or (self.glyphs.nothing if row.lacks_target else "")
        return f" / {goal}" if goal else ""


def trend_mark(trend: float | None, glyphs: Glyphs) -> str:
    """Return the mark of a trend: up, down or level; empty where there was no score before."""
    if trend is None:
        return ""
    return glyphs.level if abs(trend) < TREND_FROM else glyphs.up if trend > 0 else glyphs.down
