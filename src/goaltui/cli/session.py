"""What a command works with: the options, the settings, and the workspace that they name."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.cli.options import Options
from goaltui.cli.output import Output
from goaltui.config.folders import Folders, folders
from goaltui.config.settings import Settings, load
from goaltui.model.errors import Refused, WrongUsage
from goaltui.model.text import clean_line
from goaltui.services.clock import Clock, SystemClock

if TYPE_CHECKING:
    from goaltui.services.workspace import Workspace

_NAMELESS = "somebody"


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the program."""

    options: Options
    settings: Settings
    folders: Folders
    clock: Clock
    out: Output

    @property
    def database(self) -> Path:
        """The file that --db names, else the settings, else the default one; raises Refused for a URL."""
        named = self.options.database or self.settings.database
        if "://" in named:
            raise Refused(f"'{clean_line(named)}' is a server; this version opens files, so give --db a path.")
        return Path(named).expanduser() if named else self.folders.default_database

    @property
    def author(self) -> str:
        """Who writes: --as, else the settings, else the system's user name."""
        return self.options.author or clean_line(self.settings.author) or _user_name()

    @contextmanager
    def reading(self) -> "Iterator[Workspace]":
        """The workspace, which has to be there already."""
        path = self.database
        if not path.exists():
            raise Refused(f"There is no workspace at {path} yet; make one with goaltui init or name another with --db.")
        with self._opened(path, create=False) as workspace:
            yield workspace

    @contextmanager
    def writing(self) -> "Iterator[Workspace]":
        """The workspace, made first where it is not there yet; in a folder that was named and is missing it is not."""
        path = self.database
        fresh = not path.exists() and (path == self.folders.default_database or path.absolute().parent.is_dir())
        with self.made() if fresh else self.reading() as workspace:
            yield workspace
        if fresh:
            self.out.say(f"Made a new workspace at {path}.")

    @contextmanager
    def made(self) -> "Iterator[Workspace]":
        """A new workspace; raises Refused where something is there, WrongUsage for one in the past."""
        path = self.database
        if self.options.as_of or self.options.known_at:
            raise WrongUsage("A new workspace begins today; leave --as-of and --known-at out.")
        if path.exists():
            raise Refused(f"{path} is there already; name another file with --db.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(f"{path.parent} cannot be made ({error.strerror}); name another place with --db.") from error
        with self._opened(path, create=True) as workspace:
            yield workspace

    @contextmanager
    def _opened(self, path: Path, *, create: bool) -> "Iterator[Workspace]":
        # Imported here because it brings SQLModel: a quarter of a second that help and usage errors do not wait for.
        from goaltui.services.workspace import Workspace

        workspace = Workspace.open(
            path,
            author=self.author,
            clock=self.clock,
            as_of=self.options.as_of,
            known_at=self.options.known_at,
            create=create,
        )
        try:
            yield workspace
        finally:
            workspace.close()


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
