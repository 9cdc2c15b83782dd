"""The match of a file's check-ins with those of the workspace: by id, else by content, each one once."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from goaltui.formats.entries import EntryReader, Reference
from goaltui.formats.toml.series import CheckInSeries, FileCheckIn
from goaltui.model.changes import Fields, Operation, Value
from goaltui.model.enums import EntityKind
from goaltui.model.plain.table import PLAIN_FIELDS
from goaltui.model.records import CheckInRecord
from goaltui.model.refs import encode

UNSAID: Mapping[str, Value] = {
    field.name: field.default
    for field in PLAIN_FIELDS[EntityKind.CHECK_IN.value]
    if field.name not in ("id", "deleted")
}
"""The fields of a check-in, and what each means where a file leaves it out."""

_Content: TypeAlias = tuple[Value, ...]
_Known: TypeAlias = Mapping[str, CheckInRecord]
_DAY = ("measure", "key_result", "date")
_SOURCE = (*_DAY, "author")
_NUMBER = (*_DAY, "value")


def said(record: CheckInRecord) -> dict[str, Value]:
    """Return the fields of a standing check-in, in the form in which a file gives them."""
    fields = ((name, getattr(record, name)) for name in UNSAID)
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in fields}


def paired(reading: EntryReader, series: Sequence[CheckInSeries], known: _Known) -> tuple[Operation, ...]:
    """Return the check-ins of a file under the ids that they have or get, known by them from now on.

    One that says the same as a standing check-in is that one. Of the rest, a plain number of a day is the standing
    check-in with that number, whoever entered it. Others are the standing check-in of the same source on that day,
    which is changed.
    """
    rows = [_Row(given, _fields(reading, item, given)) for item in series for given in item.check_ins]
    named = {row.given.id for row in rows}
    free = {record.id: said(record) for record in known.values() if record.id not in named}
    waiting = [row for row in rows if row.given.id not in known]
    _pair(waiting, free, tuple(UNSAID))
    nameless = [row for row in waiting if row.given.id is None]
    _pair([row for row in nameless if row.given.plain], free, _NUMBER)
    _pair(nameless, free, _SOURCE)
    return tuple(_draft(reading, row, known) for row in rows)


def references(series: Iterable[CheckInSeries]) -> Iterator[Reference]:
    """Yield everything that the check-ins of a file refer to."""
    for item in series:
        if isinstance(item.measure, Reference):
            yield item.measure
        yield from (given.key_result for given in item.check_ins if given.key_result is not None)


@dataclass(slots=True)
class _Row:
    """A check-in of the file with its fields, and the id of the standing one that it matches."""

    given: FileCheckIn
    fields: dict[str, Value]
    same: str | None = None


def _pair(rows: Iterable[_Row], free: dict[str, dict[str, Value]], names: Sequence[str]) -> None:
    """Match each unmatched row with the first free check-in that agrees in these fields."""
    groups: defaultdict[_Content, deque[str]] = defaultdict(deque)
    for identity, fields in free.items():
        groups[_content(fields, names)].append(identity)
    for row in rows:
        alike = groups.get(_content(row.fields, names)) if row.same is None else None
        if alike:
            row.same = alike.popleft()
            del free[row.same]


def _draft(reading: EntryReader, row: _Row, known: _Known) -> Operation:
    given = row.given
    identity = row.same or given.id or reading.matcher.fresh()
    if given.id is not None or given.key is not None:
        reading.name(EntityKind.CHECK_IN, identity, given.key)
    if given.id is not None and given.id != identity:
        # Made in another workspace: what the file says of it is said of the one that is here.
        reading.name(EntityKind.CHECK_IN, identity, encode(given.id))
    silent = UNSAID if reading.complete and not given.plain else {}
    fields = {**silent, **row.fields}
    return Operation(EntityKind.CHECK_IN, identity, fields if identity in known else reading.returned(identity, fields))


def _fields(reading: EntryReader, item: CheckInSeries, given: FileCheckIn) -> dict[str, Value]:
    measure = item.measure if isinstance(item.measure, str) else reading.meant([item.measure])
    fields: dict[str, Value] = {"measure": measure, **given.fields}
    if given.key_result is not None:
        fields["key_result"] = reading.meant([given.key_result])
    elif item.context is not None:
        fields["key_result"] = item.context
    return fields


def _content(fields: Fields, names: Sequence[str]) -> _Content:
    return tuple(fields.get(name, UNSAID[name]) for name in names)
