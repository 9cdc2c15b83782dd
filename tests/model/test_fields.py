"""What is declared of the fields of goals agrees with the entities and the records."""

from collections.abc import Mapping

import pytest

from goaltui.model.entities import ENTITIES
from goaltui.model.enums import EntityKind
from goaltui.model.fields import FIELDS, ValueKind
from goaltui.model.records import InitiativeRecord, KeyResultRecord, MeasureRecord, ObjectiveRecord

RECORDS: Mapping[EntityKind, tuple[str, ...]] = {
    EntityKind.OBJECTIVE: ObjectiveRecord._fields,
    EntityKind.KEY_RESULT: KeyResultRecord._fields,
    EntityKind.MEASURE: MeasureRecord._fields,
    EntityKind.INITIATIVE: InitiativeRecord._fields,
}
# What tells a thing from others and where it stands is no field that people fill in.
OF_ITS_OWN = {"id", "deleted", "key", "position"}
ELSEWHERE = {EntityKind.KEY_RESULT: {"objective"}, EntityKind.MEASURE: {"key_result"}}


@pytest.mark.parametrize("kind", FIELDS)
def test_every_field_of_a_goal_is_declared_once(kind: EntityKind) -> None:
    names = [spec.name for spec in FIELDS[kind]]
    assert len(set(names)) == len(names)
    assert set(names) == ENTITIES[kind].model_fields.keys() - OF_ITS_OWN - ELSEWHERE.get(kind, set())
    assert set(names) <= set(RECORDS[kind])


@pytest.mark.parametrize("kind", FIELDS)
def test_what_a_form_offers_first_is_what_a_thing_has_by_default(kind: EntityKind) -> None:
    worded = [spec for spec in FIELDS[kind] if spec.kind is ValueKind.WORD]
    assert worded
    fields = ENTITIES[kind].model_fields
    assert {spec.name: spec.default for spec in worded} == {
        spec.name: fields[spec.name].get_default() or "" for spec in worded
    }
