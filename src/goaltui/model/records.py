"""Frozen rows that the reads return. Enums arrive as their text, which equals the members of `model.enums`."""

from datetime import date

from goaltui.model.enums import AT_WORK, Frequency
from goaltui.model.quick.quick_tuple import NamedTuple


class WorkspaceRecord(NamedTuple):
    name: str
    vision: str
    mission: str
    strategy: str
    method: str
    language: str
    status_preset: str
    values: str = ""
    destination: str = ""
    first_month: int = 1
    strategic_link: str = "wanted"
    perspective_needed: str = "wanted"
    pauses: str | None = None
    sponsor: str | None = None
    approved: date | None = None
    approved_by: str = ""


STATEMENTS = ("vision", "mission", "values", "strategy", "destination")
"""The fields of a workspace with the statements of its strategy, from afar to near."""


class PerspectiveRecord(NamedTuple):
    id: str
    key: str
    name: str
    position: int
    weight: float
    share: float | None = None


class ThemeRecord(NamedTuple):
    id: str
    key: str
    name: str
    text: str = ""


class CycleRecord(NamedTuple):
    id: str
    name: str
    start: date
    end: date
    parent: str | None

    def runs_on(self, day: date) -> bool:
        """Return whether the day is one of its days."""
        return self.start <= day <= self.end


class TeamRecord(NamedTuple):
    id: str
    key: str
    name: str
    parent: str | None


class PersonRecord(NamedTuple):
    id: str
    key: str
    name: str
    team: str | None
    pauses: str | None = None


class ObjectiveRecord(NamedTuple):
    id: str
    key: str | None
    title: str
    why: str
    parent: str | None
    cycle: str | None
    perspective: str | None
    team: str | None
    owner: str | None
    ambition: str
    weight: float
    counts: bool
    state: str
    grade: float | None
    closing: str
    created: int
    position: str | None = None
    share: float | None = None
    theme: str | None = None
    contributes: str | None = None
    partners: str | None = None
    audience: str = "internal"


class KeyResultRecord(NamedTuple):
    """A key result as it stands on the day that was asked for.

    It has its measure's unit and frequency, the measure's latest value up to that day, and confidence and status from
    the latest check-in in its own context. Where its cycle was over by then, all of that is up to the cycle's last day.
    It is `unbound`, and has no value, where the lasting measure that it read was deleted before it was closed.
    """

    id: str
    key: str | None
    title: str
    objective: str
    measure: str
    unit: str
    start: float | None
    target: float | None
    low: float | None
    high: float | None
    condition: str
    weight: float
    owner: str | None
    due: date | None
    cadence: str | None
    first_day: date | None
    first_target: float | None
    frequency: str
    value: float | None
    value_on: date | None
    estimate: bool
    checked_in: date | None
    confidence: int | None
    manual_status: str | None
    own_measure: bool
    created: int
    position: str | None = None
    share: float | None = None
    phases: str | None = None
    unbound: bool = False
    description: str = ""
    stretch: float | None = None
    weeks: int | None = None
    weekday: str | None = None
    partners: str | None = None

    @property
    def rhythm(self) -> Frequency:
        """The interval between its check-ins: its own, else that of the lasting measure that it reads."""
        followed = Frequency.WEEK if self.own_measure else self.frequency
        return Frequency(self.cadence or followed)


class MeasureRecord(NamedTuple):
    """A measure that lives on its own: those made for one key result are left out."""

    id: str
    key: str | None
    title: str
    unit: str
    definition: str
    source: str
    owner: str | None
    updater: str | None
    kind: str
    frequency: str
    aggregation: str
    scoring: str | None
    weight: float
    objective: str | None
    perspective: str | None
    applies: bool
    created: int
    position: str | None = None
    share: float | None = None
    running: str = "elapsed"
    team: str | None = None
    key_measure: bool = False
    proxy_for: str = ""
    baseline_until: date | None = None
    in_words: bool = False
    audience: str = "internal"

    def is_baseline_on(self, day: date) -> bool:
        """Return whether its baseline is still collected on a day, so that nothing judges its values."""
        return self.baseline_until is not None and day <= self.baseline_until


class TargetRecord(NamedTuple):
    id: str
    measure: str
    start: date
    scoring: str
    review: date | None
    note: str
    created: int = 0


class MilestoneRecord(NamedTuple):
    id: str
    key_result: str
    title: str
    due: date | None
    weight: float
    done: bool
    done_on: date | None = None

    def on(self, day: date) -> "MilestoneRecord":
        """Return the milestone as it stood on a day: one done later was open then, one done on no known day
        was done.

        Copies that meet may have set the two fields apart, so what is not done has no day here on which it was.
        """
        counts = self.done and (self.done_on is None or self.done_on <= day)
        return self if counts else self._replace(done=False, done_on=None)

    def is_late_on(self, day: date) -> bool:
        """Return whether it should be done by then and is not."""
        return not self.done and self.due is not None and self.due < day


class CheckInRecord(NamedTuple):
    id: str
    measure: str
    key_result: str | None
    date: date
    value: float | None
    estimate: bool
    confidence: int | None
    status: str | None
    note: str
    author: str
    created: int


class InitiativeRecord(NamedTuple):
    id: str
    key: str | None
    title: str
    objective: str | None
    key_result: str | None
    owner: str | None
    due: date | None
    state: str
    percent: float | None
    measure: str | None = None
    agreed: date | None = None
    begun: date | None = None
    ended: date | None = None

    @property
    def serves(self) -> str | None:
        """The id of the key result, measure or objective that it is work for."""
        return self.key_result or self.measure or self.objective

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in AT_WORK


class LinkRecord(NamedTuple):
    id: str
    driver: str
    driven: str
    strength: str
    delay: int
    why: str


class RemarkRecord(NamedTuple):
    id: str
    kind: str
    subject_kind: str
    subject: str
    text: str
    owner: str | None
    due: date | None
    state: str
    author: str


class CheckSettingRecord(NamedTuple):
    id: str
    check: str
    enabled: bool
    threshold: float | None


class Records(NamedTuple):
    """The contents of a workspace on a day, without the series of values."""

    workspace: WorkspaceRecord
    perspectives: tuple[PerspectiveRecord, ...]
    cycles: tuple[CycleRecord, ...]
    teams: tuple[TeamRecord, ...]
    people: tuple[PersonRecord, ...]
    objectives: tuple[ObjectiveRecord, ...]
    key_results: tuple[KeyResultRecord, ...]
    measures: tuple[MeasureRecord, ...]
    targets: tuple[TargetRecord, ...]
    milestones: tuple[MilestoneRecord, ...]
    initiatives: tuple[InitiativeRecord, ...]
    links: tuple[LinkRecord, ...]
    remarks: tuple[RemarkRecord, ...]
    check_settings: tuple[CheckSettingRecord, ...]
    themes: tuple[ThemeRecord, ...] = ()

    @property
    def ordered_perspectives(self) -> list[PerspectiveRecord]:
        """The perspectives as the scorecard shows them."""
        return sorted(self.perspectives, key=lambda item: (item.position, item.name))

    @property
    def cycle_days(self) -> dict[str, tuple[date, date]]:
        """The first and last day of each cycle by its name."""
        return {cycle.name: (cycle.start, cycle.end) for cycle in self.cycles}

    def running(self, day: date) -> CycleRecord | None:
        """Return the cycle that runs on a day, the shortest where several do."""
        found = (cycle for cycle in self.cycles if cycle.runs_on(day))
        return min(found, key=lambda cycle: (cycle.end - cycle.start, cycle.name), default=None)

    def all_running(self, day: date) -> frozenset[str]:
        """Return the names of the cycles that run on a day."""
        return frozenset(cycle.name for cycle in self.cycles if cycle.runs_on(day))

    def window_of(self, objective: str | None) -> tuple[date, date] | None:
        """Return the first and last day of the cycle of an objective, by its id; none for a strategic one."""
        named = next((item.cycle for item in self.objectives if item.id == objective), None)
        return next(((item.start, item.end) for item in self.cycles if item.id == named), None)


class Point(NamedTuple):
    """A value of a measure on a day, in check-in order."""

    date: date
    value: float
    estimate: bool
