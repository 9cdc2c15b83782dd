"""Validation of plain values without the libraries that declare the fields: exact types, words and bounds.

Other values are left to the entities themselves, which accept more kinds of values and say what is wrong.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from goaltui.model.bounds import kept_day, kept_number, kept_share
from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField
from goaltui.model.id_lists import canonical_ids
from goaltui.model.interim_targets import canonical_phases
from goaltui.model.pauses import canonical_pauses
from goaltui.model.plain.field import PlainField
from goaltui.model.plain.table import PLAIN_FIELDS
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.scoring import canonical_scoring
from goaltui.model.text import clean_line, clean_text, clean_title

_DAY = lazy(r"\d{4}-\d\d-\d\d", re.ASCII)
_REQUIRED = object()
_CHECKS: Mapping[str, Callable[[Any], Any]] = {
    check.__name__: check
    for check in (
        *(clean_line, clean_text, clean_title, kept_day, kept_number, kept_share),
        *(canonical_ids, canonical_pauses, canonical_phases, canonical_scoring),
    )
}
"""The functions that entities validate with and that need no library."""


class PlainValues(NamedTuple):
    """The values of an entity, as its row holds them and as the journal writes them (without its id)."""

    row: dict[str, Any]
    journal: dict[str, Any]


class _NotPlain(Exception):
    """The value is left to the entity."""


@cache
def defaults_of(kind: EntityKind) -> Mapping[str, Any]:
    """Return the values that the fields of a kind have before they are set; of those that a thing has to give, none."""
    return {field.name: field.default for field in PLAIN_FIELDS[kind.value] if not field.is_required}


@cache
def required_of(kind: EntityKind) -> frozenset[str]:
    """Return the names of the fields that a thing has to give."""
    return frozenset(field.name for field in PLAIN_FIELDS[kind.value] if field.is_required)


def values_of(kind: EntityKind, fields: Mapping[str, Any]) -> PlainValues:
    """Return the validated values of an entity with these fields; raises InvalidField."""
    plain = plain_values(kind, fields)
    if plain is not None:
        return plain
    from goaltui.model.validation import journal_fields, validated

    entity = validated(kind, fields)
    return PlainValues(entity.model_dump(), journal_fields(entity))


def plain_values(kind: EntityKind, fields: Mapping[str, Any]) -> PlainValues | None:
    """Return the values where all of them are plain, else none."""
    declared = PLAIN_FIELDS[kind.value]
    if not fields.keys() <= {field.name for field in declared}:
        return None
    try:
        row = {field.name: _value(field, fields.get(field.name, _REQUIRED)) for field in declared}
    except (_NotPlain, InvalidField, OverflowError, ValueError):
        return None
    journal = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
    del journal["id"]
    return PlainValues(row, journal)


def _value(field: PlainField, given: Any) -> Any:
    if given is _REQUIRED:
        if field.is_required:
            raise _NotPlain
        return field.default
    if given is None:
        if not field.is_optional:
            raise _NotPlain
        return None
    value = _of_type(field, given)
    if field.longest is not None and len(value) > field.longest:
        raise _NotPlain
    for check in field.checks:
        value = _CHECKS[check](value)
    if field.least is not None and not field.least <= value <= field.most:
        raise _NotPlain
    if field.pattern and not re.fullmatch(field.pattern, value):
        raise _NotPlain
    return value


def _of_type(field: PlainField, given: Any) -> Any:
    kind = type(given)
    if field.type == "float" and kind in (int, float):
        return float(given)
    if field.type == "date" and kind is str and _DAY.fullmatch(given):
        return date.fromisoformat(given)
    if field.words:
        word = str(given) if isinstance(given, str) else ""
        if word in field.words:
            return word
    elif kind.__name__ == field.type:
        return given
    raise _NotPlain
