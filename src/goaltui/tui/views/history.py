"""The list of batches by day, a line for each, opened into the fields that it set."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType

from goaltui.model.changes import Looked
from goaltui.model.enums import CLOSED, EntityKind
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import N_, N_p, _
from goaltui.services.core import formatting
from goaltui.services.core.rows.today import ChangeRow
from goaltui.services.filters.query import Query
from goaltui.services.views.history.field_wording import TOOK_IN, told
from goaltui.services.views.history.view import BatchRow, HistoryView, worth_showing
from goaltui.tui.appearance.glyphs import UNICODE, Glyphs
from goaltui.tui.appearance.text import cut, left
from goaltui.tui.commands.view import View
from goaltui.tui.components.row_list import GoalList
from goaltui.tui.views.selection import Selection
from goaltui.tui.views.view_spec import Listing, ViewRequest, ViewSpec

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace

_WIDE = 78
"""Cells from which on an author's name has all its room."""
_WEEKDAYS = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"))
_REPLACED = N_("  replaced")
_NEW = N_("  new")
_HIDDEN = N_("  hidden")
"""The mark of a change that the workspace's method leaves out of every other view."""
_TIME = 7
_MADE_WITH = frozenset({"title", "name", "driver"})
"""The fields that are set first when something is made."""
_AHEAD = 40
"""Lines before the end at which older batches are asked for."""


class Widths(NamedTuple):
    """Cells of the author, and how far the fields of a batch stand in."""

    author: int
    indent: int


_ROOMY = Widths(13, 13)
_NARROW = Widths(9, 6)
"""The author stands there however little room there is: who did it is what the History is for."""


class BatchKind(Enum):
    """The sort of a batch, with its mark and the style of that; of several sorts the first that applies."""

    TOOK_IN = ("»", "<", "accent")
    CLOSED = ("■", "#", "text")
    DELETED = ("×", "x", "red")
    CHECKED_IN = ("✓", "*", "text")
    NOTED = ("¶", '"', "yellow")
    ADDED = ("+", "+", "accent")
    CHANGED = ("~", "~", "dim")

    def mark(self, *, plain: bool) -> str:
        """Return the sign of one cell, or the one that stands for it in ASCII."""
        return self.value[1] if plain else self.value[0]

    @property
    def style(self) -> str:
        """The colour of the sign."""
        return self.value[2]


def deed(rows: Sequence[ChangeRow]) -> BatchKind:
    """Return what those changes were: the sign of a line tells check-ins from what is new, changed, closed or gone."""
    if rows[0].field == TOOK_IN:
        return BatchKind.TOOK_IN
    if any(row.kind is EntityKind.OBJECTIVE and row.field == "state" and row.old and row.new in CLOSED for row in rows):
        return BatchKind.CLOSED
    if all(row.field == "deleted" for row in rows):
        return BatchKind.DELETED if rows[0].new == "yes" else BatchKind.CHANGED
    if all(row.kind in (EntityKind.CHECK_IN, EntityKind.MILESTONE) for row in rows):
        return BatchKind.CHECKED_IN
    if all(row.kind is EntityKind.REMARK for row in rows):
        return BatchKind.NOTED
    made = any(row.field in _MADE_WITH and not row.old for row in rows)
    return BatchKind.ADDED if made else BatchKind.CHANGED


class HistoryLine(NamedTuple):
    """A batch, one of the fields that it set (`row`), or words: a `day`, `inside` a batch, or about them all."""

    batch: BatchRow | None = None
    row: ChangeRow | None = None
    place: int = 0
    text: str = ""
    inside: bool = False
    day: bool = False

    @property
    def key(self) -> str | None:
        """The batch's id, with the field's place for one of its fields."""
        if self.batch is None:
            return None
        return f"{self.batch.id} {self.place}" if self.row is not None else self.batch.id


class HistoryList(GoalList[HistoryLine]):
    """The journal in words, newest first."""

    HEAD: ClassVar[int] = 1
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "fold(1)", show=False),
        Binding("left", "fold(0)", show=False),
    ]

    def __init__(self, *, id: str | None = None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id=id, glyphs=glyphs)
        self._view: HistoryView | None = None
        self._opened: set[str] = set()
        self._author = _ROOMY.author

    def show(self, view: HistoryView) -> None:
        """Fill with the latest batches; open ones stay open."""
        self._view = view
        # The sentence gets what the longest name does not need.
        self._author = max((cell_len(batch.author) + 2 for batch in view.batches), default=_ROOMY.author)
        self._reflow()

    @property
    def change(self) -> tuple[BatchRow, ChangeRow] | None:
        """The batch under the cursor, and the field of it that the line there is about."""
        line = self.cursor_row
        if line is None or line.batch is None:
            return None
        # What made the workspace made more than it; it is about none of that.
        about = next((row for row in line.batch.rows if row.kind is EntityKind.WORKSPACE), line.batch.rows[0])
        return line.batch, line.row or about

    @property
    def left_out(self) -> str:
        """The sentence under the cursor where its line has no room for all of it."""
        line = self.cursor_row
        if line is None or line.batch is None or line.row is not None:
            return ""
        width = self.scrollable_content_region.width
        whole = cell_len(line.batch.sentence) <= self._room(line.batch, width)
        # Beside a change of the workspace there is nothing else to read.
        about = self.change[1].kind if self.change is not None else None
        shown = "" if whole and about is not EntityKind.WORKSPACE else line.batch.sentence
        return f"{shown}. {line.batch.hidden}" if shown and line.batch.hidden else shown or line.batch.hidden

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

    def head(self, width: int) -> list[Segment]:
        """Return the day of the first line in sight, where that line does not say it itself."""
        top = self.rows[self.scroll_offset.y] if self.scroll_offset.y < len(self.rows) else None
        if self._view is None or top is None or top.batch is None:
            return []
        text = _day_text(_moment(top.batch).date(), self._view.header.as_of)
        return [Segment(cut(f" {text}", width), self.style("text", bold=True))]

    def paint(self, row: HistoryLine, width: int, chosen: bool) -> list[Segment]:
        if row.day:
            return [Segment(cut(f" {row.text}", width), self.style("text", bold=True))]
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
        done = deed(batch.rows)
        replaced, new, hidden = _marks(batch)
        room = self._room(batch, width)
        yield Segment(f"{mark if len(batch.rows) > 1 and worth_showing(batch) else ' '} ", dim)
        yield Segment(left(f"{_moment(batch):%H:%M}", _TIME), dim)
        sign = done.mark(plain=self.glyphs.spelling is not None)
        yield Segment(f"{sign} ", self.style(done.style, chosen=chosen))
        yield Segment(f"{left(batch.author, self._author_cells(width) - 1)} ", accent)
        yield Segment(cut(batch.sentence, room), dim if hidden else self.style("text", chosen=chosen))
        yield Segment(replaced, self.style("yellow", chosen=chosen))
        yield Segment(new, self.style("accent", bold=True, chosen=chosen))
        yield Segment(hidden, dim)

    def _author_cells(self, width: int) -> int:
        return min(self._author, _widths(width).author)

    def _room(self, batch: BatchRow, width: int) -> int:
        """Return the cells that the sentence of a batch has in its line."""
        return max(width - 5 - _TIME - self._author_cells(width) - sum(map(cell_len, _marks(batch))), 0)

    def _reflow(self) -> None:
        if self._view is not None:
            self.fill(list(_lines(self._view, self._opened)))


def _marks(batch: BatchRow) -> tuple[str, str, str]:
    """Return what stands behind the sentence of a batch: replaced, new, hidden; empty where it is not."""
    replaced = _(_REPLACED) if any(item.replaced for item in batch.rows) else ""
    return replaced, _(_NEW) if batch.unseen else "", _(_HIDDEN) if batch.hidden else ""


def _moment(batch: BatchRow) -> datetime:
    """Return the moment of a batch, on the clock of this place."""
    return datetime.fromisoformat(batch.at).astimezone()


def _day_text(day: date, today: date) -> str:
    """Return a day as `Today, Tuesday 24 Nov`, `Yesterday, …`, `Friday 20 Nov`, with the year where it is another."""
    weekday, told = _(_WEEKDAYS[day.weekday()]), formatting.day(day, today)
    match (today - day).days:
        case 0:
            return _("Today, {weekday} {day}", weekday=weekday, day=told)
        case 1:
            return _("Yesterday, {weekday} {day}", weekday=weekday, day=told)
    return f"{weekday[:1].upper()}{weekday[1:]} {told}"


def _widths(width: int) -> Widths:
    return _ROOMY if width >= _WIDE else _NARROW


def _field(row: ChangeRow, batch: BatchRow) -> str:
    replaced = _("   replaced by a later change") if row.replaced else ""
    several = any(other.id != row.id for other in batch.rows)
    return f"{row.title}  {told(row)}{replaced}" if several and row.title else f"{told(row)}{replaced}"


def _lines(view: HistoryView, opened: set[str]) -> Iterator[HistoryLine]:
    before: date | None = None
    for batch in view.batches:
        day = _moment(batch).date()
        if before not in (None, day):
            # The first day stands in the head, as any does whose lines are scrolled half away.
            yield HistoryLine()
            yield HistoryLine(text=_day_text(day, view.header.as_of), day=True)
        before = day
        yield HistoryLine(batch)
        if batch.id in opened:
            yield from (HistoryLine(batch, row, place) for place, row in enumerate(worth_showing(batch)))
            if batch.unread:
                yield HistoryLine(text=_("and {count} more", count=formatting.number(batch.unread)), inside=True)
    if not view.batches:
        nothing = view.header.unmatched or _(formatting.NOTHING_LIKE_THAT)
        yield HistoryLine(text=nothing if view.header.narrowed else _("No changes yet."))
    elif view.more:
        yield HistoryLine(text=_("Reading older changes …"))


class HistorySpec(ViewSpec[HistoryView]):
    """The History: who changed what."""

    SOUGHT = N_p("sought", "change")
    ROOMY = 110

    def read(self, workspace: "Workspace", asked: ViewRequest) -> HistoryView:
        from goaltui.services.views.history.view import history_view

        about = asked.about.id if asked.about is not None else None
        return history_view(workspace, asked.pages, about, asked.looked)

    def narrow(self, rows: HistoryView, query: Query, workspace: "Workspace") -> HistoryView:
        from goaltui.services.filters.filtered_views import asking_of
        from goaltui.services.views.history.view import narrow_history

        return narrow_history(rows, query, asking_of(workspace))

    def is_empty(self, rows: HistoryView) -> bool:
        return not rows.batches

    def selection(self, rows: HistoryView, identity: str) -> Selection | None:
        return in_history(rows, identity)

    def looked(self, rows: HistoryView) -> Looked | None:
        return rows.looked

    def listing(self, glyphs: Glyphs) -> Listing[HistoryView]:
        made = HistoryList(id=View.HISTORY.value, glyphs=glyphs)
        return Listing(made, made.show, made.move_to, lambda: made.change[1].id if made.change else None)


def in_history(view: HistoryView, identity: str) -> Selection | None:
    """Return the thing that a change is about."""
    for batch in view.batches:
        for row in batch.rows:
            if row.id == identity and row.kind is not None and row.title:
                kind = EntityKind.KEY_RESULT if row.kind is EntityKind.CHECK_IN else row.kind
                return Selection(kind, identity, row.title)
    return None


SPEC = HistorySpec()
