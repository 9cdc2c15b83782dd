"""Adding and editing: any form of the services, with what the checks say while it is filled in."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from typing import ClassVar, Generic, TypeAlias, TypeVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Static, TextArea

from goaltui.model.enums import Severity
from goaltui.model.errors import GoaltuiError, InvalidField, Refused
from goaltui.model.findings import Finding
from goaltui.model.quick.translation import N_, _
from goaltui.services.forms.form import Form, FormField
from goaltui.services.forms.quick_add import example, understood
from goaltui.services.forms.scoring_fields import unscored
from goaltui.services.forms.structure_forms import days_of_name
from goaltui.tui.dialogs.base import FRAME
from goaltui.tui.dialogs.form_fields import TEXT_LINES, ChoiceInput, LineInput, TextInput
from goaltui.tui.dialogs.form_notes import ChipLine, FieldNote, MoreLine, WeightNote, notes_on
from goaltui.tui.dialogs.saving import SavingDialog
from goaltui.tui.dialogs.scoring_parts import PRESET, WHOLE, in_parts, is_part, is_wanted, joined, parts_of

Check: TypeAlias = Callable[[Form], Awaitable[tuple[Finding, ...]]]
Result = TypeVar("Result")

_TITLE = "title"
_PAUSE = 0.15
_KEYS = N_("Enter save   Tab next   Esc cancel")
_KEYS_IN_TEXT = N_("F2 save   Enter new line   Tab next   Esc cancel")
_SHOWN = 2
_BUTTONS = 2
_COLOURS = {Severity.ERROR: "$error", Severity.WARNING: "$warning", Severity.HINT: "$dim"}


class FormDialog(SavingDialog[Form, Result], Generic[Result]):
    """Saves the form as it was filled in; where that is refused it goes to the field that is in the way."""

    DEFAULT_CSS = """
    FormDialog.-growing { align: center top; }
    FormDialog .field {
        height: auto;
    }
    FormDialog .field > Static.label {
        width: 16;
        height: 1;
        color: $dim;
    }
    FormDialog .field > .input {
        width: 1fr;
    }
    FormDialog .field > .input:focus {
        background: $chosen;
    }
    FormDialog .field > WeightNote {
        width: auto;
        height: 1;
        padding: 0 1;
        color: $dim;
        background: $surface;
    }
    FormDialog .field > WeightNote.-here {
        background: $chosen;
    }
    FormDialog .field > NewcomerNote, FormDialog .field > DayNote {
        width: auto;
        height: 1;
        padding: 0 1;
    }
    FormDialog ChipLine {
        height: 1;
        padding: 0 1 0 17;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    FormDialog #buttons {
        height: 1;
        margin-top: 1;
    }
    FormDialog Button {
        margin-right: 2;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save_here", "Save", show=False, priority=True),
        Binding("f2", "save", "Save", show=False, priority=True),
        Binding("f3", "unfold", "More", show=False, priority=True),
        Binding("tab,down", "step(1)", "Next field", show=False),
        Binding("shift+tab,up", "step(-1)", "Field before", show=False),
    ]
    LEAST_LINES: ClassVar[int] = 2

    def __init__(
        self, form: Form, save: Callable[[Form], Awaitable[Result]], check: Check | None = None, *, at: str = ""
    ) -> None:
        """`at` is the field that the cursor stands on first."""
        super().__init__(form.title, _(_KEYS), save)
        self._form = form
        self._check = check
        self._at = at
        self._called = frozenset((at,))
        self._warned = False
        self._tallest = 0
        self._folded = any(field.more and form.shows(field.name) for field in form.fields)
        self.set_class(self._folded, "-growing")

    def body(self) -> Iterable[Widget]:
        for field in self._form.fields:
            for shown in parts_of(field) if in_parts(self._form, field) else (field,):
                line = FieldLine(shown)
                line.display = self._shows(self._form, shown)
                yield line
            if field.name == _TITLE and example(self._form):
                yield ChipLine(self._form)
        if self._folded:
            yield MoreLine([field.label for field in self._form.fields if self._waits(field)])

    def _waits(self, field: FormField) -> bool:
        """Return whether a field waits under «more»."""
        return field.more and self._form.shows(field.name) and field.name not in self._called

    def _shows(self, form: Form, field: FormField) -> bool:
        """Return whether a field has a line now: the form asks for it, and it is not hidden under «more»."""
        return self._asks(form, field) and not (self._folded and field.more and field.name not in self._called)

    @staticmethod
    def _asks(form: Form, field: FormField) -> bool:
        if is_part(field.name):
            return form.shows(WHOLE) and is_wanted(field.name, form.value(PRESET))
        return form.shows(field.name)

    def action_unfold(self) -> None:
        """Show all fields."""
        if self._folded:
            self._folded = False
            self.query_one(MoreLine).display = False
            self._ask(self.typed())

    @on(MoreLine.Pressed)
    def _more_pressed(self) -> None:
        self.action_unfold()

    def foot(self) -> Iterable[Widget]:
        yield from super().foot()
        yield Horizontal(
            Button(_("Save"), id="save", compact=True, variant="primary"),
            Button(_("Cancel"), id="leave", compact=True),
            id="buttons",
        )

    @property
    def foot_height(self) -> int:
        return super().foot_height + _BUTTONS

    def on_mount(self) -> None:
        self.set_focus(self.query(".input").first())
        self._go_to(self._at)
        self._say_unscored(self._form)

    def fit(self) -> None:
        """Keep the height of a body with fewer fields: the frame would jump while a choice is turned."""
        super().fit()
        body = self.query_one("#body")
        most = body.styles.max_height
        body.styles.min_height = min(self._tallest, int(most.value)) if most is not None else self._tallest
        if self.has_class("-growing"):
            self.query_one("#frame").styles.offset = (0, self._top)

    @property
    def _top(self) -> int:
        """The line of the upper edge: in the middle with all fields, so that it stays when «more» brings them."""
        lines = self.query(FieldLine)
        others = len(self.query(ChipLine))
        most = sum(line.lines for line in lines if self._asks(self._form, line.field)) + others
        now = max(sum(line.lines for line in lines if line.display) + others, self._tallest)
        return max(0, min((self.size.height - self._framed(most)) // 2, self.size.height - self._framed(now)))

    def _framed(self, lines: int) -> int:
        """Return the height of the whole frame around so many lines, with the foot and its words."""
        foot = max(self.foot_height, self.LEAST_LINES + 1 + _BUTTONS)
        return min(lines + foot, self.room) + FRAME

    def typed(self) -> Form:
        form = self._form
        for name, value in self._values():
            form = form.with_value(name, value)
        return form

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceInput.Changed)
    def _changed(self) -> None:
        self._warned = False
        filled = self.typed()
        for note in self.query(FieldNote):
            note.follow(filled.value(note.field.name))
        for chips in self.query(ChipLine):
            chips.follow(filled)
        self._say_unscored(filled)
        self._follow_name(filled)
        self._ask(filled)
        if self._check is not None and filled != self._form:
            self._say_findings(self._check)

    def _say_unscored(self, filled: Form) -> None:
        """Say at the scoring of a measure that nothing is scored, where that is so whatever the preset."""
        for choice in self.query(ChoiceInput):
            if choice.name == PRESET:
                choice.say(unscored(filled))

    def _follow_name(self, filled: Form) -> None:
        """Let a new cycle have the days that its name says, unless others were typed."""
        days = days_of_name(filled)
        if all(filled.value(name) == self._form.value(name) for name in days):
            for line in self.query(FieldLine):
                if isinstance(line.input, Input) and (day := days.get(line.field.name)):
                    line.input.value = day
                    self._form = self._form.with_value(line.field.name, day)

    def _ask(self, filled: Form) -> None:
        """Show the fields that the chosen condition has a use for; what was typed in the others waits there."""
        turned = [line for line in self.query(FieldLine) if line.display is not self._shows(filled, line.field)]
        if not turned:
            return
        self._tallest = max(self._tallest, self.query_one("#body").size.height)
        for line in turned:
            line.display = not line.display
        self.fit()

    def action_step(self, step: int) -> None:
        """Move to the next or the previous field or button. Textual's own goes by places on the screen, which a field
        that a choice has just brought gets only with the next layout.
        """
        if isinstance(self.focused, LineInput) and self.focused.name == _TITLE:
            self._spread()
        asked = self._asked
        if self._folded and step > 0 and asked and self.focused is asked[-1]:
            self.action_unfold()
            later = self._asked
            new = [field for field in later if field not in asked]
            behind = later[later.index(asked[-1]) + 1 :]
            if new:
                self.set_focus(next(iter(behind or new)))
                return
        order = [*asked, *self.query(Button)]
        here = order.index(self.focused) if self.focused in order else -1
        self.set_focus(order[(here + step) % len(order)])

    @property
    def _asked(self) -> list[Widget]:
        """The fields that are in sight."""
        return [line.input for line in self.query(FieldLine) if line.display]

    def _spread(self) -> None:
        """Put what the title says of other fields into them; where it cannot be read it stays as it is."""
        filled = self.typed()
        try:
            read = understood(filled).form
        except InvalidField:
            return
        said = _values_of(read)
        for line in self.query(FieldLine):
            value = said[line.field.name]
            if value == _values_of(filled)[line.field.name]:
                continue
            if isinstance(line.input, ChoiceInput):
                line.input.choose(value)
            elif isinstance(line.input, Input):
                line.input.value = value
            elif isinstance(line.input, TextInput):
                line.input.text = value
            if line.field.more:
                self.action_unfold()
        self._ask(read)

    @work(exclusive=True, group="findings")
    async def _say_findings(self, check: Check) -> None:
        await asyncio.sleep(_PAUSE)
        findings = await check(self.typed())
        if self.is_answered:
            return
        lines = [_finding_line(finding) for finding in findings[:_SHOWN]]
        self.tell(Content("\n").join(lines), *lines[:1], *(_message(finding) for finding in findings[:1]))

    def on_descendant_focus(self) -> None:
        """Let the note on a weight look as its field does; in a text of several lines let Enter begin another one."""
        for note in self.query(WeightNote):
            # Textual's `:focus-within` does not reach the widgets beside the field.
            note.set_class(self.focused in note.siblings, "-here")
        keys = _(_KEYS_IN_TEXT) if isinstance(self.focused, TextArea) else _(_KEYS)
        if keys != self._keys:
            self._keys = keys
            self.fit()

    def action_leave(self) -> None:
        """Close the dialog; where something was typed, only when asked twice."""
        if self._saving or self._warned or not self._would_lose:
            super().action_leave()
            return
        self._warned = True
        self.workers.cancel_group(self, "findings")
        self.tell(Content.styled(_("Not saved yet: F2 saves it, Esc again drops it."), "$warning"))

    @property
    def _would_lose(self) -> bool:
        """Whether something was typed."""
        return self.typed() != self._form

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter belongs to a text of several lines and to a button."""
        return action != "save_here" or not isinstance(self.focused, TextArea | Button)

    async def action_save_here(self) -> None:
        await self.action_save()

    def refuse(self, error: GoaltuiError) -> None:
        self.workers.cancel_group(self, "findings")
        super().refuse(error)
        self._spread()
        self._go_to((error.field if isinstance(error, Refused) else None) or "")

    def _go_to(self, name: str) -> None:
        """Put the cursor on a field, also on one that waited under «more»; elsewhere where it is not asked for."""
        self._called |= {name}
        waiting = [field.label for field in self._form.fields if self._waits(field)]
        if self._folded and waiting:
            self.query_one(MoreLine).tell(waiting)
        elif not waiting:
            self.action_unfold()
        self._ask(self.typed())
        for line in self.query(FieldLine):
            if line.display and (line.field.name == name or (name == WHOLE and is_part(line.field.name))):
                line.input.focus()
                break

    @on(Button.Pressed)
    async def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "save":
            await self.action_save()
        elif not self._saving:
            self.answer(None)

    def _values(self) -> Iterator[tuple[str, str]]:
        typed, before = dict(self._typed_in()), _values_of(self._form)
        parts = {name: value for name, value in typed.items() if is_part(name)}
        if parts and any(before[name] != value for name, value in (*parts.items(), (PRESET, typed[PRESET]))):
            typed[WHOLE] = joined(parts, typed[PRESET])
        return ((name, value) for name, value in typed.items() if not is_part(name))

    def _typed_in(self) -> Iterator[tuple[str, str]]:
        for widget in self.query(".input"):
            if isinstance(widget, TextArea):
                yield widget.name or "", widget.text
            elif isinstance(widget, Input | ChoiceInput):
                yield widget.name or "", widget.value


def _values_of(form: Form) -> Mapping[str, str]:
    """Return the text of every field, of the parts of one too."""
    parts = [part for field in form.fields if in_parts(form, field) for part in parts_of(field)]
    return {field.name: field.value for field in (*form.fields, *parts)}


class FieldLine(Horizontal):
    """A field with its label before it."""

    def __init__(self, field: FormField) -> None:
        label = Static(Content(f"{field.label}{' *' if field.required else ''}"), classes="label")
        self.field = field
        self.input = _input_of(field)
        self.lines = TEXT_LINES if field.multiline else 1
        super().__init__(label, self.input, *notes_on(field), classes="field")


def _input_of(field: FormField) -> Widget:
    widget: Widget
    if field.choices:
        widget = ChoiceInput(
            field.value, field.choices, name=field.name, hint=field.hint, hints=field.hints, free=field.refs
        )
    elif field.multiline:
        widget = TextInput(field.value, name=field.name, hint=field.hint)
    else:
        widget = LineInput(field.value, name=field.name, hint=field.hint, suggestions=field.suggestions)
    widget.add_class("input")
    return widget


def _finding_line(finding: Finding) -> Content:
    return Content.assemble(_message(finding), " ", (finding.advice, "$dim"))


def _message(finding: Finding) -> Content:
    return Content.styled(finding.message, _COLOURS[finding.severity])
