"""The jobs of the visiting process for a replica."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.model.errors import DatabaseRefused, Refused
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import _
from goaltui.sharing.file.file_hub import FileHub
from goaltui.sharing.file.folder_probe import clock_ahead, probed
from goaltui.sharing.first_visit import begun, remove_left
from goaltui.sharing.hub import Hub, take_in
from goaltui.sharing.location import siblings
from goaltui.sharing.places import place_of
from goaltui.sharing.progress import Tell, silent
from goaltui.sharing.worker.messages import Job, Report, Request
from goaltui.store.database import Database
from goaltui.store.file.acknowledged import in_place

if TYPE_CHECKING:
    from goaltui.sharing.postgres.postgres_hub import PostgresHub


def hub_of(request: Request, tell: Tell = silent) -> Hub:
    """Return the hub behind a path or URL."""
    folder = Path(request.replica).parent
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Refused(
            _(
                "The folder for this computer's copy, {folder}, cannot be made ({reason}); "
                "nothing was saved, so fix that and try again.",
                folder=folder,
                reason=reason_of(error),
            )
        ) from error
    if "://" in request.hub:
        return server_of(request.hub)
    path = Path(request.hub)
    place = place_of(path)
    return FileHub(path, folder, Path(request.backups), place.synced or place.kind, tell)


def server_of(url: str) -> "PostgresHub":
    """Return the hub behind a URL; raises DatabaseRefused where its driver is not installed."""
    if url.startswith(("sqlite:", "file:")):
        raise DatabaseRefused(
            _(
                "A database in a file is named by its path alone, as in --db {path}.",
                path=url.partition(":")[2].removeprefix("//").removeprefix("/"),
            )
        )
    if not url.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
        raise DatabaseRefused(
            _(
                "'{name}' is a server that goaltui does not know; it knows postgresql.",
                name=url.partition(":")[0],
            )
        )
    # Imported here because it brings psycopg, which files do without and which may not be installed.
    try:
        from goaltui.sharing.postgres.postgres_hub import PostgresHub
    except ImportError as error:
        raise DatabaseRefused(
            _("A PostgreSQL server takes one more package; install it with: pip install 'goaltui[postgres]'.")
        ) from error
    return PostgresHub(url)


def visit(request: Request, deadline: float) -> Report:
    """Visit the hub, or only look at it, for a replica that is there."""
    hub = hub_of(request)
    replica = Database.open(Path(request.replica))
    try:
        go = hub.look if request.errand is Job.LOOK else hub.visit
        report = Report(**asdict(go(replica, now=request.now, deadline=deadline)))
    finally:
        replica.close()
    if request.measures and report.ahead is None and "://" not in request.hub:
        return replace(report, ahead=clock_ahead(Path(request.hub)))
    return report


def mark(request: Request, deadline: float) -> Report:
    """Mark the hub with the place that the team moved to."""
    hub = hub_of(request)
    replica = Database.open(Path(request.replica))
    try:
        hub.mark_moved(replica, request.moved, deadline=deadline)
    finally:
        replica.close()
    return Report()


def probe(request: Request, deadline: float) -> Report:
    """Probe the place of a hub."""
    if "://" in request.hub:
        return Report(details=tuple(server_of(request.hub).details(deadline=deadline)))
    return Report(details=tuple(probed(Path(request.hub), Path(request.replica))))


def fetch(request: Request, deadline: float, tell: Tell) -> Report:
    """Make the replica from the contents of the hub, whole or not at all; make nothing where the hub holds nothing.

    A fetch that was cut off keeps what it took in, and the next one goes on from there.
    """
    hub = hub_of(request, tell)
    workspace = hub.workspace(deadline=deadline)
    if workspace is None:
        return Report(workspace=False)
    final = Path(request.replica)
    remove_left(final.parent)
    with begun(final, workspace, tell) as part:
        if part is None:
            return Report()
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
    """Take in what another replica of the same place holds; a machine that changed its name leaves one."""
    try:
        earlier = Database.open(other)
    except Refused:
        return
    try:
        if earlier.uuid == replica.uuid:
            take_in(replica, earlier.exchange, now=request.now, deadline=deadline)
    finally:
        earlier.close()
