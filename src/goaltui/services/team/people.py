"""People by team: what each owns and owes, and who has not checked in; in the order of names, never a ranking."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from goaltui.model.enums import AT_WORK, ObjectiveState
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import PersonRecord, Records
from goaltui.model.text import fold
from goaltui.rules.progress.rhythm import paused, paused_until
from goaltui.services.core.ownership import teams_in_order
from goaltui.services.core.rows.objectives import ObjectiveRow
from goaltui.services.core.shown_by_method import hidden_ids, in_sight
from goaltui.services.views.today import today_of

if TYPE_CHECKING:
    from goaltui.services.core.objective_tree import Outline
    from goaltui.services.core.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person: how many active objectives, key results in them and measures they own, of how many measures others own
    they write the values (`updates`), how many initiatives that are not done are theirs; how many check-ins they owe,
    the longest for `late` days; the day of the last; the
    last day of the pause that they are in."""

    id: str
    name: str
    objectives: int
    key_results: int
    measures: int
    updates: int
    initiatives: int
    due: int
    late: int
    checked_in: date | None
    paused_until: date | None = None

    @property
    def owns_nothing(self) -> bool:
        """Whether there is nothing that they could check in on, or are to do."""
        return not (self.key_results or self.measures or self.updates or self.initiatives)


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team `depth` teams deep with its people, by name, and how many active objectives are its own; the last has no
    name and holds who is in none."""

    id: str
    name: str
    depth: int
    people: tuple[PersonRow, ...]
    objectives: int = 0


@dataclass(frozen=True, slots=True)
class TeamView:
    """All teams on a day, those below another after it."""

    as_of: date
    teams: tuple[TeamRow, ...]

    @property
    def people(self) -> tuple[PersonRow, ...]:
        """All people."""
        return tuple(person for team in self.teams for person in team.people)

    @property
    def silent(self) -> int:
        """The number of people who owe a check-in."""
        return sum(1 for person in self.people if person.due)


def team_view(workspace: "Workspace") -> TeamView:
    """Return the people by team on the day looked at, with the state of their check-ins."""
    records = workspace.look.records()
    rows = _people(workspace, records)
    hidden, objectives = hidden_ids(records), workspace.look.outline().objectives
    goals = Counter(row.team for row in objectives.values() if _is_active(row) and row.id not in hidden)
    teams = [
        TeamRow(team.id, team.name, depth, _members(records, rows, team.id), goals[team.name])
        for team, depth in teams_in_order(records.teams)
    ]
    known = {team.id for team in teams}
    alone = tuple(_row(rows, person) for person in _by_name(records.people) if person.team not in known)
    return TeamView(workspace.today, (*teams, *((TeamRow("", "", 0, alone),) if alone else ())))


def _people(workspace: "Workspace", records: Records) -> Mapping[str, PersonRow]:
    tree, hidden = workspace.look.outline(), hidden_ids(records)
    due = today_of(workspace).due
    owed = Counter(row.owner for row in due)
    late = {row.owner: row.late for row in sorted(due, key=lambda row: row.late)}
    days = {fold(author): day for author, day in workspace.database.series.last_check_ins(workspace.today).items()}
    objectives = Counter(row.owner for row in tree.objectives.values() if _is_active(row) and row.id not in hidden)
    key_results = Counter(_owners(tree, hidden))
    seen = in_sight(records)
    measures = Counter(record.owner for record in seen.measures)
    updates = Counter(record.updater for record in seen.measures if record.updater not in (None, record.owner))
    initiatives = Counter(record.owner for record in seen.initiatives if record.state in AT_WORK)
    found = {}
    for person in records.people:
        told = [day for name in {fold(person.name), fold(person.key)} if (day := days.get(name))]
        found[person.id] = PersonRow(
            id=person.id,
            name=person.name,
            objectives=objectives[person.name],
            key_results=key_results[person.name],
            measures=measures[person.id],
            updates=updates[person.id],
            initiatives=initiatives[person.id],
            due=owed[person.name],
            late=late.get(person.name, 0),
            checked_in=max(told, default=None),
            paused_until=paused_until(paused(tree.names.pauses, person.id), workspace.today),
        )
    return found


def _owners(tree: "Outline", hidden: frozenset[str]) -> Iterator[str]:
    for row in (row for row in tree.key_results.values() if row.id not in hidden):
        objective = tree.objectives[row.objective]
        owner = row.owner or objective.owner
        if _is_active(objective) and owner:
            yield owner


def _is_active(row: ObjectiveRow) -> bool:
    return row.state is ObjectiveState.ACTIVE


def _members(records: Records, rows: Mapping[str, PersonRow], team: str) -> tuple[PersonRow, ...]:
    return tuple(_row(rows, person) for person in _by_name(records.people) if person.team == team)


def _row(rows: Mapping[str, PersonRow], person: PersonRecord) -> PersonRow:
    return rows[person.id]


def _by_name(people: tuple[PersonRecord, ...]) -> list[PersonRecord]:
    return sorted(people, key=lambda person: (fold(person.name), person.id))
