"""The closed vocabularies of the model. Values are the words used in TOML, JSON and the database."""

from enum import StrEnum

from goaltui.model.quick.translation import _


class EntityKind(StrEnum):
    """The kinds of entities that the journal knows, by their names in its changes."""

    WORKSPACE = "workspace"
    PERSPECTIVE = "perspective"
    THEME = "theme"
    CYCLE = "cycle"
    TEAM = "team"
    PERSON = "person"
    OBJECTIVE = "objective"
    MEASURE = "measure"
    TARGET = "target"
    KEY_RESULT = "key_result"
    MILESTONE = "milestone"
    CHECK_IN = "check_in"
    INITIATIVE = "initiative"
    LINK = "link"
    REMARK = "remark"
    CHECK_SETTING = "check_setting"

    @property
    def word(self) -> str:
        """The word that people read: `key result`, `check-in`, and `note` for a remark."""
        match self:
            case EntityKind.CHECK_IN:
                return "check-in"
            case EntityKind.REMARK:
                return "note"
        return self.value.replace("_", " ")


def word_of(kind: str) -> str:
    """Return the word of a kind of entity by its name, also of one that only a later version knows."""
    return next((known.word for known in EntityKind if known == kind), kind.replace("_", " "))


class Method(StrEnum):
    """The model that a workspace uses: OKR, the balanced scorecard, or both."""

    OKR = "okr"
    SCORECARD = "scorecard"
    BOTH = "both"

    @property
    def uses_okr(self) -> bool:
        """Whether it works with cycles, key results and confidence."""
        return self is not Method.SCORECARD

    @property
    def uses_scorecard(self) -> bool:
        """Whether it works with perspectives, measures and the strategy map."""
        return self is not Method.OKR

    @property
    def word(self) -> str:
        """The method's name in a sentence."""
        return {Method.OKR: "OKR", Method.SCORECARD: _("the balanced scorecard")}.get(
            self, "OKR and the balanced scorecard"
        )


class Need(StrEnum):
    """Whether a workspace requires something of an objective, wants it, or does not ask for it."""

    REQUIRED = "required"
    WANTED = "wanted"
    OFF = "off"


class Weekday(StrEnum):
    """A day of the week on which something is due."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class Ambition(StrEnum):
    """The ambition of an objective: committed is expected at 1.0 when it closes, aspirational at 0.7."""

    COMMITTED = "committed"
    ASPIRATIONAL = "aspirational"


class ObjectiveState(StrEnum):
    """The stage of an objective between its draft and its end."""

    DRAFT = "draft"
    ACTIVE = "active"
    CLOSED = "closed"
    DROPPED = "dropped"


CLOSED = frozenset({ObjectiveState.CLOSED, ObjectiveState.DROPPED})
"""The states of an objective that nobody works on any more."""


class MeasureKind(StrEnum):
    """The kind of a measure: lag measures an outcome, lead an expected cause of one."""

    LAG = "lag"
    LEAD = "lead"


class Frequency(StrEnum):
    """The interval at which values are due; irregular ones never are."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    TERTIAL = "tertial"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    IRREGULAR = "irregular"


class Aggregation(StrEnum):
    """The rule that makes one value of the several values of a period."""

    LAST = "last"
    SUM = "sum"
    MEAN = "mean"
    MIN = "min"
    MAX = "max"


class RunningPeriod(StrEnum):
    """The judgement of a sum before its period ends: by the elapsed share of its goal, or none."""

    ELAPSED = "elapsed"
    LEFT_OUT = "left_out"


class Condition(StrEnum):
    """The condition that a key result sets on its measure."""

    REACH = "reach"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    DONE = "done"
    MILESTONES = "milestones"


class Status(StrEnum):
    """The status of a key result or an objective."""

    ON_TRACK = "on_track"
    BEHIND = "behind"
    AT_RISK = "at_risk"
    OUTDATED = "outdated"
    PENDING = "pending"
    CLOSED = "closed"


class ManualStatus(StrEnum):
    """The status that a check-in may set; `auto` releases an earlier one."""

    ON_TRACK = "on_track"
    BEHIND = "behind"
    AT_RISK = "at_risk"
    AUTO = "auto"


class StatusPreset(StrEnum):
    """Named thresholds between progress and expected progress."""

    STEADY = "steady"
    VIVA = "viva"
    ENGAGEDLY = "engagedly"
    MOONCAMP = "mooncamp"
    OBOARD = "oboard"
    UPRAISE = "upraise"


class Band(StrEnum):
    """The colour of a score."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"


class DataState(StrEnum):
    """The state of a measure's data in a period; missing is never zero."""

    MEASURED = "measured"
    ESTIMATE = "estimate"
    CARRIED = "carried"
    MISSING = "missing"
    NEVER = "never"
    NOT_APPLICABLE = "not_applicable"


class InitiativeState(StrEnum):
    """The state of an initiative."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"


AT_WORK = frozenset({InitiativeState.PLANNED, InitiativeState.RUNNING})
"""The states of an initiative that is not done."""


class Strength(StrEnum):
    """The strength of the belief that one objective drives another."""

    WEAK = "weak"
    MEDIUM = "medium"
    STRONG = "strong"


class RemarkKind(StrEnum):
    """The kind of a remark."""

    LEARNING = "learning"
    OBSTACLE = "obstacle"
    DECISION = "decision"
    DATA_GAP = "data_gap"
    COMMENT = "comment"
    REVIEW = "review"

    @property
    def word(self) -> str:
        """The word that people read: `data gap`."""
        return self.value.replace("_", " ")


class RemarkState(StrEnum):
    """Whether a remark still asks for something."""

    OPEN = "open"
    DONE = "done"


class Better(StrEnum):
    """The direction in which a value improves, where the numbers alone do not tell."""

    HIGHER = "higher"
    LOWER = "lower"
    EQUAL = "equal"


class ScoringPreset(StrEnum):
    """The presets that turn a value into a score, each with numbers of its own."""

    GOAL_RED_FLAG = "goal_red_flag"
    BASELINE_TARGET = "baseline_target"
    MIN_MAX = "min_max"
    RANGE = "range"
    MAINTAIN = "maintain"
    PERCENT_OF_TARGET = "percent_of_target"
    TWO_COLOUR = "two_colour"
    GOAL_ONLY = "goal_only"
    YES_NO = "yes_no"


class Severity(StrEnum):
    """The weight of a finding: an error keeps a plan from being activated."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"
