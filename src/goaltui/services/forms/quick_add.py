"""Quick add: what the title of a new thing says of its other fields, put into them and told."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from goaltui.model.enums import EntityKind, ObjectiveState
from goaltui.model.errors import Refused, WrongUsage
from goaltui.model.quick.translation import N_, _
from goaltui.model.quick_dataclass import dataclass, replace
from goaltui.model.text import fold
from goaltui.rules import figures
from goaltui.services.core import formatting
from goaltui.services.forms.form import CONDITION, Form
from goaltui.services.forms.measure_library import filled_from
from goaltui.services.forms.submit import save_form
from goaltui.services.parsing.future_date import read_due
from goaltui.services.parsing.numbers import decimal_comma, read_number
from goaltui.services.parsing.quick_line import DUE, OWNER, RANGE, SCORING, read_line

if TYPE_CHECKING:
    from goaltui.services.core.rows.outcome import Outcome
    from goaltui.services.core.workspace import Workspace

_FIELDS: Mapping[str, tuple[str, ...]] = {
    OWNER: ("owner",),
    DUE: ("due",),
    RANGE: (CONDITION, "start", "target", "low", "high", "unit", "milestones", "measure"),
    SCORING: ("preset", "numbers", "unit"),
}
"""The fields that a part of the line fills: where one of them was filled in already, that part is not read."""

_PARTS: Mapping[EntityKind, tuple[str, ...]] = {
    EntityKind.OBJECTIVE: (OWNER,),
    EntityKind.KEY_RESULT: (RANGE, OWNER, DUE),
    EntityKind.MEASURE: (SCORING, OWNER),
    EntityKind.INITIATIVE: (OWNER, DUE),
}

_EXAMPLES: Mapping[EntityKind, str] = {
    EntityKind.OBJECTIVE: N_("you can go on: @owner"),
    EntityKind.KEY_RESULT: N_("you can go on: from 900 to 300 ms @owner ^31 Dec"),
    EntityKind.MEASURE: N_("you can go on: goal 1.5 red 3 % @owner"),
    EntityKind.INITIATIVE: N_("you can go on: @owner ^31 Dec"),
}


@dataclass(frozen=True, slots=True)
class QuickAdd:
    """A form with what its title said in the fields that say it, and that in words, one for each part."""

    form: Form
    chips: tuple[str, ...] = ()


def example(form: Form) -> str:
    """Return what the title of a new thing can go on with; empty where it is nothing but a title."""
    return _(_EXAMPLES.get(form.kind, "")) if form.quick is not None else ""


def understood(form: Form) -> QuickAdd:
    """Return the form with the marks at the end of its title in their fields; raises InvalidField where they could
    mean two things."""
    quick = form.quick
    if quick is None or form.id is not None:
        return QuickAdd(form)
    opened = {field.name: field.value for field in quick.opened}
    parts = [
        part
        for part in _PARTS.get(form.kind, ())
        if all(opened.get(name) == form.value(name) for name in _FIELDS[part] if name in opened)
    ]
    cycles = dict(quick.cycles)

    def day(text: str) -> str:
        return read_due(text, DUE, quick.today, cycles).isoformat()

    line = read_line(form.value("title"), parts, [name for name, _ in quick.people], day)
    filled = form if line.title == form.value("title").strip() else form.with_value("title", line.title)
    for name, value in line.values:
        filled = filled.with_value(name, value)
    chips = _chips(filled, dict(line.values)) if line.values else ()
    filled, taken = filled_from(filled, quick.library, opened, dict(quick.places))
    return QuickAdd(filled, (*chips, *taken))


def save_quick(workspace: "Workspace", form: Form) -> "Outcome":
    """Save a form with what its title says; raises InvalidField or NotFound with what to mend."""
    read = understood(form)
    outcome = save_form(workspace, read.form)
    if not read.chips:
        return outcome
    # Who is new is said by the sentence already.
    newcomer = _("new person {name}", name="")
    known = (
        _("owner {name}", name=chip.removeprefix(newcomer)) if chip.startswith(newcomer) else chip
        for chip in read.chips
    )
    return replace(outcome, sentence=f"{outcome.sentence} {_('Understood: {parts}.', parts=', '.join(known))}")


def only_objective(workspace: "Workspace") -> str:
    """Return the one objective that a key result can belong to: of the running cycle, else of all; raises Refused where
    there is none, WrongUsage where there is a choice."""
    records = workspace.look.records()
    running = {cycle.id for cycle in records.cycles if cycle.start <= workspace.today <= cycle.end}
    active = [item for item in records.objectives if item.state == ObjectiveState.ACTIVE]
    found = [item for item in active if item.cycle in running] or active
    if len(found) == 1:
        return found[0].id
    if not found:
        raise Refused(
            _("There is no objective that it could belong to; add one first with goaltui add objective TITLE.")
        )
    titles = formatting.listed_some([item.title for item in found])
    raise WrongUsage(_("It could belong to {titles}; name its objective with --under.", titles=titles))


def _chips(form: Form, said: Mapping[str, str]) -> tuple[str, ...]:
    chips = []
    if "numbers" in said:
        _goal, goal, _red_flag, red_flag = said["numbers"].split()
        chips.append(
            _("goal {goal} red flag {red_flag} {unit}", goal=goal, red_flag=red_flag, unit=said["unit"]).rstrip()
        )
    elif "start" in said:
        chips.append(
            _(
                "from {start} to {target} {unit}",
                start=_number(form, "start"),
                target=_number(form, "target"),
                unit=said["unit"],
            ).rstrip()
        )
    elif "target" in said:
        sign = "≥" if said[CONDITION] == "at_least" else "≤"
        chips.append(f"{sign} {_number(form, 'target')} {said['unit']}".rstrip())
    if OWNER in said:
        chips.append(_owner(form, said[OWNER]))
    if DUE in said:
        today = form.quick.today if form.quick is not None else None
        chips.append(_("due {day}", day=formatting.day(date.fromisoformat(said[DUE]), today)))
    return tuple(chips)


def _number(form: Form, name: str) -> str:
    """Return a number as it is read, in the comma of the workspace or of the other number."""
    otherwise = form.quick.comma if form.quick is not None else False
    comma = decimal_comma((form.value("start"), form.value("target")), otherwise)
    return figures.number(read_number(form.value(name), name, unit=form.value("unit"), comma=comma))


def _owner(form: Form, typed: str) -> str:
    people = form.quick.people if form.quick is not None else ()
    known = next((name for name, key in people if fold(typed) in (fold(name), fold(key))), None)
    return _("owner {name}", name=known) if known is not None else _("new person {name}", name=typed)
