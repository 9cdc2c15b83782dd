"""The reader of form fields: names become ids, texts numbers and days; wrong texts are refused."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cached_property

from goaltui.model.bounds import kept_day
from goaltui.model.changes import Operation, Value
from goaltui.model.enums import EntityKind
from goaltui.model.errors import InvalidField, NotFound, Refused, WrongUsage
from goaltui.model.fields import FIELDS, FORM_ORDER, FieldSpec, ValueKind
from goaltui.model.id_lists import ids_of, ids_text
from goaltui.model.quick.translation import N_, _
from goaltui.model.records import Records
from goaltui.model.refs import SHORTEST_REF, id_range, natural_id
from goaltui.model.text import clean_line, fold
from goaltui.rules.scoring.weight_groups import WeightGroup
from goaltui.services.core import formatting
from goaltui.services.core.ownership import ME, NOBODY, persons
from goaltui.services.forms.field_lines import FormChoices, names_in
from goaltui.services.forms.form import Form
from goaltui.services.forms.goal_forms import offered_cycles
from goaltui.services.forms.sibling_weights import fields_of, read_weight
from goaltui.services.parsing.cycle_words import CycleDays, cycle_meant
from goaltui.services.parsing.future_date import read_due
from goaltui.services.parsing.numbers import comma_is_decimal, decimal_comma, read_as, read_number
from goaltui.services.parsing.past_date import find_any_day

_SEVERAL = {
    EntityKind.OBJECTIVE: N_("{count} objectives are called {name}; {mend}."),
    EntityKind.MEASURE: N_("{count} measures are called {name}; {mend}."),
    EntityKind.PERSPECTIVE: N_("{count} perspectives are called {name}; {mend}."),
    EntityKind.CYCLE: N_("{count} cycles are called {name}; {mend}."),
    EntityKind.TEAM: N_("{count} teams are called {name}; {mend}."),
}
_THERE = N_("{name} is there already; leave it out.")
_NUMBERS = frozenset({"value", "numbers"}) | {
    spec.name for specs in FIELDS.values() for spec in specs if spec.kind in (ValueKind.NUMBER, ValueKind.PHASES)
}
_OWN = {
    "owner": N_("{name} is the owner already; leave it out."),
    "parent": N_("{name} is its parent already; leave it out."),
}
"""Why a list of names does not repeat a field."""

_MADE = (EntityKind.PERSON, EntityKind.TEAM, EntityKind.THEME)
"""The kinds of things that come to be by being named."""


@contextmanager
def about(field: str) -> Iterator[None]:
    """Raise refusals of the block as ones about this field, unless they name another."""
    try:
        yield
    except Refused as error:
        error.field = error.field or field
        raise


class FormReader:
    """Reads fields of a form against the names of a workspace; `made` collects people and cycles typed for the first
    time."""

    def __init__(
        self, form: Form, records: Records, today: date, valued: Collection[date] = (), *, author: str = ""
    ) -> None:
        self.author = author
        self.valued = valued
        self._said = ""
        self.form = form
        self.records = records
        self.today = today
        self.names = FormChoices.of(records)
        self.made: list[Operation] = []
        self._read: list[str] = []

    @property
    def newcomers(self) -> str:
        """A sentence on people and teams that were typed for the first time, so that a slip of the pen is seen."""
        new = [item for item in self.made if item.entity in _MADE]
        called = (f"{EntityKind(item.entity).word} {formatting.quoted(str(item.fields['name']))}" for item in new)
        return _(" New here: {names}.", names=", ".join(called)) if new else ""

    @property
    def told(self) -> str:
        """Sentences on what was found, who is new here, and how ambiguous numbers were read."""
        return self._said + self.newcomers + "".join(f" {read}." for read in dict.fromkeys(self._read))

    def say(self, sentence: str) -> None:
        """Tell what was found while it was read; it begins with a space."""
        self._said += sentence

    @cached_property
    def decimal_comma(self) -> bool:
        """Whether a comma is decimal in the numbers of this form, which are all read alike."""
        typed = (field.value for field in self.form.fields if field.name in _NUMBERS)
        return decimal_comma(typed, comma_is_decimal(self.records.workspace.language))

    def text(self, name: str) -> str:
        return self.form.value(name)

    def optional(self, name: str) -> str:
        """Return the text of a field that not every form of the kind asks for."""
        return self.text(name) if self.form.asks(name) else ""

    def line(self, name: str) -> str:
        with about(name):
            return clean_line(self.text(name))

    def title(self) -> str:
        title = self.line("title")
        if not title:
            raise InvalidField(_("The title is empty; say in a few words what it is."), "title")
        return title

    def number(self, name: str) -> float | None:
        text = self.optional(name).strip()
        with about(name):
            return self.read_number(text, name) if text else None

    def count(self, name: str) -> int | None:
        number = self.number(name)
        if number is not None and number != int(number):
            raise InvalidField(
                _("{label} is a whole number; type one such as 2.", label=self.form.field(name).label), name
            )
        return None if number is None else int(number)

    def read_number(self, text: str, name: str) -> float:
        """Return the number in a text of the form, which has the unit that the form gives; raises InvalidField."""
        unit = self.form.value("unit") if any(field.name == "unit" for field in self.form.fields) else ""
        here, otherwise = (
            read_number(text, name, unit=unit, comma=comma) for comma in (self.decimal_comma, not self.decimal_comma)
        )
        if here != otherwise:
            self._read.append(read_as(clean_line(text), here))
        return here

    def weight(self, beside: WeightGroup | None, *, stays: bool = True) -> dict[str, Value]:
        """Return the fields of the weight, a share being one in that group; empty where it is unchanged
        in a thing that `stays` in it.
        """
        field = self.form.field("weight")
        if stays and self.form.id is not None and field.value == field.filled:
            return {}
        with about("weight"):
            return fields_of(read_weight(field.value, beside, self.read_number))

    def day(self, name: str) -> str | None:
        text = self.text(name).strip()
        if not text:
            return None
        cycles = {cycle: end for cycle, _, end in offered_cycles(self.records, self.today)}
        cycles |= {cycle.name: cycle.end for cycle in self.records.cycles}
        return read_due(text, name, self.today, cycles).isoformat()

    def past_day(self, name: str, *, or_ahead: bool = False) -> str | None:
        """Return a day that has come, or any day with `or_ahead`; none where nothing is typed; raises InvalidField."""
        text = self.line(name)
        if not text:
            return None
        try:
            found = find_any_day(text, self.today)
        except WrongUsage:
            found = None
        if found is None or found[1] != len(text):
            shown = formatting.quoted(text, 40)
            raise InvalidField(_("{text} is not a day; write yesterday, mon, 20 Nov or 2026-11-20.", text=shown), name)
        try:
            kept_day(found[0])
        except InvalidField as error:
            raise InvalidField(_("The day {error}.", error=error), name) from error
        if found[0] > self.today and not or_ahead:
            day = formatting.day(found[0], self.today)
            raise InvalidField(_("{day} has not come yet; it has to be today or earlier.", day=day), name)
        return found[0].isoformat()

    def flag(self, name: str) -> bool:
        return self.text(name) != "no"

    def named(self, name: str, among: Mapping[str, str], what: str) -> str | None:
        """Return the id behind a field: the one it was filled with, or that of the
        typed name, whole or a unique part.
        """
        return self._behind(
            name, among, lambda text: self._meant(text, among) or _only_one(text, among, EntityKind(what))
        )

    def _behind(self, name: str, among: Mapping[str, str], otherwise: Callable[[str], str]) -> str | None:
        """Return the id that a field was filled with, as long as that stands there, else what its text means."""
        text = self.line(name)
        if not text:
            return None
        with about(name):
            return self._kept(name, among) or otherwise(text)

    def _meant(self, text: str, among: Mapping[str, str]) -> str | None:
        """Return the id that a key or a ref of at least four characters names, where no title is exactly that."""
        if any(fold(title) == fold(text) for title in among.values()):
            return None
        records = self.records
        keyed = (records.objectives, records.measures, records.perspectives, records.people, records.teams)
        keys = [item.id for items in keyed for item in items if item.key and fold(item.key) == fold(text)]
        span = id_range(text) if len(text) >= SHORTEST_REF else None
        found = [key for key in keys if key in among]
        found = found or [key for key in among if span is not None and span[0] <= key <= span[1]]
        return found[0] if len(found) == 1 else None

    def _kept(self, name: str, among: Mapping[str, str]) -> str | None:
        field = self.form.field(name)
        untouched = fold(clean_line(field.value)) == fold(clean_line(field.filled))
        return field.means if untouched and field.means in among else None

    def reference(self, name: str, kind: EntityKind) -> str | None:
        """Return the id behind a field; a person, a team or a theme is made where nothing is called so."""
        among = self.names.of_kind(kind)
        if kind not in _MADE:
            return self.named(name, among, kind.value)
        return self._behind(name, among, lambda text: self._found_or_made(text, among, kind))

    def listed(self, name: str, kind: EntityKind, beside: str, taken: str | None) -> str | None:
        """Return the ids in a list of names: those that it was filled with, or what each name in it means; raises
        InvalidField where it names what is `taken` by the field `beside` it."""
        among = {key: called for key, called in self.names.of_kind(kind).items() if key != self.form.id}
        field = self.form.field(name)
        if field.value == field.filled and field.means is not None:
            found = ids_text(identity for identity in ids_of(field.means) if identity in among)
        else:
            line = self.line(name)
            found = ids_text(self._one_of(name, among, kind, piece) for piece in names_in(line))
        if taken is not None and taken in ids_of(found):
            called = formatting.quoted(among.get(taken, ""))
            raise InvalidField(_(_OWN.get(beside, _THERE), name=called), name)
        return found

    def _one_of(self, name: str, among: Mapping[str, str], kind: EntityKind, text: str) -> str:
        with about(name):
            if kind in _MADE:
                return self._found_or_made(text, among, kind)
            return self._meant(text, among) or _only_one(text, among, kind)

    def _found_or_made(self, text: str, among: Mapping[str, str], kind: EntityKind) -> str:
        known = (identity for identity, called in among.items() if fold(called) == fold(text))
        found = next(known, None) or self._meant(text, among)
        if found is None and kind is EntityKind.PERSON and self.author and fold(text) in ME:
            me = next(iter(persons(self.records, self.author)), None)
            return me.id if me is not None else self._make(kind, self.author)
        if found is None and fold(text) in NOBODY:
            raise NotFound(_("Nothing is called {name}; leave the field empty instead.", name=formatting.quoted(text)))
        return found or self._make(kind, text)

    def declared(self, kind: EntityKind, already: Mapping[str, Value]) -> dict[str, Value]:
        """Return the fields of a kind: what is `already` read, and what is typed in the others, each by what it holds.

        What the condition has no use for is left out, so that it stays as it was; so is a weight.
        """
        found, specs = dict(already), {spec.name: spec for spec in FIELDS[kind] if spec.label}
        for name in dict.fromkeys((*FORM_ORDER[kind], *specs)):
            spec = specs.get(name)
            if spec is not None and name not in found and spec.kind is not ValueKind.WEIGHT and self.form.asks(name):
                found[name] = self._declared(spec, found)
        return found

    def _declared(self, spec: FieldSpec, found: Mapping[str, Value]) -> Value:
        match spec.kind:
            case ValueKind.TITLE:
                return self.title()
            case ValueKind.NUMBER:
                return self.number(spec.name)
            case ValueKind.COUNT:
                return self.count(spec.name)
            case ValueKind.FLAG:
                return self.flag(spec.name)
            case ValueKind.DAY:
                return self.day(spec.name)
            case ValueKind.WORD:
                return self.text(spec.name) if spec.default else self.text(spec.name) or None
            case ValueKind.REFERENCE if spec.refers is not None:
                return self.reference(spec.name, spec.refers)
            case ValueKind.NAMES if spec.refers is not None:
                taken = found.get(spec.beside)
                return self.listed(spec.name, spec.refers, spec.beside, taken if isinstance(taken, str) else None)
        return self.text(spec.name)

    def cycle(self) -> str | None:
        name = self.text("cycle")
        if not name:
            return None
        kept = self._kept("cycle", self.names.cycles)
        if kept is not None:
            return kept
        cycles = self.names.cycles
        same = [key for key in cycles if cycles[key] == name] or [
            key for key in cycles if fold(cycles[key]) == fold(name)
        ]
        known = same[0] if same else self._meant(name.strip(), cycles)
        if known is not None:
            return known
        offers = offered_cycles(self.records, self.today)
        name = self._cycle_meant(name, {offered: (start, end) for offered, start, end in offers})
        known = next((key for key in cycles if cycles[key] == name), None)
        if known is not None:
            return known
        for offered, start, end in offers:
            if offered == name:
                identity = natural_id(EntityKind.CYCLE, name)
                fields: dict[str, Value] = {"name": name, "start": start.isoformat(), "end": end.isoformat()}
                self.made.append(Operation(EntityKind.CYCLE, identity, fields))
                return identity
        shown = formatting.quoted(self.line("cycle"))
        raise NotFound(_("No cycle is called {name}; choose another or import one from TOML.", name=shown), "cycle")

    def _cycle_meant(self, name: str, offers: CycleDays) -> str:
        """Return the name of the cycle that a word such as `current` means, made or on offer, and tell it; else the
        name itself.
        """
        with about("cycle"):
            meant = cycle_meant({**offers, **self.records.cycle_days}, name, self.today) or name
        if meant != name:
            self.say(_(" Its cycle is {cycle}.", cycle=meant))
        return meant

    def _make(self, kind: EntityKind, name: str) -> str:
        identity = natural_id(kind, name)
        self.made.append(Operation(kind, identity, {"key": name, "name": name}))
        return identity


def _only_one(text: str, among: Mapping[str, str], kind: EntityKind) -> str:
    same = [identity for identity, title in among.items() if fold(title) == fold(text)]
    found = same or [identity for identity, title in among.items() if fold(text) in fold(title)]
    if len(found) == 1:
        return found[0]
    if not found:
        from difflib import get_close_matches

        near = get_close_matches(text, among.values(), 1)
        hint = (
            _("did you mean {name}?", name=formatting.quoted(near[0]))
            if near
            else _("type a part of its title, or leave the field empty.")
        )
        raise NotFound(_("No {kind} is called {name}; {hint}", kind=kind.word, name=formatting.quoted(text), hint=hint))
    mend = _("rename one of them first") if same else _("type more of the title")
    raise NotFound(
        _(
            _SEVERAL[kind],
            count=len(found),
            name=formatting.quoted(text),
            mend=mend,
        )
    )
