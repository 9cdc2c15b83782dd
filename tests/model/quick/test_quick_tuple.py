"""Quick named tuples do what those of the standard library do."""

import copy
import pickle
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from goaltui.model.quick import quick_tuple


class Standard(NamedTuple):
    """Two fields, one with a default."""

    name: str
    number: int = 3

    @property
    def both(self) -> str:
        """Name and number."""
        return f"{self.name}{self.number}"


class Quick(quick_tuple.NamedTuple):
    """Two fields, one with a default."""

    name: str
    number: int = 3

    @property
    def both(self) -> str:
        """Name and number."""
        return f"{self.name}{self.number}"


ASKED: dict[str, Callable[[Any], object]] = {
    "places": lambda kind: kind("a", 1)[:2],
    "names": lambda kind: (kind("a").name, kind("a").number),
    "by name": lambda kind: kind(number=5, name="b"),
    "default": lambda kind: kind("a"),
    "property": lambda kind: kind("a").both,
    "replaced": lambda kind: kind("a")._replace(number=9),
    "as a mapping": lambda kind: kind("a")._asdict(),
    "made": lambda kind: kind._make(["x", 2]),
    "fields": lambda kind: (kind._fields, kind._field_defaults, kind.__match_args__),
    "equal": lambda kind: (kind("a") == ("a", 3), kind("a") == kind("a", 4), hash(kind("a"))),
    "order": lambda kind: sorted([kind("b"), kind("a")]),
    "copied": lambda kind: (copy.copy(kind("a")), copy.deepcopy(kind("a"))),
    "told": lambda kind: kind.__doc__,
    "unpacked": lambda kind: [*kind("a")],
}
WRONG: dict[str, Callable[[Any], object]] = {
    "too few": lambda kind: kind(),
    "too many": lambda kind: kind("a", 1, 2),
    "unknown": lambda kind: kind("a", colour=2),
    "twice": lambda kind: kind("a", name="b"),
    "unknown replaced": lambda kind: kind("a")._replace(colour=2),
    "set": lambda kind: setattr(kind("a"), "name", "b"),
    "set new": lambda kind: setattr(kind("a"), "colour", "b"),
}


@pytest.mark.parametrize("what", ASKED)
def test_they_answer_alike(what: str) -> None:
    assert repr(ASKED[what](Quick)).replace("Quick", "Standard") == repr(ASKED[what](Standard))


@pytest.mark.parametrize("what", WRONG)
def test_they_refuse_alike(what: str) -> None:
    for kind in (Quick, Standard):
        with pytest.raises((TypeError, AttributeError, ValueError)):
            WRONG[what](kind)


def test_they_travel_between_processes() -> None:
    assert pickle.loads(pickle.dumps(Found("a", 2))) == Found("a", 2)


class Found(quick_tuple.NamedTuple):
    """One that its module names, as a pickle has to find it."""

    name: str
    number: int
