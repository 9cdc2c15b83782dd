"""All objectives of a cycle as small charts side by side."""

from collections.abc import Awaitable, Callable, Iterable
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from goaltui.model.quick.translation import N_, N_p, _, _n
from goaltui.services.views.charts import SmallCharts
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.appearance.text import cut, plain
from goaltui.tui.components.full_screen import Flow
from goaltui.tui.components.message_line import Saying
from goaltui.tui.components.small_multiples import SmallMultiples

_AROUND = 8
_KEYS = (("← → ↑ ↓", N_p("key", "walk")), ("Enter", N_p("key", "its chart")), ("Esc", N_p("key", "back")))


class SmallChartsFlow(Flow[None]):
    """Answers with nothing: it is for looking; `enter` shows the chart of an objective on top, or raises
    why there is none."""

    NAMED: ClassVar[str] = N_("Charts")
    DEFAULT_CSS = """
    SmallChartsFlow > SmallMultiples { margin: 0 1; }
    SmallChartsFlow > #none { padding: 1 2; color: $dim; height: 1fr; }
    SmallChartsFlow > Saying { height: 1; }
    """

    def __init__(self, view: SmallCharts, enter: Callable[[str], Awaitable[None]], glyphs: Glyphs) -> None:
        super().__init__(view.cycle, _KEYS)
        self._view = view
        self._enter = enter
        self._glyphs = glyphs

    def where(self) -> str:
        count = _n("{count} objective", "{count} objectives", len(self._view.charts))
        page, pages = self.query_one(SmallMultiples).pages if self.is_mounted else (1, 1)
        return f"   {count}" + (_("   page {page} of {pages}", page=page, pages=pages) if pages > 1 else "")

    def body(self) -> Iterable[Widget]:
        if not self._view.charts:
            yield Static(Content(_("No objective in this cycle yet; a in the tree adds one.")), id="none")
        yield SmallMultiples(id="charts", glyphs=self._glyphs)
        yield Saying()

    def on_mount(self) -> None:
        charts = self.query_one(SmallMultiples)
        charts.display = self.query_one(Saying).display = bool(self._view.charts)
        charts.show(self._view.charts)
        self.set_focus(charts)

    @on(SmallMultiples.Moved)
    def _moved(self) -> None:
        chart = self.query_one(SmallMultiples).chosen
        if chart is not None:
            reason = plain(chart.reason).stylize("$dim")
            # The title gives way: half of a reason says something else.
            title = cut(chart.title, self.size.width - _AROUND - reason.cell_length)
            self.query_one(Saying).update(Content.assemble(title, "   ", reason))
        self.show_heading()

    @on(SmallMultiples.Chosen)
    async def _chosen(self, message: SmallMultiples.Chosen) -> None:
        with self.refusals():
            await self._enter(message.chart.id)

    def refuse(self, sentence: str) -> None:
        self.query_one(Saying).say(sentence, error=True)
