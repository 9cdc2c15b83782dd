"""The facts for the checks: the records of a day with the results of the other rules."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain

from goaltui.model.enums import DataState, EntityKind, MeasureKind, ObjectiveState, Status
from goaltui.model.quick_dataclass import dataclass, field
from goaltui.model.records import KeyResultRecord, MeasureRecord, ObjectiveRecord, Point
from goaltui.rules import dates
from goaltui.rules.checks.indexes import Indexes
from goaltui.rules.scoring.weight_groups import WeightGroups
from goaltui.rules.structure.graph import looping


@dataclass(frozen=True)
class Facts(Indexes):
    """The facts of a day: `progress`, `expected` and `status` by objective and key result, `score`,
    `data` and `points` by measure.

    Values dated after `today` are not among `points`. `noted` is the day of a measure's latest check-in with a note,
    `rewritten` the day on which start, target or title of a key result last changed; none where that was not read.
    Where one person is `alone`, what has no owner is theirs.
    """

    progress: Mapping[str, float | None] = field(default_factory=dict)
    expected: Mapping[str, float | None] = field(default_factory=dict)
    status: Mapping[str, Status] = field(default_factory=dict)
    score: Mapping[str, float | None] = field(default_factory=dict)
    data: Mapping[str, DataState] = field(default_factory=dict)
    points: Mapping[str, Sequence[Point]] = field(default_factory=dict)
    noted: Mapping[str, date] | None = None
    rewritten: Mapping[str, date] | None = None
    alone: bool = False

    @cached_property
    def shared_key_results(self) -> Mapping[str, int]:
        """The number of key results without an owner in running cycles, by team."""
        return Counter(
            self.objectives[record.objective].team or ""
            for record in self.key_results.values()
            if self.owner(record) is None and self.running(record.objective)
        )

    @cached_property
    def strategic(self) -> Sequence[ObjectiveRecord]:
        """Open objectives without a cycle: the nodes of the strategy map."""
        return [record for record in self.open_objectives.values() if record.cycle is None]

    @cached_property
    def strategic_in(self) -> Mapping[str | None, int]:
        """The number of strategic objectives, by perspective."""
        return Counter(self.perspective_of[record.id] for record in self.strategic)

    @cached_property
    def measures_in(self) -> Mapping[str | None, int]:
        """The number of measures under its objectives or straight under it, by perspective."""
        return Counter(self.stands_in(record) for record in self.measures.values())

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
        return self._with_parents(busy | (self.work_on & self.objectives.keys()))

    @cached_property
    def seen(self) -> frozenset[str]:
        """Objectives with a measure or a key result on them, or on anything under them."""
        return self._with_parents(set(self.measures_of) | {record.objective for record in self.records.key_results})

    @cached_property
    def perspective_of(self) -> Mapping[str, str | None]:
        """The perspective of every objective, its own or inherited; none for one that is not there any more."""
        found: dict[str, str | None] = {}
        for record in self.records.objectives:
            path = [record.id]
            while path[-1] not in found:
                own = self.objectives[path[-1]].perspective
                above = self.mended.parents[path[-1]]
                if own in self.perspectives or above is None:
                    found[path[-1]] = own if own in self.perspectives else None
                else:
                    path.append(above)
            for identity in path:
                found[identity] = found[path[-1]]
        return found

    @cached_property
    def pools(self) -> WeightGroups:
        """The weight groups of the records."""
        return WeightGroups(self.records, self.today, self.mended.parents)

    @cached_property
    def drivers(self) -> Mapping[str, frozenset[str]]:
        """Objectives by the one they drive."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for record in self.records.links:
            found[record.driven].add(record.driver)
        return {driven: frozenset(drivers) for driven, drivers in found.items()}

    @cached_property
    def looping_links(self) -> frozenset[tuple[str, str]]:
        """Driver and driven of the links that lie on a loop."""
        return looping([(record.driver, record.driven) for record in self.records.links])

    @cached_property
    def _twins(self) -> dict[tuple[EntityKind, str | None], frozenset[str]]:
        return {}

    def twins(self, kind: EntityKind, place: str | None = None) -> frozenset[str]:
        """Return the ids of goals with the same words as an earlier one, in the same cycle or
        objective or among all measures.
        """
        found = self._twins.get((kind, place))
        if found is None:
            found = self._twins[kind, place] = self._repeated(self._beside(kind, place))
        return found

    def _beside(self, kind: EntityKind, place: str | None) -> Iterable[tuple[str, str]]:
        if kind is EntityKind.KEY_RESULT:
            return ((record.id, record.title) for record in self.key_results_of.get(place or "", ()))
        if kind is EntityKind.MEASURE:
            return ((record.id, record.title) for record in self.measures.values())
        return ((record.id, record.title) for record in self.open_objectives.values() if record.cycle == place)

    def _repeated(self, titles: Iterable[tuple[str, str]]) -> frozenset[str]:
        first: dict[frozenset[str], str] = {}
        words = ((identity, frozenset(self.title(title).words)) for identity, title in titles)
        return frozenset(identity for identity, bag in words if bag and first.setdefault(bag, identity) != identity)

    @cached_property
    def remarked(self) -> frozenset[tuple[str, str]]:
        """Kind and id of what has an open remark."""
        return frozenset((record.subject_kind, record.subject) for record in self.remarks.values())

    @cached_property
    def grades_of(self) -> Mapping[str, Sequence[float]]:
        """The grades of closed objectives, by cycle."""
        found: defaultdict[str, list[float]] = defaultdict(list)
        for record in self.closed_objectives.values():
            if record.cycle is not None and record.grade is not None:
                found[record.cycle].append(record.grade)
        return found

    @cached_property
    def led(self) -> frozenset[str]:
        """Objectives with a lead measure."""
        leads = (record.objective for record in self.measures.values() if record.kind == MeasureKind.LEAD)
        return frozenset(identity for identity in leads if identity is not None)

    @cached_property
    def linked(self) -> frozenset[str]:
        """Objectives at an end of a link whose both ends are there."""
        whole = (link for link in self.records.links if {link.driver, link.driven} <= self.objectives.keys())
        return frozenset(chain.from_iterable((link.driver, link.driven) for link in whole))

    @cached_property
    def running_cycles(self) -> frozenset[str]:
        """Cycles that run today."""
        return frozenset(record.id for record in self.records.cycles if record.runs_on(self.today))

    @cached_property
    def perspectives_used(self) -> frozenset[str | None]:
        """Perspectives with an open objective or a measure."""
        return frozenset(self.perspective_of[identity] for identity in self.open_objectives) | set(self.measures_in)

    @cached_property
    def perspectives_at_work(self) -> frozenset[str | None]:
        """Perspectives with a key result in a running cycle, or with an initiative."""
        objectives = {
            record.objective
            for record in self.records.key_results
            if record.id in self.work_on or self._cycle_of(record) in self.running_cycles
        }
        measures = {self.stands_in(record) for record in self.measures.values() if record.id in self.work_on}
        return frozenset(self.perspective_of.get(identity) for identity in objectives | self.work_on) | measures

    @cached_property
    def bets_by_perspective(self) -> Mapping[str, Mapping[str | None, int]]:
        """The number of open key results in each perspective, by cycle."""
        found: defaultdict[str, Counter[str | None]] = defaultdict(Counter)
        for record in self.key_results.values():
            cycle = self._cycle_of(record)
            if cycle is not None:
                found[cycle][self.perspective_of[record.objective]] += 1
        return found

    @cached_property
    def _cycles_of_bets(self) -> Mapping[object, set[str]]:
        found: defaultdict[object, set[str]] = defaultdict(set)
        for record in self.records.key_results:
            cycle = self._cycle_of(record)
            if cycle in self.cycles and cycle is not None:
                found[self._bet(record)].add(cycle)
        return found

    def cycles_of_bet(self, record: KeyResultRecord) -> int:
        """Return the number of cycles up to its own that have the same bet: the same measure
        or title with the same target.
        """
        window = self.window(record.objective)
        if window is None:
            return 0
        return sum(1 for cycle in self._cycles_of_bets[self._bet(record)] if self.cycles[cycle].start <= window[0])

    def _bet(self, record: KeyResultRecord) -> object:
        subject = record.title.casefold() if record.own_measure else record.measure
        return subject, record.condition, record.target, record.low, record.high

    def _cycle_of(self, record: KeyResultRecord) -> str | None:
        objective = self.objectives.get(record.objective)
        return objective.cycle if objective else None

    def stands_in(self, measure: MeasureRecord) -> str | None:
        """Return the perspective a measure stands in, through its objective or straight."""
        through = self.perspective_of.get(measure.objective or "")
        return through or (measure.perspective if measure.perspective in self.perspectives else None)

    def since(self, key_result: KeyResultRecord, first: date) -> Sequence[Point]:
        """Return the values of a key result's measure from a day on."""
        return [point for point in self.points.get(key_result.measure, ()) if point.date >= first]

    def _with_parents(self, identities: Iterable[str]) -> frozenset[str]:
        found: set[str] = set()
        for identity in identities:
            step: str | None = identity if identity in self.objectives else None
            while step is not None and step not in found:
                found.add(step)
                step = self.mended.parents[step]
        return frozenset(found)


def shown_day(facts: Facts, day: date) -> str:
    """Return a day as people read it, with its year where that is another."""
    return dates.day(day, facts.today)
