"""The queries that read a day, as SQLAlchemy writes them."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any, TypeAlias

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Date,
    Executable,
    Integer,
    Select,
    Table,
    and_,
    bindparam,
    case,
    false,
    func,
    literal_column,
    or_,
    select,
    true,
    union,
)
from sqlalchemy.sql.selectable import NamedFromClause

from goaltui.model.enums import CLOSED, Condition, EntityKind, Frequency, ObjectiveState
from goaltui.model.quick.quick_tuple import NamedTuple
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
    RemarkRecord,
    TargetRecord,
    TeamRecord,
    ThemeRecord,
    WorkspaceRecord,
)
from goaltui.model.refs import WORKSPACE_ID
from goaltui.store.tables import projection

Named: TypeAlias = NamedFromClause[Any]
_RECORDS: dict[EntityKind, type[NamedTuple]] = {
    EntityKind.PERSPECTIVE: PerspectiveRecord,
    EntityKind.CYCLE: CycleRecord,
    EntityKind.TEAM: TeamRecord,
    EntityKind.PERSON: PersonRecord,
    EntityKind.OBJECTIVE: ObjectiveRecord,
    EntityKind.TARGET: TargetRecord,
    EntityKind.MILESTONE: MilestoneRecord,
    EntityKind.INITIATIVE: InitiativeRecord,
    EntityKind.LINK: LinkRecord,
    EntityKind.REMARK: RemarkRecord,
    EntityKind.THEME: ThemeRecord,
    EntityKind.CHECK_SETTING: CheckSettingRecord,
}
"""Kinds that are read whole, with their records."""


def queries() -> Iterator[tuple[str, Executable]]:
    """Yield every query with its name; the words after the first name the conditions that it has."""
    workspace = projection(EntityKind.WORKSPACE)
    yield "workspace", _columns(workspace, WorkspaceRecord).where(workspace.c.id == WORKSPACE_ID)
    for kind, record in _RECORDS.items():
        yield f"all {kind.value}", _all(kind, record)
    for one in (False, True):
        yield f"measures{' one' if one else ''}", _measures(one)
    yield "key_results", _key_results()
    yield "key_results within", _key_results().where(_of_objectives())
    yield "key_results one", _key_results().where(projection(EntityKind.KEY_RESULT).c.id == bindparam("identity"))
    yield "objectives_of", _objectives_of()
    yield "objectives_owing", _objectives_owing()
    yield "objectives within", _all(EntityKind.OBJECTIVE, ObjectiveRecord).where(_among_ids())
    yield "milestones", _milestones()
    yield "targets", _targets()
    for told in product((False, True), repeat=3):
        yield f"points{_words(told, ('since', 'until', 'measures'))}", _points(*told)
    for told in product((False, True), repeat=3):
        yield f"check_ins{_words(told, ('measure', 'key_result', 'until'))}", _check_ins(*told)
    yield from _of_check_ins()


def _words(told: tuple[bool, ...], names: tuple[str, ...]) -> str:
    return "".join(f" {name}" for name, is_told in zip(names, told, strict=True) if is_told)


def _day(name: str) -> ColumnElement[date]:
    return bindparam(name, type_=Date)


def _all(kind: EntityKind, record: type[NamedTuple]) -> Select[Any]:
    table = projection(kind)
    return _columns(table, record).where(table.c.deleted == false()).order_by(table.c.created, table.c.id)


def _measures(one: bool) -> Select[Any]:
    table = projection(EntityKind.MEASURE)
    query = _columns(table, MeasureRecord).where(table.c.deleted == false(), table.c.key_result.is_(None))
    if one:
        query = query.where(table.c.id == bindparam("identity"))
    return query.order_by(table.c.created, table.c.id)


def _milestones() -> Select[Any]:
    table = projection(EntityKind.MILESTONE)
    query = _columns(table, MilestoneRecord)
    query = query.where(table.c.deleted == false(), table.c.key_result == bindparam("key_result"))
    return query.order_by(table.c.created, table.c.id)


def _targets() -> Select[Any]:
    table = projection(EntityKind.TARGET)
    query = _columns(table, TargetRecord).where(table.c.deleted == false(), table.c.measure == bindparam("measure"))
    return query.order_by(table.c.start, table.c.created, table.c.id)


def _key_results() -> Select[Any]:
    key, measure = projection(EntityKind.KEY_RESULT), projection(EntityKind.MEASURE)
    objective = projection(EntityKind.OBJECTIVE).alias("of")
    read = _Read.of(key)
    value = projection(EntityKind.CHECK_IN).alias("value")
    said = projection(EntityKind.CHECK_IN).alias("said")
    of_others: dict[str, ColumnElement[Any]] = {
        "unit": func.coalesce(measure.c.unit, ""),
        "frequency": func.coalesce(measure.c.frequency, Frequency.WEEK.value),
        "value": value.c.value,
        "value_on": value.c.date,
        "estimate": func.coalesce(value.c.estimate, false()),
        "checked_in": _checked_in(read, value),
        "confidence": _confidence(read),
        "manual_status": said.c.status,
        "own_measure": measure.c.key_result,
        "unbound": _unbound(key, measure),
    }
    return (
        select(
            *(of_others[name] if name in of_others else key.c[name] for name in KeyResultRecord._fields),
            *(value.c.moment, value.c.created, value.c.id),
            *(said.c.moment, said.c.created, said.c.id),
        )
        .select_from(key)
        .outerjoin(measure, measure.c.id == key.c.measure)
        .outerjoin(objective, objective.c.id == key.c.objective)
        .outerjoin(read.cycle, and_(read.cycle.c.id == objective.c.cycle, read.cycle.c.deleted == false()))
        .outerjoin(value, _row(value) == _latest_value(read))
        .outerjoin(said, _row(said) == _latest_status(read))
        .where(key.c.deleted == false())
        .order_by(key.c.created, key.c.id)
    )


def _of_objectives() -> ColumnElement[bool]:
    return projection(EntityKind.KEY_RESULT).c.objective.in_(bindparam("objectives", expanding=True))


def _objectives_of() -> Select[Any]:
    """Return the query for the objectives of a key result, or of those that read a measure."""
    table = projection(EntityKind.KEY_RESULT)
    identity: BindParameter[str] = bindparam("identity")
    return select(table.c.objective).where(
        table.c.deleted == false(), or_(table.c.id == identity, table.c.measure == identity)
    )


def _among_ids() -> ColumnElement[bool]:
    return projection(EntityKind.OBJECTIVE).c.id.in_(bindparam("objectives", expanding=True))


def _points(since: bool, until: bool, measures: bool) -> Select[Any]:
    table = projection(EntityKind.CHECK_IN)
    query = select(table.c.measure, table.c.date, table.c.value, table.c.estimate)
    query = query.where(table.c.deleted == false(), table.c.value.is_not(None))
    if since:
        query = query.where(table.c.date >= _day("since"))
    if until:
        query = query.where(*_has_come(table))
    if measures:
        query = query.where(table.c.measure.in_(bindparam("measures", expanding=True)))
    return query.order_by(table.c.measure, table.c.moment, table.c.created, table.c.id)


def _check_ins(measure: bool, key_result: bool, until: bool) -> Select[Any]:
    table = projection(EntityKind.CHECK_IN)
    query = _columns(table, CheckInRecord).where(table.c.deleted == false())
    if measure:
        query = query.where(table.c.measure == bindparam("measure"))
    if key_result:
        query = query.where(table.c.key_result == bindparam("key_result"))
    if until:
        query = query.where(*_has_come(table))
    query = query.order_by(table.c.moment.desc(), table.c.created.desc(), table.c.id.desc())
    return query.limit(bindparam("limit", type_=Integer))


def _judgements() -> Select[Any]:
    table, measure = projection(EntityKind.CHECK_IN), projection(EntityKind.MEASURE)
    in_words = select(measure.c.id).where(measure.c.deleted == false(), measure.c.in_words == true())
    query = _columns(table, CheckInRecord).where(
        table.c.deleted == false(), table.c.status.is_not(None), table.c.measure.in_(in_words), *_has_come(table)
    )
    return query.order_by(table.c.moment.desc(), table.c.created.desc(), table.c.id.desc())


def _of_check_ins() -> Iterator[tuple[str, Executable]]:
    table, step = projection(EntityKind.CHECK_IN), projection(EntityKind.MILESTONE)
    counts = select(table.c.measure, func.count()).where(
        table.c.deleted == false(), table.c.date.between(_day("since"), _day("until"))
    )
    yield "check_in_counts", counts.group_by(table.c.measure)
    yield "first_check_in", select(func.min(table.c.date)).where(table.c.deleted == false())
    yield "first_done", select(func.min(step.c.done_on)).where(step.c.deleted == false(), step.c.done == true())
    noted = select(table.c.measure, func.max(table.c.date)).where(
        table.c.deleted == false(), table.c.note != "", *_has_come(table)
    )
    yield "noted", noted.group_by(table.c.measure)
    last = select(table.c.author, func.max(table.c.date)).where(table.c.deleted == false(), *_has_come(table))
    yield "last_check_ins", last.group_by(table.c.author)
    yield "judgements", _judgements()
    every = _columns(table, CheckInRecord).where(table.c.deleted == false())
    yield "all_check_ins", every.order_by(table.c.date, table.c.moment, table.c.created, table.c.id)


def _columns(table: Table, record: type[NamedTuple]) -> Select[Any]:
    return select(*(table.c[name] for name in record._fields))


def _row(table: Named) -> ColumnElement[int]:
    """Return SQLite's own number of a row. It stands in every index, so a join on it costs no seek by id."""
    return literal_column(f"{table.name}.rowid", Integer)


class _Read(NamedTuple):
    """The key results to read, each with its cycle and the last day that counts."""

    key: Table
    cycle: Named
    until: ColumnElement[date]

    @classmethod
    def of(cls, key: Table) -> "_Read":
        """Return the key results of a table, each read up to a day or the end of its cycle."""
        cycle = projection(EntityKind.CYCLE).alias("within")
        return cls(key, cycle, case((cycle.c.end <= _day("day"), cycle.c.end), else_=_day("anywhere")))

    def of_measure(self, table: Named) -> tuple[ColumnElement[bool], ...]:
        """Return the conditions for the check-ins of its measure."""
        return (table.c.measure == self.key.c.measure, *self._counting(table))

    def in_context(self, table: Named) -> tuple[ColumnElement[bool], ...]:
        """Return the conditions for the check-ins in its own context."""
        return (table.c.key_result == self.key.c.id, *self._counting(table))

    def _counting(self, table: Named) -> tuple[ColumnElement[bool], ...]:
        return (*_has_come(table), table.c.date <= self.until, table.c.deleted == false())

    def newest(self, query: Select[Any], table: Named) -> Any:
        """Return the query's one column of the latest check-in: a seek in an index."""
        ordered = query.order_by(table.c.moment.desc(), table.c.created.desc(), table.c.id.desc())
        return ordered.limit(1).correlate(self.key, self.cycle).scalar_subquery()


def _checked_in(read: _Read, value: Named) -> Any:
    """Return the day of the latest check-in that counts as due: the one with the latest `value`, or any
    where milestones are the value.
    """
    any_of_it = projection(EntityKind.CHECK_IN).alias("any_of_it")
    latest = read.newest(select(any_of_it.c.date).where(*read.of_measure(any_of_it)), any_of_it)
    return case((read.key.c.condition == Condition.MILESTONES.value, latest), else_=value.c.date)


def _latest_value(read: _Read) -> Any:
    valued = projection(EntityKind.CHECK_IN).alias("valued")
    query = select(_row(valued)).select_from(valued).where(*read.of_measure(valued), valued.c.value.is_not(None))
    return read.newest(query, valued)


def _unbound(key: Table, measure: Table) -> ColumnElement[bool]:
    """Return the condition that the lasting measure of an open key result was deleted;
    a closed one keeps its result.
    """
    objective = projection(EntityKind.OBJECTIVE).alias("whose")
    closed = select(objective.c.id).where(objective.c.id == key.c.objective, objective.c.state.in_(CLOSED))
    gone = and_(measure.c.deleted.is_(True), measure.c.key_result.is_(None))
    return and_(gone, ~closed.correlate(key).exists())


def _confidence(read: _Read) -> Any:
    sure = projection(EntityKind.CHECK_IN).alias("sure")
    query = select(sure.c.confidence).where(*read.in_context(sure), sure.c.confidence.is_not(None))
    return read.newest(query, sure)


def _latest_status(read: _Read) -> Any:
    judged = projection(EntityKind.CHECK_IN).alias("judged")
    query = select(_row(judged)).select_from(judged).where(*read.in_context(judged), judged.c.status.is_not(None))
    return read.newest(query, judged)


def _objectives_owing() -> CompoundSelect[Any]:
    """Return the query for the objectives of all key results that may owe a check-in on a day, or that have work."""
    key, work = map(projection, (EntityKind.KEY_RESULT, EntityKind.INITIATIVE))
    objective, cycle = projection(EntityKind.OBJECTIVE), projection(EntityKind.CYCLE)
    at_work = and_(objective.c.deleted == false(), objective.c.state == ObjectiveState.ACTIVE.value)
    of_cycle = and_(cycle.c.id == objective.c.cycle, cycle.c.deleted == false(), at_work)
    running = select(key.c.objective).join(objective, objective.c.id == key.c.objective).join(cycle, of_cycle)
    # What was checked in after its cycle does not count there, so of one that just ended all are told.
    ended = select(objective.c.id).join(cycle, of_cycle).where(cycle.c.end <= _day("day"))
    helped = select(key.c.objective).join(work, work.c.key_result == key.c.id)
    return union(
        running.where(key.c.deleted == false(), cycle.c.end > _day("day"), ~_is_recent(key)),
        ended.where(cycle.c.end >= _day("closing")),
        helped.where(work.c.deleted == false()),
    )


def _is_recent(key: Table) -> ColumnElement[bool]:
    """Return the condition that a key result has a check-in so young that its rhythm asks for none yet.

    A rhythm asks sooner than a week after the last check-in only where it holds on to a weekday or is daily, as that of
    one that reads a `daily` measure.
    """
    young = projection(EntityKind.CHECK_IN).alias("young")
    is_daily = or_(key.c.cadence == Frequency.DAY.value, key.c.measure.in_(bindparam("daily", expanding=True)))

    def after(what: str, kind: type[Date] | type[BigInteger]) -> ColumnElement[Any]:
        days, weekdays, weeks = (bindparam(f"{what}_{rhythm}", type_=kind) for rhythm in ("day", "weekday", "week"))
        return case((is_daily, days), (key.c.weekday.is_not(None), weekdays), else_=weeks)

    told = or_(young.c.value.is_not(None), key.c.condition == Condition.MILESTONES.value)
    # The moment follows from the day, and spares a walk through all that came before.
    since = (young.c.moment > after("moment", BigInteger), young.c.date > after("date", Date))
    found = select(young.c.id).where(young.c.measure == key.c.measure, told, young.c.deleted == false(), *since)
    return found.where(*_has_come(young)).correlate(key).exists()


def _has_come(table: Table | Named) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for a check-in that was there by the end of `day`: its own day had
    come, here or where its author is.

    The first condition follows from the second, and spares a walk through all that came later.
    """
    return (
        table.c.moment <= bindparam("end_anywhere"),
        or_(table.c.date <= _day("day"), table.c.moment <= bindparam("end")),
    )
