"""Changes to and from the journal's table, and the fold that makes states of them."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from pydantic import ValidationError

from goaltui.model.changes import Change, Fields, Value
from goaltui.model.entities import ENTITIES
from goaltui.model.enums import EntityKind
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


class Projected(NamedTuple):
    """What an entity's changes make of it: the row of its projection, or none where it cannot be believed."""

    kind: EntityKind
    id: str
    row: dict[str, Any] | None


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
        "fields": fields_text(change.fields),
    }


def fields_text(fields: Fields) -> str:
    """Fields as the journal writes them, readable where UTF-8 allows (a lone surrogate has no UTF-8)."""
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(fields, separators=(",", ":"))
    return text


def change_of(row: Any) -> Change:
    """A row of the journal's table as a change; what goaltui cannot have written reads as nothing set."""
    return Change(
        replica=str(row.replica),
        seq=_number(row.seq),
        hlc=_number(row.hlc),
        batch=str(row.batch),
        author=str(row.author),
        at=_moment(row.at),
        entity=str(row.entity),
        entity_id=str(row.entity_id),
        fields=_fields(row.fields),
    )


def fold(
    changes: Iterable[Change], believed: Callable[[str, str, Value], bool] | None = None
) -> dict[tuple[str, str], State]:
    """The states of the entities that these changes are about; later (clock, replica, number) win, field by field.

    `believed` (entity, field, value) may leave values out.
    """
    states: dict[tuple[str, str], State] = {}
    for change in sorted(changes, key=lambda item: item.order):
        key = (change.entity, change.entity_id)
        state = states.get(key)
        if state is None:
            state = states[key] = State(change.entity, change.entity_id, change.hlc)
        for name, value in change.fields.items():
            if believed is None or believed(change.entity, name, value):
                state.fields[name] = value
                state.winners[name] = change
    return states


def projected(changes: Iterable[Change]) -> list[Projected]:
    """The rows of the entities that these changes are about, all changes of each among them.

    What comes from other copies is checked here: a value of a wrong type leaves the last good one standing, unknown
    fields and entities are passed over, and an entity without what it needs waits for a change that brings it.
    """
    found: list[Projected] = []
    ordered = sorted(changes, key=_by_entity)
    for (entity, identity), group in groupby(ordered, key=_by_entity):
        kind = kind_of(entity)
        if kind is not None:
            found.append(Projected(kind, identity, _row(kind, list(group))))
    return found


def _by_entity(change: Change) -> tuple[str, str]:
    return (change.entity, change.entity_id)


def _row(kind: EntityKind, changes: list[Change]) -> dict[str, Any] | None:
    (state,) = fold(changes).values()
    row = _validated(kind, state)
    if row is None:
        (state,) = fold(changes, _is_believed).values()
        row = _validated(kind, state)
    return row


def _validated(kind: EntityKind, state: State) -> dict[str, Any] | None:
    entity = ENTITIES[kind]
    known = {name: value for name, value in state.fields.items() if name in entity.model_fields}
    try:
        valid = entity.model_validate({**known, "id": state.entity_id})
    except ValidationError:
        return None
    return {**valid.model_dump(), "created": state.created}


def _is_believed(entity: str, name: str, value: Value) -> bool:
    kind = kind_of(entity)
    if kind is None or name not in ENTITIES[kind].model_fields:
        return False
    try:
        ENTITIES[kind].model_validate({name: value})
    except ValidationError as error:
        return all(fault["loc"][:1] != (name,) for fault in error.errors(include_url=False, include_context=False))
    return True


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _moment(value: object) -> datetime:
    try:
        return moment_of(_number(value))
    except OverflowError:
        return moment_of(0)


def _fields(text: object) -> Fields:
    try:
        fields = json.loads(str(text))
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}
