"""Closing the cycle under the cursor of the cycles."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from goaltui.services import words
from goaltui.tui.handlers.answered import answered

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from goaltui.model.changes import Draft
    from goaltui.services.closing import Answers, Closing, Stop
    from goaltui.services.cycles import CycleRow
    from goaltui.services.rows import ObjectiveRow, Outcome
    from goaltui.services.workspace import Workspace
    from goaltui.tui.app import GoaltuiApp
    from goaltui.tui.screens.close import Left


async def close_cycle(app: "GoaltuiApp", row: "CycleRow | None", back: "Callable[[str], Awaitable[None]]") -> None:
    """Close a cycle, one objective after the other; what was closed before stays."""
    from goaltui.services import closing as closings
    from goaltui.tui.screens.close import CloseFlow, Doing

    if row is None:
        await back("There is no cycle yet; n makes one.")
        return

    def begin(workspace: "Workspace") -> "tuple[Closing, Stop | None]":
        workspace.refuse_looking()
        found = closings.closing(workspace, row.id)
        return found, closings.stop(workspace, found.open[0]) if found.open else None

    begun = await answered(app, begin)
    if isinstance(begun, str):
        await back(begun)
        return
    found, first = begun
    if first is None:
        await back(f"Everything in {row.name} is closed already.")
        return

    async def over(left: "Left | None") -> None:
        if left is not None and left.undo:
            undone = await answered(app, lambda workspace: workspace.undo())
            await back(undone if isinstance(undone, str) else undone.sentence)
        elif left is not None:
            await back(_left(row.name, left) if left.closed else "")

    asked = _Asked(app)
    doing = Doing(asked.stop, asked.save, asked.reopen, asked.check_in)
    await app.push_screen(CloseFlow(found, first, doing, app.main.glyphs), over)


class _Asked:
    """What the screen asks of the workspace; words say why something cannot be."""

    def __init__(self, app: "GoaltuiApp") -> None:
        self._app = app

    async def stop(self, objective: "ObjectiveRow") -> "Stop | str":
        from goaltui.services.closing import stop

        return await answered(self._app, lambda workspace: stop(workspace, objective.id))

    async def save(self, at: "Stop", answers: "Answers", batch: str) -> "tuple[Outcome, tuple[Draft, ...]] | str":
        from goaltui.services.closing import save
        from goaltui.services.reopening import standing

        def write(workspace: "Workspace") -> "tuple[Outcome, tuple[Draft, ...]]":
            before = standing(workspace, at, answers)
            return save(workspace, at, answers, batch), before

        return await answered(self._app, write)

    async def reopen(self, at: "Stop", before: "Sequence[Draft]", batch: str) -> "Outcome | str":
        from goaltui.services.reopening import reopen

        return await answered(self._app, lambda workspace: reopen(workspace, at, before, batch))

    async def check_in(self, key_result: str, line: str, batch: str) -> "Outcome":
        return await self._app.gateway.run(lambda workspace: workspace.check_in(key_result, line, batch))


def _left(cycle: str, left: "Left") -> str:
    rest = f"{left.open} left open, x goes on there" if left.open else "nothing is left open"
    return f"Closed {words.counted(left.closed, 'objective')} of {cycle}; {rest}. One u takes it back."
