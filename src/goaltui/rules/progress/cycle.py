"""The phase of a cycle on a day, and the span that follows it. Ends are inclusive."""

import re
from datetime import date, timedelta
from enum import StrEnum

from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import _p
from goaltui.rules.progress.periods import month_end


class CyclePhase(StrEnum):
    """The phase of a cycle: it is closed once everything in it is, whatever the day."""

    UPCOMING = "upcoming"
    RUNNING = "running"
    ENDED = "ended"
    CLOSED = "closed"

    @property
    def word(self) -> str:
        """The word that people read."""
        match self:
            case CyclePhase.UPCOMING:
                return _p("cycle", "upcoming")
            case CyclePhase.RUNNING:
                return _p("cycle", "running")
            case CyclePhase.ENDED:
                return _p("cycle", "ended")
        return _p("cycle", "closed")


def phase(start: date, end: date, today: date, objectives: int, unclosed: int) -> CyclePhase:
    """Return the phase of a cycle with this many objectives, of which some are not closed."""
    return CyclePhase.CLOSED if objectives and not unclosed else by_days(start, end, today)


def by_days(start: date, end: date, today: date) -> CyclePhase:
    """Return the phase of a cycle by its days alone."""
    if today < start:
        return CyclePhase.UPCOMING
    return CyclePhase.RUNNING if today <= end else CyclePhase.ENDED


def following(start: date, end: date) -> tuple[date, date]:
    """Return the span after a cycle: as many whole months where it is made of whole months, else as many days."""
    first = end + timedelta(days=1)
    months = (first.year - start.year) * 12 + first.month - start.month
    if months < 1 or start.day != 1 or first.day != 1:
        return first, first + (end - start)
    last = first.year * 12 + first.month - 1 + months - 1
    year, month = last // 12, last % 12 + 1
    return first, month_end(year, month)


def name_of(start: date, end: date) -> str:
    """Return the usual name of a span: `2026-Q4`, `2026-T2`, `2026-H1`, `2026`, `2026-11`; else its two days."""
    first, after = start.replace(day=1), end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    number, rest = divmod(start.month - 1, months) if months > 0 else (0, 1)
    if start != first or after.day != 1 or rest or months not in _NAMED:
        return f"{start.isoformat()} to {end.isoformat()}"
    mark = _NAMED[months]
    if not mark:
        return str(start.year)
    return f"{start.year}-{start.month:02}" if months == 1 else f"{start.year}-{mark}{number + 1}"


_NAMED = {1: "M", 3: "Q", 4: "T", 6: "H", 12: ""}

_CALLED = lazy(r"(\d{4})(?:-(?:([QTH])(\d)|(\d\d)))?", re.ASCII)


def span_of(name: str) -> tuple[date, date] | None:
    """Return the days of a cycle with a usual name, as the inverse of `name_of`; none where the name tells none."""
    found = _CALLED.fullmatch(name.strip().upper())
    if found is None:
        return None
    year, mark, number, month = found.groups()
    months = next((length for length, known in _NAMED.items() if known == mark), 1 if month else 12)
    first = (int(month or number or 1) - 1) * months + 1
    if int(year) < 1 or not 1 <= first <= 13 - months:
        return None
    last = first + months - 1
    return date(int(year), first, 1), month_end(int(year), last)
