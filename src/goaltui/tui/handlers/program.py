"""What concerns the program as a whole: undo, help, theme, leaving, the first start."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from goaltui.model.enums import Method
from goaltui.tui.commands import View
from goaltui.tui.handlers.handler import Handler

if TYPE_CHECKING:
    from goaltui.tui.app import GoaltuiApp

_SAMPLE = "sample"


async def undo(app: "GoaltuiApp") -> None:
    """Take back the latest change."""
    if await app.may_write():
        await app.write(lambda workspace: workspace.undo())


async def redo(app: "GoaltuiApp") -> None:
    """Do again what was undone last."""
    if await app.may_write():
        await app.write(lambda workspace: workspace.redo())


async def show_help(app: "GoaltuiApp") -> None:
    """Keys and commands."""
    from goaltui.tui.dialogs.reading import ReadingDialog, help_text

    await app.open_dialog(ReadingDialog("Keys and commands", help_text(app.keys.commands)))


async def palette(app: "GoaltuiApp") -> None:
    """All commands by name."""
    app.action_command_palette()


async def theme(app: "GoaltuiApp") -> None:
    """The next theme."""
    app.turn_theme()


async def leave(app: "GoaltuiApp") -> None:
    """Out."""
    await app.action_quit()


async def welcome(app: "GoaltuiApp") -> None:
    """The first thing an empty workspace asks."""
    from goaltui.tui.dialogs.pick import Choice, PickDialog

    choices = (
        Choice("okr", "1", "OKR", "objectives with key results, cycle by cycle"),
        Choice("scorecard", "2", "Balanced scorecard", "measures in four perspectives"),
        Choice("both", "3", "Both", "the scorecard as strategy, OKR as what changes it now"),
        Choice(_SAMPLE, "4", "A sample to look around in", "a company with goals, measures and a history"),
    )
    intro = "This workspace is empty. What shall it hold? You can change your mind later without losing anything."
    await app.open_dialog(PickDialog("Welcome to goaltui", choices, intro), lambda chosen: _set_up(app, chosen))


async def _set_up(app: "GoaltuiApp", chosen: str) -> None:
    if chosen == _SAMPLE:
        app.say("Making the sample company, which takes a moment.")
        await app.write(lambda workspace: workspace.load_sample())
    elif await app.write(lambda workspace: workspace.choose_method(Method(chosen))):
        await app.main.show_view(View.SCORECARD if chosen == Method.SCORECARD else View.OBJECTIVES)


HANDLERS: Mapping[str, Handler] = {
    "undo": undo,
    "redo": redo,
    "help": show_help,
    "palette": palette,
    "theme": theme,
    "quit": leave,
}
