"""Planning the cycle under the cursor of the cycles, and making the next one."""

from typing import TYPE_CHECKING

from goaltui.model.enums import EntityKind
from goaltui.model.errors import GoaltuiError
from goaltui.tui.handlers.views import go_to

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from goaltui.services.cycles import CycleRow
    from goaltui.services.planning import Plan
    from goaltui.services.workspace import Workspace
    from goaltui.tui.app import GoaltuiApp


async def plan_cycle(app: "GoaltuiApp", row: "CycleRow | None", back: "Callable[[str], Awaitable[None]]") -> None:
    """Work through the drafts of a cycle; from a thing there to where it stands."""
    from goaltui.services.planning import activate, plan
    from goaltui.tui.screens.cycles import CyclesFlow
    from goaltui.tui.screens.plan import Doing, PlanFlow

    if row is None:
        await back("There is no cycle yet; n makes one.")
        return

    async def confide(key_result: str, text: str) -> "Plan | str":
        def write(workspace: "Workspace") -> "Plan":
            workspace.check_in(key_result, f"@{text.removeprefix('@')}")
            return plan(workspace, row.id)

        return await _told(app, write)

    async def begin() -> "Plan | str":
        def write(workspace: "Workspace") -> "Plan":
            activate(workspace, row.id)
            return plan(workspace, row.id)

        return await _told(app, write)

    found = await _told(app, lambda workspace: plan(workspace, row.id))
    if isinstance(found, str):
        await back(found)
        return

    async def over(thing: tuple[EntityKind, str] | None) -> None:
        await back("")
        if thing is not None:
            if isinstance(app.screen, CyclesFlow):
                app.screen.answer(None)
            await go_to(app, *thing)

    await app.push_screen(PlanFlow(found, Doing(confide, begin), app.main.glyphs), over)


async def next_cycle(app: "GoaltuiApp", row: "CycleRow | None", back: "Callable[[str], Awaitable[None]]") -> None:
    """Make the cycle after the one under the cursor."""
    from goaltui.services.planning import make_next

    try:
        outcome = await app.gateway.run(lambda workspace: make_next(workspace, row.id if row is not None else None))
    except GoaltuiError as error:
        await back(str(error))
        return
    await back(outcome.sentence)


async def _told(app: "GoaltuiApp", question: "Callable[[Workspace], Plan]") -> "Plan | str":
    try:
        found = await app.gateway.run(question)
    except GoaltuiError as error:
        return str(error)
    app.main.mark_stale()
    return found
