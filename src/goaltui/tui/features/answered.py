"""Questions of a screen that says itself why something cannot be: what lies below it is out of sight."""

from typing import TYPE_CHECKING, TypeVar

from goaltui.model.errors import GoaltuiError

if TYPE_CHECKING:
    from collections.abc import Callable

    from goaltui.services.core.workspace import Workspace
    from goaltui.tui.context import Context

Answer = TypeVar("Answer")


async def answered(app: "Context", question: "Callable[[Workspace], Answer]") -> "Answer | str":
    """Return the workspace's answer, or the reason for its refusal."""
    try:
        return await app.gateway.run(question)
    except GoaltuiError as error:
        return str(error)


async def written(app: "Context", change: "Callable[[Workspace], Answer]") -> "Answer | str":
    """Return the workspace's answer to a write, or the reason for its refusal; the views are read again afterwards."""
    try:
        return await saved(app, change)
    except GoaltuiError as error:
        return str(error)


async def saved(app: "Context", change: "Callable[[Workspace], Answer]") -> "Answer":
    """Return the workspace's answer to a write for a dialog that is still open; raises its refusal."""
    try:
        return await app.gateway.run(change)
    finally:
        app.main.mark_stale()
