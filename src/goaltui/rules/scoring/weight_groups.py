"""The weight groups of the records of a day: under an objective, at the top of a cycle, in a perspective. In these
groups, and in no others, a fixed share is a share.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from goaltui.model.enums import CLOSED, ObjectiveState
from goaltui.model.quick.quick_tuple import NamedTuple
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import KeyResultRecord, MeasureRecord, ObjectiveRecord, Records
from goaltui.rules.structure.grouping import grouped


class Member(NamedTuple):
    """A member of a group, with the weight that it has there."""

    id: str
    weight: float = 1.0
    share: float | None = None


class WeightGroup(NamedTuple):
    """The members that count `now`, and those `coming`, which join on the first day of their cycle."""

    now: tuple[Member, ...]
    coming: tuple[Member, ...] = ()

    @property
    def whole(self) -> tuple[Member, ...]:
        """All members that count once everything has begun, which the shares divide."""
        return (*self.now, *self.coming)

    def without(self, identity: str | None) -> "WeightGroup":
        """Return the group without one member."""
        return WeightGroup(*(tuple(item for item in part if item.id != identity) for part in self))


@dataclass(frozen=True)
class WeightGroups:
    """The weight groups of these records on a day; `parents` is the sound tree (`rules.structure.tree_repair`)."""

    records: Records
    today: date
    parents: Mapping[str, str | None]

    def under(self, objective: str, since: date = date.min) -> WeightGroup:
        """Return the key results of an objective and the objectives below it that count, on `today`, or on the
        objective's first day or `since` where that is later.
        """
        day = max(self.today, self.first_day(self._cycles.get(objective)), since)
        now: list[KeyResultRecord | ObjectiveRecord] = [*self._key_results.get(objective, ())]
        coming: list[ObjectiveRecord] = []
        for item in self._below.get(objective, ()):
            if item.counts:
                begun = item.state in CLOSED or self.first_day(item.cycle) <= day
                (now if begun else coming).append(item)
        return WeightGroup(_members(now), _members(coming))

    def of_measures(self, objective: str) -> WeightGroup:
        """Return the measures of an objective that apply."""
        return WeightGroup(_members(item for item in self._measures.get(objective, ()) if item.applies))

    def top(self, cycle: str) -> WeightGroup:
        """Return the objectives that make up the progress of a cycle; those under another
        one of it are in that already.
        """
        within = self._within.get(cycle, ())
        ids = {item.id for item in within}
        return WeightGroup(tuple(self._member(item) for item in within if self.parents[item.id] not in ids))

    def inside(self, perspective: str, places: Mapping[str, str | None]) -> WeightGroup:
        """Return the members that make up the score of a perspective: its strategic objectives, its measured
        objectives, and the measures straight under it. `places` are the perspectives of all objectives.
        """
        standing = (item for item in self.records.objectives if places[item.id] == perspective)
        objectives = [self._member(item, fixed=item.cycle is None) for item in standing if self._scored(item)]
        return WeightGroup((*objectives, *_members(self._straight.get(perspective, ()))))

    def _member(self, item: ObjectiveRecord, *, fixed: bool = True) -> Member:
        """Return an objective as a member of the group of its cycle or perspective; below another
        one its share is not fixed there.
        """
        return Member(item.id, item.weight, item.share if fixed and self.parents[item.id] is None else None)

    def first_day(self, cycle: str | None) -> date:
        """Return the first day of a cycle; for none, a day that is past."""
        return self._first.get(cycle or "", date.min)

    def _scored(self, objective: ObjectiveRecord) -> bool:
        measures = self._measures.get(objective.id)
        if measures is not None:
            return any(item.applies for item in measures)
        return objective.cycle is None and objective.state != ObjectiveState.DROPPED

    @cached_property
    def _first(self) -> Mapping[str, date]:
        return {cycle.id: cycle.start for cycle in self.records.cycles}

    @cached_property
    def _cycles(self) -> Mapping[str, str | None]:
        return {item.id: item.cycle for item in self.records.objectives}

    @cached_property
    def _below(self) -> Mapping[str, Sequence[ObjectiveRecord]]:
        return grouped(self.records.objectives, lambda item: self.parents[item.id])

    @cached_property
    def _within(self) -> Mapping[str, Sequence[ObjectiveRecord]]:
        return grouped(self.records.objectives, lambda item: item.cycle)

    @cached_property
    def _key_results(self) -> Mapping[str, Sequence[KeyResultRecord]]:
        return grouped(self.records.key_results, lambda item: item.objective)

    @cached_property
    def _measures(self) -> Mapping[str, Sequence[MeasureRecord]]:
        return grouped(self.records.measures, lambda item: item.objective if item.objective in self._cycles else None)

    @cached_property
    def _straight(self) -> Mapping[str, Sequence[MeasureRecord]]:
        applying = (item for item in self.records.measures if item.applies)
        return grouped(applying, lambda item: None if item.objective in self._cycles else item.perspective)


def _members(items: Iterable[KeyResultRecord | ObjectiveRecord | MeasureRecord]) -> tuple[Member, ...]:
    return tuple(Member(item.id, item.weight, item.share) for item in items)
