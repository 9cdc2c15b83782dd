"""The session of a command: options, settings, and the workspace that they name."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.cli.global_options import GlobalOptions
from goaltui.cli.output.console import Output
from goaltui.cli.streams import Delivery
from goaltui.config.folders import Folders, folders
from goaltui.config.settings import Settings, load
from goaltui.model.errors import DatabaseRefused, HubUnreachable, NothingHere, Refused, WrongUsage
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.text import clean_line
from goaltui.services.core.clock import Clock, SystemClock
from goaltui.services.sync.location import Location, Mode, locate

if TYPE_CHECKING:
    from goaltui.config.project import Project
    from goaltui.model.enums import EntityKind, Method
    from goaltui.services.core.workspace import Workspace
    from goaltui.services.filters.query import Query
    from goaltui.services.prompt.renewal import StatusRenewal
    from goaltui.services.sync.shared_workspace import Sharing

_NAMELESS = "somebody"
_LOOK_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the program."""

    options: GlobalOptions
    settings: Settings
    folders: Folders
    clock: Clock
    out: Output
    delivery: Delivery

    @property
    def location(self) -> Location:
        """The place that --db names, else the file of the project, else the settings, else the default
        database, with the mode of work.

        Raises Refused where a file that cannot be read leaves open which one is meant.
        """
        exchange = self.options.exchange or self.settings.sharing == "exchange"
        named = self.options.database or (self.project.database if self.project is not None else "")
        if named:
            return locate(named, self.folders.state, exchange=exchange)
        if doubt := self.settings.doubt("database"):
            raise Refused(_("{doubt} So the database is not known: fix that, or name one with --db.", doubt=doubt))
        try:
            return locate(
                self.settings.database or self.folders.default_database, self.folders.state, exchange=exchange
            )
        except Refused as error:
            raise Refused(f"{self.folders.settings_file}: {error}") from error

    @property
    def project(self) -> "Project | None":
        """The contents of the project's file around the current folder; None where there
        is none, or a database is named.

        Raises Refused where it cannot be used.
        """
        if self.options.database:
            return None
        # Imported here because who names the database need not wait for it.
        from goaltui.config.project import find_project, load_project

        try:
            found = find_project(Path.cwd())
        except OSError:
            # The folder that one is in is gone.
            return None
        return load_project(found) if found is not None else None

    @property
    def only_looking(self) -> str:
        """The reason why nothing may be written, in a sentence: the settings leave open the author."""
        if self.options.author or not self.settings.doubt("author"):
            return ""
        return _(
            "{settings_file} does not say who writes, so nothing was written; fix it, or name yourself with --as.",
            settings_file=self.folders.settings_file,
        )

    @property
    def database(self) -> str:
        """The name of the database in a sentence."""
        location = self.location
        return str(location.file) if location.mode is Mode.DIRECT else location.shown

    @property
    def author(self) -> str:
        """The author: --as, else the settings, else the system's user name."""
        return self.options.author or self.settings.author or _user_name()

    def query(self, text: str) -> "Query":
        """Return the query of `--filter`, saved views included, within that of the project; raises WrongUsage."""
        project = self.project
        if project is not None and project.filter:
            text = f"{project.filter} {text}"
            if not self.out.as_json:
                self.out.say(
                    _("Only what matches '{filter}', as {file} says.", filter=project.filter, file=project.file)
                )
        return self._parsed(text)

    def project_query(self) -> "Query":
        """Return the filter of the project; raises WrongUsage where it is no filter."""
        project = self.project
        return self._parsed(project.filter if project is not None else "")

    def _parsed(self, text: str) -> "Query":
        # Imported here because a prompt asks no query and must not wait for it.
        from goaltui.config.saved_views import load_views, saved_views_file
        from goaltui.services.filters.query import parse_query

        return parse_query(text, load_views(saved_views_file(self.folders.state)))

    def refuse_nothing(self) -> None:
        """Raise Refused where a database that is used in place is not there yet."""
        if self.location.mode is Mode.DIRECT and _is_nothing(self.location.file):
            raise Refused(
                _(
                    "There is no workspace at {file} yet; make one with goaltui init or name another with --db.",
                    file=self.location.file,
                )
            )

    @contextmanager
    def reading(self, *, visits: bool = True, saves: bool = False) -> "Iterator[Workspace]":
        """Yield the workspace, which has to exist; a shared one after a visit to the hub.

        With `saves` something is to be written: raise Refused where there is nothing here to save it in.
        """
        self.refuse_nothing()
        with self._opened(self.location, create=False, visits=visits, saves=saves) as workspace:
            yield workspace

    @contextmanager
    def writing(self) -> "Iterator[Workspace]":
        """Yield the workspace, made first where it does not exist; in a named folder that is missing it is not made."""
        location = self.location
        path = location.file
        fresh = location.mode is Mode.DIRECT and _is_nothing(path)
        fresh = fresh and (path == self.folders.default_database or path.absolute().parent.is_dir())
        with self.made() if fresh else self.reading(saves=True) as workspace:
            yield workspace
        if fresh:
            self.out.say(_("Made a new workspace at {path}.", path=path))

    @contextmanager
    def made(self) -> "Iterator[Workspace]":
        """Yield a new workspace; raise Refused where something is there, WrongUsage for one in the past."""
        location = self.location
        if self.options.as_of or self.options.known_at:
            raise WrongUsage(_("A new workspace begins today; leave --as-of and --known-at out."))
        if self.only_looking:
            raise Refused(self.only_looking)
        if location.mode is Mode.DIRECT:
            self._make_room(location.file)
        with self._opened(location, create=True, saves=True) as workspace:
            yield workspace

    def tell_off_screen(self, workspace: "Workspace", half: "Method") -> None:
        """Say where the screen leaves out what is asked for, for the method does not use that half."""
        from goaltui.services.core.shown_by_method import off_screen

        told = "" if self.out.as_json else off_screen(workspace.look.records(), half)
        if told:
            self.out.say(told)

    def tell_off_screen_added(self, workspace: "Workspace", kind: "EntityKind", identity: str | None) -> None:
        """Say where the screen hides the added thing."""
        from goaltui.services.core.shown_by_method import half_of

        self.tell_off_screen(workspace, half_of(workspace.look.records(), kind, identity))

    def _back_up(self, workspace: "Workspace", location: Location) -> None:
        """Make the day's first backup."""
        from goaltui.services.sync import backups
        from goaltui.services.sync.shared_workspace import folder_of

        if not workspace.read_only:
            backups.make_first_today(workspace, folder_of(self.folders.backups, location), self.clock.now())

    def _renewal(self, location: Location) -> "StatusRenewal":
        """Return the renewal of the status that a prompt shows of the database there."""
        from goaltui.services.prompt.renewal import StatusRenewal
        from goaltui.services.prompt.status_path import status_file

        return StatusRenewal(status_file(self.folders.state, location.file))

    def _make_room(self, path: Path) -> None:
        if not _is_nothing(path):
            raise Refused(_("{path} is there already; name another file with --db.", path=path))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(
                _(
                    "{parent} cannot be made ({reason}); name another place with --db.",
                    parent=path.parent,
                    reason=reason_of(error),
                )
            ) from error

    @contextmanager
    def _opened(
        self, location: Location, *, create: bool, visits: bool = True, saves: bool = False
    ) -> "Iterator[Workspace]":
        from goaltui.services.sync.strange_values import named_where_strange

        workspace = self._open(location, create=create, saves=saves)
        if self.only_looking:
            workspace.database.look_only(self.only_looking)
        try:
            goes = workspace.sharing is not None and visits
            with self._visiting(workspace, saves=saves) if goes else nullcontext(), named_where_strange(workspace):
                yield workspace
                if workspace.has_written:
                    self._back_up(workspace, location)
        finally:
            if workspace.has_written or create:
                self.delivery.stored = True
            doubt = _doubt(workspace) if workspace.has_written else ""
            renewal = self._renewal(location)
            status = renewal.text(workspace)
            workspace.close()
            if status is not None:
                renewal.keep(status)
            if doubt:
                self.out.say(doubt)

    def _open(self, location: Location, *, create: bool, saves: bool) -> "Workspace":
        # Imported here because it brings SQLModel: a quarter of a second that help and usage errors do not wait for.
        from goaltui.services.sync.opening import open_location

        first = location.mode is not Mode.DIRECT and not location.file.exists()
        try:
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
                tell=self.out.passing,
            )
            for problem in workspace.sharing.at_first if workspace.sharing is not None else ():
                self.out.say(problem)
            return workspace
        except NothingHere as error:
            if not saves:
                raise
            raise Refused(
                _("{cause}; this computer has no copy of it yet, so nothing was saved.", cause=error.cause)
            ) from error
        finally:
            if first:
                self.out.passed()

    @contextmanager
    def _visiting(self, workspace: "Workspace", *, saves: bool) -> "Iterator[None]":
        """See what others wrote before, unless the drive makes one wait; bring there what was written."""
        sharing = workspace.sharing
        if sharing is None:
            raise AssertionError("only a shared workspace is visited")
        away = ""
        try:
            sharing.look(min(self.options.timeout, _LOOK_SECONDS), measures=saves)
        except (HubUnreachable, Refused) as error:
            away = str(error)
        yield
        if workspace.database.exchange.waiting().number and (workspace.has_written or not away):
            self._send(sharing)
        elif away:
            self.out.say(away)

    def _send(self, sharing: "Sharing") -> None:
        """Bring what was written to the hub; raises HubUnreachable where that did not succeed."""
        try:
            report = sharing.visit(self.options.timeout)
        except DatabaseRefused as error:
            raise HubUnreachable(str(error)) from error
        except Refused as error:
            # What the visit could not write is not what was asked for: that is saved.
            raise HubUnreachable(
                _("{cause}; the work is saved here and waits.", cause=str(error).partition("; ")[0])
            ) from error
        for problem in report.problems:
            self.out.say(problem)


def start_session(options: GlobalOptions, delivery: Delivery, *, quiet: bool = False) -> Session:
    """Return the session for these options; faults of the settings file are said once, on stderr."""
    found = folders(os.environ)
    settings = load(found.settings_file)
    out = Output.of_process(no_color=options.no_color, as_json=options.json, ascii_only=settings.glyphs == "ascii")
    # What decides about the database is said by what asks for it.
    silent = () if options.database else [doubt.because for doubt in settings.doubts if doubt.about == "database"]
    for problem in () if quiet else settings.problems:
        if problem not in silent:
            out.say(problem)
    return Session(options, settings, found, SystemClock(), out, delivery)


def _doubt(workspace: "Workspace") -> str:
    from goaltui.services.sync.clock_doubt import clock_doubt

    return clock_doubt(workspace)


def _is_nothing(path: Path) -> bool:
    """Return whether there is no file yet, or an empty one, of which a workspace can be made."""
    return not path.exists() or (path.is_file() and path.stat().st_size == 0)


def _user_name() -> str:
    # As `getpass.getuser` finds it, which would import how a password is asked for.
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if named := os.environ.get(variable):
            return clean_line(named) or _NAMELESS
    with suppress(KeyError, OSError, ImportError):
        import pwd

        return clean_line(pwd.getpwuid(os.getuid()).pw_name) or _NAMELESS
    # In a container the user may be a mere number.
    return _NAMELESS
