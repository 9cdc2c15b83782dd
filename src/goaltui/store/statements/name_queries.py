"""The queries for names: things by what people type, and names by id, as SQLAlchemy writes them."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    Executable,
    ScalarSelect,
    Select,
    Table,
    bindparam,
    case,
    false,
    func,
    literal,
    literal_column,
    or_,
    select,
)

from goaltui.model.enums import Condition, EntityKind
from goaltui.store.tables import PROJECTIONS, projection

MOST_FOUND = 200
_WITH_REFS = (EntityKind.OBJECTIVE, EntityKind.KEY_RESULT, EntityKind.MEASURE, EntityKind.INITIATIVE)


def queries() -> Iterator[tuple[str, Executable]]:
    """Yield every query with its name."""
    for kind, table in PROJECTIONS.items():
        if _title(table) is not None:
            yield from ((f"{name} {kind.value}", query) for name, query in _finding(kind, table))
        named = next((table.c[name] for name in ("title", "name") if name in table.c), None)
        if named is not None:
            ids: BindParameter[str] = bindparam("ids", expanding=True)
            yield f"names {kind.value}", _names(kind, table, named).where(table.c.id.in_(ids))
    for kind in _WITH_REFS:
        yield f"ids {kind.value}", select(projection(kind).c.id)
    yield "ids beside", select(*_neighbours())
    key_result = projection(EntityKind.KEY_RESULT)
    asked: BindParameter[str] = bindparam("ids", expanding=True)
    yield "ticks", select(key_result.c.id).where(key_result.c.id.in_(asked), key_result.c.condition == Condition.DONE)


def _neighbours() -> Iterator[ScalarSelect[Any]]:
    """Yield the id before and the id after one, of each kind."""
    beside: BindParameter[str] = bindparam("beside")
    for kind in _WITH_REFS:
        identity = projection(kind).c.id
        yield select(func.max(identity)).where(identity < beside).scalar_subquery()
        yield select(func.min(identity)).where(identity > beside).scalar_subquery()


def _names(kind: EntityKind, table: Table, named: Column[Any]) -> Select[Any]:
    """Return the query for ids with names; a measure made for one key result has the name of that."""
    if kind is not EntityKind.MEASURE:
        return select(table.c.id, named)
    own = projection(EntityKind.KEY_RESULT).alias("own")
    query = select(table.c.id, func.coalesce(own.c.title, named))
    return query.select_from(table.outerjoin(own, own.c.id == table.c.key_result))


def _finding(kind: EntityKind, table: Table) -> Iterator[tuple[str, Executable]]:
    is_named = table.c.id == bindparam("lowered")
    if "key" in table.c:
        is_named |= table.c.key == bindparam("text")
    yield "by_name", _query(kind).where(is_named).limit(MOST_FOUND)
    within = table.c.id.between(bindparam("first"), bindparam("last"))
    yield "by_ref", _query(kind).where(within).limit(MOST_FOUND)
    ordered = _query(kind).order_by(table.c.created, table.c.id)
    holds = func.instr(func.lower(_title(table)), bindparam("folded")) > 0
    yield "by_title", ordered.where(holds).limit(MOST_FOUND)
    yield "titles", ordered
    if "key" in table.c:
        # No index has the keys, so one scan looks for both: first what is named so, as "by_name" finds it.
        first = case((is_named, 1), else_=0).label("is_named")
        place = case((is_named, literal_column(f"{table.name}.rowid")))
        either = _query(kind).add_columns(first).where(or_(is_named, holds)).limit(MOST_FOUND)
        yield "by_name_or_title", either.order_by(first.desc(), place, table.c.created, table.c.id)


def _title(table: Table) -> Column[Any] | None:
    return next((table.c[name] for name in ("title", "name", "text", "note", "why") if name in table.c), None)


def _query(kind: EntityKind) -> Select[Any]:
    table, objective = projection(kind), projection(EntityKind.OBJECTIVE).alias("above")
    named = _title(table)
    if named is None:
        raise AssertionError("what has no title is not looked for")
    title = named.label("title")
    above = table.c.get("parent" if kind is EntityKind.OBJECTIVE else "objective")
    if above is None:
        query = select(table.c.id, title, literal("").label("context")).select_from(table)
    else:
        query = select(table.c.id, title, objective.c.title.label("context")).select_from(table)
        query = query.outerjoin(objective, objective.c.id == above)
    query = query.where(table.c.deleted == false())
    return query.where(table.c.key_result.is_(None)) if kind is EntityKind.MEASURE else query
