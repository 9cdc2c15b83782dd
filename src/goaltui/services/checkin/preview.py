"""Preview of a check-in line while it is typed; computed without the database."""

from datetime import date

from goaltui.model.enums import Condition, DataState, EntityKind, ManualStatus, Status
from goaltui.model.errors import GoaltuiError, WrongUsage
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import replace
from goaltui.model.records import Point
from goaltui.model.scoring import Scoring
from goaltui.rules import figures
from goaltui.rules.progress import forecast, progress
from goaltui.rules.scoring import data_state, measure_score, status
from goaltui.services.checkin.grammar import CheckInLine, parse
from goaltui.services.checkin.target import CheckInTarget
from goaltui.services.core import formatting
from goaltui.services.core.rows.outcome import Preview


def preview(target: CheckInTarget, line: str, today: date) -> Preview:
    """Return value, progress, status and score after a check-in by this line; `problem`
    says why it cannot be read yet.
    """
    try:
        parsed = parse(line, target, today)
    except WrongUsage as error:
        return Preview(problem=str(error))
    if target.kind is EntityKind.KEY_RESULT:
        return _key_result(target, parsed, today)
    if target.in_words:
        return _judgement(target, parsed, today)
    return _measure(target, parsed, today)


def _key_result(target: CheckInTarget, line: CheckInLine, today: date) -> Preview:
    is_now = is_latest(target, line, today)
    value = line.value if is_now else target.value
    raw = progress.towards(target.condition or Condition.REACH, target, value, target.milestones)
    found = status.standing(
        closed=bool(target.closed),
        checked_in=line.date if is_now else target.value_on or min(line.date, today),
        grace_until=None,
        today=today,
        manual=_manual(target, line, today),
        progress=None if raw is None else progress.clamp01(raw),
        expected=target.expected,
        preset=target.status_preset,
        began=target.first_day,
    )
    return Preview(
        value=value,
        progress=raw,
        expected=target.expected,
        status=found.status,
        reason=found.reason,
        notes=(*_notes(target, line, today), *_landing(target, line, today)),
    )


def _judgement(target: CheckInTarget, line: CheckInLine, today: date) -> Preview:
    """Return the status that a measure in words would have, and the judgement before it."""
    notes = [*line.remarks]
    if line.status is None:
        notes.append(_("no judgement, so the check-in stays due"))
    elif line.date > today:
        notes.append(_("counts from {day} on", day=formatting.day(line.date, today)))
    elif target.value_on is not None and line.date < target.value_on:
        notes.append(_("the later judgement of {day} still counts", day=formatting.day(target.value_on, today)))
    elif line.status == target.manual:
        notes.append(_("unchanged"))
    elif target.manual is not None:
        notes.append(_("was {value}", value=target.manual.word))
    if line.date < today:
        notes.append(_("dated {day}", day=formatting.day(line.date, today)))
    if line.status is ManualStatus.AUTO:
        return Preview(reason=_("takes the judgement back"), notes=tuple(notes))
    status = None if line.status is None else Status(line.status)
    return Preview(status=status, reason=_("in words, without a score") if status else "", notes=tuple(notes))


def _measure(target: CheckInTarget, line: CheckInLine, today: date) -> Preview:
    notes = _notes(target, line, today)
    points = [Point(day, value, False) for day, value in _points_with(target, line, today)]
    reading = data_state.reading(points, target.frequency, target.aggregation, today, running=target.running)
    if reading.value is None:
        state = formatting.data_word(reading.state) if reading.state is not DataState.NEVER else _("no value yet")
        return Preview(reason=state, notes=notes)
    if target.scoring is None:
        return Preview(value=reading.value, reason=_("no target to judge it by"), notes=notes)
    try:
        rule = Scoring.from_json(target.scoring)
        judging = data_state.judging(rule, reading)
        if judging is None:
            return Preview(value=reading.value, reason=_("not judged before its period ends"), notes=notes)
        points_of_100 = measure_score.score(judging, reading.value)
    except GoaltuiError as error:
        return Preview(value=reading.value, reason=str(error), notes=notes)
    if points_of_100 is None:
        return Preview(value=reading.value, reason=_("its scoring cannot judge a value"), notes=notes)
    return Preview(
        value=reading.value,
        score=points_of_100,
        band=measure_score.band(points_of_100),
        reason=_(
            "{value}, goal {goal}",
            value=formatting.number(reading.value, target.unit),
            goal=_goal(rule, judging, reading),
        ),
        notes=notes,
    )


def _goal(whole: Scoring, judging: Scoring, reading: data_state.MeasureReading) -> str:
    if reading.elapsed is None:
        return measure_score.goal_text(whole)
    to_date = replace(judging, numbers=tuple(round(number, 1) for number in judging.numbers))
    running = _("running, day {day} of {days}", day=reading.elapsed.day, days=reading.elapsed.days)
    return _(
        "{to_date} of {goal}, {running}",
        to_date=measure_score.goal_text(to_date),
        goal=measure_score.goal_text(whole),
        running=running,
    )


def is_latest(target: CheckInTarget, line: CheckInLine, today: date) -> bool:
    """Return whether a line has a value that counts today and that no later one stands over."""
    if line.value is None or line.date > today or target.is_past_end(line.date):
        return False
    return target.value_on is None or line.date >= target.value_on


def past_end(target: CheckInTarget, today: date) -> str:
    """Return the reason why a value counts nothing in a key result."""
    day = formatting.day(target.end, today)
    if target.has_ended(today):
        return _("its cycle ended {day}, so it does not count there", day=day)
    return _("its cycle ends {day}, so it does not count there", day=day)


def _manual(target: CheckInTarget, line: CheckInLine, today: date) -> ManualStatus | None:
    if line.status is not None and line.date <= today:
        return line.status
    return None if is_latest(target, line, today) else target.manual


def _points_with(target: CheckInTarget, line: CheckInLine, today: date) -> list[tuple[date, float]]:
    if (
        line.value is None
        or line.date > today
        or (target.kind is EntityKind.KEY_RESULT and target.is_past_end(line.date))
    ):
        return list(target.points)
    return sorted([*target.points, (line.date, line.value)], key=lambda point: point[0])


def _notes(target: CheckInTarget, line: CheckInLine, today: date) -> tuple[str, ...]:
    notes = [*filter(None, (line.read_as,)), *line.remarks]
    if line.value is None:
        is_paid = target.condition is Condition.MILESTONES
        notes.append(_("no new value") if is_paid else _("no value, so the check-in stays due"))
    elif target.is_past_end(line.date):
        notes.append(past_end(target, today))
    elif line.date > today:
        notes.append(_("counts from {day} on", day=formatting.day(line.date, today)))
    elif not is_latest(target, line, today):
        notes.append(_("the later value of {day} still counts", day=formatting.day(target.value_on, today)))
    elif line.value == target.value:
        notes.append(_("unchanged"))
    elif target.value is not None and not target.met_or_not:
        notes.append(_("was {value}", value=formatting.number(target.value)))
    if line.estimate:
        notes.append(_("an estimate"))
    if line.date < today or (line.value is None and line.date != today):
        notes.append(_("dated {day}", day=formatting.day(line.date, today)))
    if line.confidence is not None:
        before = "" if target.confidence is None else f"{target.confidence} → "
        notes.append(_("confidence {confidence}", confidence=f"{before}{line.confidence}"))
    return tuple(notes)


def _landing(target: CheckInTarget, line: CheckInLine, today: date) -> tuple[str, ...]:
    if target.condition is not Condition.REACH or target.end is None or target.target is None:
        return ()
    points = _points_with(target, line, today)
    found = forecast.forecast(points, target.end, target.target)
    if found is None:
        return ()
    measured = (value for _, value in points)
    return (
        _(
            "lands at {value} on {day}",
            value=figures.landing(found.value, measured, (target.target,)),
            day=formatting.day(target.end, today),
        ),
    )
