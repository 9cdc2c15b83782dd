"""Which check-ins a file has more, fewer or otherwise than the workspace."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goaltui.formats.pairing import UNSAID, said
from goaltui.formats.toml_in import Incoming
from goaltui.model.changes import Draft
from goaltui.model.enums import EntityKind
from goaltui.model.records import CheckInRecord


@dataclass(frozen=True, slots=True)
class SeriesChanges:
    """What has to happen to the check-ins of each measure, by its id."""

    added: Mapping[str, list[Draft]]
    changed: Mapping[str, list[Draft]]
    gone: Mapping[str, list[Draft]]


def series_changes(check_ins: Iterable[CheckInRecord], incoming: Incoming, *, complete: bool) -> SeriesChanges:
    """The changes that a file asks for; a `complete` one means the defaults of what it leaves out.

    Check-ins of measures that the file does not have go with those, and what it refers to stays.
    """
    known = {record.id: record for record in check_ins}
    added: defaultdict[str, list[Draft]] = defaultdict(list)
    changed: defaultdict[str, list[Draft]] = defaultdict(list)
    gone: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in incoming.check_ins:
        before = known.get(draft.entity_id)
        if before is None:
            added[str(draft.fields["measure"])].append(draft)
            continue
        other = _other(before, draft, complete=complete)
        if other.fields:
            changed[str(draft.fields["measure"])].append(other)
    kept = {draft.entity_id for draft in incoming.check_ins} | incoming.mentioned
    listed = {draft.entity_id for draft in incoming.drafts if draft.entity == EntityKind.MEASURE}
    for record in known.values():
        if record.measure in listed and record.id not in kept:
            gone[record.measure].append(Draft(EntityKind.CHECK_IN, record.id, {"deleted": True}))
    return SeriesChanges(added, changed, gone)


def _other(before: CheckInRecord, draft: Draft, *, complete: bool) -> Draft:
    """The fields of a check-in that the file has otherwise."""
    stands = said(before)
    asked = {**(UNSAID if complete else {}), **draft.fields}
    fields = {name: value for name, value in asked.items() if value != stands[name]}
    return Draft(draft.entity, draft.entity_id, fields)
