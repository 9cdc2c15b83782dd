"""The forms of what the goals hang in: the workspace, a perspective, a cycle, a team, a person."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind, Method, Need, StatusPreset
from goaltui.model.errors import InvalidField, Refused
from goaltui.model.pauses import Pause, pauses_of, pauses_shown, pauses_text
from goaltui.model.quick.lazy_pattern import lazy
from goaltui.model.quick.translation import N_, _
from goaltui.model.quick_dataclass import replace
from goaltui.model.records import STATEMENTS, Records
from goaltui.model.refs import natural_id
from goaltui.model.text import fold
from goaltui.rules.progress.cycle import name_of, span_of
from goaltui.rules.progress.cycle_names import next_named
from goaltui.rules.progress.fiscal import fiscal_span_of
from goaltui.services.core import formatting
from goaltui.services.core.rows.outcome import Outcome
from goaltui.services.core.workspace import Workspace
from goaltui.services.forms.field_lines import name_line
from goaltui.services.forms.form import Form, FormField, heading, saved
from goaltui.services.forms.goal_forms import quarter, weight_field
from goaltui.services.forms.reader import FormReader, about
from goaltui.services.forms.sibling_weights import beside_perspective
from goaltui.services.forms.structure_rows import MOST
from goaltui.services.forms.submit import Submitted
from goaltui.services.parsing.future_date import read_due

MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)

_UNUSED = {
    Method.OKR: frozenset({"perspective_needed"}),
    Method.SCORECARD: frozenset({"status_preset", "strategic_link"}),
}
"""The settings of a workspace that say nothing under a method."""

_TO = lazy(r"\s+(?:to|till|until|–|-)\s+|\.\.")
_DAY = N_("2026-01-31, 31 Jan")


def structure_form(workspace: Workspace, kind: EntityKind, identity: str | None = None) -> Form:
    """Return an empty form, or with `identity` one filled with what stands; raises Refused for kinds without one."""
    records = workspace.look.records()
    build: Mapping[EntityKind, Callable[[Records, str | None, date], tuple[FormField, ...]]] = {
        EntityKind.WORKSPACE: _workspace_fields,
        EntityKind.PERSPECTIVE: _perspective_fields,
        EntityKind.CYCLE: _cycle_fields,
        EntityKind.THEME: _theme_fields,
        EntityKind.TEAM: _team_fields,
        EntityKind.PERSON: _person_fields,
    }
    if kind not in build:
        raise Refused(_("A {kind} is listed among the objectives; edit it there.", kind=kind.word))
    full = kind is EntityKind.PERSPECTIVE and identity is None and len(records.perspectives) >= MOST
    if full:
        raise Refused(_("A scorecard has at most {most} perspectives; delete one first.", most=MOST))
    fields = build[kind](records, identity, workspace.today)
    form = Form(kind, identity, heading(kind, identity), fields)
    return replace(form, first_month=records.workspace.first_month, century=workspace.today.year // 100)


def days_of_name(form: Form) -> Mapping[str, str]:
    """Return the first and last day that the name of a new cycle says, by their fields; nothing where it says none."""
    if form.kind is not EntityKind.CYCLE or form.id is not None:
        return {}
    days = span_of(form.value("name")) or fiscal_span_of(form.value("name"), form.first_month, form.century)
    return {} if days is None else dict(zip(("start", "end"), map(date.isoformat, days), strict=True))


def save_structure(workspace: Workspace, form: Form) -> Outcome:
    """Add or change what the form is about, as one change; raises InvalidField or NotFound with what to mend."""
    workspace.refuse_looking()
    found = structure_changes(workspace, form)
    return workspace.write(found.drafts, found.sentence, found.id)


def structure_changes(workspace: Workspace, form: Form) -> Submitted:
    """Return the changes that saving the form makes; raises as `save_structure` does."""
    reader = FormReader(form, workspace.look.records(), workspace.today, author=workspace.author)
    name = reader.line("name")
    if not name and form.kind is not EntityKind.WORKSPACE:
        raise InvalidField(_("The name is empty; say in a word or two what it is called."), "name")
    build: Mapping[EntityKind, Callable[[FormReader], dict[str, Value]]] = {
        EntityKind.WORKSPACE: _workspace,
        EntityKind.PERSPECTIVE: _perspective,
        EntityKind.CYCLE: _cycle,
        EntityKind.THEME: _theme,
        EntityKind.TEAM: _team,
        EntityKind.PERSON: _person,
    }
    fields: dict[str, Value] = {"name": name, **build[form.kind](reader)}
    key = fields.get("key")
    identity = form.id or natural_id(form.kind, str(key or name))
    _refuse_twice(reader.records, form, identity, name)
    if form.id is None:
        # It may have been there before: its id comes from its name.
        fields["deleted"] = False
    else:
        fields.pop("key", None)
    return Submitted((*reader.made, Operation(form.kind, identity, fields)), identity, saved(form, name))


def _refuse_twice(records: Records, form: Form, identity: str, name: str) -> None:
    items: Mapping[EntityKind, Iterable[tuple[str, str]]] = {
        EntityKind.PERSPECTIVE: [(item.id, item.name) for item in records.perspectives],
        EntityKind.CYCLE: [(item.id, item.name) for item in records.cycles],
        EntityKind.THEME: [(item.id, item.name) for item in records.themes],
        EntityKind.TEAM: [(item.id, item.name) for item in records.teams],
        EntityKind.PERSON: [(item.id, item.name) for item in records.people],
    }
    for other, called in items.get(form.kind, ()):
        same = other != form.id and fold(called) == fold(name)
        if same or (form.id is None and other == identity):
            raise InvalidField(
                _(
                    "A {kind} {name} is there already; choose another name.",
                    kind=form.kind.word,
                    name=formatting.quoted(called),
                ),
                "name",
            )


def _workspace_fields(records: Records, identity: str | None, today: date) -> tuple[FormField, ...]:
    home = records.workspace
    unused = _UNUSED.get(Method(home.method), frozenset())
    fields = (
        FormField("name", _("Name"), home.name),
        FormField("vision", _("Vision"), home.vision, multiline=True),
        FormField("mission", _("Mission"), home.mission, multiline=True),
        FormField("values", _("Values"), home.values, multiline=True),
        FormField("strategy", _("Strategy"), home.strategy, multiline=True),
        FormField("destination", _("Destination"), home.destination, multiline=True),
        FormField("method", _("Method"), home.method, tuple(Method)),
        FormField("language", _("Language"), home.language, hint="en, sv"),
        FormField("status_preset", _("Status"), home.status_preset, tuple(StatusPreset), hint=_("how it is computed")),
        FormField("first_month", _("Year begins"), MONTHS[home.first_month - 1], MONTHS, hint=_("its first month")),
        FormField(
            "strategic_link", _("Strategic link"), home.strategic_link, tuple(Need), hint=_("of an OKR objective")
        ),
        FormField(
            "perspective_needed", _("Perspective"), home.perspective_needed, tuple(Need), hint=_("of an objective")
        ),
        _pauses_field(home.pauses),
        *_approval_fields(records),
    )
    return tuple(replace(field, hidden=field.name in unused) for field in fields)


def _approval_fields(records: Records) -> tuple[FormField, ...]:
    home = records.workspace
    people = {item.id: item.name for item in records.people}
    approved = home.approved.isoformat() if home.approved else ""
    return (
        name_line("sponsor", _("Sponsor"), home.sponsor, people, _("the leader who answers for it")),
        FormField("approved", _("Approved"), approved, hint=_("the day: today, 20 Nov")),
        FormField(
            "approved_by",
            _("Approved by"),
            home.approved_by,
            hint=_("none: the sponsor"),
            suggestions=tuple(people.values()),
        ),
    )


def _perspective_fields(records: Records, identity: str | None, today: date) -> tuple[FormField, ...]:
    perspectives = records.ordered_perspectives
    place = next((place for place, item in enumerate(perspectives) if item.id == identity), len(perspectives))
    record = perspectives[place] if place < len(perspectives) else None
    return (
        FormField("name", _("Name"), record.name if record else "", required=True),
        weight_field(record, beside_perspective(records, identity)),
        FormField("order", _("Order"), str(place + 1), hint=_("1 is the first")),
    )


def _cycle_fields(records: Records, identity: str | None, today: date) -> tuple[FormField, ...]:
    record = next((item for item in records.cycles if item.id == identity), None)
    first_month = records.workspace.first_month
    name, start, end = quarter(today, first_month)
    latest = max(records.cycles, key=lambda item: (item.start, item.start - item.end), default=None)
    if latest is not None and latest.name != name_of(latest.start, latest.end):
        name, start, end = next_named(latest.name, latest.start, latest.end)
    elif any(fold(item.name) == fold(name) for item in records.cycles):
        name, start, end = quarter(end + timedelta(days=1), first_month)
    named = {item.id: item.name for item in records.cycles if item.id != identity}
    above = named.get(record.parent or "", "") if record else ""
    return (
        FormField("name", _("Name"), record.name if record else name, required=True),
        FormField(
            "start", _("First day"), (record.start if record else start).isoformat(), hint=_(_DAY), required=True
        ),
        FormField("end", _("Last day"), (record.end if record else end).isoformat(), hint=_(_DAY), required=True),
        _among("parent", _("Inside"), record.parent if record else None, named, above, _("such as the year")),
    )


def _theme_fields(records: Records, identity: str | None, today: date) -> tuple[FormField, ...]:
    record = next((item for item in records.themes if item.id == identity), None)
    return (
        FormField("name", _("Name"), record.name if record else "", required=True, hint=_("such as Easy to stay with")),
        FormField("text", _("Means"), record.text if record else "", multiline=True),
    )


def _team_fields(records: Records, identity: str | None, today: date) -> tuple[FormField, ...]:
    record = next((item for item in records.teams if item.id == identity), None)
    named = {item.id: item.name for item in records.teams if item.id != identity}
    above = named.get(record.parent or "", "") if record else ""
    return (
        FormField("name", _("Name"), record.name if record else "", required=True),
        _among("parent", _("Part of"), record.parent if record else None, named, above, _("a larger team")),
    )


def _person_fields(records: Records, identity: str | None, today: date) -> tuple[FormField, ...]:
    record = next((item for item in records.people if item.id == identity), None)
    named = {item.id: item.name for item in records.teams}
    team = named.get(record.team or "", "") if record else ""
    return (
        FormField("name", _("Name"), record.name if record else "", required=True),
        _among("team", _("Team"), record.team if record else None, named, team, _("a new name creates it")),
        _pauses_field(record.pauses if record else None),
    )


def _among(name: str, label: str, identity: str | None, named: Mapping[str, str], text: str, hint: str) -> FormField:
    means = identity if text else None
    return FormField(name, label, text, hint=hint, means=means, filled=text, suggestions=tuple(named.values()))


def _workspace(reader: FormReader) -> dict[str, Value]:
    texts: dict[str, Value] = {name: reader.text(name) for name in (*STATEMENTS, "method")}
    texts |= {name: reader.text(name) for name in ("status_preset", "strategic_link", "perspective_needed")}
    texts |= {"first_month": MONTHS.index(reader.text("first_month")) + 1, "pauses": _pauses(reader)}
    return texts | {"language": reader.line("language") or "en", **_approval(reader)}


def _approval(reader: FormReader) -> dict[str, Value]:
    """Return sponsor and approval; an approval needs a name, and without its day there is none."""
    approved = reader.past_day("approved")
    by = reader.line("approved_by") or reader.line("sponsor")
    if approved and not by:
        raise InvalidField(_("Say who approved it: a name, or a sponsor."), "approved_by")
    sponsor = reader.reference("sponsor", EntityKind.PERSON)
    return {"sponsor": sponsor, "approved": approved, "approved_by": by if approved else ""}


def _perspective(reader: FormReader) -> dict[str, Value]:
    perspectives = [item for item in reader.records.ordered_perspectives if item.id != reader.form.id]
    name = reader.line("name")
    key = "-".join("".join(letter if letter.isalnum() else " " for letter in fold(name)).split()) or name
    wanted = reader.number("order")
    place = len(perspectives) if wanted is None else min(max(0, round(wanted) - 1), len(perspectives))
    for position, item in enumerate(perspectives):
        moved = position + (position >= place)
        if moved != item.position:
            reader.made.append(Operation(EntityKind.PERSPECTIVE, item.id, {"position": moved}))
    return {"key": key, **reader.weight(reader.form.field("weight").beside), "position": place}


def _cycle(reader: FormReader) -> dict[str, Value]:
    start, end = reader.day("start"), reader.day("end")
    if start is None:
        raise InvalidField(_("The first day is missing; type one such as 2026-01-31."), "start")
    if end is None:
        raise InvalidField(_("The last day is missing; type one such as 2026-01-31."), "end")
    if str(end) < str(start):
        raise InvalidField(_("The last day is before the first; change one of them."), "end")
    named = {key: name for key, name in reader.names.cycles.items() if key != reader.form.id}
    parent = reader.named("parent", named, "cycle")
    _refuse_loop({item.id: item.parent for item in reader.records.cycles}, reader.form.id, parent, "cycle")
    return {"start": start, "end": end, "parent": parent}


def _theme(reader: FormReader) -> dict[str, Value]:
    return {"key": reader.line("name"), "text": reader.text("text")}


def _team(reader: FormReader) -> dict[str, Value]:
    named = {key: name for key, name in reader.names.teams.items() if key != reader.form.id}
    parent = reader.named("parent", named, "team")
    _refuse_loop({item.id: item.parent for item in reader.records.teams}, reader.form.id, parent, "team")
    return {"key": reader.line("name"), "parent": parent}


def _person(reader: FormReader) -> dict[str, Value]:
    return {"key": reader.line("name"), "team": reader.reference("team", EntityKind.TEAM), "pauses": _pauses(reader)}


def _pauses_field(text: str | None) -> FormField:
    hint = _("21 Dec to 6 Jan, 5 Jul to 30 Jul: nothing is due")
    return FormField("pauses", _("Pauses"), pauses_shown(pauses_of(text)), hint=hint)


def _pauses(reader: FormReader) -> str | None:
    """Return the spans of days that are typed, a single day being one; raises InvalidField."""
    with about("pauses"):
        pieces = filter(None, (piece.strip() for piece in re.split(r"[,;]", reader.line("pauses"))))
        return pauses_text(_pause(reader, piece) for piece in pieces)


def _pause(reader: FormReader, text: str) -> Pause:
    first, *last = _TO.split(text)
    if len(last) > 1:
        raise InvalidField(_("{text} is not a pause; write 21 Dec to 6 Jan.", text=formatting.quoted(text, 40)))
    begins = read_due(first, "pauses", reader.today, {})
    ends = read_due(last[0], "pauses", begins, {}) if last else begins
    if ends < begins:
        raise InvalidField(
            _("The pause {text} ends before it begins; swap the days.", text=formatting.quoted(text, 40))
        )
    return Pause(begins, ends)


def _refuse_loop(parents: Mapping[str, str | None], identity: str | None, parent: str | None, what: str) -> None:
    seen: set[str] = set()
    step = parent
    while step is not None and step not in seen:
        if step == identity:
            cycle = _("A cycle cannot be inside itself or what is inside it; choose another.")
            team = _("A team cannot be inside itself or what is inside it; choose another.")
            raise InvalidField(cycle if what == "cycle" else team, "parent")
        seen.add(step)
        step = parents.get(step)
