"""Launch options of the app: the opening of the workspace, and the first state of the window."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.model.enums import Method
from goaltui.model.errors import DatabaseRefused
from goaltui.model.quick.os_reasons import reason_of
from goaltui.model.quick.translation import N_, _
from goaltui.model.quick_dataclass import dataclass, field
from goaltui.services.core.clock import Clock
from goaltui.services.filters.query import Query
from goaltui.services.sync.location import Location
from goaltui.tui.appearance.glyphs import UNICODE, Glyphs
from goaltui.tui.keymap import Keymap
from goaltui.tui.runtime.window_state import WindowState

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace


class FirstCopy:
    """The progress of the first copy of a shared workspace: told on the database thread, shown by the screen."""

    def __init__(self) -> None:
        self._hear: Callable[[str], None] = lambda _words: None

    def heard_by(self, hear: Callable[[str], None]) -> None:
        """Tell this, from now on, what is said."""
        self._hear = hear

    def say(self, words: str) -> None:
        """Say how far it is."""
        self._hear(words)


@dataclass(frozen=True, slots=True)
class WorkspaceOpening:
    """The opening of the workspace, called on the database thread. A `shared` one is worked on in a replica.

    `only_looking` is why nothing may be written, empty where it may; `sample` the method of the sample company that it
    is filled with; where somebody `joins`, it has to be there.
    """

    path: Path
    author: str
    clock: Clock
    as_of: date | None = None
    known_at: datetime | None = None
    sample: Method | None = None
    shared: Location | None = None
    backups: Path | None = None
    only_looking: str = ""
    joins: bool = False
    first_copy: FirstCopy = field(default_factory=FirstCopy)

    def __call__(self) -> "Workspace":
        try:
            workspace = self._opened()
        except OSError as error:
            raise DatabaseRefused(
                _(
                    "{path} cannot be opened ({reason}); name another with --db.",
                    path=self.path,
                    reason=reason_of(error),
                )
            ) from error
        if self.only_looking:
            workspace.database.look_only(self.only_looking)
        return workspace

    def _opened(self) -> "Workspace":
        # Imported here because it brings SQLModel, which takes longer than everything up to the first frame.
        from goaltui.services.core.workspace import Workspace

        create = self.as_of is None and self.known_at is None and not self.only_looking and not self.joins
        if self.shared is not None and self.backups is not None:
            return self._open_shared(self.shared, self.backups, create=create)
        if create:
            self._make_folder()
        if self.sample is not None:
            return self._sampled(self.sample)
        return Workspace.open(
            self.path, author=self.author, clock=self.clock, as_of=self.as_of, known_at=self.known_at, create=create
        )

    def _sampled(self, method: Method) -> "Workspace":
        from goaltui.services.core.workspace import Workspace
        from goaltui.services.demo.sample import AUTHOR, load_sample

        workspace = Workspace.open(self.path, author=self.author or AUTHOR, clock=self.clock, create=True)
        load_sample(workspace, method)
        if self.known_at is not None:
            workspace.look_back(self.known_at)
        if self.as_of is not None:
            workspace.look_at(self.as_of)
        return workspace

    def _open_shared(self, location: Location, backups: Path, *, create: bool) -> "Workspace":
        from goaltui.services.sync.opening import open_location

        workspace = open_location(
            location,
            author=self.author,
            clock=self.clock,
            backups=backups,
            as_of=self.as_of,
            known_at=self.known_at,
            create=create,
            tell=self.first_copy.say,
        )
        if workspace.sharing is not None:
            workspace.sharing.start()
        return workspace

    def _make_folder(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseRefused(
                _(
                    "{folder} cannot be made ({reason}); name another place with --db.",
                    folder=self.path.parent,
                    reason=reason_of(error),
                )
            ) from error


@dataclass(frozen=True, slots=True)
class LaunchOptions:
    """The options that the app starts with.

    `remembered` and where to remember it again (`memory`, none for what does not last); where a crash is written down
    (`log`, in the state folder); what to close on leaving; what the settings say; where the day's first backup goes
    (none where there is to be none); how many seconds keys wait for the first rows (`patience`, none for ever);
    what says how far the first copy of a shared workspace is; where the work is, as the bar says it (`saved`);
    whether the `tour` was asked for; what the views are narrowed to at first (`query`), as the project says;
    where the status for prompts is kept (`status`).
    """

    remembered: WindowState
    memory: Path | None
    log: Path
    leaving: ExitStack
    theme: str = ""
    glyphs: Glyphs = UNICODE
    backups: Path | None = None
    keys: Keymap = field(default_factory=Keymap)
    patience: float | None = None
    problems: tuple[str, ...] = ()
    status: Path | None = None
    first_copy: FirstCopy = field(default_factory=FirstCopy)
    saved: str = N_("saved here")
    tour: bool = False
    query: Query = field(default_factory=Query)


def throw_away(leaving: ExitStack, clock: Clock, method: Method, author: str = "") -> WorkspaceOpening:
    """Return how a sample is opened that is deleted on leaving; with no `author` one of its people looks at it.

    Raises OSError where there is no room for it.
    """
    # Imported here because only a sample needs it.
    from tempfile import TemporaryDirectory

    folder = Path(leaving.enter_context(TemporaryDirectory(prefix="goaltui-demo-", ignore_cleanup_errors=True)))
    return WorkspaceOpening(folder / "demo.db", author, clock, sample=method)
