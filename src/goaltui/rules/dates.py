"""Days and moments as people read them."""

from datetime import date, datetime

from goaltui.model.quick.translation import N_, _

MONTHS = (
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
WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_WEEK = 7
_ISO_DAY = len("2026-11-24")


def day(value: date, today: date | None = None) -> str:
    """Return `16 Nov`, with the year where it is not that of `today`."""
    short = f"{value.day} {_(MONTHS[value.month - 1])}"
    return short if today is not None and value.year == today.year else f"{short} {value.year}"


def weekday_and_day(value: date) -> str:
    """Return `Tue 5 Jan 2027`, the whole of a day beside the form in which it is typed."""
    return f"{_(WEEKDAYS[value.weekday()])} {day(value)}"


def span(first: date, last: date, today: date | None = None) -> str:
    """Return `1 Oct to 31 Dec`, with the year where it is not that of `today`."""
    begin = day(first, last if first.year == last.year else today)
    return _("{first} to {last}", first=begin, last=day(last, today))


def kept_day(text: str, today: date | None = None) -> str:
    """Return a day that is kept as text, as in a journal or the name of a period; any other text as it is."""
    try:
        return day(date.fromisoformat(text), today) if len(text) == _ISO_DAY else text
    except ValueError:
        return text


def moment(at: datetime, today: date | None = None) -> str:
    """Return `today 14:05`, `Sun 14:05` within the week, else `24 Nov 14:05`, with the year where it is not that of
    `today`; on the clock of this place."""
    local = at.astimezone()
    ago = _WEEK if today is None else (today - local.date()).days
    weekday = _(WEEKDAYS[local.weekday()])
    near = _("today") if ago == 0 else weekday if 0 < ago < _WEEK else day(local.date(), today)
    return f"{near} {local:%H:%M}"
