"""Adding and editing: any form of the services, with what the checks say while it is filled in."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import ClassVar, Generic, TypeAlias, TypeVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Static, TextArea

from goaltui.model.enums import Severity
from goaltui.model.errors import GoaltuiError, Refused
from goaltui.model.findings import Finding
from goaltui.services.forms import Form, FormField
from goaltui.services.weights import weight_note
from goaltui.tui.dialogs.fields import ChoiceInput, LineInput, TextInput
from goaltui.tui.dialogs.saving import SavingDialog

Check: TypeAlias = Callable[[Form], Awaitable[tuple[Finding, ...]]]
Result = TypeVar("Result")

_PAUSE = 0.15
_KEYS = "Enter save   Tab next   Esc leave"
_KEYS_IN_TEXT = "F2 save   Enter new line   Tab next   Esc leave"
_SHOWN = 2
_BUTTONS = 2
_COLOURS = {Severity.ERROR: "$error", Severity.WARNING: "$warning", Severity.HINT: "$dim"}


class FormDialog(SavingDialog[Form, Result], Generic[Result]):
    """Saves the form as it was filled in; where that is refused it goes to the field that is in the way."""

    DEFAULT_CSS = """
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
    FormDialog .field > WeightNote {
        width: auto;
        height: 1;
        padding: 0 1;
        color: $dim;
        background: $surface;
    }
    FormDialog .field > WeightNote.-here {
        background: $boost;
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
        Binding("tab,down", "step(1)", "Next field", show=False),
        Binding("shift+tab,up", "step(-1)", "Field before", show=False),
    ]
    LEAST_LINES: ClassVar[int] = 2

    def __init__(self, form: Form, save: Callable[[Form], Awaitable[Result]], check: Check | None = None) -> None:
        super().__init__(form.title, _KEYS, save)
        self._form = form
        self._check = check
        self._warned = False
        self._tallest = 0

    def body(self) -> Iterable[Widget]:
        for field in self._form.fields:
            line = FieldLine(field)
            line.display = self._form.asks(field.name)
            yield line

    def foot(self) -> Iterable[Widget]:
        yield from super().foot()
        yield Horizontal(
            Button("Save", id="save", compact=True, variant="primary"),
            Button("Leave", id="leave", compact=True),
            id="buttons",
        )

    @property
    def foot_height(self) -> int:
        return super().foot_height + _BUTTONS

    def on_mount(self) -> None:
        self.set_focus(self.query(".input").first())

    def fit(self) -> None:
        """A body with fewer fields keeps its height: the frame would jump while a choice is turned."""
        super().fit()
        body = self.query_one("#body")
        most = body.styles.max_height
        body.styles.min_height = min(self._tallest, int(most.value)) if most is not None else self._tallest

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
        for note in self.query(WeightNote):
            note.follow(filled.value(note.field.name))
        self._ask(filled)
        if self._check is not None and filled != self._form:
            self._say_findings(self._check)

    def _ask(self, filled: Form) -> None:
        """Show the fields that the chosen condition has a use for; what was typed in the others waits there."""
        turned = [line for line in self.query(FieldLine) if line.display is not filled.asks(line.field.name)]
        if not turned:
            return
        self._tallest = max(self._tallest, self.query_one("#body").size.height)
        for line in turned:
            line.display = not line.display
        self.fit()

    def action_step(self, step: int) -> None:
        """To the next or the previous of what can be filled in or pressed. Textual's own goes by where things stand on
        the screen, which a field that a choice has just brought is told only with the next layout."""
        asked = [line.input for line in self.query(FieldLine) if line.display]
        order = [*asked, *self.query(Button)]
        here = order.index(self.focused) if self.focused in order else -1
        self.set_focus(order[(here + step) % len(order)])

    @work(exclusive=True, group="findings")
    async def _say_findings(self, check: Check) -> None:
        await asyncio.sleep(_PAUSE)
        findings = await check(self.typed())
        if self.is_answered:
            return
        lines = [_finding_line(finding) for finding in findings[:_SHOWN]]
        self.tell(Content("\n").join(lines), *lines[:1], *(_message(finding) for finding in findings[:1]))

    def on_descendant_focus(self) -> None:
        """The note on a weight looks as its field does; in a text of several lines Enter begins another one."""
        for note in self.query(WeightNote):
            # Textual's `:focus-within` does not reach what stands beside the field.
            note.set_class(self.focused in note.siblings, "-here")
        keys = _KEYS_IN_TEXT if isinstance(self.focused, TextArea) else _KEYS
        if keys != self._keys:
            self._keys = keys
            self.fit()

    def action_leave(self) -> None:
        """Leave; where something was typed only when asked twice."""
        if self._saving or self._warned or not self._would_lose:
            super().action_leave()
            return
        self._warned = True
        self.workers.cancel_group(self, "findings")
        self.tell(Content.styled("Not saved yet: F2 saves it, Esc once more leaves it.", "$warning"))

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
        wrong = error.field if isinstance(error, Refused) else None
        for field in self.query(".input"):
            if field.name == wrong:
                field.focus()

    @on(Button.Pressed)
    async def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "save":
            await self.action_save()
        elif not self._saving:
            self.answer(None)

    def _values(self) -> Iterator[tuple[str, str]]:
        for widget in self.query(".input"):
            if isinstance(widget, TextArea):
                yield widget.name or "", widget.text
            elif isinstance(widget, Input | ChoiceInput):
                yield widget.name or "", widget.value


class FieldLine(Horizontal):
    """A field with its label before it."""

    def __init__(self, field: FormField) -> None:
        label = Static(Content(f"{field.label}{' *' if field.required else ''}"), classes="label")
        note = [WeightNote(field)] if field.beside is not None else []
        self.field = field
        self.input = _input_of(field)
        super().__init__(label, self.input, *note, classes="field")


class WeightNote(Static):
    """What the weight that stands in a field is beside its siblings."""

    def __init__(self, field: FormField) -> None:
        super().__init__(Content(weight_note(field.value, field.beside)))
        self.field = field

    def follow(self, text: str) -> None:
        """Tell it of what stands there now."""
        self.update(Content(weight_note(text, self.field.beside)))


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
