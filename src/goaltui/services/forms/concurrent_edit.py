"""A form that was open while others changed the thing that it is about."""

from datetime import date

from goaltui.model.listing import listed
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import replace
from goaltui.model.records import Records
from goaltui.services.core import formatting
from goaltui.services.forms.form import Form, FormField
from goaltui.services.forms.goal_forms import edit_form


def rebased(form: Form, records: Records, today: date) -> tuple[Form, str]:
    """Return the form with others' changes in the fields that were left alone, and a sentence on their values
    that the other fields replace.

    The sentence is empty where they replace none. Raises NotFound where the thing was deleted.
    """
    if form.id is None or not form.opened:
        return form, ""
    opened = {field.name: field for field in form.opened}
    now = {field.name: field for field in edit_form(form.kind, form.id, records, today).fields}
    fields, replaced = [], []
    for field in form.fields:
        before, current = opened[field.name], now.get(field.name, field)
        if _says(field) == _says(before):
            fields.append(current)
            continue
        fields.append(replace(field, beside=current.beside))
        if _says(current) not in (_says(before), _says(field)):
            now_there = formatting.quoted(current.value, 40) if current.value else _("empty")
            replaced.append(f"{field.label} {now_there}")
    told = _(" Meanwhile somebody set {fields}; the History has both.", fields=listed(replaced)) if replaced else ""
    return replace(form, fields=tuple(fields)), told


def _says(field: FormField) -> tuple[str, str | None]:
    return field.value, field.means
