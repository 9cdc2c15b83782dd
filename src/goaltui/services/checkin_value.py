"""The value in a check-in line: read as it is typed, then worked out against what stands."""

import math
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from goaltui.model.enums import Condition, EntityKind
from goaltui.model.errors import WrongUsage
from goaltui.model.text import clean_line
from goaltui.services import words
from goaltui.services.checkin_target import CheckInTarget
from goaltui.services.numbers import DIGITS, nearest, readings

_YES = frozenset({"done", "yes", "ja"})
_NO = frozenset({"no", "nej"})
_NUMBER = re.compile(rf"(?P<about>~?) ?(?P<absolute>=?) ?(?P<sign>[+-]?) ?(?P<digits>{DIGITS})(?P<percent> ?%)?")
_WORD = re.compile(r"~?(?P<word>[^\W\d_]+)(?=[\s,.;:!]|$)")
_LOOKS_NUMERIC = re.compile(r"[=~+]|-[0-9.,]|[.,]?[0-9]")
_STOP = re.compile(r"[,;:.!]?(?=\s|$)")
_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Typed:
    """A value as typed: `choices` are what its digits can mean, `sign` is + or - where it changes the last value."""

    text: str
    choices: tuple[float, ...]
    sign: str = ""
    percent: bool = False
    estimate: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value worked out, with sentences about how it was read."""

    value: float
    remarks: tuple[str, ...] = ()


def read_value(text: str, target: CheckInTarget) -> tuple[Typed, int] | None:
    """The value that `text` begins with and its length; none where a note begins. Raises WrongUsage."""
    found = _NUMBER.match(text)
    if found is None:
        if _LOOKS_NUMERIC.match(text):
            raise WrongUsage(f"{_first(text)} is not a number; write it like 1274.5, +3, ~42 or 60%.")
        return _read_word(text, target)
    end, percent = _after_unit(text, found, target)
    stop = _STOP.match(text, end)
    if stop is None:
        raise WrongUsage(f"{_first(text)} is not a number; write it like 1274.5, with a blank before any words.")
    try:
        choices = readings(found["digits"])
    except ValueError as error:
        raise WrongUsage(f"{_first(text)} has its separators in strange places; write it like 1274.5.") from error
    except OverflowError as error:
        raise WrongUsage("The number is too large to keep; type a smaller one.") from error
    sign = found["sign"]
    if found["absolute"]:
        choices, sign = tuple(-choice if sign == "-" else choice for choice in choices), ""
    return Typed(found[0].strip(), choices, sign, percent, bool(found["about"])), stop.end()


def resolve(typed: Typed, target: CheckInTarget, day: date) -> Resolved:
    """The value that is meant on a day; raises WrongUsage where the target has no use for it."""
    if target.condition is Condition.MILESTONES:
        raise WrongUsage("Its progress comes from its milestones, so type marks and a note only, without a value.")
    if target.met_or_not:
        return _met_or_not(typed, target)
    known = [number for number in (target.value, target.target, target.start) if number is not None]
    size = nearest(typed.choices, known[:1]) if target.value else nearest(typed.choices, known)
    remarks = [] if len(typed.choices) == 1 else [f"{typed.text} read as {words.number(size)}"]
    if typed.percent and not target.in_percent:
        share = size / 100
        if not typed.sign:
            return _finite(_along(typed, target, share), remarks)
        step = _along(typed, target, share) - (target.start or 0.0)
    else:
        step = size
    if not typed.sign:
        return _finite(step, remarks)
    base = _base(typed, target, day, remarks)
    return _finite(_sum(base, step if typed.sign == "+" else -step), remarks)


def unchanged(target: CheckInTarget, day: date) -> float | None:
    """The value that an empty line stands for; raises WrongUsage where there is none to repeat."""
    if target.condition is Condition.MILESTONES:
        return None
    value = target.value_by(day)
    if value is None:
        raise WrongUsage("There is no value yet that could stay unchanged; type one.")
    return value


def _read_word(text: str, target: CheckInTarget) -> tuple[Typed, int] | None:
    found = _WORD.match(text)
    word = found["word"].casefold() if found else ""
    if found is None or word not in _YES | _NO:
        return None
    if target.met_or_not:
        stop = _STOP.match(text, found.end())
        value = 1.0 if word in _YES else 0.0
        return Typed(found[0], (value,), estimate=text[0] == "~"), stop.end() if stop else found.end()
    if text[found.end() :].strip(" .,;:!"):
        return None
    raise WrongUsage(f"'{word}' is for what is met or not; type the value here, {_example(target)}.")


def _after_unit(text: str, found: re.Match[str], target: CheckInTarget) -> tuple[int, bool]:
    percent = found["percent"] is not None
    after = found.end("digits")
    blanks = len(text) - len(text[after:].lstrip()) - after
    end = after + blanks + len(target.unit)
    if target.unit and text.startswith(target.unit, after + blanks) and _STOP.match(text, end):
        return end, percent
    return found.end(), percent


def _met_or_not(typed: Typed, target: CheckInTarget) -> Resolved:
    value = typed.choices[0] / 100 if typed.percent else typed.choices[0]
    if typed.sign or value not in (0.0, 1.0):
        raise WrongUsage(f"{words.quoted(target.title)} is met or not; type yes or no.")
    return Resolved(value)


def _along(typed: Typed, target: CheckInTarget, share: float) -> float:
    if target.condition is not Condition.REACH or target.target is None:
        raise WrongUsage(f"{typed.text} needs a start and a target to lie between; type the value, {_example(target)}.")
    start = target.start or 0.0
    return start + share * (target.target - start)


def _base(typed: Typed, target: CheckInTarget, day: date, remarks: list[str]) -> float:
    base = target.value_by(day)
    if base is not None:
        if base != target.value:
            remarks.append(f"{words.number(base)} {typed.text}")
        return base
    if target.kind is EntityKind.KEY_RESULT and target.start is not None:
        remarks.append(f"{words.number(target.start)} (its start) {typed.text}")
        return target.start
    raise WrongUsage(
        f"There is no last value that {typed.text} could change; type the value, such as {_first_value(typed)}."
    )


def _first_value(typed: Typed) -> str:
    # A negative value is what a minus means most often where there is nothing to take it from.
    return f"={typed.text}" if typed.text.startswith("-") else "=42"


def _sum(base: float, step: float) -> float:
    # In decimal, as a person adds: 2.4 − 0.2 is 2.2 and not 2.1999999999999997.
    return float(Decimal(repr(base)) + Decimal(repr(step)))


def _finite(value: float, remarks: list[str]) -> Resolved:
    if not math.isfinite(value):
        raise WrongUsage("The number is too large to keep; type a smaller one.")
    return Resolved(value, tuple(remarks))


def _example(target: CheckInTarget) -> str:
    number = next((known for known in (target.value, target.target) if known is not None), 42.0)
    return f"such as {words.number(number)}"


def _first(text: str) -> str:
    found = _TOKEN.match(text)
    return f"'{clean_line(found[0][:30])}'" if found else "That"
