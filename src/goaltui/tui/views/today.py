"""The Today list: due check-ins, red things nobody works on, changes by others."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment

from goaltui.model.changes import Looked
from goaltui.model.enums import Band, EntityKind
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick.translation import N_p, _, _n
from goaltui.model.quick_dataclass import replace
from goaltui.services.core import formatting
from goaltui.services.core.rows.today import ChangeRow, DueRow, FirstStep, RedRow, TodayView, WorkRow
from goaltui.services.core.status_symbols import BAND_STYLE, STATUS_STYLE
from goaltui.services.filters.query import Query
from goaltui.services.views.history.field_wording import clock_time, news
from goaltui.tui.appearance.glyphs import UNICODE, Glyphs
from goaltui.tui.appearance.text import cut, left, right, right_whole
from goaltui.tui.appearance.title_truncation import TitleTruncator
from goaltui.tui.commands.view import View
from goaltui.tui.components.bar import bar
from goaltui.tui.components.row_list import GoalList
from goaltui.tui.runtime.window_state import WindowState
from goaltui.tui.views.room import is_squeezed
from goaltui.tui.views.selection import Selection
from goaltui.tui.views.view_spec import Listing, ViewRequest, ViewSpec

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace

_ROOMY = 64
"""Cells from which on there is room for what is less than a title."""
_VALUES = 18
"""Cells of a value beside its target, at most."""
_ALIKE = 100
"""Changes, the latest ones, that say how much room what was done needs."""
_STATE = 18
"""Cells of the state of an initiative, at most."""
_MOST = 200
_LEAD = 14
"""Cells for how late something is, at least: `12 månader sent` needs more."""


class TodayLine(NamedTuple):
    """Something owed or agreed, something red, a change, a first step, or words (`text`) between them."""

    row: DueRow | WorkRow | RedRow | ChangeRow | None = None
    text: str = ""
    heading: bool = False
    step: FirstStep | None = None

    @property
    def key(self) -> str | None:
        """The id; a section of the list may name the same thing again."""
        return self.row.id if self.row is not None else None


class TodayList(GoalList[TodayLine]):
    """The first thing to look at in the morning."""

    def __init__(self, *, id: str | None = None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id=id, glyphs=glyphs)
        self._values = _VALUES
        self._with_bars = True
        self._today: date | None = None
        self._lead = _LEAD
        self._author, self._news, self._told = 14, False, 0
        self._beside = TitleTruncator(())
        self._titles = self._contexts = self._states = 0

    def show(self, view: TodayView) -> None:
        """Fill with this day."""
        self._today = view.header.as_of
        # Thousands of rows have few values between them.
        values = {row.now for row in view.due}
        self._values = min(max((cell_len(now) + 2 for now in values), default=0), _VALUES)
        late = {*(row.late for row in view.due), *(row.late for row in view.work)}
        self._lead = max([_LEAD, *(cell_len(formatting.late(days)) + 2 for days in late)])
        # Of measures no bar is drawn.
        self._with_bars = any(row.kind is EntityKind.KEY_RESULT for row in view.due)
        self._author = min(max((cell_len(row.author) + 2 for row in view.changes), default=0), 14)
        self._news = any(row.unseen for row in view.changes)
        self._told = max((cell_len(news(row)) for row in view.changes[:_ALIKE]), default=0)
        titles = [row.title for row in view.due] + [row.title for row in view.work] + [row.title for row in view.red]
        self._beside = TitleTruncator(titles)
        self._titles = _longest(titles)
        contexts = [row.context for row in view.due] + [row.context for row in view.work]
        self._contexts = _longest([*contexts, *(row.context for row in view.red)])
        self._states = min(_longest(formatting.work_word(row.row) for row in view.work) + 2, _STATE)
        self.fill(list(_lines(view, sum(row.unseen for row in view.changes))))

    def paint(self, row: TodayLine, width: int, chosen: bool) -> list[Segment]:
        lead = Segment(f"{self.glyphs.cursor if chosen else ' '}  ", self.style("accent", chosen=chosen))
        # The last cell stays free: words that touch a scroll bar are hard to read.
        room = width - 4
        match row.row:
            case DueRow() as due:
                return [lead, *self._due(due, room, chosen)]
            case WorkRow() as work:
                return [lead, *self._work(work, room, chosen)]
            case RedRow() as red:
                return [lead, *self._red(red, room, chosen)]
            case ChangeRow() as change:
                return [lead, *self._change(change, room, chosen)]
        if row.step is not None:
            return self._step(row.step, width)
        name = "text" if row.heading else "dim"
        return [Segment(cut(f" {row.text}", width), self.style(name, bold=row.heading))]

    def _step(self, step: FirstStep, width: int) -> list[Segment]:
        mark = self.glyphs.tick if step.done else self.glyphs.dot
        keys = "" if step.done else f"   {step.keys}"
        text = cut(f"   {mark}  {step.text}", max(width - cell_len(keys), 1))
        return [Segment(text, self.style("dim" if step.done else "text")), Segment(keys, self.style("accent"))]

    def _due(self, row: DueRow, width: int, chosen: bool) -> list[Segment]:
        text, dim = self.style("text", chosen=chosen), self.style("dim", chosen=chosen)
        late = self.style("red" if row.late > 7 else "yellow" if row.late else "green", chosen=chosen)
        bars = 0 if not self._with_bars else 16 if width >= 110 else 10 if width >= 70 else 0
        values = self._values if width >= 56 else 0
        who = 12 if width >= 90 else 0
        room = width - self._lead - values - (bars + 2 if bars else 0) - who
        segments = [Segment(left(formatting.late(row.late), self._lead), late), *self._named(row, room, chosen)]
        if values:
            segments.append(Segment(" " + right_whole(formatting.now_fitting(row.now), values - 1), text))
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

    def _work(self, row: WorkRow, width: int, chosen: bool) -> list[Segment]:
        late = self.style("red" if row.late > 7 else "yellow" if row.late else "green", chosen=chosen)
        dim = self.style("dim", chosen=chosen)
        state = right(formatting.work_word(row.row), self._states) if width >= 56 else ""
        who = left(f"  {row.row.owner or self.glyphs.nothing}", 12) if width >= 70 else ""
        room = width - self._lead - cell_len(state + who)
        named = self._named(row, room, chosen)
        return [Segment(left(formatting.late(row.late), self._lead), late), *named, Segment(state + who, dim)]

    def _named(self, row: DueRow | WorkRow | RedRow, width: int, chosen: bool) -> list[Segment]:
        style = self.style("text", bold=not isinstance(row, RedRow) and row.mine, chosen=chosen)
        if width < 50 or not row.context:
            return [Segment(left(self._beside.cut(row.title, width), width), style)]
        # What neither of them needs goes to the other.
        title = min(self._titles + 1, max(width * 3 // 5, width - self._contexts - 1))
        if is_squeezed(self):
            title = max(title, min(cell_len(row.title), width - 1))
        context = Segment(left(row.context, width - title - 1), self.style("dim", chosen=chosen))
        return [Segment(left(self._beside.cut(row.title, title), title) + " ", style), context]

    def _red(self, row: RedRow, width: int, chosen: bool) -> list[Segment]:
        red, sign = self.style("red", chosen=chosen), self.glyphs.band[Band.RED]
        lead = f"{sign} " if is_squeezed(self) else left(_("{sign} red", sign=sign), self._lead)
        why = min(48, cell_len(row.why) + 1 if is_squeezed(self) else width // 2 if width >= _ROOMY else width // 3)
        return [
            Segment(lead, red),
            *self._named(row, width - cell_len(lead) - why, chosen),
            Segment(left(f" {row.why}", why), self.style("dim", chosen=chosen)),
        ]

    def _change(self, row: ChangeRow, width: int, chosen: bool) -> list[Segment]:
        text, dim = self.style("text", chosen=chosen), self.style("dim", chosen=chosen)
        new = _("new") if row.unseen else ""
        moment = clock_time(row.at, self._today)
        when = moment if width >= _ROOMY else moment.rpartition(" ")[0]
        day, author, kept = 12 if width >= _ROOMY else 6, self._lead, 4 if self._news else 0
        if is_squeezed(self):
            # Who and when take what they need, so that what was done stands there whole.
            when = moment.rpartition(" ")[0]
            day, author = 7, self._author
        room = max(width - author - kept - day, 10)
        told = news(row)
        title = max(room // 2, room - (cell_len(told) if is_squeezed(self) else self._told) - 1)
        return [
            Segment(left(row.author, author - 1) + " ", self.style("accent", chosen=chosen)),
            Segment(left(row.title, title) + " ", text),
            Segment(left(told, room - title - 1), dim),
            Segment(left(new, kept), self.style("accent", bold=True, chosen=chosen)),
            Segment(right(when, day), dim),
        ]


def _longest(texts: Iterable[str]) -> int:
    """Return the cells of the longest text, or as many as there is room for in any window."""
    longest = 0
    for text in texts:
        longest = max(longest, cell_len(text))
        if longest >= _MOST:
            break
    return longest


def _steps(view: TodayView) -> Iterator[TodayLine]:
    """Yield the first steps of a new workspace, ticked off; the menu hides them."""
    if view.steps:
        done = sum(step.done for step in view.steps)
        yield TodayLine(
            text=_("First steps  {done} of {count}   to hide them: ? hide", done=done, count=len(view.steps)),
            heading=True,
        )
        for step in view.steps:
            yield TodayLine(step=step)
        yield TodayLine()


def _lines(view: TodayView, new: int) -> Iterator[TodayLine]:
    if view.header.unmatched:
        yield from (TodayLine(), TodayLine(text=f"  {view.header.unmatched}"))
        return
    yield from _steps(view)
    mine = sum(1 for row in view.due if row.mine)
    yield TodayLine(
        text=_heading(_("Check-ins due"), len(view.due), _("{count} yours", count=mine) if mine else ""), heading=True
    )
    pause = (
        _("A pause until {day}. ", day=formatting.day(view.paused_until, view.header.as_of))
        if view.paused_until
        else ""
    )
    yield from _section(view, view.due, pause + _("Nothing is due. c checks in any time."))
    if view.work:
        # Nothing is said where nothing is due: in a small window the rest counts.
        own = sum(1 for row in view.work if row.mine)
        heading = _heading(_("Initiatives due"), len(view.work), _("{count} yours", count=own) if own else "")
        yield TodayLine(text=heading, heading=True)
        yield from _section(view, view.work, "")
    yield TodayLine(text=_heading(_("Red, no owner or work"), len(view.red), ""), heading=True)
    yield from _section(view, view.red, _("Everything red has an owner or work."))
    yield TodayLine(text=_heading(_("Changed by others this week"), len(view.changes), _new(new)), heading=True)
    yield from _section(view, view.changes, _("No changes by others."))


def _new(count: int) -> str:
    return _n("{count} new since you last looked", "{count} new since you last looked", count) if count else ""


def _heading(what: str, count: int, more: str) -> str:
    parts = [what, str(count) if count else "", more]
    return "  ".join(part for part in parts if part)


def _section(
    view: TodayView, rows: Sequence[DueRow | WorkRow | RedRow | ChangeRow], nothing: str
) -> Iterator[TodayLine]:
    yield from map(TodayLine, rows)
    if not rows:
        yield TodayLine(text=f"  {_(formatting.NOTHING_LIKE_THAT) if view.header.narrowed else nothing}")
    yield TodayLine()


class TodaySpec(ViewSpec[TodayView]):
    """Today: due things, red things, changes of others."""

    SOUGHT = N_p("sought", "check-in, work or change")
    ROOMY = 110

    def read(self, workspace: "Workspace", asked: ViewRequest) -> TodayView:
        from goaltui.services.views.today import today_of

        view = today_of(workspace, asked.looked)
        if not asked.first_steps or view.header.back or view.header.known_at or asked.query.narrows:
            return view
        from goaltui.services.setup.first_steps import first_steps

        return replace(view, steps=first_steps(workspace))

    def narrow(self, rows: TodayView, query: Query, workspace: "Workspace") -> TodayView:
        from goaltui.services.filters.filtered_views import asking_of, narrow_today

        return narrow_today(rows, query, asking_of(workspace))

    def sort(self, rows: TodayView, order: str) -> TodayView:
        from goaltui.services.filters.sorting import Sorting, sort_today

        return sort_today(rows, Sorting.of(order))

    def is_empty(self, rows: TodayView) -> bool:
        return not (rows.due or rows.work or rows.red or rows.changes)

    def selection(self, rows: TodayView, identity: str) -> Selection | None:
        return in_today(rows, identity)

    def due(self, rows: TodayView) -> int:
        return len(rows.due)

    def is_all_done(self, rows: TodayView) -> bool:
        return bool(rows.goals) and not rows.header.narrowed

    def looked(self, rows: TodayView) -> Looked | None:
        return rows.looked

    def kept(self, rows: TodayView) -> WindowState:
        return WindowState(today=rows)

    def listing(self, glyphs: Glyphs) -> Listing[TodayView]:
        made = TodayList(id=View.TODAY.value, glyphs=glyphs)
        return Listing(made, made.show, made.move_to, lambda: made.cursor_key)


def in_today(view: TodayView, identity: str) -> Selection | None:
    """Return the due, red or changed thing with this id."""
    rows: tuple[DueRow | RedRow, ...] = (*view.due, *view.red)
    for row in rows:
        if row.id == identity:
            return Selection(row.kind, identity, row.title)
    for work in view.work:
        if work.id == identity:
            return Selection(EntityKind.INITIATIVE, identity, work.row.title)
    for change in view.changes:
        if change.id == identity and change.kind is not None:
            return Selection(change.kind, identity, change.title)
    return None


SPEC = TodaySpec()
