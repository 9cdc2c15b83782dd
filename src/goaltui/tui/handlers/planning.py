"""Planning the cycle under the cursor of the cycles, and making the next one."""

from typing import TYPE_CHECKING, TypeVar

from goaltui.model.enums import EntityKind
from goaltui.model.errors import GoaltuiError, Refused
from goaltui.tui.handlers.views import go_to

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from goaltui.model.findings import Finding
    from goaltui.services.cycles import CycleRow
    from goaltui.services.forms import Form
    from goaltui.services.planning import Plan
    from goaltui.services.rows import Outcome
    from goaltui.services.workspace import Workspace
    from goaltui.tui.app import GoaltuiApp
    from goaltui.tui.screens.plan import PlanFlow

Answer = TypeVar("Answer")


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

    drafting = _Drafting(app, row.id)
    doing = Doing(confide, begin, drafting.add, drafting.edit, drafting.undo)
    await app.push_screen(PlanFlow(found, doing, app.main.glyphs), over)


class _Drafting:
    """Adds and edits inside the plan of a cycle; a form that cannot be saved opens again as it was typed."""

    def __init__(self, app: "GoaltuiApp", cycle: str) -> None:
        self._app = app
        self._cycle = cycle

    async def add(self, flow: "PlanFlow", kind: EntityKind, under: str | None) -> None:
        from goaltui.services.planning import draft_form

        await self._open(flow, lambda workspace: draft_form(workspace, self._cycle, kind, under))

    async def edit(self, flow: "PlanFlow", kind: EntityKind, identity: str) -> None:
        await self._open(flow, lambda workspace: workspace.form(kind, identity))

    async def undo(self, flow: "PlanFlow") -> None:
        await self._write(flow, lambda workspace: workspace.undo())

    async def _open(self, flow: "PlanFlow", asked: "Callable[[Workspace], Form]") -> None:
        def allowed(workspace: "Workspace") -> "Form":
            workspace.refuse_looking()
            return asked(workspace)

        form = await answered(self._app, allowed)
        if isinstance(form, str):
            flow.take(form)
        else:
            await self._fill(flow, form)

    async def _fill(self, flow: "PlanFlow", form: "Form", problem: str = "", wrong: str | None = None) -> None:
        from goaltui.tui.dialogs.form import FormDialog

        async def check(typed: "Form") -> "tuple[Finding, ...]":
            return await self._app.gateway.run(lambda workspace: workspace.form_findings(typed))

        async def filled(typed: "Form | None") -> None:
            if typed is None:
                return
            try:
                outcome = await self._app.gateway.run(lambda workspace: workspace.save(typed))
            except GoaltuiError as error:
                await self._fill(flow, typed, str(error), error.field if isinstance(error, Refused) else None)
                return
            await self._show(flow, outcome)

        await self._app.push_screen(FormDialog(form, check, problem, wrong), filled)

    async def _write(self, flow: "PlanFlow", change: "Callable[[Workspace], Outcome]") -> None:
        outcome = await answered(self._app, change)
        if isinstance(outcome, str):
            flow.take(outcome)
        else:
            await self._show(flow, outcome)

    async def _show(self, flow: "PlanFlow", outcome: "Outcome") -> None:
        from goaltui.services.planning import plan

        found = await _told(self._app, lambda workspace: plan(workspace, self._cycle))
        flow.take(found, outcome.sentence, outcome.created)


async def next_cycle(app: "GoaltuiApp", row: "CycleRow | None", back: "Callable[[str], Awaitable[None]]") -> None:
    """Make the cycle after the one under the cursor."""
    from goaltui.services.planning import make_next

    try:
        outcome = await app.gateway.run(lambda workspace: make_next(workspace, row.id if row is not None else None))
    except GoaltuiError as error:
        await back(str(error))
        return
    await back(outcome.sentence)


async def answered(app: "GoaltuiApp", question: "Callable[[Workspace], Answer]") -> "Answer | str":
    """What the workspace answers, or why it refuses."""
    try:
        return await app.gateway.run(question)
    except GoaltuiError as error:
        return str(error)


async def _told(app: "GoaltuiApp", question: "Callable[[Workspace], Plan]") -> "Plan | str":
    found = await answered(app, question)
    app.main.mark_stale()
    return found
