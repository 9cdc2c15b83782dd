"""The values of a measure in a file: `value`, `values` by day, or `check_ins` with more to say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goaltui.formats.entries import Reference
from goaltui.formats.toml_table import Mistake, Table
from goaltui.model.changes import Value
from goaltui.model.enums import EntityKind, ManualStatus

_MOST_SURE = 10


@dataclass(frozen=True, slots=True)
class Given:
    """One check-in of a file."""

    fields: dict[str, Value]
    key_result: Reference | None = None


def read_series(table: Table, today: date, *, ask_only: bool = False) -> list[Given]:
    """The check-ins that a measure or key result brings, in order; with `ask_only` the keys are only asked for."""
    if ask_only:
        for name in ("value", "values", "check_ins"):
            table.has(name)
        return []
    found = list(_check_ins(table))
    found += _values(table)
    value = table.number("value")
    if value is not None:
        found.append(Given({"date": today.isoformat(), "value": value}))
    return found


def _values(table: Table) -> Iterator[Given]:
    inner = table.table("values", "values")
    for day, value in inner.items() if inner is not None else ():
        path = (*table.path, "values", day)
        try:
            date.fromisoformat(day)
        except ValueError as error:
            raise Mistake(path, f"'{day[:40]}' is not a day; write one such as 2026-07-31 = 2.4") from error
        number = Table({day: value}, (*table.path, "values"), "values").number(day)
        yield Given({"date": day, "value": number})


def _check_ins(table: Table) -> Iterator[Given]:
    for inner in table.tables("check_ins", "a check-in"):
        day = inner.day("at")
        if day is None:
            raise Mistake(inner.path, "a check-in has no 'at'; give it a day such as 2026-07-15")
        sure = inner.count("confidence")
        if sure is not None and not 0 <= sure <= _MOST_SURE:
            raise Mistake(inner.at("confidence"), f"'confidence' is {sure}; it goes from 0 to {_MOST_SURE}")
        fields: dict[str, Value] = {
            "date": day,
            "value": inner.number("value"),
            "estimate": inner.flag("estimate"),
            "confidence": sure,
            "status": inner.word("status", ManualStatus),
            "note": inner.text("note"),
            "author": inner.line("author"),
        }
        text = inner.line("key_result")
        reference = Reference("key_result", (EntityKind.KEY_RESULT,), text, inner.at("key_result")) if text else None
        inner.done()
        yield Given({name: value for name, value in fields.items() if value is not None}, reference)
