"""Validation of whole entities and single fields, with messages fit to show."""

from collections.abc import Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from goaltui.model.changes import Value
from goaltui.model.entities import ENTITIES, Entity
from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField
from goaltui.model.field_names import field_shown
from goaltui.model.quick.translation import N_, SOURCE, _, spoken

_FAULTS = {
    "bool_parsing": N_("Input should be a valid boolean, unable to interpret input"),
    "bool_type": N_("Input should be a valid boolean"),
    "date_from_datetime_inexact": N_("Datetimes provided to dates should have zero time - e.g. be exact dates"),
    "date_type": N_("Input should be a valid date"),
    "enum": N_("Input should be {expected}"),
    "float_parsing": N_("Input should be a valid number, unable to parse string as a number"),
    "float_type": N_("Input should be a valid number"),
    "greater_than_equal": N_("Input should be greater than or equal to {ge}"),
    "int_from_float": N_("Input should be a valid integer, got a number with a fractional part"),
    "int_parsing": N_("Input should be a valid integer, unable to parse string as an integer"),
    "int_type": N_("Input should be a valid integer"),
    "less_than_equal": N_("Input should be less than or equal to {le}"),
    "missing": N_("Field required"),
    "string_pattern_mismatch": N_("String should match pattern '{pattern}'"),
    "string_type": N_("Input should be a valid string"),
}
"""The sentences of pydantic by the type of a fault, as it says them in English."""


def validated(kind: EntityKind, fields: Mapping[str, object]) -> Entity:
    """Return the entity with these fields; raises InvalidField, naming every field that is wrong."""
    entity = ENTITIES[kind]
    unknown = sorted(set(fields) - set(entity.model_fields))
    if unknown:
        raise InvalidField(
            _(
                "{kind} has no field '{unknown}'; it has {known}.",
                kind=kind.word,
                unknown=unknown[0],
                known=", ".join(entity.model_fields),
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
        field = field_shown(str(fault["loc"][0])) if fault["loc"] else _("it")
        reason = _reason(fault)
        parts.append(f"{kind.word} {field}: {reason[:1].lower()}{reason[1:].rstrip('.')}")
    return "; ".join(parts) + "."


def _reason(fault: ErrorDetails) -> str:
    known = _FAULTS.get(fault["type"])
    if known is None or spoken() == SOURCE:
        return fault["msg"].removeprefix("Value error, ")
    return _(known).format(**{name: _told(value) for name, value in fault.get("ctx", {}).items()})


def _told(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace(" or ", f" {_('or')} ")
