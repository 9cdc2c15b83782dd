"""Days to come as people type them: `tomorrow`, `fri`, `+2w`, `20 Nov`, `week 47`, `end of quarter`, a cycle; in
Swedish too."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from goaltui.model.bounds import kept_day
from goaltui.model.errors import InvalidField, OutOfBounds, WrongUsage
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import _
from goaltui.model.text import clean_line, fold
from goaltui.rules.progress.periods import month_end
from goaltui.services.parsing.numbers import plain
from goaltui.services.parsing.past_date import find_any_day

_SPANS = {
    "day": r"d|days?|dag|dagar",
    "week": r"w|weeks?|v|vecka|veckor|veckan",
    "month": r"m|months?|mån|månad|månader|månaden",
    "quarter": r"q|quarters?|kv|kvartal|kvartalet",
    "year": r"y|years?|år|året",
}
_ANY_SPAN = "|".join(_SPANS.values())
_STEP = lazy(rf"(?:([+-])\s?|in\s|om\s)([0-9]{{1,4}})\s?({_ANY_SPAN})?")
_NEXT = lazy(rf"(?:next|nästa)\s({_ANY_SPAN})")
_END_OF = lazy(rf"(?:the\s|i\s)?(?:end\sof|slutet\s(?:av|på))\s(?:the\s|this\s)?({_ANY_SPAN})|eo([wmqy])")
_END_OF_CYCLE = lazy(r"(?:the\s|i\s)?(?:end\sof|slutet\s(?:av|på))\s(.+)")
_ON = lazy(r"(?:on|på)\s(?=\S)")
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_SHOWN = 40


def read_due(text: str, name: str, today: date, cycles: Mapping[str, date]) -> date:
    """Return the day typed in the field `name`; the name of a cycle is its last day. Raises InvalidField."""
    words = " ".join(fold(plain(text)).split())
    try:
        found = _read(words, today, {fold(cycle): end for cycle, end in cycles.items()})
    except (WrongUsage, ValueError, OverflowError):
        found = None
    if found is None:
        shown = clean_line(text[:_SHOWN])
        raise InvalidField(
            _(
                "{field} is '{text}', which is not a day; write 20 Nov, tomorrow, +2w, end of quarter or 2026-11-20.",
                field=_(name.replace("_", " ")).capitalize(),
                text=shown,
            ),
            name,
        )
    try:
        return kept_day(found)
    except OutOfBounds as error:
        raise OutOfBounds(f"{name.capitalize()} {error}.", name) from error


def _read(words: str, today: date, cycles: Mapping[str, date]) -> date | None:
    if words in cycles:
        return cycles[words]
    step = _STEP.fullmatch(words)
    if step is not None:
        return _stepped(today, int(f"{step[1] or ''}{step[2]}"), _span(step[3] or "d"))
    following = _NEXT.fullmatch(words)
    if following is not None:
        return _stepped(today, 1, _span(following[1]))
    end = _END_OF.fullmatch(words)
    if end is not None:
        return _end(today, _span(end[1] or end[2]))
    of_cycle = _END_OF_CYCLE.fullmatch(words)
    if of_cycle is not None and of_cycle[1] in cycles:
        return cycles[of_cycle[1]]
    words = _ON.sub("", words, count=1) if _ON.match(words) else words
    found = find_any_day(words, today, ahead=True)
    if found is not None:
        return found[0] if found[1] == len(words) else None
    return date.fromisoformat(words.upper())


def _span(word: str) -> str:
    return next(span for span, known in _SPANS.items() if re.fullmatch(known, word))


def _stepped(today: date, count: int, span: str) -> date:
    if span in _MONTHS:
        months = today.year * 12 + today.month - 1 + count * _MONTHS[span]
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(today.day, month_end(year, month).day))
    return today + timedelta(days=count * (7 if span == "week" else 1))


def _end(today: date, span: str) -> date:
    if span == "day":
        return today
    if span == "week":
        return today + timedelta(days=6 - today.weekday())
    size = _MONTHS[span]
    month = (today.month - 1) // size * size + size
    return month_end(today.year, month)
