"""The value in a check-in line: read as it is typed, then worked out against what stands."""

import re
from datetime import date
from decimal import Decimal

from goaltui.model.bounds import kept_number
from goaltui.model.enums import Condition, EntityKind
from goaltui.model.errors import InvalidField, WrongUsage
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.text import clean_line
from goaltui.services.checkin.target import CheckInTarget
from goaltui.services.core import formatting
from goaltui.services.parsing.numbers import DIGITS, ParsedNumber, read_as, read_digits
from goaltui.services.parsing.quantities import is_currency, suffix_of

_YES = frozenset({"done", "yes", "klar", "klart", "ja"})
_NO = frozenset({"no", "nej"})
_SAME = frozenset({"same", "unchanged", "samma", "oförändrad", "oförändrat"})
_NUMBER = lazy(
    r"(?P<about>~?) ?(?P<absolute>=?) ?(?P<sign>[+-]?) ?(?:(?P<before>[^\W\d_]{2,3}|[^\w\s=~+\-.,:;(%]) ?)?"
    rf"(?P<digits>{DIGITS})(?P<percent> ?%)?"
)
_WORD = lazy(r"~?(?P<word>[^\W\d_]+)(?=[\s,.;:!]|$)")
_LOOKS_NUMERIC = lazy(r"[=~+\-]|[.,]?[0-9]")
_SECOND = lazy(r"[=~+\-]?[0-9][0-9.,:/]*%?[,;.!]?(?=\s|$)")
_ODD = lazy(r"[¼-¾⅐-⅞·]|[eE]")
_MAYBE_TWO = lazy(r"[=~]*[0-9]{3} [0-9]{3}")
_STOP = lazy(r"[,;:.!]?(?=\s|$)")
_TOKEN = lazy(r"\S+")


@dataclass(frozen=True, slots=True)
class TypedValue:
    """A value as typed: `sign` is + or - where it changes the last value, `doubtful` what could be read in another
    way, `same` what leaves the last value as it was."""

    text: str
    size: float = 0.0
    sign: str = ""
    percent: bool = False
    estimate: bool = False
    doubtful: bool = False
    same: bool = False

    @property
    def maybe_two(self) -> bool:
        """Whether it could be two numbers, `600 700`: digits in groups that are not led by a short one."""
        return _MAYBE_TWO.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class ResolvedValue:
    """A value worked out, how its digits were read where that could be otherwise, and what else is to be said."""

    value: float
    read_as: str = ""
    remarks: tuple[str, ...] = ()


def read_value(text: str, target: CheckInTarget) -> tuple[TypedValue, int] | None:
    """Return the value that `text` begins with and its length; none where a note begins. Raises WrongUsage."""
    found = _number(text)
    if found is None:
        if _LOOKS_NUMERIC.match(text):
            raise WrongUsage(_("{first} is not a number; write it like 1274.5, +3, ~42 or 60%.", first=_first(text)))
        return _read_word(text, target)
    read, end = _read_size(text, found, target)
    stop = _STOP.match(text, end)
    if stop is None:
        raise WrongUsage(
            _("{first} is not a number; write it like 1274.5, with a space before any words.", first=_first(text))
        )
    sign, size = found["sign"], read.size
    if found["absolute"]:
        size, sign = -size if sign == "-" else size, ""
    percent, estimate = found["percent"] is not None, bool(found["about"])
    return TypedValue(text[:end].strip(), size, sign, percent, estimate, read.doubtful), stop.end()


def refuse_second(text: str, first: str) -> None:
    """Raise WrongUsage where a note would begin with a number of its own, behind that of the value."""
    found = _SECOND.match(text)
    if found is not None:
        raise WrongUsage(
            _(
                "'{first}' and '{second}' are two numbers; type one, and begin a note with a word.",
                first=first,
                second=clean_line(found[0]),
            )
        )


def _number(text: str) -> re.Match[str] | None:
    found = _NUMBER.match(text)
    return None if found is None or (found["before"] and not is_currency(found["before"])) else found


def _read_size(text: str, found: re.Match[str], target: CheckInTarget) -> tuple[ParsedNumber, int]:
    """Return the size of a number with its scale, and where it ends, its unit included; raises WrongUsage."""
    after = found.end("digits")
    try:
        read = read_digits(found["digits"], comma=target.decimal_comma)
        suffix = suffix_of(found["before"] or "", text[after:], target.unit)
    except InvalidField as error:
        raise WrongUsage(_("{first} cannot be the value: {error}", first=_first(text), error=error)) from error
    except ValueError as error:
        raise WrongUsage(
            _("{first} has separators in the wrong places; write it like 1274.5.", first=_first(text))
        ) from error
    if suffix is None:
        raise WrongUsage(_("{first} is not a number; write it like 1274.5, +3, ~42 or 60%.", first=_first(text)))
    doubtful = read.doubtful or suffix.factor != 1 or bool(found["before"]) or bool(_ODD.search(found["digits"]))
    return ParsedNumber(read.size * suffix.factor, doubtful), after + suffix.length if suffix.length else found.end()


def resolve(typed: TypedValue, target: CheckInTarget, day: date) -> ResolvedValue:
    """Return the value meant on a day; raises WrongUsage where the target has no use for it."""
    if target.condition is Condition.MILESTONES:
        raise WrongUsage(
            _("Its progress comes from its milestones, so type no value, only a confidence such as @7 and a note.")
        )
    if target.met_or_not:
        return _met_or_not(typed, target)
    size, remarks = typed.size, list[str]()
    if typed.percent and not target.in_percent:
        share = size / 100
        if not typed.sign:
            return _kept(typed, _along(typed, target, share), remarks)
        step = _along(typed, target, share) - (target.start or 0.0)
    else:
        step = size
    if not typed.sign:
        return _kept(typed, step, remarks)
    base = _base(typed, target, day, remarks)
    return _kept(typed, _sum(base, step if typed.sign == "+" else -step), remarks)


def unchanged(target: CheckInTarget, day: date) -> float | None:
    """Return the value that an empty line stands for; raises WrongUsage where there is none to repeat."""
    if target.condition is Condition.MILESTONES:
        return None
    value = target.value_by(day)
    if value is None:
        raise WrongUsage(_("There is no value yet that could stay unchanged; type one."))
    return value


def _read_word(text: str, target: CheckInTarget) -> tuple[TypedValue, int] | None:
    found = _WORD.match(text)
    word = found["word"].casefold() if found else ""
    if found is not None and word in _SAME and text[0] != "~":
        stop = _STOP.match(text, found.end())
        return TypedValue(found[0], same=True), stop.end() if stop else found.end()
    if found is None or word not in _YES | _NO:
        return None
    if target.met_or_not:
        stop = _STOP.match(text, found.end())
        value = 1.0 if word in _YES else 0.0
        return TypedValue(found[0], value, estimate=text[0] == "~"), stop.end() if stop else found.end()
    if text[found.end() :].strip(" .,;:!"):
        return None
    raise WrongUsage(
        _("'{word}' is for what is met or not; type the value here, {example}.", word=word, example=_example(target))
    )


def _met_or_not(typed: TypedValue, target: CheckInTarget) -> ResolvedValue:
    value = typed.size / 100 if typed.percent else typed.size
    if typed.sign or value not in (0.0, 1.0):
        raise WrongUsage(_("{title} is met or not; type yes or no.", title=formatting.quoted(target.title)))
    return ResolvedValue(value)


def _along(typed: TypedValue, target: CheckInTarget, share: float) -> float:
    if target.condition is not Condition.REACH or target.target is None:
        raise WrongUsage(
            _(
                "{text} needs a start and a target to lie between; type the value, {example}.",
                text=typed.text,
                example=_example(target),
            )
        )
    start = target.start or 0.0
    return start + share * (target.target - start)


def _base(typed: TypedValue, target: CheckInTarget, day: date, remarks: list[str]) -> float:
    base = target.value_by(day)
    if base is not None:
        if base != target.value:
            remarks.append(f"{formatting.number(base)} {typed.text}")
        return base
    if target.kind is EntityKind.KEY_RESULT and target.start is not None:
        remarks.append(_("{start} (its start) {step}", start=formatting.number(target.start), step=typed.text))
        return target.start
    raise WrongUsage(
        _(
            "There is no last value that {text} could change; type the value, such as {value}.",
            text=typed.text,
            value=_first_value(typed),
        )
    )


def _first_value(typed: TypedValue) -> str:
    # A negative value is what a minus means most often where there is nothing to take it from.
    return f"={typed.text}" if typed.text.startswith("-") else "=42"


def _sum(base: float, step: float) -> float:
    # In decimal, as a person adds: 2.4 − 0.2 is 2.2 and not 2.1999999999999997.
    return float(Decimal(repr(base)) + Decimal(repr(step)))


def _kept(typed: TypedValue, value: float, remarks: list[str]) -> ResolvedValue:
    said = read_as(typed.text, typed.size, typed.sign) if typed.doubtful else ""
    try:
        return ResolvedValue(kept_number(value), said, tuple(remarks))
    except InvalidField as error:
        raise WrongUsage(_("The value {error}.", error=error)) from error


def _example(target: CheckInTarget) -> str:
    number = next((known for known in (target.value, target.target) if known is not None), 42.0)
    return _("such as {number}", number=formatting.number(number))


def _first(text: str) -> str:
    found = _TOKEN.match(text)
    return f"'{clean_line(found[0][:30])}'" if found else _("That")
