"""Changes to and from the journal's table, and the fold that makes states of them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Row

from goaltui.model.changes import Change, Value
from goaltui.model.entities import ENTITIES
from goaltui.model.enums import EntityKind
from goaltui.model.validation import journal_fields
from goaltui.store.clock import milliseconds, moment_of

BATCH = "batch"
"""The pseudo entity whose field `undone` says that a batch was taken back or applied again."""

UNDONE = "undone"
_KINDS = {kind.value: kind for kind in EntityKind}


@dataclass(slots=True)
class State:
    """An entity under folding: the winning value of each field and the change that set it."""

    entity: str
    entity_id: str
    created: int
    fields: dict[str, Value] = field(default_factory=dict)
    winners: dict[str, Change] = field(default_factory=dict)


def kind_of(entity: str) -> EntityKind | None:
    """The kind that a change is about; none for what this version does not know."""
    return _KINDS.get(entity)


def row_of(change: Change) -> dict[str, Any]:
    """A change as the journal's table holds it."""
    return {
        "replica": change.replica,
        "seq": change.seq,
        "hlc": change.hlc,
        "batch": change.batch,
        "author": change.author,
        "at": milliseconds(change.at),
        "entity": change.entity,
        "entity_id": change.entity_id,
        "fields": json.dumps(change.fields, ensure_ascii=False, separators=(",", ":")),
    }


def change_of(row: Row[Any]) -> Change:
    """A row of the journal's table as a change."""
    return Change(
        replica=row.replica,
        seq=row.seq,
        hlc=row.hlc,
        batch=row.batch,
        author=row.author,
        at=moment_of(row.at),
        entity=row.entity,
        entity_id=row.entity_id,
        fields=json.loads(row.fields),
    )


def fold(changes: Iterable[Change]) -> dict[tuple[str, str], State]:
    """The states of the entities that these changes are about; later (clock, replica, number) win, field by field."""
    states: dict[tuple[str, str], State] = {}
    for change in sorted(changes, key=lambda item: item.order):
        key = (change.entity, change.entity_id)
        state = states.get(key)
        if state is None:
            state = states[key] = State(change.entity, change.entity_id, change.hlc)
        for name, value in change.fields.items():
            state.fields[name] = value
            state.winners[name] = change
    return states


def projected(state: State) -> dict[str, Value] | None:
    """The fields of a state that can be believed, complete and as text and numbers; none where the entity cannot be.

    What comes from other copies is checked here: unknown fields and values of a wrong type are left out, and an entity
    that lacks what it needs is not shown until a change brings it.
    """
    kind = kind_of(state.entity)
    if kind is None:
        return None
    known = {name: value for name, value in state.fields.items() if name in ENTITIES[kind].model_fields}
    believed = _believed(kind, {**known, "id": state.entity_id})
    if believed is None:
        return None
    return {**believed, "id": state.entity_id, "created": state.created}


def _believed(kind: EntityKind, fields: Mapping[str, Value]) -> dict[str, Value] | None:
    entity = ENTITIES[kind]
    try:
        return journal_fields(entity.model_validate(fields))
    except ValidationError as error:
        wrong = {str(fault["loc"][0]) for fault in error.errors(include_url=False) if fault["loc"]}
    if "id" in wrong or not wrong & fields.keys():
        return None
    return _believed(kind, {name: value for name, value in fields.items() if name not in wrong})
