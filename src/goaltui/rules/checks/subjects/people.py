"""People and teams with the goals they own."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import KeyResultRecord, ObjectiveRecord, PersonRecord, TeamRecord
from goaltui.rules.checks.subjects.cycles import Cycles
from goaltui.rules.checks.subjects.goals import Goals
from goaltui.rules.progress.rhythm import Pauses, pauses_by_owner
from goaltui.rules.structure.grouping import grouped


@dataclass(frozen=True)
class People:
    """The people and teams of a workspace on a day."""

    goals: Goals
    cycles: Cycles

    @cached_property
    def by_id(self) -> Mapping[str, PersonRecord]:
        """The people by id."""
        return {record.id: record for record in self.goals.records.people}

    @cached_property
    def teams(self) -> Mapping[str, TeamRecord]:
        """The teams by id."""
        return {record.id: record for record in self.goals.records.teams}

    @cached_property
    def objectives_of(self) -> Mapping[str, Sequence[ObjectiveRecord]]:
        """Open objectives by the person who owns them."""
        return grouped(self.goals.open_objectives.values(), lambda record: record.owner)

    @cached_property
    def objectives_of_team(self) -> Mapping[str, Sequence[ObjectiveRecord]]:
        """Open objectives by team."""
        return grouped(self.goals.open_objectives.values(), lambda record: record.team)

    @cached_property
    def key_results_of(self) -> Mapping[str, Sequence[KeyResultRecord]]:
        """Open key results by the person who answers for them."""
        return grouped(self.goals.key_results.values(), self.goals.owner)

    @cached_property
    def shared_key_results(self) -> Mapping[str, int]:
        """The number of key results without an owner in running cycles, by team."""
        return Counter(
            self.goals.objectives[record.objective].team or ""
            for record in self.goals.key_results.values()
            if self.goals.owner(record) is None and self.cycles.running(record.objective)
        )

    @cached_property
    def pauses(self) -> Pauses:
        """The pauses, in which nothing is due and no silence counts."""
        records = self.goals.records
        return Pauses(pauses_by_owner(records.workspace, records.people), self.cycles.today)
