"""The tables on the server: the journal in the order of arrival, its holdings by replica, and the hub's row.

A writer locks the hub's row first and holds it until the commit, so numbers of arrival become visible in their order:
what a reader saw up to a number is all that there will ever be up to it.
"""

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, LiteralString

import psycopg
from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.schema import CreateIndex, CreateTable

from goaltui.model.changes import Change
from goaltui.model.errors import DatabaseRefused
from goaltui.model.quick.translation import _
from goaltui.sharing.postgres.connection import Connected
from goaltui.store.exchange.merge import under_own_replica
from goaltui.store.file.file_checks import SCHEMA_VERSION
from goaltui.store.journal import change_of, row_of
from goaltui.store.tables import CHANGE
from goaltui.store.version_vector import AckedVersion

STEP = 2_000
"""Changes read or written by one statement."""

_NAMES = ("replica", "seq", "hlc", "batch", "author", "at", "entity", "entity_id", "fields")
_MAKING = 0x474F414C
"""The advisory lock of those who make the tables."""

_STANDING: LiteralString = """
    SELECT hub.workspace, hub.version, hub.moved, hub.arrival, extract(epoch FROM clock_timestamp()) AS now,
        seen.replica || '/' || seen.seq || '/' || seen.hlc AS seen,
        latest.replica || '/' || latest.seq || '/' || latest.hlc AS latest
    FROM hub LEFT JOIN change AS seen ON seen.arrival = %s LEFT JOIN change AS latest ON latest.arrival = hub.arrival
"""
_HOLDING: LiteralString = "SELECT replica, number, top, total FROM holding"
_COUNTED: LiteralString = """
    SELECT replica, count(*) AS number, max(seq) AS top, sum(mod(hlc, 2147483647))::bigint AS total,
        max(arrival) AS arrival
    FROM change GROUP BY replica
"""
_CHANGES: LiteralString = "SELECT replica, seq, hlc, batch, author, at, entity, entity_id, fields, arrival FROM change"
# A session that keeps the row locked would stop the team, so one that sleeps loses its transaction.
_PATIENCE: LiteralString = """
    SELECT set_config('lock_timeout', '10s', true) AS a,
        set_config('idle_in_transaction_session_timeout', '30s', true) AS b,
        set_config('synchronous_commit', 'on', true) AS c
"""
_STORE: LiteralString = """
    WITH given AS (
        SELECT * FROM unnest(
            %s::text[], %s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::text[], %s::text[],
            %s::text[]
        ) WITH ORDINALITY AS given (replica, seq, hlc, batch, author, at, entity, entity_id, fields, place)
    ), stored AS (
        INSERT INTO change (replica, seq, hlc, batch, author, at, entity, entity_id, fields, arrival)
        SELECT replica, seq, hlc, batch, author, at, entity, entity_id, fields, %s + place FROM given ORDER BY place
        ON CONFLICT (replica, seq) DO NOTHING
        RETURNING replica, seq, hlc, arrival
    ), counted AS (
        INSERT INTO holding AS held (replica, number, top, total, arrival)
        SELECT replica, count(*), max(seq), sum(mod(hlc, 2147483647)), max(arrival) FROM stored GROUP BY replica
        ON CONFLICT (replica) DO UPDATE SET number = held.number + excluded.number,
            top = greatest(held.top, excluded.top), total = held.total + excluded.total, arrival = excluded.arrival
    ), numbered AS (
        UPDATE hub SET arrival = (SELECT max(arrival) FROM stored) WHERE EXISTS (SELECT FROM stored)
    )
    SELECT count(*) AS number, max(arrival) AS arrival FROM stored
"""


@dataclass(frozen=True, slots=True)
class HubRow:
    """The hub's row: its workspace, the version it was written for, the place the team `moved` to, the number of the
    last `arrival` and its change (`latest`), the change with the number that was asked for (`seen`), and the lead of
    this computer's clock in seconds (`ahead`).
    """

    workspace: str
    version: int
    moved: str
    arrival: int
    latest: str
    seen: str
    ahead: float


@dataclass(frozen=True, slots=True)
class StoredChange:
    """The result of a write: the `number` of new changes, the number of the last arrival
    `before` them, and the last now.
    """

    number: int
    before: int
    arrival: int


class ServerTables:
    """The tables behind one connection; `where` is their name in a sentence."""

    def __init__(self, connection: Connected, where: str) -> None:
        self._connection = connection
        self._where = where
        self.miscounted = False
        """Whether the counts of the replicas were seen to differ from the journal; the next `store` mends them."""

    def standing(self, arrival: int = 0) -> HubRow | None:
        """Return the hub's row, read in one statement; none where nothing was made yet."""
        begun = time.time()
        try:
            row = self._connection.execute(_STANDING, (arrival,)).fetchone()
        except psycopg.errors.UndefinedTable:
            return None
        if row is None:
            return None
        here = (begun + time.time()) / 2
        latest, seen = str(row.latest or ""), str(row.seen or "")
        ahead = here - float(row.now)
        return HubRow(row.workspace, int(row.version), row.moved, int(row.arrival), latest, seen, ahead)

    def holdings(self, after: int = 0) -> dict[str, AckedVersion]:
        """Return the holdings of the replicas of which something has arrived after a number."""
        return _held(self._connection.execute(f"{_HOLDING} WHERE arrival > %s", (after,)))

    def held_of(self, replicas: Collection[str]) -> dict[str, AckedVersion]:
        """Return the holdings of some replicas."""
        return _held(self._connection.execute(f"{_HOLDING} WHERE replica = ANY(%s)", (list(replicas),)))

    def counted(self) -> dict[str, AckedVersion]:
        """Return the holdings of every replica, counted anew."""
        found = _held(self._connection.execute(_COUNTED))
        self.miscounted = found != self.holdings()
        return found

    @contextmanager
    def unchanging(self) -> Iterator[None]:
        """Answer every query of the block as of one moment."""
        with self._connection.transaction():
            self._connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield

    def details(self) -> Iterator[tuple[str, str]]:
        """Yield the facts about the server, as (name, words)."""
        began = time.perf_counter()
        standing = self.standing()
        took = (time.perf_counter() - began) * 1000
        yield _("server"), f"PostgreSQL {self._setting('server_version')}, {self._setting('server_encoding')}"
        yield _("encrypted"), _("yes") if self._connection.pgconn.ssl_in_use else _("no")
        yield _("answers in"), f"{took:.1f} ms"
        if standing is None:
            yield _("size"), _("nothing there yet")
            return
        held = self.counted()
        number = sum(item.number for item in held.values())
        yield _("size"), _("{changes} changes, replicas: {replicas}", changes=number, replicas=len(held))
        yield _("counted"), _("wrongly; the next write repairs it") if self.miscounted else _("rightly")
        yield _("moved to"), standing.moved or "-"
        ahead = f"{abs(standing.ahead):.1f}"
        yield (
            _("clock"),
            _("this computer's is {seconds} s ahead of the server's", seconds=ahead)
            if standing.ahead > 0
            else _("this computer's is {seconds} s behind the server's", seconds=ahead),
        )

    def _setting(self, name: str) -> str:
        row = self._connection.execute("SELECT current_setting(%s) AS value", (name,)).fetchone()
        return str(row.value) if row is not None else "unknown"

    def arrived(self, after: int, replicas: Collection[str] | None = None) -> Iterator[list[Change]]:
        """Yield the changes that arrived after a number, of some replicas or all, a piece at a time."""
        whose: LiteralString = "" if replicas is None else "AND replica = ANY(%s)"
        query: LiteralString = f"{_CHANGES} WHERE arrival > %s {whose} ORDER BY arrival LIMIT {STEP}"
        while True:
            given: tuple[Any, ...] = (after,) if replicas is None else (after, list(replicas))
            rows = self._connection.execute(query, given).fetchall()
            if not rows:
                return
            yield [change_of(row) for row in rows]
            if len(rows) < STEP:
                return
            after = rows[-1].arrival

    def make(self, workspace: str) -> None:
        """Make the missing tables, unless another visitor did so a moment ago."""
        encoding = self._setting("server_encoding")
        if encoding != "UTF8":
            raise DatabaseRefused(
                _(
                    "{server} keeps its text as {encoding}; make a database with encoding UTF8.",
                    server=self._where,
                    encoding=encoding,
                )
            )
        with self._connection.transaction():
            self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (_MAKING,))
            for statement in _making():
                # Made of our own tables alone.
                self._connection.execute(statement.encode())
            self._connection.execute(
                "INSERT INTO hub (id, workspace, version, moved, arrival)"
                " SELECT 1, %s, %s, '', coalesce(max(arrival), 0) FROM change ON CONFLICT DO NOTHING",
                (workspace, SCHEMA_VERSION),
            )

    def store(self, changes: Sequence[Change], workspace: str) -> StoredChange:
        """Take in changes, each once, in one transaction; raises DatabaseRefused where the hub is another's by now."""
        with self._connection.transaction():
            before = self._locked(workspace)
            if self.miscounted:
                self._recount()
                self.miscounted = False
            number, arrival = self._insert([row_of(change) for change in changes], before)
            if number < len(changes):
                more, arrival = self._insert(self._collided(changes), arrival)
                number += more
        return StoredChange(number, before, arrival)

    def mark_moved(self, workspace: str, to: str) -> None:
        """Store the place that the team moved to; empty takes it back."""
        with self._connection.transaction():
            self._locked(workspace, moved=True)
            self._connection.execute("UPDATE hub SET moved = %s", (to,))

    def _locked(self, workspace: str, *, moved: bool = False) -> int:
        self._connection.execute(_PATIENCE)
        row = self._connection.execute("SELECT workspace, version, moved, arrival FROM hub FOR UPDATE").fetchone()
        if row is None or row.workspace != workspace or row.version > SCHEMA_VERSION or (row.moved and not moved):
            raise DatabaseRefused(_("{server} changed hands at this moment; try again.", server=self._where))
        if row.version < SCHEMA_VERSION:
            self._connection.execute("UPDATE hub SET version = %s", (SCHEMA_VERSION,))
        return int(row.arrival)

    def _insert(self, rows: Sequence[Mapping[str, Any]], before: int) -> tuple[int, int]:
        columns = [[row[name] for row in rows] for name in _NAMES]
        row = self._connection.execute(_STORE, (*columns, before)).fetchone()
        if row is None:
            raise AssertionError("an aggregate has a row")
        return int(row.number), int(row.arrival or before)

    def _collided(self, changes: Sequence[Change]) -> list[dict[str, Any]]:
        """Return the rows of changes whose number another change has, under a replica id derived from what they say."""
        query = f"{_CHANGES} WHERE (replica, seq) IN (SELECT * FROM unnest(%s::text[], %s::bigint[]))"
        keys = ([change.replica for change in changes], [change.seq for change in changes])
        there = {(row.replica, row.seq): row_of(change_of(row)) for row in self._connection.execute(query, keys)}
        return [
            row_of(under_own_replica(change))
            for change in changes
            if there.get((change.replica, change.seq), row_of(change)) != row_of(change)
        ]

    def _recount(self) -> None:
        self._connection.execute("DELETE FROM holding")
        self._connection.execute(f"INSERT INTO holding (replica, number, top, total, arrival) {_COUNTED}")


def _held(rows: Any) -> dict[str, AckedVersion]:
    return {str(row.replica): AckedVersion(int(row.number), int(row.top), int(row.total)) for row in rows}


def _making() -> list[str]:
    """Return the statements that make the tables, with the journal's columns as in a file."""
    tables = MetaData()
    change = CHANGE.to_metadata(tables)
    change.append_column(Column("arrival", BigInteger, nullable=False, unique=True))
    Table(
        "hub",
        tables,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("workspace", String, nullable=False),
        Column("version", Integer, nullable=False),
        Column("moved", String, nullable=False),
        Column("arrival", BigInteger, nullable=False),
    )
    Table(
        "holding",
        tables,
        Column("replica", String, primary_key=True),
        *(Column(name, BigInteger, nullable=False) for name in ("number", "top", "total")),
        Column("arrival", BigInteger, nullable=False, index=True),
    )
    dialect = PGDialect()  # type: ignore[no-untyped-call]
    made = [str(CreateTable(table, if_not_exists=True).compile(dialect=dialect)) for table in tables.sorted_tables]
    indexes = (index for table in tables.sorted_tables for index in table.indexes)
    return [*made, *(str(CreateIndex(index, if_not_exists=True).compile(dialect=dialect)) for index in indexes)]
