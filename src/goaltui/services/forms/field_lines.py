"""The lines of a form, made of the declared fields of a goal: label, hint, choices and value."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from goaltui.model.enums import EntityKind
from goaltui.model.fields import FIELDS, FORM_ORDER, FieldSpec, ValueKind
from goaltui.model.id_lists import ids_of
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass, replace
from goaltui.model.records import Records
from goaltui.rules import figures
from goaltui.services.forms.form import FormField


@dataclass(frozen=True, slots=True)
class FormChoices:
    """The choices of a form: names by id."""

    cycles: Mapping[str, str]
    perspectives: Mapping[str, str]
    objectives: Mapping[str, str]
    measures: Mapping[str, str]
    people: Mapping[str, str]
    teams: Mapping[str, str]
    themes: Mapping[str, str]

    @classmethod
    def of(cls, records: Records) -> "FormChoices":
        """Return the names in these records."""
        return cls(
            {cycle.id: cycle.name for cycle in sorted(records.cycles, key=lambda cycle: cycle.start, reverse=True)},
            {perspective.id: perspective.name for perspective in records.perspectives},
            {objective.id: objective.title for objective in records.objectives},
            {measure.id: measure.title for measure in records.measures},
            {person.id: person.name for person in records.people},
            {team.id: team.name for team in records.teams},
            {theme.id: theme.name for theme in records.themes},
        )

    def of_kind(self, kind: EntityKind | None) -> Mapping[str, str]:
        """Return the names of the things of a kind; none of those that no form names."""
        match kind:
            case EntityKind.CYCLE:
                return self.cycles
            case EntityKind.PERSPECTIVE:
                return self.perspectives
            case EntityKind.OBJECTIVE:
                return self.objectives
            case EntityKind.MEASURE:
                return self.measures
            case EntityKind.PERSON:
                return self.people
            case EntityKind.TEAM:
                return self.teams
            case EntityKind.THEME:
                return self.themes
            case _:
                return {}


def field_lines(
    kind: EntityKind,
    record: object | None,
    names: FormChoices,
    *,
    standing: Mapping[str, object] | None = None,
    own: Mapping[str, Iterable[FormField]] | None = None,
) -> Iterator[FormField]:
    """Yield the lines of a form in its order.

    In them stands what the record has, or what is `standing` by name instead. A form's `own` lines by name take the
    place of declared ones, or stand between them.
    """
    specs = {spec.name: spec for spec in FIELDS[kind] if spec.label}
    instead, made = standing or {}, own or {}
    for name in dict.fromkeys((*FORM_ORDER[kind], *specs)):
        if name in made:
            yield from made[name]
        elif name in specs:
            value = instead[name] if name in instead else getattr(record, name, None)
            yield line_of(specs[name], value, names)


def line_of(spec: FieldSpec, value: object, names: FormChoices) -> FormField:
    """Return the line of a field with a value in it, None standing for nothing or for that of a new thing."""
    match spec.kind:
        case ValueKind.REFERENCE:
            return _reference(spec, value, names.of_kind(spec.refers))
        case ValueKind.NAMES:
            return _names(spec, value, names.of_kind(spec.refers))
    text, choices = _text(spec, value), _choices(spec)
    return FormField(
        spec.name,
        _(spec.label),
        text,
        choices,
        _(spec.hint),
        required=spec.kind is ValueKind.TITLE,
        multiline=spec.kind is ValueKind.TEXT and not spec.is_short,
        hints=tuple((word, _(hint)) for word, hint in spec.hints),
        asked_for=spec.asked_for,
    )


def _choices(spec: FieldSpec) -> tuple[str, ...]:
    if spec.kind is ValueKind.FLAG:
        return "yes", "no"
    if spec.words is None:
        return ()
    return tuple(spec.words) if spec.default else ("", *spec.words)


def _text(spec: FieldSpec, value: object) -> str:
    if spec.kind is ValueKind.FLAG:
        return (spec.default or "yes") if value is None else "yes" if value else "no"
    if value is None or value == "":
        return spec.default
    if isinstance(value, float):
        return figures.typed(value)
    return value.isoformat() if isinstance(value, date) else value if isinstance(value, str) else str(value)


def _reference(spec: FieldSpec, value: object, among: Mapping[str, str]) -> FormField:
    identity = value if isinstance(value, str) else None
    line = name_line(spec.name, _(spec.label), identity, among, _(spec.hint))
    line = replace(line, asked_for=spec.asked_for)
    return replace(line, choices=("", *among.values()), refs=True) if spec.is_listed else line


def name_line(name: str, label: str, identity: str | None, among: Mapping[str, str], hint: str = "") -> FormField:
    """Return a line that holds the name of one thing."""
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


def _names(spec: FieldSpec, value: object, among: Mapping[str, str]) -> FormField:
    ids = value if isinstance(value, str) else None
    text = _joined(among[identity] for identity in ids_of(ids) if identity in among)
    suggestions = tuple(dict.fromkeys(among.values()))
    return FormField(spec.name, _(spec.label), text, hint=_(spec.hint), means=ids, filled=text, suggestions=suggestions)


def names_in(line: str) -> tuple[str, ...]:
    """Return the names in a line as they were typed, parted by semicolons where there are any, else by commas."""
    pieces = (piece.strip() for piece in line.split(";" if ";" in line else ","))
    return tuple(piece for piece in pieces if piece)


def _joined(names: Iterable[str]) -> str:
    """Return the names in a line, with semicolons where a name has a comma in it."""
    found = sorted(names)
    return ("; " if any("," in name for name in found) else ", ").join(found)
