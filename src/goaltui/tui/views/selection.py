"""The selected item of any view, and the objective under which new items are added."""

from collections.abc import Iterable
from typing import Protocol

from goaltui.model.enums import EntityKind
from goaltui.model.quick_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Selection:
    """One thing in a view; `objective` is itself for an objective, else the one it stands under, if any."""

    kind: EntityKind
    id: str
    title: str
    objective: str | None = None
    objective_title: str = ""
    perspective: str | None = None


class HasId(Protocol):
    """A row of a thing."""

    @property
    def id(self) -> str:
        """The id of the thing."""


def among(lists: Iterable[Iterable[HasId]], identity: str) -> tuple[str, ...]:
    """Return the ids of the first list that has this one; empty where none has it."""
    return next((ids for ids in (tuple(row.id for row in listed) for listed in lists) if identity in ids), ())
