"""The objectives of a cycle being closed: closed ones ticked with their grade, the one at hand marked."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.segment import Segment

from goaltui.model.enums import CLOSED, Band
from goaltui.rules import grade
from goaltui.services import words
from goaltui.services.closing import Closed
from goaltui.services.rows import ObjectiveRow
from goaltui.tui.text import left, right
from goaltui.tui.widgets.goal_list import GoalList

BANDS = {Band.GREEN: "green", Band.YELLOW: "yellow", Band.RED: "red"}
_GRADE = 6


class CloseLine(NamedTuple):
    """An objective, whether it is closed, and its grade."""

    row: ObjectiveRow
    closed: bool
    grade: float | None

    @property
    def key(self) -> str | None:
        """The id."""
        return self.row.id


class CloseList(GoalList[CloseLine]):
    """The cursor follows the close; a click goes to one that is open."""

    def show(self, rows: Sequence[ObjectiveRow], done: Mapping[str, Closed], at: str) -> None:
        """The objectives with what was closed, the cursor on `at`."""
        self.fill(
            [
                CloseLine(
                    row,
                    row.id in done or row.state in CLOSED,
                    done[row.id].grade if row.id in done else row.grade,
                )
                for row in rows
            ]
        )
        self.move_to(at)

    def paint(self, row: CloseLine, width: int, chosen: bool) -> list[Segment]:
        mark = self.glyphs.tick if row.closed else self.glyphs.dot
        value = row.grade if row.closed else row.row.progress
        shown = f"{value:.1f}" if row.closed and value is not None else words.percent(value)
        colour = BANDS[grade.grade(value).band] if row.closed and value is not None else "dim"
        title = self.style("dim" if row.closed else "text", bold=chosen and not row.closed, chosen=chosen)
        return [
            Segment(self.glyphs.cursor if chosen else " ", self.style("accent", chosen=chosen)),
            Segment(f"{mark} ", self.style("green" if row.closed else "dim", chosen=chosen)),
            Segment(left(row.row.title, max(width - 4 - _GRADE, 4)), title),
            Segment(right(shown, _GRADE) + " ", self.style(colour, chosen=chosen)),
        ]
