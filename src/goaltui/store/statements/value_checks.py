"""The query for values that goaltui cannot have written, made from the declarations of the entities."""

from collections.abc import Iterator
from typing import get_args

from sqlalchemy import BigInteger, Boolean, Column, Date, Float, Integer

from goaltui.model.entities import ENTITIES
from goaltui.model.enums import EntityKind
from goaltui.store.tables import PROJECTIONS, WORDS

_EVERY_MONTH = "[0-9][0-9][0-9][0-9]-0[1-9]-[01][1-9]"
_LARGEST = "1.7976931348623157e308"


def strange_text() -> str:
    """Return the statement that asks of every projection whether it holds such a value."""
    asked = [f'EXISTS (SELECT 1 FROM "{table.name}" WHERE {_strange(kind)})' for kind, table in PROJECTIONS.items()]
    return f"SELECT {', '.join(asked)}"


def _strange(kind: EntityKind) -> str:
    columns = PROJECTIONS[kind].columns
    return " OR ".join(condition for column in columns for condition in _conditions(column, _is_id(kind, column)))


def _is_id(kind: EntityKind, column: Column[object]) -> bool:
    """Return whether a column holds the id of something, or of the row itself."""
    field = ENTITIES[kind].model_fields.get(column.name)
    if field is None:
        return False
    within = (getattr(part, "__metadata__", ()) for part in get_args(field.annotation))
    return "{8}(-" in repr((field.metadata, *within))


def _conditions(column: Column[object], is_id: bool) -> Iterator[str]:
    """Yield the conditions under which a column's value is strange."""
    name = f'"{column.name}"'
    none = f" AND {name} IS NOT NULL" if column.nullable else ""
    if isinstance(column.type, Date):
        # SQLite makes the next day that there is of one that there is not; up to the 28th there is every day.
        yield f"(typeof({name}) <> 'text'{none}) OR {name} < '0001'"
        yield f"{name} NOT GLOB '{_EVERY_MONTH}' AND date({name}) IS NOT {name}"
    elif isinstance(column.type, BigInteger | Boolean | Integer):
        yield f"typeof({name}) <> 'integer'{none}"
        if column.name == "created":
            # It is a clock, which begins in 1970.
            yield f"{name} < 0"
    elif isinstance(column.type, Float):
        yield f"(typeof({name}) NOT IN ('real', 'integer'){none}) OR abs({name}) > {_LARGEST}"
    else:
        yield f"typeof({name}) <> 'text'{none}"
        if is_id:
            # Their signs are not looked at: that would take as long as all the rest.
            yield f"length({name}) <> 36"
        if words := column.info.get(WORDS):
            listed = ", ".join(f"'{word}'" for word in words)
            yield f"{name} NOT IN ({listed})"
