"""Another workspace instead of the one that was opened: a team's, or a sample that is thrown away."""

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from goaltui.config.folders import Folders, folders
from goaltui.config.remembered import remembered_file
from goaltui.model.enums import Method
from goaltui.model.errors import GoaltuiError
from goaltui.model.quick.translation import N_p, _
from goaltui.model.quick_dataclass import replace
from goaltui.tui.context import Context
from goaltui.tui.features.welcome.tour import offer_tour
from goaltui.tui.method import first_view

if TYPE_CHECKING:
    from goaltui.services.sync.location import Location


async def look_around(app: Context) -> None:
    """Go on with a sample that is thrown away on leaving; the workspace that was open stays as it is."""
    from goaltui.tui.components.header import THROWN_AWAY
    from goaltui.tui.runtime.launch_options import throw_away

    clock = await app.ask(lambda workspace: workspace.clock)
    if clock is None:
        return
    app.main.say_saved(_("making a sample …"))
    try:
        await app.gateway.turn_to(throw_away(app.start.leaving, clock, Method.BOTH))
    except (OSError, GoaltuiError) as error:
        app.main.say_saved(app.start.saved)
        app.say(_("A sample cannot be made: {error} Check the temporary folder.", error=error), error=True)
        return
    app.start = replace(app.start, memory=None, backups=None, status=None, saved=THROWN_AWAY)
    await _show(app)
    await offer_tour(app)


async def join(app: Context) -> None:
    """Ask where the team's workspace is, and go on with that."""
    from goaltui.services.core.rows.outcome import Outcome
    from goaltui.services.prompt.status_path import status_file
    from goaltui.services.setup.beginning import introduce, proposed_name
    from goaltui.services.sync.shared_workspace import Location, Mode, folder_of, locate
    from goaltui.tui.dialogs.prompt import LineDialog
    from goaltui.tui.runtime.launch_options import WorkspaceOpening

    where = folders(os.environ)
    who = await app.ask(lambda workspace: (workspace.author, proposed_name(workspace), workspace.clock, workspace.path))
    if who is None:
        return
    author, name, clock, first = who

    async def go(typed: str) -> Location:
        location = locate(typed.strip(), where.state)
        shared = location if location.mode is not Mode.DIRECT else None
        opening = WorkspaceOpening(
            location.file,
            author,
            clock,
            shared=shared,
            backups=where.backups,
            joins=True,
            first_copy=app.start.first_copy,
        )
        await app.gateway.turn_to(opening)
        return location

    async def joined(location: Location) -> None:
        app.start = replace(
            app.start,
            memory=remembered_file(where.state, location.file),
            backups=folder_of(where.backups, location),
            status=status_file(where.state, location.file),
        )
        done = await app.ask(lambda workspace: introduce(workspace, name or author))
        called = await app.ask(lambda workspace: workspace.author) or author
        await _show(app)
        named = called if called != author else ""
        again = _next_time(where, location, named, alone=first != where.default_database)
        app.say(f"{(done or Outcome('', frozenset())).sentence} {again}".strip())

    question = _("Where is it? The path of the team's file, or the URL of its server.")
    example = _("/mnt/team/goals.db or postgresql://host/goals")
    await app.open_dialog(
        LineDialog(_("Join a team"), question, go, example=example, verb=N_p("key", "join")).add_class("-alone"), joined
    )


def _next_time(where: Folders, location: "Location", called: str, *, alone: bool) -> str:
    """Return how the next start opens a team's workspace: the settings name it, and its author by another name.

    They are left alone where another database was named than the usual one, and a password is not written down.
    """
    from goaltui.config.settings_written import add_settings

    wanted = {"database": location.named} | ({"author": called} if called else {})
    with suppress(OSError, ValueError):
        if not alone and location.shown == location.named and "database" in add_settings(where.settings_file, wanted):
            return _("goaltui opens it from now on: {file} says so.", file=where.settings_file)
    return _(
        "Next time open it with goaltui --db {shown}, or name it in the settings as database.", shown=location.shown
    )


async def _show(app: Context) -> None:
    """Show the workspace that is open now."""
    app.main.say_saved(app.start.saved)
    app.main.views.first_steps = False
    method = await app.ask(lambda workspace: Method(workspace.look.records().workspace.method))
    app.main.mark_stale()
    if method is not None:
        await app.main.show_view(first_view(method))
