"""The list widget of the tree of objectives, painted in columns that give way as the width shrinks."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType

from goaltui.model.enums import Band, EntityKind, Status
from goaltui.model.quick.translation import _, _p
from goaltui.model.quick_dataclass import replace
from goaltui.rules.progress.stretch import share_beyond
from goaltui.services.core import formatting
from goaltui.services.core.cycle_groups import CycleGroup, cycle_groups
from goaltui.services.core.rows.initiatives import InitiativeRow
from goaltui.services.core.rows.key_results import KeyResultRow
from goaltui.services.core.rows.objectives import Linked, ObjectiveRow, TreeView, objectives_in
from goaltui.services.core.rows.scorecard import MeasureRow
from goaltui.services.core.status_symbols import BAND_STYLE, STATUS_STYLE
from goaltui.services.filters.query import COLUMNS
from goaltui.services.filters.sorting import Sorting
from goaltui.tui.appearance.glyphs import UNICODE, Glyphs
from goaltui.tui.appearance.text import cut, left, right
from goaltui.tui.components.bar import BEYOND, bar, beyond
from goaltui.tui.components.column_heads import arrow, column_at, painted
from goaltui.tui.components.row_list import GoalList
from goaltui.tui.views.disambiguation import TreeTitles
from goaltui.tui.views.initiative_line import titled_until, worded
from goaltui.tui.views.objective_columns import Columns, meanings
from goaltui.tui.views.objective_lines import HeadingLine, LinkedLine, TreeLine, opened_at_first, tops, tree_lines
from goaltui.tui.views.room import shares_room
from goaltui.tui.views.scored_lines import measure_title, score_cells, told, unscored

_INDENT = 2
_DEEPEST = 12
_MEASURED = 1000
"""Lines whose titles say how wide the columns beside them may be."""
_NARROWEST = 10
"""Cells that a title keeps beside a value."""


class ObjectiveTree(GoalList[TreeLine | LinkedLine | HeadingLine]):
    """Objectives, key results and initiatives; left and right close and open, Enter is answered by the screen."""

    HEAD: ClassVar[int] = 1
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "open", show=False),
        Binding("left", "close", show=False),
        Binding("space", "fold", show=False),
    ]

    def __init__(self, *, id: str | None = None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id=id, glyphs=glyphs)
        self._view: TreeView | None = None
        self._groups: tuple[CycleGroup, ...] = ()
        self._sorting = Sorting()
        self._titles = TreeTitles(())
        self._opened: set[str] | None = None
        self._columns: tuple[object, Columns] = (None, Columns.of(80))
        self._linked: Mapping[str, Sequence[Linked]] = {}
        self._scores = False
        self._stretched = self._banded = False

    def show(self, view: TreeView) -> None:
        """Fill with these objectives; open ones stay open."""
        self._scores = not view.header.method.uses_okr
        rows = list(objectives_in(view.roots))
        self._stretched = any(item.stretch is not None for row in rows for item in row.key_results)
        self._banded = any(row.by_measures is not None for row in rows)
        self._view, self._groups, self._sorting = view, cycle_groups(view), Sorting.of(view.sort)
        self._linked = dict(view.linked)
        self._titles = TreeTitles(view.roots)
        self.foot = 2 if view.kept else 0
        if self._opened is None and view.roots:
            self._opened = opened_at_first(self._groups, view.header.cycle)
        self._reflow()

    def reveal(self, key: str) -> bool:
        """Open the parents of a key and put the cursor on it; false where there is no such thing."""
        over = dict(tops(self._view.roots)) if self._view else {}
        step = over.get(key)
        while step is not None:
            self._folds.add(step)
            step = over.get(step)
        self._reflow()
        return self.move_to(key)

    def action_open(self) -> None:
        """Open the objective under the cursor, or go to the first row under it."""
        line = self._goal
        if line is None or line.opened is None:
            return
        if line.opened:
            self.action_move(1)
        else:
            self._folds.add(line.key)
            self._reflow()

    def action_close(self) -> None:
        """Close the objective under the cursor, or go to the one above."""
        line = self._goal
        if line is None:
            return
        if line.opened:
            self._folds.discard(line.key)
            self._reflow()
            return
        rows = (row for row in reversed(self.rows[: self.cursor]) if isinstance(row, TreeLine))
        above = next((row for row in rows if row.depth < line.depth), None)
        if above is not None:
            self.move_to(above.key)

    def action_fold(self) -> None:
        """Close an open objective, open a closed one."""
        line = self._goal
        if line is not None and line.opened is not None:
            self._folds.symmetric_difference_update({line.key})
            self._reflow()

    def clicked(self, place: int, x: int) -> None:
        """Close or open an objective on a click on its mark."""
        line = self.rows[place]
        if not isinstance(line, TreeLine):
            return
        mark = 1 + _INDENT * min(line.depth, _DEEPEST)
        if mark <= x <= mark + 1:
            self.action_fold()

    @property
    def _goal(self) -> TreeLine | None:
        row = self.cursor_row
        return row if isinstance(row, TreeLine) else None

    @property
    def _folds(self) -> set[str]:
        if self._opened is None:
            self._opened = set()
        return self._opened

    def _reflow(self) -> None:
        self.fill(list(tree_lines(self._groups, self._folds, self._linked, self._sorting)))

    def _fit(self, width: int) -> Columns:
        asked = (width, shares_room(self), self._scores, self._stretched, self._banded, id(self.rows))
        if self._columns[0] != asked:
            # The last cell stays free: words that touch a scroll bar are hard to read.
            wanted, shared = self._wanted(width - 1), shares_room(self)
            fit = Columns.of(width - 1, wanted, shared=shared, scored=self._scores, banded=self._banded)
            if self._stretched and fit.bar:
                # All rows leave room behind the bar, so that the line of today stays one line.
                room = width - 1 - BEYOND
                less = Columns.of(room, wanted, shared=shared, scored=self._scores, banded=self._banded)
                if less.bar and less.worded == fit.worded:
                    fit = replace(less, percent=less.percent + BEYOND, stretch=BEYOND)
            self._columns = (asked, fit)
        return self._columns[1]

    def _wanted(self, width: int) -> int:
        """Return the cells of the longest title with its value that can be whole at all."""
        most = width - Columns(0).percent - Columns(0).status
        needed = (self._needed(line) for line in self.rows[:_MEASURED] if isinstance(line, TreeLine))
        return max((cells for cells in needed if cells <= most), default=0)

    def _needed(self, line: TreeLine) -> int:
        row, indent = line.row, _INDENT * min(line.depth, _DEEPEST) + 3
        if isinstance(row, InitiativeRow):
            return 0
        apart = ", ".join(self._titles.apart.get(row.id, ()))
        return indent + cell_len(row.title) + (cell_len(apart) + 3 if apart else 0) + _valued(row)

    def head(self, width: int) -> list[Segment]:
        return [*painted(self._heads(width), self._sorting, (self.style("dim"), self.style("accent")))]

    def head_clicked(self, x: int) -> None:
        """A click on the name of a column sorts by it."""
        column = column_at(self._heads(self.scrollable_content_region.width), x)
        if column is not None:
            self.post_message(self.HeadClicked(column))

    def _heads(self, width: int) -> list[tuple[str, str]]:
        """Return the head of each column with the column it sorts by, empty where values cannot be compared."""
        fit = self._fit(width)
        drawn = fit.bar + 1 if fit.bar else 0
        sign = {column: arrow(self._sorting, column, self.glyphs) for column in COLUMNS}
        named = _("score") if self._scores else _("progress")
        progress = left(f" {named} {sign['progress']}", drawn + fit.percent)
        share = right(f"{'' if self._scores else '%'} {sign['progress']}".strip(), fit.percent)
        status = _("  status {sign}", sign=sign["status"]) if fit.worded else f" {sign['status']}"
        now = f"  {_('now')} " if fit.now else ""
        room = fit.title + fit.now - cell_len(now)
        title = _("   objective {sign}", sign=sign["title"]).rstrip()
        # Where a status is a sign alone, its meaning stands above the list.
        marks = "" if fit.worded else f"  {meanings(self.glyphs, scored=self._scores)}"
        marks = marks if cell_len(title) + cell_len(marks) <= room else ""
        return [
            ("title", left(title, room - cell_len(marks))),
            ("status", marks),
            ("", now),
            ("progress", progress if drawn else share),
            ("status", left(status, fit.status)),
            ("confidence", right(_("conf{sign}", sign=sign["confidence"] or "."), fit.confidence)),
            ("owner", left(_("  who {sign}", sign=sign["owner"]), fit.who)),
            ("", left(_("  held back by"), fit.worst)),
        ]

    def beyond(self, place: int, width: int) -> list[Segment]:
        if self._view is not None and self._view.kept and place == len(self.rows) + 1 + (not self.rows):
            return [Segment(cut(f"   {self._view.kept}", width), self.style("dim"))]
        if self._view is None or self._view.roots or place != 1:
            return []
        nothing = (
            self._view.header.unmatched or _(formatting.NOTHING_LIKE_THAT)
            if self._view.header.narrowed
            else _("No objective yet: a adds one.")
        )
        return [Segment(cut(f"   {nothing}", width), self.style("dim"))]

    def paint(self, row: TreeLine | LinkedLine | HeadingLine, width: int, chosen: bool) -> list[Segment]:
        if isinstance(row, LinkedLine):
            found = row.linked
            indent = " " * (_INDENT * min(row.depth, _DEEPEST) + 3)
            named = _("contributes: {title}", title=found.row.title)
            text = f"{indent}{self.glyphs.dot} {named}   {formatting.percent(found.row.progress)}, {found.told}"
            return [Segment(cut(text, width), self.style("dim"))]
        if isinstance(row, HeadingLine):
            name = cut(f"   {row.name}", width)
            when = cut(f"   {row.when}", max(width - cell_len(name), 0)) if row.when else ""
            return [Segment(name, self.style("accent")), Segment(when, self.style("dim"))]
        fit, item = self._fit(width), row.row
        if isinstance(item, InitiativeRow):
            return self._initiative(item, row.depth, fit, chosen)
        if isinstance(item, MeasureRow):
            return self._measure(item, row, fit, chosen)
        by_measures = item.by_measures if isinstance(item, ObjectiveRow) else None
        band = by_measures.band if by_measures is not None else None
        stands = STATUS_STYLE[item.status] if band is None else BAND_STYLE[band]
        dim, colour = self.style("dim", chosen=chosen), self.style(stands, chosen=chosen)
        segments = self._named(item, row, fit, chosen)
        if self._scores and isinstance(item, ObjectiveRow):
            card = item.scored
            otherwise = item.status.word if item.status is Status.CLOSED else _("no score")
            score, judged = (card.score, card.band) if card is not None else (None, None)
            return [*segments, *self._scored(score, judged, otherwise, item.owner, fit, chosen)]
        if fit.bar:
            # A closed goal has no mark of today.
            expected = None if item.status is Status.CLOSED else item.expected
            styles = (colour, self.style("unfilled", chosen=chosen), self.style("today", bold=True, chosen=chosen))
            segments.append(Segment(" ", dim))
            segments += bar(item.progress, expected, fit.bar, self.glyphs, styles)
        room = fit.percent
        if fit.stretch and isinstance(item, KeyResultRow) and item.stretch is not None:
            share = share_beyond(item.target or 0.0, item.stretch, item.value)
            segments += beyond(share, self.glyphs, (colour, self.style("unfilled", chosen=chosen)))
            room -= fit.stretch
        segments.append(Segment(right(_percent(item), room), self.style("text", chosen=chosen)))
        said = item.status.word if band is None else formatting.band_word(band)
        word = f" {said}" if fit.worded else ""
        lead = "  " if word else " "
        mark = self.glyphs.status[item.status] if band is None else self.glyphs.band[band]
        segments.append(Segment(left(f"{lead}{mark}{word}", fit.status), colour))
        sure = item.confidence if isinstance(item, KeyResultRow) else None
        rest = right("" if sure is None else str(sure), fit.confidence)
        rest += left(f"  {item.owner or self.glyphs.nothing}", fit.who)
        worst = item.worst if isinstance(item, ObjectiveRow) else None
        rest += left(f"  {worst}" if worst else "", fit.worst)
        segments.append(Segment(rest, dim))
        return segments

    def _scored(
        self, score: float | None, band: Band | None, otherwise: str, owner: str | None, fit: Columns, chosen: bool
    ) -> list[Segment]:
        style = partial(self.style, chosen=chosen)
        cells = score_cells(score, band, (fit.bar, fit.percent, fit.status), self.glyphs, style, otherwise)
        return [*cells, Segment(left(f"  {owner or self.glyphs.nothing}", fit.who), style("dim"))]

    def _measure(self, row: MeasureRow, line: TreeLine, fit: Columns, chosen: bool) -> list[Segment]:
        """With its value and its goal where an objective has how much of it is measured."""
        style = partial(self.style, chosen=chosen)
        indent = _INDENT * min(line.depth, _DEEPEST)
        mark = " " if line.opened is None else self.glyphs.opened if line.opened else self.glyphs.closed
        return [
            Segment(self.glyphs.cursor if chosen else " ", style("accent")),
            Segment(f"{' ' * indent}{mark} ", style("dim")),
            *measure_title(row, fit.title + fit.now - indent - 3, bool(fit.now), style),
            *self._scored(row.score, row.band, unscored(row), row.owner, fit, chosen),
        ]

    def _initiative(self, row: InitiativeRow, depth: int, fit: Columns, chosen: bool) -> list[Segment]:
        """Return the line with state and owner in their columns, and the title in the empty room before them."""
        style = partial(self.style, chosen=chosen)
        indent = _INDENT * min(depth, _DEEPEST) + 2
        room = fit.title + fit.now + (fit.bar + 1 if fit.bar else 0) - indent - 1
        today = self._view.header.as_of if self._view is not None else date.min
        share = "" if row.percent is None else f"{formatting.number(row.percent)} %"
        word = _p("initiative", "late") if row.late else row.state.word
        word = f"    {word}" if fit.worded else " !" if row.late else ""
        who = " " * fit.confidence + left(f"  {row.owner or self.glyphs.nothing}", fit.who) + " " * fit.worst
        return [
            Segment(self.glyphs.cursor if chosen else " ", style("accent")),
            Segment(" " * indent, style("dim")),
            *titled_until(row, room, today, self.glyphs, style),
            Segment(right(share, fit.percent), style("dim")),
            Segment(left(word, fit.status), worded(row, style)),
            Segment(who, style("dim")),
        ]

    def _named(self, row: ObjectiveRow | KeyResultRow, line: TreeLine, fit: Columns, chosen: bool) -> list[Segment]:
        indent = _INDENT * min(line.depth, _DEEPEST)
        mark = " " if line.opened is None else self.glyphs.opened if line.opened else self.glyphs.closed
        fits = fit.title + fit.now - indent - 3 - _NARROWEST
        now = self._now(row, line, fits, chosen) if fit.now else self._short_coverage(row, chosen)
        # A title takes what the value leaves free.
        room = fit.title + fit.now - sum(segment.cell_length for segment in now) - indent - 3
        apart = self._titles.told_apart(row, room, owner_shown=bool(fit.who))
        title = self._titles.cut(row, room - cell_len(apart))
        title = title if apart else left(title, room)
        told = [Segment(left(apart, room - cell_len(title)), self.style("dim", chosen=chosen))] if apart else []
        return [
            Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen)),
            Segment(f"{' ' * indent}{mark} ", self.style("dim", chosen=chosen)),
            Segment(title, self.style("text", bold=isinstance(row, ObjectiveRow), chosen=chosen)),
            *told,
            *now,
        ]

    def _short_coverage(self, row: ObjectiveRow | KeyResultRow, chosen: bool) -> list[Segment]:
        """Return the coverage where not all has a value and there is no room for more."""
        if isinstance(row, KeyResultRow) or not formatting.measured(row.coverage):
            return []
        return [
            Segment(_(" {percent} meas. ", percent=formatting.percent(row.coverage)), self.style("dim", chosen=chosen))
        ]

    def _now(self, row: ObjectiveRow | KeyResultRow, line: TreeLine, width: int, chosen: bool) -> list[Segment]:
        text, dim = self.style("text", chosen=chosen), self.style("dim", chosen=chosen)
        if isinstance(row, ObjectiveRow):
            counted, coverage = formatting.measured(row.coverage), row.coverage
            counted = counted or (_counted(row) if line.opened is False else "")
            room = width + _NARROWEST - cell_len(row.title) - 3
            if (card := row.by_measures) is not None:
                counted, coverage = formatting.by_measures_fitting(card.score, card.coverage, room), card.coverage
            if self._scores and row.status is not Status.CLOSED:
                counted = told(row, line.opened)
            spared = shares_room(self) or card is not None or counted == _counted(row)
            if cell_len(counted) > room and spared:
                part = formatting.percent(coverage) if formatting.measured(coverage) else ""
                counted = _(" {percent} meas. ", percent=part).strip() if part else ""
            return [Segment(f"  {counted} ", dim)] if counted else [Segment(" ", dim)]
        value, sign, goal = formatting.now_parts(formatting.now_text(row))
        # A number is shown whole or not at all: half of one reads as another.
        if cell_len(value + sign + goal) > width - 3:
            return [Segment(f"  {value} ", text)] if cell_len(value) <= width - 3 else [Segment(" ", dim)]
        return [Segment(f"  {value}", text), Segment(sign, dim), Segment(f"{goal} ", dim)]


def _valued(row: ObjectiveRow | KeyResultRow | MeasureRow) -> int:
    """Return the cells of the value behind a title, which is shown whole."""
    if isinstance(row, MeasureRow):
        unit = f", {row.unit}" if row.unit else ""
        return cell_len(f"{unit}  {formatting.measure_now(row)} ")
    value = "" if isinstance(row, ObjectiveRow) else formatting.now_text(row)
    return cell_len(value) + 3 if value else 1


def _percent(row: ObjectiveRow | KeyResultRow) -> str:
    if isinstance(row, ObjectiveRow) and row.grade is not None:
        return formatting.grade(row.grade)
    return formatting.percent(row.raw if isinstance(row, KeyResultRow) else row.progress)


def _counted(row: ObjectiveRow) -> str:
    if row.key_results:
        return EntityKind.KEY_RESULT.counted(len(row.key_results))
    if row.children:
        return EntityKind.OBJECTIVE.counted(len(row.children))
    return EntityKind.INITIATIVE.counted(len(row.initiatives))
