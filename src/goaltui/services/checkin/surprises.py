"""A check-in that surprises, whichever way it comes in: it is asked about once before it is written."""

from datetime import date

from goaltui.model.enums import ScoringPreset
from goaltui.model.errors import InvalidField
from goaltui.model.quick.translation import N_, _
from goaltui.model.scoring import Scoring
from goaltui.rules.progress import sanity_checks
from goaltui.services.checkin.clock_ahead import ClockAhead
from goaltui.services.checkin.grammar import CheckInLine
from goaltui.services.checkin.target import CheckInTarget
from goaltui.services.core import formatting

AGAIN = N_("Enter again saves it.")
"""The sentence on the screen on how to insist on a surprising value."""


def surprise(target: CheckInTarget, line: CheckInLine, today: date) -> str:
    """Return what is surprising about a line: its day, its place or its value; empty where nothing is."""
    found = (day_to_come(target.ahead, line.date, today), misplaced(target, line, today), far_off(target, line))
    return " ".join(filter(None, found))


def day_to_come(ahead: ClockAhead | None, day: date, today: date) -> str:
    """Return a sentence on a day that has not come yet, be it only by the clock of the
    team's place; empty where it has.
    """
    if day > today:
        return _(
            "{day} has not come yet, and until then what is checked in for it counts nothing.",
            day=formatting.day(day, today),
        )
    if ahead is None or day <= ahead.day:
        return ""
    return _(
        "This computer's clock is {by} ahead of the hub, where it is "
        "{hub_day}, so this check-in would be dated in the future, "
        "{day}.",
        by=ahead.by,
        hub_day=formatting.day(ahead.day, day),
        day=formatting.day(day, ahead.day),
    )


def misplaced(target: CheckInTarget, line: CheckInLine, today: date) -> str:
    """Return what a check-in on something closed or over does not do; empty where nothing is closed or over."""
    title, late = formatting.quoted(target.title), target.is_past_end(line.date)
    end = formatting.day(target.end, today)
    over = _("its cycle ended on {day}", day=end) if target.has_ended(today) else _("its cycle ends on {day}", day=end)
    nothing = _("what is dated {day} does not count in it", day=formatting.day(line.date, today))
    if target.closed:
        why = f"{over}; {nothing}" if late else _("its grade stays as it is")
        return _("{title} was {closed}, and {why}.", title=title, closed=target.closed, why=why)
    if late and target.end is not None:
        return _(
            "{title}: {over}, so {nothing}; ^{last_day} dates it to the last day.",
            title=title,
            over=over,
            nothing=nothing,
            last_day=target.end.isoformat(),
        )
    return ""


def far_off(target: CheckInTarget, line: CheckInLine) -> str:
    """Return a sentence on a surprising value of a line; empty where it is none."""
    value = line.value
    if value is None or target.met_or_not:
        return ""
    ends = (target.start, target.target, target.low, target.high)
    known = [number for _, number in target.points] + [end for end in ends if end is not None]
    known += _judged_by(target.scoring)
    read = f" ({line.read_as})" if line.read_as else ""
    if sanity_checks.out_of_range(value, known):
        span = _("{first} to {last}", first=formatting.number(min(known)), last=formatting.number(max(known)))
        return _(
            "{value} is far from all earlier values, {span}{read}.",
            value=formatting.number(value),
            span=span,
            read=read,
        )
    # Where blanks group digits one number is meant, and elsewhere where one as large is known.
    is_one = known and (value <= max(known) or (target.decimal_comma and min(known) < max(known)))
    return _("{read_as}; it could be two numbers.", read_as=line.read_as) if line.maybe_two and not is_one else ""


def _judged_by(scoring: str | None) -> tuple[float, ...]:
    """Return the numbers that a value is scored by; it may well come near them."""
    try:
        found = None if scoring is None else Scoring.from_json(scoring)
    except InvalidField:
        return ()
    return () if found is None or found.preset is ScoringPreset.MAINTAIN else found.numbers
