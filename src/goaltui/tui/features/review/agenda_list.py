"""The list of a review's agenda: agreed actions first, then by severity."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment

from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.services.review.agenda_item import AgendaItem
from goaltui.tui.appearance.text import left
from goaltui.tui.appearance.title_truncation import TitleTruncator
from goaltui.tui.components.row_list import GoalList

_STYLE = ("accent", "red", "yellow", "yellow", "accent")
_WHY = 22
_OWNER = 12
_WIDE = 70


class AgendaLine(NamedTuple):
    """An item as a row of a list, and whether something was noted on it."""

    item: AgendaItem
    noted: bool

    @property
    def key(self) -> str | None:
        """The id of the key result or measure."""
        return self.item.id


class AgendaList(GoalList[AgendaLine]):
    """The agenda, with a mark on things with notes."""

    _why = _WHY
    _beside = TitleTruncator(())

    def show(self, items: Sequence[AgendaItem], noted: frozenset[str]) -> None:
        """Fill with the agenda; `noted` are ids."""
        self._beside = TitleTruncator([item.title for item in items])
        self._why = min(max((cell_len(item.reasons[0]) + 2 for item in items), default=0), _WHY)
        self.fill([AgendaLine(item, item.id in noted) for item in items])

    def paint(self, row: AgendaLine, width: int, chosen: bool) -> list[Segment]:
        item = row.item
        lead = Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen))
        owner = _OWNER if width >= _WIDE else 0
        room = max(width - 4 - self._why - owner, 0)
        return [
            lead,
            Segment("✓ " if row.noted else "  ", self.style("green", chosen=chosen)),
            Segment(left(item.reasons[0], self._why), self.style(_STYLE[item.rank], chosen=chosen)),
            Segment(left(self._beside.cut(item.title, room), room), self.style("text", chosen=chosen)),
            Segment(left(f" {item.owner or ''}", owner), self.style("dim", chosen=chosen)),
        ]
