"""The objectives on which numbers depend, in any tangle of parents and contributions."""

from hypothesis import given
from hypothesis import strategies as st

from goaltui.model.id_lists import ids_of, ids_text
from goaltui.model.records import ObjectiveRecord
from goaltui.rules.structure.ties import tied_to

IDS = [f"{number:08x}-0000-4000-8000-000000000000" for number in range(7)]


def _record(identity: str, parent: str | None, contributes: list[str]) -> ObjectiveRecord:
    empty = ObjectiveRecord._make([None] * len(ObjectiveRecord._fields))
    return empty._replace(id=identity, parent=parent, contributes=ids_text(contributes))


RECORDS = st.tuples(
    *(
        st.builds(_record, st.just(identity), st.none() | st.sampled_from(IDS), st.lists(st.sampled_from(IDS)))
        for identity in IDS
    )
)


@given(RECORDS, st.sampled_from(IDS))
def test_nothing_inside_leads_out_and_nothing_outside_leads_in(
    records: tuple[ObjectiveRecord, ...], start: str
) -> None:
    inside = tied_to([start], records)
    assert start in inside
    for record in records:
        for above in (record.parent, *ids_of(record.contributes)):
            assert above is None or (record.id in inside) == (above in inside)


def test_trees_that_have_nothing_in_common_stay_apart() -> None:
    records = [_record(IDS[0], None, []), _record(IDS[1], IDS[0], []), _record(IDS[2], None, [])]
    assert tied_to([IDS[1]], records) == {IDS[0], IDS[1]}
    assert tied_to([IDS[2]], records) == {IDS[2]}
