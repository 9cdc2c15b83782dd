"""The fields of a form, one line each: text, a choice, a longer text."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Paste
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static, TextArea


class LineInput(Input):
    """A line of text that doesn't blink and joins pasted lines instead of dropping all but the first; the right arrow
    takes a suggestion."""

    DEFAULT_CSS = """
    LineInput, LineInput:focus {
        height: 1;
        border: none;
        padding: 0 1;
        background: $surface;
    }
    LineInput:focus {
        background: $boost;
    }
    """

    def __init__(self, value: str, *, name: str, hint: str = "", suggestions: Sequence[str] = ()) -> None:
        known = SuggestFromList(suggestions, case_sensitive=False) if suggestions else None
        super().__init__(value, name=name, placeholder=hint, select_on_focus=False, suggester=known)
        self.cursor_blink = False

    def _on_paste(self, event: Paste) -> None:
        # Textual's own keeps the first line and says nothing of the others.
        self.insert_text_at_cursor(" ".join(event.text.split()))
        event.prevent_default()
        event.stop()


class TextInput(TextArea):
    """A text of several lines; Tab goes on to the next field."""

    DEFAULT_CSS = """
    TextInput, TextInput:focus {
        height: 3;
        border: none;
        padding: 0 1;
        background: $surface;
    }
    TextInput:focus {
        background: $boost;
    }
    """

    def __init__(self, value: str, *, name: str, hint: str = "") -> None:
        super().__init__(value, name=name, placeholder=hint, tab_behavior="focus", compact=True)
        self.cursor_blink = False


class ChoiceInput(Static, can_focus=True):
    """One of a few words, changed with the arrows, the space bar or a click."""

    DEFAULT_CSS = """
    ChoiceInput {
        height: 1;
        padding: 0 1;
        background: $surface;
    }
    ChoiceInput:focus {
        background: $boost;
    }
    ChoiceInput:ansi:focus {
        text-style: reverse;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "turn(1)", "Next", show=False),
        Binding("left", "turn(-1)", "Previous", show=False),
    ]

    class Changed(Message):
        """Another word was chosen."""

    def __init__(self, value: str, choices: Sequence[str], *, name: str, hint: str = "") -> None:
        self.value = value
        self._choices = tuple(choices)
        self._hint = hint
        super().__init__(self._shown(), name=name)

    def action_turn(self, step: int) -> None:
        here = self._choices.index(self.value) if self.value in self._choices else 0
        self.value = self._choices[(here + step) % len(self._choices)]
        self.update(self._shown())
        self.post_message(self.Changed())

    def on_click(self, event: Click) -> None:
        self.action_turn(1)

    def _shown(self) -> Content:
        word = self.value.replace("_", " ") or "none"
        hint = f"   {self._hint}" if self._hint else ""
        return Content.assemble(("‹ ", "$accent"), word, (" ›", "$accent"), (hint, "$dim"))
