"""The hybrid logical clock: milliseconds since 1970 times 65,536 plus a counter; order survives wrong clocks."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from goaltui.model.changes import COUNTER_BITS
from goaltui.model.errors import Refused
from goaltui.model.quick.translation import _
from goaltui.rules import dates

FARTHEST_AHEAD = timedelta(hours=24)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_DAY = 24 * 60 * 60 * 1000
_FIRST = date(2, 1, 1)
_END = datetime(6000, 1, 1, tzinfo=UTC)
"""Soon after this the clock's number no longer fits into the journal's column."""


def milliseconds(moment: datetime) -> int:
    """Return the whole milliseconds since 1970 of an aware moment."""
    return (moment - _EPOCH) // _MILLISECOND


def moment_of(value: int) -> datetime:
    """Return the aware moment of milliseconds since 1970; 1970 itself where no calendar has the moment."""
    try:
        return _EPOCH + value * _MILLISECOND
    except OverflowError:
        return _EPOCH


def first_at(moment: datetime) -> int:
    """Return the lowest clock of a moment."""
    return milliseconds(moment) << COUNTER_BITS


def last_at(moment: datetime) -> int:
    """Return the highest clock of a moment."""
    return first_at(moment) | ((1 << COUNTER_BITS) - 1)


def zone_on(day: date) -> int:
    """Return the offset of this computer's time from UTC on a day, in minutes, positive to the east."""
    offset = _midnight(day).utcoffset()
    return round(offset / timedelta(minutes=1)) if offset else 0


def end_of(day: date) -> int:
    """Return the highest clock of a day in this computer's time zone."""
    return first_at(_midnight(day, 1)) - 1


def _midnight(day: date, later: int = 0) -> datetime:
    """Return the first moment of a day here, `later` days on. It stays within the days that UTC has."""
    number = min(max(day.toordinal() + later, _FIRST.toordinal()), _END.toordinal())
    return datetime.combine(date.fromordinal(number), time()).astimezone()


def within(clock: int, day: date, zone: int) -> int:
    """Return the clock nearest to `clock` within a day, where the time of day is `zone` minutes ahead of UTC."""
    last = min(day.toordinal(), _END.toordinal())
    begin = (last - _EPOCH.toordinal()) * _DAY - zone * 60_000
    return min(max(clock, begin << COUNTER_BITS), ((begin + _DAY) << COUNTER_BITS) - 1)


def refuse_impossible(now: datetime) -> None:
    """Raise Refused for a moment under which no other copy could take in what is written."""
    if not _EPOCH <= now < _END:
        raise Refused(
            _(
                "This computer's clock says {day}, so nothing was saved: what is written under such"
                " a clock reaches nobody. Set it right and try again.",
                day=dates.day(now.astimezone().date()),
            )
        )


def ticks(last: int, now: datetime) -> Iterator[int]:
    """Yield the next clocks: that of now, or one more than the last where now is not later. A last one more
    than a day ahead is left behind.
    """
    own, farthest = first_at(now), _farthest(now)
    while True:
        last = max(own, last + 1) if last < farthest else own
        yield last


def followed(own: int, foreign: int, now: datetime) -> int:
    """Return the clock after a foreign one was seen. One more than a day ahead is not
    followed, so that it poisons nobody.
    """
    return max(own, foreign) if foreign <= _farthest(now) else own


def _farthest(now: datetime) -> int:
    """Return the highest clock that is followed."""
    return last_at(min(now, _END) + FARTHEST_AHEAD)
