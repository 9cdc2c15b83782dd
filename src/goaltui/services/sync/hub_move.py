"""The move of a team to another place: everything is there and read back before the old place names the new one."""

import math
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from goaltui.model.errors import HubMoved, NotFound, Refused
from goaltui.model.listing import counted
from goaltui.model.quick.translation import _
from goaltui.services.core.clock import Clock
from goaltui.services.sync.shared_workspace import Location, Sharing
from goaltui.sharing.hub import take_in
from goaltui.store.database import Database
from goaltui.store.file.acknowledged import in_place
from goaltui.store.version_vector import AckedVersion


def move(old: Location, new: Location, *, backups: Path, clock: Clock, seconds: float) -> str:
    """Bring everything to the new place, and have the old one say so; the sentence for the user.

    Begun again it goes on where it was killed: until the old place says otherwise it is the team's. Also the way for
    those who find the old place left, with what waits on their computer. Raises HubUnreachable, DatabaseRefused, and
    Refused where the new place does not show all of it.
    """
    if old.named == new.named:
        raise Refused(_("{place} is where the team is already; name another place.", place=new.shown))
    source, target = Sharing.beginning(old, backups, clock), Sharing.beginning(new, backups, clock)
    try:
        if not old.file.exists() and not source.fetch(seconds).workspace:
            raise NotFound(_("There is no workspace at {place}; name the hub with --db.", place=old.shown))
        _gather(source, new, seconds)
        number = _bring(old.file, target, clock, seconds)
        source.mark_moved(new.shown, seconds)
        # What others wrote there until this moment.
        _gather(source, new, seconds)
        number = max(number, _bring(old.file, target, clock, seconds))
    finally:
        source.leave(0)
        target.leave(0)
    return _(
        "The team is at {new} now: {changes}, read back and "
        "compared. {old} keeps its data and sends everybody to the new place; name the new "
        "place with --db or in the settings from now on.",
        new=new.shown,
        changes=counted(number, "change", "changes"),
        old=old.shown,
    )


def _gather(source: Sharing, new: Location, seconds: float) -> None:
    """Bring the replica and the old place together; of one that was left for the new place only take in."""
    try:
        source.visit(seconds)
    except HubMoved as error:
        if error.to != new.shown:
            raise


def _bring(replica: Path, target: Sharing, clock: Clock, seconds: float) -> int:
    """Put all of a replica into the new place, unless it is there; how many changes it was seen to hold."""
    source = Database.open(replica)
    try:
        _fill(source, target, clock)
        target.mark_moved("", seconds)
        target.visit(seconds)
        return _seen(source.exchange.holdings(), target, seconds)
    finally:
        source.close()


def _fill(source: Database, target: Sharing, clock: Clock) -> None:
    """Make the new place's own replica on this computer with everything in it, whole or not at all."""
    final = target.location.file
    final.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = not final.exists()
    file = final.with_name(f"{secrets.token_hex(6)}.part") if fresh else final
    try:
        replica = Database.open(file, create=fresh, workspace=source.uuid)
        try:
            if replica.uuid != source.uuid:
                raise Refused(
                    _("{place} is another workspace; name a place where nothing is yet.", place=target.location.shown)
                )
            take_in(replica, source.exchange, now=clock.now(), deadline=math.inf)
        finally:
            replica.close()
        if fresh:
            file.chmod(0o600)
            in_place(file, final)
    finally:
        if fresh:
            with suppress(OSError):
                file.unlink(missing_ok=True)


def _seen(wanted: Mapping[str, AckedVersion], target: Sharing, seconds: float) -> int:
    """Read the new place back into a replica that knows nothing; raises Refused where it lacks anything."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "back" / "replica.db"
        found: Mapping[str, AckedVersion] = {}
        if target.fetch(seconds, file).workspace:
            database = Database.open(file)
            try:
                found = database.exchange.holdings()
            finally:
                database.close()
    if any(name not in found or found[name].number < item.number for name, item in wanted.items()):
        raise Refused(
            _(
                "{place} does not have everything that was copied there; the team stays where it is.",
                place=target.location.shown,
            )
        )
    return sum(item.number for item in found.values())
