"""What a form weighs a thing with, for the tests of the forms."""

from goaltui.services.forms.form import Form
from goaltui.services.forms.sibling_weights import shown


def beside(form: Form) -> list[str]:
    """The weights of what counts beside it now, as they are typed."""
    group = form.field("weight").beside
    return [] if group is None else [shown(item) for item in group.now]
