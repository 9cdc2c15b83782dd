"""The chart of the item under the cursor."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from goaltui.tui.handlers.handler import Handler

if TYPE_CHECKING:
    from goaltui.tui.app import GoaltuiApp


async def chart(app: "GoaltuiApp") -> None:
    """Over the whole screen."""
    from goaltui.services.charting import chart_of
    from goaltui.tui.screens.chart import ChartFlow

    place = app.place()
    if place is None:
        return
    view = await app.ask(lambda workspace: chart_of(workspace, place.id))
    if view is not None:
        await app.open_dialog(ChartFlow(view, app.main.glyphs))


HANDLERS: Mapping[str, Handler] = {"chart": chart}
