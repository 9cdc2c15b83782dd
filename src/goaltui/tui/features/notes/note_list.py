"""Records in lines: kind, what was written, on what, who and until when."""

from collections.abc import Sequence
from datetime import date

from rich.segment import Segment
from rich.style import Style

from goaltui.model.enums import RemarkKind
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import _, _p
from goaltui.services.core import formatting
from goaltui.services.views.notes import RemarkRow
from goaltui.tui.appearance.text import left, right
from goaltui.tui.components.row_list import GoalList

_STYLE = {
    RemarkKind.LEARNING: "green",
    RemarkKind.OBSTACLE: "red",
    RemarkKind.DECISION: "accent",
    RemarkKind.DATA_GAP: "yellow",
    RemarkKind.COMMENT: "dim",
    RemarkKind.REVIEW: "dim",
}
_KIND = 11
_WHO = 24
_WIDE = 100
_GAP = 2


class RemarkLine(NamedTuple):
    """A remark as a row of a list."""

    row: RemarkRow

    @property
    def key(self) -> str | None:
        """The id."""
        return self.row.id


class RemarkList(GoalList[RemarkLine]):
    """The list of remarks, open ones first."""

    _today = date.min

    def show(self, rows: Sequence[RemarkRow], today: date) -> None:
        """Fill with these."""
        self._today = today
        self.fill([RemarkLine(row) for row in rows])

    def paint(self, row: RemarkLine, width: int, chosen: bool) -> list[Segment]:
        item = row.row
        dim, text = self.style("dim", chosen=chosen), self.style("text", chosen=chosen)
        waiting = item.open and item.asks
        lead = Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen))
        who = _WHO if width >= _WIDE else 0
        state = 6
        room = max(width - 2 - _KIND - who - state, _GAP)
        about = room * 2 // 5 if room >= 60 else 0
        return [
            lead,
            Segment(left(item.kind.word, _KIND), self.style(_STYLE[item.kind], chosen=chosen)),
            Segment(left(item.text, room - about - _GAP) + " " * _GAP, text if waiting or not item.asks else dim),
            Segment(left(item.title, max(about - _GAP, 0)) + " " * min(about, _GAP), dim),
            Segment(left(self._who(item), who), self._due(item, chosen)),
            Segment(right(_standing(item), state) + " ", dim if not waiting else text),
        ]

    def _who(self, item: RemarkRow) -> str:
        due = formatting.day(item.due, self._today) if item.due else ""
        due = _("late {due}", due=due) if self._late(item) else due
        return "  ".join(part for part in (item.owner or item.author, due) if part)

    def _due(self, item: RemarkRow, chosen: bool) -> Style:
        return self.style("red" if self._late(item) else "dim", chosen=chosen)

    def _late(self, item: RemarkRow) -> bool:
        return item.open and item.asks and item.due is not None and item.due < self._today


def _standing(item: RemarkRow) -> str:
    if not item.asks:
        return ""
    return _p("note", "open") if item.open else _p("note", "done")
