"""What an add or edit form holds: text in, text out; the workspace turns it into changes."""

from dataclasses import dataclass, replace

from goaltui.model.enums import EntityKind


@dataclass(frozen=True, slots=True)
class FormField:
    """One line of a form; with `choices` one of them, an empty choice meaning none."""

    name: str
    label: str
    value: str = ""
    choices: tuple[str, ...] = ()
    hint: str = ""
    required: bool = False
    multiline: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of one entity; `id` is None for one that is to be added, `parent` what it is added under."""

    kind: EntityKind
    id: str | None
    title: str
    fields: tuple[FormField, ...]
    parent: str | None = None

    def value(self, name: str) -> str:
        """The text of a field; KeyError where there is none."""
        for field in self.fields:
            if field.name == name:
                return field.value
        raise KeyError(name)

    def with_value(self, name: str, value: str) -> "Form":
        """The same form with another text in one field."""
        changed = (replace(field, value=value) if field.name == name else field for field in self.fields)
        return replace(self, fields=tuple(changed))
