"""Handlers of the manual, which opens over any screen."""

from collections.abc import Mapping

from goaltui.tui.commands.view import VIEWS, View
from goaltui.tui.context import Context, Handler

_PAGES = {**{shown.view: shown.page for shown in VIEWS}, View.ITEM: "objectives"}


async def manual(app: Context) -> None:
    """Open the manual at the page on the view in sight."""
    from goaltui.tui.features.manual.screen import ManualFlow

    if not isinstance(app.screen, ManualFlow):
        await app.push_screen(ManualFlow(_PAGES[app.main.view]))


HANDLERS: Mapping[str, Handler] = {"manual": manual}
