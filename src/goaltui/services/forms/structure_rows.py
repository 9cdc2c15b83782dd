"""Workspace, perspectives, cycles, teams and people as rows of one list."""

from goaltui.model.enums import EntityKind, Method
from goaltui.model.quick_dataclass import dataclass

FEWEST, MOST = 2, 6
"""The fewest and the most perspectives of a scorecard."""

KINDS = (EntityKind.PERSPECTIVE, EntityKind.THEME, EntityKind.CYCLE, EntityKind.TEAM, EntityKind.PERSON)


def kinds_of(method: Method) -> tuple[EntityKind, ...]:
    """Return the kinds that a method has a use for."""
    return tuple(kind for kind in KINDS if method.shows(kind.half))


@dataclass(frozen=True, slots=True)
class StructureRow:
    """One thing; `depth` is how deep it stands among its own kind. What it `says` was written by people. Without an id
    it tells why none of its kind is listed."""

    kind: EntityKind
    id: str
    title: str
    context: str = ""
    depth: int = 0
    says: bool = False
