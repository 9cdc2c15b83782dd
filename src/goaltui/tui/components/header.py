"""The bar above every view: the tabs, the workspace, the cycle and where the data stands."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from rich.cells import cell_len
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from goaltui.model.quick.translation import N_, _
from goaltui.rules import dates
from goaltui.services.core import formatting
from goaltui.services.core.rows.header import ViewHeader
from goaltui.tui.appearance.glyphs import UNICODE, Glyphs
from goaltui.tui.appearance.text import cut
from goaltui.tui.commands.view import VIEWS
from goaltui.tui.method import without

THROWN_AWAY = N_("sample: nothing is kept")
"""The note over a workspace that is deleted when the program is left."""

_NAME = "goaltui"
_BAR_CELLS = 18
_NAMED = 60
"""From this width on every tab says its name; below it the one in sight does."""
_WITH_WEEKS = 70
_DAYS_A_WEEK = 7
_GAP = 4
_BETWEEN = "   "
_ASKED = 32
"""Cells that are kept for what is asked for, if it needs them."""
_LEAST = 12
_FEWEST = 4
"""Cells of a name that still say something."""


class TopBar(Widget):
    """Two lines and a hairline; a click on a tab asks for its view."""

    DEFAULT_CSS = """
    TopBar {
        height: 3;
        padding: 0 1;
        background: $background;
        border-bottom: solid $hairline;
    }
    TopBar.-past { background: $warning 12%; border-bottom: solid $warning; }
    """

    class Picked(Message):
        """A tab was clicked."""

        def __init__(self, view: str) -> None:
            super().__init__()
            self.view = view

    def __init__(self, *, id: str | None = None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self._header: ViewHeader | None = None
        self._active = ""
        self._saved = ""
        self._asked: tuple[tuple[str, str], ...] = ()
        self._spans: tuple[tuple[int, int, str], ...] = ()

    def show(self, header: ViewHeader | None, active: str, saved: str, asked: tuple[tuple[str, str], ...] = ()) -> None:
        """Show the header of the rows in sight, the view's name, a word on the place of the data, and the filters, each
        a word that stays whole and its subject.
        """
        self.set_class(header is not None and (header.back or header.known_at) is not None, "-past")
        saved = _(saved)
        if (header, active, saved, asked) != (self._header, self._active, self._saved, self._asked):
            self._header, self._active, self._saved, self._asked = header, active, saved, asked
            self.refresh()

    @property
    def tabs(self) -> tuple[tuple[str, str, str], ...]:
        """Key, name and view of the method's tabs."""
        left_out = without(self._header.method) if self._header is not None else frozenset()
        return tuple(
            (shown.key, _(shown.title), shown.view.value) for shown in VIEWS if shown.view.command not in left_out
        )

    def render(self) -> Content:
        width = self.size.width
        return Content("\n").join((self._tabs(width), self._place(width)))

    def on_click(self, event: Click) -> None:
        """Ask for the view whose tab was clicked."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y != 0:
            return
        for start, end, view in self._spans:
            if start <= offset.x < end:
                self.post_message(self.Picked(view))

    def _tabs(self, width: int) -> Content:
        gap = 4 if width >= 70 else 2
        parts: list[tuple[str, str]] = [(_NAME, "bold $accent"), (" " * gap, "")]
        spans: list[tuple[int, int, str]] = []
        at = len(_NAME) + gap
        for key, name, view in self.tabs:
            label = name if width >= _NAMED or view == self._active else ""
            spans.append((at, at + len(label) + 3, view))
            at += len(label) + 3 + gap - 2
            if view == self._active:
                parts += [(f" {key} {label} " if label else f" {key} ", "bold reverse $accent")]
            else:
                parts += [(f" {key} ", "$dim"), (f"{label} ", "$dim")]
            parts.append((" " * (gap - 3), ""))
        self._spans = tuple(spans)
        return Content.assemble(*parts)

    def _place(self, width: int) -> Content:
        header = self._header
        if header is None:
            return Content.assemble((cut(self._saved, width), "$dim"))
        rest = [(text, style) for text, style in self._standing(header) if text]
        asked = min(cell_len(_told(self._asked, width)), _ASKED)
        kept = _kept(header, asked)
        # Where no cycle stands beside it, the name takes all that the rest leaves.
        left = 0 if header.cycle else width - _cells(rest) - len(rest) * _GAP - (_GAP + asked if asked else 0)
        named = min(max(width // (4 if header.cycle else 2), 12, left), width - kept)
        parts: list[tuple[str, str]] = [(cut(header.workspace, named), "$dim")]
        if header.cycle and header.cycle_start and header.cycle_end:
            cycle = (f"  ›  {cut(header.cycle, 20)}", "$dim")
            if not kept or _cells([*parts, cycle]) + kept <= width:
                parts.append(cycle)
                weeks = self._weeks(header.as_of, header.cycle_start, header.cycle_end) if width >= _WITH_WEEKS else []
                # The bar of the cycle takes what all else leaves.
                room = width - _cells(parts) - _cells(rest) - len(rest) * _GAP - (_GAP + asked if asked else 0)
                parts += next((some for some in (weeks, weeks[:1]) if _cells(some) <= room), [])
        if asked:
            rest = self._with_asked(rest, asked, width - _cells(parts) - _GAP, whole=1 if kept else 0)
        for text, style in rest:
            room = width - _cells(parts) - _GAP
            if text and room > 8:
                parts += [(" " * _GAP, ""), (cut(text, room), style)]
        return Content.assemble(*parts)

    def _with_asked(self, rest: list[tuple[str, str]], wanted: int, room: int, *, whole: int) -> list[tuple[str, str]]:
        """Return the filters before the rest; the last of the rest are left out where `wanted` cells would not be left.
        The first is the day looked at, where one is to stay `whole`.
        """
        while len(rest) > whole:
            least = wanted if rest[-1][0] == self._saved else min(wanted, _LEAST)
            if room - _cells(rest) - len(rest) * _GAP >= least:
                break
            rest = rest[:-1]
        left = room - _cells(rest) - len(rest) * _GAP
        return rest if whole and left < min(wanted, _LEAST) else [(_told(self._asked, left), "reverse $accent"), *rest]

    def _standing(self, header: ViewHeader) -> Iterator[tuple[str, str]]:
        """Yield the day or moment looked at, the reason why nothing is written, and the place of
        the work; the weightiest first.
        """
        looked_at = _looked_at(header)
        yield looked_at, "bold $warning"
        # The sentence would tell the day again.
        yield _("read-only") if looked_at and header.read_only else header.read_only or "", "$warning"
        yield self._saved, "$warning" if self._saved == _(THROWN_AWAY) else "$dim"

    def _weeks(self, today: date, start: date, end: date) -> list[tuple[str, str]]:
        days = (end - start).days + 1
        weeks = max(round(days / _DAYS_A_WEEK), 1)
        week = min((today - start).days // _DAYS_A_WEEK + 1, weeks)
        filled = round((today - start).days / max(days - 1, 1) * _BAR_CELLS)
        return [
            (_("   week {week} of {weeks}  ", week=week, weeks=weeks), "$dim"),
            (self._glyphs.filled * filled, "$accent"),
            (self._glyphs.unfilled * (_BAR_CELLS - filled), "$unfilled"),
            (f"  {formatting.day(today, today)}", "$dim"),
        ]


def _looked_at(header: ViewHeader) -> str:
    """Return the day or moment looked at, with the way back; empty for now."""
    if header.known_at:
        return _(
            "as known {moment}   t today", moment=dates.moment(datetime.fromisoformat(header.known_at), header.today)
        )
    return _("as of {day}   t today", day=header.back) if header.back else ""


def _kept(header: ViewHeader, asked: int) -> int:
    """Return the number of cells that nothing else may take: the day looked at is whole, with something of
    the filters beside it; 0 for now.
    """
    looked_at = cell_len(_looked_at(header))
    return looked_at + _GAP + (min(asked, _LEAST) + _GAP if asked else 0) if looked_at else 0


def _told(asked: tuple[tuple[str, str], ...], room: int) -> str:
    """Return the filters in so many cells: the subject gives way, its word stays whole."""
    told: list[str] = []
    left = room - sum(cell_len(word) + 1 for word, _ in asked) - len(_BETWEEN) * (len(asked) - 1)
    for place, (word, thing) in enumerate(asked):
        text = cut(thing, max(left // (len(asked) - place), _FEWEST))
        left -= cell_len(text)
        told.append(f"{word} {text}")
    return _BETWEEN.join(told)


def _cells(parts: Iterable[tuple[str, str]]) -> int:
    return sum(cell_len(text) for text, _ in parts)
