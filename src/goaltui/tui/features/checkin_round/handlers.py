"""Handlers of the round: it goes through everything due."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from goaltui.model.quick.translation import _
from goaltui.services.core.rows.outcome import Outcome
from goaltui.tui.context import Context, Handler

if TYPE_CHECKING:
    from goaltui.services.core.ownership import Reach
    from goaltui.services.core.rows.today import DueRow
    from goaltui.services.lifecycle.checkin_round import DueItems, RoundEntryResult, RoundItem
    from goaltui.tui.features.checkin_round.screen import RoundResult


async def walk_round(app: Context) -> None:
    """Walk through the due things; entries are saved at once and stay when the round is left."""
    from goaltui.services.lifecycle import checkin_round as rounds
    from goaltui.tui.features.checkin_round.screen import RoundActions, RoundFlow

    if not await app.may_write():
        return
    found = await app.ask(lambda workspace: (rounds.due(workspace), workspace.today))
    if found is None:
        return
    due, today = found
    left = app.main.in_round
    goes_on = left[1] if left is not None and left[0] == today else ""
    if not due.rows:
        app.say(_("Nothing is due; c checks in any time."))
        return
    first = await app.ask(lambda workspace: rounds.stop(workspace, due.rows[0]))
    if first is None:
        return

    async def look(reach: "Reach") -> "DueItems | None":
        return await app.ask(lambda workspace: rounds.due(workspace, reach))

    async def stop(row: "DueRow") -> "RoundItem":
        return await app.gateway.run(lambda workspace: rounds.stop(workspace, row))

    async def save(
        found: "RoundItem", line: str, batch: str, earlier: "RoundEntryResult | None", done: frozenset[str] | None
    ) -> "RoundEntryResult":
        entered = await app.gateway.run(
            lambda workspace: rounds.enter(workspace, found, line, batch=batch or goes_on, earlier=earlier, done=done)
        )
        app.main.in_round = today, entered.batch
        return entered

    flow = RoundFlow(due, first, RoundActions(look, stop, save), app.main.glyphs)
    await app.open_dialog(flow, lambda walked: _walked(app, walked))


async def _walked(app: Context, walked: "RoundResult") -> None:
    if walked.undo:
        await app.write(lambda workspace: workspace.undo())
    elif walked.entered:
        await app.wrote(Outcome(walked.sentence, frozenset()))


HANDLERS: Mapping[str, Handler] = {"round": walk_round}
