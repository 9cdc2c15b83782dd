"""What the visiting process does for a replica."""

import secrets
from dataclasses import asdict
from pathlib import Path

from goaltui.model.errors import Refused
from goaltui.sharing.answers import Errand, Report, Request
from goaltui.sharing.file_hub import FileHub
from goaltui.sharing.hub import Hub, take_in
from goaltui.sharing.location import siblings
from goaltui.sharing.places import place_of
from goaltui.sharing.probing import probed
from goaltui.store.database import Database
from goaltui.store.held import in_place


def hub_of(request: Request) -> Hub:
    """The hub behind a path or URL."""
    if "://" in request.hub:
        raise Refused(f"'{request.hub.partition(':')[0]}' is a server that this version does not know.")
    path = Path(request.hub)
    place = place_of(path)
    folder = Path(request.replica).parent
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return FileHub(path, folder, Path(request.backups), place.synced or place.kind)


def visit(request: Request, deadline: float) -> Report:
    """Go to the hub, or only look at it, for a replica that is there."""
    hub = hub_of(request)
    replica = Database.open(Path(request.replica))
    try:
        go = hub.look if request.errand is Errand.LOOK else hub.visit
        return Report(**asdict(go(replica, now=request.now, deadline=deadline)))
    finally:
        replica.close()


def probe(request: Request) -> Report:
    """Try out the place of a hub that is a file."""
    return Report(details=tuple(probed(Path(request.hub), Path(request.replica))))


def fetch(request: Request, deadline: float) -> Report:
    """Make the replica from what the hub holds, whole or not at all; nothing is made where the hub holds nothing."""
    hub = hub_of(request)
    workspace = hub.workspace(deadline=deadline)
    if workspace is None:
        return Report(workspace=False)
    final = Path(request.replica)
    # Other programs of this machine may be at the same at this moment; the first to be done wins.
    part = final.with_name(f"{secrets.token_hex(6)}.part")
    replica = Database.open(part, create=True, workspace=workspace)
    try:
        part.chmod(0o600)
        for other in siblings(final, request.hub):
            _adopt(replica, other, request, deadline)
        report = Report(**asdict(hub.look(replica, now=request.now, deadline=deadline)))
    finally:
        replica.close()
    in_place(part, final)
    return report


def _adopt(replica: Database, other: Path, request: Request, deadline: float) -> None:
    """Take in what another replica of the same place holds, as a machine leaves it that has changed its name."""
    try:
        earlier = Database.open(other)
    except Refused:
        return
    try:
        if earlier.uuid == replica.uuid:
            take_in(replica, earlier, now=request.now, deadline=deadline)
    finally:
        earlier.close()
