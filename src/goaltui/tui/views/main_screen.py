"""The main screen: the header, a view with its item pane, the check-in and the footer."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.events import Resize
from textual.screen import Screen
from textual.timer import Timer

from goaltui.model.errors import GoaltuiError
from goaltui.model.quick.translation import _
from goaltui.model.quick_dataclass import replace
from goaltui.services.filters.query import Query
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.commands.command import Command
from goaltui.tui.commands.screen_state import ScreenState, footer_of
from goaltui.tui.commands.view import LISTS, View
from goaltui.tui.components.footer import KeyBar
from goaltui.tui.components.header import TopBar
from goaltui.tui.components.message_line import Saying
from goaltui.tui.components.row_list import CursorPosition, GoalList
from goaltui.tui.components.too_small import TooSmall
from goaltui.tui.method import of_method
from goaltui.tui.runtime.database_thread import Gateway
from goaltui.tui.runtime.window_state import WindowState
from goaltui.tui.views.check_in_place import CheckInPlace
from goaltui.tui.views.item_pane import ItemPane, Rest
from goaltui.tui.views.loading import read
from goaltui.tui.views.marks import Marks
from goaltui.tui.views.selection import Selection
from goaltui.tui.views.view_spec import ViewRequest
from goaltui.tui.views.view_switcher import Views

_PLACING = 2.0
_ROUNDS = 3
"""Layouts after which a list has its place, or is hidden by what is read instead of it."""
_READING = 5.0
_READING_ERRORS = 10.0
_OFFERED = 10.0


class MainScreen(Screen[None]):
    """Shows one view at a time; a view out of sight is read again when it is next shown."""

    DEFAULT_CSS = """
    MainScreen {
        layout: vertical;
        layers: default above small;
    }
    MainScreen DetailPane {
        display: none;
        width: 1fr;
    }
    MainScreen.-wide DetailPane {
        display: block;
    }
    MainScreen.-below Views {
        layout: vertical;
    }
    MainScreen.-below DetailPane {
        border-left: none;
        border-top: solid $hairline;
    }
    MainScreen.-reading DetailPane {
        display: block;
    }
    MainScreen.-reading Views > .list {
        display: none;
    }
    MainScreen.-wide.-reading Views > .list {
        display: block;
    }
    MainScreen.-wide.-reading Views > .list.-away {
        display: none;
    }
    MainScreen > Saying {
        display: none;
        layer: above;
        dock: bottom;
        margin-bottom: 1;
        max-height: 3;
    }
    """
    AUTO_FOCUS: ClassVar[str | None] = ""
    BLANK = True

    def __init__(
        self,
        gateway: Gateway,
        remembered: WindowState,
        glyphs: Glyphs,
        commands: Sequence[Command],
        query: Query | None = None,
    ) -> None:
        super().__init__()
        self.views = Views(remembered, glyphs)
        self._gateway = gateway
        self.glyphs = glyphs
        self._commands = commands
        self._stale = set(LISTS)
        self._item = ItemPane(self, self.views, gateway, glyphs)
        self.check_in_place = CheckInPlace(self, glyphs, self._focus_back)
        self._reveal: str | None = None
        self._asked = ViewRequest(query or Query(), looked=remembered.looked)
        self.marks = Marks(self._show_marks)
        self._silence: Timer | None = None
        self._offering: Timer | None = None
        self._offered = ""
        self._rest = Rest(self, self._show_item)
        self._saved = _("as it was last time, opening …") if self.views.header else _("opening …")
        self.filled = asyncio.Event()
        """Set while what was asked for is in sight, remembered or read: keys typed before wait for it."""
        self.in_health: CursorPosition | None = None
        """The place of the cursor among the findings; none before they were looked at."""
        self.in_round: tuple[date, str] | None = None
        """The day of the last round and its batch, which the next on that day goes on with; none before the first."""
        self._settled = asyncio.Event()
        if self.views.header:
            self.filled.set()

    def compose(self) -> ComposeResult:
        yield TopBar(glyphs=self.glyphs)
        yield self.views
        yield KeyBar()
        yield Saying()
        yield TooSmall()

    def on_mount(self) -> None:
        self._show_bars()
        self.set_focus(self.views.target)

    @property
    def view(self) -> View:
        """The view in sight: one of the lists, or one item in full."""
        return View.ITEM if self._item.reading else self.views.view

    @property
    def standing(self) -> ScreenState:
        """The place on the screen, which decides on the commands that are offered."""
        header, place = self.views.header, self.views.place
        return ScreenState(
            self.view,
            place.kind if place is not None else None,
            past=header is not None and (header.back or header.known_at) is not None,
            read_only=header is not None and header.read_only is not None,
            query=self._asked.query.text,
            empty=self.views.is_empty,
            offered=self._offered,
            due=self.views.due,
            replaced=self.views.replaced,
            goes_back=self._item.reading or self._tells_of_one,
            marked=len(self.marks),
        )

    def _show_marks(self) -> None:
        for listed in self.views.query(GoalList):
            listed.marks = self.marks.keys
            listed.refresh()
        self._show_bars()

    @property
    def goes_back(self) -> bool:
        """Whether Escape leads somewhere: from an item to its list, from the history of a thing to where it stands,
        from a filter to everything."""
        return self._item.reading or self._tells_of_one or bool(self._asked.query.text or self.marks)

    @property
    def _tells_of_one(self) -> bool:
        return self.views.view is View.HISTORY and self._asked.about is not None

    async def show_view(self, view: View, about: Selection | None = None, reveal: str | None = None) -> None:
        """Bring a list to the front, read again where something was written meanwhile, the cursor on what to `reveal`;
        with `about` the History of that thing alone."""
        self._item.leave()
        if about != self._asked.about:
            self._asked = replace(self._asked, about=about, pages=1, back=self.views.view)
            self._stale.add(View.HISTORY)
            self.filled.clear()
        await self.views.turn_to(view)
        self._item.make_room()
        self.set_focus(self.views.target)
        self._show_bars()
        if view in self._stale:
            if self.views.header is None or reveal is not None:
                self.filled.clear()
            self._reveal = reveal or self._reveal
            self.refresh_view()
            return
        self.filled.set()
        if reveal is not None:
            self.views.reveal(reveal)
        await self._show_item()

    def offer(self, command: str) -> None:
        """Something was written here: for a while the first key below is the one that takes it back, or does it
        again."""
        if self._offering is not None:
            self._offering.stop()
        self._offered = command
        self._offering = self.set_timer(_OFFERED, self._offer_nothing)
        self._show_keys()

    def _offer_nothing(self) -> None:
        self._offered = ""
        self._show_keys()

    def mark_stale(self, reveal: str | None = None) -> None:
        """Something was written: what is in sight is read again now, the rest when it is shown."""
        self._stale = set(LISTS)
        self._reveal = reveal or self._reveal
        if self._reveal is not None:
            self.filled.clear()
        self.refresh_view()

    def refresh_view(self) -> None:
        """Read the view in sight again; a later call wins over an earlier one."""
        self._settled.clear()
        self._refresh(self.views.view)

    def wait_no_longer(self) -> None:
        """Let keys go on though what they wait for did not come."""
        self.filled.set()
        self._settled.set()

    async def settled(self) -> None:
        """Wait for rows that are on their way."""
        await self._settled.wait()

    async def item_shown(self) -> None:
        """Wait for the item beside the list: it follows once the cursor rests."""
        await self._item.shown.wait()

    @property
    def asked(self) -> Query:
        """The query that narrows and sorts the views."""
        return self._asked.query

    def narrow(self, query: Query) -> None:
        """Show only what a query asks for, on every view."""
        self._asked = replace(self._asked, query=query)
        self.filled.clear()
        self.mark_stale()

    def say_saved(self, text: str) -> None:
        """Show the place of the work in the bar above, wherever that can be written."""
        self._saved = text
        self._show_bars()

    def say(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence above the keys, for as long as it takes to read."""
        said = self.query_one(Saying)
        said.say(sentence, error=error)
        said.display = True
        if self._silence is not None:
            self._silence.stop()
        self._silence = self.set_timer(_READING_ERRORS if error else _READING, self.hush)

    async def open_item(self) -> None:
        """Show the item under the cursor in full: beside the list where there is room, else instead of it."""
        if self.views.cursor_key is None:
            return
        self._item.open()
        self._show_bars()
        await self._show_item()
        self.set_focus(await self._item.made())

    async def back(self) -> None:
        """Go from the item to the list, from the history of a thing to its origin, from a filter to everything."""
        if not self._item.reading:
            if self.marks:
                self.marks.clear()
            elif self._tells_of_one:
                await self.show_view(self._asked.back)
            else:
                self.hush()
                self.narrow(Query())
            return
        self._item.leave()
        self.set_focus(self.views.target)
        self._show_bars()

    def _focus_back(self) -> None:
        self.set_focus(self._item.pane if self._item.reading else self.views.target)

    @on(GoalList.Moved)
    def _moved(self) -> None:
        self._read_on()
        self._item.shown.clear()
        self._rest.begin()

    @on(GoalList.Chosen)
    async def _chosen(self) -> None:
        if self.view is View.HISTORY:
            await self.app.run_action("command('choose_change')")
        else:
            await self.open_item()

    async def on_resize(self, event: Resize) -> None:
        self._item.make_room()
        self.query_one(TooSmall).tell(event.size)
        if self._item.pane is None:
            # Made once the list was painted, whose first frame does not wait for it.
            self.call_after_refresh(self._show_item)
        else:
            await self._show_item()

    @work(exclusive=True, group="view")
    async def _refresh(self, view: View) -> None:
        try:
            asked = replace(self._asked, first_steps=self.views.first_steps)
            rows = await self._gateway.run(lambda workspace: read(view, asked, workspace))
        except GoaltuiError as error:
            self.wait_no_longer()
            self.say(str(error), error=True)
            return
        self._stale.discard(view)
        await self.views.fill(view, rows)
        self._item.make_room()
        if self.marks:
            self._show_marks()
        wanted = self._reveal
        found = wanted is None or self.views.reveal(wanted)
        self._show_bars()
        self._settled.set()
        with suppress(TimeoutError):
            async with asyncio.timeout(_PLACING):
                await self._in_place()
        if wanted is not None and not found:
            # A list that was made for this has its lines only now.
            self.views.reveal(wanted)
        self._reveal = None
        self.filled.set()
        await self._show_item()
        self._read_on()

    async def _in_place(self) -> None:
        """Wait until what keys wait for has its place on the screen: the map is drawn only then, and pages are as high
        as what is in sight."""
        for _round in range(0 if self.filled.is_set() else _ROUNDS):
            target, painted, placed = self.views.target, asyncio.Event(), asyncio.Event()
            self.call_after_refresh(painted.set)
            await painted.wait()
            # Behind what its new size asks of it.
            if target.call_later(placed.set):
                await placed.wait()
            if target is self.views.target and target.size:
                return

    def _read_on(self) -> None:
        """Read older changes before the cursor comes to the end of the History."""
        page = self.views.next_page if self.views.view is View.HISTORY else None
        if page is not None and page > self._asked.pages:
            self._asked = replace(self._asked, pages=page)
            self.refresh_view()

    async def _show_item(self) -> None:
        """Show the keys for the row where the cursor stands, and the item beside."""
        self._show_keys()
        await self._item.show()

    def _show_bars(self) -> None:
        header = self.views.header
        past = header is not None and (header.back or header.known_at)
        saved = "" if past or (header and header.read_only) else self._saved
        self.query_one(TopBar).show(header, self.views.view.value, saved, (*self.marks.told, *self._asked.told))
        self._show_keys()

    def _show_keys(self) -> None:
        header = self.views.header
        commands = of_method(self._commands, header.method if header is not None else None)
        self.query_one(KeyBar).show(footer_of(self.standing, commands))

    def hush(self) -> None:
        """Remove the last message."""
        self.query_one(Saying).display = False
