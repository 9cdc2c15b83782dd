"""Bounds of the numbers and days that can be stored, with the one sentence that refuses others."""

from datetime import date

from goaltui.model.errors import OutOfBounds
from goaltui.model.quick.translation import N_, _

LARGEST = 1e15
"""Up to here a float holds every whole number, and sums of them, to the last digit that a person sees."""

SMALLEST = 1e-12
"""Nearer to 0 the ratio of two numbers that can be kept would leave what can be shown."""

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2200, 12, 31)
"""Between them lies every day that a goal can be about; arithmetic on days never meets the end of the calendar."""

NUMBERS_KEPT = N_("can be 0, or from 0.000000000001 to 1 000 000 000 000 000 with either sign")
DAYS_KEPT = N_("goes from 1900-01-01 to 2200-12-31")


def kept_number(number: float) -> float:
    """Return the number as it is kept, a zero without its sign; raises OutOfBounds for one that cannot be kept."""
    # A whole number of any length is held against the bounds before it is turned into a float, which may not hold it.
    size = abs(number)
    if size == 0 or SMALLEST <= size <= LARGEST:
        return float(number) + 0.0
    what = _("too large") if size > LARGEST else _("too near to 0") if size < SMALLEST else _("no number")
    raise OutOfBounds(_("is {what}; a number {kept}", what=what, kept=_(NUMBERS_KEPT)))


def kept_share(share: float) -> float:
    """Return the part of a whole; raises ValueError for none from 0 to 1."""
    if not 0 <= share <= 1:
        raise ValueError(_("is a part of the whole from 0 to 1: write 0.6 for 60 %"))
    return share


def kept_day(day: date) -> date:
    """Return the day; raises OutOfBounds for one that cannot be kept."""
    if is_kept_day(day):
        return day
    raise OutOfBounds(_("is {day}; the calendar here {kept}", day=day.isoformat(), kept=_(DAYS_KEPT)))


def is_kept_day(day: date) -> bool:
    """Tell whether a day can be kept."""
    return FIRST_DAY <= day <= LAST_DAY
