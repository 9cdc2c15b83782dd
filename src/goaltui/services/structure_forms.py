"""The forms of what the goals hang in: the workspace, a perspective, a cycle, a team, a person."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from goaltui.model.changes import Draft, Value
from goaltui.model.enums import EntityKind, Method, StatusPreset
from goaltui.model.errors import InvalidField, Refused
from goaltui.model.records import Records
from goaltui.model.refs import natural_id
from goaltui.model.text import fold
from goaltui.services import words
from goaltui.services.fields import quarter, weight_field
from goaltui.services.form_reader import FormReader
from goaltui.services.forms import Form, FormField
from goaltui.services.rows import Outcome
from goaltui.services.structure import MOST
from goaltui.services.weights import beside_perspective
from goaltui.services.workspace import Workspace

_DAY = "2026-01-31, 31 Jan"


def structure_form(workspace: Workspace, kind: EntityKind, identity: str | None = None) -> Form:
    """An empty form, or with `identity` one filled with what stands; raises Refused for kinds without one."""
    records = workspace.look.records()
    build: Mapping[EntityKind, Callable[[Records, str | None, date], tuple[FormField, ...]]] = {
        EntityKind.WORKSPACE: _workspace_fields,
        EntityKind.PERSPECTIVE: _perspective_fields,
        EntityKind.CYCLE: _cycle_fields,
        EntityKind.TEAM: _team_fields,
        EntityKind.PERSON: _person_fields,
    }
    if kind not in build:
        raise Refused(f"A {kind.value.replace('_', ' ')} stands among the objectives; edit it there.")
    full = kind is EntityKind.PERSPECTIVE and identity is None and len(records.perspectives) >= MOST
    if full:
        raise Refused(f"A scorecard has at most {MOST} perspectives; delete one first.")
    fields = build[kind](records, identity, workspace.today)
    return Form(kind, identity, f"{'Edit' if identity else 'New'} {kind.value}", fields)


def save_structure(workspace: Workspace, form: Form) -> Outcome:
    """Add or change what the form is about, as one change; raises InvalidField or NotFound with what to mend."""
    workspace.refuse_looking()
    reader = FormReader(form, workspace.look.records(), workspace.today)
    name = reader.line("name")
    if not name and form.kind is not EntityKind.WORKSPACE:
        raise InvalidField("The name is empty; say in a word or two what it is called.", "name")
    build: Mapping[EntityKind, Callable[[FormReader], dict[str, Value]]] = {
        EntityKind.WORKSPACE: _workspace,
        EntityKind.PERSPECTIVE: _perspective,
        EntityKind.CYCLE: _cycle,
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
    verb = "Changed" if form.id else "Added"
    sentence = f"{verb} {form.kind.value} {words.quoted(name)}."
    return workspace.write((*reader.made, Draft(form.kind, identity, fields)), sentence, identity)


def _refuse_twice(records: Records, form: Form, identity: str, name: str) -> None:
    items: Mapping[EntityKind, Iterable[tuple[str, str]]] = {
        EntityKind.PERSPECTIVE: [(item.id, item.name) for item in records.perspectives],
        EntityKind.CYCLE: [(item.id, item.name) for item in records.cycles],
        EntityKind.TEAM: [(item.id, item.name) for item in records.teams],
        EntityKind.PERSON: [(item.id, item.name) for item in records.people],
    }
    for other, called in items.get(form.kind, ()):
        same = other != form.id and fold(called) == fold(name)
        if same or (form.id is None and other == identity):
            raise InvalidField(
                f"A {form.kind.value} {words.quoted(called)} is there already; choose another name.", "name"
            )


def _workspace_fields(records: Records, identity: str | None, today: date) -> tuple[FormField, ...]:
    home = records.workspace
    return (
        FormField("name", "Name", home.name),
        FormField("vision", "Vision", home.vision, multiline=True),
        FormField("mission", "Mission", home.mission, multiline=True),
        FormField("strategy", "Strategy", home.strategy, multiline=True),
        FormField("method", "Method", home.method, tuple(Method)),
        FormField("language", "Language", home.language, hint="en, sv"),
        FormField("status_preset", "Status", home.status_preset, tuple(StatusPreset), hint="how it is computed"),
    )


def _perspective_fields(records: Records, identity: str | None, today: date) -> tuple[FormField, ...]:
    perspectives = records.ordered_perspectives
    place = next((place for place, item in enumerate(perspectives) if item.id == identity), len(perspectives))
    record = perspectives[place] if place < len(perspectives) else None
    return (
        FormField("name", "Name", record.name if record else "", required=True),
        weight_field(record, beside_perspective(records, identity)),
        FormField("order", "Order", str(place + 1), hint="1 is the first"),
    )


def _cycle_fields(records: Records, identity: str | None, today: date) -> tuple[FormField, ...]:
    record = next((item for item in records.cycles if item.id == identity), None)
    name, start, end = quarter(today)
    if any(fold(item.name) == fold(name) for item in records.cycles):
        name, start, end = quarter(end + timedelta(days=1))
    named = {item.id: item.name for item in records.cycles if item.id != identity}
    above = named.get(record.parent or "", "") if record else ""
    return (
        FormField("name", "Name", record.name if record else name, required=True),
        FormField("start", "First day", (record.start if record else start).isoformat(), hint=_DAY, required=True),
        FormField("end", "Last day", (record.end if record else end).isoformat(), hint=_DAY, required=True),
        _among("parent", "Inside", record.parent if record else None, named, above, "such as the year"),
    )


def _team_fields(records: Records, identity: str | None, today: date) -> tuple[FormField, ...]:
    record = next((item for item in records.teams if item.id == identity), None)
    named = {item.id: item.name for item in records.teams if item.id != identity}
    above = named.get(record.parent or "", "") if record else ""
    return (
        FormField("name", "Name", record.name if record else "", required=True),
        _among("parent", "Part of", record.parent if record else None, named, above, "a larger team"),
    )


def _person_fields(records: Records, identity: str | None, today: date) -> tuple[FormField, ...]:
    record = next((item for item in records.people if item.id == identity), None)
    named = {item.id: item.name for item in records.teams}
    team = named.get(record.team or "", "") if record else ""
    return (
        FormField("name", "Name", record.name if record else "", required=True),
        _among("team", "Team", record.team if record else None, named, team, "made where it is new"),
    )


def _among(name: str, label: str, identity: str | None, named: Mapping[str, str], text: str, hint: str) -> FormField:
    means = identity if text else None
    return FormField(name, label, text, hint=hint, means=means, filled=text, suggestions=tuple(named.values()))


def _workspace(reader: FormReader) -> dict[str, Value]:
    texts: dict[str, Value] = {name: reader.text(name) for name in ("vision", "mission", "strategy", "method")}
    return texts | {"language": reader.line("language") or "en", "status_preset": reader.text("status_preset")}


def _perspective(reader: FormReader) -> dict[str, Value]:
    perspectives = [item for item in reader.records.ordered_perspectives if item.id != reader.form.id]
    name = reader.line("name")
    key = "-".join("".join(letter if letter.isalnum() else " " for letter in fold(name)).split()) or name
    wanted = reader.number("order")
    place = len(perspectives) if wanted is None else min(max(0, round(wanted) - 1), len(perspectives))
    for position, item in enumerate(perspectives):
        moved = position + (position >= place)
        if moved != item.position:
            reader.made.append(Draft(EntityKind.PERSPECTIVE, item.id, {"position": moved}))
    return {"key": key, **reader.weight(reader.form.field("weight").beside), "position": place}


def _cycle(reader: FormReader) -> dict[str, Value]:
    start, end = reader.day("start"), reader.day("end")
    for name, day, what in (("start", start, "first"), ("end", end, "last")):
        if day is None:
            raise InvalidField(f"The {what} day is missing; type one such as 2026-01-31.", name)
    if str(end) < str(start):
        raise InvalidField("The last day is before the first; change one of them.", "end")
    named = {key: name for key, name in reader.names.cycles.items() if key != reader.form.id}
    parent = reader.named("parent", named, "cycle")
    _refuse_loop({item.id: item.parent for item in reader.records.cycles}, reader.form.id, parent, "cycle")
    return {"start": start, "end": end, "parent": parent}


def _team(reader: FormReader) -> dict[str, Value]:
    named = {key: name for key, name in reader.names.teams.items() if key != reader.form.id}
    parent = reader.named("parent", named, "team")
    _refuse_loop({item.id: item.parent for item in reader.records.teams}, reader.form.id, parent, "team")
    return {"key": reader.line("name"), "parent": parent}


def _person(reader: FormReader) -> dict[str, Value]:
    return {"key": reader.line("name"), "team": reader.team()}


def _refuse_loop(parents: Mapping[str, str | None], identity: str | None, parent: str | None, what: str) -> None:
    seen: set[str] = set()
    step = parent
    while step is not None and step not in seen:
        if step == identity:
            raise InvalidField(f"A {what} cannot be inside itself or what is inside it; choose another.", "parent")
        seen.add(step)
        step = parents.get(step)
