"""Numbers as people type them: `1 274,5`, `1,274.5`, `1.274,5`, `1274.5`, `1½`, in the digits of any script, with any
blank and any minus sign.

Of two different separators the last one is the decimal one; one that stands twice groups thousands; so do blanks before
exactly three digits. A point that stands alone is decimal. A comma that stands alone before exactly three digits can be
read both ways: what it is follows from the language, or from the other numbers of the same form. A leading 0 is always
followed by decimals.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from goaltui.model.bounds import kept_number
from goaltui.model.errors import InvalidField, OutOfBounds
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import N_, _, _p, spoken
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.text import clean_line
from goaltui.rules import figures
from goaltui.services.parsing.quantities import Suffix, suffix_of

_BLANKS = "\u00a0\u2007\u2009\u202f\u3000"
_MINUS_SIGNS = "\u2010\u2011\u2012\u2013\u2212\ufe63"
_PLAIN = {ord(character): " " for character in _BLANKS} | {ord(character): "-" for character in _MINUS_SIGNS}
_PLAIN |= {0x066B: ".", 0x066C: ",", 0x066A: "%"}
_PLAIN |= {wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
_FRACTIONS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_SHOWN = 40
_POINT_LANGUAGES = frozenset({"", "en", "he", "hi", "ja", "ko", "ms", "th", "zh"})
"""Languages with a decimal point and commas between thousands; in the others it is the other way round (CLDR)."""

DIGITS = (
    r"(?:[0-9]{1,3}(?: [0-9]{3})+(?![0-9])|[0-9]+)(?:[.,][0-9]+)*(?:(?:[eE]|·10\^)[+-]?[0-9]+)?"
    rf"(?: ?[{_FRACTIONS}])?|[.,][0-9]+|[{_FRACTIONS}]"
)
"""The pattern of an unsigned number in text that went through `plain`."""

_WHOLE = lazy(rf"([+-]?) ?(\S*?) ?([+-]?)({DIGITS})(.*)")
_EVIDENCE = lazy(r"[0-9][0-9., ]*[0-9]")


@dataclass(frozen=True, slots=True)
class ParsedNumber:
    """An unsigned number; `doubtful` where its digits could have been read in another way."""

    size: float
    doubtful: bool = False


def plain(text: str) -> str:
    """Return the text, as long, with every kind of blank, minus sign, digit and wide character as the common one."""
    if text.isascii():
        return text
    return "".join(_common(character) for character in text.translate(_PLAIN))


def comma_is_decimal(language: str) -> bool:
    """Return whether a comma that could be read both ways is decimal: in the language that the program speaks, else in
    one such as `sv` or `en-GB`, which the workspace names.
    """
    return any(re.split(r"[-_]", tag.strip().casefold())[0] not in _POINT_LANGUAGES for tag in (spoken(), language))


def decimal_comma(texts: Iterable[str], otherwise: bool) -> bool:
    """Return whether a comma is decimal in numbers that belong together: as the unambiguous ones say, `otherwise`
    where there are none or two differ.
    """
    said = {found for text in texts for found in _evidence(plain(text))}
    return said.pop() if len(said) == 1 else otherwise


def read_digits(digits: str, *, comma: bool) -> ParsedNumber:
    """Return the unsigned number of the pattern `DIGITS`, with a `comma` that is decimal where it could be both; raises
    ValueError for separators in strange places.
    """
    rest, fraction = (digits[:-1], unicodedata.numeric(digits[-1])) if digits[-1] in _FRACTIONS else (digits, 0.0)
    compact = rest.replace(" ", "").replace("·10^", "e")
    if not compact:
        return ParsedNumber(fraction)
    if fraction and not compact.isdigit():
        raise ValueError(digits)
    mantissa, exponent, power = compact.lower().partition("e")
    grouped = " " in rest.strip()
    text, doubtful = _decimal_text(mantissa, grouped=grouped, comma=comma)
    return ParsedNumber(float(text + exponent + power) + fraction, doubtful or grouped)


def read_number(text: str, name: str, example: str = N_("1274.5"), *, unit: str = "", comma: bool = False) -> float:
    """Return the number typed in the field `name`, with or without a currency, a scale such as `k` or its `unit`;
    raises InvalidField with an example.
    """
    typed = plain(text).strip()
    found = _WHOLE.fullmatch(typed)
    try:
        if found is None or (found[1] and found[3]):
            raise ValueError(text)
        size = read_digits(found[4], comma=comma).size * _suffix(found, unit).factor
    except InvalidField as error:
        raise InvalidField(
            _(
                "{field} is '{text}', but {error}",
                field=_(name.replace("_", " ")).capitalize(),
                text=clean_line(text[:_SHOWN]),
                error=error,
            )
        ) from error
    except ValueError as error:
        shown = clean_line(text[:_SHOWN])
        if typed.endswith("%"):
            raise InvalidField(
                _(
                    "{field} is '{text}', but the unit is not %; write {number} here, and % as the unit.",
                    field=_(name.replace("_", " ")).capitalize(),
                    text=shown,
                    number=clean_line(typed[:_SHOWN].rstrip("% ")),
                )
            ) from error
        raise InvalidField(
            _(
                "{field} is '{text}', which is not a number; write it as {example}.",
                field=_(name.replace("_", " ")).capitalize(),
                text=shown,
                example=_(example),
            )
        ) from error
    try:
        return kept_number(-size if "-" in (found[1], found[3]) else size)
    except OutOfBounds as error:
        raise OutOfBounds(f"{name.capitalize()} {error}.") from error


def read_as(text: str, value: float, sign: str = "") -> str:
    """Return how a number was read that could be read in another way; a `sign` says that it changes another.

    Where a comma is decimal, `1,234 read as 1,234` would say nothing, so decimals are named as such there.
    """
    number = f"{sign}{figures.all_digits(value)}"
    if value.is_integer():
        return _("{text} read as {number}", text=text, number=number)
    return _p("decimals", "{text} read as {number}", text=text, number=number)


def _suffix(found: re.Match[str], unit: str) -> Suffix:
    """Return the meaning of the text around the digits; raises ValueError for text that is no part of a number."""
    before, after = found[2], found[5].strip()
    if after == "%" and unit.startswith("%") and not before:
        return Suffix()
    suffix = suffix_of(before, after, unit)
    if suffix is None or suffix.length != len(after):
        raise ValueError(found[0])
    return suffix


def _common(character: str) -> str:
    return character if character.isascii() else str(unicodedata.decimal(character, character))


def _decimal_text(mantissa: str, *, grouped: bool, comma: bool) -> tuple[str, bool]:
    """Return the digits with a point before the decimals, and whether they could be read in another way."""
    bare = mantissa.replace(".", "").replace(",", "")
    separators = [character for character in mantissa if character in ".,"]
    if not separators:
        return bare, False
    last = separators[-1]
    head, _, tail = mantissa.rpartition(last)
    decimal = head.replace(".", "").replace(",", "") + "." + tail
    if len(set(separators)) == 2:
        if separators.count(last) > 1 or grouped or not _are_groups(re.split(r"[.,]", head)):
            raise ValueError(mantissa)
        return decimal, False
    if len(separators) > 1:
        if grouped or not _are_groups(mantissa.split(last)):
            raise ValueError(mantissa)
        return bare, False
    if grouped or len(tail) != 3 or not 1 <= len(head) <= 3 or head.startswith("0"):
        return decimal, False
    return (bare if last == "," and not comma else decimal), True


def _are_groups(groups: Sequence[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])


def _evidence(text: str) -> Iterable[bool]:
    """Yield what numbers in a text say of the comma: decimal in `99,5` and `1.274,50`, not in `1,274.5`."""
    for digits in _EVIDENCE.findall(text):
        if "," not in digits:
            continue
        try:
            with_comma, without = (read_digits(digits, comma=comma).size for comma in (True, False))
        except ValueError:
            continue
        if with_comma == without:
            yield digits.count(",") == 1 and digits.rfind(",") > digits.rfind(".")
