"""Check-ins: what is needed to read the line, and the change it makes; read by id, whatever the workspace's size."""

from datetime import date
from typing import TypeVar

from goaltui.model.changes import Draft, Value
from goaltui.model.entities import Cycle, Entity, Objective, Workspace
from goaltui.model.enums import Aggregation, Condition, EntityKind, Frequency, ManualStatus, StatusPreset
from goaltui.model.errors import NotFound, Refused
from goaltui.model.records import KeyResultRecord, MilestoneRecord
from goaltui.model.refs import WORKSPACE_ID, new_id
from goaltui.services import words
from goaltui.services.checkin_line import CheckInLine
from goaltui.services.checkin_target import CheckInTarget
from goaltui.services.outline import expected_of
from goaltui.services.preview import is_latest
from goaltui.services.rows import Preview
from goaltui.store.database import Database

EntityType = TypeVar("EntityType", bound=Entity)


def target_of(database: Database, identity: str, today: date) -> CheckInTarget:
    """What a check-in on this key result or measure has to know; raises NotFound for anything else."""
    key_result = database.key_result(identity, today)
    if key_result is not None:
        return _key_result_target(database, key_result, today)
    measure = database.measure(identity)
    if measure is None:
        raise NotFound("Check-ins are for key results and measures; choose one of those.")
    points = database.points([identity], since=None, until=today).get(identity, ())
    latest = points[-1] if points else None
    return CheckInTarget(
        id=identity,
        kind=EntityKind.MEASURE,
        measure=identity,
        title=measure.title,
        unit=measure.unit,
        condition=None,
        start=None,
        target=None,
        low=None,
        high=None,
        value=latest.value if latest else None,
        value_on=latest.date if latest else None,
        confidence=None,
        expected=None,
        status_preset=_preset(database),
        scoring=database.scoring_on(identity, today),
        milestones=(),
        end=None,
        points=tuple((point.date, point.value) for point in points),
        frequency=Frequency(measure.frequency),
        aggregation=Aggregation(measure.aggregation),
    )


def draft_of(target: CheckInTarget, line: CheckInLine, author: str) -> Draft:
    """The one change that a check-in is."""
    fields: dict[str, Value] = {
        "measure": target.measure,
        "key_result": target.id if target.kind is EntityKind.KEY_RESULT else None,
        "date": line.date.isoformat(),
        "value": line.value,
        "estimate": line.estimate,
        "confidence": line.confidence,
        "status": line.status.value if line.status else None,
        "note": line.note,
        "author": author,
    }
    return Draft(EntityKind.CHECK_IN, new_id(), {name: value for name, value in fields.items() if value is not None})


def sentence(target: CheckInTarget, line: CheckInLine, after: Preview, today: date) -> str:
    """What the check-in did, for which day where that is not today, and where the thing stands now."""
    about = words.quoted(target.title) + (f" for {words.day(line.date, today)}" if line.date != today else "")
    if line.value is None:
        return f"Checked in on {about} without a value."
    done = f"Checked in {_value(target, line.value)} on {about}"
    if target.value is not None and not is_latest(target, line) and _last_counts(target):
        done += f"; the later {_value(target, target.value)} of {words.day(target.value_on, today)} still counts"
    if after.status is not None and after.progress is not None:
        status = words.status_word(after.status)
        return f"{done}: {words.percent(after.progress)}, {status} ({after.reason})."
    if after.score is not None:
        return f"{done}: score {words.points(after.score)}, {words.band_word(after.band)}."
    return f"{done}."


def _value(target: CheckInTarget, value: float) -> str:
    if target.condition is Condition.DONE:
        return "done" if value >= 1 else "not yet"
    return words.number(value, target.unit)


def _last_counts(target: CheckInTarget) -> bool:
    """Whether the latest value alone is what it stands at."""
    return target.kind is EntityKind.KEY_RESULT or target.aggregation is Aggregation.LAST


def _key_result_target(database: Database, record: KeyResultRecord, today: date) -> CheckInTarget:
    if record.unbound:
        raise Refused(
            f"The measure that {words.quoted(record.title)} reads was deleted; edit it to read another or none, or "
            "bring the measure back from the History."
        )
    objective = _get(database, EntityKind.OBJECTIVE, record.objective, Objective)
    cycle = _get(database, EntityKind.CYCLE, objective.cycle, Cycle) if objective else None
    window = (cycle.start, cycle.end) if cycle else None
    steps: tuple[MilestoneRecord, ...] = ()
    if record.condition == Condition.MILESTONES:
        steps = database.milestones(record.id)
    points = database.points([record.measure], since=None, until=today).get(record.measure, ())
    return CheckInTarget(
        id=record.id,
        kind=EntityKind.KEY_RESULT,
        measure=record.measure,
        title=record.title,
        unit=record.unit,
        condition=Condition(record.condition),
        start=record.start,
        target=record.target,
        low=record.low,
        high=record.high,
        value=record.value,
        value_on=record.value_on,
        confidence=record.confidence,
        expected=expected_of(record, window, steps, today),
        status_preset=_preset(database),
        scoring=None,
        milestones=tuple((step.weight, step.on(today).done) for step in steps),
        end=window[1] if window else None,
        points=tuple((point.date, point.value) for point in points if window is None or point.date >= window[0]),
        manual=ManualStatus(record.manual_status) if record.manual_status else None,
    )


def _preset(database: Database) -> StatusPreset:
    workspace = _get(database, EntityKind.WORKSPACE, WORKSPACE_ID, Workspace)
    return workspace.status_preset if workspace else StatusPreset.STEADY


def _get(database: Database, kind: EntityKind, identity: str | None, cls: type[EntityType]) -> EntityType | None:
    found = database.get(kind, identity) if identity else None
    return found if isinstance(found, cls) else None
