"""Workspace, perspectives, cycles, teams and people as rows of one list."""

from goaltui.model.enums import EntityKind
from goaltui.model.quick_dataclass import dataclass

FEWEST, MOST = 2, 6
"""How many perspectives a scorecard has."""

KINDS = (EntityKind.PERSPECTIVE, EntityKind.THEME, EntityKind.CYCLE, EntityKind.TEAM, EntityKind.PERSON)


@dataclass(frozen=True, slots=True)
class StructureRow:
    """One thing; `depth` is how deep it stands among its own kind. What it `says` was written by people."""

    kind: EntityKind
    id: str
    title: str
    context: str = ""
    depth: int = 0
    says: bool = False
