"""The place of the item that is read: beside its list or below it where there is room, else instead of it."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.worker import Worker

from goaltui.model.errors import GoaltuiError
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.runtime.database_thread import Gateway
from goaltui.tui.views.view_switcher import Views

# What the first frame does without is imported and mounted when it is first needed.
if TYPE_CHECKING:
    from goaltui.services.core.rows.detail import Detail
    from goaltui.tui.components.detail_pane import DetailPane

_WIDE = 140
"""From this width on the item stands beside every list."""
_CLOSE = 120
_PANE, _SMALLEST_PANE = 48, 38
"""Its cells from the first and from the last of those widths on; between them, of three cells the list takes two."""
_TALL = 44
"""From this height on it stands below a list of lines where there is no room beside it, below a short one always."""
_AROUND, _LEAST_BELOW, _MOST_BELOW = 4, 11, 16
"""Lines of the bars, and those of the item below its list."""

_RESTS = 0.08
"""Seconds for which a cursor rests before what it stands on is read: longer than a held key takes to come again,
shorter than anybody waits for."""


class Rest:
    """Calls something once nothing has moved for a while; a move itself costs next to nothing, so that it is painted
    at once."""

    def __init__(self, pump: MessagePump, then: Callable[[], Awaitable[None]]) -> None:
        self._pump = pump
        self._then = then
        self._moved = 0.0
        self._waits = False

    def begin(self) -> None:
        """Something moved."""
        loop = asyncio.get_running_loop()
        self._moved = loop.time()
        if not self._waits:
            self._waits = True
            loop.call_later(_RESTS, self._look, loop)

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        until = self._moved + _RESTS
        if until > loop.time():
            loop.call_at(until, self._look, loop)
            return
        self._waits = False
        self._pump.call_later(self._then)


class ItemPane:
    """Gives the item its place on a screen and fills it; `reading` while it is shown in full."""

    def __init__(self, screen: Screen[None], views: Views, gateway: Gateway, glyphs: Glyphs) -> None:
        self._screen = screen
        self._views = views
        self._gateway = gateway
        self._glyphs = glyphs
        self.reading = False
        self._worker: Worker[None] | None = None
        self.pane: DetailPane | None = None
        """None before it was first needed."""
        self.shown = asyncio.Event()
        """Set while what the cursor stands on is in the pane, or nothing is to be."""

    def open(self) -> None:
        """Show the item in full."""
        self.reading = True
        # Textual hands the focus of what is hidden to the next that can take it, and a quadrant takes the cursor along.
        self._screen.set_focus(None)
        self._screen.add_class("-reading")
        self.make_room()

    def leave(self) -> None:
        """Show the list again."""
        self.reading = False
        self._screen.remove_class("-reading")
        self.make_room()

    def make_room(self) -> None:
        """Beside the list or below it where there is room for the item too."""
        width, height = self._screen.size
        roomy = self._views.roomy
        listed = self._views.cursor_key is not None
        beside = listed and width >= min(_WIDE, roomy)
        left = height - _AROUND - self._views.lines
        below = listed and not (beside or self.reading) and roomy < _WIDE and (height >= _TALL or left >= _LEAST_BELOW)
        self._screen.set_class(beside or below, "-wide")
        self._screen.set_class(below, "-below")
        small = _SMALLEST_PANE + max(width - _CLOSE, 0) // 3
        cells = 0 if not beside else _PANE if width >= _WIDE else small
        lines = min(max(left, _LEAST_BELOW), _MOST_BELOW) if below else 0
        if self.pane is not None:
            self.pane.styles.width, self.pane.styles.height = cells or None, lines or None
        # A widget that is not made yet has its place already.
        self._views.styles.padding = (0, cells, lines, 0) if self.pane is None else 0

    async def show(self) -> None:
        """Read the item under the cursor where it is in sight."""
        if self.reading or self._screen.has_class("-wide"):
            await self.made()
            reading = partial(self._read, self._views.cursor_key)
            self.shown.clear()
            # An earlier reading is given up for this one.
            self._worker = self._screen.run_worker(reading, group="item", exclusive=True)
        else:
            self.shown.set()

    async def made(self) -> "DetailPane":
        """Return the pane, mounted when it is first asked for."""
        if self.pane is None:
            from goaltui.tui.components.detail_pane import DetailPane

            self.pane = DetailPane(glyphs=self._glyphs)
            await self._views.mount(self.pane)
            self.make_room()
        return self.pane

    async def _read(self, identity: str | None) -> None:
        from goaltui.services.charts.plotting import prepared
        from goaltui.services.views.detail import detail_of

        shown: Detail | None = None
        if identity is not None:
            try:
                shown = await self._gateway.run(lambda workspace: prepared(detail_of(workspace, identity)))
            except GoaltuiError:
                # Headings have no detail, and a thing that was just deleted has none any more.
                shown = None
        pane = await self.made()
        pane.show(shown, "" if self.reading else self._views.sentence)
        if identity == self._views.cursor_key:
            self.shown.set()
