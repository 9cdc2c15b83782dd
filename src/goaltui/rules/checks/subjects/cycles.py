"""Cycles, and what runs or ended in them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from goaltui.model.enums import ObjectiveState
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import CycleRecord, KeyResultRecord
from goaltui.rules.checks.subjects.goals import Goals

Window = tuple[date, date]


@dataclass(frozen=True)
class Cycles:
    """The cycles of a workspace on a day."""

    goals: Goals
    today: date

    @cached_property
    def by_id(self) -> Mapping[str, CycleRecord]:
        """The cycles by id."""
        return {record.id: record for record in self.goals.records.cycles}

    @cached_property
    def at_present(self) -> frozenset[str]:
        """Cycles that run today."""
        return frozenset(record.id for record in self.goals.records.cycles if record.runs_on(self.today))

    @cached_property
    def unclosed(self) -> frozenset[str | None]:
        """Cycles that have an objective that is drafted or active."""
        return frozenset(record.cycle for record in self.goals.open_objectives.values())

    @cached_property
    def _windows(self) -> Mapping[str, Window]:
        spans = {record.id: (record.start, record.end) for record in self.goals.records.cycles}
        return {record.id: spans[record.cycle] for record in self.goals.records.objectives if record.cycle in spans}

    @cached_property
    def _running(self) -> Mapping[str, Window]:
        return {
            identity: window
            for identity, window in self._windows.items()
            if window[0] <= self.today <= window[1] and self.goals.objectives[identity].state == ObjectiveState.ACTIVE
        }

    def window(self, objective: str) -> Window | None:
        """First and last day of an objective's cycle; none for a strategic one."""
        return self._windows.get(objective)

    def running(self, objective: str) -> Window | None:
        """Return the window of an active objective whose cycle runs today."""
        return self._running.get(objective)

    @cached_property
    def grades_of(self) -> Mapping[str, Sequence[float]]:
        """The grades of closed objectives, by cycle."""
        found: defaultdict[str, list[float]] = defaultdict(list)
        for record in self.goals.closed_objectives.values():
            if record.cycle is not None and record.grade is not None:
                found[record.cycle].append(record.grade)
        return found

    @cached_property
    def _by_promise(self) -> Mapping[object, set[str]]:
        found: defaultdict[object, set[str]] = defaultdict(set)
        for record in self.goals.records.key_results:
            cycle = self.goals.cycle(record)
            if cycle in self.by_id and cycle is not None:
                found[_promise(record)].add(cycle)
        return found

    def promised(self, record: KeyResultRecord) -> int:
        """Return the number of cycles up to its own that promise the same as a key result: the same measure or title
        with the same target.
        """
        window = self.window(record.objective)
        if window is None:
            return 0
        return sum(1 for cycle in self._by_promise[_promise(record)] if self.by_id[cycle].start <= window[0])


def _promise(record: KeyResultRecord) -> object:
    subject = record.title.casefold() if record.own_measure else record.measure
    return subject, record.condition, record.target, record.low, record.high
