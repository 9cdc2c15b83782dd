"""Commands of the whole program: undo, help, theme, quit."""

from collections.abc import Mapping

from goaltui import __version__
from goaltui.config.last_version import is_updated
from goaltui.model.quick.translation import _
from goaltui.tui.context import Context, Handler


async def undo(app: Context) -> None:
    """Take back the latest change."""
    if await app.may_write() and await app.write(lambda workspace: workspace.undo()) is not None:
        app.main.offer("redo")


async def redo(app: Context) -> None:
    """Do again what was undone last."""
    if await app.may_write():
        await app.write(lambda workspace: workspace.redo())


async def theme(app: Context) -> None:
    """Choose a theme, with the screen in the one under the cursor."""
    from goaltui.tui.dialogs.themes import ThemeDialog

    async def keep(name: str) -> None:
        app.theme = name

    await app.open_dialog(ThemeDialog(app.available_themes, app.theme), keep)


async def leave(app: Context) -> None:
    """Quit the program."""
    await app.action_quit()


def say_update(app: Context) -> None:
    """Say once, after an update, where to read what is new."""
    if is_updated(app.state, __version__):
        app.say(
            _(
                "This is goaltui {version}. F1 and Changes, or goaltui help changes, says what is new.",
                version=__version__,
            )
        )


HANDLERS: Mapping[str, Handler] = {
    "undo": undo,
    "redo": redo,
    "theme": theme,
    "quit": leave,
}
