"""The tree of objectives: what is open is flattened into rows, and columns give way as the width shrinks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType

from goaltui.model.enums import ObjectiveState, Status
from goaltui.services import words
from goaltui.services.rows import KeyResultRow, ObjectiveRow, TreeView
from goaltui.tui.glyphs import UNICODE, Glyphs
from goaltui.tui.text import cut, left, right
from goaltui.tui.widgets.bar import bar
from goaltui.tui.widgets.goal_list import GoalList

STATUS_STYLE = {
    Status.ON_TRACK: "green",
    Status.BEHIND: "yellow",
    Status.AT_RISK: "red",
    Status.OUTDATED: "yellow",
    Status.PENDING: "dim",
    Status.CLOSED: "dim",
}
_OPEN_AT_FIRST = 400
_INDENT = 2
_DEEPEST = 12


class TreeLine(NamedTuple):
    """A row in sight: `opened` is none for what has nothing under it."""

    row: ObjectiveRow | KeyResultRow
    depth: int
    opened: bool | None

    @property
    def key(self) -> str:
        """The id."""
        return self.row.id


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in cells; 0 for a column that gave way."""

    title: int
    now: int
    bar: int
    percent: int
    status: int
    confidence: int
    who: int

    @classmethod
    def of(cls, width: int) -> "Columns":
        """What fits: who, confidence and value give way first, then the word of the status, then the bar."""
        if width < 48:
            return cls(max(width - 10, 6), 0, 0, 6, 2, 0, 0)
        if width < 76:
            return cls(width - 12 - 7 - 3, 0, 10, 6, 2, 0, 0)
        if width < 96:
            return cls(width - 15 - 11 - 6 - 14, 14, 10, 6, 13, 0, 0)
        if width < 116:
            return cls(width - 14 - 15 - 6 - 12 - 4 - 9, 14, 14, 6, 12, 4, 9)
        wide = 16 if width < 150 else 24
        who = 12 if width < 150 else 18
        return cls(width - 19 - wide - 1 - 6 - 13 - 5 - who, 18, wide, 6, 12, 5, who)


class ObjectiveTree(GoalList[TreeLine]):
    """Objectives and key results; left and right close and open, Enter is answered by the screen."""

    HEAD: ClassVar[int] = 1
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "open", show=False),
        Binding("left", "close", show=False),
        Binding("space", "fold", show=False),
    ]

    def __init__(self, *, id: str | None = None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id=id, glyphs=glyphs)
        self._view: TreeView | None = None
        self._opened: set[str] | None = None
        self._above: dict[str, str] = {}
        self._columns = (0, Columns.of(80))

    def show(self, view: TreeView) -> None:
        """Fill with these objectives; what was open stays open."""
        self._view = view
        self._above = dict(_above(view.roots))
        if self._opened is None and view.roots:
            self._opened = _opened_at_first(view)
        self._reflow()

    def reveal(self, key: str) -> bool:
        """Open what stands above a key and put the cursor on it; false where there is no such thing."""
        step = self._above.get(key)
        while step is not None:
            self._folds.add(step)
            step = self._above.get(step)
        self._reflow()
        return self.move_to(key)

    def action_open(self) -> None:
        """Open the objective under the cursor, or go to the first row under it."""
        line = self.cursor_row
        if line is None or line.opened is None:
            return
        if line.opened:
            self.action_move(1)
        else:
            self._folds.add(line.key)
            self._reflow()

    def action_close(self) -> None:
        """Close the objective under the cursor, or go to the one above."""
        line = self.cursor_row
        if line is None:
            return
        if line.opened:
            self._folds.discard(line.key)
            self._reflow()
        elif line.key in self._above:
            self.move_to(self._above[line.key])

    def action_fold(self) -> None:
        """Close what is open, open what is closed."""
        line = self.cursor_row
        if line is not None and line.opened is not None:
            self._folds.symmetric_difference_update({line.key})
            self._reflow()

    def clicked(self, place: int, x: int) -> None:
        """A click on the mark of an objective closes or opens it."""
        line = self.rows[place]
        mark = 1 + _INDENT * min(line.depth, _DEEPEST)
        if mark <= x <= mark + 1:
            self.action_fold()

    @property
    def _folds(self) -> set[str]:
        if self._opened is None:
            self._opened = set()
        return self._opened

    def _reflow(self) -> None:
        roots = self._view.roots if self._view else ()
        self.fill(list(_flattened(roots, self._folds)))

    def _fit(self, width: int) -> Columns:
        if self._columns[0] != width:
            self._columns = (width, Columns.of(width))
        return self._columns[1]

    def head(self, width: int) -> list[Segment]:
        fit, dim = self._fit(width), self.style("dim")
        text = "   " + left("objective", fit.title - 3)
        text += right("now", fit.now) + (" " if fit.bar else "") + left(" progress" if fit.bar else "", fit.bar)
        text += " " * fit.percent + left("  status" if fit.status > 2 else "", fit.status)
        text += right("cnf", fit.confidence) + (left("  who", fit.who) if fit.who else "")
        return [Segment(cut(text, width), dim)]

    def beyond(self, place: int, width: int) -> list[Segment]:
        if self._view is None or self._view.roots or place != 1:
            return []
        return [Segment(cut("   No objective yet: a adds one, and / finds what there is.", width), self.style("dim"))]

    def paint(self, row: TreeLine, width: int, chosen: bool) -> list[Segment]:
        fit, item = self._fit(width), row.row
        dim, colour = self.style("dim", chosen=chosen), STATUS_STYLE[item.status]
        segments = self._title(row, fit.title, chosen)
        if fit.now:
            segments += self._now(row, fit.now, chosen)
        if fit.bar:
            styles = (
                self.style(colour, chosen=chosen),
                self.style("unfilled", chosen=chosen),
                self.style("today", bold=True, chosen=chosen),
            )
            segments.append(Segment(" ", dim))
            segments += bar(item.progress, item.expected, fit.bar, self.glyphs, styles)
        segments.append(Segment(right(_percent(item), fit.percent), self.style("text", chosen=chosen)))
        mark = f" {self.glyphs.status[item.status]}"
        text = f" {mark} {words.status_word(item.status)}" if fit.status > 2 else mark
        segments.append(Segment(left(text, fit.status), self.style(colour, chosen=chosen)))
        if fit.confidence:
            sure = item.confidence if isinstance(item, KeyResultRow) else None
            segments.append(Segment(right("" if sure is None else str(sure), fit.confidence), dim))
        if fit.who:
            who = item.owner or self.glyphs.nothing
            segments.append(Segment("  " + left(who, fit.who - 2), dim))
        return segments

    def _title(self, line: TreeLine, width: int, chosen: bool) -> list[Segment]:
        indent = _INDENT * min(line.depth, _DEEPEST)
        mark = " " if line.opened is None else self.glyphs.opened if line.opened else self.glyphs.closed
        objective = isinstance(line.row, ObjectiveRow)
        lead = self.glyphs.cursor if chosen else " "
        room = width - 1 - indent - 2
        return [
            Segment(lead, self.style("accent", chosen=chosen)),
            Segment(f"{' ' * indent}{mark} ", self.style("dim", chosen=chosen)),
            Segment(left(line.row.title, room), self.style("text", bold=objective, chosen=chosen)),
        ]

    def _now(self, line: TreeLine, width: int, chosen: bool) -> list[Segment]:
        text, dim = self.style("text", chosen=chosen), self.style("dim", chosen=chosen)
        if isinstance(line.row, ObjectiveRow):
            return [Segment(right(_counted(line) + " ", width), dim)]
        value, sign, goal = _split(words.now_text(line.row))
        room = width - 1
        if cell_len(value + sign + goal) > room:
            return [Segment(right(value + sign + goal, room) + " ", text)]
        gap = " " * (room - cell_len(value + sign + goal))
        return [Segment(gap + value, text), Segment(sign, dim), Segment(goal + " ", dim)]


def _split(text: str) -> tuple[str, str, str]:
    for sign in (" / ", " → ", " ≥ ", " ≤ ", " in "):
        value, found, goal = text.partition(sign)
        if found:
            return value, found, goal
    return text, "", ""


def _percent(row: ObjectiveRow | KeyResultRow) -> str:
    if isinstance(row, ObjectiveRow) and row.grade is not None:
        return f"{row.grade:.1f}"
    return words.percent(row.raw if isinstance(row, KeyResultRow) else row.progress)


def _counted(line: TreeLine) -> str:
    row = line.row
    if not isinstance(row, ObjectiveRow) or line.opened is not False:
        return ""
    if row.key_results:
        return words.counted(len(row.key_results), "key result")
    return words.counted(len(row.children), "objective")


def _flattened(roots: Iterable[ObjectiveRow], opened: set[str]) -> Iterator[TreeLine]:
    waiting: list[tuple[ObjectiveRow, int]] = [(row, 0) for row in reversed(tuple(roots))]
    while waiting:
        row, depth = waiting.pop()
        below = bool(row.key_results or row.children)
        is_open = row.id in opened
        yield TreeLine(row, depth, is_open if below else None)
        if is_open:
            for key_result in row.key_results:
                yield TreeLine(key_result, depth + 1, None)
            waiting.extend((child, depth + 1) for child in reversed(row.children))


def _above(roots: Iterable[ObjectiveRow]) -> Iterator[tuple[str, str]]:
    waiting = list(roots)
    while waiting:
        row = waiting.pop()
        yield from ((key_result.id, row.id) for key_result in row.key_results)
        yield from ((child.id, row.id) for child in row.children)
        waiting.extend(row.children)


def _opened_at_first(view: TreeView) -> set[str]:
    """Everything that is not closed, until the list is a few hundred rows long; the running cycle comes first."""
    everything: list[ObjectiveRow] = []
    waiting = list(view.roots)
    while waiting:
        row = waiting.pop()
        everything.append(row)
        waiting.extend(row.children)
    current = view.header.cycle
    everything.sort(key=lambda row: row.cycle not in (current, None))
    opened: set[str] = set()
    shown = len(view.roots)
    for row in everything:
        shown += len(row.key_results) + len(row.children)
        if shown > _OPEN_AT_FIRST:
            break
        if row.state in (ObjectiveState.ACTIVE, ObjectiveState.DRAFT):
            opened.add(row.id)
    return opened
