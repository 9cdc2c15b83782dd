"""A screen that is asked something and answers once."""

from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

Result = TypeVar("Result")


class Answering(Screen[Result | None], Generic[Result]):
    """Closes with a value, or with none where it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self._answered = False

    def answer(self, value: Result | None) -> None:
        """Close with a value; the second of two quick presses is nobody's."""
        if not self._answered:
            self._answered = True
            self.dismiss(value)

    def action_leave(self) -> None:
        self.answer(None)
