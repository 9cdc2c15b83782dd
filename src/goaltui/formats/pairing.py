"""Which check-in of the workspace one of a file is: by id, else by what it says, each one once."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from goaltui.formats.reading import Reading, Reference
from goaltui.formats.toml_series import Given, Series
from goaltui.model.changes import Draft, Fields, Value
from goaltui.model.entities import CheckIn
from goaltui.model.enums import EntityKind
from goaltui.model.records import CheckInRecord
from goaltui.model.refs import encode

UNSAID: Mapping[str, Value] = {
    name: None if field.is_required() else field.get_default()
    for name, field in CheckIn.model_fields.items()
    if name not in ("id", "deleted")
}
"""The fields of a check-in, and what each means where a file leaves it out."""

_Content: TypeAlias = tuple[Value, ...]
_Known: TypeAlias = Mapping[str, CheckInRecord]


def said(record: CheckInRecord) -> dict[str, Value]:
    """The fields of a check-in that stands, in the form in which a file gives them."""
    fields = ((name, getattr(record, name)) for name in UNSAID)
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in fields}


def paired(reading: Reading, series: Sequence[Series], known: _Known) -> tuple[Draft, ...]:
    """The check-ins of a file under the ids that they have or get, known by them from now on."""
    rows = [(given, _fields(reading, item, given)) for item in series for given in item.check_ins]
    named = {given.id for given, _ in rows}
    alike = _by_content(record for record in known.values() if record.id not in named)
    return tuple(_draft(reading, given, fields, known, alike) for given, fields in rows)


def references(series: Iterable[Series]) -> Iterator[Reference]:
    """Everything that the check-ins of a file refer to."""
    for item in series:
        if isinstance(item.measure, Reference):
            yield item.measure
        yield from (given.key_result for given in item.check_ins if given.key_result is not None)


def _draft(
    reading: Reading, given: Given, fields: dict[str, Value], known: _Known, alike: Mapping[_Content, deque[str]]
) -> Draft:
    same = alike.get(_content(fields)) if given.id not in known else None
    identity = same.popleft() if same else given.id or reading.matcher.fresh()
    if given.id is not None or given.key is not None:
        reading.name(EntityKind.CHECK_IN, identity, given.key)
    if given.id is not None and given.id != identity:
        # Made in another workspace: what the file says of it is said of the one that is here.
        reading.name(EntityKind.CHECK_IN, identity, encode(given.id))
    return Draft(EntityKind.CHECK_IN, identity, fields if identity in known else reading.returned(identity, fields))


def _fields(reading: Reading, item: Series, given: Given) -> dict[str, Value]:
    measure = item.measure if isinstance(item.measure, str) else reading.meant([item.measure])
    fields: dict[str, Value] = {"measure": measure, **given.fields}
    if given.key_result is not None:
        fields["key_result"] = reading.meant([given.key_result])
    elif item.context is not None:
        fields["key_result"] = item.context
    return fields


def _by_content(records: Iterable[CheckInRecord]) -> Mapping[_Content, deque[str]]:
    groups: defaultdict[_Content, deque[str]] = defaultdict(deque)
    for record in records:
        groups[_content(said(record))].append(record.id)
    return groups


def _content(fields: Fields) -> _Content:
    return tuple(fields.get(name, unsaid) for name, unsaid in UNSAID.items())
