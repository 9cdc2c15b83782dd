"""The statements that write the projections, as SQLAlchemy writes them."""

from collections.abc import Iterator

from sqlalchemy import Executable, bindparam, delete, insert, select, update

from goaltui.store.tables import PROJECTIONS


def queries() -> Iterator[tuple[str, Executable]]:
    """Yield every statement with its name."""
    for kind, table in PROJECTIONS.items():
        within = table.c.id.in_(bindparam("ids", expanding=True))
        yield f"standing {kind.value}", select(table).where(within)
        yield f"deleted {kind.value}", select(table.c.id, table.c.deleted).where(within)
        yield f"store {kind.value}", insert(table).prefix_with("OR REPLACE")
        yield f"switch {kind.value}", update(table).where(within).values(deleted=bindparam("gone"))
        yield f"forget {kind.value}", delete(table).where(within)
