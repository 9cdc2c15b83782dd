"""The fields of goals, each declared once, for forms, files, copies and the History.

They are in the order of a file; `FORM_ORDER` is the order of forms.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum, StrEnum, auto

from goaltui.model.changes import Value
from goaltui.model.enums import (
    Aggregation,
    Ambition,
    Audience,
    Condition,
    EntityKind,
    Frequency,
    InitiativeState,
    MeasureKind,
    ObjectiveState,
    RunningPeriod,
    Weekday,
)
from goaltui.model.quick.translation import N_
from goaltui.model.quick_dataclass import dataclass

AIMED = (Condition.REACH, Condition.AT_LEAST, Condition.AT_MOST)
"""The conditions of a key result that has a target."""

NUMBERED = (*AIMED, Condition.BETWEEN)
"""The conditions of a key result that has numbers."""

NO = "no"
"""The default of a flag that is not set on a new thing."""

_DUE = N_("20 Nov, tomorrow, +2w, end of quarter")


class ValueKind(Enum):
    """The kind of a field's value, which decides how the field is asked for, read, written and told."""

    TITLE = auto()
    LINE = auto()
    TEXT = auto()
    NUMBER = auto()
    COUNT = auto()
    FLAG = auto()
    DAY = auto()
    WORD = auto()
    REFERENCE = auto()
    NAMES = auto()
    WEIGHT = auto()
    SHARE = auto()
    SCORING = auto()
    PHASES = auto()


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field of an entity.

    A form asks for a field with a `label`, under the conditions `asked_for` where there are any. `words` is a closed
    set of values, `hints` give the meaning of some of them, and `default` is the word of a new thing. A reference names
    a thing of the kind `refers`; with `is_listed` a form offers all of them. `outside` is the name in files and in the
    History, where it is another. Text that `is_short` is asked for in one line. A list of names holds none that is in
    the field `beside`. Files read and write a field `by_hand` in a way of its own. The detail pane shows what
    `is_fact`, and JSON what is `in_json`, as it stands. `copied` and `carried` say whether a copy and a carried-over
    thing keep it.
    """

    name: str
    kind: ValueKind
    label: str = ""
    hint: str = ""
    words: type[StrEnum] | None = None
    default: str = ""
    hints: tuple[tuple[str, str], ...] = ()
    refers: EntityKind | None = None
    is_listed: bool = False
    asked_for: tuple[Condition, ...] = ()
    outside: str = ""
    by_hand: bool = False
    is_short: bool = False
    beside: str = ""
    is_fact: bool = False
    in_json: bool = False
    copied: bool = True
    carried: bool = True

    @property
    def called(self) -> str:
        """Its name in files."""
        return self.outside or self.name


_AUDIENCE = FieldSpec(
    "audience",
    ValueKind.WORD,
    N_("Audience"),
    words=Audience,
    default=Audience.INTERNAL,
    hints=tuple(zip(Audience, (N_("nobody outside"), N_("partners too"), N_("everybody")), strict=True)),
    in_json=True,
)
_LAST = Aggregation.LAST
_KIND = ((MeasureKind.LAG.value, N_("the result")), (MeasureKind.LEAD.value, N_("what drives a result")))
_OBJECTIVE = (
    FieldSpec("title", ValueKind.TITLE, N_("Title"), N_("what changes, without a number")),
    FieldSpec(
        "parent",
        ValueKind.REFERENCE,
        N_("Under"),
        N_("title of what it contributes to"),
        refers=EntityKind.OBJECTIVE,
        by_hand=True,
    ),
    FieldSpec(
        "cycle", ValueKind.REFERENCE, N_("Cycle"), N_("none makes it strategic"), refers=EntityKind.CYCLE, by_hand=True
    ),
    FieldSpec(
        "perspective",
        ValueKind.REFERENCE,
        N_("Perspective"),
        N_("none inherits it"),
        refers=EntityKind.PERSPECTIVE,
        is_listed=True,
    ),
    FieldSpec(
        "theme", ValueKind.REFERENCE, N_("Theme"), N_("made where it is new; none inherits it"), refers=EntityKind.THEME
    ),
    FieldSpec("team", ValueKind.REFERENCE, N_("Team"), refers=EntityKind.TEAM),
    FieldSpec("owner", ValueKind.REFERENCE, N_("Owner"), refers=EntityKind.PERSON),
    FieldSpec(
        "contributes",
        ValueKind.NAMES,
        N_("Contributes to"),
        N_("more than its parent: linked, counted once"),
        refers=EntityKind.OBJECTIVE,
        beside="parent",
    ),
    FieldSpec(
        "partners",
        ValueKind.NAMES,
        N_("With"),
        N_("others beside the owner: Ann, Bo"),
        refers=EntityKind.PERSON,
        outside="with",
        beside="owner",
    ),
    FieldSpec("why", ValueKind.TEXT, N_("Why"), is_fact=True, in_json=True),
    FieldSpec("ambition", ValueKind.WORD, N_("Ambition"), words=Ambition, default=Ambition.ASPIRATIONAL, in_json=True),
    FieldSpec("weight", ValueKind.WEIGHT, N_("Weight"), in_json=True),
    FieldSpec("share", ValueKind.SHARE, in_json=True),
    FieldSpec("counts", ValueKind.FLAG, N_("Counts")),
    FieldSpec("state", ValueKind.WORD, N_("State"), words=ObjectiveState, default=ObjectiveState.ACTIVE, in_json=True),
    _AUDIENCE,
    FieldSpec("grade", ValueKind.NUMBER, copied=False, carried=False),
    FieldSpec("closing", ValueKind.TEXT, copied=False, carried=False),
)
_KEY_RESULT = (
    FieldSpec("title", ValueKind.TITLE, N_("Title"), N_("a number that will have moved")),
    FieldSpec(
        "measure",
        ValueKind.REFERENCE,
        N_("Measure"),
        N_("title of a lasting measure to read, or nothing"),
        refers=EntityKind.MEASURE,
        asked_for=(*NUMBERED, Condition.DONE),
        by_hand=True,
    ),
    FieldSpec("owner", ValueKind.REFERENCE, N_("Owner"), refers=EntityKind.PERSON),
    FieldSpec(
        "condition",
        ValueKind.WORD,
        N_("Condition"),
        words=Condition,
        default=Condition.REACH,
        hints=(
            (Condition.REACH.value, N_("from start to target")),
            (Condition.AT_LEAST.value, N_("never below the target")),
            (Condition.AT_MOST.value, N_("never above the target")),
            (Condition.BETWEEN.value, N_("never out of a range")),
            (Condition.DONE.value, N_("done or not")),
            (Condition.MILESTONES.value, N_("steps ticked off")),
        ),
        in_json=True,
        by_hand=True,
    ),
    FieldSpec(
        "partners",
        ValueKind.NAMES,
        N_("With"),
        N_("others beside the owner: Ann, Bo"),
        refers=EntityKind.PERSON,
        outside="with",
        beside="owner",
    ),
    FieldSpec("description", ValueKind.TEXT, N_("Description"), is_fact=True, in_json=True),
    FieldSpec(
        "start", ValueKind.NUMBER, N_("Start"), N_("where it stands now"), asked_for=(Condition.REACH,), in_json=True
    ),
    FieldSpec("target", ValueKind.NUMBER, N_("Target"), asked_for=AIMED, in_json=True),
    FieldSpec("stretch", ValueKind.NUMBER, N_("Stretch"), N_("beyond the target"), asked_for=AIMED),
    FieldSpec("low", ValueKind.NUMBER, N_("Low"), asked_for=(Condition.BETWEEN,)),
    FieldSpec("high", ValueKind.NUMBER, N_("High"), asked_for=(Condition.BETWEEN,)),
    FieldSpec("weight", ValueKind.WEIGHT, N_("Weight")),
    FieldSpec("share", ValueKind.SHARE),
    FieldSpec("due", ValueKind.DAY, N_("Due"), _DUE, in_json=True, carried=False),
    FieldSpec(
        "cadence",
        ValueKind.WORD,
        N_("Check in every"),
        N_("none: as often as its measure, else every week"),
        words=Frequency,
    ),
    FieldSpec("weeks", ValueKind.COUNT, N_("Weeks"), N_("2: every second week")),
    FieldSpec("weekday", ValueKind.WORD, N_("On"), N_("for weekly ones"), words=Weekday),
    FieldSpec(
        "first_day",
        ValueKind.DAY,
        N_("First day"),
        N_("expected from then on; none: from its cycle's first day"),
        carried=False,
    ),
    FieldSpec("first_target", ValueKind.NUMBER, in_json=True, copied=False, carried=False),
    FieldSpec(
        "phases",
        ValueKind.PHASES,
        N_("Phases"),
        N_("on the way: 15 Aug 30, 15 Sep 60"),
        asked_for=(Condition.REACH,),
        carried=False,
    ),
)
_MEASURE = (
    FieldSpec("title", ValueKind.TITLE, N_("Title"), N_("→ takes a suggestion from the library")),
    FieldSpec(
        "objective",
        ValueKind.REFERENCE,
        N_("Objective"),
        N_("title of the objective it measures"),
        refers=EntityKind.OBJECTIVE,
        by_hand=True,
    ),
    FieldSpec(
        "perspective",
        ValueKind.REFERENCE,
        N_("Perspective"),
        N_("if it has no objective"),
        refers=EntityKind.PERSPECTIVE,
        is_listed=True,
    ),
    FieldSpec("owner", ValueKind.REFERENCE, N_("Owner"), refers=EntityKind.PERSON),
    FieldSpec(
        "updater",
        ValueKind.REFERENCE,
        N_("Updater"),
        N_("who enters the values, if not the owner"),
        refers=EntityKind.PERSON,
    ),
    FieldSpec("team", ValueKind.REFERENCE, N_("Team"), refers=EntityKind.TEAM),
    FieldSpec("unit", ValueKind.LINE, N_("Unit"), N_("%, kSEK, days …"), in_json=True),
    FieldSpec("definition", ValueKind.TEXT, N_("Definition"), is_fact=True),
    FieldSpec("source", ValueKind.TEXT, N_("Source"), is_short=True, is_fact=True),
    FieldSpec(
        "kind", ValueKind.WORD, N_("Kind"), words=MeasureKind, default=MeasureKind.LAG, hints=_KIND, in_json=True
    ),
    FieldSpec("frequency", ValueKind.WORD, N_("Frequency"), words=Frequency, default=Frequency.MONTH, in_json=True),
    FieldSpec("aggregation", ValueKind.WORD, N_("Aggregation"), N_("per period"), words=Aggregation, default=_LAST),
    FieldSpec(
        "running",
        ValueKind.WORD,
        N_("Running sum"),
        words=RunningPeriod,
        default=RunningPeriod.ELAPSED,
        hints=(
            (RunningPeriod.ELAPSED.value, N_("judged by the days elapsed")),
            (RunningPeriod.LEFT_OUT.value, N_("judged once its period ends")),
        ),
    ),
    FieldSpec("weight", ValueKind.WEIGHT, N_("Weight"), in_json=True),
    FieldSpec("share", ValueKind.SHARE, in_json=True, copied=False),
    FieldSpec("applies", ValueKind.FLAG, N_("Applies")),
    FieldSpec(
        "key_measure",
        ValueKind.FLAG,
        N_("Key measure"),
        N_("one of the few that matter"),
        default=NO,
        in_json=True,
    ),
    FieldSpec(
        "proxy_for",
        ValueKind.LINE,
        N_("Proxy for"),
        N_("what it stands in for"),
        is_fact=True,
        in_json=True,
    ),
    FieldSpec(
        "baseline_until",
        ValueKind.DAY,
        N_("Baseline until"),
        N_("it is scored from the day after"),
        is_fact=True,
        in_json=True,
    ),
    FieldSpec(
        "in_words", ValueKind.FLAG, N_("In words"), N_("judged with !track, !behind, !risk"), default=NO, in_json=True
    ),
    _AUDIENCE,
    FieldSpec("scoring", ValueKind.SCORING),
)
_INITIATIVE = (
    FieldSpec("title", ValueKind.TITLE, N_("Title")),
    FieldSpec("objective", ValueKind.REFERENCE, refers=EntityKind.OBJECTIVE, by_hand=True, copied=False),
    FieldSpec("key_result", ValueKind.REFERENCE, refers=EntityKind.KEY_RESULT, by_hand=True, copied=False),
    FieldSpec("measure", ValueKind.REFERENCE, refers=EntityKind.MEASURE, by_hand=True, copied=False),
    FieldSpec("owner", ValueKind.REFERENCE, N_("Owner"), refers=EntityKind.PERSON),
    FieldSpec("due", ValueKind.DAY, N_("Due"), _DUE, in_json=True),
    FieldSpec(
        "state",
        ValueKind.WORD,
        N_("State"),
        words=InitiativeState,
        default=InitiativeState.PLANNED,
        in_json=True,
        copied=False,
    ),
    FieldSpec("percent", ValueKind.NUMBER, N_("Done"), N_("percent, or nothing"), in_json=True, copied=False),
    FieldSpec("agreed", ValueKind.DAY, in_json=True, copied=False),
    FieldSpec("begun", ValueKind.DAY, N_("Begun"), N_("none: when it was set running"), in_json=True, copied=False),
    FieldSpec("ended", ValueKind.DAY, N_("Ended"), N_("none: when it was set done"), in_json=True, copied=False),
)

FIELDS: Mapping[EntityKind, tuple[FieldSpec, ...]] = {
    EntityKind.OBJECTIVE: _OBJECTIVE,
    EntityKind.KEY_RESULT: _KEY_RESULT,
    EntityKind.MEASURE: _MEASURE,
    EntityKind.INITIATIVE: _INITIATIVE,
}
"""The fields by the kind of thing."""

FORM_ORDER: Mapping[EntityKind, tuple[str, ...]] = {
    EntityKind.OBJECTIVE: (
        *("title", "why", "parent", "contributes", "cycle", "perspective", "owner", "partners", "team"),
        *("ambition", "weight", "counts", "state", "theme"),
    ),
    EntityKind.KEY_RESULT: (
        *("title", "condition", "milestones", "start", "target", "stretch", "low", "high", "unit", "phases"),
        *("measure", "owner", "partners", "due", "cadence", "weeks", "weekday", "first_day", "weight", "description"),
    ),
    EntityKind.MEASURE: (
        *("title", "unit", "objective", "perspective", "numbers", "frequency", "aggregation", "running", "kind"),
        *("owner", "updater", "team", "definition", "source", "weight", "applies"),
    ),
    EntityKind.INITIATIVE: ("title", "owner", "due", "state", "percent", "begun", "ended"),
}
"""The order of the lines of a form, with those that are no fields; fields that are not named come last."""

REFERENCES = frozenset(
    {"driver", "driven", "subject", "sponsor"}
    | {spec.name for specs in FIELDS.values() for spec in specs if spec.kind is ValueKind.REFERENCE}
)
"""The fields of all entities that hold the id of another thing."""

NAME_LISTS = frozenset(spec.name for specs in FIELDS.values() for spec in specs if spec.kind is ValueKind.NAMES)
"""The fields that hold the ids of several other things."""

DAYS = frozenset({"start", "end", "done_on", "review", "date", "approved"}) | frozenset(
    spec.name for specs in FIELDS.values() for spec in specs if spec.kind is ValueKind.DAY
)
"""The fields of all entities that hold a day, where they hold no number."""

_OUTSIDE: Mapping[str, str] = {spec.name: spec.outside for specs in FIELDS.values() for spec in specs if spec.outside}


def in_files(kind: EntityKind) -> Iterator[FieldSpec]:
    """Return the fields that files read and write by the kinds of their values."""
    return (spec for spec in FIELDS[kind] if spec.kind is not ValueKind.TITLE and not spec.by_hand)


def field_words(name: str) -> str:
    """Return the name of a field in words."""
    return _OUTSIDE.get(name) or name.replace("_", " ")


def copied_values(kind: EntityKind, record: object) -> dict[str, Value]:
    """Return the values that a copy keeps."""
    return _kept(record, (spec for spec in FIELDS[kind] if spec.copied))


def carried_values(kind: EntityKind, record: object) -> dict[str, Value]:
    """Return the values that are kept where a thing goes on in another cycle."""
    return _kept(record, (spec for spec in FIELDS[kind] if spec.carried))


def _kept(record: object, specs: Iterable[FieldSpec]) -> dict[str, Value]:
    values = ((spec.name, getattr(record, spec.name)) for spec in specs)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values}
