"""Rows by id that are made when they are asked for: who shows one goal does not wait for all."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")
_Other = TypeVar("_Other")


class MadeOnDemand(Mapping[str, Made]):
    """A mapping of what is made of something given, each once, in the order in which it was given.

    It belongs on the thread that uses it, as the database does.
    """

    __slots__ = ("_given", "_make", "made")

    def __init__(self, given: Mapping[str, Given], make: Callable[[Given], Made]) -> None:
        self._given: Mapping[str, Given] = given
        self._make: Callable[[Given], Made] = make
        self.made: dict[str, Made] = {}

    def __getitem__(self, identity: str) -> Made:
        """Return what is made for an id; raises KeyError where nothing was given for it."""
        found = self.made.get(identity)
        if found is None:
            found = self.made[identity] = self._make(self._given[identity])
        return found

    def __contains__(self, identity: object) -> bool:
        """Return whether something was given for an id."""
        return identity in self._given

    def __iter__(self) -> Iterator[str]:
        """Yield the ids in order."""
        return iter(self._given)

    def __len__(self) -> int:
        """Return the number of ids."""
        return len(self._given)
