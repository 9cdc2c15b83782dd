"""What the screen tells the app."""

from textual.message import Message

from goaltui.model.errors import GoaltuiError


class Failed(Message):
    """A read was answered with a sentence instead of rows."""

    def __init__(self, error: GoaltuiError) -> None:
        super().__init__()
        self.error = error
