"""The facts for the checks: the records of a day with the results of the other rules."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from goaltui.model.enums import DataState, Method, Status
from goaltui.model.quick_dataclass import dataclass, field
from goaltui.model.records import CheckSettingRecord, KeyResultRecord, Point, Records
from goaltui.rules import dates
from goaltui.rules.checks.subjects.cycles import Cycles
from goaltui.rules.checks.subjects.goals import Goals
from goaltui.rules.checks.subjects.map_links import MapLinks
from goaltui.rules.checks.subjects.measures import Measures
from goaltui.rules.checks.subjects.people import People
from goaltui.rules.checks.subjects.perspectives import Perspectives
from goaltui.rules.checks.subjects.titles import Titles
from goaltui.rules.scoring.weight_groups import WeightGroups


@dataclass(frozen=True)
class Facts:
    """The facts of a day: `progress`, `expected` and `status` by objective and key result, `score`,
    `data` and `points` by measure, and the records by subject.

    Values dated after `today` are not among `points`. `noted` is the day of a measure's latest check-in with a note,
    `rewritten` the day on which start, target or title of a key result last changed; none where that was not read.
    Where one person is `alone`, what has no owner is theirs.
    """

    records: Records
    today: date
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
    def method(self) -> Method:
        """The method of the workspace."""
        return Method(self.records.workspace.method)

    @cached_property
    def settings(self) -> Mapping[str, CheckSettingRecord]:
        """Checks switched off or given another threshold, by check."""
        return {setting.check: setting for setting in self.records.check_settings}

    @cached_property
    def goals(self) -> Goals:
        """Objectives and key results with their milestones, work and notes."""
        return Goals(self.records)

    @cached_property
    def measures(self) -> Measures:
        """Measures that apply."""
        return Measures(self.goals, self.today)

    @cached_property
    def cycles(self) -> Cycles:
        """Cycles, and what runs or ended in them."""
        return Cycles(self.goals, self.today)

    @cached_property
    def people(self) -> People:
        """People and teams with the goals they own."""
        return People(self.goals, self.cycles)

    @cached_property
    def perspectives(self) -> Perspectives:
        """Perspectives with their objectives and measures."""
        return Perspectives(self.goals, self.measures, self.cycles)

    @cached_property
    def links(self) -> MapLinks:
        """Links of the strategy map."""
        return MapLinks(self.goals)

    @cached_property
    def titles(self) -> Titles:
        """Titles, read word by word."""
        return Titles(self.goals, self.measures)

    @cached_property
    def weight_groups(self) -> WeightGroups:
        """The weight groups of the records."""
        return WeightGroups(self.records, self.today, self.goals.tree.parents)

    def since(self, key_result: KeyResultRecord, first: date) -> Sequence[Point]:
        """Return the values of a key result's measure from a day on."""
        return [point for point in self.points.get(key_result.measure, ()) if point.date >= first]


def shown_day(facts: Facts, day: date) -> str:
    """Return a day as people read it, with its year where that is another."""
    return dates.day(day, facts.today)
