"""What the app is given to begin with: how the workspace is opened, and what it starts from."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.model.errors import DatabaseRefused
from goaltui.services.clock import Clock
from goaltui.services.sharing import Location
from goaltui.tui.glyphs import UNICODE, Glyphs
from goaltui.tui.keymap import Keymap
from goaltui.tui.remember import Remembered

if TYPE_CHECKING:
    from goaltui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Opening:
    """How the workspace is opened; called on the database thread. A `shared` one is worked on in a replica."""

    path: Path
    author: str
    clock: Clock
    as_of: date | None = None
    known_at: datetime | None = None
    sample: bool = False
    shared: Location | None = None
    backups: Path | None = None

    def __call__(self) -> "Workspace":
        # Imported here because it brings SQLModel, which takes longer than everything up to the first frame.
        from goaltui.services.workspace import Workspace

        create = self.as_of is None and self.known_at is None
        if self.shared is not None and self.backups is not None:
            return self._open_shared(self.shared, self.backups, create=create)
        if create:
            self._make_folder()
        workspace = Workspace.open(
            self.path, author=self.author, clock=self.clock, as_of=self.as_of, known_at=self.known_at, create=create
        )
        if self.sample:
            workspace.load_sample()
        return workspace

    def _open_shared(self, location: Location, backups: Path, *, create: bool) -> "Workspace":
        from goaltui.services.opening import open_location

        workspace = open_location(
            location,
            author=self.author,
            clock=self.clock,
            backups=backups,
            as_of=self.as_of,
            known_at=self.known_at,
            create=create,
        )
        if workspace.sharing is not None:
            workspace.sharing.start()
        return workspace

    def _make_folder(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = f"{self.path.parent} cannot be made ({error.strerror})"
            raise DatabaseRefused(f"{reason}; name another place with --db.") from error


@dataclass(frozen=True, slots=True)
class Start:
    """What the app starts with.

    `remembered` and where to remember it again (`memory`, none for what does not last); where a crash is written down
    (`log`, in the state folder); what to close on leaving; what the settings say; where the day's first backup goes
    (none where there is to be none); how many seconds keys wait for the first rows (`patience`, none for ever).
    """

    remembered: Remembered
    memory: Path | None
    log: Path
    leaving: ExitStack
    theme: str = ""
    glyphs: Glyphs = UNICODE
    backups: Path | None = None
    keys: Keymap = field(default_factory=Keymap)
    patience: float | None = None
    problems: tuple[str, ...] = ()
