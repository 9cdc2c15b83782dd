"""The import of another copy of the workspace by hand: a conflicted copy, a colleague's
file, the rest of a damaged one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from goaltui.model.changes import Change
from goaltui.model.errors import DatabaseDamaged, DatabaseRefused, HubUnreachable, Refused
from goaltui.model.listing import counted, listed
from goaltui.model.quick.translation import _, _n
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace
from goaltui.services.sync import backups
from goaltui.sharing.file.hub_copy import copied, opened, scratch
from goaltui.store.database import Database
from goaltui.store.exchange.copies import ImportedCopy
from goaltui.store.file.salvage import salvage, workspace_of
from goaltui.store.version_vector import AckedVersion

Agree: TypeAlias = Callable[[str, bool], None]
"""Told in a sentence what a merge would do, and whether it takes anything away; raises Refused where it shall not."""


def merge_file(workspace: Workspace, path: Path, folder: Path, agree: Agree, *, any_workspace: bool = False) -> Outcome:
    """Take in every change of a file that this workspace lacks, once that is agreed to and after a backup into
    `folder`; the file stays as it is.

    Raises DatabaseRefused where it holds another workspace and `any_workspace` does not allow that. What can still be
    read of a damaged file is taken in too.
    """
    workspace.refuse_looking()
    database = workspace.database
    try:
        with scratch(database.path.parent if workspace.sharing else folder) as place:
            found = _read(path, place / "other.db", database, any_workspace)
    except HubUnreachable as error:
        raise Refused(_("{cause}; nothing was merged.", cause=error.cause)) from error
    trial = database.copies.preview(found.changes, now=workspace.clock.now())
    if not trial.number:
        return Outcome(_("{name} brings nothing new.{damage}", name=path.name, damage=found.damage), frozenset())
    holds = _(
        "{name} holds {whose} that this workspace lacks: {effect}.{damage}",
        name=path.name,
        whose=_whose(trial),
        effect=trial.effect.words,
        damage=found.damage,
    )
    agree(holds, trial.effect.weighs)
    backups.make(workspace, folder, workspace.clock.now())
    before = database.exchange.holdings()
    taken = database.copies.take(found.changes, path.name, author=workspace.author, now=workspace.clock.now())
    workspace.look.forget()
    workspace.has_written = True
    if workspace.sharing is not None:
        workspace.sharing.wrote()
    return Outcome(
        _(
            "Merged {whose} from {name}: {effect}; undo reverts it.{twice}{damage}",
            whose=_whose(taken),
            name=path.name,
            effect=taken.effect.words,
            twice=_twice(database.journal.set_in_both(before, found.holdings)),
            damage=found.damage,
        ),
        frozenset(),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """The contents of another copy: the changes that are not here, and all its holdings; `damage` is a sentence."""

    changes: list[Change]
    holdings: Mapping[str, AckedVersion]
    damage: str = ""


def _read(path: Path, to: Path, database: Database, any_workspace: bool) -> _Found:
    if path.exists() and not path.is_file():
        what = _("a folder") if path.is_dir() else _("not a regular file")
        raise DatabaseRefused(_("{path} is {what}; name a workspace's file.", path=path, what=what))
    try:
        copy = copied(path.absolute(), to, lambda: None)
        if copy is None:
            raise DatabaseRefused(_("{path} does not exist or is empty; name another.", path=path))
        with opened(copy, path) as other:
            _refuse_other(path, other.uuid, database.uuid, any_workspace)
            return _Found(list(other.exchange.missing(database.exchange.holdings())), other.exchange.holdings())
    except DatabaseDamaged as error:
        if not to.exists():
            raise DatabaseRefused(_("{path} is not a workspace of goaltui; name another.", path=path)) from error
        changes = salvage(to)
        if not changes:
            raise
        _refuse_other(path, workspace_of(to), database.uuid, any_workspace)
        reason = str(error).partition("(")[2].partition(")")[0]
        damage = _(" It is damaged; this is what could still be read.")
        if reason:
            damage = _(" It is damaged ({reason}); this is what could still be read.", reason=reason)
        return _Found(changes, database.exchange.holdings(), damage)


def _whose(taken: ImportedCopy) -> str:
    told = listed(f"{name} {number}" for name, number in taken.authors)
    return f"{counted(taken.number, 'change', 'changes')} ({told})"


def _twice(number: int) -> str:
    if not number:
        return ""
    return _n(
        " {count} field was edited in both: the later value counts, the History has the other.",
        " {count} fields were edited in both: the later value counts, the History has the other.",
        number,
    )


def _refuse_other(path: Path, other: str | None, ours: str, any_workspace: bool) -> None:
    if other != ours and not any_workspace:
        raise DatabaseRefused(
            _(
                "{path} is another workspace, so nothing was merged; goaltui merge --any-workspace joins the two.",
                path=path,
            )
        )
