"""The lead of this computer's clock over the hub's, in words, where it is worth telling."""

from datetime import date, datetime, timedelta

from goaltui.model.listing import counted
from goaltui.model.quick_dataclass import dataclass

OFF = timedelta(minutes=5)
"""The difference that two clocks may have."""
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ClockAhead:
    """A computer's clock that is ahead of the team's place: by how much, in words, and which day it is there."""

    by: str
    day: date


def clock_ahead(seconds: float | None, now: datetime) -> ClockAhead | None:
    """Return the lead of the clock over the hub's, by the seconds that a visit measured; none
    without a lead or a measurement.
    """
    if seconds is None or seconds <= OFF.total_seconds():
        return None
    ahead = timedelta(seconds=seconds)
    return ClockAhead(span(ahead), (now - ahead).astimezone().date())


def span(length: timedelta) -> str:
    """Return a length of time in days, hours or minutes."""
    if length >= 2 * _DAY:
        return counted(round(length / _DAY), "day", "days")
    if length >= 2 * _HOUR:
        return counted(round(length / _HOUR), "hour", "hours")
    return counted(round(length.total_seconds() / 60), "minute", "minutes")
