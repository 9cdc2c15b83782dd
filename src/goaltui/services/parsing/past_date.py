"""Days as people type them: `yesterday`, `mon`, `last friday`, `-3`, `-2w`, `2 weeks ago`, `end of last month`,
`20 Nov`, `11-20`, `2026-11-20`, `week 47`, `tomorrow`; all of them in Swedish too: `igår`, `mån`, `förra fredagen`,
`för 2 veckor sedan`, `v47`.
"""

from datetime import date, timedelta

from goaltui.model.bounds import kept_day
from goaltui.model.errors import InvalidField, WrongUsage
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import N_, _
from goaltui.rules.progress.periods import month_end
from goaltui.services.parsing.spans import EDGE, find_ago, find_edge
from goaltui.services.parsing.weeks import JUST_PASSED_DAYS, LAST_YEAR_DAYS, find_week

_TODAY = frozenset({"today", "idag", "i dag"})
_YESTERDAY = frozenset({"yesterday", "igår", "i går"})
_TOMORROW = frozenset({"tomorrow", "imorgon", "i morgon"})
_WEEKDAYS = (
    ("monday", "måndagen"),
    ("tuesday", "tisdagen"),
    ("wednesday", "onsdagen"),
    ("thursday", "torsdagen"),
    ("friday", "fredagen"),
    ("saturday", "lördagen"),
    ("sunday", "söndagen"),
)
_MONTHS = (
    ("january", "januari"),
    ("february", "februari"),
    ("march", "mars"),
    ("april",),
    ("may", "maj"),
    ("june", "juni"),
    ("july", "juli"),
    ("august", "augusti"),
    ("september",),
    ("october", "oktober"),
    ("november",),
    ("december",),
)
_SHORTEST = 3
_YEARS_TO_A_LEAP_DAY = 8
_EVERY_MONTH_HAS = 28
_KNOWN = N_("^yesterday, ^mon, ^-3, ^2 weeks ago, ^20 Nov or ^2026-11-20")
_END = r"(?=\s|$)"
_ISO = lazy(rf"([0-9]{{4}})-([0-9]{{1,2}})-([0-9]{{1,2}}){_END}")
_MONTH_DAY = lazy(rf"([0-9]{{1,2}})-([0-9]{{1,2}}){_END}")
_AGO = lazy(rf"-([0-9]{{1,6}}){_END}")
_DAY_MONTH = lazy(rf"([0-9]{{1,2}})\.?\s?([^\W\d_]{{3,}})\.?(?:\s([0-9]{{4}}))?{_END}")
_MONTH_NAME_DAY = lazy(rf"([^\W\d_]{{3,}})\.?\s?([0-9]{{1,2}})(?:,?\s([0-9]{{4}}))?{_END}")
_LAST = lazy(rf"(?i:last|förra)\s([^\W\d_]{{3,}}){_END}")
_LAST_SWEDISH = lazy(rf"(?i:i)\s([^\W\d_]{{3,}}dag)s{_END}")
_EDGE_OF_MONTH = lazy(rf"{EDGE}([^\W\d_]{{3,}})(?:\s([0-9]{{4}}))?{_END}")
_TOKEN = lazy(rf"(?i:i)\s(?i:dag|går|morgon){_END}|\S*")


def read_day(text: str, today: date) -> tuple[date, int]:
    """Return the day that `text` begins with, past or to come, and the number of its characters; raises WrongUsage.

    A weekday is the latest one, today included. A day without a year is the latest one within half a year, else that of
    this year.
    """
    found = find_any_day(text, today)
    if found is None:
        token = _token(text)
        if not token:
            raise WrongUsage(_("There is no day after ^; write {examples}.", examples=_(_KNOWN)))
        raise WrongUsage(
            _("'^{text}' is not a day that can be read; write {examples}.", text=token, examples=_(_KNOWN))
        )
    return _kept(found)


def find_day(text: str, today: date, *, ahead: bool = False) -> tuple[date, int] | None:
    """Return the day that `text` begins with and the number of its characters, none where there is none; raises
    WrongUsage for a day that the calendar lacks or that cannot be kept. `ahead` is as in `find_any_day`.
    """
    found = find_any_day(text, today, ahead=ahead)
    return None if found is None else _kept(found)


def find_any_day(text: str, today: date, *, ahead: bool = False) -> tuple[date, int] | None:
    """Return the day as `find_day` does, also one that cannot be kept.

    With `ahead` the text is a day to come: a weekday is the next one, today included, and a day without a year the next
    one, unless it passed within the last month.
    """
    readers = (find_week, _iso, _month_day, _ago, find_ago, _day_month, _month_name_day, _last, find_edge)
    for reader in (*readers, _edge_of_month, _word):
        found = reader(text, today, ahead)
        if found is not None:
            return found
    return None


def _kept(found: tuple[date, int]) -> tuple[date, int]:
    try:
        return kept_day(found[0]), found[1]
    except InvalidField as error:
        raise WrongUsage(_("The day {error}.", error=error)) from error


def _iso(text: str, _today: date, _ahead: bool) -> tuple[date, int] | None:
    found = _ISO.match(text)
    return (_date(int(found[1]), int(found[2]), int(found[3])), found.end()) if found else None


def _month_day(text: str, today: date, ahead: bool) -> tuple[date, int] | None:
    found = _MONTH_DAY.match(text)
    return (_near(int(found[1]), int(found[2]), None, today, ahead), found.end()) if found else None


def _ago(text: str, today: date, _ahead: bool) -> tuple[date, int] | None:
    found = _AGO.match(text)
    if found is None:
        return None
    try:
        return today - timedelta(days=int(found[1])), found.end()
    except OverflowError as error:
        raise WrongUsage(
            _("{count} days ago is before the calendar begins; write a day such as ^-3.", count=found[1])
        ) from error


def _day_month(text: str, today: date, ahead: bool) -> tuple[date, int] | None:
    found = _DAY_MONTH.match(text)
    month = _named(found[2], _MONTHS) if found else None
    if found is None or month is None:
        return None
    return _near(month + 1, int(found[1]), found[3], today, ahead), found.end()


def _month_name_day(text: str, today: date, ahead: bool) -> tuple[date, int] | None:
    found = _MONTH_NAME_DAY.match(text)
    month = _named(found[1], _MONTHS) if found else None
    if found is None or month is None:
        return None
    return _near(month + 1, int(found[2]), found[3], today, ahead), found.end()


def _last(text: str, today: date, _ahead: bool) -> tuple[date, int] | None:
    """`last friday`, `förra fredagen`, `i fredags`: on a Friday that of the week before."""
    found = _LAST.match(text) or _LAST_SWEDISH.match(text)
    weekday = _named(found[1], _WEEKDAYS) if found else None
    if found is None or weekday is None:
        return None
    return _before(today, (today.weekday() - weekday - 1) % 7 + 1), found.end()


def _edge_of_month(text: str, today: date, ahead: bool) -> tuple[date, int] | None:
    """`end of October`, `start of May 2027`: in the year of the day without one."""
    found = _EDGE_OF_MONTH.match(text)
    place = _named(found[2], _MONTHS) if found else None
    if found is None or place is None:
        return None
    month = place + 1
    if found["first"]:
        return _near(month, 1, found[3], today, ahead), found.end()
    return month_end(_near(month, _EVERY_MONTH_HAS, found[3], today, ahead).year, month), found.end()


def month_named(text: str) -> int | None:
    """Return the month, 1 to 12, of which a text is the name or its beginning."""
    place = _named(text.strip(), _MONTHS)
    return None if place is None else place + 1


def _word(text: str, today: date, ahead: bool) -> tuple[date, int] | None:
    token = _token(text)
    word = token.casefold()
    if word in _TODAY:
        return today, len(token)
    if word in _YESTERDAY:
        return _before(today, 1), len(token)
    if word in _TOMORROW:
        return date.fromordinal(min(today.toordinal() + 1, date.max.toordinal())), len(token)
    weekday = _named(word, _WEEKDAYS)
    if weekday is None:
        return None
    if ahead:
        days = today.toordinal() + (weekday - today.weekday()) % 7
        return date.fromordinal(min(days, date.max.toordinal())), len(token)
    return _before(today, (today.weekday() - weekday) % 7), len(token)


def _token(text: str) -> str:
    found = _TOKEN.match(text)
    return found[0][:20] if found else ""


def _named(word: str, names: tuple[tuple[str, ...], ...]) -> int | None:
    folded = word.casefold()
    if len(folded) < _SHORTEST:
        return None
    return next((place for place, known in enumerate(names) if any(name.startswith(folded) for name in known)), None)


def _near(month: int, day: int, year: str | None, today: date, ahead: bool) -> date:
    if year is not None:
        return _date(int(year), month, day)
    if ahead:
        return _next(month, day, today)
    if (month, day) > (today.month, today.day) and today.year > 1:
        last_year = _date(today.year - 1, month, day) if (month, day) != (2, 29) else None
        if last_year is not None and (today - last_year).days <= LAST_YEAR_DAYS:
            return last_year
    return _date(today.year, month, day)


def _next(month: int, day: int, today: date) -> date:
    earliest = _before(today, JUST_PASSED_DAYS)
    for year in range(earliest.year, min(earliest.year + _YEARS_TO_A_LEAP_DAY, date.max.year) + 1):
        if 1 <= month <= 12 and 1 <= day <= month_end(year, month).day and date(year, month, day) >= earliest:
            return date(year, month, day)
    return _date(today.year, month, day)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise WrongUsage(
            _(
                "There is no day {day}; write {examples}.",
                day=f"{year}-{month:02}-{day:02}",
                examples=_(_KNOWN),
            )
        ) from error


def _before(today: date, days: int) -> date:
    return date.fromordinal(max(today.toordinal() - days, 1))
