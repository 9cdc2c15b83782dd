"""A thing to talk about in a review."""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import N_, _
from goaltui.services.filters.query import Facets


class Rank(IntEnum):
    """The rank of a thing on the agenda: actions come first, whatever colour they serve."""

    AGREED = 0
    RED = 1
    BEHIND = 2
    STALE = 3
    MOVED = 4


class ActionOutcome(StrEnum):
    """The outcome of an agreed action."""

    DONE = N_("done")
    NOT_DONE = N_("not done")
    CARRIED_ON = N_("carried on")
    DROPPED = N_("dropped")

    @property
    def word(self) -> str:
        """The word that people read."""
        return _(self.value)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A key result, a measure or an agreed action to talk about: `reasons` why, the gravest first; how it stands `now`
    and stood `before`, at the last review, empty where there was none. `points` are 0 to 100, none where nothing was
    measured. `label` is what the notes call it: its title, with its ref where another thing has the same title.
    `became` is what an action came to since the last review, none where it is not settled."""

    id: str
    kind: EntityKind
    title: str
    context: str
    owner: str | None
    reasons: tuple[str, ...]
    rank: Rank
    now: str
    before: str
    points: float | None
    label: str
    facets: Facets = field(default_factory=lambda: Facets(""))
    """The facets that a filter compares."""
    became: ActionOutcome | None = None

    @property
    def is_agreed(self) -> bool:
        """Whether it is an action that an earlier review agreed on."""
        return self.rank is Rank.AGREED
