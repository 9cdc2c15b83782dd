"""Aggregate reads to frozen rows: a fixed number of statements whatever the size, never an object graph."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple, TypeAlias, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    and_,
    false,
    func,
    literal_column,
    select,
    true,
)
from sqlalchemy.sql.selectable import NamedFromClause

from goaltui.model.enums import CLOSED, EntityKind, ManualStatus
from goaltui.model.records import (
    CheckInRecord,
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
    Point,
    Records,
    RemarkRecord,
    TargetRecord,
    TeamRecord,
    WorkspaceRecord,
)
from goaltui.model.refs import WORKSPACE_ID
from goaltui.rules.ordering import rank_of
from goaltui.store.tables import projection
from goaltui.store.writing import chunks

Record = TypeVar("Record", bound=NamedTuple)
Movable = TypeVar("Movable", ObjectiveRecord, KeyResultRecord, MeasureRecord)
Named: TypeAlias = NamedFromClause[Any]
_VALUE = KeyResultRecord._fields.index("value")
_CONFIDENCE = KeyResultRecord._fields.index("confidence")


def records(connection: Connection, day: date) -> Records:
    """Everything that stands, with the values that were there on `day` and the milestones as they stood then."""
    return Records(
        workspace=workspace(connection),
        perspectives=_all(connection, EntityKind.PERSPECTIVE, PerspectiveRecord),
        cycles=_all(connection, EntityKind.CYCLE, CycleRecord),
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
    )


def workspace(connection: Connection) -> WorkspaceRecord:
    """The workspace's own row, with defaults where it has none."""
    table = projection(EntityKind.WORKSPACE)
    row = connection.execute(_columns(table, WorkspaceRecord).where(table.c.id == WORKSPACE_ID)).first()
    return WorkspaceRecord._make(row) if row else WorkspaceRecord("", "", "", "", "both", "en", "steady")


def measures(connection: Connection, identity: str | None = None) -> tuple[MeasureRecord, ...]:
    """The lasting measures, or the one that is asked for."""
    table = projection(EntityKind.MEASURE)
    query = _columns(table, MeasureRecord).where(table.c.deleted == false(), table.c.key_result.is_(None))
    if identity is not None:
        query = query.where(table.c.id == identity)
    rows = connection.execute(query.order_by(table.c.created, table.c.id))
    return _placed(MeasureRecord._make(row) for row in rows)


def key_results(connection: Connection, day: date, identity: str | None = None) -> tuple[KeyResultRecord, ...]:
    """The key results with what they stand at on `day`, or the one that is asked for.

    A manual status holds until the measure has a later value, or until `auto` releases it. What is closed stays where
    it was when its cycle ended, though a lasting measure that it reads lives on.
    """
    key, measure = projection(EntityKind.KEY_RESULT), projection(EntityKind.MEASURE)
    value = projection(EntityKind.CHECK_IN).alias("value")
    said = projection(EntityKind.CHECK_IN).alias("said")
    query = (
        select(
            *(key.c[name] for name in KeyResultRecord._fields[:5]),
            func.coalesce(measure.c.unit, ""),
            *(key.c[name] for name in ("start", "target", "low", "high", "condition", "weight", "owner", "due")),
            key.c.cadence,
            key.c.first_target,
            value.c.value,
            value.c.date,
            func.coalesce(value.c.estimate, false()),
            _checked_in(key, day),
            _confidence(key, day),
            said.c.status,
            measure.c.key_result,
            key.c.created,
            key.c.position,
            key.c.share,
            key.c.phases,
            value.c.created,
            value.c.id,
            said.c.date,
            said.c.created,
            said.c.id,
            _unbound(key, measure),
        )
        .select_from(key)
        .outerjoin(measure, measure.c.id == key.c.measure)
        .outerjoin(value, _row(value) == _latest_value(key, day))
        .outerjoin(said, _row(said) == _latest_status(key, day))
        .where(key.c.deleted == false())
        .order_by(key.c.created, key.c.id)
    )
    if identity is not None:
        query = query.where(key.c.id == identity)
    return _placed(_key_result(row) for row in connection.execute(query))


def milestones(connection: Connection, key_result: str) -> tuple[MilestoneRecord, ...]:
    """The steps of one key result as they stand, whatever the day on which they were done."""
    table = projection(EntityKind.MILESTONE)
    query = _columns(table, MilestoneRecord).where(table.c.deleted == false(), table.c.key_result == key_result)
    rows = connection.execute(query.order_by(table.c.created, table.c.id))
    return tuple(MilestoneRecord._make(row).on(date.max) for row in rows)


def targets(connection: Connection, measure: str) -> tuple[TargetRecord, ...]:
    """The targets of one measure, earliest first."""
    table = projection(EntityKind.TARGET)
    query = _columns(table, TargetRecord).where(table.c.deleted == false(), table.c.measure == measure)
    return tuple(TargetRecord._make(row) for row in connection.execute(query.order_by(table.c.start, table.c.id)))


def points(
    connection: Connection, measure_ids: Collection[str] | None, since: date | None, until: date | None
) -> dict[str, tuple[Point, ...]]:
    """The values of some measures, or of all, in check-in order."""
    table = projection(EntityKind.CHECK_IN)
    found: defaultdict[str, list[Point]] = defaultdict(list)
    query = (
        select(table.c.measure, table.c.date, table.c.value, table.c.estimate)
        .where(table.c.deleted == false(), table.c.value.is_not(None))
        .order_by(table.c.measure, table.c.date, table.c.created, table.c.id)
    )
    if since is not None:
        query = query.where(table.c.date >= since)
    if until is not None:
        query = query.where(table.c.date <= until)
    queries = [query]
    if measure_ids is not None:
        queries = [query.where(table.c.measure.in_(chunk)) for chunk in chunks(sorted(measure_ids))]
    for piece in queries:
        for row in connection.execute(piece):
            found[row.measure].append(Point(row.date, row.value, row.estimate))
    return {measure: tuple(series) for measure, series in found.items()}


def check_in_counts(connection: Connection, since: date, until: date) -> dict[str, int]:
    """How many check-ins each measure had between two days, both included."""
    table = projection(EntityKind.CHECK_IN)
    query = (
        select(table.c.measure, func.count())
        .where(table.c.deleted == false(), table.c.date.between(since, until))
        .group_by(table.c.measure)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def first_day(connection: Connection) -> date | None:
    """The earliest day on which something was checked in or a milestone done."""
    table, step = projection(EntityKind.CHECK_IN), projection(EntityKind.MILESTONE)
    said = select(func.min(table.c.date)).where(table.c.deleted == false())
    done = select(func.min(step.c.done_on)).where(step.c.deleted == false(), step.c.done == true())
    days = (connection.execute(query).scalar() for query in (said, done))
    return min((day for day in days if day is not None), default=None)


def noted(connection: Connection, until: date) -> dict[str, date]:
    """The day of each measure's latest check-in with a note."""
    table = projection(EntityKind.CHECK_IN)
    query = (
        select(table.c.measure, func.max(table.c.date))
        .where(table.c.deleted == false(), table.c.note != "", table.c.date <= until)
        .group_by(table.c.measure)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def check_ins(
    connection: Connection, *, measure: str | None, key_result: str | None, until: date | None, limit: int | None
) -> tuple[CheckInRecord, ...]:
    """Check-ins of a measure or in a key result's context, newest first."""
    table = projection(EntityKind.CHECK_IN)
    query = _columns(table, CheckInRecord).where(table.c.deleted == false())
    if measure is not None:
        query = query.where(table.c.measure == measure)
    if key_result is not None:
        query = query.where(table.c.key_result == key_result)
    if until is not None:
        query = query.where(table.c.date <= until)
    query = query.order_by(table.c.date.desc(), table.c.created.desc(), table.c.id.desc()).limit(limit)
    return tuple(CheckInRecord._make(row) for row in connection.execute(query))


def last_check_ins(connection: Connection, until: date) -> dict[str, date]:
    """The day of the latest check-in by author, up to a day."""
    table = projection(EntityKind.CHECK_IN)
    query = select(table.c.author, func.max(table.c.date)).where(table.c.deleted == false(), table.c.date <= until)
    return {author: day for author, day in connection.execute(query.group_by(table.c.author)) if author}


def all_check_ins(connection: Connection) -> Iterator[CheckInRecord]:
    """Every check-in, oldest first."""
    table = projection(EntityKind.CHECK_IN)
    query = _columns(table, CheckInRecord).where(table.c.deleted == false())
    for row in connection.execute(query.order_by(table.c.date, table.c.created, table.c.id)):
        yield CheckInRecord._make(row)


def _all(connection: Connection, kind: EntityKind, record: type[Record]) -> tuple[Record, ...]:
    table = projection(kind)
    query = _columns(table, record).where(table.c.deleted == false()).order_by(table.c.created, table.c.id)
    return tuple(record._make(row) for row in connection.execute(query))


def _columns(table: Table, record: type[NamedTuple]) -> Select[Any]:
    return select(*(table.c[name] for name in record._fields))


def _placed(records: Iterable[Movable]) -> tuple[Movable, ...]:
    """In the order among siblings, for records in the order in which they were made; most were never moved."""
    found = tuple(records)
    if all(record.position is None for record in found):
        return found
    return tuple(sorted(found, key=lambda item: rank_of(item.position, item.created, item.id)))


def _row(table: Named) -> ColumnElement[int]:
    """SQLite's own number of a row: it stands in every index, so a join on it costs no seek by id."""
    return literal_column(f"{table.name}.rowid", Integer)


def _checked_in(key: Table, day: date) -> Any:
    of_measure = projection(EntityKind.CHECK_IN).alias("of_measure")
    return _newest(select(of_measure.c.date).where(*_of_measure(of_measure, key, day)), of_measure, key)


def _latest_value(key: Table, day: date) -> Any:
    valued = projection(EntityKind.CHECK_IN).alias("valued")
    conditions = (valued.c.measure == key.c.measure, valued.c.date <= _until(key, day), valued.c.deleted == false())
    return _newest(
        select(_row(valued)).select_from(valued).where(*conditions, valued.c.value.is_not(None)), valued, key
    )


def _until(key: Table, day: date) -> ColumnElement[date]:
    """The last day whose values count: that of the cycle where a bet on a lasting measure is closed, else `day`."""
    objective, cycle = projection(EntityKind.OBJECTIVE).alias("of"), projection(EntityKind.CYCLE).alias("within")
    lasting = projection(EntityKind.MEASURE).alias("lasting")
    ended = (
        select(cycle.c.end)
        .select_from(objective.join(cycle, cycle.c.id == objective.c.cycle))
        .join(lasting, lasting.c.id == key.c.measure)
        .where(objective.c.id == key.c.objective, objective.c.state.in_(CLOSED), lasting.c.key_result.is_(None))
        .where(cycle.c.deleted == false(), cycle.c.end < day)
    )
    return func.coalesce(ended.correlate(key).scalar_subquery(), day)


def _unbound(key: Table, measure: Table) -> ColumnElement[bool]:
    """Whether the lasting measure of a key result was deleted; what is closed keeps what was reached."""
    objective = projection(EntityKind.OBJECTIVE).alias("whose")
    closed = select(objective.c.id).where(objective.c.id == key.c.objective, objective.c.state.in_(CLOSED))
    gone = and_(measure.c.deleted.is_(True), measure.c.key_result.is_(None))
    return and_(gone, ~closed.correlate(key).exists())


def _confidence(key: Table, day: date) -> Any:
    sure = projection(EntityKind.CHECK_IN).alias("sure")
    conditions = _in_context(sure, key, day)
    return _newest(select(sure.c.confidence).where(*conditions, sure.c.confidence.is_not(None)), sure, key)


def _latest_status(key: Table, day: date) -> Any:
    judged = projection(EntityKind.CHECK_IN).alias("judged")
    conditions = _in_context(judged, key, day)
    query = select(_row(judged)).select_from(judged).where(*conditions, judged.c.status.is_not(None))
    return _newest(query, judged, key)


def _of_measure(table: Named, key: Table, day: date) -> tuple[ColumnElement[bool], ...]:
    return (table.c.measure == key.c.measure, table.c.date <= day, table.c.deleted == false())


def _in_context(table: Named, key: Table, day: date) -> tuple[ColumnElement[bool], ...]:
    return (table.c.key_result == key.c.id, table.c.date <= day, table.c.deleted == false())


def _newest(query: Select[Any], table: Named, key: Table) -> Any:
    """The query's one column from the latest check-in: a seek in an index."""
    ordered = query.order_by(table.c.date.desc(), table.c.created.desc(), table.c.id.desc())
    return ordered.limit(1).correlate(key).scalar_subquery()


def _key_result(row: Any) -> KeyResultRecord:
    (
        *fields,
        status,
        own_measure,
        created,
        position,
        share,
        phases,
        value_created,
        value_id,
        said_on,
        said_created,
        said_id,
        unbound,
    ) = row
    if unbound:
        fields[_VALUE : _CONFIDENCE + 1] = (None, None, False, None, None)
        return KeyResultRecord._make((*fields, None, False, created, position, share, phases, True))
    value_on = fields[_VALUE + 1]
    holds = status is not None and status != ManualStatus.AUTO
    if holds and value_on is not None:
        holds = (said_on, said_created, said_id) >= (value_on, value_created, value_id)
    return KeyResultRecord._make(
        (*fields, status if holds else None, own_measure == fields[0], created, position, share, phases, False)
    )
