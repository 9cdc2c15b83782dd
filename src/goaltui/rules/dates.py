"""Days and moments as people read them."""

from datetime import date, datetime

from goaltui.model.quick.translation import N_, _

_MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)
_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_WEEK = 7


def day(value: date, today: date | None = None) -> str:
    """Return `16 Nov`, with the year where it is not that of `today`."""
    short = f"{value.day} {_(_MONTHS[value.month - 1])}"
    return short if today is not None and value.year == today.year else f"{short} {value.year}"


def moment(at: datetime, today: date | None = None) -> str:
    """Return `today 14:05`, `Sun 14:05` within the week, else `24 Nov 14:05`, with the year where it is not that of
    `today`; on the clock of this place."""
    local = at.astimezone()
    ago = _WEEK if today is None else (today - local.date()).days
    weekday = _(_WEEKDAYS[local.weekday()])
    near = _("today") if ago == 0 else weekday if 0 < ago < _WEEK else day(local.date(), today)
    return f"{near} {local:%H:%M}"
