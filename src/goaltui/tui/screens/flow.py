"""The frame of what takes the whole screen for a while: a heading, a body, the keys; it answers once."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from goaltui.tui.screens.answering import Answering
from goaltui.tui.text import plain
from goaltui.tui.widgets.key_bar import KeyBar

Result = TypeVar("Result")

TWO_PANES = 100
"""Columns from which a list and what is read of its row stand side by side."""

_NAMES = {"Esc": "escape", "Enter": "enter", "Space": "space", "Tab": "tab", "/": "slash", "↑": "up", "↓": "down"}


class Flow(Answering[Result]):
    """Something walked through from beginning to end; Escape leaves it, and what was done until then stays."""

    DEFAULT_CSS = """
    Flow {
        layout: vertical;
        background: $background;
    }
    Flow > #heading {
        height: 2;
        padding: 0 1;
        border-bottom: solid $hairline;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    Flow > KeyBar { dock: bottom; }
    """
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, title: str, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title = title
        self._keys = tuple(keys)

    def compose(self) -> ComposeResult:
        yield Static(self.heading(), id="heading")
        yield from self.body()
        bar = KeyBar()
        bar.show(self._keys)
        yield bar

    def heading(self) -> Content:
        """The line above: what this is and how far it is."""
        return Content.assemble((plain(self._title).plain, "bold $accent"), (self.where(), "$dim"))

    def where(self) -> str:
        """How far it is, such as «3 of 8»; shown beside the title."""
        return ""

    def show_heading(self) -> None:
        """Write the heading anew."""
        self.query_one("#heading", Static).update(self.heading())

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show other keys below."""
        self.query_one(KeyBar).show(keys)

    @on(KeyBar.Pressed)
    async def _clicked_bar(self, message: KeyBar.Pressed) -> None:
        message.stop()
        await self.clicked_key(message.key)

    async def clicked_key(self, key: str) -> None:
        """A key of the footer was clicked: as if it were pressed."""
        self.app.simulate_key(_NAMES.get(key, key))

    def body(self) -> Iterable[Widget]:
        """What stands between heading and keys."""
        return ()
