"""The tree of objectives: what is open is flattened into rows, and columns give way as the width shrinks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType

from goaltui.model.enums import Band, ObjectiveState, Status
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick_dataclass import dataclass, replace
from goaltui.rules.progress.stretch import share_beyond
from goaltui.services.core import formatting
from goaltui.services.core.column_room import ColumnPriority, bar_cells, staying
from goaltui.services.core.cycle_groups import CycleGroup, cycle_groups
from goaltui.services.core.disambiguation import told_apart
from goaltui.services.core.initiative_rows import InitiativeRow
from goaltui.services.core.rows import KeyResultRow, Linked, MeasureRow, ObjectiveRow, TreeView, objectives_in
from goaltui.services.core.status_symbols import STATUS_STYLE
from goaltui.tui.appearance.glyphs import UNICODE, Glyphs
from goaltui.tui.appearance.text import cut, left, right
from goaltui.tui.appearance.title_truncation import TitleTruncator
from goaltui.tui.components.bar import BEYOND, bar, beyond
from goaltui.tui.components.row_list import GoalList
from goaltui.tui.views.initiative_line import titled_until, worded
from goaltui.tui.views.scored_lines import measure_title, score_cells, told, unscored

_OPEN_AT_FIRST = 400
_INDENT = 2
_DEEPEST = 12
_MARK = 2
_NARROWEST = 10
"""Cells that a title keeps beside a value."""


class TreeLine(NamedTuple):
    """A row in sight: `opened` is none for what has nothing under it."""

    row: ObjectiveRow | KeyResultRow | MeasureRow | InitiativeRow
    depth: int
    opened: bool | None

    @property
    def key(self) -> str:
        """The id."""
        return self.row.id


class LinkedLine(NamedTuple):
    """What contributes to the objective above without counting in it; the cursor passes it by."""

    linked: Linked
    depth: int

    @property
    def key(self) -> None:
        """It stands elsewhere under its own key."""


class HeadingLine(NamedTuple):
    """The name of a cycle that is not running, above what is of it; without one, the empty line before it."""

    name: str = ""
    when: str = ""

    @property
    def key(self) -> None:
        """It is about nothing."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in cells; 0 for a column that gave way."""

    title: int
    now: int = 0
    bar: int = 0
    percent: int = 6
    status: int = 2
    confidence: int = 0
    who: int = 0
    worst: int = 0

    @classmethod
    def of(cls, width: int, *, scored: bool = False) -> "Columns":
        """What fits: what holds back, confidence and who give way first, then the bar and the word of the status; with
        scores there is nothing to be confident of."""
        wanted = {
            ColumnPriority.NOW: 14 if width < 116 else 18,
            ColumnPriority.BAR: bar_cells(width) + 1,
            ColumnPriority.STATUS: 13 if scored else 10,
            ColumnPriority.WHO: 9 if width < 116 else 12 if width < 140 else 11,
            ColumnPriority.CONFIDENCE: 0 if scored else 4 if width < 116 else 5,
        }
        if width >= 140 and not scored:
            wanted[ColumnPriority.WORST] = width // 6
        fixed = cls(0)
        room = width - fixed.percent - fixed.status
        stay = staying(wanted, room, width)
        return cls(
            title=room - sum(stay.values()),
            now=stay.get(ColumnPriority.NOW, 0),
            bar=bar_cells(width) if ColumnPriority.BAR in stay else 0,
            status=fixed.status + stay.get(ColumnPriority.STATUS, 0),
            confidence=stay.get(ColumnPriority.CONFIDENCE, 0),
            who=stay.get(ColumnPriority.WHO, 0),
            worst=stay.get(ColumnPriority.WORST, 0),
        )


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
        self._by_id: Mapping[str, ObjectiveRow] | None = None
        self._beside: dict[str | None, TitleTruncator] = {}
        self._apart: Mapping[str, tuple[str, ...]] = {}
        self._opened: set[str] | None = None
        self._columns = (0, Columns.of(80))
        self._linked: Mapping[str, Sequence[Linked]] = {}
        self._scores = False
        self._stretched = False

    def show(self, view: TreeView) -> None:
        """Fill with these objectives; what was open stays open."""
        if self._scores == view.header.method.uses_okr:
            self._scores, self._columns = not self._scores, (0, Columns.of(80))
        stretched = any(item.stretch is not None for row in objectives_in(view.roots) for item in row.key_results)
        if stretched != self._stretched:
            self._stretched, self._columns = stretched, (0, Columns.of(80))
        self._view, self._groups = view, cycle_groups(view)
        self._linked = dict(view.linked)
        self._apart = told_apart(view.roots)
        self._by_id, self._beside = None, {}
        if self._opened is None and view.roots:
            self._opened = _opened_at_first(self._groups, view.header.cycle)
        self._reflow()

    def reveal(self, key: str) -> bool:
        """Open what stands above a key and put the cursor on it; false where there is no such thing."""
        above = dict(_above(self._view.roots)) if self._view else {}
        step = above.get(key)
        while step is not None:
            self._folds.add(step)
            step = above.get(step)
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
        """Close what is open, open what is closed."""
        line = self._goal
        if line is not None and line.opened is not None:
            self._folds.symmetric_difference_update({line.key})
            self._reflow()

    def clicked(self, place: int, x: int) -> None:
        """A click on the mark of an objective closes or opens it."""
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
        self.fill(list(_lines(self._groups, self._folds, self._linked)))

    def _fit(self, width: int) -> Columns:
        if self._columns[0] != width:
            # The last cell stays free: words that touch a scroll bar are hard to read.
            fit = Columns.of(width - 1, scored=self._scores)
            if self._stretched and fit.bar:
                # All rows leave room behind the bar, so that the line of today stays one line.
                fit = Columns.of(width - 1 - BEYOND, scored=self._scores)
                fit = replace(fit, percent=fit.percent + BEYOND)
            self._columns = (width, fit)
        return self._columns[1]

    def head(self, width: int) -> list[Segment]:
        fit = self._fit(width)
        text = "   " + left("objective", fit.title - 3) + left(right("now", fit.now - 1), fit.now)
        text += left(" score" if self._scores else " progress", fit.bar + 1 if fit.bar else 0) + " " * fit.percent
        text += left("  status", fit.status if fit.status > _MARK else 0) + right("cnf", fit.confidence)
        text += left("  who", fit.who) + left("  held back by", fit.worst)
        return [Segment(cut(text, width), self.style("dim"))]

    def beyond(self, place: int, width: int) -> list[Segment]:
        if self._view is not None and self._view.kept and place == len(self.rows) + 1 + (not self.rows):
            return [Segment(cut(f"   {self._view.kept}", width), self.style("dim"))]
        if self._view is None or self._view.roots or place != 1:
            return []
        nothing = (
            self._view.header.unmatched or formatting.NOTHING_LIKE_THAT
            if self._view.header.narrowed
            else "No objective yet: a adds one."
        )
        return [Segment(cut(f"   {nothing}", width), self.style("dim"))]

    def paint(self, row: TreeLine | LinkedLine | HeadingLine, width: int, chosen: bool) -> list[Segment]:
        if isinstance(row, LinkedLine):
            found = row.linked
            lead = f"{' ' * (_INDENT * min(row.depth, _DEEPEST) + 3)}{self.glyphs.dot} contributes: "
            text = f"{lead}{found.row.title}   {formatting.percent(found.row.progress)}, {found.told}"
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
        dim, colour = self.style("dim", chosen=chosen), self.style(STATUS_STYLE[item.status], chosen=chosen)
        segments = self._named(item, row, fit, chosen)
        if self._scores and isinstance(item, ObjectiveRow):
            card = item.scored
            otherwise = formatting.status_word(item.status) if item.status is Status.CLOSED else "no score"
            score, band = (card.score, card.band) if card is not None else (None, None)
            return [*segments, *self._scored(score, band, otherwise, item.owner, fit, chosen)]
        if fit.bar:
            # What is over has no today.
            expected = None if item.status is Status.CLOSED else item.expected
            styles = (colour, self.style("unfilled", chosen=chosen), self.style("today", bold=True, chosen=chosen))
            segments.append(Segment(" ", dim))
            segments += bar(item.progress, expected, fit.bar, self.glyphs, styles)
        room = fit.percent
        if self._stretched and fit.bar and isinstance(item, KeyResultRow) and item.stretch is not None:
            share = share_beyond(item.target or 0.0, item.stretch, item.value)
            segments += beyond(share, self.glyphs, (colour, self.style("unfilled", chosen=chosen)))
            room -= BEYOND
        segments.append(Segment(right(_percent(item), room), self.style("text", chosen=chosen)))
        word = f" {formatting.status_word(item.status)}" if fit.status > _MARK else ""
        lead = "  " if word else " "
        segments.append(Segment(left(f"{lead}{self.glyphs.status[item.status]}{word}", fit.status), colour))
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
        """With its state and owner in their columns, and the title in all that is empty before them."""
        style = partial(self.style, chosen=chosen)
        indent = _INDENT * min(depth, _DEEPEST) + 2
        room = fit.title + fit.now + (fit.bar + 1 if fit.bar else 0) - indent - 1
        today = self._view.header.as_of if self._view is not None else date.min
        share = "" if row.percent is None else f"{formatting.number(row.percent)} %"
        word = "late" if row.late else row.state.value
        word = f"    {word}" if fit.status > _MARK else " !" if row.late else ""
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
        apart = self._told_apart(row, fit, room)
        title = self._cut(row, room - cell_len(apart))
        title = title if apart else left(title, room)
        told = [Segment(left(apart, room - cell_len(title)), self.style("dim", chosen=chosen))] if apart else []
        return [
            Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen)),
            Segment(f"{' ' * indent}{mark} ", self.style("dim", chosen=chosen)),
            Segment(title, self.style("text", bold=isinstance(row, ObjectiveRow), chosen=chosen)),
            *told,
            *now,
        ]

    def _cut(self, row: ObjectiveRow | KeyResultRow, room: int) -> str:
        if cell_len(row.title) <= room:
            return cut(row.title, room)
        key = row.objective if isinstance(row, KeyResultRow) else row.parent
        if key not in self._beside:
            self._beside[key] = TitleTruncator(self._titles_under(key))
        return self._beside[key].cut(row.title, room)

    def _titles_under(self, key: str | None) -> list[str]:
        """The titles right under an objective, or at the top."""
        above = self._objective(key) if key is not None else None
        if above is not None:
            return [*(row.title for row in above.key_results), *(row.title for row in above.children)]
        return [row.title for row in self._view.roots] if self._view is not None else []

    def _objective(self, key: str) -> ObjectiveRow | None:
        if self._by_id is None:
            self._by_id = {row.id: row for row in objectives_in(self._view.roots if self._view is not None else ())}
        return self._by_id.get(key)

    def _told_apart(self, row: ObjectiveRow | KeyResultRow, fit: Columns, room: int) -> str:
        """What stands behind a title that another one has too, where no column says it."""
        words_of = [word for word in self._apart.get(row.id, ()) if not fit.who or word != row.owner]
        return cut(f" ({', '.join(words_of)}", room // 2 - 1) + ")" if words_of else ""

    def _short_coverage(self, row: ObjectiveRow | KeyResultRow, chosen: bool) -> list[Segment]:
        """How much of an objective has a value, where not all has and there is no room for more."""
        if isinstance(row, KeyResultRow) or not formatting.measured(row.coverage):
            return []
        return [Segment(f" of {formatting.percent(row.coverage)} ", self.style("dim", chosen=chosen))]

    def _now(self, row: ObjectiveRow | KeyResultRow, line: TreeLine, width: int, chosen: bool) -> list[Segment]:
        text, dim = self.style("text", chosen=chosen), self.style("dim", chosen=chosen)
        if isinstance(row, ObjectiveRow):
            counted = formatting.measured(row.coverage) or (_counted(row) if line.opened is False else "")
            if self._scores and row.status is not Status.CLOSED:
                counted = told(row, line.opened)
            return [Segment(f"  {counted} ", dim)] if counted else [Segment(" ", dim)]
        value, sign, goal = _split(formatting.now_text(row))
        # A number is shown whole or not at all: half of one reads as another.
        if cell_len(value + sign + goal) > width - 3:
            return [Segment(f"  {value} ", text)] if cell_len(value) <= width - 3 else [Segment(" ", dim)]
        return [Segment(f"  {value}", text), Segment(sign, dim), Segment(f"{goal} ", dim)]


def _split(text: str) -> tuple[str, str, str]:
    for sign in (" / ", " → ", " ≥ ", " ≤ ", " in "):
        value, found, goal = text.partition(sign)
        if found:
            return value, found, goal
    return text, "", ""


def _percent(row: ObjectiveRow | KeyResultRow) -> str:
    if isinstance(row, ObjectiveRow) and row.grade is not None:
        return formatting.grade(row.grade)
    return formatting.percent(row.raw if isinstance(row, KeyResultRow) else row.progress)


def _counted(row: ObjectiveRow) -> str:
    if row.key_results:
        return formatting.counted(len(row.key_results), "key result")
    if row.children:
        return formatting.counted(len(row.children), "objective")
    return formatting.counted(len(row.initiatives), "initiative")


def _lines(
    groups: Sequence[CycleGroup], opened: set[str], linked: Mapping[str, Sequence[Linked]]
) -> Iterator[TreeLine | LinkedLine | HeadingLine]:
    for place, group in enumerate(groups):
        if group.heading:
            yield from [HeadingLine()] if place else []
            yield HeadingLine(group.heading, group.when)
        yield from _flattened(group.roots, opened, linked)


def _flattened(
    roots: Iterable[ObjectiveRow], opened: set[str], linked: Mapping[str, Sequence[Linked]]
) -> Iterator[TreeLine | LinkedLine]:
    waiting: list[tuple[ObjectiveRow, int]] = [(row, 0) for row in reversed(tuple(roots))]
    while waiting:
        row, depth = waiting.pop()
        parts = _parts(row)
        below = bool(parts or row.children or row.initiatives or row.id in linked)
        is_open = row.id in opened
        yield TreeLine(row, depth, is_open if below else None)
        if is_open:
            for part in parts:
                unfolded = part.id in opened if part.initiatives else None
                yield TreeLine(part, depth + 1, unfolded)
                if unfolded:
                    yield from (TreeLine(work, depth + 2, None) for work in part.initiatives)
            yield from (TreeLine(work, depth + 1, None) for work in row.initiatives)
            yield from (LinkedLine(item, depth + 1) for item in linked.get(row.id, ()))
            waiting.extend((child, depth + 1) for child in reversed(row.children))


def _parts(row: ObjectiveRow) -> tuple[KeyResultRow | MeasureRow, ...]:
    """What proves an objective: its key results, or the measures where it has a score."""
    return (*row.key_results, *(row.scored.measures if row.scored is not None else ()))


def _above(roots: Iterable[ObjectiveRow]) -> Iterator[tuple[str, str]]:
    for row in objectives_in(roots):
        yield from ((work.id, row.id) for work in row.initiatives)
        for part in _parts(row):
            yield part.id, row.id
            yield from ((work.id, part.id) for work in part.initiatives)
        yield from ((child.id, row.id) for child in row.children)


def _opened_at_first(groups: Sequence[CycleGroup], current: str | None) -> set[str]:
    """What is not closed, of the present where there is any, until the list is a few hundred rows long; the running
    cycle comes first."""
    present = groups if groups[0].heading else groups[:1]
    everything = list(objectives_in(row for group in present for row in group.roots))
    everything.sort(key=lambda row: row.cycle not in (current, None))
    opened: set[str] = set()
    shown = sum(len(group.roots) for group in groups)
    for row in everything:
        shown += len(_parts(row)) + len(row.children) + len(row.initiatives)
        shown += sum(len(part.initiatives) for part in _parts(row))
        if shown > _OPEN_AT_FIRST:
            break
        if row.state in (ObjectiveState.ACTIVE, ObjectiveState.DRAFT):
            opened.update((row.id, *(part.id for part in _parts(row))))
    return opened
