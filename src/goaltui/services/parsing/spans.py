"""Days by spans of the calendar, as people type them: `2 weeks ago`, `-2w`, `end of last month`, `start of the year`;
in Swedish too: `för 2 veckor sedan`, `slutet av förra månaden`.
"""

import re
from datetime import date, timedelta

from goaltui.model.enums import Frequency
from goaltui.model.errors import WrongUsage
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import _
from goaltui.rules.progress.periods import MONTHS, Period, after, before, month_end, period_of

_WORDS = {
    Frequency.DAY: r"d|days?|dag|dagar|dagen|dagarna",
    Frequency.WEEK: r"w|weeks?|v|vecka|veckor|veckan|veckorna",
    Frequency.MONTH: r"m|months?|mån|månad|månader|månaden|månaderna",
    Frequency.QUARTER: r"q|quarters?|kv|kvartal|kvartalet|kvartalen",
    Frequency.YEAR: r"y|years?|år|året|åren",
}
ANY_SPAN = "|".join(_WORDS.values())
COUNT = r"[0-9]{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio"
"""A number of spans, in digits or up to ten in a word."""

_COUNTED = (
    ("a", "an", "one", "en", "ett"),
    ("two", "två"),
    ("three", "tre"),
    ("four", "fyra"),
    ("five", "fem"),
    ("six", "sex"),
    ("seven", "sju"),
    ("eight", "åtta"),
    ("nine", "nio"),
    ("ten", "tio"),
)
LAST = r"last|previous|förra"
THIS = r"the|this|denna|detta|den\shär|det\shär"
EDGE = r"(?i:(?:(?:the|i)\s+)?(?:(?P<first>start|beginning|början)|end|slutet)\s+(?:of|av|på)\s+)"
"""The words before a span or a month that make one day of it."""

_STEP_BACK = lazy(rf"(?i:-(?P<count>[0-9]{{1,4}})(?P<span>{ANY_SPAN}))(?=\s|$)")
_AGO = lazy(rf"(?i:(?:för\s+)?(?P<count>{COUNT})\s*(?P<span>{ANY_SPAN})\s+(?:ago|sedan))(?=\s|$)")
_EDGE_OF = lazy(
    rf"{EDGE}(?i:(?:{THIS})\s+|(?P<last>{LAST})\s+|(?P<next>next|nästa)\s+)?(?i:(?P<span>{ANY_SPAN}))(?=\s|$)"
    r"|(?i:eo(?P<short>[wmqy]))(?=\s|$)"
)
_MONTHS_A_YEAR = 12


def span_named(word: str) -> Frequency:
    """Return the span that a word of `ANY_SPAN` names."""
    return next(span for span, known in _WORDS.items() if re.fullmatch(known, word.casefold()))


def counted(word: str) -> int:
    """Return the number that a word of `COUNT` says."""
    if word.isdigit():
        return int(word)
    return next(number for number, words in enumerate(_COUNTED, 1) if word.casefold() in words)


def stepped(day: date, count: int, span: Frequency) -> date:
    """Return the day some spans later, or earlier with a negative `count`; the last day of a month stays within it.

    Raises ValueError or OverflowError beyond the calendar.
    """
    if span in MONTHS:
        months = day.year * _MONTHS_A_YEAR + day.month - 1 + count * MONTHS[span]
        year, month = months // _MONTHS_A_YEAR, months % _MONTHS_A_YEAR + 1
        return date(year, month, min(day.day, month_end(year, month).day))
    return day + timedelta(days=count * (7 if span is Frequency.WEEK else 1))


def span_around(today: date, span: Frequency, steps: int = 0) -> Period:
    """Return the running span, the one before it with -1 `steps`, the one after it with 1."""
    running = period_of(today, span)
    return before(running, span) if steps < 0 else after(running, span, steps)


def find_ago(text: str, today: date, _ahead: bool) -> tuple[date, int] | None:
    """Return the day that `text` begins with and the number of its characters, where it counts spans back from today;
    raises WrongUsage before the calendar begins.
    """
    found = _STEP_BACK.match(text) if text.startswith("-") else _AGO.match(text)
    if found is None:
        return None
    try:
        return stepped(today, -counted(found["count"]), span_named(found["span"])), found.end()
    except (ValueError, OverflowError) as error:
        raise WrongUsage(_("{text} is before the calendar begins; write a later day.", text=found[0])) from error


def find_edge(text: str, today: date, _ahead: bool) -> tuple[date, int] | None:
    """Return the day that `text` begins with and the number of its characters, where it is the first or the last day
    of a span.
    """
    found = _EDGE_OF.match(text)
    if found is None:
        return None
    steps = -1 if found["last"] else 1 if found["next"] else 0
    span = span_around(today, span_named(found["span"] or found["short"]), steps)
    return span.start if found["first"] else span.end, found.end()
