"""The reading of goals' fields from a file, by the kinds that their declarations give."""

from collections.abc import Iterator
from datetime import date

from goaltui.formats.entries import EntryReader, Reference, given
from goaltui.formats.toml.series import read_by_day
from goaltui.formats.toml.table import Table, shown, unfinished
from goaltui.model.changes import Value
from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField
from goaltui.model.fields import FieldSpec, ValueKind, in_files
from goaltui.model.interim_targets import InterimTarget, phases_text
from goaltui.model.plain.values import defaults_of
from goaltui.model.scoring import Scoring

_LONGEST = 300


def read_values(table: Table, kind: EntityKind) -> dict[str, Value]:
    """Return the fields that a table gives, in the order of the entity; a list given empty is among them."""
    order = list(defaults_of(kind))
    specs = sorted(in_files(kind), key=lambda spec: (spec.kind is ValueKind.SCORING, order.index(spec.name)))
    emptied: dict[str, Value] = {
        spec.name: None for spec in specs if spec.kind is ValueKind.NAMES and table.has(spec.called)
    }
    return given(**{spec.name: _value(table, spec) for spec in specs}) | emptied


def read_references(reading: EntryReader, table: Table, kind: EntityKind) -> Iterator[Reference]:
    """Yield the references in the fields of a table, those of fields with several names last."""
    specs = [spec for spec in in_files(kind) if spec.refers is not None]
    for spec in specs:
        if spec.refers is not None and spec.kind is ValueKind.REFERENCE:
            yield from reading.reference(table, spec.called, spec.refers, field=spec.name)
    for spec in specs:
        if spec.refers is not None and spec.kind is ValueKind.NAMES:
            yield from reading.references(table, spec.called, spec.refers, spec.name)


def read_scoring(table: Table) -> str | None:
    """Return the scoring of a table, where it has one."""
    inner = table.table("scoring", "scoring")
    if inner is None:
        return None
    try:
        return Scoring.of(dict(inner.items())).to_json()
    except InvalidField as error:
        table.mistakes.add(inner.path, shown(unfinished(error), _LONGEST))
        return None


def _value(table: Table, spec: FieldSpec) -> Value:
    match spec.kind:
        case ValueKind.LINE:
            return table.line(spec.called)
        case ValueKind.TEXT:
            return table.text(spec.called)
        case ValueKind.NUMBER | ValueKind.WEIGHT | ValueKind.SHARE:
            return table.number(spec.called)
        case ValueKind.COUNT:
            return table.count(spec.called)
        case ValueKind.FLAG:
            return table.flag(spec.called)
        case ValueKind.DAY:
            return table.day(spec.called)
        case ValueKind.WORD if spec.words is not None:
            return table.word(spec.called, spec.words)
        case ValueKind.SCORING:
            return read_scoring(table)
        case ValueKind.PHASES:
            found = read_by_day(table, spec.called)
            dated = (InterimTarget(date.fromisoformat(day), value) for day, value in found if value is not None)
            return phases_text(dated)
        case _:
            return None
