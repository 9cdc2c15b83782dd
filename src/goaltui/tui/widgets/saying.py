"""What is said below a view: of the row under the cursor, of what was done, or why it could not be."""

from textual.widgets import Static

from goaltui.tui.text import plain


class Saying(Static):
    """As high as its words, within what the screen allows."""

    DEFAULT_CSS = """
    Saying { height: auto; padding: 0 1; background: $panel; border-left: thick $accent; }
    Saying.-error { border-left: thick $error; }
    """

    def say(self, sentence: str, *, error: bool = False) -> None:
        """Words with nothing of them read as markup."""
        self.set_class(error, "-error")
        self.update(plain(sentence))
