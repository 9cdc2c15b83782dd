"""The values of a measure in a file: `value`, `values` by day, or `check_ins` with all fields."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from goaltui.formats.entries import EntryReader, Reference, given
from goaltui.formats.toml.table import Table, shown, unfinished
from goaltui.model.bounds import kept_day
from goaltui.model.changes import Value
from goaltui.model.enums import EntityKind, ManualStatus
from goaltui.model.errors import InvalidField
from goaltui.model.quick.translation import _
from goaltui.rules import dates

_MOST_SURE = 10
_LONG = 50
"""Years back from which on a day is named: a slip more often than a record."""


@dataclass(frozen=True, slots=True)
class CheckInSeries:
    """The check-ins that a measure or a key result brings, in order; `measure` is an id or a name.

    A `whole` series lists all there are; one that is silent, or gives the value of today alone, is not whole.
    """

    measure: str | Reference
    context: str | None
    check_ins: tuple["FileCheckIn", ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class FileCheckIn:
    """A check-in of a file; a `plain` one is a number of a day without its author."""

    fields: dict[str, Value]
    plain: bool = False
    id: str | None = None
    key: str | None = None
    key_result: Reference | None = None


def read_series(reading: EntryReader, table: Table, measure: str | Reference, context: str | None) -> CheckInSeries:
    """Return the check-ins that a measure or key result brings, in the order of the file; `value` is of today."""
    by_day = (FileCheckIn({"date": day, "value": value}, plain=True) for day, value in read_by_day(table, "values"))
    found = [*_check_ins(reading, table), *by_day]
    value = table.number("value")
    if value is not None:
        found.append(FileCheckIn({"date": reading.today.isoformat(), "value": value}, plain=True))
    _note_days(reading, table, found)
    whole = table.has("values") or table.has("check_ins")
    return CheckInSeries(measure, context, tuple(found), whole)


def _note_days(reading: EntryReader, table: Table, found: Iterable[FileCheckIn]) -> None:
    """Note days that look like a slip of a digit: far in the past, or to come."""
    today, earliest = reading.today.isoformat(), f"{max(reading.today.year - _LONG, 1):04}"
    days = sorted({str(item.fields["date"]) for item in found if "date" in item.fields})
    for day in days:
        name = "check_ins" if table.has("check_ins") else "values"
        shown_day = dates.kept_day(day, reading.today)
        if day > today:
            reading.notes.add(
                table.at(name), _("a value is dated {day}, in the future; it counts from that day on", day=shown_day)
            )
        elif day < earliest:
            reading.notes.add(table.at(name), _("a value is dated {day}, long ago; check the year", day=shown_day))


def read_by_day(table: Table, name: str) -> Iterator[tuple[str, float | None]]:
    """Yield days in ISO form with their numbers; note a mistake for anything else."""
    inner = table.table(name, name)
    for text, _value in inner.items() if inner is not None else ():
        number = inner.number(text) if inner is not None else None
        try:
            day = kept_day(date.fromisoformat(text)).isoformat()
        except InvalidField as error:
            table.mistakes.add((*table.at(name), text), _("the day {error}", error=unfinished(error)))
        except ValueError:
            words = _("'{text}' is not a day; write one such as 2026-07-31 = 2.4", text=shown(text))
            table.mistakes.add((*table.at(name), text), words)
        else:
            yield day, number


def _check_ins(reading: EntryReader, table: Table) -> Iterator[FileCheckIn]:
    for inner in table.tables("check_ins", _("a check-in")):
        key = inner.line("key")
        sure = inner.count("confidence")
        if sure is not None and not 0 <= sure <= _MOST_SURE:
            words = _("'confidence' is {sure}; it goes from 0 to {most}", sure=shown(str(sure)), most=_MOST_SURE)
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
        yield FileCheckIn(given(**fields), False, identity, key, context[0] if context else None)
