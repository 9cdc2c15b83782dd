"""A screen that is asked something and answers once."""

from collections.abc import Awaitable, Callable
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.screen import Screen

from goaltui.tui.screens.small import TooSmall, too_small

Result = TypeVar("Result")


class Answering(Screen[Result | None], Generic[Result]):
    """Closes with a value, or with none where it is left."""

    DEFAULT_CSS = """
    Answering { layers: default small; overflow: hidden; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self._answered = False
        self.renew: Callable[[], Awaitable[None]] | None = None
        """Shows what another program wrote; none where what is shown stays as it was when it was opened."""

    @property
    def is_answered(self) -> bool:
        """Whether it is closing: what was asked for in the background then has nowhere to be shown."""
        return self._answered

    def answer(self, value: Result | None) -> None:
        """Close with a value; the second of two quick presses is nobody's."""
        if not self._answered:
            self._answered = True
            self.dismiss(value)

    def on_resize(self, event: Resize) -> None:
        """Say where there is no room; beside what the heirs do for a new size."""
        found = self.query(TooSmall)
        if found:
            found.first().tell(event.size)
        elif too_small(event.size):
            told = TooSmall()
            told.tell(event.size)
            self.mount(told)

    def action_leave(self) -> None:
        self.answer(None)
