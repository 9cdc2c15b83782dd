"""Handlers of planning: plan the cycle under the cursor, and make the next one."""

from typing import TYPE_CHECKING

from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import _
from goaltui.tui.features.editing.form import show_form
from goaltui.tui.features.navigation.views import go_to

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from goaltui.services.core.rows.outcome import Outcome
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.forms.form import Form
    from goaltui.services.lifecycle.plan_cycle import Plan
    from goaltui.services.views.cycles import CycleRow
    from goaltui.tui.context import Context
    from goaltui.tui.features.plan_cycle.screen import PlanFlow


async def plan_cycle(app: "Context", row: "CycleRow | None", back: "Callable[[str], Awaitable[None]]") -> None:
    """Plan a cycle on its screen, which can also go to a goal in its view. Raises the reason against it."""
    from goaltui.services.checkin.writing import write_check_in
    from goaltui.services.lifecycle.plan_cycle import activate, plan
    from goaltui.tui.features.cycles.screen import CyclesFlow
    from goaltui.tui.features.plan_cycle.screen import PlanActions, PlanFlow

    if row is None:
        await back(_("There is no cycle yet; n makes one."))
        return

    async def confide(key_result: str, text: str) -> "Plan":
        def write(workspace: "Workspace") -> "Plan":
            write_check_in(workspace, key_result, f"@{text.removeprefix('@')}")
            return plan(workspace, row.id)

        return await app.gateway.save(write)

    async def begin() -> "Plan":
        def write(workspace: "Workspace") -> "Plan":
            activate(workspace, row.id)
            return plan(workspace, row.id)

        return await app.gateway.save(write)

    found = await app.gateway.run(lambda workspace: plan(workspace, row.id))

    async def over(thing: tuple[EntityKind, str] | None) -> None:
        await back("")
        if thing is not None:
            if isinstance(app.screen, CyclesFlow):
                app.screen.answer(None)
            await go_to(app, *thing)

    drafting = _Drafting(app, row.id)
    doing = PlanActions(confide, begin, drafting.add, drafting.edit, drafting.undo)
    await app.push_screen(PlanFlow(found, doing, app.main.glyphs), over)


class _Drafting:
    """Adds and edits inside the plan of a cycle."""

    def __init__(self, app: "Context", cycle: str) -> None:
        self._app = app
        self._cycle = cycle

    async def add(self, flow: "PlanFlow", kind: EntityKind, under: str | None) -> None:
        from goaltui.services.lifecycle.plan_cycle import draft_form

        await self._open(flow, lambda workspace: draft_form(workspace, self._cycle, kind, under))

    async def edit(self, flow: "PlanFlow", kind: EntityKind, identity: str) -> None:
        from goaltui.services.forms.goal_forms import open_form

        await self._open(flow, lambda workspace: open_form(workspace, kind, identity))

    async def undo(self, flow: "PlanFlow") -> None:
        await self._write(flow, lambda workspace: workspace.undo())

    async def _open(self, flow: "PlanFlow", asked: "Callable[[Workspace], Form]") -> None:
        from goaltui.services.forms.quick_add import save_quick

        def allowed(workspace: "Workspace") -> "Form":
            workspace.refuse_looking()
            return asked(workspace)

        with flow.refusals():
            form = await self._app.gateway.run(allowed)
            await show_form(
                self._app,
                form,
                lambda workspace, typed: save_quick(workspace, typed),
                lambda outcome: self._show(flow, outcome),
            )

    async def _write(self, flow: "PlanFlow", change: "Callable[[Workspace], Outcome]") -> None:
        with flow.refusals():
            await self._show(flow, await self._app.gateway.run(change))

    async def _show(self, flow: "PlanFlow", outcome: "Outcome") -> None:
        from goaltui.services.lifecycle.plan_cycle import plan

        self._app.main.mark_stale()
        with flow.refusals():
            found = await self._app.gateway.run(lambda workspace: plan(workspace, self._cycle))
            flow.take(found, outcome.sentence, outcome.created)


async def next_cycle(app: "Context", row: "CycleRow | None", back: "Callable[[str], Awaitable[None]]") -> None:
    """Make the cycle after the one under the cursor; raises the reason against it."""
    from goaltui.services.lifecycle.plan_cycle import make_next
    from goaltui.tui.features.cycles.screen import CyclesFlow

    made = await app.gateway.run(lambda workspace: make_next(workspace, row.id if row is not None else None))
    await back("")
    if isinstance(app.screen, CyclesFlow):
        app.screen.reveal(made.created or "")
        app.screen.note(made.sentence)
