"""What is owed today, what is red with nobody on it, and what others changed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.segment import Segment

from goaltui.model.enums import Band, EntityKind
from goaltui.services import words
from goaltui.services.history_view import local
from goaltui.services.marks import BAND_STYLE, STATUS_STYLE
from goaltui.services.rows import ChangeRow, DueRow, RedRow, TodayView
from goaltui.tui.glyphs import UNICODE, Glyphs
from goaltui.tui.text import cut, left, right
from goaltui.tui.widgets.bar import bar
from goaltui.tui.widgets.goal_list import GoalList


class TodayLine(NamedTuple):
    """Something owed, something red, a change, or words (`text`) between them."""

    row: DueRow | RedRow | ChangeRow | None = None
    text: str = ""
    heading: bool = False

    @property
    def key(self) -> str | None:
        """The id; a section of the list may name the same thing again."""
        return self.row.id if self.row is not None else None


class TodayList(GoalList[TodayLine]):
    """The first thing to look at in the morning."""

    def __init__(self, *, id: str | None = None, glyphs: Glyphs = UNICODE, seen: int = 0) -> None:
        super().__init__(id=id, glyphs=glyphs)
        self._seen = seen

    def show(self, view: TodayView) -> None:
        """Fill with this day."""
        self.fill(list(_lines(view, sum(map(self._is_new, view.changes)))))

    def _is_new(self, row: ChangeRow) -> bool:
        """Whether it came after the last look; nothing is new before the first."""
        return 0 < self._seen < row.hlc

    def paint(self, row: TodayLine, width: int, chosen: bool) -> list[Segment]:
        lead = Segment(f"{self.glyphs.cursor if chosen else ' '}  ", self.style("accent", chosen=chosen))
        # The last cell stays free: words that touch a scroll bar are hard to read.
        room = width - 4
        match row.row:
            case DueRow() as due:
                return [lead, *self._due(due, room, chosen)]
            case RedRow() as red:
                return [lead, *self._red(red, room, chosen)]
            case ChangeRow() as change:
                return [lead, *self._change(change, room, chosen)]
        name = "text" if row.heading else "dim"
        return [Segment(cut(f" {row.text}", width), self.style(name, bold=row.heading))]

    def _due(self, row: DueRow, width: int, chosen: bool) -> list[Segment]:
        text, dim = self.style("text", chosen=chosen), self.style("dim", chosen=chosen)
        late = self.style("red" if row.late > 7 else "yellow" if row.late else "green", chosen=chosen)
        bars = 16 if width >= 110 else 10 if width >= 70 else 0
        values = 18 if width >= 56 else 0
        who = 12 if width >= 90 else 0
        room = width - 14 - values - (bars + 2 if bars else 0) - who
        segments = [Segment(left(words.late(row.late), 14), late), *self._named(row, room, chosen)]
        if values:
            goal = f" / {words.number(row.target)}" if row.target is not None else ""
            segments.append(Segment(right(f"{words.number(row.value)}{goal}", values), text))
        if bars:
            name = STATUS_STYLE[row.status] if row.status else BAND_STYLE[row.band] if row.band else "dim"
            styles = (
                self.style(name, chosen=chosen),
                self.style("unfilled", chosen=chosen),
                self.style("today", chosen=chosen),
            )
            segments.append(Segment("  ", dim))
            drawn = row.progress if row.kind is EntityKind.KEY_RESULT else None
            segments += bar(drawn, row.expected, bars, self.glyphs, styles)
        if who:
            segments.append(Segment("  " + left(row.owner or self.glyphs.nothing, who - 2), dim))
        return segments

    def _named(self, row: DueRow | RedRow, width: int, chosen: bool) -> list[Segment]:
        style = self.style("text", bold=isinstance(row, DueRow) and row.mine, chosen=chosen)
        if width < 50 or not row.context:
            return [Segment(left(row.title, width), style)]
        title = width * 3 // 5
        context = Segment(left(row.context, width - title - 1), self.style("dim", chosen=chosen))
        return [Segment(left(row.title, title) + " ", style), context]

    def _red(self, row: RedRow, width: int, chosen: bool) -> list[Segment]:
        red = self.style("red", chosen=chosen)
        why = min(48, width // 2)
        return [
            Segment(left(f"{self.glyphs.band[Band.RED]} red", 14), red),
            *self._named(row, width - 14 - why, chosen),
            Segment(left(f" {row.why}", why), self.style("dim", chosen=chosen)),
        ]

    def _change(self, row: ChangeRow, width: int, chosen: bool) -> list[Segment]:
        text, dim = self.style("text", chosen=chosen), self.style("dim", chosen=chosen)
        what = f"{row.field}  {row.old or self.glyphs.nothing} → {row.new or self.glyphs.nothing}"
        if row.kind is EntityKind.CHECK_IN:
            what = f"checked in {row.new}"
        new = "new" if self._is_new(row) else ""
        room = max(width - 14 - 11 - 4, 10)
        title = room // 2
        return [
            Segment(left(row.author, 13) + " ", self.style("accent", chosen=chosen)),
            Segment(left(row.title, title) + " ", text),
            Segment(left(what, room - title - 1), dim),
            Segment(left(new, 4), self.style("accent", bold=True, chosen=chosen)),
            Segment(right(local(row.at)[5:], 11), dim),
        ]


def _lines(view: TodayView, new: int) -> Iterator[TodayLine]:
    mine = sum(1 for row in view.due if row.mine)
    yield TodayLine()
    yield TodayLine(text=_heading("Check-ins due", len(view.due), f"{mine} yours" if mine else ""), heading=True)
    yield from _section(view, view.due, "Nothing is due. c checks in on anything, any time.")
    yield TodayLine(text=_heading("Red, and nobody on it", len(view.red), ""), heading=True)
    yield from _section(view, view.red, "Nothing red is left alone.")
    yield TodayLine(text=_heading("Changed by others this week", len(view.changes), _new(new)), heading=True)
    yield from _section(view, view.changes, "Nobody else changed anything.")


def _new(count: int) -> str:
    return f"{count} new since you last looked" if count else ""


def _heading(what: str, count: int, more: str) -> str:
    parts = [what, str(count) if count else "", more]
    return "  ".join(part for part in parts if part)


def _section(view: TodayView, rows: Sequence[DueRow | RedRow | ChangeRow], nothing: str) -> Iterator[TodayLine]:
    yield from map(TodayLine, rows)
    if not rows:
        yield TodayLine(text=f"  {words.NOTHING_LIKE_THAT if view.header.narrowed else nothing}")
    yield TodayLine()
