"""The fields of the add and edit forms of goals, filled from the workspace."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from goaltui.model.enums import Condition, EntityKind, Frequency, Method, RemarkKind
from goaltui.model.errors import NotFound, Refused
from goaltui.model.fields import AIMED, NUMBERED
from goaltui.model.interim_targets import phases_of
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import replace
from goaltui.model.records import InitiativeRecord, KeyResultRecord, MeasureRecord, ObjectiveRecord, Records
from goaltui.rules.progress.fiscal import fiscal_period
from goaltui.rules.scoring.weight_groups import WeightGroup
from goaltui.rules.scoring.weight_shares import Weighed
from goaltui.services.core import formatting
from goaltui.services.core.ownership import persons
from goaltui.services.forms.field_lines import FormChoices, field_lines
from goaltui.services.forms.form import Form, FormField, QuickContext, heading
from goaltui.services.forms.measure_library import unused
from goaltui.services.forms.measure_numbers import FROM, number_fields
from goaltui.services.forms.sibling_weights import beside_key_result, beside_measure, beside_objective, shown
from goaltui.services.forms.target_change import WHY, is_running
from goaltui.services.parsing.interim_targets import typed
from goaltui.services.parsing.numbers import comma_is_decimal

if TYPE_CHECKING:
    from goaltui.services.core.workspace import Workspace

_Kept = TypeVar("_Kept", ObjectiveRecord, KeyResultRecord, MeasureRecord, InitiativeRecord)
_FIRST: Mapping[EntityKind, tuple[str, ...]] = {
    EntityKind.OBJECTIVE: ("title", "why", "cycle", "perspective"),
    EntityKind.KEY_RESULT: ("title", "condition", "start", "target", "low", "high", "milestones"),
    EntityKind.MEASURE: ("title", "unit", "preset", "numbers"),
    EntityKind.INITIATIVE: ("title", "owner", "due"),
}
"""The fields of a thing that are asked for first."""

UNUSED = {Method.OKR: frozenset({"perspective"}), Method.SCORECARD: frozenset({"cycle", "ambition", "counts"})}
"""The fields of an objective that a method has no use for."""


def quarter(day: date, first_month: int = 1) -> tuple[str, date, date]:
    """Return name, first and last day of the quarter around a day, in a year that begins with that month: the
    cycle offered where there is none.
    """
    span = fiscal_period(day, Frequency.QUARTER, first_month)
    return span.label, span.start, span.end


def offered_cycles(records: Records, today: date) -> tuple[tuple[str, date, date], ...]:
    """Return the cycles that a form offers before anybody made them: this quarter, the next one, this year; none
    with the days of an existing one.
    """
    first_month = records.workspace.first_month
    current = quarter(today, first_month)
    following = quarter(current[2] + timedelta(days=1), first_month)
    year = fiscal_period(today, Frequency.YEAR, first_month)
    there = {(item.start, item.end) for item in records.cycles}
    offered = (current, following, (year.label, year.start, year.end))
    return tuple(item for item in offered if item[1:] not in there)


def new_form(kind: EntityKind, records: Records, parent: str | None, today: date, author: str) -> Form:
    """Return an empty form, with what follows from its place and author; raises Refused where
    the thing cannot be added there.
    """
    names = FormChoices.of(records)
    match kind:
        case EntityKind.OBJECTIVE:
            above = next((item for item in records.objectives if item.id == parent), None)
            lane = parent if parent in names.perspectives else None
            fields = _of_method(_objective_fields(None, above, names, records, today, lane), names, records)
        case EntityKind.KEY_RESULT:
            if parent not in names.objectives:
                raise Refused(_("A key result belongs to an objective; choose one first, or add one with a."))
            beside = beside_key_result(records, today, None, parent or "")
            fields = _key_result_fields(None, names, beside, first_day=begins(records.window_of(parent), today))
        case EntityKind.MEASURE:
            fields = _measure_fields(
                None,
                names,
                parent,
                beside_measure(records, today, None, parent, parent),
                number_fields(None, records, today),
            )
        case EntityKind.INITIATIVE:
            fields = tuple(field_lines(kind, None, names))
        case EntityKind.REMARK:
            fields = _remark_fields()
        case _:
            raise Refused(_("There is no form for a {kind}; use goaltui edit.", kind=kind.word))
    form = Form(kind, None, heading(kind, None), fields, parent)
    if kind is EntityKind.REMARK:
        return form
    person = next(iter(persons(records, author)), None)
    if person is not None:
        form = form.with_meaning("owner", person.id, person.name)
    fields = tuple(_folded(kind, _with_keys(form.fields, records)))
    quick = _quick(records, today, fields)
    if kind is EntityKind.MEASURE:
        quick = replace(
            quick,
            library=unused(records),
            places=tuple((item.key, item.name) for item in records.perspectives),
        )
        known = tuple(item.title for item in quick.library)
        fields = tuple(replace(field, suggestions=known) if field.name == "title" else field for field in fields)
    return replace(form, fields=fields, quick=quick)


def _folded(
    kind: EntityKind, fields: Iterable[FormField], usual: Mapping[str, str] | None = None
) -> Iterator[FormField]:
    """Return the fields, under «more» all but the first of their kind and, with `usual`, those that hold something
    else than a new thing's would.
    """
    first = _FIRST.get(kind, ())
    for field in fields:
        holds = usual is not None and field.value != usual.get(field.name, "")
        yield replace(field, more=field.name not in first and not holds)


def _usual(kind: EntityKind, today: date) -> Mapping[str, str]:
    """Return what the fields of a thing hold where nobody has said anything else."""
    lines = field_lines(kind, None, FormChoices({}, {}, {}, {}, {}, {}, {}))
    return {line.name: line.value for line in lines} | {"weight": shown(None), FROM: today.isoformat()}


def _with_keys(fields: Iterable[FormField], records: Records) -> Iterator[FormField]:
    """Return the fields, those of owner and team with the keys that name the same."""
    keys = {
        "owner": tuple(person.key or "" for person in records.people),
        "team": tuple(team.key or "" for team in records.teams),
    }
    keys["partners"] = keys["updater"] = keys["owner"]
    return (replace(field, known=keys.get(field.name, ())) for field in fields)


def _quick(records: Records, today: date, fields: tuple[FormField, ...]) -> QuickContext:
    cycles = {name: end for name, _, end in offered_cycles(records, today)} | {
        item.name: item.end for item in records.cycles
    }
    people = tuple((person.name, person.key or "") for person in records.people)
    return QuickContext(today, people, tuple(cycles.items()), comma_is_decimal(records.workspace.language), fields)


def edit_form(kind: EntityKind, identity: str, records: Records, today: date) -> Form:
    """Return a form filled with what stands; raises Refused for kinds without one, NotFound where it was deleted."""
    form = _filled(kind, identity, records, today)
    fields = tuple(_folded(kind, _with_keys(form.fields, records), _usual(kind, today)))
    return replace(form, fields=fields, opened=fields)


def _filled(kind: EntityKind, identity: str, records: Records, today: date) -> Form:
    names = FormChoices.of(records)
    title = heading(kind, identity)
    if kind is EntityKind.OBJECTIVE:
        objective = _of(records.objectives, identity)
        above = next((item for item in records.objectives if item.id == objective.parent), None)
        fields = _of_method(_objective_fields(objective, above, names, records, today), names, records)
        return Form(kind, identity, title, fields, objective.parent)
    if kind is EntityKind.KEY_RESULT:
        key_result = _of(records.key_results, identity)
        beside = beside_key_result(records, today, identity, key_result.objective)
        phases = typed(phases_of(key_result.phases), records.window_of(key_result.objective), today)
        first_day = key_result.first_day.isoformat() if key_result.first_day else ""
        fields = _key_result_fields(key_result, names, beside, phases, first_day)
        fields = (*fields, *_moved(key_result, records, today))
        return Form(kind, identity, title, fields, key_result.objective)
    if kind is EntityKind.MEASURE:
        measure = _of(records.measures, identity)
        group = beside_measure(records, today, identity, measure.objective, measure.perspective)
        fields = _measure_fields(measure, names, measure.objective, group, number_fields(measure, records, today))
        return Form(kind, identity, title, fields, measure.objective)
    if kind is EntityKind.INITIATIVE:
        work = _of(records.initiatives, identity)
        return Form(kind, identity, title, tuple(field_lines(kind, work, names)), work.serves)
    raise Refused(_("There is no form for a {kind}; use goaltui edit.", kind=kind.word))


def _of(records: Iterable[_Kept], identity: str) -> _Kept:
    for record in records:
        if record.id == identity:
            return record
    raise NotFound(_("It is no longer there; somebody may have deleted it, and the History (5) brings it back."))


def weight_field(record: Weighed | None, beside: WeightGroup | None) -> FormField:
    """Return the weight field of a thing; `beside` is its group, none where nothing is weighed with it."""
    text = shown(record)
    hint = "2" if beside is None else _("2, or 30 % to fix it")
    return FormField("weight", _("Weight"), text, hint=hint, filled=text, beside=beside)


def _of_method(fields: Iterable[FormField], names: FormChoices, records: Records) -> tuple[FormField, ...]:
    """Return the fields of an objective with its theme; those without use in the workspace's method are hidden."""
    method = Method(records.workspace.method)
    unused = UNUSED.get(method, frozenset()) | ({"theme"} if not (method.uses_scorecard or names.themes) else set())
    return tuple(replace(field, hidden=field.name in unused) for field in fields)


def _objective_fields(
    record: ObjectiveRecord | None,
    above: ObjectiveRecord | None,
    names: FormChoices,
    records: Records,
    today: date,
    lane: str | None = None,
) -> tuple[FormField, ...]:
    """Return those of an objective; a new one in the `lane` of a perspective is strategic."""
    identity = record.id if record else None
    offered = [name for name, _, _ in offered_cycles(records, today) if name not in names.cycles.values()]
    cycles = ("", *names.cycles.values(), *offered)
    running = records.running(today)
    strategic = lane is not None or not Method(records.workspace.method).uses_okr
    offer = (
        "" if strategic else running.name if running is not None else quarter(today, records.workspace.first_month)[0]
    )
    cycle = names.cycles.get(record.cycle or "", "") if record else offer
    within = record.cycle if record else next((key for key, name in names.cycles.items() if name == cycle), None)
    perspective = record.perspective if record else lane
    beside = beside_objective(records, today, identity, above.id if above else None, within, perspective)
    named = FormField(
        "cycle",
        _("Cycle"),
        cycle,
        cycles,
        hint=_("empty: strategic"),
        means=record.cycle if record else None,
        filled=cycle,
        refs=True,
    )
    return tuple(
        field_lines(
            EntityKind.OBJECTIVE,
            record,
            names,
            standing={"parent": above.id if above else None, "perspective": perspective},
            own={"cycle": (named,), "weight": (weight_field(record, beside),)},
        )
    )


def _key_result_fields(
    record: KeyResultRecord | None,
    names: FormChoices,
    beside: WeightGroup | None,
    phases: str = "",
    first_day: str = "",
) -> tuple[FormField, ...]:
    bound = record.measure if record and not record.own_measure else None
    unit = FormField("unit", _("Unit"), record.unit if record else "", hint=_("%, kSEK, days …"), asked_for=NUMBERED)
    own: dict[str, tuple[FormField, ...]] = {"unit": (unit,), "weight": (weight_field(record, beside),)}
    if record is None:
        hint = _("Draft 15 Dec, Build, Ship")
        own["milestones"] = (FormField("milestones", _("Milestones"), hint=hint, asked_for=(Condition.MILESTONES,)),)
    standing = {"measure": bound, "phases": phases, "first_day": first_day}
    return tuple(field_lines(EntityKind.KEY_RESULT, record, names, standing=standing, own=own))


def begins(window: tuple[date, date] | None, today: date) -> str:
    """Return the first day of a thing added on a day: that day, or none where its cycle begins later or is over."""
    return today.isoformat() if window is not None and window[0] < today <= window[1] else ""


def _moved(record: KeyResultRecord, records: Records, today: date) -> tuple[FormField, ...]:
    if not is_running(records, record, today):
        return ()
    first = formatting.number(record.first_target)
    hint = (
        _("asked if the target changes in mid-cycle")
        if record.first_target is None
        else _("first set at {number}; asked if the target changes in mid-cycle", number=first)
    )
    return (FormField(WHY, _("Why changed"), hint=hint, multiline=True, asked_for=AIMED),)


def _measure_fields(
    record: MeasureRecord | None,
    names: FormChoices,
    parent: str | None,
    beside: WeightGroup | None,
    numbers: tuple[FormField, ...],
) -> tuple[FormField, ...]:
    standing = {} if record else {"objective": parent, "perspective": parent}
    own = {"numbers": numbers, "weight": (weight_field(record, beside),)}
    return tuple(field_lines(EntityKind.MEASURE, record, names, standing=standing, own=own))


def _remark_fields() -> tuple[FormField, ...]:
    return (
        FormField("text", _("Text"), required=True, multiline=True),
        FormField(
            "kind", _("Kind"), RemarkKind.LEARNING, tuple(kind for kind in RemarkKind if kind is not RemarkKind.REVIEW)
        ),
        FormField("owner", _("Owner"), hint=_("who handles it")),
        FormField("due", _("Due"), hint=_("20 Nov, tomorrow, +2w, end of quarter")),
    )


def open_form(workspace: "Workspace", kind: EntityKind, identity: str | None = None, parent: str | None = None) -> Form:
    """Return an add form, owned by the author, or with `identity` an edit form."""
    records = workspace.look.records()
    if identity is None:
        return new_form(kind, records, parent, workspace.today, workspace.author)
    return edit_form(kind, identity, records, workspace.today)
