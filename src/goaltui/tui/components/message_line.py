"""The message line below a view: the row under the cursor, an outcome, or a refusal."""

from textual.widgets import Static

from goaltui.tui.appearance.text import plain


class Saying(Static):
    """A line as high as its words, within the room of the screen."""

    DEFAULT_CSS = """
    Saying { height: auto; padding: 0 1; background: $panel; border-left: thick $accent; }
    Saying.-error { border-left: thick $error; }
    """

    def say(self, sentence: str, *, error: bool = False) -> None:
        """Show words with nothing of them read as markup."""
        self.set_class(error, "-error")
        self.update(plain(sentence))
