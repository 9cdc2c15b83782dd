"""Balance: how goals, work and attention spread over the perspectives; shown and never graded."""

from collections.abc import Iterable, Iterator
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual.widget import Widget

from goaltui.services import words
from goaltui.services.rows import BalanceRow, ScorecardView
from goaltui.tui.glyphs import Glyphs
from goaltui.tui.screens.flow import Flow
from goaltui.tui.text import left, right
from goaltui.tui.widgets.bar import bar
from goaltui.tui.widgets.goal_list import GoalList
from goaltui.tui.widgets.saying import Saying

_KEYS = (("↑ ↓", "scroll"), ("Esc", "back"))
_NAME = 24
_COUNT = 7
_SHARE = 7
_WIDEST = 60
_SHOWN = {
    "check-ins": "check-ins of the last 30 days",
    "key results": "running key results",
    "initiatives": "open initiatives",
}


class BalanceLine(NamedTuple):
    """A kind of thing (`row`), its share in one perspective (`place`), or nothing between two kinds."""

    row: BalanceRow | None = None
    name: str = ""
    place: int | None = None
    perspective: str = ""

    @property
    def key(self) -> str | None:
        """Every line that says something."""
        return None if self.row is None else f"{self.row.what} {self.perspective}"


class BalanceList(GoalList[BalanceLine]):
    """A bar for every kind in every perspective."""

    def paint(self, row: BalanceLine, width: int, chosen: bool) -> list[Segment]:
        if row.row is None:
            return []
        lead = Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen))
        dim = self.style("dim", chosen=chosen)
        name = min(_NAME, max(width // 3, 20))
        room = max(min(width - 3 - name - _COUNT - _SHARE, _WIDEST), 4)
        if row.place is None:
            # It ends where the bars do.
            edge = name + room + _COUNT + _SHARE
            even = "none yet" if row.row.evenness is None else f"evenness {row.row.evenness:.2f}"
            what = _SHOWN.get(row.row.what, row.row.what).capitalize()
            return [
                lead,
                Segment(
                    left(f"{what}, {sum(row.row.counts)}", edge - 15), self.style("text", bold=True, chosen=chosen)
                ),
                Segment(right(even, 15), dim),
            ]
        count, total = row.row.counts[row.place], sum(row.row.counts)
        styles = (self.style("accent", chosen=chosen), self.style("unfilled", chosen=chosen), dim)
        return [
            lead,
            Segment(left(f"  {row.name}", name - 1) + " ", self.style("text" if count else "dim", chosen=chosen)),
            *bar(count / total if total else None, None, room, self.glyphs, styles),
            Segment(right(str(count), _COUNT), self.style("text" if count else "dim", chosen=chosen)),
            Segment(right(words.percent(count / total if total else None), _SHARE), dim),
        ]


class BalanceFlow(Flow[None]):
    """Answers nothing."""

    DEFAULT_CSS: ClassVar[str] = """
    BalanceFlow > Saying { max-height: 4; }
    """

    def __init__(self, view: ScorecardView, glyphs: Glyphs) -> None:
        super().__init__("Balance", _KEYS)
        self._view = view
        self._glyphs = glyphs

    def where(self) -> str:
        named = sum(1 for row in self._view.perspectives if row.key)
        return f"   over {words.counted(named, 'perspective')}"

    def body(self) -> Iterable[Widget]:
        yield BalanceList(id="balance", glyphs=self._glyphs)
        text = "Shown, not graded: evenness is 1 where every perspective has as much, 0 where one has it all."
        yield Saying(text)

    def on_mount(self) -> None:
        self.set_focus(self.query_one(BalanceList))
        self.show(self._view)

    def show(self, view: ScorecardView) -> None:
        """Show how things spread now."""
        self._view = view
        self.query_one(BalanceList).fill(list(_lines(view)))
        self.show_heading()


def _lines(view: ScorecardView) -> Iterator[BalanceLine]:
    named = [row for row in view.perspectives if row.key]
    for row in view.balance:
        yield BalanceLine(row)
        yield from (BalanceLine(row, above.name, place, above.key) for place, above in enumerate(named))
        yield BalanceLine()
