"""What is validated without the entities comes out as they would have it, or is left to them."""

from datetime import date, datetime
from enum import Enum
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField
from goaltui.model.plain.field import PlainField
from goaltui.model.plain.table import PLAIN_FIELDS
from goaltui.model.plain.values import PlainValues, plain_values
from goaltui.model.refs import new_id
from goaltui.model.validation import journal_fields, validated

ODD: st.SearchStrategy[Any] = st.sampled_from(
    [
        *(None, True, 0, 1, 11, -1, 5.0, 0.1, -0.0, 1e400, float("nan"), 10**400, 1e16, b"x", [], {}),
        *("", " a  b ", "a\nb", "\x1b[31m", "1", "yes", "2026-11-20", "2026-11-31", "20261120", "2026-11-20T00:00"),
        *("risk", "at_risk", "auto", "comment", "measure", date(2026, 11, 20), date.min, datetime(2026, 11, 20)),
        *(new_id(), new_id().upper(), f"{new_id()}\n", 0.25, 1.25, "x" * 3000, "fff", "f0", "high"),
        *('{"goal": 1.5, "red_flag": 3}', f'{{"goal": 1.5, "red_flag": 3{" " * 400}}}', "steady", '{"goal": 1}'),
        *('{"2026-11-20": 3}', f'{{"2026-11-20": 3{" " * 2000}}}', '{"2026-11-31": 3}', "2026-11-20..2026-11-24"),
    ]
)


def by_entity(kind: EntityKind, fields: dict[str, Any]) -> PlainValues | None:
    """What the entity makes of it; none where it refuses."""
    try:
        entity = validated(kind, fields)
    except InvalidField:
        return None
    row = {name: it.value if isinstance(it, Enum) else it for name, it in entity.model_dump().items()}
    return PlainValues(row, journal_fields(entity))


_SCORING = '{"goal": 1.5, "red_flag": 3}'
_PLAINLY = {"key": "care", "name": "Care", "title": "Churn", "check": "stale", "scoring": _SCORING}
"""Values that fields of these names take."""


def _plainly(field: PlainField) -> Any:
    """A value that a required field takes."""
    return "2026-11-20" if field.type == "date" else field.words[0] if field.words else new_id()


def told(values: PlainValues) -> str:
    """Everything about the values: their types, their signs and their order."""
    return repr((values.row, values.journal))


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_what_is_plain_is_what_the_entity_makes_of_it(data: st.DataObject) -> None:
    kind = EntityKind(data.draw(st.sampled_from(sorted(PLAIN_FIELDS))))
    names = [field.name for field in PLAIN_FIELDS[kind.value]]
    whole: dict[str, Any] = {field.name: field.default for field in PLAIN_FIELDS[kind.value]}
    required = [field for field in PLAIN_FIELDS[kind.value] if field.is_required]
    whole.update({field.name: _PLAINLY.get(field.name) or _plainly(field) for field in required})
    odd = data.draw(st.dictionaries(st.sampled_from([*names, "unknown"]), ODD, max_size=3))
    left_out = data.draw(st.sets(st.sampled_from(names), max_size=2))
    fields = {name: value for name, value in {**whole, **odd}.items() if name not in left_out}
    plain, wanted = plain_values(kind, fields), by_entity(kind, fields)
    if plain is not None:
        assert wanted is not None
        assert told(plain) == told(wanted)


def test_everything_can_be_validated_without_a_library() -> None:
    assert PLAIN_FIELDS.keys() == {kind.value for kind in EntityKind}
    for kind in EntityKind:
        required = [field for field in PLAIN_FIELDS[kind.value] if field.is_required]
        fields = {field.name: _PLAINLY.get(field.name) or _plainly(field) for field in required}
        plain, wanted = plain_values(kind, fields), by_entity(kind, fields)
        assert plain is not None
        assert wanted is not None
        assert told(plain) == told(wanted)


def test_a_check_in_is_plain() -> None:
    fields = {"id": new_id(), "measure": new_id(), "date": "2026-11-20", "value": 7, "status": "at_risk", "note": " a "}
    assert plain_values(EntityKind.CHECK_IN, fields) is not None
