"""Validation of whole entities and single fields, with messages fit to show."""

from collections.abc import Mapping

from pydantic import ValidationError

from goaltui.model.changes import Value
from goaltui.model.entities import ENTITIES, Entity
from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField
from goaltui.model.quick.translation import _


def validated(kind: EntityKind, fields: Mapping[str, object]) -> Entity:
    """Return the entity with these fields; raises InvalidField, naming every field that is wrong."""
    entity = ENTITIES[kind]
    unknown = sorted(set(fields) - set(entity.model_fields))
    if unknown:
        raise InvalidField(
            _(
                "{word} has no field '{unknown}'; it has {join}.",
                word=kind.word,
                unknown=unknown[0],
                join=", ".join(entity.model_fields),
            )
        )
    try:
        return entity.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]["loc"]
        raise InvalidField(_sentence(kind, error), str(first[0]) if first else None) from error


def journal_fields(entity: Entity, names: frozenset[str] | None = None) -> dict[str, Value]:
    """Return the fields as the journal writes them: enums and dates as text, no `id`, only `names` where given."""
    dumped: dict[str, Value] = entity.model_dump(mode="json", exclude={"id"})
    return {name: value for name, value in dumped.items() if names is None or name in names}


def _sentence(kind: EntityKind, error: ValidationError) -> str:
    parts = []
    for fault in error.errors(include_url=False):
        field = str(fault["loc"][0]) if fault["loc"] else "it"
        reason = fault["msg"].removeprefix("Value error, ")
        parts.append(f"{kind.word} {field.replace('_', ' ')}: {reason[:1].lower()}{reason[1:].rstrip('.')}")
    return "; ".join(parts) + "."
