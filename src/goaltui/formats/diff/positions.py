"""Differences in the order of lists, and the sort keys that make the order of the file."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from goaltui.model.changes import Operation
from goaltui.model.enums import EntityKind
from goaltui.model.records import KeyResultRecord, MeasureRecord, ObjectiveRecord, Records
from goaltui.rules.structure.sibling_order import Rank, arranged, rank_of

_LISTS = {EntityKind.OBJECTIVE: None, EntityKind.KEY_RESULT: "objective", EntityKind.MEASURE: "objective"}
"""Kinds in lists whose order counts, with the field that tells one list from another."""


def positions(records: Records, drafts: Iterable[Operation]) -> Mapping[str, str]:
    """Return the sort keys by id that put known and new things in the order of the file."""
    ranks = _ranks((*records.objectives, *records.key_results, *records.measures))
    lists: defaultdict[tuple[str, str], list[Operation]] = defaultdict(list)
    for draft in drafts:
        kind = EntityKind(draft.entity)
        if kind in _LISTS and "key_result" not in draft.fields:
            field = _LISTS[kind]
            lists[kind, str(draft.fields.get(field) or "") if field else ""].append(draft)
    found: dict[str, str] = {}
    for listed in lists.values():
        new = {index for index, draft in enumerate(listed) if draft.entity_id not in ranks}
        keys = arranged([ranks.get(draft.entity_id) for draft in listed], new)
        found |= {listed[index].entity_id: key for index, key in keys.items()}
    return found


def _ranks(records: Iterable[ObjectiveRecord | KeyResultRecord | MeasureRecord]) -> dict[str, Rank]:
    return {item.id: rank_of(item.position, item.created, item.id) for item in records}
