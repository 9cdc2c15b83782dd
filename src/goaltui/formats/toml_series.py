"""The values of a measure in a file: `value`, `values` by day, or `check_ins` with more to say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goaltui.formats.reading import Reading, Reference, given
from goaltui.formats.toml_table import Table, shown
from goaltui.model.changes import Value
from goaltui.model.enums import EntityKind, ManualStatus

_MOST_SURE = 10


@dataclass(frozen=True, slots=True)
class Series:
    """The check-ins that a measure or a key result brings, in order; `measure` is an id or a name."""

    measure: str | Reference
    context: str | None
    check_ins: tuple["Given", ...]


@dataclass(frozen=True, slots=True)
class Given:
    """One check-in of a file."""

    fields: dict[str, Value]
    id: str | None = None
    key: str | None = None
    key_result: Reference | None = None


def read_series(reading: Reading, table: Table) -> tuple[Given, ...]:
    """The check-ins that a measure or key result brings, in the order of the file; `value` is one of today."""
    by_day = (Given({"date": day, "value": value}) for day, value in read_by_day(table, "values"))
    found = [*_check_ins(reading, table), *by_day]
    value = table.number("value")
    if value is not None:
        found.append(Given({"date": reading.today.isoformat(), "value": value}))
    return tuple(found)


def read_by_day(table: Table, name: str) -> Iterator[tuple[str, float | None]]:
    """Days in ISO form with their numbers; what is no day or no number is a mistake."""
    inner = table.table(name, name)
    for text, _ in inner.items() if inner is not None else ():
        number = inner.number(text) if inner is not None else None
        try:
            day = date.fromisoformat(text).isoformat()
        except ValueError:
            words = f"'{shown(text)}' is not a day; write one such as 2026-07-31 = 2.4"
            table.mistakes.add((*table.at(name), text), words)
        else:
            yield day, number


def _check_ins(reading: Reading, table: Table) -> Iterator[Given]:
    for inner in table.tables("check_ins", "a check-in"):
        key = inner.line("key")
        sure = inner.count("confidence")
        if sure is not None and not 0 <= sure <= _MOST_SURE:
            words = f"'confidence' is {shown(str(sure))}; it goes from 0 to {_MOST_SURE}"
            inner.mistakes.add(inner.at("confidence"), words)
        fields: dict[str, Value] = {
            "date": inner.day("at", needed=True),
            "value": inner.number("value"),
            "estimate": inner.flag("estimate"),
            "confidence": sure,
            "status": inner.word("status", ManualStatus),
            "note": inner.text("note"),
            "author": inner.line("author"),
        }
        context = reading.reference(inner, "key_result", EntityKind.KEY_RESULT)
        identity = reading.given_id(inner, EntityKind.CHECK_IN)
        if identity is not None:
            reading.matcher.claim(EntityKind.CHECK_IN, identity, None, "")
        inner.done()
        yield Given(given(**fields), identity, key, context[0] if context else None)
