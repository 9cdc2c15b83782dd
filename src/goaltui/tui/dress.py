"""How the program looks in this terminal: its theme, and what stands in for signs that the terminal lacks."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from goaltui.tui import theme
from goaltui.tui.opening import Start

if TYPE_CHECKING:
    from goaltui.tui.app import GoaltuiApp

CSS = """
Input:ansi > .input--cursor { background: ansi_default; color: ansi_default; text-style: reverse; }
"""
"""Textual's own would paint black on white and, with the cursor reversed, hide it."""


class Spelling(LineFilter):
    """Writes signs in others, cell for cell, wherever they stand: frames, bars and words alike."""

    def __init__(self, signs: Mapping[int, int]) -> None:
        super().__init__()
        self._signs = signs

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [Segment(text.translate(self._signs), style, control) for text, style, control in segments]


def dress(app: "GoaltuiApp", start: Start) -> None:
    """Give the program its own themes, the one of them that is wished for, and the signs that it may use."""
    for known in theme.themes():
        app.register_theme(known)
    app.theme = theme.chosen(start.theme or start.remembered.theme, app.available_themes, no_color=app.no_color)
    if start.glyphs.spelling is not None:
        # Textual offers no public way; its own filters for NO_COLOR and the sixteen colours stand in the same list.
        app._filters.append(Spelling(start.glyphs.spelling))
