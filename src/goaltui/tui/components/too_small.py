"""The screen shown when the terminal is too small."""

from typing import Any

from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from goaltui.model.quick.translation import _

LEAST = (50, 15)
"""Columns and lines below which a screen says so instead of showing half of itself."""


def too_small(size: Size) -> bool:
    """Return whether the terminal is too small for anything sensible."""
    return size.width < LEAST[0] or size.height < LEAST[1]


class TooSmall(Static):
    """One line over everything."""

    DEFAULT_CSS = """
    TooSmall {
        display: none;
        layer: small;
        dock: top;
        width: 100%;
        height: 100%;
        background: $background;
        content-align: center middle;
        text-align: center;
    }
    """

    def tell(self, size: Size) -> None:
        """Say what is needed at this size; go where it is enough."""
        self.display = too_small(size)
        needed = _(
            "goaltui needs {columns} × {lines}; this is {width} × {height}.",
            columns=LEAST[0],
            lines=LEAST[1],
            width=size.width,
            height=size.height,
        )
        # The other keys wait: nobody would see what they do.
        self.update(Content(_("{needed}\nCtrl+Q quits.", needed=needed)))


def tell_room(screen: Screen[Any], size: Size) -> None:
    """Say on a screen whose layers end with `small` where there is no room."""
    found = screen.query(TooSmall)
    if found:
        found.first().tell(size)
    elif too_small(size):
        told = TooSmall()
        told.tell(size)
        screen.mount(told)
