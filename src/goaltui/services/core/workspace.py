"""The session on one workspace: the day that is read, writing, undo; everything on one thread."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from goaltui.model.changes import Operation
from goaltui.model.errors import Doubtful, Refused, WrongUsage
from goaltui.model.quick.translation import _
from goaltui.model.refs import Refs
from goaltui.rules import dates
from goaltui.services.core.clock import Clock
from goaltui.services.core.new_workspace import begin_workspace, make_workspace
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.snapshot import Snapshot
from goaltui.services.core.viewpoint import Viewpoint
from goaltui.store.database import Database
from goaltui.store.journal import kind_of

if TYPE_CHECKING:
    from goaltui.services.sync.shared_workspace import Sharing
    from goaltui.store.undo.reversal import Undone

EXIT_SECONDS = 1.5
"""Seconds that leaving waits for a shared database to take the latest changes."""


class Workspace:
    """One opened database looked at on one day by one author."""

    def __init__(self, database: Database, author: str, clock: Clock) -> None:
        self._live = database
        self._viewpoint = Viewpoint(database)
        self._clock = clock
        self._look = Snapshot(database, clock.today())
        self._frozen: str | None = None
        self._seen = database.data_version()
        self._asked: set[tuple[str, str]] = set()
        self.author = author
        self.sharing: Sharing | None = None
        self.has_written = False

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        author: str,
        clock: Clock,
        as_of: date | None = None,
        known_at: datetime | None = None,
        create: bool = False,
        name: str | None = None,
    ) -> "Workspace":
        """Return the workspace in a file, made first where `create` allows, with a `name`; raises DatabaseRefused.

        With `as_of` or `known_at` it is for looking only.
        """
        database = _opened(path, clock, create=create, name=name)
        workspace = cls(database, author, clock)
        if known_at is not None:
            workspace.look_back(known_at)
        if as_of is not None:
            workspace.look_at(as_of)
        return workspace

    @property
    def path(self) -> Path:
        """The file."""
        return self.database.path

    @property
    def today(self) -> date:
        """The day looked at."""
        return self._look.day

    @property
    def read_only(self) -> str | None:
        """The reason why nothing can be written, in a sentence; none where it can."""
        return self._frozen or self.database.read_only

    @property
    def database(self) -> Database:
        """The file itself, or what stands for it on an earlier day, for the services beside this one and for upkeep."""
        return self._viewpoint.shown

    @property
    def look(self) -> Snapshot:
        """The snapshot of the day looked at, for the other services."""
        return self._look

    def fresh_look(self) -> Snapshot:
        """Return the snapshot, a new one where another program has written since."""
        if self._live.data_version() != self._seen:
            self._look.forget()
        return self._look

    @property
    def clock(self) -> Clock:
        """The clock."""
        return self._clock

    def close(self) -> None:
        """Let go of the file."""
        self._return()
        self._live.close()
        if self.sharing is not None:
            self.sharing.leave(EXIT_SECONDS)

    def changed_elsewhere(self) -> bool:
        """Return whether another program wrote or a day began since the last call; the next read is fresh then."""
        version = self._live.data_version()
        changed = version != self._seen
        self._seen = version
        if changed and self._frozen and self._look.known_at is None:
            self.look_at(self._look.day)
        elif changed:
            self._look.forget()
        if self._frozen is None and self._look.day != self._clock.today():
            self.look_at(None)
            return True
        return changed

    def look_at(self, day: date | None) -> None:
        """Show an earlier day as it stood from now on, which is for looking only, or today again; raises WrongUsage for
        one to come."""
        today = self._clock.today()
        if day is not None and day > today:
            raise WrongUsage(_("{day} has not come yet; look at today or an earlier day.", day=dates.day(day, today)))
        if day is None:
            self._return()
        known_at = self._look.known_at
        self._viewpoint.on(None if day in (None, today) else day)
        self._look = Snapshot(self.database, day or today, known_at=known_at, today=today)
        self._frozen = _frozen(None if day == today else day, known_at, today)

    def look_about(self, identity: str) -> None:
        """Show one thing and all on which its numbers depend from now on, which is read sooner than everything."""
        look, today = self._look, self._clock.today()
        self._look = Snapshot(self.database, look.day, known_at=look.known_at, today=today, about=identity)

    def look_back(self, moment: datetime, until: int | None = None) -> None:
        """Show everything as it was known at a moment, or to the clock of a change, until it is looked at today."""
        past = self._viewpoint.known_at(moment, until)
        known_at = moment.astimezone().isoformat(timespec="minutes")
        self._look = Snapshot(past, moment.astimezone().date(), known_at=known_at, today=self._clock.today())
        self._frozen = _frozen(None, known_at, self._clock.today())

    def _return(self) -> None:
        """Back from what was known before to what is stored now."""
        if self._viewpoint.leave():
            self._look = Snapshot(self._live, self._clock.today())

    def refs(self) -> Refs:
        """Return the short names of everything, for many at once."""
        return Refs(self.database.things.ids())

    def ask_once(self, identity: str, line: str, question: str, again: str) -> None:
        """Raise Doubtful where a question about a line for a thing was not asked yet."""
        if question and (identity, line) not in self._asked:
            self._asked.add((identity, line))
            raise Doubtful(f"{question} {again}")

    def undo(self, batch: str | None = None) -> Outcome:
        """Take back the author's latest batch, or the one named; raises Refused where there is none or a later change
        is in the way."""
        self.refuse_looking()
        done = self.database.undo(author=self.author, now=self._clock.now(), batch=batch)
        return self._turned(_("Undone: {described}.", described=done.described), done)

    def redo(self) -> Outcome:
        """Apply the author's latest undone batch again; raises Refused where there is none."""
        self.refuse_looking()
        done = self.database.redo(author=self.author, now=self._clock.now())
        return self._turned(_("Redone: {described}.", described=done.described), done)

    def _turned(self, sentence: str, done: "Undone") -> Outcome:
        """Return what undo or redo says, and that no view shows it where the method hides it."""
        from goaltui.services.core.shown_by_method import told_off_screen

        self.written()
        changed = [(kind_of(item.change.entity), item.about) for item in self.database.journal.recorded_last()]
        told = told_off_screen(self.look.records(), changed) if changed else ""
        return Outcome(f"{sentence} {told}".rstrip(), done.touched)

    def write(self, drafts: Sequence[Operation], sentence: str, created: str | None = None, batch: str = "") -> Outcome:
        """Write changes as one batch, so one undo; raises Refused where this is for looking only.

        With the `batch` of an earlier outcome they go on with it, as long as nothing else was written between.
        """
        self.refuse_looking()
        applied = self.database.apply(drafts, author=self.author, now=self._clock.now(), batch=batch)
        self.written()
        return Outcome(sentence, applied.touched, created, applied.batch or batch)

    def written(self) -> None:
        """Take in that something was written: what was read is out of date, and a shared workspace is told."""
        self.has_written = True
        if self.sharing is not None:
            self.sharing.wrote()
        self._look.forget()

    def refuse_looking(self) -> None:
        """Raise Refused where nothing may be written: `write` does so too, this before work that would be in vain."""
        if self.read_only:
            raise Refused(self.read_only)


def _opened(path: Path, clock: Clock, *, create: bool, name: str | None) -> Database:
    """Return the database in a file, made first where `create` allows, with the first
    contents of a workspace of this name.
    """
    if create and not path.exists():
        make_workspace(path, clock.now(), name or path.stem)
    database = Database.open(path, create=create)
    if database.is_new:
        begin_workspace(database, clock.now(), name or path.stem)
    return database


def _frozen(as_of: date | None, known_at: str | None, today: date) -> str | None:
    if known_at is not None:
        return _("This is the workspace as it was known then, read-only; go back to now to write.")
    if as_of is not None:
        return _(
            "This is the workspace as of {day}, read-only; go back to today to write.", day=dates.day(as_of, today)
        )
    return None
