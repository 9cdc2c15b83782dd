"""Who did what when: a line for each batch, opened into the fields that it set."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual.binding import Binding, BindingType

from goaltui.services import words
from goaltui.services.history_view import BatchRow, HistoryView, brief, local, told, worth_showing
from goaltui.services.rows import ChangeRow
from goaltui.tui.glyphs import UNICODE, Glyphs
from goaltui.tui.text import cut, left
from goaltui.tui.widgets.goal_list import GoalList

_WIDE = 72
_REPLACED = "  replaced"
_NEW = "  new"
_AHEAD = 40
"""How many lines before the end older batches are asked for."""


class Widths(NamedTuple):
    """Cells of the moment and of the author, and how far the fields of a batch stand in."""

    when: int
    author: int
    indent: int


_ROOMY = Widths(18, 13, 23)
_NARROW = Widths(14, 9, 6)
"""The author stands there however little room there is: who did it is what the History is for."""


class HistoryLine(NamedTuple):
    """A batch, one of the fields that it set (`row`), or words, `inside` a batch or about them all."""

    batch: BatchRow | None = None
    row: ChangeRow | None = None
    place: int = 0
    text: str = ""
    inside: bool = False

    @property
    def key(self) -> str | None:
        """The batch's id, with the field's place for one of its fields."""
        if self.batch is None:
            return None
        return f"{self.batch.id} {self.place}" if self.row is not None else self.batch.id


class HistoryList(GoalList[HistoryLine]):
    """The journal in words, newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "fold(1)", show=False),
        Binding("left", "fold(0)", show=False),
    ]

    def __init__(self, *, id: str | None = None, glyphs: Glyphs = UNICODE, seen: int = 0) -> None:
        super().__init__(id=id, glyphs=glyphs)
        self._seen = seen
        self._view: HistoryView | None = None
        self._opened: set[str] = set()

    def show(self, view: HistoryView) -> None:
        """Fill with the latest batches; what was opened stays open."""
        self._view = view
        self._reflow()

    @property
    def change(self) -> tuple[BatchRow, ChangeRow] | None:
        """The batch under the cursor, and the field of it that the line there is about."""
        line = self.cursor_row
        if line is None or line.batch is None:
            return None
        return line.batch, line.row or line.batch.rows[0]

    @property
    def next_page(self) -> int | None:
        """The page to read next; none where the cursor is far from the end, or everything was read."""
        view = self._view
        if view is None or not view.more or self.cursor + _AHEAD < len(self.rows):
            return None
        return view.pages + 1

    def action_fold(self, opened: int) -> None:
        """Open or close the batch under the cursor."""
        line = self.cursor_row
        if line is None or line.batch is None:
            return
        (self._opened.add if opened else self._opened.discard)(line.batch.id)
        self._reflow()
        if not opened:
            self.move_to(line.batch.id)

    def paint(self, row: HistoryLine, width: int, chosen: bool) -> list[Segment]:
        if row.batch is None:
            indent = " " * (_widths(width).indent if row.inside else 3)
            return [Segment(cut(f"{indent}{row.text}", width), self.style("dim"))]
        lead = Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen))
        if row.row is not None:
            text = f"{' ' * (_widths(width).indent - 1)}{_field(row.row, row.batch)}"
            return [lead, Segment(cut(text, width - 1), self.style("dim", chosen=chosen))]
        return [lead, *self._batch(row.batch, width, chosen)]

    def _batch(self, batch: BatchRow, width: int, chosen: bool) -> Iterator[Segment]:
        dim, accent = self.style("dim", chosen=chosen), self.style("accent", chosen=chosen)
        mark = self.glyphs.opened if batch.id in self._opened else self.glyphs.closed
        widths, view = _widths(width), self._view
        moment = local(batch.at) if view is None or width >= _WIDE else brief(batch.at, view.header.as_of)
        replaced = _REPLACED if any(item.replaced for item in batch.rows) else ""
        new = _NEW if view is not None and view.is_new(batch, self._seen) else ""
        room = max(width - 3 - widths.when - widths.author - len(replaced) - len(new), 0)
        yield Segment(f"{mark if len(batch.rows) > 1 else ' '} ", dim)
        yield Segment(left(moment, widths.when), dim)
        yield Segment(f"{left(batch.author, widths.author - 1)} ", accent)
        yield Segment(cut(batch.sentence, room), self.style("text", chosen=chosen))
        yield Segment(replaced, self.style("yellow", chosen=chosen))
        yield Segment(new, self.style("accent", bold=True, chosen=chosen))

    def _reflow(self) -> None:
        if self._view is not None:
            self.fill(list(_lines(self._view, self._opened)))


def _widths(width: int) -> Widths:
    return _ROOMY if width >= _WIDE else _NARROW


def _field(row: ChangeRow, batch: BatchRow) -> str:
    replaced = "   replaced by a later change" if row.replaced else ""
    several = any(other.id != row.id for other in batch.rows)
    return f"{row.title}  {told(row)}{replaced}" if several and row.title else f"{told(row)}{replaced}"


def _lines(view: HistoryView, opened: set[str]) -> Iterator[HistoryLine]:
    for batch in view.batches:
        yield HistoryLine(batch)
        if batch.id in opened:
            yield from (HistoryLine(batch, row, place) for place, row in enumerate(worth_showing(batch)))
            if batch.unread:
                yield HistoryLine(text=f"and {words.number(batch.unread)} more", inside=True)
    if not view.batches:
        yield HistoryLine(text=words.NOTHING_LIKE_THAT if view.header.narrowed else "Nothing was done yet.")
    elif view.more:
        yield HistoryLine(text="Reading older changes …")
