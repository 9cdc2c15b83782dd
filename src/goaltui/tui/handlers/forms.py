"""A form shown and saved."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from goaltui.model.findings import Finding
    from goaltui.services.forms import Form
    from goaltui.services.rows import Outcome
    from goaltui.services.workspace import Workspace
    from goaltui.tui.app import GoaltuiApp


async def show_form(
    app: "GoaltuiApp",
    form: "Form",
    save: "Callable[[Workspace, Form], Outcome]",
    then: "Callable[[Outcome], Awaitable[None]]",
) -> None:
    """Show a form over what is in sight until it is saved or left, and go on with the outcome."""
    from goaltui.tui.dialogs.form import FormDialog

    async def check(typed: "Form") -> "tuple[Finding, ...]":
        return await app.gateway.run(lambda workspace: workspace.form_findings(typed))

    async def saved(typed: "Form") -> "Outcome":
        return await app.gateway.run(lambda workspace: save(workspace, typed))

    async def closed(outcome: "Outcome | None") -> None:
        if outcome is not None:
            await then(outcome)

    await app.push_screen(FormDialog(form, saved, check), closed)
