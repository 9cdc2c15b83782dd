"""The hybrid logical clock: milliseconds since 1970 times 65,536 plus a counter; order survives wrong clocks."""

from datetime import UTC, datetime, timedelta

from goaltui.model.changes import COUNTER_BITS

FARTHEST_AHEAD = timedelta(hours=24)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def milliseconds(moment: datetime) -> int:
    """Whole milliseconds since 1970 of an aware moment."""
    return (moment - _EPOCH) // _MILLISECOND


def moment_of(value: int) -> datetime:
    """The aware moment behind milliseconds since 1970; OverflowError beyond the year 9999."""
    return _EPOCH + value * _MILLISECOND


def first_at(moment: datetime) -> int:
    """The lowest clock of a moment."""
    return milliseconds(moment) << COUNTER_BITS


def last_at(moment: datetime) -> int:
    """The highest clock of a moment."""
    return first_at(moment) | ((1 << COUNTER_BITS) - 1)


def tick(last: int, now: datetime) -> int:
    """The next clock: that of now, or one more than the last where now is not later."""
    return max(last + 1, first_at(now))


def followed(own: int, foreign: int, now: datetime) -> int:
    """The clock after seeing a foreign one; one more than a day ahead is not followed, so that it poisons nobody."""
    return max(own, foreign) if foreign <= last_at(now + FARTHEST_AHEAD) else own
