"""How things spread over the perspectives."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from goaltui.tui.handlers.handler import Handler
from goaltui.tui.handlers.renewing import renewing

if TYPE_CHECKING:
    from goaltui.tui.app import GoaltuiApp


async def balance(app: "GoaltuiApp") -> None:
    """The spread of goals, work and attention."""
    from goaltui.tui.screens.balance import BalanceFlow

    view = await app.ask(lambda workspace: workspace.scorecard())
    if view is None:
        return
    if not any(row.key for row in view.perspectives):
        app.say("There is no perspective yet; s adds one.")
        return
    flow = BalanceFlow(view, app.main.glyphs)
    renewing(app, flow, lambda workspace: workspace.scorecard(), flow.show)
    await app.open_dialog(flow)


HANDLERS: Mapping[str, Handler] = {"balance": balance}
