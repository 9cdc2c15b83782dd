"""Objectives and key results with their milestones, work and notes."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from goaltui.model.enums import AT_WORK, ObjectiveState, RemarkState
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import (
    InitiativeRecord,
    KeyResultRecord,
    MilestoneRecord,
    ObjectiveRecord,
    Records,
    RemarkRecord,
)
from goaltui.rules.structure.grouping import grouped
from goaltui.rules.structure.tree_repair import RepairedTree, repaired

_OPEN = frozenset({ObjectiveState.DRAFT, ObjectiveState.ACTIVE})


@dataclass(frozen=True)
class Goals:
    """The goals of a workspace."""

    records: Records

    @cached_property
    def objectives(self) -> Mapping[str, ObjectiveRecord]:
        """All objectives by id."""
        return {record.id: record for record in self.records.objectives}

    @cached_property
    def open_objectives(self) -> Mapping[str, ObjectiveRecord]:
        """Objectives that are drafted or active."""
        return {record.id: record for record in self.records.objectives if record.state in _OPEN}

    @cached_property
    def closed_objectives(self) -> Mapping[str, ObjectiveRecord]:
        """Objectives that were closed, those dropped left out."""
        return {record.id: record for record in self.records.objectives if record.state == ObjectiveState.CLOSED}

    @cached_property
    def strategic(self) -> Sequence[ObjectiveRecord]:
        """Open objectives without a cycle: the nodes of the strategy map."""
        return [record for record in self.open_objectives.values() if record.cycle is None]

    @cached_property
    def tree(self) -> RepairedTree:
        """The repaired tree of objectives."""
        order = {record.id: record.created for record in self.records.objectives}
        return repaired({record.id: record.parent for record in self.records.objectives}, order)

    @cached_property
    def children(self) -> Mapping[str, Sequence[ObjectiveRecord]]:
        """Open objectives by the one they stand under."""
        return grouped(self.open_objectives.values(), lambda record: self.tree.parents[record.id])

    def with_parents(self, identities: Iterable[str]) -> frozenset[str]:
        """Return the objectives among these, and all above them."""
        found: set[str] = set()
        for identity in identities:
            step: str | None = identity if identity in self.objectives else None
            while step is not None and step not in found:
                found.add(step)
                step = self.tree.parents[step]
        return frozenset(found)

    @cached_property
    def key_results(self) -> Mapping[str, KeyResultRecord]:
        """Key results of open objectives."""
        return {record.id: record for record in self.records.key_results if record.objective in self.open_objectives}

    @cached_property
    def key_results_of(self) -> Mapping[str, Sequence[KeyResultRecord]]:
        """All key results by objective."""
        return grouped(self.records.key_results, lambda record: record.objective)

    @cached_property
    def key_results_on(self) -> Mapping[str, Sequence[KeyResultRecord]]:
        """Open key results by the lasting measure they are bound to."""
        return grouped(self.key_results.values(), lambda record: None if record.own_measure else record.measure)

    def owner(self, key_result: KeyResultRecord) -> str | None:
        """Return the person who answers for a key result: its own owner, else the objective's."""
        return key_result.owner or self.objectives[key_result.objective].owner

    def cycle(self, key_result: KeyResultRecord) -> str | None:
        """Return the cycle of a key result: that of its objective."""
        objective = self.objectives.get(key_result.objective)
        return objective.cycle if objective else None

    @cached_property
    def milestones_of(self) -> Mapping[str, Sequence[MilestoneRecord]]:
        """Milestones by key result."""
        return grouped(self.records.milestones, lambda record: record.key_result)

    @cached_property
    def initiatives(self) -> Mapping[str, InitiativeRecord]:
        """Work that is planned or running."""
        return {record.id: record for record in self.records.initiatives if record.state in AT_WORK}

    @cached_property
    def work_on(self) -> frozenset[str]:
        """Objectives and key results that have work planned or running."""
        return frozenset(record.serves for record in self.initiatives.values() if record.serves is not None)

    @cached_property
    def worked_on(self) -> frozenset[str]:
        """Objectives with work or an active key result on them, or on anything under them."""
        busy = {
            record.objective
            for record in self.key_results.values()
            if self.open_objectives[record.objective].state == ObjectiveState.ACTIVE or record.id in self.work_on
        }
        return self.with_parents(busy | (self.work_on & self.objectives.keys()))

    @cached_property
    def remarks(self) -> Mapping[str, RemarkRecord]:
        """Remarks that still ask for something."""
        return {record.id: record for record in self.records.remarks if record.state == RemarkState.OPEN}

    @cached_property
    def remarked(self) -> frozenset[tuple[str, str]]:
        """Kind and id of each thing with an open remark."""
        return frozenset((record.subject_kind, record.subject) for record in self.remarks.values())
