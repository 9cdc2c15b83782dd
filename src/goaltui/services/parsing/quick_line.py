"""The one line that adds: `TITLE [from A to B UNIT] [@OWNER] [^DAY]`, marks at its end and in any order; in Swedish
`från A till B` and `mål A röd B`.

A title in double quotes is taken as it stands. `@` or `^` within the title, where it could be a mark or a part of the
title, is refused.
"""

import re
from collections.abc import Callable, Collection, Iterator

from goaltui.model.enums import Condition
from goaltui.model.errors import InvalidField
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.text import clean_line, fold
from goaltui.services.parsing.numbers import DIGITS, plain, read_number
from goaltui.services.parsing.quantities import is_scale

OWNER, DUE, RANGE, SCORING = "owner", "due", "range", "scoring"
"""The parts that a line may have beside its title."""

_NUMBER = rf"([+-]? ?[$€£]?(?:{DIGITS}))"
_UNIT = r"([^0-9@^]{0,30}?)"
_END = r"[ ,.;]*"
_FROM = re.compile(rf"(?:from|från)\s+{_NUMBER}{_UNIT}\s+(?:to|till)\s+{_NUMBER}{_UNIT}{_END}", re.IGNORECASE)
_ARROW = re.compile(rf"{_NUMBER}{_UNIT}\s*(?:->|→)\s*{_NUMBER}{_UNIT}{_END}")
_BOUND = re.compile(rf"(>=|<=|≥|≤)\s*{_NUMBER}{_UNIT}{_END}")
_GOAL = re.compile(
    rf"(?:goal|mål)\s+{_NUMBER}{_UNIT}\s+(?:red(?:[ _]flag)?|röd|rött)\s+{_NUMBER}{_UNIT}{_END}", re.IGNORECASE
)
_PERSON = re.compile(r'@(?:"([^"]+)"|([^\W\d_][\w.\'-]*))[ ,;]*')
_QUOTED = re.compile(r'\s*"([^"]+)"(?=\s|$)')
_STARTS = {
    RANGE: rf"(?:from|från)\s+{_NUMBER}|{_NUMBER}[^0-9@^→>]{{0,30}}?\s*(?:->|→)|(?:>=|<=|≥|≤)\s*{_NUMBER}",
    SCORING: rf"(?:goal|mål)\s+{_NUMBER}",
}
_MARKS = "@^"
_PUNCTUATION = " ,;:–—"
"""What parts a title from what is said behind it, and belongs to neither."""
_MOST_WORDS = 2
_SHOWN = 20

Day = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class QuickLine:
    """The contents of a line: the title, and the texts by field of the form."""

    title: str
    values: tuple[tuple[str, str], ...] = ()


def read_line(line: str, parts: Collection[str], people: Collection[str], day: Day) -> QuickLine:
    """Read a line that may have some `parts`, with the names of the `people` that there are and what reads a `day`.

    Raises InvalidField with what to type instead where it could mean two things.
    """
    quoted = _QUOTED.match(line)
    begin = quoted.end() if quoted else 0
    starts = list(_starts(plain(line), begin, parts))
    refused: InvalidField | None = None
    for place, start in enumerate(starts):
        title = quoted[1] if quoted else line[:start]
        if quoted and line[begin:start].strip():
            break
        try:
            values = _values(line, starts[place:], parts, people, day)
        except InvalidField as error:
            # A word such as «from» may be one of the title; a mark may not.
            refused = refused or (error if line[start] in _MARKS or error.field else None)
            continue
        if refused is not None:
            break
        return QuickLine(clean_line(title) if quoted else clean_line(title).rstrip(_PUNCTUATION), values)
    if refused is not None:
        raise InvalidField(_("{problem} Put what belongs to the title in double quotes.", problem=refused), "title")
    return QuickLine(clean_line(quoted[1] if quoted and not line[begin:].strip() else line))


def _starts(text: str, begin: int, parts: Collection[str]) -> Iterator[int]:
    """Yield the places where a mark may begin."""
    kinds = [r"[@^](?=\S)", *(pattern for part, pattern in _STARTS.items() if part in parts)]
    for found in re.finditer(rf"(?:(?<=\s)|^)(?:{'|'.join(kinds)})", text[begin:], re.IGNORECASE):
        yield begin + found.start()


def _values(
    line: str, starts: list[int], parts: Collection[str], people: Collection[str], day: Day
) -> tuple[tuple[str, str], ...]:
    """Return the fields of the marks at these places, which have to fill the line to its end."""
    found: dict[str, str] = {}
    for start, end in zip(starts, [*starts[1:], len(line)], strict=True):
        piece = line[start:end].strip()
        new = dict(_value(piece, parts, people, day))
        if twice := set(new) & set(found):
            raise InvalidField(_("The line says its {field} twice; leave one out.", field=_(min(twice))), "title")
        found |= new
    return tuple(found.items())


def _value(piece: str, parts: Collection[str], people: Collection[str], day: Day) -> Iterator[tuple[str, str]]:
    if piece.startswith("@"):
        yield OWNER, _owner(piece, people, asked=OWNER in parts)
    elif piece.startswith("^"):
        if DUE not in parts:
            raise InvalidField(
                _("{text} would be a due date, which this does not have; leave it out.", text=_shown(piece)), DUE
            )
        yield DUE, day(piece[1:].strip())
    else:
        yield from _numbers(plain(piece))


def _owner(piece: str, people: Collection[str], *, asked: bool) -> str:
    if not asked:
        raise InvalidField(
            _("{text} would be an owner, which was named already; leave one out.", text=_shown(piece)), OWNER
        )
    typed = piece[1:].strip(" ,;")
    known = next((name for name in people if fold(name) == fold(typed)), None)
    if known is not None:
        return known
    found = _PERSON.fullmatch(piece)
    if found is None:
        raise InvalidField(
            _('{text} is not an owner; write @name, or @"first and last name", at the end.', text=_shown(piece)),
            OWNER,
        )
    return clean_line(found[1] or found[2])


def _numbers(piece: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of numbers; raise InvalidField without a field where the words are no numbers."""
    if (span := _FROM.fullmatch(piece) or _ARROW.fullmatch(piece)) is not None:
        start, target, unit = _pair(span[1], span[2], span[3], span[4], ("start", "target"))
        yield from (("start", start), ("target", target), ("unit", unit))
    elif (bound := _BOUND.fullmatch(piece)) is not None:
        number, unit = _with_unit(bound[2], bound[3])
        read_number(number, "target", unit=unit)
        yield "condition", (Condition.AT_LEAST if bound[1] in (">=", "≥") else Condition.AT_MOST).value
        yield from (("target", number), ("unit", unit))
    elif (goal := _GOAL.fullmatch(piece)) is not None:
        best, worst, unit = _pair(goal[1], goal[2], goal[3], goal[4], ("goal", "red flag"))
        numbers = f"goal {best.replace(' ', '')} red_flag {worst.replace(' ', '')}"
        yield from (("preset", "goal_red_flag"), ("numbers", numbers), ("unit", unit))
    else:
        raise InvalidField(_("That is not a pair of numbers."))


def _pair(one: str, after: str, other: str, end: str, names: tuple[str, str]) -> tuple[str, str, str]:
    """Return two numbers and their unit, which the second has or both; raises InvalidField where they differ in it."""
    first, first_unit = _with_unit(one, after)
    second, unit = _with_unit(other, end)
    if first_unit and unit and fold(first_unit) != fold(unit):
        raise InvalidField(
            _(
                "It goes from {first} to {second}; give both one unit.",
                first=clean_line(first_unit),
                second=clean_line(unit),
            ),
            "unit",
        )
    unit = unit or first_unit
    if _is_scaled(first) != _is_scaled(second) and "0" not in (first, second):
        raise InvalidField(
            _(
                "One of {first} and {second} has a scale; give it to both, or write all digits.",
                first=first,
                second=second,
            ),
            "start",
        )
    for number, name in ((first, names[0]), (second, names[1])):
        try:
            read_number(number, name, unit=unit)
        except InvalidField as error:
            raise InvalidField(str(error), name) from error
    return first, second, unit


def _with_unit(digits: str, after: str) -> tuple[str, str]:
    """Return a number, with its scale where it has one, and its unit; raises InvalidField for a text of many words."""
    words = after.split()
    if len(words) > _MOST_WORDS:
        raise InvalidField(_("A unit has a word or two."))
    if words and is_scale(words[0]):
        return f"{digits}{after}".strip(), " ".join(words[1:])
    return digits.strip(), " ".join(words)


def _is_scaled(number: str) -> bool:
    return any(is_scale(word) for word in re.findall(r"[^\W\d_]+", number))


def _shown(piece: str) -> str:
    text = clean_line(piece)
    return f"'{text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}'"
