"""The words around the line of a check-in: what stood before, what repeats it, and what to type."""

from datetime import date

from goaltui.model.enums import Condition, ManualStatus
from goaltui.model.quick.translation import _
from goaltui.rules import figures
from goaltui.services.checkin.target import CheckInTarget
from goaltui.services.core import formatting

_MARKS = {ManualStatus.ON_TRACK: "!track", ManualStatus.BEHIND: "!behind", ManualStatus.AT_RISK: "!risk"}


def standing(target: CheckInTarget, today: date) -> str:
    """Return what stood before anything is typed."""
    if target.condition is Condition.MILESTONES:
        return _(
            "{done} of {count} done", done=sum(done for _, done in target.milestones), count=len(target.milestones)
        )
    value = _standing_value(target)
    if not value:
        return _("not judged yet") if target.in_words else _("no value yet")
    if target.value_on is None:
        return _("was {value}", value=value)
    return _("was {value} on {day}", value=value, day=formatting.day(target.value_on, today))


def _standing_value(target: CheckInTarget) -> str:
    if target.in_words:
        return target.manual.word if target.manual is not None else ""
    if target.value is None:
        return ""
    if target.met_or_not:
        return _("yes") if target.value >= 1 else _("no")
    return formatting.number(target.value, target.unit)


def last_line(target: CheckInTarget) -> str:
    """Return what repeats the last value or judgement, as people type it; empty where there is none to repeat."""
    if target.in_words:
        return _MARKS.get(target.manual, "") if target.manual is not None else ""
    if target.value is None or target.condition is Condition.MILESTONES:
        return ""
    if target.met_or_not:
        return "yes" if target.value >= 1 else "no"
    sign = "=" if target.value < 0 else ""
    return f"{sign}{figures.typed(target.value)}"


def what_to_type(target: CheckInTarget) -> str:
    """Return what is typed here: a value, a yes or no, or a status with its reason."""
    if target.in_words:
        return _("type !track, !behind or !risk and why")
    return _("type yes or no") if target.met_or_not else _("type a value")
