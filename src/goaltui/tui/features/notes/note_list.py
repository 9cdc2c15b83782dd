"""The list of notes: kind, text, subject, person, day due and state."""

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len
from rich.segment import Segment

from goaltui.model.enums import RemarkKind
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import N_, _, _p
from goaltui.model.text import fold
from goaltui.services.core import formatting
from goaltui.services.views.notes import RemarkRow
from goaltui.tui.appearance.text import left, right
from goaltui.tui.components.sorted_list import UP_FROM_A, UP_FROM_EARLY, Keys, SortColumn, SortedList

_STYLE = {
    RemarkKind.LEARNING: "green",
    RemarkKind.OBSTACLE: "red",
    RemarkKind.DECISION: "accent",
    RemarkKind.DATA_GAP: "yellow",
    RemarkKind.COMMENT: "dim",
    RemarkKind.REVIEW: "dim",
}
_KIND = 11
_WHO = 14
_STATE = 8
_WIDE = 100
_GAP = 2


class RemarkLine(NamedTuple):
    """A remark as a row of a list."""

    row: RemarkRow

    @property
    def key(self) -> str | None:
        """The id."""
        return self.row.id


class RemarkList(SortedList[RemarkLine]):
    """The list of remarks, open ones first unless another order is asked for."""

    COLUMNS = (
        SortColumn("kind", "k", N_("Kind"), UP_FROM_A),
        SortColumn("text", "t", N_("Text"), UP_FROM_A),
        SortColumn("about", "a", N_("About"), UP_FROM_A),
        SortColumn("who", "o", N_("Who"), UP_FROM_A),
        SortColumn("due", "d", N_("Due"), UP_FROM_EARLY),
        SortColumn("state", "s", N_("State"), (N_("open ones first"), N_("done ones first"))),
    )
    _today = date.min
    _remarks: Sequence[RemarkRow] = ()
    _dues = _names = 0

    def show(self, rows: Sequence[RemarkRow], today: date) -> None:
        """Fill with these."""
        self._today, self._remarks = today, rows
        self._dues = max((cell_len(self._due(row)) for row in rows), default=0)
        self._names = max((cell_len(row.owner or row.author) for row in rows), default=0)
        self.reflow()

    def reflow(self) -> None:
        """Fill again, in the order that is asked for."""
        self.fill([RemarkLine(row) for row in self.in_order(self._remarks, _KEYS)])

    def heads(self, width: int) -> Sequence[tuple[str, str]]:
        """Return the names of the columns."""
        text, about, who, due = self._sizes(width)
        return [
            ("kind", " "),
            self.named("kind", _("Kind"), _KIND),
            self.named("text", _("Text"), text),
            self.named("about", _("About"), about),
            self.named("who", _("Who"), who),
            self.named("due", _("Due"), due),
            self.named("state", _("State"), _STATE, at_right=True),
        ]

    def _sizes(self, width: int) -> tuple[int, int, int, int]:
        """Return the cells of the text, of what it is about, of who and of the day; 0 for a column that gave way."""
        who = min(max(self._names, cell_len(_("Who")) + 2) + _GAP, _WHO) if width >= _WIDE else 0
        due = max(self._dues, cell_len(_("Due")) + 2) + _GAP if who and self._dues else 0
        room = max(width - 2 - _KIND - who - due - _STATE, _GAP)
        about = room * 2 // 5 if room >= 60 else 0
        return room - about, about, who, due

    def paint(self, row: RemarkLine, width: int, chosen: bool) -> list[Segment]:
        item = row.row
        dim, text = self.style("dim", chosen=chosen), self.style("text", chosen=chosen)
        waiting = item.open and item.asks
        lead = Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen))
        words, about, who, due = self._sizes(width)
        late = self.style("red" if self._late(item) else "dim", chosen=chosen)
        return [
            lead,
            Segment(left(item.kind.word, _KIND), self.style(_STYLE[item.kind], chosen=chosen)),
            Segment(left(item.text, words - _GAP) + " " * _GAP, text if waiting or not item.asks else dim),
            Segment(left(item.title, max(about - _GAP, 0)) + " " * min(about, _GAP), dim),
            Segment(left(item.owner or item.author, max(who - _GAP, 0)) + " " * min(who, _GAP), dim),
            Segment(left(self._due(item), due), late),
            Segment(right(_standing(item), _STATE) + " ", dim if not waiting else text),
        ]

    def _due(self, item: RemarkRow) -> str:
        due = formatting.day(item.due, self._today) if item.due else ""
        return _("late {due}", due=due) if self._late(item) else due

    def _late(self, item: RemarkRow) -> bool:
        return item.open and item.asks and item.due is not None and item.due < self._today


_KEYS: Keys = {
    "kind": lambda row: fold(row.kind.word),
    "text": lambda row: fold(row.text),
    "about": lambda row: fold(row.title) or None,
    "who": lambda row: fold(row.owner or row.author) or None,
    "due": lambda row: row.due,
    "state": lambda row: not row.open if row.asks else None,
}


def _standing(item: RemarkRow) -> str:
    if not item.asks:
        return ""
    return _p("note", "open") if item.open else _p("note", "done")
