"""The judgements of a measure in words over the whole screen, by their days: there is no number to draw."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Static

from goaltui.model.quick.translation import N_, N_p, _, _n
from goaltui.services.charts.plotting import mark_lines
from goaltui.services.views.charts import ChartView, JudgedOn
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.appearance.text import cut, left, steady, wrapped
from goaltui.tui.components.effect_line import STATUS_COLOUR
from goaltui.tui.components.full_screen import Flow
from goaltui.tui.features.charts.screen import nothing_told

_KEYS = (("↑ ↓", N_p("key", "scroll")), ("Esc", N_p("key", "back")))
_SIDES, _GAP = 5, 3
_NOTE = 24
"""Cells that a note takes at least beside its judgement; with fewer it stands below."""
_INDENT = 2


class JudgementsFlow(Flow[None]):
    """Answers with nothing: it is for looking."""

    NAMED: ClassVar[str] = N_("Chart")
    DEFAULT_CSS = """
    JudgementsFlow > VerticalScroll { height: 1fr; padding: 1 2 0 2; scrollbar-size-vertical: 1; }
    JudgementsFlow #judgements { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "leave", show=False),
        Binding("j", "scroll_by(1)", show=False),
        Binding("k", "scroll_by(-1)", show=False),
    ]

    def __init__(self, view: ChartView, glyphs: Glyphs) -> None:
        super().__init__(view.title, _KEYS)
        self._view = view
        self._glyphs = glyphs

    def where(self) -> str:
        count = len(self._view.judgements or ())
        return _n("   {count} judgement", "   {count} judgements", count) if count else ""

    def body(self) -> Iterable[Widget]:
        with VerticalScroll() as scroll:
            scroll.can_focus = True
            yield Static(id="judgements")

    def on_mount(self) -> None:
        self.set_focus(self.query_one(VerticalScroll))

    def on_resize(self, event: Resize) -> None:
        super().on_resize(event)
        lines = self._lines(event.size.width - _SIDES)
        self.query_one("#judgements", Static).update(Content("\n").join(lines))

    def action_scroll_by(self, lines: int) -> None:
        """Scroll, as the arrows do."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _lines(self, width: int) -> Iterator[Content]:
        told = self._view.judgements or ()
        yield from _dim(_("It is judged in words: there are no numbers to draw."), width)
        if not told:
            yield from _dim(nothing_told(self._view), width)
        yield Content("")
        columns = [
            max((cell_len(text) for text in texts), default=0) + _GAP
            for texts in zip(*((item.day, self._word(item), steady(item.author)) for item in told), strict=True)
        ]
        for item in told:
            yield from self._judgement(item, columns, width)
        marks = mark_lines(self._view.curve, ascii_only=self._glyphs.spelling is not None)
        yield from (Content.styled(line, "$dim") for line in ("", *(cut(text, width) for text in marks)) if marks)

    def _judgement(self, item: JudgedOn, columns: Sequence[int], width: int) -> Iterator[Content]:
        days, words, authors = columns
        colour = STATUS_COLOUR[item.status] if item.status is not None else "$dim"
        head = Content.assemble(
            (left(item.day, days), "$dim"),
            (left(self._word(item), words), colour),
            (left(item.author, min(authors, max(width // 4, 1))), "$dim"),
        )
        room = width - head.cell_length
        if room < _NOTE:
            yield head
            yield from (Content(f"{' ' * _INDENT}{line}") for line in wrapped(item.note, width - _INDENT) if item.note)
            return
        first, *others = wrapped(item.note, room) or [""]
        yield head + Content(first)
        yield from (Content(" " * head.cell_length + line) for line in others)

    def _word(self, item: JudgedOn) -> str:
        if item.status is None:
            return f"{self._glyphs.nothing} {_('taken back')}"
        return f"{self._glyphs.status[item.status]} {item.status.word}"


def _dim(text: str, width: int) -> Iterator[Content]:
    return (Content.styled(line, "$dim") for line in wrapped(text, max(width, 1)))
