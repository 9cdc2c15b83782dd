"""Looking now and then for what others wrote, and for where the own work stands."""

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.services.sharing import SharingRow, news

if TYPE_CHECKING:
    from goaltui.services.workspace import Workspace
    from goaltui.tui.app import GoaltuiApp

POLL_SECONDS = 1.0


async def watch(app: "GoaltuiApp", backups: Path | None) -> None:
    """Make the day's first backup, then show what changes in the file from elsewhere, until the program ends."""
    shown = SharingRow()
    if backups is not None:
        await app.gateway.run(partial(_back_up, backups))
    while True:
        await asyncio.sleep(POLL_SECONDS)
        if await app.gateway.run(lambda workspace: workspace.changed_elsewhere()):
            app.main.mark_stale()
            await _renew(app)
        row = await app.gateway.run(_sharing)
        if row is not None:
            shown = await _show(app, row, shown)
        app.collector.rest(alone=app.screen is app.main)


async def _renew(app: "GoaltuiApp") -> None:
    from goaltui.tui.screens.answering import Answering

    for screen in tuple(app.screen_stack):
        if isinstance(screen, Answering) and screen.renew is not None:
            await screen.renew()


async def _show(app: "GoaltuiApp", row: SharingRow, before: SharingRow) -> SharingRow:
    """Say in the bar how the shared workspace stands, and once in a sentence what is new about that."""
    app.main.say_saved(await app.gateway.run(lambda workspace: row.words(workspace.clock.now())))
    if row.failing and row.failing != before.failing:
        app.say(row.failing, error=True)
    if row.number != before.number:
        author = await app.gateway.run(lambda workspace: workspace.author)
        sentences = [text for text in (news(row, author), *row.problems) if text]
        if sentences:
            app.say(" ".join(sentences), error=bool(row.problems))
    return row


def _back_up(folder: Path, workspace: "Workspace") -> None:
    from goaltui.services.backups import make_first_today

    if not workspace.read_only:
        make_first_today(workspace, folder, workspace.clock.now())


def _sharing(workspace: "Workspace") -> SharingRow | None:
    return workspace.sharing.row(workspace.database) if workspace.sharing is not None else None
