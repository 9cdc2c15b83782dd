"""The rules for typed numbers and the rhythm of a key result."""

from goaltui.model.changes import Value
from goaltui.model.enums import Condition, Frequency
from goaltui.model.errors import InvalidField
from goaltui.model.quick.translation import _
from goaltui.rules.progress.stretch import is_beyond
from goaltui.services.core import formatting

_MOST_WEEKS = 52


def check_numbers(
    condition: Condition,
    start: float | None,
    target: float | None,
    low: float | None,
    high: float | None,
    stretch: float | None = None,
) -> None:
    """Raise InvalidField for numbers that a person may not type: no target, start equal to target, an empty range, a
    stretch target that is not beyond the target.
    """
    if condition is Condition.REACH:
        if target is None:
            raise InvalidField(
                _("The target is missing; type the number to reach, or choose the condition done."), "target"
            )
        if (start or 0.0) == target:
            raise InvalidField(
                _("Start and target are the same, so there is nothing to reach; change one of them."), "target"
            )
    if condition in (Condition.AT_LEAST, Condition.AT_MOST) and target is None:
        raise InvalidField(_("The target is missing; type the number to keep."), "target")
    if condition is Condition.BETWEEN and (low is None or high is None or low >= high):
        raise InvalidField(
            _("Between needs a low below a high; fill in both."), "high" if low is not None and high is None else "low"
        )
    if stretch is not None and target is not None and not is_beyond(condition, start, target, stretch):
        shown, wanted = formatting.number(stretch), formatting.number(target)
        raise InvalidField(
            _(
                "The stretch target, {shown}, is not beyond the target, {wanted}; type a number further on, or none.",
                shown=shown,
                wanted=wanted,
            ),
            "stretch",
        )


def rhythm(cadence: str, weeks: float | None, weekday: str) -> dict[str, Value]:
    """Return the fields of how often it wants a check-in; raises InvalidField. Weeks or a weekday
    alone mean weekly."""
    if weeks is not None and (weeks != int(weeks) or not 1 <= weeks <= _MOST_WEEKS):
        raise InvalidField(
            _("Weeks are a whole number from 1 to {most}; type 2 for every second week.", most=_MOST_WEEKS),
            "weeks",
        )
    if (weeks is not None or weekday) and cadence not in ("", Frequency.WEEK):
        every = _(cadence)
        if weeks is not None:
            told = _(
                "Weeks go with a check-in every week, not every {cadence}; choose week, or empty that field.",
                cadence=every,
            )
            raise InvalidField(told, "weeks")
        raise InvalidField(
            _(
                "A weekday goes with a check-in every week, not every {cadence}; choose week, or empty that field.",
                cadence=every,
            ),
            "weekday",
        )
    often = cadence or (Frequency.WEEK.value if weeks is not None or weekday else None)
    return {"cadence": often, "weeks": None if weeks is None else int(weeks), "weekday": weekday or None}
