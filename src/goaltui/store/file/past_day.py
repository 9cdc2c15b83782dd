"""A past day: titles, structure, targets and states as the journal had them then, in temporary
tables before those of the file.

Check-ins have days of their own and are read from the file, also those that were entered later.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import MetaData, insert, select
from sqlalchemy.schema import CreateTable

from goaltui.model.changes import Change, Fields, Value
from goaltui.model.enums import EntityKind
from goaltui.model.quick_dataclass import replace
from goaltui.store.causality import EntityHistory, lines
from goaltui.store.clock import first_at
from goaltui.store.file.connection import Connection
from goaltui.store.journal import BATCH, UNDONE, fold, projected
from goaltui.store.statements.chunks import chunks
from goaltui.store.tables import PROJECTIONS
from goaltui.store.writes import changes_about

_FIRST = date(1970, 1, 2)
_HAPPENED = frozenset(
    {"deleted", "state", "grade", "closing", "first_target", "done", "done_on", "percent", "begun", "ended"}
)
"""The fields that say what has become of a thing: what was not told at first had not happened."""

_CHANGED_SINCE = """
    SELECT id FROM "{table}" AS thing
    WHERE EXISTS (SELECT 1 FROM change WHERE entity_id = thing.id AND hlc > ?)
    AND (SELECT count(*) FROM (SELECT 1 FROM change WHERE entity_id = thing.id LIMIT 2)) > 1
"""
"""Selects the things changed since that have more than one change: a single one left them as they are today."""

_JOURNAL = "CREATE TEMP VIEW change AS SELECT * FROM main.change WHERE hlc <= {until:d}"
"""The history of a day ends with it."""


def standing_on(connection: Connection, day: date) -> Connection:
    """Return a connection with the tables of a day before those of its file, for this connection alone.

    Only what was changed after the day and is no check-in is read and folded anew, found by the journal's index by
    entity.
    """
    until = last_clock(day)
    for kind, table in PROJECTIONS.items():
        if kind is not EntityKind.CHECK_IN:
            found = connection.sql(_CHANGED_SINCE.format(table=table.name), (until,)).scalars()
            ids = [identity for identity in found if isinstance(identity, str)]
            if ids:
                _shadow(connection, kind, ids, until, day)
    connection.sql(_JOURNAL.format(until=until))
    return connection


def last_clock(day: date) -> int:
    """Return the highest clock of a day in this computer's time zone."""
    return first_at(datetime.combine(max(day, _FIRST) + timedelta(days=1), time()).astimezone()) - 1


def _shadow(connection: Connection, kind: EntityKind, ids: Sequence[str], until: int, day: date) -> None:
    table = PROJECTIONS[kind]
    rows = list(_rows(connection, kind, ids, until, day))
    shadow = table.to_metadata(MetaData(), schema="temp")
    connection.execute(CreateTable(shadow))
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    connection.sql(f'INSERT INTO temp."{table.name}" ({names}) SELECT {names} FROM main."{table.name}"')
    for chunk in chunks(ids):
        connection.execute(shadow.delete().where(shadow.c.id.in_(chunk)))
    for piece in chunks(rows):
        connection.execute(insert(shadow), piece)


def _rows(
    connection: Connection, kind: EntityKind, ids: Sequence[str], until: int, day: date
) -> Iterator[dict[str, Any]]:
    """Yield the rows of some entities on a day."""
    table = PROJECTIONS[kind]
    for chunk in chunks(ids):
        now = {row["id"]: row for row in connection.execute(select(table).where(table.c.id.in_(chunk))).mappings()}
        found = {key: line for key, line in lines(changes_about(connection, chunk)).items() if key[0] == kind}
        known = {identity: _known(line, until) for (_, identity), line in found.items()}
        undone = _undone(connection, (line.changes[0].batch for key, line in found.items() if not known[key[1]]))
        for (_, identity), line in found.items():
            gone = now[identity]["deleted"] and line.changes[0].batch in undone
            changes = known[identity] or [_first_told(line, gone=gone)]
            row = next((item.row for item in projected(changes)), None)
            if row is not None:
                row["created"] = now[identity]["created"]
                yield _ticked(row, now[identity], day) if kind is EntityKind.MILESTONE else row


def _known(line: EntityHistory, until: int) -> list[Change]:
    """Return the changes of an entity known at a clock, in the order in which they count; with
    those that their authors had seen.
    """
    told = [place for place, change in enumerate(line.changes) if change.hlc <= until]
    seen = line.seen_from(told) if told else ()
    return [line.changes[place] for place in sorted(seen)]


def _first_told(line: EntityHistory, *, gone: bool) -> Change:
    """Return what the journal was first told of an entity, as one change.

    That is all of the batch that made it, and the first later value of each field that the batch leaves open, unless
    the field says what has become of the entity. What was made and taken back is `gone`.
    """
    first = line.changes[0]
    made: dict[str, Value] = {}
    for change in line.changes:
        if change.batch == first.batch:
            made.update(change.fields)
    later: dict[str, Value] = {}
    for change in line.changes:
        for name, value in change.fields.items():
            if name not in _HAPPENED:
                later.setdefault(name, value)
    fields: Fields = {**later, **made, **({"deleted": True} if gone else {})}
    return replace(first, fields=fields)


def _undone(connection: Connection, batches: Iterable[str]) -> frozenset[str]:
    """Return those of some batches that are taken back."""
    found: set[str] = set()
    for chunk in chunks(sorted(set(batches))):
        states = fold(change for change in changes_about(connection, chunk) if change.entity == BATCH)
        found |= {identity for (_, identity), state in states.items() if state.fields.get(UNDONE) is True}
    return frozenset(found)


def _ticked(row: dict[str, Any], now: Any, day: date) -> dict[str, Any]:
    """Return a milestone's row on a day, ticked also where that was entered later for the day or an earlier one."""
    if not row["done"] and now["done"] and now["done_on"] is not None and now["done_on"] <= day:
        return {**row, "done": True, "done_on": now["done_on"]}
    return row
