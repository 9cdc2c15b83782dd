"""The fields of a form, one line each: text, a choice, a longer text."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key, Paste
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static, TextArea

from goaltui.model.quick.translation import N_, _, _p
from goaltui.model.text import fold
from goaltui.services.core import formatting
from goaltui.tui.appearance.text import plain

TEXT_LINES = 3
_LONGEST = 20
_FEW = 3
_HOW = N_("← → or type")


class LineInput(Input):
    """A line of text that doesn't blink; the right arrow takes a suggestion."""

    DEFAULT_CSS = """
    LineInput, LineInput:focus {
        height: 1;
        border: none;
        padding: 0 1;
        background: $surface;
    }
    """

    def __init__(self, value: str, *, name: str, hint: str = "", suggestions: Sequence[str] = ()) -> None:
        known = SuggestFromList(suggestions, case_sensitive=False) if suggestions else None
        super().__init__(value, name=name, placeholder=hint, select_on_focus=False, suggester=known)
        self.cursor_blink = False


class TextInput(TextArea):
    """A text of several lines; Tab goes on to the next field."""

    DEFAULT_CSS = f"""
    TextInput, TextInput:focus {{
        height: {TEXT_LINES};
        border: none;
        padding: 0 1;
        background: $surface;
    }}
    TextInput:focus {{
        background: $chosen;
    }}
    """

    def __init__(self, value: str, *, name: str, hint: str = "") -> None:
        super().__init__(value, name=name, placeholder=hint, tab_behavior="focus", compact=True)
        self.cursor_blink = False


class ChoiceInput(Static, can_focus=True):
    """One of a few words, changed with the arrows, the space bar or a click, or by typing how one begins or a part of
    it. Where it is `free`, what names none of them stands there as it was typed, such as a ref."""

    DEFAULT_CSS = """
    ChoiceInput {
        height: 1;
        padding: 0 1;
        background: $surface;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    ChoiceInput:focus {
        background: $chosen;
    }
    ChoiceInput:ansi:focus {
        text-style: reverse;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "turn(1)", "Next", show=False),
        Binding("left", "turn(-1)", "Previous", show=False),
        Binding("backspace", "untype", "Delete a letter", show=False),
    ]

    class Changed(Message):
        """Another word was chosen."""

    def __init__(
        self,
        value: str,
        choices: Sequence[str],
        *,
        name: str,
        hint: str = "",
        hints: Sequence[tuple[str, str]] = (),
        free: bool = False,
    ) -> None:
        self.value = value
        self._choices = tuple(choices)
        self._hint = hint
        self._hints = dict(hints)
        self._free = free
        self._said = ""
        self._typed = "" if value in self._choices else value
        self._before = self._choices[0] if self._typed else value
        super().__init__(name=name)

    def action_turn(self, step: int) -> None:
        here = self._choices.index(self.value) if self.value in self._choices else 0
        self._typed = ""
        self._choose(self._choices[(here + step) % len(self._choices)])

    def action_untype(self) -> None:
        """Take back the last letter; without any it is again what it was before."""
        if self._typed:
            self._type(self._typed[:-1])

    def on_key(self, event: Key) -> None:
        """Take a letter; a blank only within a name, else it turns. A binding would come before a name."""
        if event.character is None or not event.is_printable:
            return
        event.stop()
        event.prevent_default()
        if self._typed or event.character != " ":
            self._type(self._typed + event.character)
        else:
            self.action_turn(1)

    def on_paste(self, event: Paste) -> None:
        event.stop()
        self._type(self._typed + " ".join(event.text.split()))

    def on_blur(self) -> None:
        """Begin another name with the next letter."""
        if self.value in self._choices:
            self._typed = ""
        self.refresh()

    def on_click(self, event: Click) -> None:
        self.action_turn(1)

    def _type(self, text: str) -> None:
        if not self._typed:
            self._before = self.value
        self._typed = text
        found = self._found() if text else self._before
        self._choose(found if found is not None else text if self._free else self._before)

    def say(self, hint: str) -> None:
        """Say this in the place of any hint, until it is empty again."""
        if hint != self._said:
            self._said = hint
            self.refresh()

    def choose(self, value: str) -> None:
        """Show a word, whatever was typed before."""
        self._typed = ""
        self._choose(value)

    def _choose(self, value: str) -> None:
        self.value = value
        self.refresh()
        self.post_message(self.Changed())

    def _found(self) -> str | None:
        """Return the first word that begins with the typed text, else one that holds it."""
        typed = fold(self._typed)
        having = [choice for choice in self._choices if typed and typed in fold(self._word(choice))]
        begins = [choice for choice in having if fold(self._word(choice)).startswith(typed)]
        return next(iter(begins or having), None)

    def _word(self, choice: str) -> str:
        word = choice.replace("_", " ")
        # What somebody named is never reworded.
        return (word if self._free else _(word)) or _p("choice", "none")

    def render(self) -> Content:
        word, hint = plain(self._word(self.value)), self._said or self._hints.get(self.value, self._hint)
        if self._typed and self._found() is None:
            hint = _("none is called {name}", name=formatting.quoted(self._typed, _LONGEST))
            word = word.stylize("$warning") if self._free else word
        elif self._typed:
            typed = fold(self._typed)
            at = fold(word.plain).find(typed)
            word = word.stylize("bold underline $accent", at, at + len(typed))
        elif self.has_focus and len(self._choices) > _FEW:
            hint = f"{_(_HOW)}   {hint}"
        return Content.assemble(("‹ ", "$accent"), word, (" ›   ", "$accent"), (plain(hint).plain, "$dim"))
