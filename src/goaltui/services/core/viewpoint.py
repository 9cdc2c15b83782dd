"""The database behind a view: the live file, a copy as known at a moment, or a copy as of a day."""

from datetime import date, datetime

from goaltui.store import time_travel
from goaltui.store.database import Database


class Viewpoint:
    """The database that is read: the file itself, or what stands for it, which is let go of when the view changes."""

    def __init__(self, live: Database) -> None:
        self._live = live
        self._known: Database | None = None
        self._day: Database | None = None

    @property
    def shown(self) -> Database:
        """The database that is read."""
        return self._day or self._known or self._live

    def known_at(self, moment: datetime, until: int | None = None) -> Database:
        """Look at what was known at a moment, or up to the clock of a change."""
        past = time_travel.known_at(self._live, moment, until)
        self.leave()
        self._known = past
        return past

    def on(self, day: date | None) -> None:
        """Look at what is stored, or was known, as it stood on an earlier day; None for as it stands."""
        past = None if day is None else time_travel.as_of(self._known or self._live, day)
        if self._day is not None:
            self._day.close()
        self._day = past

    def leave(self) -> bool:
        """Look at what is stored now; whether it was looked at anything else."""
        past = [database for database in (self._day, self._known) if database is not None]
        self._day = self._known = None
        for database in past:
            database.close()
        return bool(past)
