"""The journal's record: what was set, on what, by whom and when."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple, TypeAlias

from goaltui.model.quick_dataclass import dataclass

Value: TypeAlias = str | int | float | bool | None
Fields: TypeAlias = Mapping[str, Value]

COUNTER_BITS = 16
"""The low bits of a hybrid logical clock count; the others are milliseconds."""


@dataclass(frozen=True, slots=True)
class Operation:
    """A change that is asked for: `fields` become those of the entity; the store adds who, when and which number."""

    entity: str
    entity_id: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class Change:
    """A change as it stands in the journal.

    `seq` counts 1, 2, 3 … without a gap within a replica; `hlc` is a hybrid logical clock (milliseconds since 1970
    times 65,536 plus a counter). `follows` holds the digests of the changes of the same entity that its author had seen
    and nobody had followed yet: it counts after them, whatever the clocks say. `zone` is by how many minutes the time
    of day was ahead of UTC's where a check-in was made, on its day: it tells when that day began and ended there.
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
    follows: tuple[str, ...] = ()
    zone: int = 0

    @property
    def order(self) -> tuple[int, str, int]:
        """The place by the clock: the order of what was written without seeing each other."""
        return (self.hlc, self.replica, self.seq)


def made_on(created: int) -> date:
    """Return the day, in UTC, of the hybrid logical clock at which a thing was made."""
    return datetime.fromtimestamp((created >> COUNTER_BITS) / 1000, UTC).date()


class BatchCount(NamedTuple):
    """How many batches of changes are asked for, none of them cut."""

    batches: int


@dataclass(frozen=True, slots=True)
class Looked:
    """What a journal held when somebody looked: its clock, and the number of each replica's last change."""

    clock: int
    tops: tuple[tuple[str, int], ...]

    def top(self, replica: str) -> int:
        """Return the number of a replica's last change that was there; 0 where none was."""
        return dict(self.tops).get(replica, 0)

    def has(self, replica: str, seq: int) -> bool:
        """Return whether a change was there."""
        return seq <= self.top(replica)
