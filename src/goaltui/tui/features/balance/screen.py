"""Balance: how goals, work and attention spread over the perspectives; shown and never graded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.events import Resize
from textual.widget import Widget

from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import N_, N_p, _, _n
from goaltui.services.core import formatting
from goaltui.services.core.balance import shown_rows
from goaltui.services.core.rows.scorecard import BalanceRow, ScorecardView
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.appearance.text import cut, left, right, steady, wrapped
from goaltui.tui.components.bar import bar
from goaltui.tui.components.full_screen import Flow
from goaltui.tui.components.message_line import Saying
from goaltui.tui.components.row_list import GoalList
from goaltui.tui.views.scorecard.quadrant import PERSPECTIVE_COLOURS

_KEYS = (("↑ ↓", N_p("key", "scroll")), ("Esc", N_p("key", "back")))
_TOTAL = 5
_EVEN = 10
_COUNT = 4
_SHARE = 7
_GAP = 2
_LEAST_BAR = 4
_BREAKS = 9
"""Cells of a perspective from which on its name takes two lines."""
_WIDE, _MEDIUM = 110, 70
_LONG = {
    "check-ins": N_("check-ins of the last 30 days"),
    "key results": N_("running key results"),
    "initiatives": N_("open initiatives"),
}
_SHORT = {**_LONG, "check-ins": N_("check-ins, 30 days")}


class BalanceLine(NamedTuple):
    """A kind of thing (`row`) over all perspectives, how their names go on, or the line below those."""

    row: BalanceRow | None = None
    names: bool = False

    @property
    def key(self) -> str | None:
        """The kind."""
        return None if self.row is None else self.row.what


class BalanceColumns(NamedTuple):
    """Cells of what is counted, and of each perspective."""

    names: Mapping[str, str]
    name: int
    place: int

    @classmethod
    def of(cls, width: int, places: int) -> "BalanceColumns":
        """Return the columns that fit; with the whole names where it is wide."""
        names, name = (_LONG, 30) if width >= _WIDE else (_SHORT, 19) if width >= _MEDIUM else ({}, 13)
        return cls(names, name, max((width - 1 - name - _TOTAL - _EVEN) // max(places, 1), _COUNT + 1))


class BalanceList(GoalList[BalanceLine]):
    """A matrix: a line for every kind, a column with a bar for every perspective in its colour."""

    HEAD: ClassVar[int] = 1
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"list--p{place}" for place in range(1, PERSPECTIVE_COLOURS + 1)}
    DEFAULT_CSS: ClassVar[str] = """
    BalanceList > .list--p1 { color: $perspective-1; }
    BalanceList > .list--p2 { color: $perspective-2; }
    BalanceList > .list--p3 { color: $perspective-3; }
    BalanceList > .list--p4 { color: $perspective-4; }
    """

    def __init__(self, *, id: str | None = None, glyphs: Glyphs) -> None:
        super().__init__(id=id, glyphs=glyphs)
        self._named: Sequence[str] = ()
        self._shown: Sequence[BalanceRow] = ()

    def show(self, view: ScorecardView) -> None:
        """Fill with how things spread."""
        self._named = [row.name for row in view.perspectives if row.key]
        self._shown = shown_rows(view)
        self._refill()

    def on_resize(self, event: Resize) -> None:
        """Break the names of the perspectives anew."""
        self._refill()
        super().on_resize(event)

    def _refill(self) -> None:
        goes_on = any(rest for _first, rest in self._names(self.app.size.width))
        self.fill([*([BalanceLine(names=True)] if goes_on else []), BalanceLine(), *map(BalanceLine, self._shown)])
        self.refresh()

    def _names(self, width: int) -> Sequence[tuple[str, str]]:
        """Return the names of the perspectives, each in two lines at most; none of their words is broken."""
        room = BalanceColumns.of(width, len(self._named)).place - _GAP
        return [_in_two(name, room) for name in self._named]

    def head(self, width: int) -> list[Segment]:
        columns, dim = BalanceColumns.of(width, len(self._named)), self.style("dim")
        total = Segment(" " * (columns.name + 1) + right(_("all"), _TOTAL), dim)
        return [total, *self._headed(0, width), Segment(right(_("evenness"), _EVEN), dim)]

    def _headed(self, part: int, width: int) -> Iterator[Segment]:
        room = BalanceColumns.of(width, len(self._named)).place - _GAP
        for place, name in enumerate(self._names(width)):
            yield Segment(f"{'':{_GAP}}{left(name[part], room)}", self._colour(place, bold=True))

    def paint(self, row: BalanceLine, width: int, chosen: bool) -> list[Segment]:
        columns = BalanceColumns.of(width, len(self._named))
        if row.names:
            return [Segment(" " * (columns.name + 1 + _TOTAL), self.style("dim")), *self._headed(1, width)]
        if row.row is None:
            across = columns.name + _TOTAL + columns.place * len(self._named) + _EVEN
            return [Segment(f" {self.glyphs.unfilled * min(across, width - 1)}", self.style("unfilled"))]
        what, total = row.row.what, sum(row.row.counts)
        dim = self.style("dim", chosen=chosen)
        even = formatting.NOTHING if row.row.evenness is None else formatting.mean(row.row.evenness)
        segments = [
            Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen)),
            Segment(
                left(_(columns.names.get(what, what)).capitalize(), columns.name), self.style("text", chosen=chosen)
            ),
            Segment(right(str(total), _TOTAL), self.style("text", bold=True, chosen=chosen)),
        ]
        for place, count in enumerate(row.row.counts):
            segments += self._place(place, count, total, columns.place, chosen=chosen)
        return [*segments, Segment(right(even, _EVEN), dim)]

    def _place(self, place: int, count: int, total: int, width: int, *, chosen: bool) -> Iterator[Segment]:
        """Yield the number in one perspective, with the bar and the share where there is room."""
        dim = self.style("dim", chosen=chosen)
        share = count / total if total else None
        shared = _SHARE if width >= _GAP + _COUNT + _SHARE else 0
        room = width - _GAP - _COUNT - shared
        yield Segment(" " * _GAP, dim)
        if room >= _LEAST_BAR:
            styles = (self._colour(place, chosen=chosen), self.style("unfilled", chosen=chosen), dim)
            yield from bar(share, None, room, self.glyphs, styles)
            room = 0
        # Below the end of a name that is cut, so that tens stand below tens.
        number = right(str(count), _COUNT + room)
        yield Segment(number, self.style("text" if count else "dim", chosen=chosen))
        if shared:
            yield Segment(right(formatting.percent(share), shared), dim)

    def _colour(self, place: int, *, bold: bool = False, chosen: bool = False) -> Style:
        return self.style(f"p{place % PERSPECTIVE_COLOURS + 1}", bold=bold, chosen=chosen)


def _in_two(name: str, room: int) -> tuple[str, str]:
    """Return the two lines of a name; one where a word would be broken or there is little room."""
    first, *rest = wrapped(name, max(room, 2)) or [""]
    if room < _BREAKS or max(map(cell_len, steady(name).split()), default=0) > room:
        return cut(name, room), ""
    return first, cut(" ".join(rest), room)


class BalanceFlow(Flow[None]):
    """Answers nothing."""

    NAMED: ClassVar[str] = N_("Balance")
    DEFAULT_CSS: ClassVar[str] = """
    BalanceFlow > Saying { max-height: 4; }
    BalanceFlow > BalanceList { height: auto; max-height: 1fr; margin: 0 0 1 0; }
    """

    def __init__(self, view: ScorecardView, glyphs: Glyphs) -> None:
        super().__init__(_("Balance"), _KEYS)
        self._view = view
        self._glyphs = glyphs

    def where(self) -> str:
        named = sum(1 for row in self._view.perspectives if row.key)
        return _n("   over {count} perspective", "   over {count} perspectives", named)

    def body(self) -> Iterable[Widget]:
        yield BalanceList(id="balance", glyphs=self._glyphs)
        text = _("Shown, not graded: evenness is 1 if all perspectives have the same, 0 if one has it all.")
        yield Saying(text)

    def on_mount(self) -> None:
        self.set_focus(self.query_one(BalanceList))
        self.show(self._view)

    def show(self, view: ScorecardView) -> None:
        """Show how things spread now."""
        self._view = view
        self.query_one(BalanceList).show(view)
        self.show_heading()
