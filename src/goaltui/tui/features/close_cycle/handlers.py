"""Handlers of the close: of the cycle under the cursor."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from goaltui.model.errors import GoaltuiError
from goaltui.model.quick.translation import _, _n
from goaltui.services.checkin.surprises import AGAIN

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from goaltui.model.changes import Operation
    from goaltui.services.core.rows.objectives import ObjectiveRow
    from goaltui.services.core.rows.outcome import Outcome
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.lifecycle.close_cycle import CloseAnswers, CloseItem, CycleClose
    from goaltui.services.views.cycles import CycleRow
    from goaltui.tui.context import Context
    from goaltui.tui.features.close_cycle.screen import CloseResult


async def close_cycle(app: "Context", row: "CycleRow | None", back: "Callable[[str], Awaitable[None]]") -> None:
    """Close a cycle, one objective after the other; what was closed before stays. Raises why not."""
    from goaltui.services.lifecycle import close_cycle as closings
    from goaltui.tui.features.close_cycle.screen import CloseActions, CloseFlow

    if row is None:
        await back(_("There is no cycle yet; n makes one."))
        return

    def begin(workspace: "Workspace") -> "tuple[CycleClose, CloseItem | None]":
        workspace.refuse_looking()
        found = closings.closing(workspace, row.id)
        return found, closings.stop(workspace, found.open[0]) if found.open else None

    found, first = await app.gateway.run(begin)
    if first is None:
        await back(_("Everything in {name} is closed already.", name=row.name))
        return

    async def over(left: "CloseResult | None") -> None:
        if left is not None and left.undo:
            try:
                undone = await app.gateway.run(lambda workspace: workspace.undo())
            except GoaltuiError as error:
                await back(str(error))
            else:
                await back(undone.sentence)
        elif left is not None:
            await back(_left(row.name, left) if left.closed else "")

    asked = _CloseClient(app)
    doing = CloseActions(asked.stop, asked.save, asked.reopen, asked.check_in)
    await app.push_screen(CloseFlow(found, first, doing, app.main.glyphs), over)


class _CloseClient:
    """The screen's questions to the workspace; each raises what it refuses."""

    def __init__(self, app: "Context") -> None:
        self._app = app

    async def stop(self, objective: "ObjectiveRow") -> "CloseItem":
        from goaltui.services.lifecycle.close_cycle import stop

        return await self._app.gateway.run(lambda workspace: stop(workspace, objective.id))

    async def save(
        self, at: "CloseItem", answers: "CloseAnswers", batch: str
    ) -> "tuple[Outcome, tuple[Operation, ...]]":
        from goaltui.services.lifecycle.close_cycle import save
        from goaltui.services.lifecycle.reopen_objective import standing

        def write(workspace: "Workspace") -> "tuple[Outcome, tuple[Operation, ...]]":
            before = standing(workspace, at, answers)
            return save(workspace, at, answers, batch), before

        return await self._app.gateway.run(write)

    async def reopen(self, at: "CloseItem", before: "Sequence[Operation]", batch: str) -> "Outcome":
        from goaltui.services.lifecycle.reopen_objective import reopen

        return await self._app.gateway.run(lambda workspace: reopen(workspace, at, before, batch))

    async def check_in(self, key_result: str, line: str, batch: str) -> "Outcome":
        from goaltui.services.checkin.writing import write_check_in

        return await self._app.gateway.run(
            lambda workspace: write_check_in(workspace, key_result, line, batch, again=_(AGAIN))
        )


def _left(cycle: str, left: "CloseResult") -> str:
    rest = (
        _n("{count} left open, x goes on there", "{count} left open, x goes on there", left.open)
        if left.open
        else _("nothing is left open")
    )
    return _n(
        "Closed {count} objective of {cycle}; {rest}. One u takes it back.",
        "Closed {count} objectives of {cycle}; {rest}. One u takes it back.",
        left.closed,
        cycle=cycle,
        rest=rest,
    )
