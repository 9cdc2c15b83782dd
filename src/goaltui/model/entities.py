"""The entities, each field declared and validated once. The store derives its tables from these classes."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator
from pydantic import Field as Bound
from sqlmodel import Field, SQLModel

from goaltui.model.bounds import kept_day, kept_number, kept_share
from goaltui.model.enums import (
    Aggregation,
    Ambition,
    Audience,
    Condition,
    EntityKind,
    Frequency,
    InitiativeState,
    ManualStatus,
    MeasureKind,
    Method,
    Need,
    ObjectiveState,
    RemarkKind,
    RemarkState,
    RunningPeriod,
    StatusPreset,
    Strength,
    Weekday,
)
from goaltui.model.id_lists import canonical_ids
from goaltui.model.interim_targets import canonical_phases
from goaltui.model.pauses import canonical_pauses
from goaltui.model.scoring import canonical_scoring
from goaltui.model.text import clean_line, clean_text, clean_title

Id = Annotated[str, Bound(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Line = Annotated[str, AfterValidator(clean_line)]
Title = Annotated[str, AfterValidator(clean_title)]
Text = Annotated[str, AfterValidator(clean_text)]
Number = Annotated[float, AfterValidator(kept_number)]
Day = Annotated[date, AfterValidator(kept_day)]
Weight = Annotated[float, AfterValidator(kept_number), Bound(ge=0, le=1_000_000)]
Share = Annotated[float, AfterValidator(kept_share)]
"""The part of the whole that a thing is fixed at among its siblings; what has none follows with its weight."""
IdsText = Annotated[str, AfterValidator(canonical_ids)]
PausesText = Annotated[str, AfterValidator(canonical_pauses)]
PhasesText = Annotated[str, Bound(max_length=2000), AfterValidator(canonical_phases)]
Position = Annotated[str, Bound(pattern=r"^[0-9a-f]{0,63}[1-9a-f]$")]
"""A key of `rules.structure.sibling_order`; what has none stands where it was made."""
ScoringText = Annotated[str, Bound(max_length=400), AfterValidator(canonical_scoring)]


class Entity(SQLModel):
    """The fields that all entities share. Deleting sets `deleted`; nothing is ever removed."""

    # A validator is built when the first thing of its kind is validated: a start shows goals and validates none.
    model_config = {"defer_build": True}

    id: Id = Field(primary_key=True)
    deleted: bool = False


class WorkspaceEntity(Entity):
    """The one row that says what this workspace is and how it judges. Without a `method` it uses both. Its years begin
    with the `first_month`. In its `pauses` nothing is due from anybody. Its `sponsor` is the leader who answers for it.
    """

    name: Line = ""
    vision: Text = ""
    mission: Text = ""
    values: Text = ""
    strategy: Text = ""
    destination: Text = ""
    method: Method | None = None
    language: Line = "en"
    status_preset: StatusPreset = StatusPreset.STEADY
    first_month: Annotated[int, Bound(ge=1, le=12)] = 1
    strategic_link: Need = Need.WANTED
    perspective_needed: Need = Need.WANTED
    pauses: PausesText | None = None
    sponsor: Id | None = None
    approved: Day | None = None
    approved_by: Line = ""


class Perspective(Entity):
    """One of the two to six views of the scorecard; its id derives from `key`."""

    key: Title
    name: Title
    position: Annotated[int, Bound(ge=-1_000_000, le=1_000_000)] = 0
    weight: Weight = 1.0
    share: Share | None = None


class Theme(Entity):
    """A line of the strategy that strategic objectives of several perspectives belong to; its id derives from the
    key."""

    key: Title
    name: Title
    text: Text = ""


class Cycle(Entity):
    """A named span of days, both ends included; its id derives from the name."""

    name: Title
    start: Day
    end: Day
    parent: Id | None = None


class Team(Entity):
    """A node of the tree of teams; its id derives from the key."""

    key: Title
    name: Title
    parent: Id | None = None


class Person(Entity):
    """Somebody who owns or updates; its id derives from the key."""

    key: Title
    name: Title
    team: Id | None = None
    pauses: PausesText | None = None


class Objective(Entity):
    """A strategic objective and node of the strategy map without a cycle, an OKR objective with one. An objective that
    it `contributes` to beside its parent shows it and does not count it. `partners` are named beside its owner.
    """

    key: Line | None = None
    title: Title
    why: Text = ""
    parent: Id | None = None
    cycle: Id | None = None
    perspective: Id | None = None
    theme: Id | None = None
    team: Id | None = None
    owner: Id | None = None
    ambition: Ambition = Ambition.ASPIRATIONAL
    weight: Weight = 1.0
    share: Share | None = None
    counts: bool = True
    state: ObjectiveState = ObjectiveState.ACTIVE
    grade: Annotated[float, Bound(ge=0, le=1)] | None = None
    closing: Text = ""
    position: Position | None = None
    contributes: IdsText | None = None
    partners: IdsText | None = None
    audience: Audience = Audience.INTERNAL


class Measure(Entity):
    """A series of values; one with `key_result` set was made for that key result alone and is on no scorecard. A
    `key_measure` is one of the few that say how it goes. It is `proxy_for` what cannot be measured itself. Up to the
    day `baseline_until` its values are collected and nothing judges them. One `in_words` has judgements and no numbers.
    """

    key: Line | None = None
    title: Title
    unit: Line = ""
    definition: Text = ""
    source: Text = ""
    owner: Id | None = None
    updater: Id | None = None
    kind: MeasureKind = MeasureKind.LAG
    frequency: Frequency = Frequency.MONTH
    aggregation: Aggregation = Aggregation.LAST
    running: RunningPeriod = RunningPeriod.ELAPSED
    scoring: ScoringText | None = None
    weight: Weight = 1.0
    share: Share | None = None
    objective: Id | None = None
    perspective: Id | None = None
    key_result: Id | None = None
    applies: bool = True
    position: Position | None = None
    team: Id | None = None
    key_measure: bool = False
    proxy_for: Line = ""
    baseline_until: Day | None = None
    in_words: bool = False
    audience: Audience = Audience.INTERNAL


class Target(Entity):
    """A measure's scoring in force from `start` on; its id derives from measure and start."""

    measure: Id
    start: Day
    scoring: ScoringText
    review: Day | None = None
    note: Text = ""


class KeyResult(Entity):
    """A key result: the aim of a measure inside one objective.

    `low` and `high` belong to the condition `between`. `first_target` is the target before it was moved in mid-cycle.
    `phases` are values expected on days (`model.interim_targets`). `stretch` is a number beyond the target to which no
    progress counts. One without a `first_day` begins with its cycle, one without a `cadence` follows its measure. A
    weekly one may be due only every `weeks` weeks, on a `weekday`. `partners` are named beside its owner.
    """

    key: Line | None = None
    title: Title
    objective: Id
    measure: Id
    start: Number | None = None
    target: Number | None = None
    low: Number | None = None
    high: Number | None = None
    condition: Condition = Condition.REACH
    weight: Weight = 1.0
    share: Share | None = None
    owner: Id | None = None
    due: Day | None = None
    cadence: Frequency | None = None
    first_day: Day | None = None
    first_target: Number | None = None
    position: Position | None = None
    phases: PhasesText | None = None
    description: Text = ""
    stretch: Number | None = None
    weeks: Annotated[int, Bound(ge=1, le=52)] | None = None
    weekday: Weekday | None = None
    partners: IdsText | None = None


class Milestone(Entity):
    """A step of a key result. It counts its weight once it is done, from the day `done_on` on where that is known. One
    that is due on a day bends the expected progress.
    """

    key_result: Id
    title: Title
    due: Day | None = None
    weight: Weight = 1.0
    done: bool = False
    done_on: Day | None = None


class CheckIn(Entity):
    """A value of a measure on a day, made in the context of its `key_result`; `value` may be left out."""

    measure: Id
    key_result: Id | None = None
    date: Day
    value: Number | None = None
    estimate: bool = False
    confidence: Annotated[int, Bound(ge=0, le=10)] | None = None
    status: ManualStatus | None = None
    note: Text = ""
    author: Line = ""


class Initiative(Entity):
    """Work for an objective, a key result or a measure. `agreed` is the day of the review that agreed on it. One
    without a day on which it was `begun` or `ended` has that of the change of its state.
    """

    key: Line | None = None
    title: Title
    objective: Id | None = None
    key_result: Id | None = None
    measure: Id | None = None
    owner: Id | None = None
    due: Day | None = None
    state: InitiativeState = InitiativeState.PLANNED
    percent: Annotated[float, Bound(ge=0, le=100)] | None = None
    agreed: Day | None = None
    begun: Day | None = None
    ended: Day | None = None


class Link(Entity):
    """Objective `driver` drives objective `driven`; its id derives from the two. `delay` is in months."""

    driver: Id
    driven: Id
    strength: Strength = Strength.MEDIUM
    delay: Annotated[int, Bound(ge=0, le=120)] = 0
    why: Text = ""


class Remark(Entity):
    """A learning, obstacle, decision, data gap or comment on any entity (`subject`)."""

    kind: RemarkKind = RemarkKind.COMMENT
    subject_kind: EntityKind
    subject: Id
    text: Text
    owner: Id | None = None
    due: Day | None = None
    state: RemarkState = RemarkState.OPEN
    author: Line = ""


class CheckSetting(Entity):
    """A check switched off or given another threshold; its id derives from the check's id."""

    check: Title
    enabled: bool = True
    threshold: Number | None = None


ENTITIES: dict[EntityKind, type[Entity]] = {
    EntityKind.WORKSPACE: WorkspaceEntity,
    EntityKind.PERSPECTIVE: Perspective,
    EntityKind.THEME: Theme,
    EntityKind.CYCLE: Cycle,
    EntityKind.TEAM: Team,
    EntityKind.PERSON: Person,
    EntityKind.OBJECTIVE: Objective,
    EntityKind.MEASURE: Measure,
    EntityKind.TARGET: Target,
    EntityKind.KEY_RESULT: KeyResult,
    EntityKind.MILESTONE: Milestone,
    EntityKind.CHECK_IN: CheckIn,
    EntityKind.INITIATIVE: Initiative,
    EntityKind.LINK: Link,
    EntityKind.REMARK: Remark,
    EntityKind.CHECK_SETTING: CheckSetting,
}
"""The class that declares each kind of entity."""
