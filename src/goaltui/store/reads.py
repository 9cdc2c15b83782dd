"""Reads that return frozen rows: a fixed number of statements whatever the size, never an object graph."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from goaltui.model.bounds import is_kept_day
from goaltui.model.enums import EntityKind, ManualStatus, Method
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
from goaltui.store.clock import end_of
from goaltui.store.file.connection import Connection, Rows
from goaltui.store.statements.texts import STATEMENTS

Record = TypeVar("Record", bound=NamedTuple)
Movable = TypeVar("Movable", ObjectiveRecord, KeyResultRecord, MeasureRecord)
_ID, _VALUE_ON, _CHECKED_IN, _STATUS, _OWN_MEASURE, _UNBOUND = map(
    KeyResultRecord._fields.index, ("id", "value_on", "checked_in", "manual_status", "own_measure", "unbound")
)
_NO_VALUE: Mapping[str, Any] = {
    **dict.fromkeys(("value", "value_on", "checked_in", "confidence", "manual_status")),
    **dict.fromkeys(("estimate", "own_measure"), False),
}
"""Fields of a key result whose measure was deleted."""


def records(connection: Connection, day: date) -> Records:
    """Return everything that stands, with its values on `day` and the milestones as they stood then."""
    return Records(
        workspace=workspace(connection),
        perspectives=_all(connection, EntityKind.PERSPECTIVE, PerspectiveRecord),
        cycles=_cycles(connection),
        teams=_all(connection, EntityKind.TEAM, TeamRecord),
        people=_all(connection, EntityKind.PERSON, PersonRecord),
        objectives=_placed(_all(connection, EntityKind.OBJECTIVE, ObjectiveRecord)),
        key_results=key_results(connection, day),
        measures=measures(connection),
        targets=_all(connection, EntityKind.TARGET, TargetRecord),
        milestones=tuple(step.on(day) for step in _all(connection, EntityKind.MILESTONE, MilestoneRecord)),
        initiatives=_all(connection, EntityKind.INITIATIVE, InitiativeRecord),
        links=_all(connection, EntityKind.LINK, LinkRecord),
        remarks=_all(connection, EntityKind.REMARK, RemarkRecord),
        check_settings=_all(connection, EntityKind.CHECK_SETTING, CheckSettingRecord),
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


def key_results(connection: Connection, day: date, identity: str | None = None) -> tuple[KeyResultRecord, ...]:
    """Return the key results as they stand on `day`, or the one that is asked for.

    A manual status holds until the measure has a later value, or until `auto` releases it. A key result of a cycle
    stays as it was on the cycle's last day, though a lasting measure that it reads lives on.
    """
    anywhere = _shifted(day, 2)
    rows = _rows(connection, "key_results", identity, anywhere=anywhere, **by_the_end_of(day))
    return _placed(_key_result(row, day) for row in rows)


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
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


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
