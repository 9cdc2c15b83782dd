"""Cycles by word: `current`, `next`, `last`, and `Q4` for the one that ends so; in Swedish too."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from goaltui.model.errors import WrongUsage
from goaltui.model.listing import either
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import _
from goaltui.model.text import clean_line, fold

_CURRENT = frozenset({"current", "now", "this", "running", "nuvarande", "aktuell", "pågående", "nu"})
_NEXT = frozenset({"next", "upcoming", "nästa", "kommande"})
_LAST = frozenset({"last", "previous", "prev", "förra", "föregående"})
_WORDS = _CURRENT | _NEXT | _LAST
_PARTS = lazy(r"[\s_/.-]+")
_AS_LONG = 2
"""Cycles are alike where none is more than so many times as long as the other."""

CycleDays = Mapping[str, tuple[date, date]]
"""First and last day of cycles by name."""


def is_cycle_word(text: str, names: Iterable[str]) -> bool:
    """Return whether a text may mean a cycle by a word, or by the end of one of the `names`."""
    word = fold(clean_line(text))
    return word in _WORDS or any(_ends(name, word) for name in names)


def is_next(text: str) -> bool:
    """Return whether a text is a word for the next cycle."""
    return fold(clean_line(text)) in _NEXT


def cycle_meant(cycles: CycleDays, text: str, today: date) -> str | None:
    """Return the name of the cycle that is called so, else of the one that a word means: the current one, the one
    before or after it, or the one whose name ends so, of the running year where there are several. None where there is
    none.

    Raises WrongUsage, naming them, where it could be several.
    """
    word = fold(clean_line(text))
    same = [name for name in cycles if fold(name) == word]
    if same:
        return same[0]
    if word in _WORDS:
        return _by_word(cycles, word, today)
    found = [name for name in cycles if _ends(name, word)]
    running = [name for name in found if cycles[name][1].year == today.year]
    return _only(running or found, text)


def _ends(name: str, word: str) -> bool:
    parts = _PARTS.split(fold(name))
    return len(parts) > 1 and parts[-1] == word


def _by_word(cycles: CycleDays, word: str, today: date) -> str | None:
    running = [name for name, (first, last) in cycles.items() if first <= today <= last]
    current = _only(_shortest(cycles, running), word)
    if word in _CURRENT:
        return current
    first, last = (today, today) if current is None else cycles[current]
    alike = [name for name in cycles if current is None or _are_alike(cycles[name], cycles[current])]
    if word in _NEXT:
        later = [name for name in alike if cycles[name][0] > last]
        nearest = min((cycles[name][0] for name in later), default=None)
        return _only(_shortest(cycles, [name for name in later if cycles[name][0] == nearest]), word)
    earlier = [name for name in alike if cycles[name][1] < first]
    latest = max((cycles[name][1] for name in earlier), default=None)
    return _only(_shortest(cycles, [name for name in earlier if cycles[name][1] == latest]), word)


def _shortest(cycles: CycleDays, names: Collection[str]) -> list[str]:
    """Return the shortest of these cycles: that of the quarter, where the year runs too."""
    shortest = min((_days(cycles[name]) for name in names), default=0)
    return [name for name in names if _days(cycles[name]) == shortest]


def _days(span: tuple[date, date]) -> int:
    return (span[1] - span[0]).days + 1


def _are_alike(one: tuple[date, date], other: tuple[date, date]) -> bool:
    shorter, longer = sorted((_days(one), _days(other)))
    return longer <= _AS_LONG * shorter


def _only(found: Collection[str], text: str) -> str | None:
    if len(found) > 1:
        raise WrongUsage(
            _(
                "'{word}' could be the cycle {cycles}; write its name.",
                word=clean_line(text),
                cycles=either(found),
            )
        )
    return next(iter(found), None)
