"""The detail pane of one thing: a chart, the arithmetic, the last check-ins."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.selection import Selection
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from goaltui.model.enums import ManualStatus, shown_word
from goaltui.model.quick.translation import _
from goaltui.model.records import MilestoneRecord
from goaltui.services.charts.plotting import filled_height
from goaltui.services.core import formatting
from goaltui.services.core.rows.detail import CheckInRow, Detail, ExplanationLine, InterimPath
from goaltui.services.parsing.interim_targets import told
from goaltui.tui.appearance.glyphs import UNICODE, Glyphs
from goaltui.tui.appearance.text import cut, left, wrapped
from goaltui.tui.components.painted_rows import PaintedLines
from goaltui.tui.components.plot import drawn, wrapped_legend

_CHART_HEIGHT, _SPARED = 12, 2
"""Lines of a chart at most, and of those the ones that it does without where it is better filled then."""
_FEWEST = 2
"""Values that make a chart."""

LABEL_WIDTH = 15
"""Cells before what a label is about."""

_DAY = 6
"""Cells of the day of a check-in this year."""

_NOTE, _NOTE_LINES = 16, 4
"""Cells that a note beside a check-in has at least, and its lines at most."""

_BETWEEN = " · "
_STEP = 6
_WIDEST = 72
"""Cells from a milestone to its day: farther apart the eye loses the line."""


class DetailPane(PaintedLines):
    """The raised panel at the right, or the whole width where there is no room beside the list.

    It paints only lines that differ from those of the thing before, and lays the screen out anew only where its scroll
    bar comes or goes.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(ScrollableContainer.BINDINGS)
    DEFAULT_CSS = """
    DetailPane {
        background: $panel;
        border-left: solid $hairline;
        padding: 1 2;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-color: $hairline;
        scrollbar-background: $panel;
    }
    """

    def __init__(self, *, id: str | None = None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id=id, glyphs=glyphs)
        self._detail: Detail | None = None
        self._said = ""
        self._is_read = False
        """Before it is known what is chosen, nothing is said."""
        self._text = Content("")
        self._strips: list[Strip] | None = None
        """The lines as they are painted; none before they are painted in their styles of now."""

    def show(self, detail: Detail | None, said: str = "") -> None:
        """Show this thing, or that nothing is chosen, below a sentence that has no room in its line."""
        if (detail, said) != (self._detail, self._said) or not self._is_read:
            self._detail, self._said, self._is_read = detail, said, True
            self._redraw()

    def on_resize(self, event: Resize) -> None:
        """Draw for the new width."""
        self._redraw()

    def render(self) -> Content:
        """Return all of the text, from which the mouse selects."""
        return self._text

    def selection_updated(self, selection: Selection | None) -> None:
        """Paint anew with what is selected."""
        self._strips = None
        super().selection_updated(selection)

    def notify_style_update(self) -> None:
        """Forget the styles, for another theme."""
        self._strips = None
        super().notify_style_update()

    @property
    def chart_height(self) -> int:
        """The chart's height in lines."""
        return _CHART_HEIGHT

    @property
    def _width(self) -> int:
        """Cells of a line: without the scroll bar's cell and one before it, which stay free where there is none."""
        return self.content_size.width - 2

    def _redraw(self) -> None:
        width = self._width
        if width <= 0:
            return
        nothing = [] if self._said or not self._is_read else [_dim(_("Nothing is chosen."))]
        lines = list(self._lines(self._detail, width)) if self._detail else nothing
        if self._said:
            lines = [*map(Content, wrapped(self._said, width, 8)), Content(""), *lines]
        self._text, self._strips = Content("\n").join(lines), None
        self._take_room(len(self._all_strips()))
        self._refresh_changed()

    def _take_room(self, lines: int) -> None:
        """Make room for so many lines. Where all are in sight, as before, nothing on the screen changes its place."""
        size, before, page = Size(0, lines), self.virtual_size, self.scrollable_content_region.height
        if max(lines, before.height) <= page:
            self.set_reactive(Widget.virtual_size, size)
        else:
            self.virtual_size = size

    def _all_strips(self) -> list[Strip]:
        if self._strips is None:
            self._strips = Visual.to_strips(self, self._text, self._width + 1, None, self.visual_style)
        return self._strips

    def _line(self, y: int) -> Strip:
        place, strips = y + self.scroll_offset.y, self._all_strips()
        strip = strips[place] if place < len(strips) else Strip.blank(0)
        return strip.adjust_cell_length(self.scrollable_content_region.width, self.rich_style)

    def _lines(self, detail: Detail, width: int) -> Iterator[Content]:
        for line in wrapped(detail.title, width, 8):
            yield Content.styled(line, "bold")
        for line in wrapped(detail.subtitle, width, 3):
            yield _dim(line)
        yield Content("")
        # Of what is made of milestones these are the picture, so its chart comes below them.
        ticked = detail.way is not None and bool(detail.way.milestones)
        if not ticked:
            yield from self._chart(detail, width)
        longest = max((cell_len(fact.label) + 1 for fact in detail.facts), default=0)
        facts = max(LABEL_WIDTH, longest) if longest <= width // 2 else LABEL_WIDTH
        for fact in detail.facts:
            yield from _labelled(fact, width, facts)
        if detail.way is not None:
            yield from self._way(detail.way, width)
        yield Content("")
        if ticked:
            yield from self._chart(detail, width)
        column = _column(detail.why, width)
        for step in detail.why:
            yield from _labelled(step, width, column)
        yield from self._check_ins(detail, width)

    def _chart(self, detail: Detail, width: int) -> Iterator[Content]:
        curve = detail.curve
        if curve is None or len(curve.points) < _FEWEST:
            return
        if detail.unit:
            yield _dim(cut(detail.unit, width))
        size = (width, filled_height(curve, self.chart_height - _SPARED, self.chart_height))
        yield from drawn(curve, size, self.app.theme_variables, self.glyphs).split()
        yield from wrapped_legend(curve, width, self.glyphs)
        yield Content("")

    def _way(self, way: InterimPath, width: int) -> Iterator[Content]:
        yield from _phases(way, width)
        if way.milestones:
            done = sum(step.done for step in way.milestones)
            yield from _labelled(
                ExplanationLine(_("milestones"), _("{done} of {count} done", done=done, count=len(way.milestones))),
                width,
            )
        for step in way.milestones:
            yield from self._milestone(step, way.day, min(width - 1, _WIDEST))

    def _milestone(self, step: MilestoneRecord, today: date, width: int) -> Iterator[Content]:
        told = formatting.step_day(step, today)
        day, late = f"  {told}" if told else "", step.is_late_on(today)
        text, box = ("$dim", "$success") if step.done else ("", "")
        room = max(width - _STEP - cell_len(day), 10)
        first, *others = wrapped(step.title, room, 8) or [""]
        mark = f"  [{self.glyphs.tick if step.done else ' '}] "
        yield Content.assemble((mark, box), (left(first, room), text), (day, "$error" if late else "$dim"))
        for line in others:
            yield Content.styled(" " * _STEP + line, text)

    def _check_ins(self, detail: Detail, width: int) -> Iterator[Content]:
        if not detail.check_ins:
            return
        yield Content("")
        today = detail.curve.today if detail.curve is not None else None
        days = [formatting.day(row.date, today) for row in detail.check_ins]
        column = max(_DAY, *map(len, days))
        for row, day in zip(detail.check_ins, days, strict=True):
            yield from _check_in(row, f"{day:>{column}}  ", width)


def _check_in(row: CheckInRow, day: str, width: int) -> Iterator[Content]:
    value = ("~" if row.estimate else "") + formatting.number(row.value)
    if row.value is None and row.status and row.status != ManualStatus.AUTO:
        # What is judged in words has nothing but them.
        value = shown_word(row.status)
    sure = f" @{row.confidence}" if row.confidence is not None else ""
    # No digit of a value is ever cut.
    room = max(12, cell_len(value + sure) + 1)
    head = [(day, "$dim"), (left(value + sure, room), ""), (left(row.author, 9), "$dim")]
    indent = len(day) + room + 10
    if width - indent < _NOTE:
        # Where there is no room beside it, a note stands below.
        yield Content.assemble(*head)
        indent = len(day)
        yield from (_dim(" " * indent + line) for line in wrapped(row.note, max(width - indent, _NOTE), _NOTE_LINES))
        return
    first, *others = wrapped(row.note, width - indent, _NOTE_LINES) or [""]
    yield Content.assemble(*head, (f" {first}", "$dim"))
    yield from (_dim(" " * indent + line) for line in others)


def _phases(way: InterimPath, width: int) -> Iterator[Content]:
    """Yield the phases as `15 Aug 30 · next 15 Sep 60`, broken between two of them."""
    line = label = Content.styled(left(_("phases"), LABEL_WIDTH), "$dim")
    for phase in way.phases:
        text = told(phase, way.day)
        piece = Content.styled(text, "$dim" if phase.day < way.day else "")
        if phase == way.next_phase:
            piece = Content.styled(_("next {text}", text=text), "bold $accent")
        between = "" if line is label else _BETWEEN
        if between and line.cell_length + len(between) + piece.cell_length > width:
            yield line
            line, between = Content(" " * LABEL_WIDTH), ""
        line = Content.assemble(line, (between, "$dim"), piece)
    if way.phases:
        yield line


def _column(lines: Sequence[ExplanationLine], width: int) -> int:
    """Return the column of the texts: behind the longest label where that breaks none of them that is whole else."""
    heads = [line for line in lines if not line.depth]
    column = max((cell_len(line.label) + 2 for line in heads), default=0)
    texts = [cell_len(line.text) for line in heads]
    fits = all(column + text <= width or LABEL_WIDTH + text > width for text in texts)
    return max(column, LABEL_WIDTH) if fits else LABEL_WIDTH


def _labelled(line: ExplanationLine, width: int, column: int = LABEL_WIDTH) -> Iterator[Content]:
    indent = "  " * line.depth
    label_width = max(column, cell_len(line.label) + 1) if not line.depth else 0
    if 0 < label_width <= width // 2:
        texts = wrapped(line.text, max(width - label_width, 10)) or [""]
        yield Content.assemble((left(line.label, label_width), "$dim"), (texts[0], ""))
        for text in texts[1:]:
            yield Content(" " * label_width + text)
        return
    joined = f"{indent}{line.label}"
    if cell_len(joined) + 2 + cell_len(line.text) <= width:
        yield Content.assemble((f"{joined}  ", "$dim"), (line.text, ""))
        return
    for text in wrapped(line.label, max(width - len(indent), 10)):
        yield _dim(indent + text)
    indent += "  "
    for text in wrapped(line.text, max(width - len(indent), 10)):
        yield Content(indent + text)


def _dim(text: str) -> Content:
    return Content.styled(text, "$dim")
