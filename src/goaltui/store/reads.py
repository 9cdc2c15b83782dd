"""Reads that return frozen rows: a fixed number of statements whatever the size, never an object graph."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from goaltui.model.bounds import is_kept_day
from goaltui.model.enums import EntityKind, Frequency, ManualStatus, Method
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.records import (
    CheckSettingRecord,
    CycleRecord,
    InitiativeRecord,
    KeyResultRecord,
    LinkRecord,
    MeasureRecord,
    MilestoneRecord,
    ObjectiveRecord,
    PersonRecord,
    PerspectiveRecord,
    Records,
    RemarkRecord,
    TargetRecord,
    TeamRecord,
    ThemeRecord,
    WorkspaceRecord,
)
from goaltui.rules.structure.sibling_order import rank_of
from goaltui.rules.structure.ties import tied_to
from goaltui.store.clock import end_of
from goaltui.store.file.connection import Connection, Rows
from goaltui.store.statements.chunks import chunks
from goaltui.store.statements.texts import STATEMENTS

Record = TypeVar("Record", bound=NamedTuple)
Movable = TypeVar("Movable", ObjectiveRecord, KeyResultRecord, MeasureRecord)
_FEW = 2_000
"""So many objectives are read one by one sooner than all of a large workspace."""

_ID, _VALUE_ON, _CHECKED_IN, _STATUS, _OWN_MEASURE, _UNBOUND = map(
    KeyResultRecord._fields.index, ("id", "value_on", "checked_in", "manual_status", "own_measure", "unbound")
)
_NO_VALUE: Mapping[str, Any] = {
    **dict.fromkeys(("value", "value_on", "checked_in", "confidence", "manual_status")),
    **dict.fromkeys(("estimate", "own_measure"), False),
}
"""Fields of a key result whose measure was deleted."""


def records(connection: Connection, day: date, about: str | None = None) -> Records:
    """Return everything that stands, with its values on `day` and the milestones as they stood then; with the id of
    what it is `about` only the key results on which a number of that may depend.
    """
    objectives = _placed(_all(connection, EntityKind.OBJECTIVE, ObjectiveRecord))
    found = _beside_goals(connection, day)._replace(objectives=objectives)
    within = None if about is None else _near(connection, about, found)
    return found._replace(key_results=key_results(connection, day, within=within))


def owed(connection: Connection, day: date) -> Records:
    """Return what tells which check-ins and which work are owed on `day`.

    Of the objectives and their key results those are left out of which nothing can be owed by then. So what an
    objective has in common with others, its progress too, is not to be had of these records.
    """
    # Few ask for it, and of those who write nobody.
    from goaltui.rules.progress.periods import CLOSING_DAYS
    from goaltui.rules.progress.rhythm import SOONEST

    found = _beside_goals(connection, day)
    sooner = {rhythm: _shifted(day, -days) for rhythm, days in SOONEST.items()}
    days = {f"date_{rhythm}": told for rhythm, told in sooner.items()}
    # Whatever the time zone of its author, a check-in of a later day was made after this.
    moments = {f"moment_{rhythm}": end_of(_shifted(told, -2)) for rhythm, told in sooner.items()}
    daily = [item.id for item in found.measures if item.frequency == Frequency.DAY]
    asked = {**_looked_at(day), "closing": _shifted(day, -CLOSING_DAYS), "daily": daily, **days, **moments}
    owing = set(connection.run(STATEMENTS["objectives_owing"], **asked).scalars())
    owing |= {item.objective for item in found.measures if item.objective}
    owing |= {item.objective for item in found.initiatives if item.objective}
    if len(owing) > _FEW:
        return records(connection, day)
    made = map(ObjectiveRecord._make, _within(connection, "objectives within", owing))
    objectives = _placed(sorted(made, key=lambda item: (item.created, item.id)))
    return found._replace(objectives=objectives, key_results=key_results(connection, day, within=owing))


def _beside_goals(connection: Connection, day: date) -> Records:
    """Return everything that stands but the objectives and key results."""
    return structure(connection)._replace(
        measures=measures(connection),
        targets=_all(connection, EntityKind.TARGET, TargetRecord),
        milestones=tuple(step.on(day) for step in _all(connection, EntityKind.MILESTONE, MilestoneRecord)),
        initiatives=_all(connection, EntityKind.INITIATIVE, InitiativeRecord),
        links=_all(connection, EntityKind.LINK, LinkRecord),
        remarks=_all(connection, EntityKind.REMARK, RemarkRecord),
        check_settings=_all(connection, EntityKind.CHECK_SETTING, CheckSettingRecord),
    )


def structure(connection: Connection) -> Records:
    """Return what the goals hang in, without any goal."""
    return Records(
        workspace=workspace(connection),
        perspectives=_all(connection, EntityKind.PERSPECTIVE, PerspectiveRecord),
        cycles=_cycles(connection),
        teams=_all(connection, EntityKind.TEAM, TeamRecord),
        people=_all(connection, EntityKind.PERSON, PersonRecord),
        objectives=(),
        key_results=(),
        measures=(),
        targets=(),
        milestones=(),
        initiatives=(),
        links=(),
        remarks=(),
        check_settings=(),
        themes=_all(connection, EntityKind.THEME, ThemeRecord),
    )


def workspace(connection: Connection) -> WorkspaceRecord:
    """Return the workspace's own row, with defaults where it has none."""
    row = connection.run(STATEMENTS["workspace"]).first()
    if row is None:
        return WorkspaceRecord("", "", "", "", Method.BOTH, "en", "steady")
    record = WorkspaceRecord._make(row)
    return record._replace(method=record.method or Method.BOTH)


def measures(connection: Connection, identity: str | None = None) -> tuple[MeasureRecord, ...]:
    """Return the lasting measures, or the one that is asked for."""
    return _placed(map(MeasureRecord._make, _rows(connection, "measures", identity)))


def _near(connection: Connection, identity: str, among: Records) -> Collection[str] | None:
    """Return the ids of the objectives that may have a part in the numbers of a thing; none where that may be most."""
    served = next((item.serves for item in among.initiatives if item.id == identity), None) or identity
    found = connection.run(STATEMENTS["objectives_of"], identity=served).scalars()
    found += [item.objective for item in among.measures if item.id == served and item.objective]
    near = tied_to([served, *found], among.objectives)
    return near if len(near) < len(among.objectives) / 2 else None


def key_results(
    connection: Connection, day: date, identity: str | None = None, within: Collection[str] | None = None
) -> tuple[KeyResultRecord, ...]:
    """Return the key results as they stand on `day`: all, the one that is asked for, or those `within` some objectives.

    A manual status holds until the measure has a later value, or until `auto` releases it. A key result of a cycle
    stays as it was on the cycle's last day, though a lasting measure that it reads lives on.
    """
    values = _looked_at(day)
    if within is None:
        return _placed(_key_result(row, day) for row in _rows(connection, "key_results", identity, **values))
    found = (_key_result(row, day) for row in _within(connection, "key_results within", within, **values))
    return _placed(sorted(found, key=lambda item: (item.created, item.id)))


def _cycles(connection: Connection) -> tuple[CycleRecord, ...]:
    """Return the cycles within the calendar; earlier versions kept others, whose ends cannot be reckoned with."""
    found = _all(connection, EntityKind.CYCLE, CycleRecord)
    return tuple(cycle for cycle in found if is_kept_day(cycle.start) and is_kept_day(cycle.end))


def _all(connection: Connection, kind: EntityKind, record: type[Record]) -> tuple[Record, ...]:
    return tuple(map(record._make, connection.run(STATEMENTS[f"all {kind.value}"])))


def _rows(connection: Connection, name: str, identity: str | None, **values: Any) -> Rows:
    """Return the rows of a kind, or of the one thing that is asked for."""
    if identity is None:
        return connection.run(STATEMENTS[name], **values)
    return connection.run(STATEMENTS[f"{name} one"], identity=identity, **values)


def _looked_at(day: date) -> dict[str, Any]:
    """Return the parameters of a statement that asks how key results stand on a day."""
    return {"anywhere": _shifted(day, 2), **by_the_end_of(day)}


def _within(connection: Connection, name: str, objectives: Collection[str], **values: Any) -> Iterator[Any]:
    """Yield the rows of a kind within some objectives, in no order."""
    for chunk in chunks(sorted(objectives)):
        yield from connection.run(STATEMENTS[name], objectives=chunk, **values)


def by_the_end_of(day: date) -> dict[str, Any]:
    """Return the parameters of a statement that asks for what had come by the end of a day."""
    return {"day": day, "end": end_of(day), "end_anywhere": end_of(_shifted(day, 2))}


def _placed(records: Iterable[Movable]) -> tuple[Movable, ...]:
    """Return records in the order among siblings. They come in the order in which they
    were made; most were never moved.
    """
    found = tuple(records)
    if all(record.position is None for record in found):
        return found
    return tuple(sorted(found, key=lambda item: rank_of(item.position, item.created, item.id)))


def _shifted(day: date, days: int) -> date:
    return date.fromordinal(max(1, min(day.toordinal() + days, date.max.toordinal())))


def _key_result(row: Any, day: date) -> KeyResultRecord:
    *fields, measured_at, value_created, value_id, said_at, said_created, said_id = row
    status = fields[_STATUS]
    holds = status is not None and status != ManualStatus.AUTO
    if holds and measured_at is not None:
        holds = (said_at, said_created, said_id) >= (measured_at, value_created, value_id)
    fields[_STATUS] = status if holds else None
    fields[_OWN_MEASURE] = fields[_OWN_MEASURE] == fields[_ID]
    fields[_UNBOUND] = bool(fields[_UNBOUND])
    for place in (_VALUE_ON, _CHECKED_IN):
        # Where its author is a day may have come that is still to come here.
        fields[place] = min(fields[place], day) if fields[place] is not None else None
    record = KeyResultRecord._make(fields)
    return record._replace(**_NO_VALUE) if record.unbound else record
