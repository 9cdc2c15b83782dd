"""A chart over the whole screen; the check-ins are walked below it."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Static

from goaltui.model.quick.translation import N_, N_p, _, _n
from goaltui.services.views.charts import ChartView
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.components.full_screen import Flow
from goaltui.tui.components.message_line import Saying
from goaltui.tui.components.plot import Plot, wrapped_legend

_KEYS = (("← →", N_p("key", "walk the check-ins")), ("Esc", N_p("key", "back")))
_SIDES = 4


class ChartFlow(Flow[None]):
    """Answers with nothing: it is for looking."""

    NAMED: ClassVar[str] = N_("Chart")
    DEFAULT_CSS = """
    ChartFlow > #plot { height: 1fr; padding: 0 1; }
    ChartFlow > #legend { height: auto; max-height: 8; padding: 0 2; }
    ChartFlow > Saying { min-height: 2; max-height: 5; }
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
        self._at = len(view.moments) - 1

    def where(self) -> str:
        count = len(self._view.moments)
        return (
            _n("   {at} of {count} check-in", "   {at} of {count} check-ins", count, at=self._at + 1) if count else ""
        )

    def body(self) -> Iterable[Widget]:
        yield Plot(id="plot", glyphs=self._glyphs)
        yield Static(id="legend")
        yield Saying()

    def on_mount(self) -> None:
        self._show()

    def on_resize(self, event: Resize) -> None:
        super().on_resize(event)
        lines = wrapped_legend(self._view.curve, event.size.width - _SIDES, self._glyphs)
        self.query_one("#legend", Static).update(Content("\n").join(lines))

    def action_walk(self, step: int) -> None:
        """Move to an earlier or later check-in."""
        count = len(self._view.moments)
        if count:
            self._at = min(max(self._at + step, 0), count - 1)
            self._show()
            self.show_heading()

    def _show(self) -> None:
        moment = self._view.moments[self._at] if self._view.moments else None
        self.query_one(Plot).show(self._view.curve, moment.day if moment is not None else None)
        self.query_one(Saying).say(moment.text if moment is not None else nothing_told(self._view))


def nothing_told(view: ChartView) -> str:
    """Return that there is nothing to draw yet, and how that changes."""
    return f"{view.nothing} {_('Esc, then c checks in.')}" if view.takes else view.nothing
