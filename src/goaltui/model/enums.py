"""The closed vocabularies of the model. Values are the words used in TOML, JSON and the database."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from goaltui.model.quick.translation import N_, _, _n, _p

_IN_WORDS = {
    "at_least": N_("at least"),
    "at_most": N_("at most"),
    "at_risk": N_("at risk"),
    "baseline_target": N_("baseline target"),
    "check_setting": N_("check setting"),
    "data_gap": N_("data gap"),
    "goal_only": N_("goal only"),
    "goal_red_flag": N_("goal red flag"),
    "key_result": N_("key result"),
    "left_out": N_("left out"),
    "min_max": N_("min max"),
    "not_applicable": N_("not applicable"),
    "on_track": N_("on track"),
    "percent_of_target": N_("percent of target"),
    "two_colour": N_("two colour"),
    "yes_no": N_("yes no"),
}
"""Words for values that are not words themselves."""


def shown_word(value: str) -> str:
    """Return a value of these vocabularies, or the name of a field, as people read it."""
    return _(_IN_WORDS.get(value) or value.replace("_", " "))


class Vocabulary(StrEnum):
    """Words of which each is stored and typed as its value, and shown in the language of the reader."""

    @property
    def word(self) -> str:
        """The word that people read: `on track`."""
        return shown_word(self.value)


class EntityKind(StrEnum):
    """The kinds of entities that the journal knows, by their names in its changes."""

    WORKSPACE = N_("workspace")
    PERSPECTIVE = N_("perspective")
    THEME = N_("theme")
    CYCLE = N_("cycle")
    TEAM = N_("team")
    PERSON = N_("person")
    OBJECTIVE = N_("objective")
    MEASURE = N_("measure")
    TARGET = N_("target")
    KEY_RESULT = "key_result"
    MILESTONE = N_("milestone")
    CHECK_IN = "check_in"
    INITIATIVE = N_("initiative")
    LINK = N_("link")
    REMARK = "remark"
    CHECK_SETTING = "check_setting"

    @property
    def typed(self) -> str:
        """The word as people type it and programs read it, in English: `key result`, and `note` for a remark."""
        match self:
            case EntityKind.CHECK_IN:
                return N_("check-in")
            case EntityKind.REMARK:
                return N_("note")
        return self.value.replace("_", " ")

    @property
    def word(self) -> str:
        """The word that people read, in their language."""
        return _(self.typed)

    def counted(self, count: int) -> str:
        """Return a count with the word: `1 key result`, `3 key results`."""
        return _COUNTED[self](count)

    @property
    def half(self) -> "Method":
        """The method that works with this kind; both where each does."""
        return _HALVES.get(self, Method.BOTH)


_COUNTED: Mapping[EntityKind, Callable[[int], str]] = {
    EntityKind.WORKSPACE: lambda count: _n("{count} workspace", "{count} workspaces", count),
    EntityKind.PERSPECTIVE: lambda count: _n("{count} perspective", "{count} perspectives", count),
    EntityKind.THEME: lambda count: _n("{count} theme", "{count} themes", count),
    EntityKind.CYCLE: lambda count: _n("{count} cycle", "{count} cycles", count),
    EntityKind.TEAM: lambda count: _n("{count} team", "{count} teams", count),
    EntityKind.PERSON: lambda count: _n("{count} person", "{count} people", count),
    EntityKind.OBJECTIVE: lambda count: _n("{count} objective", "{count} objectives", count),
    EntityKind.MEASURE: lambda count: _n("{count} measure", "{count} measures", count),
    EntityKind.TARGET: lambda count: _n("{count} target", "{count} targets", count),
    EntityKind.KEY_RESULT: lambda count: _n("{count} key result", "{count} key results", count),
    EntityKind.MILESTONE: lambda count: _n("{count} milestone", "{count} milestones", count),
    EntityKind.CHECK_IN: lambda count: _n("{count} check-in", "{count} check-ins", count),
    EntityKind.INITIATIVE: lambda count: _n("{count} initiative", "{count} initiatives", count),
    EntityKind.LINK: lambda count: _n("{count} link", "{count} links", count),
    EntityKind.REMARK: lambda count: _n("{count} note", "{count} notes", count),
    EntityKind.CHECK_SETTING: lambda count: _n("{count} check setting", "{count} check settings", count),
}


def word_of(kind: str) -> str:
    """Return the word of a kind of entity by its name, also of one that only a later version knows."""
    return next((known.word for known in EntityKind if known == kind), kind.replace("_", " "))


def counted_kind(kind: str, count: int) -> str:
    """Return a count with the word of a kind by its name, also of one that only a later version knows."""
    known = next((known.counted(count) for known in EntityKind if known == kind), None)
    return known or f"{count} {kind.replace('_', ' ')}{'' if count == 1 else 's'}"


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
        match self:
            case Method.OKR:
                return "OKR"
            case Method.SCORECARD:
                return _("the balanced scorecard")
        return _("OKR and the balanced scorecard")

    def shows(self, half: "Method") -> bool:
        """Return whether it shows what belongs to one method, or to both."""
        return Method.BOTH in (self, half) or self is half


_HALVES = {
    EntityKind.KEY_RESULT: Method.OKR,
    EntityKind.MILESTONE: Method.OKR,
    EntityKind.CYCLE: Method.OKR,
    EntityKind.PERSPECTIVE: Method.SCORECARD,
    EntityKind.MEASURE: Method.SCORECARD,
    EntityKind.TARGET: Method.SCORECARD,
    EntityKind.LINK: Method.SCORECARD,
}
"""The kinds that one method alone works with."""


class Need(Vocabulary):
    """Whether a workspace requires something of an objective, wants it, or does not ask for it."""

    REQUIRED = N_("required")
    WANTED = N_("wanted")
    OFF = N_("off")


class Weekday(Vocabulary):
    """A day of the week on which something is due."""

    MON = N_("mon")
    TUE = N_("tue")
    WED = N_("wed")
    THU = N_("thu")
    FRI = N_("fri")
    SAT = N_("sat")
    SUN = N_("sun")


class Ambition(Vocabulary):
    """The ambition of an objective: committed is expected at 1.0 when it closes, aspirational at 0.7."""

    COMMITTED = N_("committed")
    ASPIRATIONAL = N_("aspirational")


class ObjectiveState(Vocabulary):
    """The stage of an objective between its draft and its end."""

    DRAFT = N_("draft")
    ACTIVE = N_("active")
    CLOSED = N_("closed")
    DROPPED = N_("dropped")


CLOSED = frozenset({ObjectiveState.CLOSED, ObjectiveState.DROPPED})
"""The states of an objective that nobody works on any more."""


class MeasureKind(Vocabulary):
    """The kind of a measure: lag measures an outcome, lead an expected cause of one."""

    LAG = N_("lag")
    LEAD = N_("lead")


class Frequency(Vocabulary):
    """The interval at which values are due; irregular ones never are."""

    DAY = N_("day")
    WEEK = N_("week")
    MONTH = N_("month")
    TERTIAL = N_("tertial")
    QUARTER = N_("quarter")
    HALF_YEAR = N_("half-year")
    YEAR = N_("year")
    IRREGULAR = N_("irregular")


class Aggregation(Vocabulary):
    """The rule that makes one value of the several values of a period."""

    LAST = N_("last")
    SUM = N_("sum")
    MEAN = N_("mean")
    MIN = N_("min")
    MAX = N_("max")


class RunningPeriod(Vocabulary):
    """The judgement of a sum before its period ends: by the elapsed share of its goal, or none."""

    ELAPSED = N_("elapsed")
    LEFT_OUT = "left_out"


class Condition(Vocabulary):
    """The condition that a key result sets on its measure."""

    REACH = N_("reach")
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = N_("between")
    DONE = N_("done")
    MILESTONES = N_("milestones")


class Status(Vocabulary):
    """The status of a key result or an objective."""

    ON_TRACK = "on_track"
    BEHIND = N_("behind")
    AT_RISK = "at_risk"
    OUTDATED = N_("outdated")
    PENDING = N_("pending")
    CLOSED = N_("closed")


class ManualStatus(Vocabulary):
    """The status that a check-in may set; `auto` releases an earlier one."""

    ON_TRACK = "on_track"
    BEHIND = N_("behind")
    AT_RISK = "at_risk"
    AUTO = N_("auto")


class Audience(Vocabulary):
    """The readers that an objective or a measure may be shown to, from the house outwards."""

    INTERNAL = N_("internal")
    PARTNER = N_("partner")
    PUBLIC = N_("public")


class StatusPreset(StrEnum):
    """Named thresholds between progress and expected progress."""

    STEADY = "steady"
    VIVA = "viva"
    ENGAGEDLY = "engagedly"
    MOONCAMP = "mooncamp"
    OBOARD = "oboard"
    UPRAISE = "upraise"


class Band(Vocabulary):
    """The colour of a score."""

    RED = N_("red")
    YELLOW = N_("yellow")
    GREEN = N_("green")


class DataState(Vocabulary):
    """The state of a measure's data in a period; missing is never zero."""

    MEASURED = N_("measured")
    ESTIMATE = N_("estimate")
    CARRIED = N_("carried")
    MISSING = N_("missing")
    NEVER = N_("never")
    NOT_APPLICABLE = "not_applicable"


class InitiativeState(Vocabulary):
    """The state of an initiative."""

    PLANNED = N_("planned")
    RUNNING = N_("running")
    DONE = N_("done")
    DROPPED = N_("dropped")


AT_WORK = frozenset({InitiativeState.PLANNED, InitiativeState.RUNNING})
"""The states of an initiative that is not done."""


class Strength(Vocabulary):
    """The strength of the belief that one objective drives another."""

    WEAK = N_("weak")
    MEDIUM = N_("medium")
    STRONG = N_("strong")


class RemarkKind(Vocabulary):
    """The kind of a remark."""

    LEARNING = N_("learning")
    OBSTACLE = N_("obstacle")
    DECISION = N_("decision")
    DATA_GAP = "data_gap"
    COMMENT = N_("comment")
    REVIEW = N_("review")


class RemarkState(StrEnum):
    """Whether a remark still asks for something."""

    OPEN = "open"
    DONE = "done"

    @property
    def word(self) -> str:
        """The word that people read."""
        return _p("note", "open") if self is RemarkState.OPEN else _p("note", "done")


class Better(Vocabulary):
    """The direction in which a value improves, where the numbers alone do not tell."""

    HIGHER = N_("higher")
    LOWER = N_("lower")
    EQUAL = N_("equal")


class ScoringPreset(Vocabulary):
    """The presets that turn a value into a score, each with numbers of its own."""

    GOAL_RED_FLAG = "goal_red_flag"
    BASELINE_TARGET = "baseline_target"
    MIN_MAX = "min_max"
    RANGE = N_("range")
    MAINTAIN = N_("maintain")
    PERCENT_OF_TARGET = "percent_of_target"
    TWO_COLOUR = "two_colour"
    GOAL_ONLY = "goal_only"
    YES_NO = "yes_no"


class Severity(Vocabulary):
    """The weight of a finding: an error keeps a plan from being activated."""

    ERROR = N_("error")
    WARNING = N_("warning")
    HINT = N_("hint")
