"""The drafts that make one database equal to another."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from goaltui.model.changes import Operation
from goaltui.model.entities import ENTITIES, Entity
from goaltui.model.enums import EntityKind
from goaltui.model.validation import journal_fields
from goaltui.store.file.connection import Connection
from goaltui.store.tables import PLACES, PROJECTIONS


def drafts_towards(standing: Connection, wanted: Connection) -> Iterator[Operation]:
    """Yield the drafts that turn one database into another; other things are deleted, so that undo restores them."""
    for kind in EntityKind:
        now = dict(_entities(standing, kind))
        then = dict(_entities(wanted, kind))
        for identity, entity in then.items():
            fields = journal_fields(entity)
            before = journal_fields(now[identity]) if identity in now else {}
            changed = {name: value for name, value in fields.items() if name not in before or before[name] != value}
            if changed:
                yield Operation(kind, identity, changed)
        for identity in now.keys() - then.keys():
            if not getattr(now[identity], "deleted", True):
                yield Operation(kind, identity, {"deleted": True})


def _entities(connection: Connection, kind: EntityKind) -> Iterator[tuple[str, Entity]]:
    for row in connection.execute(select(PROJECTIONS[kind])).mappings():
        told: dict[str, Any] = {name: value for name, value in row.items() if name not in PLACES}
        entity = ENTITIES[kind].model_validate(told)
        yield str(told["id"]), entity
