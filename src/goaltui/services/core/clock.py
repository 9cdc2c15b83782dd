"""Clocks: the system's, and a fixed one for tests."""

from datetime import UTC, date, datetime, time
from typing import Protocol

from goaltui.model.quick_dataclass import dataclass


class Clock(Protocol):
    """A source of time."""

    def now(self) -> datetime:
        """Return the moment, aware and in UTC."""

    def today(self) -> date:
        """Return the day where the user is."""


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return datetime.now().astimezone().date()


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still at an aware moment."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment.astimezone(UTC)

    def today(self) -> date:
        return self.moment.date()


def end_of(day: date) -> datetime:
    """Return the moment at which a day is over, where the user is."""
    return datetime.combine(day, time(23, 59, 59, 999_000)).astimezone()
