"""What a check-in line would do, worked out without touching anything, while it is typed."""

from datetime import date

from goaltui.model.enums import Condition, DataState, EntityKind, ManualStatus
from goaltui.model.errors import GoaltuiError, WrongUsage
from goaltui.model.records import Point
from goaltui.model.scoring import Scoring
from goaltui.rules import data_state, forecast, progress, scoring, status
from goaltui.services import words
from goaltui.services.checkin_line import CheckInLine, parse
from goaltui.services.checkin_target import CheckInTarget
from goaltui.services.rows import Preview


def preview(target: CheckInTarget, line: str, today: date) -> Preview:
    """Value, progress, status and score after a check-in by this line; `problem` where it cannot be read yet."""
    try:
        parsed = parse(line, target, today)
    except WrongUsage as error:
        return Preview(problem=str(error))
    if target.kind is EntityKind.KEY_RESULT:
        return _key_result(target, parsed, today)
    return _measure(target, parsed, today)


def _key_result(target: CheckInTarget, line: CheckInLine, today: date) -> Preview:
    value = line.value if is_latest(target, line) else target.value
    raw = progress.progress_of(
        target.condition or Condition.REACH,
        start=target.start,
        target=target.target,
        low=target.low,
        high=target.high,
        value=value,
        milestones=target.milestones,
    )
    found = status.standing(
        closed=False,
        checked_in=line.date,
        grace_until=None,
        today=today,
        manual=_manual(target, line),
        progress=None if raw is None else progress.clamp01(raw),
        expected=target.expected,
        preset=target.status_preset,
    )
    return Preview(
        value=value,
        progress=raw,
        expected=target.expected,
        status=found.status,
        reason=found.reason,
        notes=(*_notes(target, line, today), *_landing(target, line, today)),
    )


def _measure(target: CheckInTarget, line: CheckInLine, today: date) -> Preview:
    notes = _notes(target, line, today)
    points = [Point(day, value, False) for day, value in _points_with(target, line)]
    reading = data_state.reading(points, target.frequency, target.aggregation, today)
    if reading.value is None:
        state = words.data_word(reading.state) if reading.state is not DataState.NEVER else "no value yet"
        return Preview(reason=state, notes=notes)
    if target.scoring is None:
        return Preview(value=reading.value, reason="no target to be judged by", notes=notes)
    try:
        rule = Scoring.from_json(target.scoring)
        points_of_100 = scoring.score(rule, reading.value)
    except GoaltuiError as error:
        return Preview(value=reading.value, reason=str(error), notes=notes)
    if points_of_100 is None:
        return Preview(value=reading.value, reason="its scoring cannot judge a value", notes=notes)
    return Preview(
        value=reading.value,
        score=points_of_100,
        band=scoring.band(points_of_100),
        reason=f"{words.number(reading.value, target.unit)}, goal {scoring.goal_text(rule)}",
        notes=notes,
    )


def is_latest(target: CheckInTarget, line: CheckInLine) -> bool:
    """Whether a line has a value that no later one stands over."""
    return line.value is not None and (target.value_on is None or line.date >= target.value_on)


def _manual(target: CheckInTarget, line: CheckInLine) -> ManualStatus | None:
    if line.status is not None:
        return line.status
    return None if is_latest(target, line) else target.manual


def _points_with(target: CheckInTarget, line: CheckInLine) -> list[tuple[date, float]]:
    if line.value is None:
        return list(target.points)
    return sorted([*target.points, (line.date, line.value)], key=lambda point: point[0])


def _notes(target: CheckInTarget, line: CheckInLine, today: date) -> tuple[str, ...]:
    notes = list(line.remarks)
    if line.value is None:
        notes.append("no new value")
    elif not is_latest(target, line):
        notes.append(f"the later value of {words.day(target.value_on, today)} still counts")
    elif line.value == target.value:
        notes.append("unchanged")
    elif target.value is not None and not target.met_or_not:
        notes.append(f"was {words.number(target.value)}")
    if line.estimate:
        notes.append("an estimate")
    if line.date != today:
        notes.append(f"dated {words.day(line.date, today)}")
    if line.confidence is not None:
        before = "" if target.confidence is None else f"{target.confidence} → "
        notes.append(f"confidence {before}{line.confidence}")
    return tuple(notes)


def _landing(target: CheckInTarget, line: CheckInLine, today: date) -> tuple[str, ...]:
    if target.condition is not Condition.REACH or target.end is None or target.target is None:
        return ()
    found = forecast.forecast(_points_with(target, line), target.end, target.target)
    if found is None:
        return ()
    return (f"lands at {words.number(found.value)} on {words.day(target.end, today)}",)
