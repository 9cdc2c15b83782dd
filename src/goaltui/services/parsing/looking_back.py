"""Days and moments that people look back at: `2w`, `last month`, `October`, `today 14:05`, `2 hours ago`."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from goaltui.model.enums import Frequency
from goaltui.model.errors import WrongUsage
from goaltui.model.quick.translation import _
from goaltui.model.text import clean_line
from goaltui.rules.progress.periods import Period, month_end
from goaltui.services.parsing.past_date import find_day, month_named
from goaltui.services.parsing.spans import ANY_SPAN, COUNT, LAST, THIS, counted, span_around, span_named, stepped

_BARE = re.compile(rf"({COUNT})\s?({ANY_SPAN})")
_WITHIN = re.compile(rf"(?:(?:in\s)?(?:the\s)?(?:last|past)|(?:de\s)?senaste)\s({COUNT})\s?({ANY_SPAN})")
_SPAN = re.compile(rf"(?:(?P<last>{LAST})|(?:{THIS}))\s(?P<span>{ANY_SPAN})")
_MONTH = re.compile(r"([^\W\d_]{3,})\.?(?:\s([0-9]{4}))?|([0-9]{4})-([0-9]{2})")
_HOURS = re.compile(
    rf"(?:för\s)?({COUNT})\s?(?:(h|hours?|timm(?:e|ar))|min|mins|minutes?|minut(?:er)?)(?:\s(?:ago|sedan))?"
)
_CLOCK = re.compile(r"(?:(.+?)\s(?:at\s|kl\.?\s)?)?([0-9]{1,2}):([0-9]{2})")
_DECEMBER = 12


def day_looked_at(text: str, today: date) -> date | None:
    """Return the day to look at; a month or a span is its last day, though no later than today, and last week is a
    week ago. None where the text is no day.
    """
    found = day_meant(text, today)
    if found is not None:
        return found
    span = _span(text, today)
    if span is None:
        return None
    return today - timedelta(days=7) if _is_last_week(text) else min(span.end, today)


def day_since(text: str, today: date) -> date | None:
    """Return the first day of what is asked for; a month or the running span begins it. None where the text is no day.

    Raises WrongUsage for a span before, such as `last month`, of which the first day or the last could be meant.
    """
    words = _words(text)
    found = day_meant(text, today) or _back(_WITHIN, words, today)
    span = _span(text, today) if found is None else None
    if span is None:
        return found
    if (last := _SPAN.fullmatch(words)) is not None and last["last"]:
        raise WrongUsage(
            _(
                "'{text}' could be its first day or its last; write start of {text}, end of {text}, or 30 days ago.",
                text=clean_line(text),
            )
        )
    return span.start


def day_meant(text: str, today: date) -> date | None:
    """Return the day that the whole of a text is, as in the line of a check-in, or a span that goes back from today;
    None where it is none.
    """
    wanted = " ".join(text.split()).removeprefix("^")
    try:
        found = find_day(wanted, today)
    except WrongUsage:
        return None
    if found is not None and found[1] == len(wanted):
        return found[0]
    return _back(_BARE, _words(wanted), today)


def moment_meant(text: str, now: datetime, day: Callable[[str, date], date | None]) -> datetime | None:
    """Return the moment: so many hours ago, a time on a day, or the first of a day; None where it is none.

    `day` reads a day, given that of `now`.
    """
    words = _words(text)
    if words in ("now", "nu"):
        return now
    ago = _HOURS.fullmatch(words)
    if ago is not None:
        return now - timedelta(minutes=counted(ago[1]) * (60 if ago[2] else 1))
    clock = _CLOCK.fullmatch(words)
    found = day((clock[1] or "today") if clock else text, now.date())
    if found is None:
        return None
    try:
        at = time(int(clock[2]), int(clock[3])) if clock else time()
    except ValueError:
        return None
    return datetime.combine(found, at).astimezone()


def _words(text: str) -> str:
    return " ".join(text.casefold().split())


def _back(pattern: re.Pattern[str], words: str, today: date) -> date | None:
    found = pattern.fullmatch(words)
    if found is None:
        return None
    try:
        return stepped(today, -counted(found[1]), span_named(found[2]))
    except (ValueError, OverflowError):
        return None


def _is_last_week(text: str) -> bool:
    found = _SPAN.fullmatch(_words(text))
    return found is not None and bool(found["last"]) and span_named(found["span"]) is Frequency.WEEK


def _span(text: str, today: date) -> Period | None:
    """Return the span that the whole of a text names: a month, `last month`, `this quarter`; None where it is none."""
    words = _words(text)
    named = _SPAN.fullmatch(words)
    if named is not None:
        return span_around(today, span_named(named["span"]), -1 if named["last"] else 0)
    found = _MONTH.fullmatch(words)
    if found is None:
        return None
    month = int(found[4]) if found[4] else month_named(found[1])
    if month is None or not 1 <= month <= _DECEMBER:
        return None
    year = int(found[2] or found[3] or today.year - (month > today.month))
    return Period(date(year, month, 1), month_end(year, month), words) if year else None
