"""The check-ins that a file adds, lacks or changes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from goaltui.formats.diff.check_in_matching import said
from goaltui.formats.toml.reader import Incoming
from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind
from goaltui.model.records import CheckInRecord

_Known = Mapping[str, CheckInRecord]


@dataclass(frozen=True, slots=True)
class SeriesChanges:
    """The changes to the check-ins of each measure, by its id."""

    added: Mapping[str, list[Operation]]
    changed: Mapping[str, list[Operation]]
    gone: Mapping[str, list[Operation]]


def series_changes(
    before: Iterable[CheckInRecord], now: Iterable[CheckInRecord], incoming: Incoming, *, knows: bool
) -> SeriesChanges:
    """Return the changes that a file asks for that was made when the check-ins `before` stood; later ones stay.

    What a series leaves out goes; a file that does not say what it `knows` tells of the days up to its last one. Where
    it has no series of a measure, its check-ins stay, or go with the measure; what it refers to stays.
    """
    known, standing = _by_id(before), _by_id(now)
    added: defaultdict[str, list[Operation]] = defaultdict(list)
    changed: defaultdict[str, list[Operation]] = defaultdict(list)
    gone: defaultdict[str, list[Operation]] = defaultdict(list)
    for draft in incoming.check_ins:
        measure = str(draft.fields["measure"])
        first, there = known.get(draft.entity_id), standing.get(draft.entity_id)
        asked = dict(draft.fields) if first is None else _other(first, draft.fields)
        if there is None and first is None:
            added[measure].append(draft)
        elif there is None and asked:
            added[measure].append(Operation(draft.entity, draft.entity_id, {**draft.fields, "deleted": False}))
        elif there is not None and (fields := _other(there, asked)):
            changed[measure].append(Operation(draft.entity, draft.entity_id, fields))
    for record in _left_out(known, incoming, knows=knows):
        if record.id in standing:
            gone[record.measure].append(Operation(EntityKind.CHECK_IN, record.id, {"deleted": True}))
    return SeriesChanges(added, changed, gone)


def _left_out(known: _Known, incoming: Incoming, *, knows: bool) -> Iterator[CheckInRecord]:
    kept = {draft.entity_id for draft in incoming.check_ins} | incoming.mentioned
    for record in known.values():
        covers = ((record.measure, None), (record.measure, record.key_result))
        last = max((incoming.series[cover] for cover in covers if cover in incoming.series), default=None)
        if last is not None and record.id not in kept and (knows or record.date.isoformat() <= last):
            yield record


def _by_id(records: Iterable[CheckInRecord]) -> _Known:
    return {record.id: record for record in records}


def _other(before: CheckInRecord, asked: Mapping[str, Value]) -> dict[str, Value]:
    """Return the fields whose values differ from those of a check-in."""
    stands = said(before)
    return {name: value for name, value in asked.items() if name in stands and value != stands[name]}
