"""Asking for one line of text."""

from collections.abc import Awaitable, Callable, Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from goaltui.tui.dialogs.base import Dialog


class LineDialog(Dialog[str]):
    """Answers with what was typed, also where that is nothing; with `save` once that has nothing against it, which says
    in a sentence why not."""

    DEFAULT_CSS = """
    LineDialog Static {
        height: auto;
        margin-bottom: 1;
    }
    LineDialog Input, LineDialog Input:focus {
        border: none;
        height: 1;
        padding: 0 1;
        background: $background;
    }
    LineDialog #problem {
        margin: 1 0 0 0;
    }
    """

    # With priority the next key is looked at when it is saved or refused.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "save", show=False, priority=True)]

    def __init__(
        self,
        title: str,
        question: str,
        value: str = "",
        example: str = "",
        verb: str = "save",
        save: Callable[[str], Awaitable[str]] | None = None,
    ) -> None:
        super().__init__(title, f"Enter {verb}   Esc leave")
        self._save = save
        self._question = question
        self._value = value
        self._example = example

    def body(self) -> Iterable[Widget]:
        yield Static(Content(self._question))
        line = Input(self._value, placeholder=self._example)
        line.cursor_blink = False
        yield line
        problem = Static(id="problem")
        problem.display = False
        yield problem

    def on_mount(self) -> None:
        self.set_focus(self.query_one(Input))

    async def action_save(self) -> None:
        if self.is_answered:
            return
        typed = self.query_one(Input).value
        problem = await self._save(typed) if self._save is not None else ""
        if not problem:
            self.answer(typed)
            return
        said = self.query_one("#problem", Static)
        said.update(Content.styled(problem, "$error"))
        said.display = True
