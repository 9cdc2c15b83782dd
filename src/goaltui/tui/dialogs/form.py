"""Adding and editing: any form of the services, with what the checks say while it is filled in."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import ClassVar, TypeAlias

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Static, TextArea

from goaltui.model.enums import Severity
from goaltui.model.findings import Finding
from goaltui.services.forms import Form, FormField
from goaltui.services.weights import weight_note
from goaltui.tui.dialogs.base import Dialog
from goaltui.tui.dialogs.fields import ChoiceInput, LineInput, TextInput

Check: TypeAlias = Callable[[Form], Awaitable[tuple[Finding, ...]]]

_PAUSE = 0.15
_KEYS = "Enter save   Tab next   Esc leave"
_KEYS_IN_TEXT = "F2 save   Enter new line   Tab next   Esc leave"
_SHOWN = 2
_COLOURS = {Severity.ERROR: "$error", Severity.WARNING: "$warning", Severity.HINT: "$dim"}


class FormDialog(Dialog[Form]):
    """Answers with the form as it was filled in; `problem` is why it could not be saved the last time, `wrong` the name
    of the field that was in the way."""

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
    }
    FormDialog #said {
        height: 2;
        margin-top: 1;
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
        Binding("enter", "save", "Save", show=False),
        Binding("f2", "save", "Save", show=False),
        Binding("down", "app.focus_next", "Next field", show=False),
        Binding("up", "app.focus_previous", "Field before", show=False),
    ]

    def __init__(self, form: Form, check: Check | None = None, problem: str = "", wrong: str | None = None) -> None:
        super().__init__(form.title, _KEYS)
        self._form = form
        self._check = check
        self._problem = problem
        self._wrong = wrong
        self._warned = False

    def body(self) -> Iterable[Widget]:
        for field in self._form.fields:
            label = Static(Content(f"{field.label}{' *' if field.required else ''}"), classes="label")
            note = [WeightNote(field)] if field.others is not None else []
            yield Horizontal(label, _input_of(field), *note, classes="field")

    def foot(self) -> Iterable[Widget]:
        said = Static(Content.styled(self._problem, "$error"), id="said")
        said.display = bool(self._problem)
        yield said
        yield Horizontal(
            Button("Save", id="save", compact=True, variant="primary"),
            Button("Leave", id="leave", compact=True),
            id="buttons",
        )

    @property
    def foot_height(self) -> int:
        return 5 if self.query_one("#said").display else 2

    def on_mount(self) -> None:
        fields = self.query(".input")
        self.set_focus(next((field for field in fields if field.name == self._wrong), fields.first()))

    def filled(self) -> Form:
        """The form with what stands in its fields now."""
        form = self._form
        for name, value in self._values():
            form = form.with_value(name, value)
        return form

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceInput.Changed)
    def _typed(self) -> None:
        self._warned = False
        values = dict(self._values())
        for note in self.query(WeightNote):
            note.follow(values[note.field.name])
        if self._check is not None and self.filled() != self._form:
            self._say_findings(self._check)

    @work(exclusive=True, group="findings")
    async def _say_findings(self, check: Check) -> None:
        await asyncio.sleep(_PAUSE)
        findings = await check(self.filled())
        if self.is_answered:
            return
        self._say(Content("\n").join(_finding_line(finding) for finding in findings[:_SHOWN]))

    def _say(self, text: Content) -> None:
        said = self.query_one("#said", Static)
        said.display = bool(text)
        said.update(text)
        self.fit()

    def on_descendant_focus(self) -> None:
        """In a text of several lines Enter begins another one."""
        keys = _KEYS_IN_TEXT if isinstance(self.focused, TextArea) else _KEYS
        if keys != self._keys:
            self._keys = keys
            self.fit()

    def action_leave(self) -> None:
        """Leave; where something was typed only when asked twice."""
        if self._warned or not self._would_lose:
            super().action_leave()
            return
        self._warned = True
        self.workers.cancel_group(self, "findings")
        self._say(Content.styled("Not saved yet: F2 saves it, Esc once more leaves it.", "$warning"))

    @property
    def _would_lose(self) -> bool:
        """Whether something was typed, now or before it was refused."""
        refused = self._problem and any(field.value for field in self._form.fields if field.required)
        return bool(refused) or self.filled() != self._form

    @on(Input.Submitted)
    def action_save(self) -> None:
        self.answer(self.filled())

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.answer(self.filled() if event.button.id == "save" else None)

    def _values(self) -> Iterator[tuple[str, str]]:
        for widget in self.query(".input"):
            if isinstance(widget, TextArea):
                yield widget.name or "", widget.text
            elif isinstance(widget, Input | ChoiceInput):
                yield widget.name or "", widget.value


class WeightNote(Static):
    """What the weight that stands in a field is beside its siblings."""

    def __init__(self, field: FormField) -> None:
        super().__init__(Content(weight_note(field.value, field.others or ())))
        self.field = field

    def follow(self, text: str) -> None:
        """Tell it of what stands there now."""
        self.update(Content(weight_note(text, self.field.others or ())))


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
    return Content.assemble((f"{finding.message} ", _COLOURS[finding.severity]), (finding.advice, "$dim"))
