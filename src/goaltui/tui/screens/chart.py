"""A chart over the whole screen; the check-ins are walked below it."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from goaltui.services import words
from goaltui.services.charting import ChartView, described
from goaltui.tui.glyphs import Glyphs
from goaltui.tui.screens.flow import Flow
from goaltui.tui.text import plain
from goaltui.tui.widgets.plot import Plot

_KEYS = (("← →", "walk the check-ins"), ("Esc", "back"))
_LEVEL_MARKS = "-=_"


class ChartFlow(Flow[None]):
    """Answers with nothing: it is for looking."""

    DEFAULT_CSS = """
    ChartFlow > #plot { height: 1fr; padding: 0 1; }
    ChartFlow > #legend { height: 1; padding: 0 2; }
    ChartFlow > #told {
        height: auto;
        min-height: 2;
        max-height: 5;
        padding: 0 1;
        background: $panel;
        border-left: thick $accent;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "walk(-1)", show=False),
        Binding("right", "walk(1)", show=False),
        Binding("home", "walk(-100000)", show=False),
        Binding("end", "walk(100000)", show=False),
        Binding("v", "leave", show=False),
    ]

    def __init__(self, view: ChartView, glyphs: Glyphs) -> None:
        super().__init__(view.title, _KEYS)
        self._view = view
        self._glyphs = glyphs
        self._at = len(view.check_ins) - 1

    def where(self) -> str:
        count = len(self._view.check_ins)
        return f"   {self._at + 1} of {words.counted(count, 'check-in')}" if count else ""

    def body(self) -> Iterable[Widget]:
        yield Plot(id="plot", glyphs=self._glyphs)
        yield Static(self._legend(), id="legend")
        yield Static(id="told")

    def on_mount(self) -> None:
        self._show()

    def action_walk(self, step: int) -> None:
        """To an earlier or later check-in."""
        count = len(self._view.check_ins)
        if count:
            self._at = min(max(self._at + step, 0), count - 1)
            self._show()
            self.show_heading()

    def _show(self) -> None:
        row = self._view.check_ins[self._at] if self._view.check_ins else None
        self.query_one(Plot).show(self._view, row.date if row is not None else None)
        told = described(row, self._view.unit, self._view.today) if row is not None else _NOTHING
        self.query_one("#told", Static).update(plain(told))

    def _legend(self) -> Content:
        view, parts = self._view, []
        if view.points:
            parts.append((f"{'o' if self._glyphs.spelling else '●'} value   ", "$accent"))
        for (name, level), mark, style in zip(
            view.lines, _LEVEL_MARKS, ("$success", "$error", "$warning"), strict=False
        ):
            parts.append((f"{mark}{mark} {name} {words.number(level)}   ", style))
        if view.expected:
            parts.append((".. expected   ", "$warning"))
        if view.forecast is not None:
            low, high = words.number(view.forecast.low), words.number(view.forecast.high)
            landing = words.number(view.forecast.value)
            parts.append((f":: lands at {landing} ({low} to {high})", "$accent"))
        return Content.assemble(*parts)


_NOTHING = "Nobody has checked in yet; c does."
