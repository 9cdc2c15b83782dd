"""The statements that write the projections, as SQLAlchemy writes them."""

from collections.abc import Iterator

from sqlalchemy import Executable, bindparam, delete, false, func, insert, select, true, update

from goaltui.store.tables import PROJECTIONS


def queries() -> Iterator[tuple[str, Executable]]:
    """Yield every statement with its name."""
    for kind, table in PROJECTIONS.items():
        within = table.c.id.in_(bindparam("ids", expanding=True))
        yield f"standing {kind.value}", select(table).where(within)
        yield f"deleted {kind.value}", select(table.c.id, table.c.deleted).where(within)
        yield f"store {kind.value}", insert(table).prefix_with("OR REPLACE")
        # The value stands in the text: with one list alone SQLite need not look up the names of its values.
        for word, before, after in (("delete", false(), true()), ("restore", true(), false())):
            yield f"{word} {kind.value}", update(table).where(within).values(deleted=after)
            yield f"to {word} {kind.value}", select(func.count()).where(within, table.c.deleted == before)
        yield f"forget {kind.value}", delete(table).where(within)
