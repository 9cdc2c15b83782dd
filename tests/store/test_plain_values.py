"""What is validated without the entities comes out as they would have it, or is left to them."""

from datetime import date, datetime
from enum import Enum
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField
from goaltui.model.refs import new_id
from goaltui.model.validation import journal_fields, validated
from goaltui.store.statements.plain_values import PlainValues, plain_values
from goaltui.store.statements.texts import PLAIN_FIELDS

ODD: st.SearchStrategy[Any] = st.sampled_from(
    [
        *(None, True, 0, 1, 11, -1, 5.0, 0.1, -0.0, 1e400, float("nan"), 10**400, 1e16, b"x", [], {}),
        *("", " a  b ", "a\nb", "\x1b[31m", "1", "yes", "2026-11-20", "2026-11-31", "20261120", "2026-11-20T00:00"),
        *("risk", "at_risk", "auto", "comment", "measure", date(2026, 11, 20), date.min, datetime(2026, 11, 20)),
        *(new_id(), new_id().upper(), f"{new_id()}\n"),
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


def told(values: PlainValues) -> str:
    """Everything about the values: their types, their signs and their order."""
    return repr((values.row, values.journal))


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_what_is_plain_is_what_the_entity_makes_of_it(data: st.DataObject) -> None:
    kind = EntityKind(data.draw(st.sampled_from(sorted(PLAIN_FIELDS))))
    names = [field.name for field in PLAIN_FIELDS[kind.value]]
    whole: dict[str, Any] = {field.name: field.default for field in PLAIN_FIELDS[kind.value]}
    ids = [name for name in ("measure", "driver", "driven", "subject") if name in names]
    whole.update({name: new_id() for name in ("id", *ids)})
    whole |= {"date": "2026-11-20"} if "date" in names else {}
    odd = data.draw(st.dictionaries(st.sampled_from([*names, "unknown"]), ODD, max_size=3))
    left_out = data.draw(st.sets(st.sampled_from(names), max_size=2))
    fields = {name: value for name, value in {**whole, **odd}.items() if name not in left_out}
    plain, wanted = plain_values(kind, fields), by_entity(kind, fields)
    if plain is not None:
        assert wanted is not None
        assert told(plain) == told(wanted)


def test_a_check_in_is_plain() -> None:
    fields = {"id": new_id(), "measure": new_id(), "date": "2026-11-20", "value": 7, "status": "at_risk", "note": " a "}
    assert plain_values(EntityKind.CHECK_IN, fields) is not None
