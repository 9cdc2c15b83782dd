"""The fields of the add and edit forms, filled from what stands in the workspace."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from goaltui.model.enums import (
    Aggregation,
    Ambition,
    Condition,
    EntityKind,
    Frequency,
    InitiativeState,
    MeasureKind,
    ObjectiveState,
    RemarkKind,
)
from goaltui.model.errors import NotFound, Refused
from goaltui.model.phases import phases_of
from goaltui.model.records import InitiativeRecord, KeyResultRecord, MeasureRecord, ObjectiveRecord, Records
from goaltui.rules import periods
from goaltui.rules.pools import Pool
from goaltui.rules.shares import Weighed
from goaltui.services import words
from goaltui.services.forms import CONDITION, Form, FormField
from goaltui.services.goalposts import WHY, is_running
from goaltui.services.phases import typed
from goaltui.services.scope import persons
from goaltui.services.scorings import scoring_fields
from goaltui.services.weights import beside_key_result, beside_measure, beside_objective, shown

_Kept = TypeVar("_Kept", ObjectiveRecord, KeyResultRecord, MeasureRecord, InitiativeRecord)
_AIMED = (Condition.REACH, Condition.AT_LEAST, Condition.AT_MOST)
_NUMBERED = (*_AIMED, Condition.BETWEEN)
_CONDITIONS = (
    (Condition.REACH.value, "from start to target"),
    (Condition.AT_LEAST.value, "never below the target"),
    (Condition.AT_MOST.value, "never above the target"),
    (Condition.BETWEEN.value, "never out of a range"),
    (Condition.DONE.value, "done or not"),
    (Condition.MILESTONES.value, "steps ticked off"),
)
_MILESTONES = FormField("milestones", "Milestones", hint="Draft 15 Dec, Build, Ship", asked_for=(Condition.MILESTONES,))


@dataclass(frozen=True, slots=True)
class Names:
    """What the choices of a form are made of: names by id."""

    cycles: Mapping[str, str]
    perspectives: Mapping[str, str]
    objectives: Mapping[str, str]
    measures: Mapping[str, str]
    people: Mapping[str, str]
    teams: Mapping[str, str]

    @classmethod
    def of(cls, records: Records) -> "Names":
        """The names in these records."""
        return cls(
            {cycle.id: cycle.name for cycle in sorted(records.cycles, key=lambda cycle: cycle.start, reverse=True)},
            {perspective.id: perspective.name for perspective in records.perspectives},
            {objective.id: objective.title for objective in records.objectives},
            {measure.id: measure.title for measure in records.measures},
            {person.id: person.name for person in records.people},
            {team.id: team.name for team in records.teams},
        )


def quarter(day: date) -> tuple[str, date, date]:
    """Name, first and last day of the calendar quarter around a day: the cycle offered where there is none."""
    span = periods.period_of(day, Frequency.QUARTER)
    return span.label, span.start, span.end


def offered_cycles(today: date) -> tuple[tuple[str, date, date], ...]:
    """The cycles that a form offers before anybody made them: this quarter, the next one, this year."""
    current = quarter(today)
    following = quarter(current[2] + timedelta(days=1))
    return (current, following, (str(today.year), date(today.year, 1, 1), date(today.year, 12, 31)))


def new_form(kind: EntityKind, records: Records, parent: str | None, today: date, author: str) -> Form:
    """An empty form, with what follows from where and by whom it is added; raises Refused where that is no place for
    it."""
    names = Names.of(records)
    match kind:
        case EntityKind.OBJECTIVE:
            above = next((item for item in records.objectives if item.id == parent), None)
            lane = parent if parent in names.perspectives else None
            fields = _objective_fields(None, above, names, records, today, lane)
        case EntityKind.KEY_RESULT:
            if parent not in names.objectives:
                raise Refused("A key result belongs to an objective; choose one first, or add one with a.")
            fields = _key_result_fields(None, names, beside_key_result(records, today, None, parent or ""))
            place = next(place for place, field in enumerate(fields, 1) if field.name == CONDITION)
            fields = (*fields[:place], _MILESTONES, *fields[place:])
        case EntityKind.MEASURE:
            fields = _measure_fields(None, names, parent, beside_measure(records, today, None, parent, parent))
        case EntityKind.INITIATIVE:
            fields = _initiative_fields(None, names)
        case EntityKind.REMARK:
            fields = _remark_fields()
        case _:
            raise Refused(f"No form knows the kind {kind.word} yet; use goaltui edit.")
    form = Form(kind, None, f"New {kind.word}", fields, parent)
    person = next(iter(persons(records, author)), None)
    if person is None or kind is EntityKind.REMARK:
        return form
    return form.with_meaning("owner", person.id, person.name)


def edit_form(kind: EntityKind, identity: str, records: Records, today: date) -> Form:
    """A form filled with what stands; raises Refused for kinds without one, NotFound where it was deleted."""
    form = _filled(kind, identity, records, today)
    return replace(form, opened=form.fields)


def _filled(kind: EntityKind, identity: str, records: Records, today: date) -> Form:
    names = Names.of(records)
    title = f"Edit {kind.word}"
    if kind is EntityKind.OBJECTIVE:
        objective = _of(records.objectives, identity)
        above = next((item for item in records.objectives if item.id == objective.parent), None)
        fields = _objective_fields(objective, above, names, records, today)
        return Form(kind, identity, title, fields, objective.parent)
    if kind is EntityKind.KEY_RESULT:
        key_result = _of(records.key_results, identity)
        beside = beside_key_result(records, today, identity, key_result.objective)
        phases = typed(phases_of(key_result.phases), records.window_of(key_result.objective), today)
        fields = (*_key_result_fields(key_result, names, beside, phases), *_moved(key_result, records, today))
        return Form(kind, identity, title, fields, key_result.objective)
    if kind is EntityKind.MEASURE:
        measure = _of(records.measures, identity)
        pool = beside_measure(records, today, identity, measure.objective, measure.perspective)
        fields = _measure_fields(measure, names, measure.objective, pool)
        return Form(kind, identity, title, fields, measure.objective)
    if kind is EntityKind.INITIATIVE:
        work = _of(records.initiatives, identity)
        return Form(kind, identity, title, _initiative_fields(work, names), work.key_result or work.objective)
    raise Refused(f"No form knows the kind {kind.word} yet; use goaltui edit.")


def _of(records: Iterable[_Kept], identity: str) -> _Kept:
    for record in records:
        if record.id == identity:
            return record
    raise NotFound("It is no longer there; somebody may have deleted it, and the History (5) brings it back.")


def _named(name: str, label: str, identity: str | None, among: Mapping[str, str], hint: str = "") -> FormField:
    text = among.get(identity or "", "")
    return FormField(
        name,
        label,
        text,
        hint=hint,
        means=identity if text else None,
        filled=text,
        suggestions=tuple(dict.fromkeys(among.values())),
    )


def weight_field(record: Weighed | None, beside: Pool | None) -> FormField:
    """The weight of a thing that is weighed with what is `beside` it, or that has nothing to be weighed with."""
    text = shown(record)
    hint = "2" if beside is None else "2, or 30 % to fix it"
    return FormField("weight", "Weight", text, hint=hint, filled=text, beside=beside)


def _chosen(name: str, label: str, identity: str | None, among: Mapping[str, str], hint: str) -> FormField:
    return replace(_named(name, label, identity, among, hint), choices=("", *among.values()), refs=True)


def _objective_fields(
    record: ObjectiveRecord | None,
    above: ObjectiveRecord | None,
    names: Names,
    records: Records,
    today: date,
    lane: str | None = None,
) -> tuple[FormField, ...]:
    """Those of an objective; a new one in the `lane` of a perspective is strategic."""
    identity = record.id if record else None
    offered = [name for name, _, _ in offered_cycles(today) if name not in names.cycles.values()]
    cycles = ("", *names.cycles.values(), *offered)
    running = records.running(today)
    offer = "" if lane else running.name if running is not None else quarter(today)[0]
    cycle = names.cycles.get(record.cycle or "", "") if record else offer
    within = record.cycle if record else next((key for key, name in names.cycles.items() if name == cycle), None)
    perspective = record.perspective if record else lane
    beside = beside_objective(records, today, identity, above.id if above else None, within, perspective)
    return (
        FormField(
            "title", "Title", record.title if record else "", required=True, hint="what changes, without a number"
        ),
        FormField("why", "Why", record.why if record else "", multiline=True),
        _named("parent", "Under", above.id if above else None, names.objectives, "title of what it contributes to"),
        FormField(
            "cycle",
            "Cycle",
            cycle,
            cycles,
            hint="none makes it strategic",
            means=record.cycle if record else None,
            filled=cycle,
            refs=True,
        ),
        _chosen("perspective", "Perspective", perspective, names.perspectives, "none inherits it"),
        _named("owner", "Owner", record.owner if record else None, names.people),
        _named("team", "Team", record.team if record else None, names.teams),
        FormField("ambition", "Ambition", record.ambition if record else Ambition.ASPIRATIONAL, tuple(Ambition)),
        weight_field(record, beside),
        FormField("counts", "Counts", "yes" if record is None or record.counts else "no", ("yes", "no")),
        FormField("state", "State", record.state if record else ObjectiveState.ACTIVE, tuple(ObjectiveState)),
    )


def _key_result_fields(
    record: KeyResultRecord | None, names: Names, beside: Pool | None, phases: str = ""
) -> tuple[FormField, ...]:
    def given(name: str, label: str, value: float | None, *conditions: Condition) -> FormField:
        return FormField(name, label, "" if value is None else words.number(value), asked_for=conditions)

    bound = record.measure if record and not record.own_measure else None
    return (
        FormField(
            "title", "Title", record.title if record else "", required=True, hint="a number that will have moved"
        ),
        FormField(
            CONDITION,
            "Condition",
            record.condition if record else Condition.REACH,
            tuple(Condition),
            hints=_CONDITIONS,
        ),
        replace(given("start", "Start", record.start if record else None, Condition.REACH), hint="where it stands now"),
        given("target", "Target", record.target if record else None, *_AIMED),
        given("low", "Low", record.low if record else None, Condition.BETWEEN),
        given("high", "High", record.high if record else None, Condition.BETWEEN),
        FormField("unit", "Unit", record.unit if record else "", hint="%, kSEK, days …", asked_for=_NUMBERED),
        FormField("phases", "Phases", phases, hint="on the way: 15 Aug 30, 15 Sep 60", asked_for=(Condition.REACH,)),
        replace(
            _named("measure", "Measure", bound, names.measures, "title of a lasting measure to read, or nothing"),
            asked_for=(*_NUMBERED, Condition.DONE),
        ),
        _named("owner", "Owner", record.owner if record else None, names.people),
        FormField(
            "due",
            "Due",
            record.due.isoformat() if record and record.due else "",
            hint="20 Nov, tomorrow, +2w, end of quarter",
        ),
        FormField("cadence", "Check in every", record.cadence if record else Frequency.WEEK, tuple(Frequency)),
        weight_field(record, beside),
    )


def _moved(record: KeyResultRecord, records: Records, today: date) -> tuple[FormField, ...]:
    if not is_running(records, record, today):
        return ()
    first = f"first set at {words.number(record.first_target)}; " if record.first_target is not None else ""
    hint = f"{first}asked where the target moves in mid-cycle"
    return (FormField(WHY, "Why moved", hint=hint, multiline=True, asked_for=_AIMED),)


def _measure_fields(
    record: MeasureRecord | None, names: Names, parent: str | None, beside: Pool | None
) -> tuple[FormField, ...]:
    objective = record.objective if record else parent
    perspective = record.perspective if record else parent
    return (
        FormField("title", "Title", record.title if record else "", required=True),
        FormField("unit", "Unit", record.unit if record else "", hint="%, kSEK, days …"),
        _named("objective", "Objective", objective, names.objectives, "title of the objective it measures"),
        _chosen("perspective", "Perspective", perspective, names.perspectives, "without one"),
        *scoring_fields(record.scoring if record else None),
        FormField("frequency", "Frequency", record.frequency if record else Frequency.MONTH, tuple(Frequency)),
        FormField("aggregation", "Aggregation", record.aggregation if record else Aggregation.LAST, tuple(Aggregation)),
        FormField("kind", "Kind", record.kind if record else MeasureKind.LAG, tuple(MeasureKind)),
        _named("owner", "Owner", record.owner if record else None, names.people),
        FormField("definition", "Definition", record.definition if record else "", multiline=True),
        FormField("source", "Source", record.source if record else ""),
        weight_field(record, beside),
        FormField("applies", "Applies", "yes" if record is None or record.applies else "no", ("yes", "no")),
    )


def _initiative_fields(record: InitiativeRecord | None, names: Names) -> tuple[FormField, ...]:
    due = record.due.isoformat() if record and record.due else ""
    percent = words.number(record.percent) if record and record.percent is not None else ""
    return (
        FormField("title", "Title", record.title if record else "", required=True),
        _named("owner", "Owner", record.owner if record else None, names.people),
        FormField("due", "Due", due, hint="20 Nov, tomorrow, +2w, end of quarter"),
        FormField("state", "State", record.state if record else InitiativeState.PLANNED, tuple(InitiativeState)),
        FormField("percent", "Done", percent, hint="percent, or nothing"),
    )


def _remark_fields() -> tuple[FormField, ...]:
    return (
        FormField("text", "Text", required=True, multiline=True),
        FormField(
            "kind", "Kind", RemarkKind.LEARNING, tuple(kind for kind in RemarkKind if kind is not RemarkKind.REVIEW)
        ),
        FormField("owner", "Owner", hint="who does something about it"),
        FormField("due", "Due", hint="20 Nov, tomorrow, +2w, end of quarter"),
    )
