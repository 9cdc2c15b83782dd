"""Lists to choose from that are Textual's own, without what ends a program in them."""

from typing import Literal

from textual.events import Click
from textual.widgets import OptionList


class OptionLines(OptionList):
    """Turns no page before it has lines: Textual looks for one that it has not laid out yet. A click on a line
    that went while it was on its way chooses nothing."""

    DEFAULT_CSS = "OptionLines { scrollbar-size-vertical: 1; }"

    def on_click(self, event: Click) -> None:
        """Keep from Textual what it would look for in vain."""
        clicked = event.style.meta.get("option")
        if isinstance(clicked, int) and clicked >= self.option_count:
            event.prevent_default()

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        if self._lines:
            super()._move_page(direction)
