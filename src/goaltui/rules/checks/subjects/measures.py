"""Measures that apply, with the targets and the scoring in force."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from goaltui.model.enums import MeasureKind
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import MeasureRecord, TargetRecord
from goaltui.model.scoring import Scoring
from goaltui.rules.checks.subjects.goals import Goals
from goaltui.rules.scoring.in_force import scoring_on
from goaltui.rules.structure.grouping import grouped


@dataclass(frozen=True)
class Measures:
    """The measures of a workspace on a day."""

    goals: Goals
    today: date

    @cached_property
    def by_id(self) -> Mapping[str, MeasureRecord]:
        """Measures that apply."""
        return {record.id: record for record in self.goals.records.measures if record.applies}

    @cached_property
    def of_objective(self) -> Mapping[str, Sequence[MeasureRecord]]:
        """Measures that apply, by objective."""
        return grouped(self.by_id.values(), lambda record: record.objective)

    @cached_property
    def targets_of(self) -> Mapping[str, Sequence[TargetRecord]]:
        """All targets by measure, whenever they begin."""
        return grouped(self.goals.records.targets, lambda record: record.measure)

    def scoring(self, measure: MeasureRecord) -> Scoring | None:
        """Return a measure's scoring in force today."""
        return scoring_on(measure, self.targets_of.get(measure.id, ()), self.today)

    @cached_property
    def led(self) -> frozenset[str]:
        """Objectives with a lead measure."""
        leads = (record.objective for record in self.by_id.values() if record.kind == MeasureKind.LEAD)
        return frozenset(identity for identity in leads if identity is not None)

    @cached_property
    def measured(self) -> frozenset[str]:
        """Objectives with a measure or a key result on them, or on anything under them."""
        bound = {record.objective for record in self.goals.records.key_results}
        return self.goals.with_parents(set(self.of_objective) | bound)
