"""The commands for what a team shares."""

import sys
import time
from functools import partial
from typing import TYPE_CHECKING, Annotated

from goaltui.cli import declared as typer
from goaltui.cli.asking import confirmed
from goaltui.cli.output.console import FORMAT, Json
from goaltui.cli.session import Session
from goaltui.config.typed_paths import typed_path
from goaltui.model.errors import HubUnreachable, Refused
from goaltui.model.quick.translation import _
from goaltui.services.sync.shared_workspace import folder_of, locate

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.sync.shared_workspace import Sharing, Synced

_MOVE_SECONDS = 120.0
_WATCH_SECONDS = 5.0


def sync(
    ctx: typer.Context,
    watch: Annotated[bool, typer.Option("--watch", help="Repeat every few seconds until interrupted.")] = False,
) -> None:
    """Visit the shared database now.

    Takes in what others wrote and brings there what waits here. The exit code is 3 where it could not be reached.
    """
    session: Session = ctx.obj
    with session.reading(visits=False) as workspace:
        if workspace.sharing is None:
            raise Refused(_("{database} is used in place; there is nothing to sync.", database=session.database))
        while True:
            try:
                _tell(session, _synced(session, workspace, workspace.sharing), always=not watch)
            except HubUnreachable as error:
                if not watch:
                    raise
                session.out.say(str(error))
            if not watch:
                return
            time.sleep(_WATCH_SECONDS)


def merge(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Another copy of the workspace.")],
    any_workspace: Annotated[
        bool, typer.Option("--any-workspace", help="Merge it even if it is another workspace.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before it deletes or changes.")] = False,
) -> None:
    """Merge another copy of the database into this one.

    A conflicted copy, a colleague's file, what is left of a damaged one. What that adds, changes and deletes is said
    before, and asked about; without a terminal to ask in, a merge that deletes or changes things needs --yes. Of two
    edits of one field the newer shows, and the history keeps both. A backup is made before, and one undo reverts it.
    """
    from goaltui.services.sync import merge_file

    session: Session = ctx.obj
    path = typed_path(file)
    folder = folder_of(session.folders.backups, session.location)
    with session.writing() as workspace:
        agree = partial(_agree, session, yes)
        outcome = merge_file.merge_file(workspace, path, folder, agree, any_workspace=any_workspace)
        if session.out.as_json:
            from goaltui.cli.output import json_output

            session.out.json(json_output.outcome(outcome, workspace.refs().of))
    session.out.say(outcome.sentence)


def _agree(session: Session, yes: bool, sentence: str, weighs: bool) -> None:
    """Say what a merge would do and ask for it; raises Refused where it shall not be done."""
    if yes:
        return
    if sys.stdin.isatty():
        session.out.say(sentence)
        if not confirmed(_("Merge it?")):
            raise Refused(_("Nothing was merged."))
    elif weighs:
        raise Refused(_("{sentence} Nothing was merged; --yes merges it.", sentence=sentence))


def move(
    ctx: typer.Context,
    to: Annotated[str, typer.Argument(metavar="TO", help="A path or the URL of a PostgreSQL database.")],
) -> None:
    """Take the team to another place, from a file to a server or back.

    Everything is brought there and read back before the old place, which keeps what it holds, says where the team went.
    If it is killed in the middle, run it again. Those who come to the old place bring what waits with the same command.
    """
    from goaltui.services.sync import hub_move

    session: Session = ctx.obj
    state = session.folders.state
    old = locate(session.location.named, state, exchange=True)
    new = locate(to, state, exchange=True)
    seconds = max(session.options.timeout, _MOVE_SECONDS)
    said = hub_move.move(old, new, backups=session.folders.backups, clock=session.clock, seconds=seconds)
    if session.out.as_json:
        session.out.json({"format": FORMAT, "from": old.shown, "to": new.shown})
    session.out.say(said)


def _synced(session: Session, workspace: "Workspace", sharing: "Sharing") -> "Synced":
    return sharing.sync(workspace.database, session.options.timeout)


def _tell(session: Session, synced: "Synced", *, always: bool) -> None:
    for problem in synced.problems:
        session.out.say(problem)
    if session.out.as_json:
        authors: list[Json] = [{"author": name, "changes": number} for name, number in synced.authors]
        session.out.json(
            {
                "format": FORMAT,
                "received": synced.received,
                "sent": synced.sent,
                "returned": synced.returned,
                "authors": authors,
                "waiting": synced.waiting,
            }
        )
    elif always or synced.received or synced.sent:
        session.out.say(synced.sentence)
