"""The journal's records: an operation that is asked for, and the change that it becomes."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TypeAlias

from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick_dataclass import dataclass

Value: TypeAlias = str | int | float | bool | None
Fields: TypeAlias = Mapping[str, Value]

COUNTER_BITS = 16
"""The low bits of a hybrid logical clock count; the others are milliseconds."""


@dataclass(frozen=True, slots=True)
class Operation:
    """A change that is asked for: `fields` become those of the entity. The store adds author, time and number."""

    entity: str
    entity_id: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class Change:
    """A change as it stands in the journal.

    `seq` counts 1, 2, 3 … without a gap within a replica. `hlc` is a hybrid logical clock: milliseconds since 1970
    times 65,536 plus a counter. `follows` holds the digests of the changes of the same entity that its author had seen
    and nobody had followed yet: the change counts after them, whatever the clocks say. `zone` is the offset from UTC,
    in minutes east, on the day of a check-in where it was made: it tells when that day began and ended there.
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
        """The sort key by clock, for changes whose authors had not seen each other's."""
        return (self.hlc, self.replica, self.seq)

    @property
    def day(self) -> date:
        """The day on which it was made, on the clock of this place."""
        return self.at.astimezone().date()


def made_on(created: int) -> date:
    """Return the day, in UTC, of the hybrid logical clock at which a thing was made."""
    return datetime.fromtimestamp((created >> COUNTER_BITS) / 1000, UTC).date()


class BatchCount(NamedTuple):
    """A number of batches of changes to read, none of them cut."""

    batches: int


@dataclass(frozen=True, slots=True)
class Looked:
    """The state of a journal at a look: its clock, and the number of each replica's last change."""

    clock: int
    tops: tuple[tuple[str, int], ...]

    def top(self, replica: str) -> int:
        """Return the number of a replica's last change that was there; 0 where none was."""
        return dict(self.tops).get(replica, 0)

    def has(self, replica: str, seq: int) -> bool:
        """Return whether a change was there."""
        return seq <= self.top(replica)
