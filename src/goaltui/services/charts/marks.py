"""Marks on the chart of a measure or key result, on the days on which initiatives and cycles that may move it began and
ended; and the values before and after an initiative. Other causes of a difference are not known.
"""

from collections.abc import Collection, Iterator
from datetime import date

from goaltui.model.enums import EntityKind, InitiativeState
from goaltui.model.quick.translation import N_, _
from goaltui.model.quick_dataclass import replace
from goaltui.model.records import InitiativeRecord, KeyResultRecord, MeasureRecord
from goaltui.services.core.formatting import day, number, quoted
from goaltui.services.core.rows.curves import Curve, Mark
from goaltui.services.core.snapshot import Snapshot
from goaltui.store.database import Database

_TOLD = {
    "begun": N_("initiative {title} begun"),
    "done": N_("initiative {title} done"),
    "dropped": N_("initiative {title} dropped"),
}
_CYCLE_TOLD = {"begun": N_("{title} begins"), "ended": N_("{title} ends")}


def marked(database: Database, look: Snapshot, curve: Curve, identity: str, measure: str) -> Curve:
    """Return the curve of a key result or measure with the marks of all that may move it. It is drawn on to an
    initiative that began or ended after its last value.
    """
    key_results = [item for item in look.records().key_results if item.measure == measure]
    own = [item for item in key_results if item.id == identity]
    near = own or key_results
    places = {identity, *(item.id for item in near), *(item.objective for item in near)}
    places |= {item.objective or "" for item in look.records().measures if item.id == measure}
    if own:
        places.add(measure)
    work = [mark for mark in _work(database, look, places) if curve.window[0] <= mark.day <= look.day]
    window = (curve.window[0], max([curve.window[1], *(mark.day for mark in work)]))
    # A key result's chart is as long as its cycle.
    cycles = () if own else _cycles(look, key_results)
    seen = [mark for mark in cycles if window[0] <= mark.day <= min(window[1], look.day)]
    return replace(curve, window=window, marks=tuple(sorted((*work, *seen), key=lambda mark: mark.day)))


def _work(database: Database, look: Snapshot, places: Collection[str]) -> Iterator[Mark]:
    for record in look.records().initiatives:
        if record.serves in places:
            begun, ended = days_of(database, record)
            for at, happened in ((begun, "begun"), (ended, record.state)):
                if at is not None:
                    told = _(_TOLD[happened], title=quoted(record.title))
                    yield Mark(at, EntityKind.INITIATIVE, record.title, happened, told)


def _cycles(look: Snapshot, key_results: Collection[KeyResultRecord]) -> Iterator[Mark]:
    """Yield begin and end of the cycles in which a key result reads the measure."""
    objectives = {item.objective for item in key_results}
    cycles = {item.cycle for item in look.records().objectives if item.id in objectives}
    for cycle in look.records().cycles:
        if cycle.id in cycles:
            for at, happened in ((cycle.start, "begun"), (cycle.end, "ended")):
                yield Mark(at, EntityKind.CYCLE, cycle.name, happened, _(_CYCLE_TOLD[happened], title=cycle.name))


def days_of(database: Database, record: InitiativeRecord) -> tuple[date | None, date | None]:
    """Return the days on which an initiative began and ended, as they were given, else as its state was changed. One
    that was made in its state has no known day.
    """
    if record.state == InitiativeState.PLANNED:
        return None, None
    begun = ended = None
    if record.begun is None or (record.ended is None and not record.is_open):
        begun, ended = _changed(database, record.id)
    return record.begun or begun, None if record.is_open else record.ended or ended


def _changed(database: Database, identity: str) -> tuple[date | None, date | None]:
    begun: date | None = None
    ended: date | None = None
    for item in reversed(database.journal.history(identity)):
        if item.field != "state" or item.old is None:
            continue
        at = item.change.day
        if item.new == InitiativeState.PLANNED.value:
            begun = ended = None
        elif item.new == InitiativeState.RUNNING.value:
            begun, ended = begun or at, None
        else:
            ended = at
    return begun, ended


def effects_of_work(
    database: Database, look: Snapshot, record: InitiativeRecord, days: tuple[date | None, date | None]
) -> Iterator[tuple[str, str]]:
    """Yield the titles of what an initiative that is done drives, with the last value before it began and the latest
    since it ended: its `days_of`.
    """
    begun, ended = days
    first = begun or ended
    if record.state != InitiativeState.DONE or first is None or ended is None:
        return
    driven = list(_driven(look, record))
    points = database.series.points({measure for measure, _title, _unit in driven}, since=None, until=look.day)
    for measure, title, unit in driven:
        before = [point for point in points.get(measure, ()) if point.date < first][-1:]
        after = [point for point in points.get(measure, ()) if point.date >= ended][-1:]
        if before and after:
            yield (
                title,
                _(
                    "{before} before {day}, {after} on {after_day}",
                    before=number(before[0].value, unit),
                    day=day(first, look.day),
                    after=number(after[0].value, unit),
                    after_day=day(after[0].date, look.day),
                ),
            )


def _driven(look: Snapshot, record: InitiativeRecord) -> Iterator[tuple[str, str, str]]:
    """Yield measure, title and unit of each measure and key result that an initiative is work for."""
    records = look.records()
    found: list[MeasureRecord] = [item for item in records.measures if record.serves in (item.id, item.objective)]
    yield from ((item.id, item.title, item.unit) for item in found)
    seen = {item.id for item in found}
    for key_result in records.key_results:
        if record.serves in (key_result.id, key_result.objective) and key_result.measure not in seen:
            yield key_result.measure, key_result.title, key_result.unit
