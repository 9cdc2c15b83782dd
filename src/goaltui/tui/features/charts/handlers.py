"""Handlers of charts: of the item under the cursor, and of a cycle."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from goaltui.model.errors import GoaltuiError
from goaltui.model.quick.translation import _
from goaltui.tui.context import Context, Handler

if TYPE_CHECKING:
    from goaltui.services.views.cycles import CycleRow


async def chart(app: Context) -> None:
    """Over the whole screen."""
    place = app.place()
    if place is not None and app.screen is app.main:
        try:
            await _show(app, place.id)
        except GoaltuiError as error:
            app.say(str(error), error=True)


async def _show(app: Context, identity: str) -> None:
    """Show the chart; raises the reason why there is none."""
    from goaltui.services.charts.plotting import prepared
    from goaltui.services.views.charts import chart_of
    from goaltui.tui.features.charts.judgements_screen import JudgementsFlow
    from goaltui.tui.features.charts.screen import ChartFlow

    view = await app.gateway.run(lambda workspace: prepared(chart_of(workspace, identity)))
    flow = ChartFlow if view.judgements is None else JudgementsFlow
    await app.push_screen(flow(view, app.main.glyphs))


async def chart_cycle(app: Context, row: "CycleRow | None", back: "Callable[[str], Awaitable[None]]") -> None:
    """Show all objectives of the cycle under the cursor of the cycles, side by side; raises why not."""
    from goaltui.services.charts.plotting import prepared
    from goaltui.services.views.charts import small_charts
    from goaltui.tui.features.charts.small_charts_screen import SmallChartsFlow

    if row is None:
        await back(_("There is no cycle yet; n makes one."))
        return
    view = await app.gateway.run(lambda workspace: prepared(small_charts(workspace, row.name)))
    await app.push_screen(SmallChartsFlow(view, lambda identity: _show(app, identity), app.main.glyphs))


HANDLERS: Mapping[str, Handler] = {"chart": chart}
