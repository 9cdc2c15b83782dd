"""Handlers of the balance over the perspectives."""

from collections.abc import Mapping

from goaltui.model.quick.translation import _
from goaltui.tui.context import Context, Handler
from goaltui.tui.features.refresh import renewing


async def balance(app: Context) -> None:
    """Show the spread of goals, work and attention."""
    from goaltui.tui.features.balance.screen import BalanceFlow

    view = await app.ask(lambda workspace: workspace.look.scorecard())
    if view is None:
        return
    if not any(row.key for row in view.perspectives):
        app.say(_("There is no perspective yet; s adds one."))
        return
    flow = BalanceFlow(view, app.main.glyphs)
    renewing(app, flow, lambda workspace: workspace.look.scorecard(), flow.show)
    await app.open_dialog(flow)


HANDLERS: Mapping[str, Handler] = {"balance": balance}
