"""Finding things by what people type: an id, a ref, a key of their own, or a part of the title."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Select, Table, false, func, literal, select

from goaltui.model.enums import EntityKind
from goaltui.model.refs import SHORTEST_REF, id_range
from goaltui.model.text import fold
from goaltui.store.tables import projection

LIMIT = 200


class Match(NamedTuple):
    """Something found; `context` is the title of the objective it stands under."""

    kind: EntityKind
    id: str
    title: str
    context: str


def find(connection: Connection, text: str, kinds: Sequence[EntityKind]) -> tuple[Match, ...]:
    """What the text can mean, whatever its case: by id or key where one has it, else by ref, then by part of a title.

    A ref may be a word by chance, so those whose title holds it are found too.
    """
    wanted = text.strip()
    if not wanted:
        return ()
    named = [match for kind in kinds for match in _by_name(connection, kind, wanted)]
    if named:
        return tuple(named)
    by_ref = [match for kind in kinds for match in _by_ref(connection, kind, wanted)]
    by_title = [match for kind in kinds for match in _by_title(connection, kind, wanted)]
    return tuple(dict.fromkeys((*by_ref, *by_title)))[:LIMIT]


def _by_name(connection: Connection, kind: EntityKind, text: str) -> Iterator[Match]:
    table = projection(kind)
    is_named = table.c.id == text.lower()
    if "key" in table.c:
        is_named |= table.c.key == text
    yield from (_match(kind, row) for row in connection.execute(_query(kind).where(is_named).limit(LIMIT)))


def _by_ref(connection: Connection, kind: EntityKind, text: str) -> Iterator[Match]:
    span = id_range(text) if len(text) >= SHORTEST_REF else None
    if span is not None:
        query = _query(kind).where(projection(kind).c.id.between(*span)).limit(LIMIT)
        yield from (_match(kind, row) for row in connection.execute(query))


def _by_title(connection: Connection, kind: EntityKind, text: str) -> Iterator[Match]:
    table = projection(kind)
    folded = fold(text)
    query = _query(kind).order_by(table.c.created, table.c.id)
    if folded.isascii():
        query = query.where(func.instr(func.lower(_title(table)), folded) > 0).limit(LIMIT)
        yield from (_match(kind, row) for row in connection.execute(query))
    else:
        # SQLite lowers ASCII alone, so letters beyond it are compared here.
        yield from (_match(kind, row) for row in connection.execute(query) if folded in fold(row.title))


def _title(table: Table) -> Column[Any]:
    return next(table.c[name] for name in ("title", "name", "text") if name in table.c)


def _query(kind: EntityKind) -> Select[Any]:
    table, objective = projection(kind), projection(EntityKind.OBJECTIVE).alias("above")
    title = _title(table).label("title")
    above = table.c.get("parent" if kind is EntityKind.OBJECTIVE else "objective")
    if above is None:
        query = select(table.c.id, title, literal("").label("context")).select_from(table)
    else:
        query = select(table.c.id, title, objective.c.title.label("context")).select_from(table)
        query = query.outerjoin(objective, objective.c.id == above)
    query = query.where(table.c.deleted == false())
    return query.where(table.c.key_result.is_(None)) if kind is EntityKind.MEASURE else query


def _match(kind: EntityKind, row: Any) -> Match:
    return Match(kind, row.id, row.title, row.context or "")
