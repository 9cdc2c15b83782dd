"""The name of the next cycle, in the manner of the one before: `FY27-Q4` after `FY27-Q3`, `PI 13` after `PI 12`."""

import re
from datetime import date

from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.rules.progress.cycle import following, name_of

_YEAR_FIRST = lazy(r"(?P<before>.*?)(?P<year>\d{2,4}(?:/\d{2,4})?)(?P<between>[^\d/]+)(?P<number>\d{1,3})", re.ASCII)
_YEAR_LAST = lazy(r"(?P<before>\D*)(?P<number>\d{1,3})(?P<between>\D+)(?P<year>\d{4}(?:/\d{2,4})?)", re.ASCII)
_COUNTED = lazy(r"(?P<before>.*?)(?P<number>\d+)", re.ASCII)
_MONTHS = 12
_IN_A_YEAR = {"Q": 4, "T": 3, "H": 2}
_YEAR = lazy(r"\d+")


class NamedSpan(NamedTuple):
    """A cycle that may be made: its name, first and last day."""

    name: str
    start: date
    end: date


def next_named(name: str, start: date, end: date) -> NamedSpan:
    """Return the next cycle, as long as the one before and named in its manner; by its
    days where the name has no number.
    """
    first, last = following(start, end)
    if name == name_of(start, end):
        return NamedSpan(name_of(first, last), first, last)
    return NamedSpan(_counted_on(name, _a_year(start, first)) or name_of(first, last), first, last)


def _a_year(start: date, first: date) -> int | None:
    """Return the number of such cycles in a year; none where they are not made of whole months."""
    months = (first.year - start.year) * _MONTHS + first.month - start.month
    return _MONTHS // months if months > 0 and start.day == first.day and _MONTHS % months == 0 else None


def _counted_on(name: str, a_year: int | None) -> str | None:
    if a_year == 1:
        # Of a year the year itself counts: FY26 and FY 26/27.
        return None if _YEAR.search(name) is None else _years_on(name)
    for shape in (_YEAR_FIRST, _YEAR_LAST):
        found = shape.fullmatch(name)
        if found is not None:
            return _within_a_year(found, a_year)
    counted = _COUNTED.fullmatch(name)
    return counted and counted["before"] + _more(counted["number"])


def _within_a_year(found: re.Match[str], a_year: int | None) -> str:
    before = found["between"] if found.start("year") < found.start("number") else found["before"]
    # A letter says the number too, where the days of the cycle are not whole months.
    a_year = a_year or _IN_A_YEAR.get(before[-1:].upper())
    begins_anew = a_year is not None and int(found["number"]) >= a_year
    number = "1".zfill(len(found["number"])) if begins_anew else _more(found["number"])
    year = _years_on(found["year"]) if begins_anew else found["year"]
    parts = {**found.groupdict(), "year": year, "number": number}
    order = ("before", "year", "between", "number") if found.start("year") < found.start("number") else None
    return "".join(parts[name] for name in order or ("before", "number", "between", "year"))


def _years_on(text: str) -> str:
    return _YEAR.sub(lambda year: _more(year[0])[-max(len(year[0]), 2) :], text)


def _more(digits: str) -> str:
    return str(int(digits) + 1).zfill(len(digits))
