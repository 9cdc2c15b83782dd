"""The journal's record: what was set, on what, by whom and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeAlias

Value: TypeAlias = str | int | float | bool | None
Fields: TypeAlias = Mapping[str, Value]

COUNTER_BITS = 16
"""The low bits of a hybrid logical clock count; the others are milliseconds."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A change that is asked for: `fields` become those of the entity; the store adds who, when and which number."""

    entity: str
    entity_id: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class Change:
    """A change as it stands in the journal.

    `seq` counts 1, 2, 3 … without a gap within a replica; `hlc` is a hybrid logical clock (milliseconds since 1970
    times 65,536 plus a counter); the state of an entity is the fold of its changes in the order (hlc, replica, seq).
    """

    replica: str
    seq: int
    hlc: int
    batch: str
    author: str
    at: datetime
    entity: str
    entity_id: str
    fields: Fields

    @property
    def order(self) -> tuple[int, str, int]:
        """The place in the one order that every copy folds in."""
        return (self.hlc, self.replica, self.seq)


def made_on(created: int) -> date:
    """The day, in UTC, of the hybrid logical clock at which a thing was made."""
    return datetime.fromtimestamp((created >> COUNTER_BITS) / 1000, UTC).date()
