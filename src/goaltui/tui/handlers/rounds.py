"""The round through everything due."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from goaltui.services.rows import Outcome
from goaltui.tui.handlers.answered import answered
from goaltui.tui.handlers.handler import Handler

if TYPE_CHECKING:
    from goaltui.services.round import Due, Entered, Stop
    from goaltui.services.rows import DueRow
    from goaltui.services.scope import Reach
    from goaltui.tui.app import GoaltuiApp
    from goaltui.tui.screens.round import Walked


async def walk_round(app: "GoaltuiApp") -> None:
    """One due thing after the other; what was entered is saved at once and stays when the round is left."""
    from goaltui.services import round as rounds
    from goaltui.tui.screens.round import Doing, RoundFlow

    if not await app.may_write():
        return
    found = await app.ask(lambda workspace: (rounds.due(workspace), workspace.today))
    if found is None:
        return
    due, today = found
    left = app.main.in_round
    goes_on = left[1] if left is not None and left[0] == today else ""
    if not due.rows:
        app.say("Nothing is due; c checks in on anything, any time.")
        return
    first = await app.ask(lambda workspace: rounds.stop(workspace, due.rows[0]))
    if first is None:
        return

    async def look(reach: "Reach") -> "Due | None":
        return await app.ask(lambda workspace: rounds.due(workspace, reach))

    async def stop(row: "DueRow") -> "Stop | str":
        return await answered(app, lambda workspace: rounds.stop(workspace, row))

    async def save(
        found: "Stop", line: str, batch: str, earlier: "Entered | None", done: frozenset[str] | None
    ) -> "Entered":
        entered = await app.gateway.run(
            lambda workspace: rounds.enter(workspace, found, line, batch=batch or goes_on, earlier=earlier, done=done)
        )
        app.main.in_round = today, entered.batch
        return entered

    flow = RoundFlow(due, first, Doing(look, stop, save), app.main.glyphs)
    await app.open_dialog(flow, lambda walked: _walked(app, walked))


async def _walked(app: "GoaltuiApp", walked: "Walked") -> None:
    if walked.undo:
        await app.write(lambda workspace: workspace.undo())
    elif walked.entered:
        app.wrote(Outcome(walked.sentence, frozenset()))


HANDLERS: Mapping[str, Handler] = {"round": walk_round}
