"""Launch of the screen, from the command line to the first frame; no database import before it is painted."""

import gc
import os
import sys
from contextlib import ExitStack
from datetime import date, datetime
from typing import TYPE_CHECKING

from goaltui.config.folders import Folders, folders
from goaltui.config.remembered import remembered_file
from goaltui.config.settings import load as load_settings
from goaltui.model.enums import Method
from goaltui.model.errors import WrongUsage
from goaltui.model.quick.translation import N_, _
from goaltui.model.quick_dataclass import replace
from goaltui.services.core.clock import Clock
from goaltui.services.filters.query import Query
from goaltui.services.prompt.status_path import status_file
from goaltui.services.sync.shared_workspace import Location, Mode, folder_of

if TYPE_CHECKING:
    from textual.driver import Driver

    from goaltui.tui.app import GoaltuiApp
    from goaltui.tui.runtime.launch_options import LaunchOptions, WorkspaceOpening

_PATIENCE = 2.0


def run(
    location: Location | None,
    *,
    author: str,
    clock: Clock,
    as_of: date | None = None,
    known_at: datetime | None = None,
    only_looking: str = "",
    method: Method = Method.BOTH,
    tour: bool = False,
    query: Query | None = None,
) -> int:
    """Show the workspace at a location, or a sample under a `method` with or without a `tour`, until it is left.

    The views begin narrowed to a `query`. With `only_looking`, a sentence, nothing can be written. Raises WrongUsage
    where there is no terminal.
    Leaving as usual ends the process here.
    """
    if not _in_terminal():
        raise WrongUsage(
            _("The screen needs a terminal; elsewhere use commands such as goaltui tree or goaltui --help.")
        )
    # Collecting while everything is loaded finds nothing; the app turns it on again once it has started.
    gc.disable()
    from goaltui.tui.app import GoaltuiApp
    from goaltui.tui.runtime.database_thread import Gateway

    where = folders(os.environ)
    with ExitStack() as leaving:
        start = _start(location, where, leaving, lasting=as_of is None and known_at is None)
        start = replace(start, tour=tour, query=query or Query())
        opening = replace(
            _opening(location, author, clock, method, leaving),
            as_of=as_of,
            known_at=known_at,
            backups=where.backups,
            only_looking=only_looking,
            first_copy=start.first_copy,
        )
        return _run(GoaltuiApp(Gateway(opening), start, _driver()))


def _start(location: Location | None, where: Folders, leaving: ExitStack, *, lasting: bool) -> "LaunchOptions":
    """Return what the app starts with; nothing is remembered of a sample, nor of a look back, which does not last."""
    from goaltui.tui.appearance.glyphs import ASCII, UNICODE
    from goaltui.tui.components.header import THROWN_AWAY
    from goaltui.tui.keymap import keymap_of
    from goaltui.tui.runtime.launch_options import LaunchOptions
    from goaltui.tui.runtime.window_state import WindowState, load

    chosen = load_settings(where.settings_file)
    keys = keymap_of(chosen.keys)
    kept = location if lasting else None
    memory = None if kept is None else remembered_file(where.state, kept.file)
    return LaunchOptions(
        remembered=load(memory) if memory else WindowState(),
        memory=memory,
        status=None if kept is None else status_file(where.state, kept.file),
        log=where.log_file,
        leaving=leaving,
        theme=chosen.theme,
        glyphs=ASCII if chosen.glyphs == "ascii" else UNICODE,
        patience=_PATIENCE if location is not None and location.mode is not Mode.DIRECT else None,
        backups=None if kept is None else folder_of(where.backups, kept),
        keys=keys,
        problems=(*chosen.problems, *keys.problems),
        saved=N_("saved here") if location is not None else THROWN_AWAY,
    )


def _opening(
    location: Location | None, author: str, clock: Clock, method: Method, leaving: ExitStack
) -> "WorkspaceOpening":
    """Return how the workspace at a location is opened, or a sample under a method."""
    from goaltui.tui.runtime.launch_options import WorkspaceOpening, throw_away

    if location is None:
        return throw_away(leaving, clock, method, author)
    shared = location if location.mode is not Mode.DIRECT else None
    return WorkspaceOpening(location.file, author, clock, shared=shared)


def _run(app: "GoaltuiApp") -> int:
    app.run()
    return app.return_code or 0


def _in_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__))


def _driver() -> "type[Driver] | None":
    if sys.platform == "win32":
        return None
    # Imported here because Windows has no termios.
    from goaltui.tui.runtime.driver import QuickDriver

    return QuickDriver
