"""Conversion of changes to and from rows of the journal's table, and the fold that makes states of them."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from goaltui.model.changes import Change, Value
from goaltui.model.enums import EntityKind
from goaltui.model.plain.values import plain_values, required_of
from goaltui.model.quick.json_text import encoding
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick_dataclass import dataclass, field
from goaltui.store.causality import lines
from goaltui.store.clock import milliseconds, moment_of, within
from goaltui.store.statements.texts import COLUMNS, PLACES

BATCH = "batch"
"""The pseudo entity whose field `undone` says that a batch was taken back or applied again."""

UNDONE = "undone"
_FOLLOWS = "_follows"
_ZONE = "_zone"
"""The names in the journal's fields under which a change tells what it follows and its zone; no entity has such."""

FARTHEST_ZONE = 24 * 60
"""The most minutes by which a time of day can be ahead of UTC's or behind it."""

COPY = "copy"
"""The pseudo entity that says which changes came in with another copy of the workspace, as one thing."""

SPANS, TOOK_IN, WEIGHS = "spans", "took_in", "weighs"
"""Its fields: which changes came in, what they did in words, and whether they took anything away."""

BESIDE = frozenset({BATCH, COPY})
"""The pseudo entities, which have no projection."""
_KINDS = {kind.value: kind for kind in EntityKind}

_readable = encoding(ensure_ascii=False, separators=(",", ":"))
_DECODER: Any = json.JSONDecoder()
_SCAN: Callable[[str, int], tuple[Any, int]] = _DECODER.scan_once
"""Reads a value from a place in a text on, and says where it ends; it skips no white space, which nothing here has."""

_COLUMNS = ("replica", "seq", "hlc", "batch", "author", "at", "entity", "entity_id", "fields")
"""Of the journal's table, in their order."""

_TYPES = (str, int, int, str, str, int, str, str, str)
"""Of what a row of the journal holds."""

NO_CHANGE = Change("", 0, 0, "", "", moment_of(0), "", "", {})
"""Stands for a row of the journal that goaltui cannot have written: it is about nothing, so nothing takes it in."""


@dataclass(slots=True)
class State:
    """An entity during the fold: the winning value of each field and the change that set it."""

    entity: str
    entity_id: str
    created: int
    fields: dict[str, Value] = field(default_factory=dict)
    winners: dict[str, Change] = field(default_factory=dict)


class Projected(NamedTuple):
    """The projection of an entity's changes: its row, or none where it cannot be believed."""

    kind: EntityKind
    id: str
    row: dict[str, Any] | None


def kind_of(entity: str) -> EntityKind | None:
    """Return the kind that a change is about; none for what this version does not know."""
    return _KINDS.get(entity)


def row_of(change: Change) -> dict[str, Any]:
    """Return a change as the journal's table holds it."""
    return dict(zip(_COLUMNS, change_values(change), strict=True))


def change_values(change: Change) -> tuple[Any, ...]:
    """Return a change as the journal's table holds it, in the order of its columns."""
    return (
        change.replica,
        change.seq,
        change.hlc,
        change.batch,
        change.author,
        milliseconds(change.at),
        change.entity,
        change.entity_id,
        fields_text({**_told_beside(change), **change.fields} if change.follows or change.zone else change.fields),
    )


def _told_beside(change: Change) -> dict[str, object]:
    """Return the entries in the journal's fields beside those of the entity: what the change follows, and its zone."""
    told: dict[str, object] = {_FOLLOWS: list(change.follows)} if change.follows else {}
    if change.zone:
        told[_ZONE] = change.zone
    return told


def fields_text(fields: Mapping[str, object]) -> str:
    """Return fields as the journal writes them, readable where UTF-8 allows (a lone surrogate has no UTF-8)."""
    text = _readable(fields)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(fields, separators=(",", ":"))
    return text


def is_believed(row: Any) -> bool:
    """Return whether goaltui can have written a row of the journal's table."""
    return tuple(map(type, row[:9])) == _TYPES


def change_of(row: Any) -> Change:
    """Return a row of the journal's table as a change, or `NO_CHANGE`."""
    if not is_believed(row):
        return NO_CHANGE
    replica, seq, hlc, batch, author, at, entity, identity, text = row[:9]
    fields = _fields(text)
    follows = _names(fields.pop(_FOLLOWS)) if _FOLLOWS in fields else ()
    zone = _zone(fields.pop(_ZONE)) if _ZONE in fields else 0
    return Change(replica, seq, hlc, batch, author, moment_of(at), entity, identity, fields, follows, zone)


def believed(rows: Iterable[Any]) -> Iterator[Change]:
    """Return the changes in rows of the journal's table, without those that goaltui cannot have written."""
    return (change for change in map(change_of, rows) if change.entity)


def fold(
    changes: Iterable[Change], believed: Callable[[str, str, Value], bool] | None = None
) -> dict[tuple[str, str], State]:
    """Return the states of the entities that these changes are about. All changes of each have to be among them;
    later ones win, field by field.

    `believed` (entity, field, value) may leave values out.
    """
    return {key: folded(line.changes, believed) for key, line in lines(changes).items()}


def folded(ordered: Sequence[Change], believed: Callable[[str, str, Value], bool] | None = None) -> State:
    """Return the state of an entity after changes in their order."""
    state = State(ordered[0].entity, ordered[0].entity_id, ordered[0].hlc)
    for change in ordered:
        for name, value in change.fields.items():
            if believed is None or believed(change.entity, name, value):
                state.fields[name] = value
                state.winners[name] = change
    return state


def projected(changes: Iterable[Change]) -> list[Projected]:
    """Return the rows of the entities that these changes are about; all changes of each have to be among them.

    What comes from other copies is checked here: a value of a wrong type leaves the last good one standing, unknown
    fields and entities are passed over, and an entity without what it needs waits for a change that brings it.
    """
    found: list[Projected] = []
    for (entity, identity), line in lines(changes).items():
        kind = kind_of(entity)
        if kind is not None:
            found.append(Projected(kind, identity, _row(kind, line.changes)))
    return found


def _row(kind: EntityKind, ordered: Sequence[Change]) -> dict[str, Any] | None:
    state = folded(ordered)
    if not required_of(kind) <= {"id", *state.fields}:
        # Whatever is believed of it, it waits for a change that brings what is missing.
        return None
    row = _validated(kind, state)
    return row if row is not None else _validated(kind, folded(ordered, _is_believed))


def _validated(kind: EntityKind, state: State) -> dict[str, Any] | None:
    columns = COLUMNS[kind.value]
    known = {name: value for name, value in state.fields.items() if name in columns and name not in PLACES}
    known["id"] = state.entity_id
    plain = plain_values(kind, known)
    found = plain.row if plain is not None else _by_entity(kind, known)
    if found is None:
        return None
    row = {**found, "created": state.created}
    return {**row, **placed(kind, row, state.winners["date"].zone if kind is EntityKind.CHECK_IN else 0)}


def _by_entity(kind: EntityKind, fields: Mapping[str, Value]) -> dict[str, Any] | None:
    # Imported here because nearly every value is plain.
    from pydantic import ValidationError

    from goaltui.model.entities import ENTITIES

    try:
        return ENTITIES[kind].model_validate(fields).model_dump()
    except ValidationError:
        return None


def placed(kind: EntityKind, row: Mapping[str, Any], zone: int) -> dict[str, int]:
    """Return the columns that a projection adds to a row: for a check-in its `moment`.

    That is the clock of its making, moved into its day in the time zone of its author: one entered for a past day
    stands at that day's end. So two values are in the order in which they were measured, in whatever zones.
    """
    return {"moment": within(row["created"], row["date"], zone)} if kind is EntityKind.CHECK_IN else {}


def _is_believed(entity: str, name: str, value: Value) -> bool:
    from pydantic import ValidationError

    from goaltui.model.entities import ENTITIES

    kind = kind_of(entity)
    if kind is None or name not in ENTITIES[kind].model_fields:
        return False
    try:
        ENTITIES[kind].model_validate({name: value})
    except ValidationError as error:
        return all(fault["loc"][:1] != (name,) for fault in error.errors(include_url=False, include_context=False))
    return True


def _names(told: object) -> tuple[str, ...]:
    """Return the digests that a change follows; none where the entry is no list of names."""
    return tuple(told) if isinstance(told, list) and all(isinstance(name, str) for name in told) else ()


def _zone(told: object) -> int:
    return told if type(told) is int and abs(told) <= FARTHEST_ZONE else 0


def _fields(text: str) -> dict[str, Value]:
    try:
        fields, end = _SCAN(text, 0)
        if end != len(text):
            fields = json.loads(text)
    except StopIteration:
        return _fields_after_space(text)
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _fields_after_space(text: str) -> dict[str, Value]:
    """Return the fields in a text that does not begin with a value; none where it holds none at all."""
    begun = text.lstrip(" \t\n\r")
    return _fields(begun) if begun != text else {}
