"""The database behind a view: the live file, a copy as known at a moment, or a copy as of a day."""

from datetime import date, datetime

from goaltui.store import time_travel
from goaltui.store.database import Database


class Viewpoint:
    """The database that is read: the file itself, or a copy of its past, which is closed when the view changes."""

    def __init__(self, live: Database) -> None:
        self._live = live
        self._known: Database | None = None
        self._day: Database | None = None

    @property
    def shown(self) -> Database:
        """The database that is read."""
        return self._day or self._known or self._live

    def known_at(self, moment: datetime, until: int | None = None) -> Database:
        """Read a copy as known at a moment, or up to the clock of a change."""
        past = time_travel.known_at(self._live, moment, until)
        self.leave()
        self._known = past
        return past

    def on(self, day: date | None) -> None:
        """Read a copy as of an earlier day, of the file or of the copy as known; None reads without one."""
        past = None if day is None else time_travel.as_of(self._known or self._live, day)
        if self._day is not None:
            self._day.close()
        self._day = past

    def leave(self) -> bool:
        """Read the file itself again; return whether a copy was read before."""
        past = [database for database in (self._day, self._known) if database is not None]
        self._day = self._known = None
        for database in past:
            database.close()
        return bool(past)
