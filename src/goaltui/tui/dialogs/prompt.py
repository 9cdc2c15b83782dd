"""Prompt for one line of text."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Generic, TypeVar

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from goaltui.model.quick.translation import N_p, _, _p
from goaltui.tui.dialogs.saving import SavingDialog

Result = TypeVar("Result")


class LineDialog(SavingDialog[str, Result], Generic[Result]):
    """Saves the typed text, an empty one too."""

    DEFAULT_CSS = """
    LineDialog #question {
        height: auto;
        margin-bottom: 1;
    }
    LineDialog Input, LineDialog Input:focus {
        border: none;
        height: 1;
        padding: 0 1;
        background: $background;
    }
    """

    def __init__(
        self,
        title: str,
        question: str,
        save: Callable[[str], Awaitable[Result]],
        *,
        value: str = "",
        example: str = "",
        verb: str = N_p("key", "save"),
        replaced: bool = True,
        asks: bool = True,
    ) -> None:
        """The first key typed replaces the `value`, unless that is a text to be gone on with; with `asks` it is
        dropped only on a second Escape.
        """
        super().__init__(title, _("Enter {verb}   Esc cancel", verb=_p("key", verb)), save)
        self._replaced = replaced
        self._question = question
        self._value = value
        self._example = example
        self._asks = asks
        self._warned = False

    def body(self) -> Iterable[Widget]:
        yield Static(Content(self._question), id="question")
        line = Input(self._value, placeholder=self._example)
        line.cursor_blink = False
        line.select_on_focus = self._replaced
        yield line

    def on_mount(self) -> None:
        self.set_focus(self.query_one(Input))

    def typed(self) -> str:
        return self.query_one(Input).value

    @on(Input.Changed)
    def _changed(self) -> None:
        self._warned = False

    def action_leave(self) -> None:
        """Close the dialog; where something was typed, only when asked twice."""
        lost = self._asks and self.typed().strip() not in ("", self._value.strip())
        if lost and not self._saving and not self._warned:
            self._warned = True
            self.tell(Content.styled(_("Not saved yet: Enter goes on with it, Esc again drops it."), "$warning"))
            return
        super().action_leave()
