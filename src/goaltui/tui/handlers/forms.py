"""A form shown and saved; where it cannot be saved it opens again as it was typed."""

from typing import TYPE_CHECKING

from goaltui.model.errors import GoaltuiError, Refused

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
    problem: str = "",
    wrong: str | None = None,
) -> None:
    """Show a form over what is in sight, save what it is answered with, and go on with the outcome."""
    from goaltui.tui.dialogs.form import FormDialog

    async def check(typed: "Form") -> "tuple[Finding, ...]":
        return await app.gateway.run(lambda workspace: workspace.form_findings(typed))

    async def filled(typed: "Form | None") -> None:
        if typed is None:
            return
        try:
            outcome = await app.gateway.run(lambda workspace: save(workspace, typed))
        except GoaltuiError as error:
            # A mistake in one field must not cost the others.
            await show_form(app, typed, save, then, str(error), error.field if isinstance(error, Refused) else None)
            return
        await then(outcome)

    await app.push_screen(FormDialog(form, check, problem, wrong), filled)
