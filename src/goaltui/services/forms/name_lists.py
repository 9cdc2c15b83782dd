"""A field with several names: who is named beside an owner, what else an objective contributes to."""

from collections.abc import Callable, Collection, Iterable, Mapping

from goaltui.model.errors import InvalidField
from goaltui.model.id_lists import ids_of, ids_text
from goaltui.model.text import clean_line
from goaltui.services.core import formatting
from goaltui.services.forms.form import Form, FormField


def partners_field(ids: str | None, people: Mapping[str, str]) -> FormField:
    """Return the field for who is named beside the owner."""
    return _names_field("partners", "With", ids, people, "others beside the owner: Ann, Bo")


def contributes_field(ids: str | None, objectives: Mapping[str, str]) -> FormField:
    """Return the field for what an objective contributes to beside its parent."""
    hint = "besides its parent: linked, counted once"
    return _names_field("contributes", "Contributes to", ids, objectives, hint)


def _names_field(name: str, label: str, ids: str | None, among: Mapping[str, str], hint: str) -> FormField:
    text = _joined(among[identity] for identity in ids_of(ids) if identity in among)
    return FormField(
        name, label, text, hint=hint, means=ids, filled=text, suggestions=tuple(dict.fromkeys(among.values()))
    )


def _joined(names: Iterable[str]) -> str:
    """The names in a line, with semicolons where a name has a comma in it."""
    found = sorted(names)
    return ("; " if any("," in name for name in found) else ", ").join(found)


def listed_ids(form: Form, name: str, known: Collection[str], meant: Callable[[str], str]) -> str | None:
    """Return the ids that a field means: those that it was filled with, or each name in it; raises what `meant`
    raises."""
    field = form.field(name)
    if field.value == field.filled and field.means is not None:
        return ids_text(identity for identity in ids_of(field.means) if identity in known)
    try:
        line = clean_line(field.value)
    except InvalidField as error:
        raise InvalidField(str(error), name) from error
    names = filter(None, (piece.strip() for piece in line.split(";" if ";" in line else ",")))
    return ids_text(meant(piece) for piece in names)


def refuse_own(ids: str | None, taken: str | None, among: Mapping[str, str], name: str, what: str) -> None:
    """Raises InvalidField where the list names what already stands as the one."""
    if taken is not None and taken in ids_of(ids):
        raise InvalidField(f"{formatting.quoted(among.get(taken, ''))} is {what} already; leave it out.", name)
