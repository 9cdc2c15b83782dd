"""Undo and redo of an import as a whole. Anybody may do either, in every replica."""

import json
from collections.abc import Callable, Iterator, Mapping

from goaltui.model.changes import Change, Operation, Value
from goaltui.model.plain.table import PLAIN_FIELDS
from goaltui.model.plain.values import defaults_of
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.text import clean_line
from goaltui.store.causality import lines
from goaltui.store.file.connection import Connection
from goaltui.store.journal import COPY, SPANS, TOOK_IN, WEIGHS, State, change_of, folded, kind_of
from goaltui.store.statements.chunks import chunks
from goaltui.store.statements.texts import STATEMENTS
from goaltui.store.version_vector import AckedVersion
from goaltui.store.writes import changes_about

_LONGEST_NAME = 300
_LARGEST = (1 << 63) - 1

Spans = Mapping[str, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class Record:
    """The journal's record of a copy that was taken in; it `weighs` where the copy took
    something away or changed a value.
    """

    change: Change
    spans: Spans
    words: str
    weighs: bool

    def brought(self, change: Change) -> bool:
        """Return whether a change came in with it."""
        return any(first <= change.seq <= last for first, last in self.spans.get(change.replica, ()))


def record_of(change: Change) -> Record | None:
    """Return the record in a change; none for any other change, and for a record that cannot be understood."""
    if change.entity != COPY or SPANS not in change.fields:
        return None
    words = clean_line(str(change.fields.get(TOOK_IN, ""))[:_LONGEST_NAME])
    return Record(change, _spans(change.fields[SPANS]), words, bool(change.fields.get(WEIGHS)))


def standing(connection: Connection, after: int, is_undone: Callable[[str], bool]) -> Iterator[Record]:
    """Yield the records of copies taken in after a clock and not taken back, the latest first."""
    for row in connection.run(STATEMENTS["copies after"], after=after).all():
        record = record_of(change_of(row))
        if record is not None and not is_undone(record.change.batch):
            yield record


def since(connection: Connection, before: Mapping[str, AckedVersion]) -> Iterator[Record]:
    """Yield the records that came in since a journal held `before`."""
    for change in map(change_of, connection.run(STATEMENTS["copies"]).all()):
        held = before.get(change.replica)
        record = record_of(change) if held is None or change.seq > held.top else None
        if record is not None:
            yield record


def back(connection: Connection, record: Record, reversals: frozenset[str]) -> tuple[list[Operation], int]:
    """Return the operations that take back all that still stands of a copy, and the number of things that stay
    because they were changed since.

    `reversals` are the batches that took it back or applied it again before.
    """
    drafts: list[Operation] = []
    kept = 0
    for about in _about(connection, record):
        others = [change for change in about if not (record.brought(change) or change.batch in reversals)]
        if not others:
            gone = _gone(folded(about))
            drafts += [gone] if gone is not None else []
        elif record.brought(about[0]):
            # It made the thing, and others worked on it since.
            kept += 1
        elif (draft := _without(folded(about), folded(others))) is not None:
            drafts.append(draft)
    return drafts, kept


def again(connection: Connection, record: Record, reversals: frozenset[str]) -> list[Operation]:
    """Return the operations that apply again all of a copy that nobody changed since it was taken back."""
    drafts = []
    for about in _about(connection, record):
        now = folded(about)
        came = [change for change in about if record.brought(change)]
        fields: dict[str, Value] = {"deleted": False} if record.brought(about[0]) else {}
        fields |= folded(came).fields
        taken_back = {name for name, winner in now.winners.items() if winner.batch in reversals}
        wanted = {name: value for name, value in fields.items() if name in taken_back}
        if wanted:
            drafts.append(Operation(now.entity, now.entity_id, wanted))
    return drafts


def _gone(now: State) -> Operation | None:
    """Return the deletion of a thing that a copy made; none where it is deleted."""
    return None if now.fields.get("deleted") is True else Operation(now.entity, now.entity_id, {"deleted": True})


def _without(now: State, others: State) -> Operation | None:
    """Return the operation that gives a thing the values that others gave it; none where it has them."""
    kind = kind_of(now.entity)
    if kind is None:
        return None
    # What a thing has to give has no default: its value of now stays where others gave none.
    defaults, declared = defaults_of(kind), {field.name for field in PLAIN_FIELDS[kind.value]}
    fields = {
        name: others.fields.get(name, defaults.get(name))
        for name, winner in now.winners.items()
        if others.winners.get(name) is not winner and name in declared and (name in others.fields or name in defaults)
    }
    changed = {name: value for name, value in fields.items() if value != now.fields[name]}
    return Operation(now.entity, now.entity_id, changed) if changed else None


def _about(connection: Connection, record: Record) -> Iterator[tuple[Change, ...]]:
    """Yield all changes of each entity that a copy changed, in the order in which they count."""
    ids: dict[str, None] = {}
    for replica, runs in record.spans.items():
        for first, last in runs:
            rows = connection.run(STATEMENTS["entities between"], replica=replica, first=first, last=last)
            ids.update((identity, None) for entity, identity in rows if kind_of(entity) is not None)
    for chunk in chunks(ids):
        for (entity, _), line in lines(changes_about(connection, chunk)).items():
            if kind_of(entity) is not None:
                yield line.changes


def _spans(told: Value) -> Spans:
    try:
        return {
            str(replica): tuple((max(int(first), 0), min(int(last), _LARGEST)) for first, last in runs)
            for replica, runs in json.loads(str(told)).items()
        }
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}
