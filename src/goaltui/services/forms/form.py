"""An add or edit form: text in, text out; the workspace turns it into changes."""

from datetime import date

from goaltui.model.enums import EntityKind
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import dataclass, replace
from goaltui.rules.scoring.weight_groups import WeightGroup
from goaltui.services.core import formatting

CONDITION = "condition"
"""The field on which it depends which others are asked for."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One line of a form; with `choices` one of them, an empty choice meaning none.

    `means` is the id behind the text `filled` that it opened with: titles may be shared, so as long as that text
    stands there it goes on meaning the same thing. `suggestions` are names that complete what is typed, `beside`
    what a weight that may be typed as a share is weighed with. With `refs` the choices are things, which a ref names
    as well. `hints` are those of the choices that have one of their own. With `asked_for` it is asked for only under
    these conditions of a key result. One that the method of the workspace has no use for is `hidden` and keeps what
    stands in it. What is seldom asked for is `more`. `known` are other words for the names, such as keys.
    """

    name: str
    label: str
    value: str = ""
    choices: tuple[str, ...] = ()
    hint: str = ""
    required: bool = False
    multiline: bool = False
    means: str | None = None
    filled: str = ""
    suggestions: tuple[str, ...] = ()
    beside: WeightGroup | None = None
    refs: bool = False
    hints: tuple[tuple[str, str], ...] = ()
    asked_for: tuple[str, ...] = ()
    hidden: bool = False
    more: bool = False
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LibraryMeasure:
    """A measure to choose: the key of its `perspective`, and `better`, whether more or less of it is wanted."""

    perspective: str
    title: str
    unit: str
    better: str
    frequency: str
    aggregation: str
    kind: str
    definition: str


@dataclass(frozen=True, slots=True)
class QuickContext:
    """The context of reading more than a title in the title of a new thing: the day, people by name and key, the last
    days of cycles by name, whether a comma is decimal, and the fields as they were `opened`; for a measure also the
    `library` and the names of perspectives by key.
    """

    today: date
    people: tuple[tuple[str, str], ...]
    cycles: tuple[tuple[str, date], ...]
    comma: bool
    opened: tuple[FormField, ...]
    library: tuple[LibraryMeasure, ...] = ()
    places: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of one entity; `id` is None for one that is to be added, `parent` what it is added under. `opened` are
    the fields as they stood when a form to edit was filled; `quick` is there where the title may say the rest. For the
    name of a cycle, which may say its days, `first_month` is that of a year and `century` that of today.
    """

    kind: EntityKind
    id: str | None
    title: str
    fields: tuple[FormField, ...]
    parent: str | None = None
    opened: tuple[FormField, ...] = ()
    quick: QuickContext | None = None
    first_month: int = 1
    century: int = 20

    def field(self, name: str) -> FormField:
        """Return the field of that name; KeyError where there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    def asks(self, name: str) -> bool:
        """Return whether it has that field, with a use for it under the chosen condition."""
        field = next((field for field in self.fields if field.name == name), None)
        return field is not None and (not field.asked_for or self.value(CONDITION) in field.asked_for)

    def shows(self, name: str) -> bool:
        """Return whether a screen has a line for a field: the form asks for it, and the method has a use for it."""
        return self.asks(name) and not self.field(name).hidden

    def value(self, name: str) -> str:
        """Return the text of a field; KeyError where there is none."""
        return self.field(name).value

    def with_value(self, name: str, value: str) -> "Form":
        """Return the same form with another text in one field."""
        changed = (replace(field, value=value) if field.name == name else field for field in self.fields)
        return replace(self, fields=tuple(changed))

    def with_meaning(self, name: str, identity: str, text: str) -> "Form":
        """Return the same form with one field that shows the name of a thing and stands for it."""
        changed = (
            replace(field, value=text, means=identity, filled=text) if field.name == name else field
            for field in self.fields
        )
        return replace(self, fields=tuple(changed))

    def weighed_with(self, beside: WeightGroup | None) -> "Form":
        """Return the same form, with its weight in another group."""
        changed = (replace(field, beside=beside) if field.name == "weight" else field for field in self.fields)
        return replace(self, fields=tuple(changed))


def heading(kind: EntityKind, identity: str | None) -> str:
    """Return the head of a form: `New objective`, `Edit objective`."""
    return _("Edit {kind}", kind=kind.word) if identity else _("New {kind}", kind=kind.word)


def saved(form: Form, title: str | None) -> str:
    """Return a sentence on what was saved: `Added objective 'Grow'.`"""
    kind = form.kind.word
    if title is None:
        return _("Changed {kind}.", kind=kind) if form.id else _("Added {kind}.", kind=kind)
    shown = formatting.quoted(title)
    if form.id:
        return _("Changed {kind} {title}.", kind=kind, title=shown)
    return _("Added {kind} {title}.", kind=kind, title=shown)
