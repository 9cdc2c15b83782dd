"""Check-ins, and the series of values that they make."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from goaltui.model.records import CheckInRecord, Point
from goaltui.store.file.connection import Connection, Rows
from goaltui.store.reads import by_the_end_of
from goaltui.store.statements.chunks import chunks
from goaltui.store.statements.texts import NO_LIMIT, STATEMENTS


class Series:
    """The check-ins of one database. `believing` gives the connection for values that the program has to have written,
    and raises DatabaseDamaged for others.
    """

    def __init__(
        self, current: Callable[[], Connection], believing: Callable[[], AbstractContextManager[Connection]]
    ) -> None:
        self._current = current
        self._believing = believing

    def points(
        self, measures: Collection[str] | None, since: date | None, until: date | None
    ) -> dict[str, tuple[Point, ...]]:
        """Return the values of some measures, or of all, in check-in order; no value has an
        earlier day than the one before it.
        """
        found: defaultdict[str, list[Point]] = defaultdict(list)
        pieces = [None] if measures is None else chunks(sorted(measures))
        with self._believing() as connection:
            for piece in pieces:
                told = {"since": since, "until": until, "measures": piece}
                for measure, date_of, value, estimate in _told(connection, "points", told):
                    series = found[measure]
                    day = min(date_of, until or date_of)
                    series.append(Point(max(day, series[-1].date) if series else day, value, estimate))
        return {measure: tuple(series) for measure, series in found.items()}

    def check_in_counts(self, since: date, until: date) -> dict[str, int]:
        """Return the number of check-ins of each measure between two days, both included."""
        return dict(self._current().run(STATEMENTS["check_in_counts"], since=since, until=until))

    def first_day(self) -> date | None:
        """Return the earliest day on which something was checked in or a milestone done; none where there is none."""
        connection = self._current()
        days = (connection.run(STATEMENTS[name]).scalar() for name in ("first_check_in", "first_done"))
        return min((day for day in days if day is not None), default=None)

    def last_notes(self, until: date) -> dict[str, date]:
        """Return the day of each measure's latest check-in with a note."""
        rows = self._current().run(STATEMENTS["noted"], **by_the_end_of(until))
        return {measure: min(day, until) for measure, day in rows}

    def last_check_ins(self, until: date) -> dict[str, date]:
        """Return the day of the latest check-in of each author up to a day."""
        with self._believing() as connection:
            rows = connection.run(STATEMENTS["last_check_ins"], **by_the_end_of(until))
            return {author: min(day, until) for author, day in rows if author}

    def check_ins(
        self,
        *,
        measure: str | None = None,
        key_result: str | None = None,
        until: date | None = None,
        limit: int | None = None,
    ) -> tuple[CheckInRecord, ...]:
        """Return the check-ins of a measure or in a key result's context, newest first."""
        told = {"measure": measure, "key_result": key_result, "until": until}
        with self._believing() as connection:
            rows = _told(connection, "check_ins", told, limit=NO_LIMIT if limit is None else limit)
            return tuple(map(CheckInRecord._make, rows))

    def judgements(self, until: date) -> dict[str, tuple[CheckInRecord, ...]]:
        """Return the check-ins with a status of every measure in words that has some, newest first."""
        found: defaultdict[str, list[CheckInRecord]] = defaultdict(list)
        with self._believing() as connection:
            for record in map(CheckInRecord._make, connection.run(STATEMENTS["judgements"], **by_the_end_of(until))):
                found[record.measure].append(record)
        return {measure: tuple(records) for measure, records in found.items()}

    def all_check_ins(self) -> Iterator[CheckInRecord]:
        """Yield every check-in, oldest first."""
        with self._believing() as connection:
            yield from map(CheckInRecord._make, connection.run(STATEMENTS["all_check_ins"]))


def _told(connection: Connection, name: str, conditions: Mapping[str, Any], **values: Any) -> Rows:
    """Return the rows of a statement with those of its conditions that have a value."""
    told = {word: value for word, value in conditions.items() if value is not None}
    if "until" in told:
        values |= by_the_end_of(told["until"])
    return connection.run(STATEMENTS[" ".join((name, *told))], **told, **values)
