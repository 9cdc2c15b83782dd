"""Frozen rows of Today: what is owed, what is red without anybody on it, what others changed (as in History)."""

from datetime import date
from typing import TYPE_CHECKING

from goaltui.model.changes import Looked
from goaltui.model.enums import Band, EntityKind, Status
from goaltui.model.quick_dataclass import dataclass
from goaltui.services.core.rows.header import ViewHeader

if TYPE_CHECKING:
    from goaltui.services.core.rows.initiatives import InitiativeRow


@dataclass(frozen=True, slots=True)
class DueRow:
    """A check-in that is owed; `late` in days, `value` the last one; `stale` where that is long ago or never was.
    `now` reads as in the tree and on the scorecard: `31 → 5`, `31 / ≤ 5`."""

    id: str
    kind: EntityKind
    title: str
    context: str
    unit: str
    owner: str | None
    value: float | None
    target: float | None
    now: str
    due: date
    late: int
    status: Status | None
    band: Band | None
    progress: float | None
    expected: float | None
    mine: bool
    stale: bool
    team: str | None = None


@dataclass(frozen=True, slots=True)
class WorkRow:
    """An initiative that is due or late, under the title of what it serves; `late` in days."""

    row: "InitiativeRow"
    context: str
    late: int
    mine: bool
    team: str | None = None

    @property
    def id(self) -> str:
        """The initiative's."""
        return self.row.id

    @property
    def title(self) -> str:
        """The initiative's."""
        return self.row.title


@dataclass(frozen=True, slots=True)
class RedRow:
    """Something red that nobody is on; `why` says it in a sentence."""

    id: str
    kind: EntityKind
    title: str
    context: str
    why: str
    team: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change in words: who set what on what, from what to what; `hlc` is its place in the journal's clock.

    `old` and `new` are what programs and rules read, with the program's own words and days; `was` and `became` are the
    same as a person reads them. `unseen` where the journal did not have it when who asks looked last; `hidden` where
    the workspace's method leaves out what it is about.
    """

    batch: str
    at: str
    author: str
    kind: EntityKind | None
    id: str
    title: str
    field: str
    old: str
    new: str
    was: str
    became: str
    replaced: bool = False
    hlc: int = 0
    unseen: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One of the first steps in a new workspace: what to do, with which keys, and whether that is done."""

    text: str
    keys: str
    done: bool


@dataclass(frozen=True, slots=True)
class TodayView:
    """My day: due check-ins and initiatives (mine first), red things with nobody on them, changes of others
    lately; `looked` is what the journal held when this was read; `steps` are those of a new workspace; my pause goes on
    to `paused_until`; `goals` says whether there is an objective or a measure at all."""

    header: ViewHeader
    due: tuple[DueRow, ...]
    red: tuple[RedRow, ...]
    changes: tuple[ChangeRow, ...]
    work: tuple[WorkRow, ...] = ()
    looked: Looked | None = None
    steps: tuple[FirstStep, ...] = ()
    paused_until: date | None = None
    goals: bool = False
