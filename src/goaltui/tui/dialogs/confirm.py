"""Confirm a destructive command; Enter gives the safe answer."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from goaltui.model.quick.translation import _
from goaltui.tui.appearance.text import plain, steady
from goaltui.tui.dialogs.base import Dialog


class ConfirmDialog(Dialog[bool]):
    """Answers True for going ahead; everything else leaves things as they are."""

    GOES_TO_VIEWS: ClassVar[bool] = True
    DEFAULT_CSS = """
    ConfirmDialog Static {
        height: auto;
    }
    ConfirmDialog #buttons {
        height: 1;
        margin-top: 1;
    }
    ConfirmDialog Button {
        margin-right: 2;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "go_ahead", "Yes", show=False),
        Binding("n", "leave", "No", show=False),
        Binding("left,right", "other", "Other button", show=False),
    ]

    def __init__(self, title: str, question: str, effects: Sequence[str], verb: str, no: str = "") -> None:
        no = no or _("Keep")
        super().__init__(title, _("y {yes}   n {no}   Esc cancel", yes=verb.lower(), no=no.lower()))
        self._question = question
        self._effects = effects
        self._verb = verb
        self._no = no

    def body(self) -> Iterable[Widget]:
        yield Static(plain(self._question))
        for effect in self._effects:
            yield Static(Content.assemble(("· ", "$dim"), steady(effect)))

    def foot(self) -> Iterable[Widget]:
        yield Horizontal(
            Button(self._no, id="keep", compact=True),
            Button(self._verb, id="go", compact=True, variant="error"),
            id="buttons",
        )

    @property
    def foot_height(self) -> int:
        return 2

    def on_mount(self) -> None:
        self.set_focus(self.query_one("#keep"))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.answer(event.button.id == "go" or None)

    def action_go_ahead(self) -> None:
        self.answer(True)

    def action_other(self) -> None:
        self.focus_next(Button)
