"""Initiatives as view rows, by what they serve: shown beside the figures, which they never change."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from goaltui.model.enums import AT_WORK, InitiativeState
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import InitiativeRecord, Records


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """Work for what it `serves`, by id; `late` where it is open after its day, `agreed` on the day of a review."""

    id: str
    title: str
    owner: str | None
    due: date | None
    state: InitiativeState
    percent: float | None
    late: bool
    serves: str | None = None
    agreed: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in AT_WORK


def initiative_row(record: InitiativeRecord, owners: Mapping[str, str], today: date) -> InitiativeRow:
    """One initiative on a day; `owners` are names by id."""
    return InitiativeRow(
        id=record.id,
        title=record.title,
        owner=owners.get(record.owner or ""),
        due=record.due,
        state=InitiativeState(record.state),
        percent=record.percent,
        late=record.is_open and record.due is not None and record.due < today,
        serves=record.serves,
        agreed=record.agreed,
    )


def initiatives_by_place(records: Records, today: date) -> Mapping[str, tuple[InitiativeRow, ...]]:
    """The initiatives by the id of what they serve: what is open first, by its day."""
    owners = {person.id: person.name for person in records.people}
    found: defaultdict[str, list[InitiativeRow]] = defaultdict(list)
    for record in records.initiatives:
        found[record.serves or ""].append(initiative_row(record, owners, today))
    return {place: tuple(sorted(rows, key=_order)) for place, rows in found.items()}


def open_count(rows: Iterable[InitiativeRow]) -> int:
    """How many of them are still to be done."""
    return sum(1 for row in rows if row.is_open)


def _order(row: InitiativeRow) -> tuple[bool, date]:
    return not row.is_open, row.due or date.max
