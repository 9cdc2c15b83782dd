"""Who did what when: a line for each batch, opened into the fields that it set."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual.binding import Binding, BindingType

from goaltui.services import words
from goaltui.services.history_view import BatchRow, HistoryView, local, told, worth_showing
from goaltui.services.rows import ChangeRow
from goaltui.tui.glyphs import UNICODE, Glyphs
from goaltui.tui.text import cut, left
from goaltui.tui.widgets.goal_list import GoalList

_WHEN = 18
_AUTHOR = 13
_REPLACED = "  replaced"
_NEW = "  new"
_AHEAD = 40
"""How many lines before the end older batches are asked for."""


class HistoryLine(NamedTuple):
    """A batch, one of the fields that it set (`row`), or words."""

    batch: BatchRow | None = None
    row: ChangeRow | None = None
    place: int = 0
    text: str = ""

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
            return [Segment(cut(f"   {row.text}", width), self.style("dim"))]
        lead = Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen))
        dim, text = self.style("dim", chosen=chosen), self.style("text", chosen=chosen)
        if row.row is not None:
            return [lead, Segment(cut(f"{' ' * (_WHEN + 4)}{_field(row.row, row.batch)}", width - 1), dim)]
        opened = row.batch.id in self._opened
        mark = " " if len(row.batch.rows) == 1 else self.glyphs.opened if opened else self.glyphs.closed
        author = _AUTHOR if width >= 60 else 0
        replaced = _REPLACED if any(item.replaced for item in row.batch.rows) else ""
        new = _NEW if self._view is not None and self._view.is_new(row.batch, self._seen) else ""
        room = max(width - _WHEN - author - 3 - len(replaced) - len(new), 0)
        return [
            lead,
            Segment(f"{mark} ", dim),
            Segment(left(local(row.batch.at), _WHEN), dim),
            Segment(left(row.batch.author, author), self.style("accent", chosen=chosen)),
            Segment(cut(row.batch.sentence, room), text),
            Segment(replaced, self.style("yellow", chosen=chosen)),
            Segment(new, self.style("accent", bold=True, chosen=chosen)),
        ]

    def _reflow(self) -> None:
        if self._view is not None:
            self.fill(list(_lines(self._view, self._opened)))


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
                yield HistoryLine(text=f"{' ' * (_WHEN + 2)}and {words.number(batch.unread)} more")
    if not view.batches:
        yield HistoryLine(text="Nothing was done yet.")
    elif view.more:
        yield HistoryLine(text="Reading older changes …")
