"""Days to come as people type them: `tomorrow`, `fri`, `+2w`, `20 Nov`, `week 47`, `end of quarter`, a cycle; in
Swedish too."""

from collections.abc import Mapping
from datetime import date

from goaltui.model.bounds import kept_day
from goaltui.model.errors import InvalidField, OutOfBounds, WrongUsage
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import _
from goaltui.model.text import clean_line, fold
from goaltui.services.parsing.numbers import plain
from goaltui.services.parsing.past_date import find_any_day
from goaltui.services.parsing.spans import ANY_SPAN, span_named, stepped

_STEP = lazy(rf"(?:([+-])\s?|in\s|om\s)([0-9]{{1,4}})\s?({ANY_SPAN})?")
_NEXT = lazy(rf"(?:next|nästa)\s({ANY_SPAN})")
_END_OF_CYCLE = lazy(r"(?:the\s|i\s)?(?:end\sof|slutet\s(?:av|på))\s(.+)")
_ON = lazy(r"(?:on|på)\s(?=\S)")
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
        return stepped(today, int(f"{step[1] or ''}{step[2]}"), span_named(step[3] or "d"))
    following = _NEXT.fullmatch(words)
    if following is not None:
        return stepped(today, 1, span_named(following[1]))
    of_cycle = _END_OF_CYCLE.fullmatch(words)
    if of_cycle is not None and of_cycle[1] in cycles:
        return cycles[of_cycle[1]]
    words = _ON.sub("", words, count=1) if _ON.match(words) else words
    found = find_any_day(words, today, ahead=True)
    if found is not None:
        return found[0] if found[1] == len(words) else None
    return date.fromisoformat(words.upper())
