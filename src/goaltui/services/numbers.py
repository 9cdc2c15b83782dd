"""Numbers as people type them: `1 274,5`, `1,274.5`, `1.274,5`, `1274.5`, with any blank and any minus sign.

Of two different separators the last one is the decimal one; one that stands twice groups thousands; so do blanks before
exactly three digits. A single one before exactly three digits can be read both ways: a comma then groups thousands and
a point is decimal, unless a number that the new one is likely to be near speaks for the other reading. A leading 0 is
always followed by decimals.
"""

import math
import re
from collections.abc import Sequence

from goaltui.model.errors import InvalidField
from goaltui.model.text import clean_line

_BLANKS = "\u00a0\u2007\u2009\u202f"
_MINUS_SIGNS = "\u2212\ufe63\uff0d"
_PLAIN = str.maketrans(dict.fromkeys(_BLANKS, " ") | dict.fromkeys(_MINUS_SIGNS, "-"))
_SHOWN = 40

DIGITS = r"(?:[0-9]{1,3}(?: [0-9]{3})+(?![0-9])|[0-9]+)(?:[.,][0-9]+)*(?:[eE][+-]?[0-9]+)?|[.,][0-9]+"
"""The pattern of an unsigned number in text that went through `plain`."""

_WHOLE = re.compile(rf"([+-]?) ?({DIGITS})")


def plain(text: str) -> str:
    """The same text, as long, with every kind of blank and minus sign as the common one."""
    return text.translate(_PLAIN)


def readings(digits: str) -> tuple[float, ...]:
    """What an unsigned number of the pattern `DIGITS` can mean, the likeliest first; two where it is ambiguous.

    Raises ValueError for what is no number and OverflowError for what is too large.
    """
    compact = digits.replace(" ", "")
    mantissa, exponent, power = compact.lower().partition("e")
    separators = [character for character in mantissa if character in ".,"]
    texts = _decimal_texts(mantissa, separators, grouped=" " in digits)
    return tuple(_finite(text + exponent + power) for text in texts)


def nearest(candidates: Sequence[float], known: Sequence[float]) -> float:
    """The candidate nearest in proportion to any of the known numbers; the first where they do not tell."""
    sizes = [abs(number) for number in known if number]
    if len(candidates) == 1 or not sizes or not all(candidates):
        return candidates[0]
    return min(candidates, key=lambda number: min(abs(math.log(abs(number)) - math.log(size)) for size in sizes))


def read_number(text: str, name: str, example: str = "1274.5") -> float:
    """The number typed in the field `name`; raises InvalidField with an example of how one is written."""
    found = _WHOLE.fullmatch(plain(text).strip())
    try:
        if found is None:
            raise ValueError(text)
        value = readings(found[2])[0]
    except (ValueError, OverflowError) as error:
        shown = clean_line(text[:_SHOWN])
        raise InvalidField(
            f"{name.capitalize()} is '{shown}', which is not a number; write it as {example}."
        ) from error
    return -value if found[1] == "-" else value


def _decimal_texts(mantissa: str, separators: Sequence[str], *, grouped: bool) -> tuple[str, ...]:
    bare = mantissa.replace(".", "").replace(",", "")
    if not separators:
        return (bare,)
    last = separators[-1]
    head, _, tail = mantissa.rpartition(last)
    decimal = head.replace(".", "").replace(",", "") + "." + tail
    if len(set(separators)) == 2:
        groups = re.split(r"[.,]", head)
        if separators.count(last) > 1 or grouped or not _are_groups(groups):
            raise ValueError(mantissa)
        return (decimal,)
    if len(separators) > 1:
        if grouped or not _are_groups(mantissa.split(last)):
            raise ValueError(mantissa)
        return (bare,)
    if grouped or len(tail) != 3 or not 1 <= len(head) <= 3 or head.startswith("0"):
        return (decimal,)
    return (bare, decimal) if last == "," else (decimal, bare)


def _are_groups(groups: Sequence[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])


def _finite(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise OverflowError(text)
    return value
