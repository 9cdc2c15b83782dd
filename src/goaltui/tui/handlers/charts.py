"""The chart of the item under the cursor, and those of a cycle."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from goaltui.tui.handlers.answered import answered
from goaltui.tui.handlers.handler import Handler

if TYPE_CHECKING:
    from goaltui.services.cycles import CycleRow
    from goaltui.tui.app import GoaltuiApp


async def chart(app: "GoaltuiApp") -> None:
    """Over the whole screen."""
    place = app.place()
    if place is not None and app.screen is app.main:
        refused = await _show(app, place.id)
        if refused:
            app.say(refused, error=True)


async def _show(app: "GoaltuiApp", identity: str) -> str:
    """Answers why there is no chart, or nothing."""
    from goaltui.services.charting import chart_of
    from goaltui.services.drawing import prepared
    from goaltui.tui.screens.chart import ChartFlow

    view = await answered(app, lambda workspace: prepared(chart_of(workspace, identity)))
    if isinstance(view, str):
        return view
    await app.push_screen(ChartFlow(view, app.main.glyphs))
    return ""


async def chart_cycle(app: "GoaltuiApp", row: "CycleRow | None", back: "Callable[[str], Awaitable[None]]") -> None:
    """All objectives of the cycle under the cursor of the cycles, side by side."""
    from goaltui.services.charting import small_charts
    from goaltui.services.drawing import prepared
    from goaltui.tui.screens.small_charts import SmallChartsFlow

    if row is None:
        await back("There is no cycle yet; n makes one.")
        return
    view = await answered(app, lambda workspace: prepared(small_charts(workspace, row.name)))
    if isinstance(view, str):
        await back(view)
    else:
        await app.push_screen(SmallChartsFlow(view, lambda identity: _show(app, identity), app.main.glyphs))


HANDLERS: Mapping[str, Handler] = {"chart": chart}
