"""A PostgreSQL server as the hub: new changes are read by their number of arrival, missing
ones written in a transaction.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, cast

import psycopg

from goaltui.config.small_files import read_json
from goaltui.model.changes import Change
from goaltui.model.errors import DatabaseRefused
from goaltui.model.quick.translation import _
from goaltui.sharing.hub import Visit, both, in_time, lost_by, told_deletions
from goaltui.sharing.location import note_of, shown
from goaltui.sharing.moved_notice import hub_moved
from goaltui.sharing.postgres.connection import connected
from goaltui.sharing.postgres.tables import STEP, HubRow, ServerTables
from goaltui.store.database import Database
from goaltui.store.file.file_checks import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class _Noted:
    """The progress of a replica's reading: the number of the last arrival, the change that it was, and the number of
    changes that the replica held afterwards. A server or a replica that was put back no longer agrees with it.
    """

    arrival: int = 0
    latest: str = ""
    number: int = 0


class PostgresHub:
    """A hub behind a URL; the password may stand in it and is never told."""

    def __init__(self, url: str) -> None:
        self._url = url

    @property
    def where(self) -> str:
        """Its address without the password."""
        return shown(self._url)

    def workspace(self, *, deadline: float) -> str | None:
        """Return the id of the workspace on the server; none where the tables were not made yet."""
        with self._tables(deadline) as tables:
            standing = tables.standing()
            if standing is not None:
                self._refuse_newer(standing)
            return standing.workspace if standing is not None else None

    def look(self, replica: Database, *, now: datetime, deadline: float) -> Visit:
        """Look at the hub, see `Hub.look`; where nothing has arrived since the last time it is one statement."""
        with self._tables(deadline) as tables:
            return self._taken(tables, replica, now, deadline) or Visit()

    def visit(self, replica: Database, *, now: datetime, deadline: float) -> Visit:
        """Visit the hub, see `Hub.visit`."""
        with self._tables(deadline) as tables:
            visit = self._taken(tables, replica, now, deadline)
            if visit is None:
                tables.make(replica.uuid)
                visit = self._taken(tables, replica, now, deadline) or Visit()
            if replica.exchange.waiting().number:
                visit = both(visit, self._given(tables, replica, now, deadline))
            return visit

    def mark_moved(self, replica: Database, to: str, *, deadline: float) -> None:
        """Mark the hub with the place that the team moved to; empty takes the mark back."""
        with self._tables(deadline) as tables:
            standing = tables.standing()
            if standing is not None:
                self._refuse_other(standing, replica)
                if standing.moved != to:
                    tables.mark_moved(replica.uuid, to)

    def details(self, *, deadline: float) -> Iterator[tuple[str, str]]:
        """Yield the facts about the server, as (name, words)."""
        with self._tables(deadline) as tables:
            yield _("place"), self.where
            yield from tables.details()

    @contextmanager
    def _tables(self, deadline: float) -> Iterator[ServerTables]:
        with connected(self._url, self.where, deadline) as connection:
            try:
                yield ServerTables(connection, self.where)
            except (TypeError, ValueError, psycopg.DataError) as error:
                raise DatabaseRefused(
                    _("{where} holds values that goaltui did not write ({error}).", where=self.where, error=error)
                ) from error

    def _taken(self, tables: ServerTables, replica: Database, now: datetime, deadline: float) -> Visit | None:
        """Take in what has arrived; return none where nothing was made there yet."""
        noted = _noted(replica)
        standing = tables.standing(noted.arrival)
        if standing is None:
            replica.exchange.acknowledge({})
            return None
        self._refuse_other(standing, replica)
        held = sum(item.number for item in replica.exchange.holdings().values())
        known = noted.latest == standing.seen and held >= noted.number > 0 and bool(replica.exchange.acknowledged())
        visit = Visit(ahead=standing.ahead)
        if not known or standing.arrival != noted.arrival:
            with tables.unchanging():
                standing = tables.standing(noted.arrival) or standing
                visit = self._read(tables, replica, noted if known else None, now, deadline)
            visit = replace(visit, ahead=standing.ahead)
            self._note(replica, standing.arrival, standing.latest)
        if standing.moved:
            raise hub_moved(self.where, standing.moved)
        return visit

    def _read(
        self, tables: ServerTables, replica: Database, noted: _Noted | None, now: datetime, deadline: float
    ) -> Visit:
        before, seen = replica.exchange.holdings(), replica.exchange.acknowledged()
        if noted is not None:
            held = {**seen, **tables.holdings(noted.arrival)}
            pieces = tables.arrived(noted.arrival)
        else:
            held = tables.counted()
            pieces = tables.arrived(0, [name for name, item in held.items() if before.get(name) != item])
        refused = 0
        for piece in pieces:
            in_time(deadline, self.where)
            refused += replica.exchange.merge(piece, now=now).refused
        replica.exchange.acknowledge(held)
        authors = sorted(replica.exchange.came_in(before).items())
        left_out = (_("{count} changes from there are not valid and were left out.", count=refused),) if refused else ()
        problems = (*left_out, *(told_deletions(replica, before) if before else ()))
        received = sum(number for _, number in authors)
        return Visit(received=received, returned=lost_by(held, seen), authors=tuple(authors), problems=problems)

    def _given(self, tables: ServerTables, replica: Database, now: datetime, deadline: float) -> Visit:
        """Give what waits, and acknowledge what a statement after the commit shows to be there."""
        noted, seen = _noted(replica), replica.exchange.acknowledged()
        sent, expected, told, alone = 0, noted.arrival, set[str](), True
        for piece in _pieces(replica.exchange.missing(seen)):
            in_time(deadline, self.where)
            stored = tables.store(piece, replica.uuid)
            alone = alone and stored.before == expected
            sent, expected = sent + stored.number, stored.arrival
            told.update(change.replica for change in piece)
        if not sent:
            # The server said that it lacked what it had.
            tables.miscounted = True
            tables.store([], replica.uuid)
        replica.exchange.acknowledge({**seen, **tables.held_of(told)})
        if not alone:
            # Others came between, so what is new there has to be read again from where this replica had read to.
            again = self._taken(tables, replica, now, deadline)
            return both(Visit(sent=sent), again or Visit())
        standing = tables.standing()
        if standing is not None and standing.arrival == expected:
            self._note(replica, standing.arrival, standing.latest)
        return Visit(sent=sent)

    def _refuse_other(self, standing: HubRow, replica: Database) -> None:
        self._refuse_newer(standing)
        if standing.workspace != replica.uuid:
            raise DatabaseRefused(
                _(
                    "{where} holds another workspace now, so it was left alone; name another database with --db.",
                    where=self.where,
                )
            )

    def _refuse_newer(self, standing: HubRow) -> None:
        if standing.version > SCHEMA_VERSION:
            raise DatabaseRefused(
                _(
                    "{where} was written by a newer goaltui (format {version}, this one knows"
                    " {known}); update goaltui, the work is saved here meanwhile.",
                    where=self.where,
                    version=standing.version,
                    known=SCHEMA_VERSION,
                )
            )

    def _note(self, replica: Database, arrival: int, latest: str) -> None:
        number = sum(item.number for item in replica.exchange.holdings().values())
        _write(note_of(replica.path), self.where, _Noted(arrival, latest, number))


def _pieces(changes: Iterable[Change]) -> Iterator[list[Change]]:
    waiting = iter(changes)
    while piece := list(islice(waiting, STEP)):
        yield piece


def _noted(replica: Database) -> _Noted:
    try:
        told = cast("Mapping[str, Any]", read_json(note_of(replica.path)))
        return _Noted(int(told["arrival"]), str(told["latest"]), int(told["number"]))
    except (OSError, ValueError, KeyError, TypeError):
        return _Noted()


def _write(path: Path, where: str, noted: _Noted) -> None:
    """Replace the note; without it the next visit only reads more than it needs."""
    told = {"hub": where, "arrival": noted.arrival, "latest": noted.latest, "number": noted.number}
    part = path.with_suffix(".part")
    with suppress(OSError):
        part.write_text(json.dumps(told), encoding="utf-8")
        part.replace(path)
