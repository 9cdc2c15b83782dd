"""Initiatives as view rows, by what they serve: shown beside the figures, which they never change."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from goaltui.model.enums import AT_WORK, InitiativeState
from goaltui.model.pauses import Pause
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import InitiativeRecord, Records
from goaltui.rules.progress.rhythm import after_pauses, paused, pauses_by_owner


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """Work for what it `serves`, by id; `late` where it is open after the day on which it is `owed`, which is its day,
    or the first after a pause; `agreed` on the day of a review."""

    record: InitiativeRecord
    id: str
    title: str
    owner: str | None
    due: date | None
    state: InitiativeState
    percent: float | None
    late: bool
    serves: str | None = None
    agreed: date | None = None
    owed: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in AT_WORK


class Owners(NamedTuple):
    """The names and the pauses of owners, by id."""

    names: Mapping[str, str]
    pauses: Mapping[str, Sequence[Pause]]


def owners_of(records: Records) -> Owners:
    """Return the owners of initiatives."""
    names = {person.id: person.name for person in records.people}
    return Owners(names, pauses_by_owner(records.workspace, records.people))


def initiative_row(record: InitiativeRecord, owners: Owners, today: date) -> InitiativeRow:
    """Return one initiative on a day."""
    owed = after_pauses(record.due, paused(owners.pauses, record.owner), today) if record.due else None
    return InitiativeRow(
        record=record,
        id=record.id,
        title=record.title,
        owner=owners.names.get(record.owner or ""),
        due=record.due,
        state=InitiativeState(record.state),
        percent=record.percent,
        late=record.is_open and owed is not None and owed < today,
        serves=record.serves,
        agreed=record.agreed,
        owed=owed,
    )


def initiatives_by_place(records: Records, today: date) -> Mapping[str, tuple[InitiativeRow, ...]]:
    """Return the initiatives by the id of the thing they serve: open ones first, by their day."""
    owners = owners_of(records)
    found: defaultdict[str, list[InitiativeRow]] = defaultdict(list)
    for record in records.initiatives:
        found[record.serves or ""].append(initiative_row(record, owners, today))
    return {place: tuple(sorted(rows, key=_order)) for place, rows in found.items()}


def open_count(rows: Iterable[InitiativeRow]) -> int:
    """Return the number of initiatives that are still to be done."""
    return sum(1 for row in rows if row.is_open)


def _order(row: InitiativeRow) -> tuple[bool, date]:
    return not row.is_open, row.due or date.max
