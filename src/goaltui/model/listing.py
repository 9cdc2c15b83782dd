"""Several things in a sentence: named one by one, or counted."""

from collections.abc import Iterable

from goaltui.model.quick.translation import _, _n


def listed(items: Iterable[str]) -> str:
    """Return items as a list in words: `a`, `a and b`, `a, b and c`."""
    *others, last = tuple(items) or ("",)
    return _("{others} and {last}", others=", ".join(others), last=last) if others else last


def either(items: Iterable[str]) -> str:
    """Return items as alternatives: `a`, `a or b`, `a, b or c`."""
    *others, last = tuple(items) or ("",)
    return _("{others} or {last}", others=", ".join(others), last=last) if others else last


def counted(count: int, one: str, many: str) -> str:
    """Return a count with its word: `1 measure`, `2 measures`."""
    return f"{count} {_n(one, many, count)}"
