"""A form shown and saved."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from goaltui.model.findings import Finding
    from goaltui.services.core.rows.outcome import Outcome
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.forms.form import Form
    from goaltui.tui.context import Context


async def show_form(
    app: "Context",
    form: "Form",
    save: "Callable[[Workspace, Form], Outcome]",
    then: "Callable[[Outcome], Awaitable[None]]",
    at: str = "",
) -> None:
    """Show a form over what is in sight, with the cursor in the field `at`, until it is saved or left, and go on with
    the outcome.
    """
    from goaltui.model.errors import InvalidField
    from goaltui.services.forms.quick_add import understood
    from goaltui.services.views.check_input import form_findings
    from goaltui.tui.dialogs.form import FormDialog

    async def check(typed: "Form") -> "tuple[Finding, ...]":
        try:
            read = understood(typed).form
        except InvalidField:
            read = typed
        return await app.gateway.run(lambda workspace: form_findings(read, workspace.look))

    async def saved(typed: "Form") -> "Outcome":
        return await app.gateway.run(lambda workspace: save(workspace, typed))

    async def closed(outcome: "Outcome | None") -> None:
        if outcome is not None:
            await then(outcome)

    await app.push_screen(FormDialog(form, saved, check, at=at), closed)
