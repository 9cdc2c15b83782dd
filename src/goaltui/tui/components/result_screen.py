"""The base of screens with one result: a screen answers once."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.keys import key_to_character
from textual.screen import Screen

from goaltui.tui.commands.command import SPACE, in_words
from goaltui.tui.components.message_line import Saying
from goaltui.tui.components.too_small import tell_room

Result = TypeVar("Result")

_READING = 10.0
_READING_ASIDE = 5.0
_NAMES = {
    "Esc": "escape",
    "Enter": "enter",
    SPACE: "space",
    "Tab": "tab",
    "/": "slash",
    "?": "question_mark",
    "F1": "f1",
    "F2": "f2",
    "F3": "f3",
    "↑": "up",
    "↓": "down",
    "↑ ↓": "down",
    "← →": "right",
    "← → ↑ ↓": "right",
}


class Answering(Screen[Result | None], Generic[Result]):
    """Closes with a value, or with none where it is left."""

    DEFAULT_CSS = """
    Answering { layers: default above small; overflow: hidden; }
    Answering > .-wrong { layer: above; dock: bottom; max-height: 4; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave", show=False)]
    NAMED: ClassVar[str] = ""
    """Its name in the menu; empty for one whose title says it."""
    IS_MENU: ClassVar[bool] = False
    GOES_TO_VIEWS: ClassVar[bool] = True
    """Whether the keys of the views leave it for them."""

    def __init__(self) -> None:
        super().__init__()
        self._answered = False
        self.renew: Callable[[], Awaitable[None]] | None = None
        """Shows what another program wrote; none where what is shown stays as it was when it was opened."""

    @property
    def is_answered(self) -> bool:
        """Whether it is closing, alone or with the program: what was asked for in the background then has nowhere to be
        shown."""
        return self._answered or not self.is_attached

    def answer(self, value: Result | None) -> None:
        """Close with a value, and with it what was opened over it; the second of two quick presses is nobody's."""
        if not self._answered:
            self._answered = True
            self._close(value)

    def _close(self, value: Result | None) -> None:
        """Leave what is above first: Textual takes the uppermost screen away, whichever of them is dismissed."""
        stack = self.app.screen_stack
        if self not in stack:
            return
        if not stack[-1].is_mounted:
            # Its own queue begins once everything is in it; before, it would look for what was taken out of it again.
            stack[-1].call_later(self._close, value)
            return
        for above in reversed(stack[stack.index(self) + 1 :]):
            if isinstance(above, Answering):
                above._answered = True
            above.dismiss(None)
        self.dismiss(value)

    @property
    def offered(self) -> Sequence[tuple[str, str]]:
        """The keys that do something here, as people write them, each with its label."""
        return ()

    def means(self, key: str) -> bool:
        """Return whether a key, by Textual's name, does something on this screen itself."""
        return key in self._bindings.key_to_bindings or any(
            written == (key_to_character(key) or key) for written, _ in self.offered
        )

    async def clicked_key(self, key: str) -> None:
        """Do what a key does, as people write it: it was clicked, or chosen in the menu."""
        self.app.simulate_key(_NAMES.get(SPACE if key == in_words(SPACE) else key, key))

    def on_resize(self, event: Resize) -> None:
        """Say where there is no room; beside what the heirs do for a new size."""
        tell_room(self, event.size)

    def say_wrong(self, sentence: str) -> None:
        """Say what went wrong in the program itself, below what is open, for as long as it takes to read."""
        self._say_below(sentence, error=True)

    def say_aside(self, sentence: str) -> None:
        """Say something that has nothing to do with what is asked here."""
        self._say_below(sentence, error=False)

    def _say_below(self, sentence: str, *, error: bool) -> None:
        said = Saying(classes="-wrong")
        said.say(sentence, error=error)
        said.display = True
        self.query(".-wrong").remove()
        self.mount(said)
        self.set_timer(_READING if error else _READING_ASIDE, said.remove)

    def action_leave(self) -> None:
        self.answer(None)
