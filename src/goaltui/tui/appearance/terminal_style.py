"""Terminal style: the theme, and substitutes for signs that the terminal lacks."""

from typing import Any

from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter

from goaltui.model.plain_signs import CELL_FOR_CELL, LONGER, plain
from goaltui.tui.appearance import theme

CSS = """
Input:ansi > .input--cursor { background: ansi_default; color: ansi_default; text-style: reverse; }
"""
"""Textual's own would paint black on white and, with the cursor reversed, hide it."""


class AsciiFilter(LineFilter):
    """Writes signs in ASCII wherever they stand: frames, bars and words alike; the line keeps its width."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        if not any(sign in segment.text for segment in segments for sign in LONGER):
            return [Segment(text.translate(CELL_FOR_CELL), style, control) for text, style, control in segments]
        cells = [(plain(char), place) for place, segment in enumerate(segments) for char in segment.text]
        for sign in [cell for cell in cells if len(cell[0]) > 1]:
            at = next(at for at, cell in enumerate(cells) if cell is sign)
            for blank in _blanks_near(cells, at, len(sign[0]) - 1):
                del cells[blank]
        texts = [""] * len(segments)
        for text, place in cells:
            texts[place] += text
        written = [Segment(text, *segment[1:]) for text, segment in zip(texts, segments, strict=True)]
        return Segment.adjust_line_length(written, Segment.get_line_length(segments))


def _blanks_near(cells: list[tuple[str, int]], at: int, count: int) -> list[int]:
    """Return the blanks, the last first, that give way to a sign of more cells: those of gaps before single ones."""
    blank = [text == " " for text, _ in cells]
    ends = [True, *blank, True]
    blanks = [place for place, is_blank in enumerate(blank) if is_blank]
    blanks.sort(key=lambda place: (not (ends[place] or ends[place + 2]), abs(place - at)))
    return sorted(blanks[:count], reverse=True)


def dress(app: App[Any], wished: str, *, in_ascii: bool) -> None:
    """Give the program its own themes, the one that is wished for, and ASCII alone where it may use no other signs."""
    for known in theme.themes():
        app.register_theme(known)
    app.theme = theme.chosen(wished, app.available_themes, no_color=app.no_color)
    if in_ascii:
        # Textual offers no public way; its own filters for NO_COLOR and the sixteen colours stand in the same list.
        app._filters.append(AsciiFilter())
