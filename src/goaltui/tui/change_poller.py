"""Polling for changes by others, and for the state of the own work."""

import asyncio
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from goaltui.services.sync.shared_workspace import SharingRow, news
from goaltui.tui.context import Context

if TYPE_CHECKING:
    from textual.screen import Screen

    from goaltui.services.core.workspace import Workspace
    from goaltui.tui.runtime.idle_gc import Collector

POLL_SECONDS = 1.0


class ChangePoller(Context, Protocol):
    """The program as this sees it."""

    @property
    def screen_stack(self) -> "Sequence[Screen[Any]]":
        """All that is open, the main screen first."""

    @property
    def collector(self) -> "Collector":
        """The garbage collector for the time in which nobody types."""

    def surviving(self) -> AbstractContextManager[None]:
        """Go on after any error in here."""


async def watch(app: ChangePoller, backups: Path | None) -> None:
    """Make the day's first backup, then show what changes in the file from elsewhere, and keep the status for prompts
    right, until the program ends."""
    # Imported here because it brings what the first frame could do without.
    from goaltui.services.prompt.renewal import StatusRenewal

    shown = SharingRow()
    status: Path | None = None
    renewal: StatusRenewal | None = None
    if backups is not None:
        with app.surviving():
            await app.gateway.run(partial(_back_up, backups))
    while True:
        await asyncio.sleep(POLL_SECONDS)
        with app.surviving():
            shown = await _look(app, shown)
            if app.start.status != status:
                # The workspace opened, or another one instead, with a status of its own or with none.
                status = app.start.status
                renewal = StatusRenewal(status) if status is not None else None
            if renewal is not None:
                await app.gateway.run(renewal.renew)


async def _look(app: ChangePoller, shown: SharingRow) -> SharingRow:
    if await app.gateway.run(lambda workspace: workspace.changed_elsewhere()):
        app.main.mark_stale()
        await _renew(app)
    row = await app.gateway.run(_sharing)
    if row is not None:
        shown = await _show(app, row, shown)
    app.collector.rest(alone=app.screen is app.main)
    return shown


async def _renew(app: ChangePoller) -> None:
    from goaltui.tui.components.result_screen import Answering

    for screen in tuple(app.screen_stack):
        if isinstance(screen, Answering) and screen.renew is not None:
            await screen.renew()


async def _show(app: ChangePoller, row: SharingRow, before: SharingRow) -> SharingRow:
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
    from goaltui.services.sync.backups import make_first_today

    if not workspace.read_only:
        make_first_today(workspace, folder, workspace.clock.now())


def _sharing(workspace: "Workspace") -> SharingRow | None:
    return workspace.sharing.row(workspace.database) if workspace.sharing is not None else None
