"""The line of an initiative: dim, one line, its title cut last."""

from collections.abc import Callable
from datetime import date

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from goaltui.model.enums import InitiativeState
from goaltui.model.quick.translation import _
from goaltui.services.core import formatting
from goaltui.services.core.rows.initiatives import InitiativeRow
from goaltui.tui.appearance.glyphs import Glyphs
from goaltui.tui.appearance.text import left, right

Styled = Callable[[str], Style]

_SHORTEST_TITLE = 24
_OWNER = 12


def initiative_line(row: InitiativeRow, width: int, today: date, glyphs: Glyphs, style: Styled) -> list[Segment]:
    """Return title, owner, day and state; the owner gives way first, then the day, then the title."""
    word, owner = f"  {formatting.work_word(row)}", left(f"  {row.owner or glyphs.nothing}", _OWNER)
    rest = width - cell_len(word)
    owner = owner if rest - cell_len(_due(row, today)) - _OWNER >= _SHORTEST_TITLE else ""
    titled = titled_until(row, rest - cell_len(owner), today, glyphs, style)
    return [*titled, Segment(owner, style("dim")), Segment(right(word, min(cell_len(word), width)), worded(row, style))]


def titled_until(row: InitiativeRow, width: int, today: date, glyphs: Glyphs, style: Styled) -> list[Segment]:
    """Mark and title, and the day where it leaves the title enough."""
    due = _due(row, today)
    due = due if width - 2 - cell_len(due) >= _SHORTEST_TITLE else ""
    title = left(f"{_mark(row, glyphs)} {row.title}", max(width - cell_len(due), 0))
    return [Segment(title, style("dim")), Segment(due, worded(row, style))]


def worded(row: InitiativeRow, style: Styled) -> Style:
    """Return the style of its day and its state."""
    return style("red" if row.late else "dim")


def _due(row: InitiativeRow, today: date) -> str:
    return _("  due {day}", day=formatting.day(row.due, today)) if row.due is not None else ""


def _mark(row: InitiativeRow, glyphs: Glyphs) -> str:
    marks = {InitiativeState.DONE: glyphs.tick, InitiativeState.DROPPED: glyphs.nothing}
    return marks.get(row.state, glyphs.dot)
