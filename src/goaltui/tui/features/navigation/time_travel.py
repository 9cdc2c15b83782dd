"""Travel in time: another day is for looking only."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from goaltui.model.quick.translation import N_, N_p, _
from goaltui.tui.context import Context, Handler

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace


async def week_back(app: Context) -> None:
    """Show every view as it stood a week earlier."""
    from goaltui.services.views.time_travel import step_weeks

    await _look(app, lambda workspace: step_weeks(workspace, -1))


async def week_on(app: Context) -> None:
    """Show every view a week later."""
    from goaltui.services.views.time_travel import step_weeks

    await _look(app, lambda workspace: step_weeks(workspace, 1))


async def today(app: Context) -> None:
    """Back to now."""
    await _look(app, lambda workspace: workspace.look_at(None))


async def other_day(app: Context) -> None:
    """Any day."""
    from goaltui.services.views.time_travel import go_to_day
    from goaltui.tui.dialogs.prompt import LineDialog

    async def look(text: str) -> bool:
        return await app.gateway.run(_turning(lambda workspace: go_to_day(workspace, text)))

    # The prompt only asks for a day: nothing is lost with the typed text.
    verb = N_p("key", "look")
    dialog = LineDialog(_("Look at a day"), _(_QUESTION), look, example=_("15 Aug"), verb=verb, asks=False)
    await app.open_dialog(dialog, lambda turned: _show(app, turned))


async def _look(app: Context, look: "Callable[[Workspace], object]") -> None:
    turned = await app.ask(_turning(look))
    if turned is not None:
        await _show(app, turned)


def _turning(look: "Callable[[Workspace], object]") -> "Callable[[Workspace], bool]":
    """Return a function that looks, and tells whether the day changed."""

    def turned(workspace: "Workspace") -> bool:
        before = (workspace.today, workspace.read_only)
        look(workspace)
        return (workspace.today, workspace.read_only) != before

    return turned


async def _show(app: Context, turned: bool) -> None:
    if turned:
        # The last message may be on the earlier day.
        app.main.hush()
        app.main.mark_stale()
    else:
        app.say(_("That day is shown already; [ goes a week back, T to any day."))


_QUESTION = N_(
    "2026-08-15, 15 Aug, yesterday, mon, -10 (days), -3w (weeks), last month, or a cycle's name for its last day."
)

HANDLERS: Mapping[str, Handler] = {
    "week_back": week_back,
    "week_on": week_on,
    "today": today,
    "other_day": other_day,
}
