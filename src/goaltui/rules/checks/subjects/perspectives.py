"""Perspectives with their objectives, measures and key results."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cached_property

from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import MeasureRecord, PerspectiveRecord
from goaltui.rules.checks.subjects.cycles import Cycles
from goaltui.rules.checks.subjects.goals import Goals
from goaltui.rules.checks.subjects.measures import Measures


@dataclass(frozen=True)
class Perspectives:
    """The perspectives of a workspace on a day."""

    goals: Goals
    measures: Measures
    cycles: Cycles

    @cached_property
    def by_id(self) -> Mapping[str, PerspectiveRecord]:
        """The perspectives by id."""
        return {record.id: record for record in self.goals.records.perspectives}

    @cached_property
    def of_objective(self) -> Mapping[str, str | None]:
        """The perspective of every objective, its own or inherited; none for one that is not there any more."""
        goals = self.goals
        found: dict[str, str | None] = {}
        for record in goals.records.objectives:
            path = [record.id]
            while path[-1] not in found:
                own = goals.objectives[path[-1]].perspective
                above = goals.tree.parents[path[-1]]
                if own in self.by_id or above is None:
                    found[path[-1]] = own if own in self.by_id else None
                else:
                    path.append(above)
            for identity in path:
                found[identity] = found[path[-1]]
        return found

    def of_measure(self, measure: MeasureRecord) -> str | None:
        """Return the perspective a measure stands in, through its objective or straight."""
        through = self.of_objective.get(measure.objective or "")
        return through or (measure.perspective if measure.perspective in self.by_id else None)

    @cached_property
    def strategic_in(self) -> Mapping[str | None, int]:
        """The number of strategic objectives, by perspective."""
        return Counter(self.of_objective[record.id] for record in self.goals.strategic)

    @cached_property
    def measures_in(self) -> Mapping[str | None, int]:
        """The number of measures under its objectives or straight under it, by perspective."""
        return Counter(self.of_measure(record) for record in self.measures.by_id.values())

    @cached_property
    def key_results_in(self) -> Mapping[str, Mapping[str | None, int]]:
        """The number of open key results in each perspective, by cycle."""
        found: defaultdict[str, Counter[str | None]] = defaultdict(Counter)
        for record in self.goals.key_results.values():
            cycle = self.goals.cycle(record)
            if cycle is not None:
                found[cycle][self.of_objective[record.objective]] += 1
        return found

    @cached_property
    def used(self) -> frozenset[str | None]:
        """Perspectives with an open objective or a measure."""
        return frozenset(self.of_objective[identity] for identity in self.goals.open_objectives) | set(self.measures_in)

    @cached_property
    def at_work(self) -> frozenset[str | None]:
        """Perspectives with a key result in a running cycle, or with an initiative."""
        goals = self.goals
        objectives = {
            record.objective
            for record in goals.records.key_results
            if record.id in goals.work_on or goals.cycle(record) in self.cycles.at_present
        }
        measures = {self.of_measure(record) for record in self.measures.by_id.values() if record.id in goals.work_on}
        return frozenset(self.of_objective.get(identity) for identity in objectives | goals.work_on) | measures
