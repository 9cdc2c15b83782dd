"""From the command line to the first frame: nothing that knows the database is imported before it is painted."""

import gc
import os
import sys
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.config.folders import folders
from goaltui.config.remembered import remembered_file
from goaltui.config.settings import load as load_settings
from goaltui.model.errors import WrongUsage
from goaltui.services.clock import Clock
from goaltui.services.sharing import Location, Mode, folder_of

if TYPE_CHECKING:
    from textual.driver import Driver

_PATIENCE = 2.0


def run(
    location: Location | None,
    *,
    author: str,
    clock: Clock,
    as_of: date | None = None,
    known_at: datetime | None = None,
) -> int:
    """Show the workspace at a location until it is left; the exit code. Without one a sample that is thrown away.

    Raises WrongUsage where there is no terminal. Leaving as usual ends the process here.
    """
    if not _in_terminal():
        raise WrongUsage("The screen needs a terminal; elsewhere use commands such as goaltui tree or goaltui --help.")
    # Collecting while everything is loaded finds nothing; the app turns it on again once it has started.
    gc.disable()
    from goaltui.tui.app import GoaltuiApp
    from goaltui.tui.gateway import Gateway
    from goaltui.tui.glyphs import ASCII, UNICODE
    from goaltui.tui.keymap import keymap_of
    from goaltui.tui.opening import Opening, Start
    from goaltui.tui.remember import Remembered, load

    where = folders(os.environ)
    chosen = load_settings(where.settings_file)
    keys = keymap_of(chosen.keys)
    with ExitStack() as leaving:
        path = _throw_away(leaving) if location is None else location.file
        shared = location if location is not None and location.mode is not Mode.DIRECT else None
        lasting = location is not None and as_of is None and known_at is None
        memory = remembered_file(where.state, path) if lasting else None
        start = Start(
            remembered=load(memory) if memory else Remembered(),
            memory=memory,
            log=where.log_file,
            leaving=leaving,
            theme=chosen.theme,
            glyphs=ASCII if chosen.glyphs == "ascii" else UNICODE,
            patience=None if shared is None else _PATIENCE,
            backups=folder_of(where.backups, location) if lasting and location is not None else None,
            keys=keys,
            problems=(*chosen.problems, *keys.problems),
        )
        opening = Opening(
            path, author, clock, as_of, known_at, sample=location is None, shared=shared, backups=where.backups
        )
        app = GoaltuiApp(Gateway(opening), start, _driver())
        app.run()
        return app.return_code or 0


def _in_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__))


def _throw_away(leaving: ExitStack) -> Path:
    from tempfile import TemporaryDirectory

    return Path(leaving.enter_context(TemporaryDirectory(prefix="goaltui-demo-"))) / "demo.db"


def _driver() -> "type[Driver] | None":
    if sys.platform == "win32":
        return None
    # Imported here because Windows has no termios.
    from goaltui.tui.driver import QuickDriver

    return QuickDriver
