"""The one screen: a bar above, a view with what is read beside it, the check-in and the keys below."""

import asyncio
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from goaltui.model.errors import GoaltuiError
from goaltui.services.preview import CheckInTarget
from goaltui.services.rows import Detail, Header, ScorecardView, TodayView, TreeView
from goaltui.tui.commands import LISTS, View, footer_of
from goaltui.tui.gateway import Gateway
from goaltui.tui.glyphs import Glyphs
from goaltui.tui.messages import Failed, Refreshed
from goaltui.tui.remember import Remembered
from goaltui.tui.screens.places import Place, in_scorecard, in_today, in_tree
from goaltui.tui.widgets.check_in_bar import CheckInBar
from goaltui.tui.widgets.detail_pane import DetailPane
from goaltui.tui.widgets.goal_list import GoalList
from goaltui.tui.widgets.key_bar import KeyBar
from goaltui.tui.widgets.objective_tree import ObjectiveTree
from goaltui.tui.widgets.scorecard_grid import ScorecardGrid
from goaltui.tui.widgets.today_list import TodayList
from goaltui.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from goaltui.services.workspace import Workspace

WIDE = 140
SMALLEST = (50, 15)
_PAUSE = 0.03
_READING = 5.0
_READING_ERRORS = 10.0


class MainScreen(Screen[None]):
    """Shows one view at a time, refilled in place; a view out of sight is read again when it is next shown."""

    DEFAULT_CSS = """
    MainScreen {
        layout: vertical;
        layers: default above;
    }
    MainScreen #body {
        height: 1fr;
    }
    MainScreen #views {
        width: 1fr;
    }
    MainScreen DetailPane {
        display: none;
    }
    MainScreen.-wide DetailPane {
        display: block;
        width: 48;
    }
    MainScreen.-reading DetailPane {
        display: block;
        width: 1fr;
    }
    MainScreen.-reading #views {
        display: none;
    }
    MainScreen.-wide.-reading DetailPane {
        width: 48;
    }
    MainScreen.-wide.-reading #views {
        display: block;
    }
    MainScreen #said {
        display: none;
        layer: above;
        dock: bottom;
        margin-bottom: 1;
        height: auto;
        max-height: 3;
        background: $panel;
        border-left: thick $accent;
        padding: 0 1;
    }
    MainScreen #said.-error {
        border-left: thick $error;
    }
    MainScreen #small {
        display: none;
        height: 1fr;
        content-align: center middle;
        text-align: center;
    }
    MainScreen.-small > * {
        display: none;
    }
    MainScreen.-small > #small {
        display: block;
    }
    """
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, gateway: Gateway, remembered: Remembered, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._gateway = gateway
        self._remembered = remembered
        self._list_view = remembered.view if remembered.view in LISTS else View.OBJECTIVES
        self._stale = set(LISTS)
        self._today = remembered.today
        self._tree = remembered.tree
        self._scorecard = remembered.scorecard
        self._reading = False
        self._silence: Timer | None = None
        self._reveal: str | None = None
        self.filled = asyncio.Event()
        """Set once there are rows, remembered or read: keys typed before wait for them."""
        self._settled = asyncio.Event()
        if self.header is not None:
            self.filled.set()
        self._saved = "opening …" if self.header is None else "as it was last time, opening …"

    def compose(self) -> ComposeResult:
        yield TopBar(glyphs=self._glyphs)
        with Horizontal(id="body"):
            with Horizontal(id="views"):
                yield self._new_list(self._list_view)
            yield DetailPane(glyphs=self._glyphs)
        yield CheckInBar(glyphs=self._glyphs)
        yield KeyBar()
        yield Static(id="said")
        yield Static(id="small")

    async def on_mount(self) -> None:
        await self._show_rows()
        if self._remembered.cursor is not None:
            self.reveal(self._remembered.cursor)
            self._reveal = None
        self._show_bars()
        self._focus_list()

    @property
    def view(self) -> View:
        """What is in sight: one of the lists, or one item in full."""
        return View.ITEM if self._reading else self._list_view

    @property
    def list(self) -> "ObjectiveTree | ScorecardGrid | TodayList":
        """The list in sight or behind the item."""
        return self.query_one(f"#{self._list_view.value}", _LIST_TYPES[self._list_view])

    @property
    def place(self) -> Place | None:
        """What commands act on: the thing under the cursor."""
        identity = self.list.cursor_key
        if identity is None:
            return None
        if self._list_view is View.TODAY:
            return in_today(self._today, identity) if self._today else None
        if self._list_view is View.SCORECARD:
            return in_scorecard(self._scorecard, identity) if self._scorecard else None
        return in_tree(self._tree, identity) if self._tree else None

    @property
    def header(self) -> Header | None:
        """The header that came with the rows in sight."""
        rows = {View.TODAY: self._today, View.OBJECTIVES: self._tree, View.SCORECARD: self._scorecard}[self._list_view]
        return rows.header if rows else None

    @property
    def remembered(self) -> Remembered:
        """What the next start paints first."""
        return Remembered(
            view=self._list_view,
            cursor=self.list.cursor_key,
            theme=self.app.theme,
            today=self._today if self._list_view is View.TODAY else None,
            tree=self._tree if self._list_view is View.OBJECTIVES else None,
            scorecard=self._scorecard if self._list_view is View.SCORECARD else None,
        )

    async def show_view(self, view: View) -> None:
        """Bring a list to the front, read again where others came between."""
        self._leave_item()
        if view is not self._list_view:
            self.list.display = False
            self._list_view = view
            if not self.query(f"#{view.value}"):
                await self.query_one("#views").mount(self._new_list(view))
            self.list.display = True
            await self._show_rows()
        self._focus_list()
        self._show_bars()
        if view in self._stale:
            self.refresh_view()
        else:
            self._show_item()

    def mark_stale(self, reveal: str | None = None) -> None:
        """Something was written: what is in sight is read again now, the rest when it is shown."""
        self._stale = set(LISTS)
        self._reveal = reveal or self._reveal
        self.refresh_view()

    def refresh_view(self) -> None:
        """Read the view in sight again; a later call wins over an earlier one."""
        self._settled.clear()
        self._refresh(self._list_view)

    async def settled(self) -> None:
        """Wait for rows that are on their way."""
        await self._settled.wait()

    def say_saved(self, text: str) -> None:
        """What the bar above says of where the work is."""
        self._saved = text
        self._show_bars()

    def say(self, sentence: str, *, error: bool = False) -> None:
        """A sentence above the keys, for as long as it takes to read."""
        said = self.query_one("#said", Static)
        said.update(Content(sentence))
        said.set_class(error, "-error")
        said.display = True
        if self._silence is not None:
            self._silence.stop()
        self._silence = self.set_timer(_READING_ERRORS if error else _READING, self._hush)

    def _hush(self) -> None:
        self.query_one("#said").display = False

    def open_item(self) -> None:
        """What is under the cursor in full: beside the list where there is room, else instead of it."""
        if self.list.cursor_key is None:
            return
        self._reading = True
        self.add_class("-reading")
        self._show_bars()
        self._show_item()
        self.set_focus(self.query_one(DetailPane))

    def back(self) -> None:
        """From the item to the list."""
        self._leave_item()
        self._focus_list()
        self._show_bars()

    def open_check_in(self, target: CheckInTarget, today: date) -> None:
        """The line that checks in, in place; the next key is for it."""
        bar = self.query_one(CheckInBar)
        bar.open(target, today)
        # Shown and focused now: what a class or `focus()` does comes later, after keys that are waiting already.
        bar.display = True
        self.set_focus(bar.query_one(Input))
        self.query_one(KeyBar).display = False

    def refuse_check_in(self, sentence: str) -> None:
        """Say why the line was not saved; it stays to be mended."""
        self.query_one(CheckInBar).refuse(sentence)

    def close_check_in(self) -> None:
        """Back to where the check-in was opened."""
        bar = self.query_one(CheckInBar)
        bar.close()
        bar.display = False
        self.query_one(KeyBar).display = True
        if self._reading:
            self.set_focus(self.query_one(DetailPane))
        else:
            self._focus_list()

    def reveal(self, identity: str) -> None:
        """Put the cursor on a thing, opening what it stands under, now or with the rows that are on their way."""
        shown = self.list
        found = shown.reveal(identity) if isinstance(shown, ObjectiveTree) else shown.move_to(identity)
        self._reveal = None if found else identity

    @on(GoalList.Moved)
    def _moved(self) -> None:
        self._show_item()

    @on(GoalList.Chosen)
    def _chosen(self) -> None:
        self.open_item()

    def on_resize(self, event: Resize) -> None:
        width, height = event.size
        small = width < SMALLEST[0] or height < SMALLEST[1]
        self.set_class(small, "-small")
        self.set_class(width >= WIDE, "-wide")
        least = f"{SMALLEST[0]} × {SMALLEST[1]}"
        self.query_one("#small", Static).update(Content(f"goaltui needs {least}; here are {width} × {height}."))
        if not small:
            self._show_item()

    @work(exclusive=True, group="view")
    async def _refresh(self, view: View) -> None:
        try:
            if view is View.TODAY:
                self._today = await self._gateway.run(_today)
            elif view is View.SCORECARD:
                self._scorecard = await self._gateway.run(_scorecard)
            else:
                self._tree = await self._gateway.run(_tree)
        except GoaltuiError as error:
            self._settled.set()
            self.post_message(Failed(error))
            return
        self._stale.discard(view)
        await self._show_rows()
        if self._reveal is not None:
            self.reveal(self._reveal)
        self.filled.set()
        self._settled.set()
        self._show_bars()
        self._show_item()
        self.post_message(Refreshed())

    def _new_list(self, view: View) -> Widget:
        return _LIST_TYPES[view](id=view.value, glyphs=self._glyphs)

    def _focus_list(self) -> None:
        shown = self.list
        self.set_focus(shown.current or shown if isinstance(shown, ScorecardGrid) else shown)

    async def _show_rows(self) -> None:
        shown = self.list
        if isinstance(shown, TodayList) and self._today is not None:
            shown.show(self._today)
        elif isinstance(shown, ScorecardGrid) and self._scorecard is not None:
            await shown.show(self._scorecard)
        elif isinstance(shown, ObjectiveTree) and self._tree is not None:
            shown.show(self._tree)

    def _show_bars(self) -> None:
        self.query_one(TopBar).show(self.header, self._list_view.value, self._saved)
        self.query_one(KeyBar).show(footer_of(self.view))

    def _show_item(self) -> None:
        if self._reading or self.has_class("-wide"):
            self._read_item(self.list.cursor_key)

    @work(exclusive=True, group="item")
    async def _read_item(self, identity: str | None) -> None:
        # A held arrow key passes many items; only the one where it rests is read.
        await asyncio.sleep(_PAUSE)
        shown: Detail | None = None
        if identity is not None:
            try:
                shown = await self._gateway.run(lambda workspace: workspace.detail(identity))
            except GoaltuiError:
                # Headings have no detail, and what was just deleted has none any more.
                shown = None
        self.query_one(DetailPane).show(shown)

    def _leave_item(self) -> None:
        self._reading = False
        self.remove_class("-reading")


_LIST_TYPES: dict[View, type[ObjectiveTree] | type[ScorecardGrid] | type[TodayList]] = {
    View.TODAY: TodayList,
    View.OBJECTIVES: ObjectiveTree,
    View.SCORECARD: ScorecardGrid,
}


def _today(workspace: "Workspace") -> TodayView:
    return workspace.today_view()


def _tree(workspace: "Workspace") -> TreeView:
    return workspace.tree()


def _scorecard(workspace: "Workspace") -> ScorecardView:
    return workspace.scorecard()
