"""Indexes over the records of a day, each built once when a check asks for it."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from goaltui.model.enums import AT_WORK, Method, ObjectiveState, RemarkState
from goaltui.model.quick_dataclass import dataclass
from goaltui.model.records import (
    CheckSettingRecord,
    CycleRecord,
    InitiativeRecord,
    KeyResultRecord,
    LinkRecord,
    MeasureRecord,
    MilestoneRecord,
    ObjectiveRecord,
    PersonRecord,
    PerspectiveRecord,
    Records,
    RemarkRecord,
    TargetRecord,
    TeamRecord,
)
from goaltui.model.scoring import Scoring
from goaltui.rules.checks.lexicon import Lexicon, lexicon
from goaltui.rules.checks.texts import Title, read_title
from goaltui.rules.progress.rhythm import Pauses, pauses_by_owner
from goaltui.rules.scoring.in_force import scoring_on
from goaltui.rules.structure.grouping import grouped
from goaltui.rules.structure.tree_repair import RepairedTree, mend

Window = tuple[date, date]
_OPEN = frozenset({ObjectiveState.DRAFT, ObjectiveState.ACTIVE})


@dataclass(frozen=True)
class Indexes:
    """The contents of a workspace, as of `today`."""

    records: Records
    today: date

    @cached_property
    def method(self) -> Method:
        """The method of the workspace."""
        return Method(self.records.workspace.method)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The word lists of the workspace's language."""
        return lexicon(self.records.workspace.language)

    @cached_property
    def settings(self) -> Mapping[str, CheckSettingRecord]:
        """Checks switched off or given another threshold, by check."""
        return {setting.check: setting for setting in self.records.check_settings}

    @cached_property
    def objectives(self) -> Mapping[str, ObjectiveRecord]:
        """All objectives by id."""
        return {record.id: record for record in self.records.objectives}

    @cached_property
    def open_objectives(self) -> Mapping[str, ObjectiveRecord]:
        """Objectives that are drafted or active."""
        return {record.id: record for record in self.records.objectives if record.state in _OPEN}

    @cached_property
    def unclosed(self) -> frozenset[str | None]:
        """Cycles that have an objective that is drafted or active."""
        return frozenset(record.cycle for record in self.open_objectives.values())

    @cached_property
    def closed_objectives(self) -> Mapping[str, ObjectiveRecord]:
        """Objectives that were closed, those dropped left out."""
        return {record.id: record for record in self.records.objectives if record.state == ObjectiveState.CLOSED}

    @cached_property
    def key_results(self) -> Mapping[str, KeyResultRecord]:
        """Key results of open objectives."""
        return {record.id: record for record in self.records.key_results if record.objective in self.open_objectives}

    @cached_property
    def measures(self) -> Mapping[str, MeasureRecord]:
        """Measures that apply."""
        return {record.id: record for record in self.records.measures if record.applies}

    @cached_property
    def initiatives(self) -> Mapping[str, InitiativeRecord]:
        """Work that is planned or running."""
        return {record.id: record for record in self.records.initiatives if record.state in AT_WORK}

    @cached_property
    def remarks(self) -> Mapping[str, RemarkRecord]:
        """Remarks that still ask for something."""
        return {record.id: record for record in self.records.remarks if record.state == RemarkState.OPEN}

    @cached_property
    def perspectives(self) -> Mapping[str, PerspectiveRecord]:
        """The perspectives by id."""
        return {record.id: record for record in self.records.perspectives}

    @cached_property
    def cycles(self) -> Mapping[str, CycleRecord]:
        """The cycles by id."""
        return {record.id: record for record in self.records.cycles}

    @cached_property
    def people(self) -> Mapping[str, PersonRecord]:
        """The people by id."""
        return {record.id: record for record in self.records.people}

    @cached_property
    def teams(self) -> Mapping[str, TeamRecord]:
        """The teams by id."""
        return {record.id: record for record in self.records.teams}

    @cached_property
    def links(self) -> Mapping[str, LinkRecord]:
        """The links of the map by id."""
        return {record.id: record for record in self.records.links}

    @cached_property
    def mended(self) -> RepairedTree:
        """The repaired tree of objectives."""
        order = {record.id: record.created for record in self.records.objectives}
        return mend({record.id: record.parent for record in self.records.objectives}, order)

    @cached_property
    def children(self) -> Mapping[str, Sequence[ObjectiveRecord]]:
        """Open objectives by the one they stand under."""
        return grouped(self.open_objectives.values(), lambda record: self.mended.parents[record.id])

    @cached_property
    def key_results_of(self) -> Mapping[str, Sequence[KeyResultRecord]]:
        """All key results by objective."""
        return grouped(self.records.key_results, lambda record: record.objective)

    @cached_property
    def objectives_owned(self) -> Mapping[str, Sequence[ObjectiveRecord]]:
        """Open objectives by the person who owns them."""
        return grouped(self.open_objectives.values(), lambda record: record.owner)

    @cached_property
    def objectives_of_team(self) -> Mapping[str, Sequence[ObjectiveRecord]]:
        """Open objectives by team."""
        return grouped(self.open_objectives.values(), lambda record: record.team)

    @cached_property
    def measures_of(self) -> Mapping[str, Sequence[MeasureRecord]]:
        """Measures that apply, by objective."""
        return grouped(self.measures.values(), lambda record: record.objective)

    @cached_property
    def steps_of(self) -> Mapping[str, Sequence[MilestoneRecord]]:
        """Milestones by key result."""
        return grouped(self.records.milestones, lambda record: record.key_result)

    @cached_property
    def bets_on(self) -> Mapping[str, Sequence[KeyResultRecord]]:
        """Open key results by the lasting measure they are bound to."""
        return grouped(self.key_results.values(), lambda record: None if record.own_measure else record.measure)

    @cached_property
    def targets_of(self) -> Mapping[str, Sequence[TargetRecord]]:
        """All targets by measure, whenever they begin."""
        return grouped(self.records.targets, lambda record: record.measure)

    @cached_property
    def key_results_owned(self) -> Mapping[str, Sequence[KeyResultRecord]]:
        """Open key results by the person who answers for them."""
        return grouped(self.key_results.values(), self.owner)

    @cached_property
    def _titles(self) -> dict[str, Title]:
        return {}

    def title(self, text: str) -> Title:
        """Return the words of a title, read once."""
        found = self._titles.get(text)
        if found is None:
            found = self._titles[text] = read_title(text)
        return found

    def scoring(self, measure: MeasureRecord) -> Scoring | None:
        """Return a measure's scoring in force today."""
        return scoring_on(measure, self.targets_of.get(measure.id, ()), self.today)

    @cached_property
    def _windows(self) -> Mapping[str, Window]:
        spans = {record.id: (record.start, record.end) for record in self.records.cycles}
        return {record.id: spans[record.cycle] for record in self.records.objectives if record.cycle in spans}

    @cached_property
    def _running(self) -> Mapping[str, Window]:
        return {
            identity: window
            for identity, window in self._windows.items()
            if window[0] <= self.today <= window[1] and self.objectives[identity].state == ObjectiveState.ACTIVE
        }

    def window(self, objective: str) -> Window | None:
        """First and last day of an objective's cycle; none for a strategic one."""
        return self._windows.get(objective)

    def running(self, objective: str) -> Window | None:
        """Return the window of an active objective whose cycle runs today."""
        return self._running.get(objective)

    @cached_property
    def pauses(self) -> Pauses:
        """The pauses, in which nothing is due and no silence counts."""
        return Pauses(pauses_by_owner(self.records.workspace, self.records.people), self.today)

    def owner(self, key_result: KeyResultRecord) -> str | None:
        """Return the person who answers for a key result: its own owner, else the objective's."""
        return key_result.owner or self.objectives[key_result.objective].owner
