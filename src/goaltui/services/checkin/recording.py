"""Target and change of a check-in line, read by id so that the size of the workspace does not matter."""

from datetime import date

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import (
    CLOSED,
    Aggregation,
    Condition,
    EntityKind,
    Frequency,
    ManualStatus,
    RunningPeriod,
    StatusPreset,
)
from goaltui.model.errors import NotFound, Refused
from goaltui.model.quick.translation import _
from goaltui.model.records import CheckInRecord, CycleRecord, KeyResultRecord, MilestoneRecord, ObjectiveRecord
from goaltui.model.refs import new_id
from goaltui.rules.progress import pace
from goaltui.rules.progress.periods import period_of
from goaltui.services.checkin.grammar import CheckInLine
from goaltui.services.checkin.preview import is_latest, past_end
from goaltui.services.checkin.target import CheckInTarget
from goaltui.services.core import formatting
from goaltui.services.core.key_result_rows import expected_of, last_look
from goaltui.services.core.rows.outcome import Preview, WrittenCheckIn
from goaltui.services.parsing.numbers import comma_is_decimal
from goaltui.store.database import Database


def target_of(database: Database, identity: str, today: date) -> CheckInTarget:
    """Return the facts for a check-in on this key result or measure; raises NotFound for anything else."""
    key_result = database.things.key_result(identity, today)
    if key_result is not None:
        return _key_result_target(database, key_result, today)
    measure = database.things.measure(identity)
    if measure is None:
        raise NotFound(_("Check-ins are for key results and measures; choose one of those."))
    points = database.series.points([identity], since=None, until=today).get(identity, ())
    latest, workspace = points[-1] if points else None, database.things.workspace()
    judgement = _judgement(database, identity, today) if measure.in_words else None
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
        value=latest.value if latest and not measure.in_words else None,
        value_on=latest.date if latest and not measure.in_words else judgement and judgement.date,
        confidence=None,
        expected=None,
        status_preset=StatusPreset(workspace.status_preset),
        manual=ManualStatus(judgement.status) if judgement and judgement.status else None,
        decimal_comma=comma_is_decimal(workspace.language),
        # Nothing judges a value while the baseline is collected.
        scoring=None if measure.is_baseline_on(today) else database.things.scoring_on(identity, today),
        milestones=(),
        end=None,
        points=tuple((point.date, point.value) for point in points),
        frequency=Frequency(measure.frequency),
        aggregation=Aggregation(measure.aggregation),
        running=RunningPeriod(measure.running),
        in_words=measure.in_words,
    )


def _judgement(database: Database, identity: str, today: date) -> CheckInRecord | None:
    """Return the latest judgement of a measure in words; none where it was taken back."""
    found = database.series.judgements(today).get(identity, ())
    return found[0] if found and found[0].status != ManualStatus.AUTO else None


def draft_of(target: CheckInTarget, line: CheckInLine, author: str) -> Operation:
    """Return the operation of a check-in."""
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
    return Operation(
        EntityKind.CHECK_IN, new_id(), {name: value for name, value in fields.items() if value is not None}
    )


def sentence(target: CheckInTarget, line: CheckInLine, after: Preview, today: date) -> str:
    """Return the effect of the check-in: its value, its day where that is not today, and the figures after it."""
    about = formatting.quoted(target.title)
    if line.date != today:
        about = _("{title} for {day}", title=about, day=formatting.day(line.date, today))
    if line.value is None:
        return _without_value(target, line, about)
    done = _("Checked in {value} on {about}", value=_value(target, line.value), about=about)
    if target.kind is EntityKind.KEY_RESULT and target.is_past_end(line.date):
        done += f"; {past_end(target, today)}"
    elif line.date > today:
        done += _("; it counts from that day on, and today it stays as it is")
    elif target.value is not None and not is_latest(target, line, today) and _last_counts(target):
        done += _(
            "; the later {value} of {day} still counts",
            value=_value(target, target.value),
            day=formatting.day(target.value_on, today),
        )
    if after.status is not None and after.progress is not None:
        status = after.status.word
        done += f": {formatting.percent(after.progress)}, {status} ({after.reason})"
    elif after.score is not None:
        points, band = formatting.points(after.score), formatting.band_word(after.band)
        done += f": {_('score {points}, {band}', points=points, band=band)}"
    return f"{done}.{f' {line.read_as}.' if line.read_as else ''}"


def _without_value(target: CheckInTarget, line: CheckInLine, about: str) -> str:
    if target.condition is Condition.MILESTONES:
        return _("Checked in on {about} without a value.", about=about)
    if target.in_words and line.status is not None:
        return _("Judged {about} in words: {status}.", about=about, status=line.status.word)
    if line.note:
        return _("A note on {about}; no value, so the check-in stays due.", about=about)
    return _("Noted on {about}; no value, so the check-in stays due.", about=about)


def recorded(target: CheckInTarget, line: CheckInLine, after: Preview) -> WrittenCheckIn:
    """Return the check-in as it is written."""
    return WrittenCheckIn(
        id=target.id,
        kind=target.kind,
        title=target.title,
        unit=target.unit,
        value=line.value,
        entered=_entered(target, line),
        day=line.date,
        period=period_of(line.date, target.frequency).label,
        estimate=line.estimate,
        confidence=line.confidence,
        manual=line.status,
        note=line.note,
        progress=after.progress,
        status=after.status,
        score=after.score,
        band=after.band,
        reason=after.reason,
    )


def _entered(target: CheckInTarget, line: CheckInLine) -> str:
    """Return the value as people read it, of a measure in words its status; empty where there is neither."""
    if line.value is not None:
        return _value(target, line.value)
    return line.status.word if target.in_words and line.status is not None else ""


def _value(target: CheckInTarget, value: float) -> str:
    if target.condition is Condition.DONE:
        return _("done") if value >= 1 else _("not yet")
    return formatting.number(value, target.unit)


def _last_counts(target: CheckInTarget) -> bool:
    """Return whether the latest value alone makes the figure."""
    return target.kind is EntityKind.KEY_RESULT or target.aggregation is Aggregation.LAST


def _key_result_target(database: Database, record: KeyResultRecord, today: date) -> CheckInTarget:
    if record.unbound:
        raise Refused(
            _(
                "The measure that {title} reads was deleted; edit it to read another or none, "
                "or bring the measure back from the History.",
                title=formatting.quoted(record.title),
            )
        )
    objective = database.things.record(EntityKind.OBJECTIVE, record.objective, ObjectiveRecord)
    within = objective.cycle if objective else None
    cycle = database.things.record(EntityKind.CYCLE, within, CycleRecord) if within else None
    window = (cycle.start, cycle.end) if cycle else None
    day = last_look(window, today)
    steps: tuple[MilestoneRecord, ...] = ()
    if record.condition == Condition.MILESTONES:
        steps = database.things.milestones(record.id)
    workspace = database.things.workspace()
    points = database.series.points([record.measure], since=None, until=today).get(record.measure, ())
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
        expected=expected_of(record, window, steps, day),
        status_preset=StatusPreset(workspace.status_preset),
        decimal_comma=comma_is_decimal(workspace.language),
        scoring=None,
        milestones=tuple((step.weight, step.on(day).done) for step in steps),
        end=window[1] if window else None,
        points=tuple(
            (point.date, point.value) for point in points if window is None or window[0] <= point.date <= window[1]
        ),
        manual=ManualStatus(record.manual_status) if record.manual_status else None,
        frequency=Frequency(record.frequency),
        closed=_closed(objective),
        first_day=pace.first_day(record.first_day, window) if record.first_day and window else None,
    )


def _closed(objective: ObjectiveRecord | None) -> str:
    if objective is None or objective.state not in CLOSED:
        return ""
    return _("closed") if objective.grade is None else _("closed with {grade}", grade=formatting.grade(objective.grade))


def done_fields(day: date | None) -> dict[str, Value]:
    """Return the fields of a milestone that is done on a day, or that is open; both are always written together."""
    return {"done": day is not None, "done_on": day.isoformat() if day else None}
