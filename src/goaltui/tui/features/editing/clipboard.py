"""The item under the cursor on the clipboard of the terminal, by OSC 52."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from goaltui.model.quick.translation import _, _n
from goaltui.tui.context import Context, Handler

if TYPE_CHECKING:
    from collections.abc import Callable

    from goaltui.services.core.workspace import Workspace


async def copy(app: Context) -> None:
    """Copy ref, title and standing of the item under the cursor."""
    from goaltui.services.transfer.clippings import copied_line

    await _copy(app, copied_line)


async def copy_branch(app: Context) -> None:
    """Copy the item under the cursor and all that is below it as Markdown."""
    from goaltui.services.transfer.clippings import copied_branch

    await _copy(app, copied_branch)


async def _copy(app: Context, make: "Callable[[Workspace, str], str]") -> None:

    place = app.place()
    if place is None:
        return
    text = await app.ask(lambda workspace: make(workspace, place.id))
    if text:
        app.copy_to_clipboard(text)
        lines = text.count("\n")
        app.say(
            _n("Copied {count} line of Markdown.", "Copied {count} lines of Markdown.", lines)
            if lines
            else _("Copied: {text}", text=text)
        )


HANDLERS: Mapping[str, Handler] = {"copy": copy, "copy_branch": copy_branch}
