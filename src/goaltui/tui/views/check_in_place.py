"""The check-in in place of the keys; its bar is made when it is first opened."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from textual.screen import Screen

from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.components.footer import KeyBar

if TYPE_CHECKING:
    from goaltui.services.checkin.target import CheckInTarget
    from goaltui.tui.components.check_in_bar import CheckInBar


class CheckInPlace:
    """Opens and closes the bar of a screen; `closed` gives the focus back."""

    def __init__(self, screen: Screen[None], glyphs: Glyphs, closed: Callable[[], None]) -> None:
        self._screen = screen
        self._glyphs = glyphs
        self._closed = closed
        self._bar: CheckInBar | None = None

    async def open(self, target: "CheckInTarget", today: date) -> None:
        """Open the line that checks in, in place; the next key is for it."""
        bar = await self._made()
        bar.open(target, today)
        self._screen.query_one(KeyBar).display = False

    @property
    def typed(self) -> tuple[str, str]:
        """The id of the thing to check in on, and the line as it is typed."""
        return (self._bar.about, self._bar.line) if self._bar is not None else ("", "")

    def refuse(self, sentence: str) -> None:
        """Say why the line was not saved; it stays to be corrected."""
        if self._bar is not None:
            self._bar.refuse(sentence)

    def close(self, *, unsaved: bool = False) -> None:
        """Go back to where the check-in was opened; with what is `unsaved` only when asked twice."""
        if unsaved and self._bar is not None and self._bar.warns():
            return
        if self._bar is not None:
            self._bar.close()
        self._screen.query_one(KeyBar).display = True
        self._closed()

    async def _made(self) -> "CheckInBar":
        if self._bar is None:
            from goaltui.tui.components.check_in_bar import CheckInBar

            self._bar = CheckInBar(glyphs=self._glyphs)
            await self._screen.mount(self._bar, before=self._screen.query_one(KeyBar))
        return self._bar
