"""A workspace as it stood on an earlier day, or was known at a moment: copies in memory, for looking only."""

from datetime import date, datetime

from goaltui.model.quick.translation import _
from goaltui.rules import dates
from goaltui.store.clock import last_at
from goaltui.store.database import Database
from goaltui.store.file.connection import beside, copied
from goaltui.store.file.opening import Opened


def as_of(database: Database, day: date) -> Database:
    """Return the workspace as it stood on an earlier day, beside its database."""
    from goaltui.store.file import past_day

    target = past_day.standing_on(beside(database._current(), database.path), day)
    return Database(
        database.path, Opened(target, _("This is {day}; it is read-only.", day=dates.day(day))), in_memory=True
    )


def known_at(database: Database, moment: datetime, until: int | None = None) -> Database:
    """Return the workspace as it was stored at a moment.

    With `until`, the clock of a change, exactly that change is the last one known.
    """
    from goaltui.store import rebuild

    target = copied(database._current(), database.path)
    rebuild.rewind(target, last_at(moment) if until is None else until)
    sentence = _("This is what was known on {moment}; it is read-only.", moment=dates.moment(moment))
    return Database(database.path, Opened(target, sentence), in_memory=True)
