"""Taking in another copy of the workspace by hand: a conflicted copy, a colleague's file, the rest of a damaged one."""

import math
from pathlib import Path

from goaltui.model.errors import DatabaseDamaged, DatabaseRefused, Refused
from goaltui.services import backups, words
from goaltui.services.rows import Outcome
from goaltui.services.workspace import Workspace
from goaltui.sharing.copying import copied, opened, scratch
from goaltui.sharing.hub import take_in
from goaltui.store.salvage import salvage, workspace_of


def merge_file(workspace: Workspace, path: Path, folder: Path, *, any_workspace: bool = False) -> Outcome:
    """Take in every change of a file that this workspace lacks, after a backup into `folder`; the file stays as it is.

    Raises DatabaseRefused where it holds another workspace and `any_workspace` does not allow that. What can still be
    read of a damaged file is taken in too.
    """
    if workspace.read_only:
        raise Refused(workspace.read_only)
    backups.make(workspace, folder, workspace.clock.now())
    database = workspace.database
    before = database.holdings()
    with scratch(database.path.parent if workspace.sharing else folder) as place:
        damage = ""
        theirs = before
        try:
            copy = copied(path.absolute(), place / "other.db", lambda: None)
            if copy is None:
                raise DatabaseRefused(f"{path} does not exist or is empty; name another.")
            with opened(copy, path) as other:
                _refuse_other(path, other.uuid, database.uuid, any_workspace)
                theirs = other.holdings()
                take_in(database, other, now=workspace.clock.now(), deadline=math.inf)
        except DatabaseDamaged as error:
            changes = salvage(place / "other.db")
            if not changes:
                raise
            _refuse_other(path, workspace_of(place / "other.db"), database.uuid, any_workspace)
            database.merge(changes, now=workspace.clock.now())
            damage = f" It is damaged; this is what could still be read ({str(error).partition('(')[2].rstrip(').')})."
    authors = database.came_in(before)
    workspace.look.forget()
    workspace.has_written = True
    if workspace.sharing is not None:
        workspace.sharing.wrote()
    if not authors:
        return Outcome(f"{path.name} brings nothing new.{damage}", frozenset())
    told = words.listed(f"{name} {number}" for name, number in sorted(authors.items()))
    taken = words.counted(sum(authors.values()), "change")
    return Outcome(
        f"Took in {taken} from {path.name} ({told}).{_twice(database.set_in_both(before, theirs))}{damage}", frozenset()
    )


def _twice(number: int) -> str:
    if not number:
        return ""
    fields = "1 field was" if number == 1 else f"{number} fields were"
    return f" {fields} edited in both: the later shows, the History has the other."


def _refuse_other(path: Path, other: str | None, ours: str, any_workspace: bool) -> None:
    if other != ours and not any_workspace:
        raise DatabaseRefused(
            f"{path} is another workspace, so nothing was taken in; goaltui merge --any-workspace joins the two."
        )
