"""The opening of the place that `--db` names: a file, or the replica of a shared workspace."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.model.errors import (
    DatabaseDamaged,
    DatabaseRefused,
    HubUnreachable,
    NotFound,
    NothingHere,
    NotOurs,
    Refused,
)
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import _, _n
from goaltui.services.core.clock import Clock
from goaltui.services.core.workspace import Workspace
from goaltui.services.sync.location import Location, Mode
from goaltui.store.database import Database

if TYPE_CHECKING:
    from goaltui.services.sync.shared_workspace import Sharing

FETCH_SECONDS = 60.0
"""Seconds of silence that the making of the first copy of a shared workspace may have."""


def open_location(
    location: Location,
    *,
    author: str,
    clock: Clock,
    backups: Path,
    as_of: date | None = None,
    known_at: datetime | None = None,
    create: bool = False,
    only_new: bool = False,
    seconds: float = FETCH_SECONDS,
    tell: Callable[[str], None] | None = None,
) -> Workspace:
    """Return the workspace, made first where `create` allows and nothing is there; with `only_new` it
    is refused where something is.

    A shared one is worked on in its replica, which is made from the hub where this computer has none yet: that, and
    that alone, waits for the drive. Raises HubUnreachable where it cannot be made, DatabaseRefused, and NotFound where
    there is no workspace.
    """
    if location.mode is Mode.DIRECT:
        workspace = Workspace.open(
            location.file, author=author, clock=clock, as_of=as_of, known_at=known_at, create=create
        )
        if moved := workspace.database.hub_state.moved_to:
            from goaltui.sharing.moved_notice import hub_moved

            workspace.close()
            raise hub_moved(location.shown, moved)
        return workspace
    # Imported here because who works in place never needs it.
    from goaltui.services.sync.shared_workspace import Sharing

    sharing = Sharing.beginning(location, backups, clock)
    fresh = not location.file.exists() and _make_replica(
        sharing, author=author, clock=clock, create=create, seconds=seconds, tell=tell
    )
    if only_new and not fresh:
        sharing.leave(0)
        raise Refused(_("{place} is there already; name another file with --db.", place=location.shown))
    try:
        workspace = Workspace.open(location.file, author=author, clock=clock, as_of=as_of, known_at=known_at)
    except DatabaseRefused as error:
        if not _was_ours(location.file, error):
            raise
        _make_again(sharing, author=author, clock=clock, seconds=seconds)
        workspace = Workspace.open(location.file, author=author, clock=clock, as_of=as_of, known_at=known_at)
    workspace.sharing = sharing
    return workspace


def _was_ours(replica: Path, error: DatabaseRefused) -> bool:
    """Return whether a replica that cannot be opened was one: only this program writes there, so that what does not
    begin as a database, or is empty, has lost its contents."""
    return isinstance(error, (DatabaseDamaged, NotOurs)) or (replica.is_file() and not replica.stat().st_size)


def _make_again(sharing: "Sharing", *, author: str, clock: Clock, seconds: float) -> None:
    """Replace a damaged replica by a new one from the hub, which takes in what can still be read of it.

    The damaged one stays beside it, and what became of it is said. Raises HubUnreachable, everything as it was, where
    the hub cannot be reached.
    """
    from goaltui.store.file.acknowledged import held_file
    from goaltui.store.file.backup import free_name
    from goaltui.store.file.salvage import salvage

    file = sharing.location.file
    part = file.with_name(f"{os.urandom(6).hex()}.part")
    aside = free_name(file.with_name(f"damaged-{clock.now():%Y%m%d-%H%M%S}.db"))
    try:
        if not sharing.fetch(seconds, part).workspace:
            raise NotFound(
                _("There is no workspace at {place} yet; make one with goaltui init.", place=sharing.location.shown)
            )
        database = Database.open(part)
        try:
            known = _held(database)
            database.exchange.merge(salvage(file), now=clock.now())
            database.upkeep.replace_damaged(file, aside)
            held_file(part).replace(held_file(file))
            sharing.at_first = (*sharing.at_first, _made_again(sharing, aside, _held(database) - known))
        finally:
            database.close()
    finally:
        for left in (part, held_file(part)):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _held(database: Database) -> int:
    return sum(item.number for item in database.exchange.holdings().values())


def _made_again(sharing: "Sharing", aside: Path, saved: int) -> str:
    read = _n(
        "{count} change that had not gone out was read from the old one",
        "{count} changes that had not gone out were read from the old one",
        saved,
    )
    return _(
        "This computer's copy was damaged and is kept as {aside}; a new one was made from {hub}, and {read}.",
        aside=aside,
        hub=sharing.location.shown,
        read=read,
    )


def _make_replica(
    sharing: "Sharing",
    *,
    author: str,
    clock: Clock,
    create: bool,
    seconds: float,
    tell: Callable[[str], None] | None = None,
) -> bool:
    """Make the first copy of a shared workspace, or a new workspace that is in the hub at once, whole or not at all.

    True where the workspace is new.
    """
    _make_folder(sharing.location.folder)
    try:
        if sharing.fetch(seconds, tell=tell).workspace:
            return False
        if not create:
            raise NotFound(
                _("There is no workspace at {place} yet; make one with goaltui init.", place=sharing.location.shown)
            )
        _make_workspace(sharing, author=author, clock=clock, seconds=seconds)
    except HubUnreachable as error:
        raise NothingHere(
            _("{cause}; this computer has no copy of it yet, so nothing can be shown.", cause=error.cause)
        ) from error
    return True


def _make_workspace(sharing: "Sharing", *, author: str, clock: Clock, seconds: float) -> None:
    from goaltui.store.file.acknowledged import in_place

    location = sharing.location
    part = location.file.with_name(f"{os.urandom(6).hex()}.part")
    try:
        Workspace.open(part, author=author, clock=clock, create=True, name=location.title).close()
        part.chmod(0o600)
        sharing.visit(seconds, part)
        in_place(part, location.file)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Refused(
            _(
                "{folder} cannot be made ({reason}), so nothing was saved: this computer's copy "
                "of a shared workspace goes there; set GOALTUI_HOME.",
                folder=folder,
                reason=reason_of(error),
            )
        ) from error
