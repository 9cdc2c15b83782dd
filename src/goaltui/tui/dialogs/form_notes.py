"""The lines of a form that are no fields: what waits under «more», and what is said of what is typed."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from goaltui.model.errors import InvalidField
from goaltui.model.fields import DAYS
from goaltui.model.quick.translation import N_, _
from goaltui.model.text import clean_line, fold
from goaltui.rules import dates
from goaltui.services.forms.field_lines import names_in
from goaltui.services.forms.form import Form, FormField
from goaltui.services.forms.measure_numbers import FROM
from goaltui.services.forms.quick_add import example, understood
from goaltui.services.forms.sibling_weights import weight_note
from goaltui.tui.appearance.text import cut, plain

NAMES = {
    "owner": N_("new person"),
    "updater": N_("new person"),
    "partners": N_("new person"),
    "team": N_("new team"),
    "theme": N_("new theme"),
}
"""The fields that may name what is not here yet, and what that is."""
_DAYS = DAYS | {FROM}
_CALLED = 12
_MORE = N_("F3 more          ")


class MoreLine(Static):
    """The names of the fields that are not asked for at first; a click shows them."""

    DEFAULT_CSS = "MoreLine { height: 1; text-wrap: nowrap; text-overflow: ellipsis; color: $dim; }"

    class Pressed(Message):
        """It was clicked."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__()
        self.tell(labels)

    def tell(self, labels: Sequence[str]) -> None:
        """Name the fields that still wait."""
        self.update(Content(_(_MORE) + ", ".join(label.lower() for label in labels)))

    def on_click(self) -> None:
        """Ask for the fields."""
        self.post_message(self.Pressed())


class ChipLine(Static):
    """The fields that the title gives, part by part, or an example of such a title."""

    def __init__(self, form: Form) -> None:
        super().__init__(Content.styled(example(form), "$dim"))

    def follow(self, form: Form) -> None:
        """Tell it of what stands in the form now."""
        try:
            chips = understood(form).chips
        except InvalidField as error:
            self.update(plain(str(error)).stylize("$warning"))
            return
        told = Content.styled(" · ", "$dim").join(plain(chip).stylize("$accent") for chip in chips)
        self.update(told if chips else Content.styled(example(form), "$dim"))


class FieldNote(Static):
    """What is said beside a field of what stands in it."""

    def __init__(self, field: FormField, said: str = "") -> None:
        super().__init__(Content(said))
        self.field = field

    def follow(self, text: str) -> None:
        """Tell it of what stands there now."""


class DayNote(FieldNote):
    """Says with its weekday which day a field holds, which is typed as `2027-01-05` in every language."""

    def __init__(self, field: FormField) -> None:
        super().__init__(field)
        self.follow(field.value)

    def follow(self, text: str) -> None:
        """Tell it of what stands there now."""
        try:
            day = date.fromisoformat(text.strip())
        except ValueError:
            self.display = False
            return
        self.display = True
        self.update(Content.styled(dates.weekday_and_day(day), "$dim"))


class NewcomerNote(FieldNote):
    """Says before it is saved that a name in a field is of somebody who is not here yet."""

    def __init__(self, field: FormField) -> None:
        super().__init__(field)
        self._listed = field.name == "partners"
        filled = names_in(field.filled) if self._listed else (field.filled,)
        self._names = frozenset(map(fold, (*field.suggestions, *field.known, *filled)))
        self.follow(field.value)

    def follow(self, text: str) -> None:
        """Tell it of what stands there now."""
        line = clean_line(text)
        typed = names_in(line) if self._listed else (line,) if line else ()
        new = [name for name in dict.fromkeys(typed) if fold(name) not in self._names]
        self.display = bool(new)
        told = _(NAMES[self.field.name])
        if self._listed and new:
            told = f"{told} {cut(new[0], _CALLED)}" if len(new) == 1 else _("{count} new people", count=len(new))
        self.update(plain(told).stylize("$warning") if new else "")


class WeightNote(FieldNote):
    """The part of the whole that the weight in a field comes to beside its siblings."""

    def __init__(self, field: FormField) -> None:
        super().__init__(field, weight_note(field.value, field.beside))

    def follow(self, text: str) -> None:
        """Tell it of what stands there now."""
        self.update(Content(weight_note(text, self.field.beside)))


def notes_on(field: FormField) -> list[FieldNote]:
    """Return what is said beside a field."""
    weight = [WeightNote(field)] if field.beside is not None else []
    day = [DayNote(field)] if field.name in _DAYS and not field.choices else []
    return [*weight, *day, *([NewcomerNote(field)] if field.name in NAMES else [])]
