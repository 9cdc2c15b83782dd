"""Asking for one line of text."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Generic, TypeVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from goaltui.tui.dialogs.saving import SavingDialog

Result = TypeVar("Result")


class LineDialog(SavingDialog[str, Result], Generic[Result]):
    """Saves what was typed, also where that is nothing."""

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
        verb: str = "save",
    ) -> None:
        super().__init__(title, f"Enter {verb}   Esc leave", save)
        self._question = question
        self._value = value
        self._example = example

    def body(self) -> Iterable[Widget]:
        yield Static(Content(self._question), id="question")
        line = Input(self._value, placeholder=self._example)
        line.cursor_blink = False
        yield line

    def on_mount(self) -> None:
        self.set_focus(self.query_one(Input))

    def typed(self) -> str:
        return self.query_one(Input).value
