"""What a command works with: the options, the settings, and the workspace that they name."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.cli.options import Options
from goaltui.cli.output import Output
from goaltui.config.folders import Folders, folders
from goaltui.config.saved_views import load_views, saved_views_file
from goaltui.config.settings import Settings, load
from goaltui.model.errors import DatabaseRefused, HubUnreachable, Refused, WrongUsage
from goaltui.model.text import clean_line
from goaltui.services.clock import Clock, SystemClock
from goaltui.services.query import Query, parse_query
from goaltui.services.sharing import Location, Mode, folder_of, locate

if TYPE_CHECKING:
    from goaltui.services.sharing import Sharing
    from goaltui.services.workspace import Workspace

_NAMELESS = "somebody"
_LOOK_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the program."""

    options: Options
    settings: Settings
    folders: Folders
    clock: Clock
    out: Output

    @property
    def location(self) -> Location:
        """What --db names, else the settings, else the default database, and how it is worked on."""
        named = self.options.database or self.settings.database
        exchange = self.options.exchange or self.settings.sharing == "exchange"
        return locate(named or self.folders.default_database, self.folders.state, exchange=exchange)

    @property
    def database(self) -> str:
        """What to call the database."""
        location = self.location
        return str(location.file) if location.mode is Mode.DIRECT else location.shown

    @property
    def author(self) -> str:
        """Who writes: --as, else the settings, else the system's user name."""
        return self.options.author or clean_line(self.settings.author) or _user_name()

    def query(self, text: str) -> Query:
        """What `--filter` asks for, saved views included; raises WrongUsage."""
        return parse_query(text, load_views(saved_views_file(self.folders.state)))

    @contextmanager
    def reading(self, *, visits: bool = True) -> "Iterator[Workspace]":
        """The workspace, which has to be there already; a shared one with a visit to the hub."""
        location = self.location
        if location.mode is Mode.DIRECT and not location.file.exists():
            raise Refused(
                f"There is no workspace at {location.file} yet; make one with goaltui init or name another with --db."
            )
        with self._opened(location, create=False, visits=visits) as workspace:
            yield workspace

    @contextmanager
    def writing(self) -> "Iterator[Workspace]":
        """The workspace, made first where it is not there yet; in a folder that was named and is missing it is not."""
        location = self.location
        path = location.file
        fresh = location.mode is Mode.DIRECT and not path.exists()
        fresh = fresh and (path == self.folders.default_database or path.absolute().parent.is_dir())
        with self.made() if fresh else self.reading() as workspace:
            yield workspace
        if fresh:
            self.out.say(f"Made a new workspace at {path}.")

    @contextmanager
    def made(self) -> "Iterator[Workspace]":
        """A new workspace; raises Refused where something is there, WrongUsage for one in the past."""
        location = self.location
        if self.options.as_of or self.options.known_at:
            raise WrongUsage("A new workspace begins today; leave --as-of and --known-at out.")
        if location.mode is Mode.DIRECT:
            self._make_room(location.file)
        with self._opened(location, create=True) as workspace:
            yield workspace

    def _back_up(self, workspace: "Workspace") -> None:
        """The day's first backup."""
        from goaltui.services import backups

        if not workspace.read_only:
            backups.make_first_today(workspace, folder_of(self.folders.backups, self.location), self.clock.now())

    def _make_room(self, path: Path) -> None:
        if path.exists():
            raise Refused(f"{path} is there already; name another file with --db.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(f"{path.parent} cannot be made ({error.strerror}); name another place with --db.") from error

    @contextmanager
    def _opened(self, location: Location, *, create: bool, visits: bool = True) -> "Iterator[Workspace]":
        # Imported here because it brings SQLModel: a quarter of a second that help and usage errors do not wait for.
        from goaltui.services.opening import open_location

        workspace = open_location(
            location,
            author=self.author,
            clock=self.clock,
            backups=self.folders.backups,
            as_of=self.options.as_of,
            known_at=self.options.known_at,
            create=create,
            only_new=create,
            seconds=self.options.timeout,
        )
        try:
            with nullcontext() if workspace.sharing is None or not visits else self._visiting(workspace):
                yield workspace
                if workspace.has_written:
                    self._back_up(workspace)
        finally:
            workspace.close()

    @contextmanager
    def _visiting(self, workspace: "Workspace") -> "Iterator[None]":
        """See what others wrote before, unless the drive makes one wait; bring there what was written."""
        sharing = workspace.sharing
        if sharing is None:
            raise AssertionError("only a shared workspace is visited")
        away = ""
        try:
            sharing.look(min(self.options.timeout, _LOOK_SECONDS))
        except (HubUnreachable, DatabaseRefused) as error:
            away = str(error)
        yield
        if workspace.database.waiting().number and (workspace.has_written or not away):
            self._send(sharing)
        elif away:
            self.out.say(away)

    def _send(self, sharing: "Sharing") -> None:
        """Bring what was written to the hub; raises HubUnreachable where that did not succeed."""
        try:
            report = sharing.visit(self.options.timeout)
        except DatabaseRefused as error:
            raise HubUnreachable(str(error)) from error
        for problem in report.problems:
            self.out.say(problem)


def start_session(options: Options, *, quiet: bool = False) -> Session:
    """The session for these options; what is wrong with the settings file is said once, on stderr."""
    found = folders(os.environ)
    settings = load(found.settings_file)
    out = Output.of_process(no_color=options.no_color, as_json=options.json, ascii_only=settings.glyphs == "ascii")
    for problem in () if quiet else settings.problems:
        out.say(problem)
    return Session(options, settings, found, SystemClock(), out)


def _user_name() -> str:
    import getpass

    with suppress(KeyError, OSError, ImportError):
        return clean_line(getpass.getuser()) or _NAMELESS
    # In a container the user may be a mere number.
    return _NAMELESS
