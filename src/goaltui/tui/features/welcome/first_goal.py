"""The first goal in three lines: an objective, its key result, a check-in, each with an example."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from goaltui.model.enums import EntityKind
from goaltui.tui.context import Context

if TYPE_CHECKING:
    from goaltui.services.core.rows import Outcome
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.forms.form import Form

_OBJECTIVE = "What will be different when the quarter ends? No number yet."
_KEY_RESULT = "Which number will prove it? From where it is now to where it should be."
_CHECK_IN = "Where does it stand today? The number; then a note, if you like."


async def first_goal(app: Context) -> None:
    """Ask for the three lines, one after the other; Esc leaves what is there already."""
    from goaltui.services.forms.quick_add import save_quick

    def save(workspace: "Workspace", line: str) -> "Outcome":
        return save_quick(workspace, _form(workspace, EntityKind.OBJECTIVE, None, line))

    example = "Customers stay and recommend us"
    await _ask(app, "1 of 3   First objective", _OBJECTIVE, example, save, lambda outcome: _key_result(app, outcome))


async def _key_result(app: Context, above: "Outcome") -> None:
    from goaltui.services.forms.quick_add import save_quick

    def save(workspace: "Workspace", line: str) -> "Outcome":
        return save_quick(workspace, _form(workspace, EntityKind.KEY_RESULT, above.created, line))

    example = "Reference customers from 4 to 20"
    await _ask(app, "2 of 3   First key result", _KEY_RESULT, example, save, lambda outcome: _check_in(app, outcome))


async def _check_in(app: Context, about: "Outcome") -> None:
    from goaltui.services.checkin.surprises import AGAIN
    from goaltui.services.checkin.writing import write_check_in

    def save(workspace: "Workspace", line: str) -> "Outcome":
        return write_check_in(workspace, about.created or "", line, again=AGAIN)

    async def done(_outcome: "Outcome") -> None:
        app.say("That is all there is to do once a week: c checks in. 1 Today has the next first steps.")

    await _ask(app, "3 of 3   First check-in", _CHECK_IN, "7 three said yes at the fair", save, done)


async def _ask(
    app: Context,
    title: str,
    question: str,
    example: str,
    save: "Callable[[Workspace, str], Outcome]",
    then: "Callable[[Outcome], Awaitable[None]]",
) -> None:
    from goaltui.tui.dialogs.prompt import LineDialog

    async def saved(line: str) -> "Outcome":
        return await app.gateway.run(lambda workspace: save(workspace, line))

    async def shown(outcome: "Outcome") -> None:
        await app.wrote(outcome)
        await then(outcome)

    await app.open_dialog(LineDialog(title, f"{question}\nFor example: {example}", saved, verb="save"), shown)


def _form(workspace: "Workspace", kind: EntityKind, parent: str | None, line: str) -> "Form":
    from goaltui.services.forms.goal_forms import open_form

    return open_form(workspace, kind, parent=parent).with_value("title", line)
