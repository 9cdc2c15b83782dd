"""Opening what `--db` names: a file in place, or the replica of what a team shares."""

import secrets
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from goaltui.model.errors import DatabaseDamaged, GoaltuiError, HubMoved, NotFound, Refused
from goaltui.services.clock import Clock
from goaltui.services.sharing import Location, Mode, Sharing
from goaltui.services.workspace import Workspace
from goaltui.sharing.moving import moved_sentence
from goaltui.store.database import Database
from goaltui.store.held import in_place
from goaltui.store.salvage import salvage

FETCH_SECONDS = 60.0
"""How long the first copy of a shared workspace may take."""


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
) -> Workspace:
    """The workspace, made first where `create` allows and nothing is there; with `only_new` refused where something is.

    A shared one is worked on in its replica, which is made from the hub where this computer has none yet: that, and
    that alone, waits for the drive. Raises HubUnreachable where it cannot be made, DatabaseRefused, NotFound where
    there is no workspace.
    """
    if location.mode is Mode.DIRECT:
        workspace = Workspace.open(
            location.file, author=author, clock=clock, as_of=as_of, known_at=known_at, create=create
        )
        if moved := workspace.database.moved:
            workspace.close()
            raise HubMoved(moved_sentence(location.shown, moved))
        return workspace
    sharing = Sharing.beginning(location, backups, clock)
    fresh = not location.file.exists() and _make_replica(
        sharing, author=author, clock=clock, create=create, seconds=seconds
    )
    if only_new and not fresh:
        sharing.leave(0)
        raise Refused(f"{location.shown} is there already; name another file with --db.")
    try:
        workspace = Workspace.open(location.file, author=author, clock=clock, as_of=as_of, known_at=known_at)
    except DatabaseDamaged:
        _make_again(sharing, author=author, clock=clock, seconds=seconds)
        workspace = Workspace.open(location.file, author=author, clock=clock, as_of=as_of, known_at=known_at)
    workspace.sharing = sharing
    return workspace


def _make_again(sharing: Sharing, *, author: str, clock: Clock, seconds: float) -> None:
    """A damaged replica gives way to a new one from the hub, which takes in what can still be read of it.

    The damaged one stays beside it. Raises HubUnreachable, everything as it was, where the hub cannot be reached.
    """
    file = sharing.location.file
    aside = file.with_name(f"damaged-{clock.now():%Y%m%d-%H%M%S}.db")
    file.rename(aside)
    try:
        _make_replica(sharing, author=author, clock=clock, create=False, seconds=seconds)
    except GoaltuiError:
        aside.rename(file)
        raise
    database = Database.open(file)
    try:
        database.merge(salvage(aside), now=clock.now())
    finally:
        database.close()


def _make_replica(sharing: Sharing, *, author: str, clock: Clock, create: bool, seconds: float) -> bool:
    """The first copy of what is shared, or a new workspace that is in the hub at once; all of it or nothing.

    True where the workspace is new.
    """
    location = sharing.location
    if sharing.fetch(seconds).workspace:
        return False
    if not create:
        raise NotFound(f"There is no workspace at {location.shown} yet; make one with goaltui init.")
    location.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = location.file.with_name(f"{secrets.token_hex(6)}.part")
    try:
        Workspace.open(part, author=author, clock=clock, create=True, name=location.title).close()
        part.chmod(0o600)
        sharing.visit(seconds, part)
        in_place(part, location.file)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return True
