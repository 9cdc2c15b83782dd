"""The base of full screens: a heading, a body, the keys; a full screen answers once."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar, TypeVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.events import Click, Resize
from textual.widget import Widget
from textual.widgets import Static

from goaltui.model.errors import GoaltuiError
from goaltui.model.quick.translation import _, _p
from goaltui.tui.appearance.text import plain
from goaltui.tui.commands.command import labelled
from goaltui.tui.components.footer import KeyBar
from goaltui.tui.components.header import TopBar
from goaltui.tui.components.result_screen import Answering

Result = TypeVar("Result")

_MENU = ("?", "Ctrl+P")
"""The key of the menu, where signs are keys and where they are text."""

_EDGES, _GAP = 2, 3
_ROOMY = 80
"""Columns below which a screen's own keys go before that of the menu."""
TWO_PANES = 100
"""Columns from which a list and what is read of its row stand side by side."""


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
        self._keys = labelled(*keys)

    def compose(self) -> ComposeResult:
        yield Static(self.heading(), id="heading")
        yield from self.body()
        bar = KeyBar()
        bar.show(self._below)
        yield bar

    @property
    def is_typed_in(self) -> bool:
        """Whether a line is typed in all the time: there a sign is text."""
        return False

    def heading(self) -> Content:
        """Return the line above: the title and the progress."""
        said = Content.assemble((plain(self._title).plain, "bold $accent"), (self.where(), "$dim"))
        # Beside what is said the tabs stay in sight, where there is room.
        for views in (self._views(), self._keys_of_views()):
            gap = self.app.size.width - _EDGES - said.cell_length - cell_len(views)
            if views and gap >= _GAP:
                return Content.assemble(said, " " * gap, (views, "$dim"))
        return said

    def _views(self) -> str:
        if self.is_typed_in:
            return ""
        bars = self.app.screen_stack[0].query(TopBar)
        return "  ".join(f"{key} {name}" for key, name, _view in bars.first().tabs) if bars else ""

    def _keys_of_views(self) -> str:
        bars = self.app.screen_stack[0].query(TopBar)
        if not bars or self.is_typed_in:
            return ""
        return _("{keys} views", keys=" ".join(tab[0] for tab in bars.first().tabs))

    @on(Click, "#heading")
    async def _clicked_tab(self, event: Click) -> None:
        shown = self.heading().plain
        at = shown.rfind(self._views() or "\n")
        offset = event.get_content_offset(self.query_one("#heading"))
        if at < 0 or offset is None or offset.y:
            return
        left = at + sum(cell_len(sign) - 1 for sign in shown[:at])
        for key, name, view in self.app.screen_stack[0].query_one(TopBar).tabs:
            if left <= offset.x < left + len(name) + len(key) + 1:
                await self.app.run_action(f"command('view_{view}')")
            left += len(name) + len(key) + 1 + len("  ")

    def where(self) -> str:
        """Return the progress beside the title, such as «3 of 8»."""
        return ""

    def show_heading(self) -> None:
        """Write the heading anew."""
        self.query_one("#heading", Static).update(self.heading())

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show other keys below."""
        self._keys = labelled(*keys)
        self.query_one(KeyBar).show(self._below)

    @property
    def offered(self) -> Sequence[tuple[str, str]]:
        return self._keys

    @property
    def _below(self) -> Sequence[tuple[str, str]]:
        roomy = self.app.size.width >= _ROOMY
        menu = _p("key", "actions") if roomy else _p("key", "more")
        return (*self._keys, (_MENU[self.is_typed_in], menu))

    def on_resize(self, _event: Resize) -> None:
        """Name the menu and the views, where there is room for their names."""
        self.query_one(KeyBar).show(self._below)
        self.show_heading()

    @on(KeyBar.Pressed)
    async def _clicked_bar(self, message: KeyBar.Pressed) -> None:
        message.stop()
        if message.key in _MENU:
            await self.app.run_action("menu")
        else:
            await self.clicked_key(message.key)

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Say what the workspace refuses in here, on this screen: what lies below is out of sight."""
        try:
            yield
        except GoaltuiError as error:
            self.refuse(str(error))

    def refuse(self, sentence: str) -> None:
        """Say why something could not be done."""
        self.say_wrong(sentence)

    def body(self) -> Iterable[Widget]:
        """Return the widgets between heading and keys."""
        return ()
